"""Who took part through the years, against the governments that existed at the time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from iga_core.analysis.national import NationalFigure, NationalPicture
from iga_core.record import Record, Row, rows_of
from iga_core.regions import TYPES, RegionType

EVERY = "all"
KINDS: dict[str, RegionType | None] = {EVERY: None, **TYPES}


@dataclass(frozen=True, slots=True)
class Share:
    """The participants that sources print for a year, and all governments that existed in it.

    ``scope``: "all" or a region type. ``absent`` and ``percent``: what sources print of those
    that took no part, and as a share of their own. ``least`` and ``most`` (percent of those
    existing) differ when sources do; None when no source read prints a number.
    """

    year: int
    scope: str
    existing: int
    printed: NationalFigure
    absent: NationalFigure
    percent: NationalFigure

    @property
    def _values(self) -> Sequence[float]:
        return [float(row["value"]) for row in self.printed.rows if row["value"] is not None]

    @property
    def least(self) -> float | None:
        """The lowest printed number of participants as a share."""
        return 100 * min(self._values) / self.existing if self._values else None

    @property
    def most(self) -> float | None:
        """The highest printed number of participants as a share."""
        return 100 * max(self._values) / self.existing if self._values else None


def participation(record: Record, picture: NationalPicture) -> dict[tuple[int, str], Share]:
    """Return every index year and scope; the denominator is the number existing that year."""
    return {
        (year, scope): Share(
            year=year,
            scope=scope,
            existing=len(record.register.participating(year, kind)),
            printed=picture.figure(year, "participants", scope),
            absent=picture.figure(year, "non_participants", scope),
            percent=picture.figure(year, "participation_percent", scope),
        )
        for year in record.index_years
        for scope, kind in KINDS.items()
    }


def national_disputes(record: Record) -> dict[int, tuple[Row, ...]]:
    """Return the disputes on national figures by each index year they name."""
    found = [row for row in rows_of(record.tables["disputes"]) if row["subject"] == "national"]
    return {
        year: tuple(row for row in found if str(year) in row["years"].split())
        for year in record.index_years
    }
