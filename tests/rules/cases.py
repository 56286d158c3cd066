"""Worked cases of ``tests/cases`` as tables."""

import tomllib
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parents[1] / "cases"


def read_cases(name: str) -> dict[str, Any]:
    """Return one file of cases; every file names its source."""
    found = tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))
    assert found["source"]
    return found
