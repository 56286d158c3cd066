"""The checks: nothing in ``data/`` reaches a reader before it has passed these checks."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

import pandas as pd

from iga_core.record import dictionary
from iga_core.record.cells import check_cells, check_keys, check_links, check_places, typed
from iga_core.record.checks.beside import LOADERS
from iga_core.record.checks.categories import CATEGORY_RULES
from iga_core.record.checks.files import FILE_RULES
from iga_core.record.checks.sources import SOURCE_RULES
from iga_core.record.checks.tables import RULES, Checks
from iga_core.record.declaration import FILES, Declared, Schema
from iga_core.record.places import placed
from iga_core.record.reading import read_table
from iga_core.record.schema import load_schema
from iga_core.record.transaction import recover
from iga_core.record.violation import BrokenDataError, Violation
from iga_core.regions import load_register


def _strays(folder: Path, read: Collection[str], within: str = "") -> Iterator[Violation]:
    """Yield what lies in ``folder`` and nobody reads; ``read``: files by path below it.

    What starts with a dot is no data; of a folder without a file that is read its name is enough.
    """
    for path in sorted((folder / within).iterdir()):
        name = f"{within}{path.name}"
        if path.name.startswith(".") or name in read:
            continue
        if path.is_dir() and any(known.startswith(f"{name}/") for known in read):
            yield from _strays(folder, read, f"{name}/")
        else:
            yield Violation(name, 0, "", "", "undeclared_file")


def _read_by_somebody(folder: Path, schema: Schema) -> set[str]:
    rulebooks = {f"rulebooks/{path.name}" for path in (folder / "rulebooks").glob("*.toml")}
    tables = {table.path for table in schema.tables.values()}
    return {*FILES.values(), *LOADERS, *tables, *rulebooks, dictionary.FILE}


def open_checks(folder: Path) -> tuple[Declared[pd.DataFrame], Schema, list[Violation]]:
    """Read and check all of ``folder`` (``data/``): typed tables, schema, violations.

    A change that a killed process left half done is undone first. Raises BrokenDataError where
    that cannot be, and where the declaration is not sound or lacks what a rule reads.
    """
    recover(folder)
    schema = load_schema(folder / "schema")
    frames, violations = _tables(folder, schema)
    violations += _strays(folder, _read_by_somebody(folder, schema))
    if not violations:
        printed, tables = frames, schema.tables.values()
        frames = Declared("tables", {t.name: typed(t, frames[t.name]) for t in tables})
        checks = Checks(frames, printed, schema, load_register(folder / "regions"), folder)
        for rule in (*RULES, *SOURCE_RULES, *CATEGORY_RULES, *FILE_RULES):
            violations += rule(checks)
        violations = [placed(o, folder) if o.file.endswith(".toml") else o for o in violations]
    return frames, schema, violations


def _tables(folder: Path, schema: Schema) -> tuple[Declared[pd.DataFrame], list[Violation]]:
    """Read every table as text, and check its cells.

    Rules between tables run only on tables that read, so that one slip gives one line.
    """
    frames: Declared[pd.DataFrame] = Declared("tables", {})
    violations: list[Violation] = []
    unread: set[str] = set()
    for table in schema.tables.values():
        frames[table.name], unreadable = read_table(table, folder)
        violations += unreadable
        if unreadable:
            unread.add(table.name)
        else:
            violations += check_cells(table, frames[table.name], schema)
            violations += check_keys(table, frames[table.name])
    named = {(o.file, o.row, o.column) for o in violations}
    for table in schema.tables.values():
        targets = {c.links_to.partition(".")[0] for c in table.columns if c.links_to}
        if not unread & {*targets, table.name}:
            broken = check_links(table, frames)
            violations += [o for o in broken if (o.file, o.row, o.column) not in named]
    if "regions" not in unread:
        violations += check_places(schema.tables["regions"], frames["regions"])
    return frames, violations


def check(folder: Path) -> list[Violation]:
    """Return every violation in ``folder``; empty when all of ``data/`` is sound."""
    try:
        return open_checks(folder)[2]
    except BrokenDataError as error:
        return list(error.violations)
