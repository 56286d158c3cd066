"""The files beside the tables and the rulebooks, each read by its own loader."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from iga_core.declared import (
    glossary,
    law,
    peers,
    press,
    reader,
    rehearsal,
    smartcity,
    strips,
    workbench,
)
from iga_core.record.violation import Violation
from iga_core.rules import RulebookError

LOADERS: dict[str, Callable[[Path], Any]] = {
    peers.FILE: peers.load_peer_rules,
    law.FILE: law.load_law,
    press.FILE: press.load_press_words,
    strips.FILE: strips.load_strip_rules,
    glossary.FILE: glossary.load_glossary,
    reader.FILE: reader.load_reader_words,
    smartcity.FILE: smartcity.load_smart_city,
    workbench.FILE.name: lambda folder: workbench.load_workbench(folder / workbench.FILE.name),
    rehearsal.FILE: rehearsal.load_standards,
}
"""What reads each file from the folder it lies in. Raises RulebookError."""


def rulebook_violation(error: RulebookError, folder: str = "") -> Violation:
    """Return how a file of rules or assumptions is broken; ``folder``: below ``data/``."""
    rule = f"rulebook_{error.reason}"
    return Violation(folder + error.file, 0, error.key, "", rule, error.details)


def load_files(
    folder: Path, names: Iterable[str] = LOADERS
) -> tuple[dict[str, Any], list[Violation]]:
    """Read the files beside the tables in ``folder``: the sound ones by name, what is broken."""
    sound: dict[str, Any] = {}
    broken: list[Violation] = []
    for name in names:
        try:
            sound[name] = LOADERS[name](folder)
        except RulebookError as error:
            broken += [rulebook_violation(mistake) for mistake in (error, *error.others)]
    return sound, broken
