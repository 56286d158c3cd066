"""The files beside the tables and the rulebooks, each read by its own loader."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from iga_core.declared import glossary, peers, rehearsal, strips, workbench
from iga_core.law import LAW_FILE, load_law
from iga_core.record.violation import Violation
from iga_core.rules import RulebookError
from iga_core.smartcity import FILE as SMART_CITY_FILE
from iga_core.smartcity import load_smart_city

LOADERS: dict[str, Callable[[Path], Any]] = {
    peers.FILE: peers.load_peer_rules,
    strips.FILE: strips.load_strip_rules,
    LAW_FILE: load_law,
    glossary.FILE: glossary.load_glossary,
    SMART_CITY_FILE: load_smart_city,
    workbench.FILE.name: lambda folder: workbench.load_workbench(folder / workbench.FILE.name),
    rehearsal.FILE: rehearsal.load_standards,
}
"""What reads each file from the folder it lies in. Raises RulebookError, FileNotFoundError."""


def rulebook_violation(error: RulebookError, folder: str = "") -> Violation:
    """Return how a file of rules or assumptions is broken; ``folder``: below ``data/``."""
    rule = f"rulebook_{error.reason}"
    return Violation(folder + error.file, 0, error.key, "", rule, error.details)


def load_files(folder: Path) -> tuple[dict[str, Any], list[Violation]]:
    """Read every file beside the tables in ``folder``: the sound ones by name, what is broken."""
    sound: dict[str, Any] = {}
    broken: list[Violation] = []
    for name, load in LOADERS.items():
        try:
            sound[name] = load(folder)
        except RulebookError as error:
            broken += [rulebook_violation(mistake) for mistake in (error, *error.others)]
        except FileNotFoundError:
            broken.append(Violation(name, 0, "", "", "missing_file"))
    return sound, broken
