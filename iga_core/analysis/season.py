"""The stages of a season: what was planned, announced and held, and what was not found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date

from iga_core.record import Record, Row, rows_of

EXPECTED = ("letter", "entry", "measurement", "nominees", "presentation", "field_validation",
            "plenary", "ceremony")  # fmt: skip
"""The stages every season is asked for, in the order of the year."""

Seasons = Mapping[int, tuple[Row, ...]]


def build_seasons(record: Record) -> Seasons:
    """Return the rows of ``season`` by year, each year in the order of its days. Build once."""
    found: dict[int, list[Row]] = defaultdict(list)
    for row in rows_of(record.tables["season"]):
        found[row["year"]].append(row)
    return {
        year: tuple(sorted(rows, key=lambda row: row["from_on"] or row["to_on"]))
        for year, rows in found.items()
    }


def next_stage(seasons: Seasons, today: date) -> Row | None:
    """Return the next stage that is on file with a whole day and not yet past; None: none known."""
    coming = [
        row
        for rows in seasons.values()
        for row in rows
        if len(day := str(row["from_on"] or row["to_on"])) == len("2026-01-01")
        and day >= today.isoformat()
    ]
    return min(coming, key=lambda row: row["from_on"] or row["to_on"], default=None)


def not_found(stages: tuple[Row, ...]) -> tuple[str, ...]:
    """Return the expected stages of which ``stages`` has no row."""
    known = {row["stage"] for row in stages}
    return tuple(stage for stage in EXPECTED if stage not in known)
