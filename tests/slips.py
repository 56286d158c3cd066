"""What the checks say of a file beside the tables, without reading all tables for every slip."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path

from iga_core.paths import DATA
from iga_core.record.checking import open_checks
from iga_core.record.checks.beside import load_files
from iga_core.record.checks.files import FILE_RULES
from iga_core.record.checks.tables import Checks
from iga_core.record.places import placed
from iga_core.record.violation import Violation
from iga_core.regions import load_register
from iga_core.rules import load_rulebooks


@cache
def _door() -> Checks:
    frames, schema, violations = open_checks(DATA)
    assert violations == []
    checks = Checks(frames, frames, schema, load_register(DATA / "regions"), DATA)
    checks.files, checks.broken_files = load_files(DATA)
    checks.rulebooks, checks.broken_rulebooks = load_rulebooks(DATA / "rulebooks")
    return checks


def _said(checks: Checks, folder: Path) -> list[Violation]:
    return [placed(o, folder) for rule in FILE_RULES for o in rule(checks)]


def violations_beside(folder: Path) -> list[Violation]:
    """Every violation in the files beside ``folder``'s tables; the tables are those on file."""
    checks = copy.copy(_door())
    checks.files, checks.broken_files = load_files(folder)
    if (folder / "rulebooks").is_dir():
        checks.rulebooks, checks.broken_rulebooks = load_rulebooks(folder / "rulebooks")
    return _said(checks, folder)


def told_of(folder: Path, file: str, old: str, new: str) -> list[Violation]:
    """What the checks say of one slip in ``file``, written into an empty ``folder``."""
    text = (DATA / file).read_text(encoding="utf-8")
    assert old in text
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    checks = copy.copy(_door())
    if path.parent != folder:
        books, checks.broken_rulebooks = load_rulebooks(path.parent)
        others = {y: b for y, b in checks.rulebooks.items() if str(y) != path.stem}
        checks.rulebooks = others | books
    else:
        read, checks.broken_files = load_files(folder, (file,))
        checks.files = {n: f for n, f in checks.files.items() if n != file} | read
    return _said(checks, folder)
