"""The door: nothing in ``data/`` reaches a reader before it has passed these checks."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from iga_core.record.assumption_consistency import standards_sound, workbench_sound
from iga_core.record.category_consistency import CATEGORY_RULES
from iga_core.record.cells import check_cells, check_keys, check_links, check_places, typed
from iga_core.record.consistency import RULES, Door
from iga_core.record.fact_consistency import FACT_RULES
from iga_core.record.law_consistency import glossary_sound, law_sound
from iga_core.record.offence import Offence
from iga_core.record.peer_consistency import peer_rules_sound
from iga_core.record.places import placed
from iga_core.record.reading import read_table
from iga_core.record.rule_consistency import RULEBOOK_RULES
from iga_core.record.schema import Schema, load_schema
from iga_core.record.smartcity_consistency import smart_city_sound
from iga_core.record.source_consistency import SOURCE_RULES
from iga_core.record.transaction import CHANGE, UnfinishedChangeError, recover
from iga_core.regions import load_register

FILE_RULES = (
    *(peer_rules_sound, law_sound, glossary_sound, smart_city_sound),
    *(workbench_sound, standards_sound, *FACT_RULES),
)


def open_door(folder: Path) -> tuple[dict[str, pd.DataFrame], Schema, list[Offence]]:
    """Read and check all of ``folder`` (``data/``): typed tables, schema, offences.

    Rules between tables run only when every cell is sound, so that one slip gives one line.
    A change that a killed process left half done is undone first.
    """
    schema = load_schema(folder / "schema")
    try:
        recover(folder)
    except UnfinishedChangeError:
        return {}, schema, [Offence(CHANGE, 0, "", "", "unfinished_change")]
    frames: dict[str, pd.DataFrame] = {}
    offences: list[Offence] = []
    unread: set[str] = set()
    for table in schema.tables.values():
        frames[table.name], unreadable = read_table(table, folder)
        offences += unreadable
        if unreadable:
            unread.add(table.name)
        else:
            offences += check_cells(table, frames[table.name], schema)
            offences += check_keys(table, frames[table.name])
    named = {(o.file, o.row, o.column) for o in offences}
    for table in schema.tables.values():
        targets = {c.links_to.partition(".")[0] for c in table.columns if c.links_to}
        if not unread & {*targets, table.name}:
            broken = check_links(table, frames)
            offences += [o for o in broken if (o.file, o.row, o.column) not in named]
    if "regions" not in unread:
        offences += check_places(schema.tables["regions"], frames["regions"])
    if not offences:
        printed, tables = frames, schema.tables.values()
        frames = {table.name: typed(table, frames[table.name]) for table in tables}
        door = Door(frames, printed, schema, load_register(folder / "regions"), folder)
        for rule in (*RULES, *SOURCE_RULES, *CATEGORY_RULES, *RULEBOOK_RULES, *FILE_RULES):
            offences += rule(door)
        offences = [placed(o, folder) if o.file.endswith(".toml") else o for o in offences]
    return frames, schema, offences


def check(folder: Path) -> list[Offence]:
    """Return every offence in ``folder``; empty when all of ``data/`` is sound."""
    return open_door(folder)[2]
