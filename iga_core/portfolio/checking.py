"""The door of what the workbench assumes and grades by: checked like all of ``data/``.

A module of its own, because it names offences as the record does: reading and scoring a portfolio
go without the record.
"""

from __future__ import annotations

import csv
from pathlib import Path

from iga_core.portfolio import standards
from iga_core.portfolio.workbench import FILE, load_workbench
from iga_core.record.offence import Offence
from iga_core.record.rule_consistency import rulebook_offence
from iga_core.record.schema import load_schema
from iga_core.rules import RulebookError, load_rulebooks


def check_workbench(folder: Path) -> list[Offence]:
    """Return what is wrong with the assumptions in ``folder`` (``data/``); empty when sound.

    They must read, and give efforts only for lines that some year has.
    """
    path = folder / FILE.name
    try:
        bench = load_workbench(path)
    except RulebookError as error:
        return [rulebook_offence(error)]
    books, _ = load_rulebooks(folder / "rulebooks")
    known = {line.code for book in books.values() for line in book.lines}
    details: dict[str, object] = {"target": "rulebooks"}
    return [
        Offence(path.name, 0, f"effort.line.{code}", code, "broken_link", details)
        for code in bench.efforts.lines
        if code not in known
    ]


def check_standards(folder: Path) -> list[Offence]:
    """Return what is wrong with thresholds and grades of the rehearsal in ``folder``.

    They must read, and every source of theirs must be on file.
    """
    name = standards.FILE
    if not (folder / name).is_file():
        return [Offence(name, 0, "", "", "missing_file")]
    try:
        limits = standards.load_standards(folder)
    except RulebookError as error:
        return [rulebook_offence(error)]
    path = folder / load_schema(folder / "schema").tables["sources"].path
    with path.open(encoding="utf-8", newline="") as file:
        sources = {row["id"] for row in csv.DictReader(file)}
    return [
        Offence(name, 0, f"threshold.{key}", source, "broken_link", {"target": "sources"})
        for key, threshold in limits.thresholds.items()
        for source in threshold.sources
        if source not in sources
    ]
