"""The door: nothing in ``data/`` reaches a reader before it has passed these checks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from iga_core.record.cells import check_cells, check_keys, check_links, typed
from iga_core.record.consistency import RULES, Door
from iga_core.record.offence import Offence
from iga_core.record.reading import read_table
from iga_core.record.schema import Schema, load_schema
from iga_core.regions import load_register


def open_door(folder: Path) -> tuple[dict[str, pd.DataFrame], Schema, list[Offence]]:
    """Read and check all of ``folder`` (``data/``): typed tables, schema, offences.

    Rules between tables run only when every cell is sound, so that one slip gives one line.
    """
    schema = load_schema(folder / "schema")
    frames: dict[str, pd.DataFrame] = {}
    offences: list[Offence] = []
    for table in schema.tables.values():
        frames[table.name], unreadable = read_table(table, folder)
        offences += unreadable
        if not unreadable:
            offences += check_cells(table, frames[table.name], schema)
            offences += check_keys(table, frames[table.name])
    if not any(o.rule in {"missing_file", "not_utf8", "not_csv"} for o in offences):
        unread = {o.file for o in offences if o.rule in {"missing_column", "broken_line"}}
        for table in schema.tables.values():
            targets = {c.links_to.partition(".")[0] for c in table.columns if c.links_to}
            if not unread & {schema.tables[t].path for t in targets | {table.name}}:
                offences += check_links(table, frames)
    if not offences:
        tables = schema.tables.values()
        frames = {table.name: typed(table, frames[table.name]) for table in tables}
        door = Door(frames, schema, load_register(folder / "regions"))
        for rule in RULES:
            offences += rule(door)
    return frames, schema, offences


def check(folder: Path) -> list[Offence]:
    """Return every offence in ``folder``; empty when all of ``data/`` is sound."""
    return open_door(folder)[2]
