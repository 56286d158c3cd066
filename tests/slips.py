"""What the door says of a file beside the tables, without reading all tables for every slip."""

from __future__ import annotations

import copy
from functools import cache
from pathlib import Path

from iga_core.paths import DATA
from iga_core.record.consistency import Checks
from iga_core.record.door import FILE_RULES, open_door
from iga_core.record.offence import Violation
from iga_core.record.places import placed
from iga_core.record.rule_consistency import rulebooks_sound
from iga_core.regions import load_register
from iga_core.rules import load_rulebooks


@cache
def _door() -> Checks:
    frames, schema, offences = open_door(DATA)
    assert offences == []
    return Checks(frames, frames, schema, load_register(DATA / "regions"), DATA)


def offences_beside(folder: Path) -> list[Violation]:
    """Every offence in the files beside the tables of ``folder``; the tables are those on file."""
    door = copy.copy(_door())
    door.folder = folder
    if (folder / "rulebooks").is_dir():
        door.rulebooks, door.broken_rulebooks = load_rulebooks(folder / "rulebooks")
    return [placed(o, folder) for rule in (*FILE_RULES, rulebooks_sound) for o in rule(door)]
