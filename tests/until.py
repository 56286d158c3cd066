"""The record as it stood after a year, for tests of a moment: what came in later is left out."""

from __future__ import annotations

import csv
import shutil
import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from iga_core.paths import DATA
from iga_core.record import Record, load_record
from tests import on_file

YEARLY = ("awards", "results", "lists", "categories", "award_years")
Cells = dict[str, str]


def _drop(path: Path, late: Callable[[Cells], bool]) -> list[Cells]:
    """Take the rows that are ``late`` out of a table, and return them."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    dropped = [row for row in rows if late(row)]
    if dropped:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(rows[0]), lineterminator="\n")
            writer.writeheader()
            writer.writerows(row for row in rows if row not in dropped)
    return dropped


def cut(data: Path, year: int) -> bool:
    """Take awards and results after ``year`` out of a copy of ``data/``; say whether any were."""
    paths = {path.stem: path for path in (data / "record").glob("*.csv")}
    later = [row for t in YEARLY for row in _drop(paths[t], lambda row: int(row["year"]) > year)]
    gone = {row["id"] for row in later if "id" in row}
    if gone:
        for name in paths.keys() - {*YEARLY}:
            _drop(paths[name], lambda row: bool(gone & {*" ".join(row.values()).split()}))
    return bool(later)


@cache
def until(year: int) -> Record:
    """Return the record without the awards and results after ``year``."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(shutil.copytree(DATA, Path(name) / "data", ignore=shutil.ignore_patterns(".*")))
        return load_record(data) if cut(data, year) else on_file.record()
