"""Bounds of what a process keeps and of how long it waits: ``bounds.toml``."""

import tomllib
from pathlib import Path
from typing import Any

BOUNDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("bounds.toml").read_text(encoding="utf-8")
)
