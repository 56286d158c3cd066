"""Who received what, who only says so, and whose absence from a list is known.

Every page asks here. A count of governments counts each once, however many awards it received;
a count of names counts every name on the lists.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Literal

from iga_core.analysis.awards import ListCount, list_counts
from iga_core.record import Record, Row, rows_of
from iga_core.record.award_levels import ladder
from iga_core.record.received import AwardStanding, standing_of
from iga_core.regions import TYPE_CATEGORY, RegionType

AbsenceState = Literal["not_listed", "partly", "not_found"]


@dataclass(frozen=True, slots=True)
class Absence:
    """What is known where a government received nothing in a year.

    ``complete``: lists of its own group that are whole and do not name it; ``open``: lists of
    its group of which names are missing, or whose size is not known. Both empty: no list of its
    group is on file.
    """

    complete: tuple[ListCount, ...]
    open: tuple[ListCount, ...]

    @property
    def state(self) -> AbsenceState:
        """``not_listed`` only where every list on file is complete; never for lack of lists."""
        if self.complete:
            return "partly" if self.open else "not_listed"
        return "not_found"


@dataclass(frozen=True, slots=True)
class AwardCount:
    """Awards received: ``names`` on the lists, and ``governments`` behind them, each once."""

    names: int
    governments: int


def count_of(awards: Iterable[Row]) -> AwardCount:
    """Count the rows among ``awards`` that are received."""
    codes = [award["region_code"] for award in awards if standing_of(award) == "received"]
    return AwardCount(len(codes), len(set(codes)))


class Recipients:
    """Award rows by what they count as, and the lists they stand in. Build once."""

    def __init__(self, record: Record) -> None:
        """Index ``record``: takes some ms."""
        self._register = record.register
        self._categories = record.schema.vocabularies["category"]
        self._top = ladder(record.schema)[0]
        self._rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
        self._lists: dict[tuple[str, int, str], list[ListCount]] = defaultdict(list)
        for row in rows_of(record.tables["awards"]):
            self._rows[row["programme"], row["region_code"]].append(row)
        for count in list_counts(record):
            if not count.known and count.awarded is None:
                continue  # nobody received it and nobody counted it: a claim alone makes no list
            self._lists[count.programme, count.year, count.category].append(count)

    def rows(
        self,
        code: str,
        year: int | None = None,
        *,
        programme: str = "IGA",
        standing: AwardStanding = "received",
    ) -> tuple[Row, ...]:
        """Return a government's award rows of one standing, of ``year`` or of all years."""
        return tuple(
            row
            for row in self._rows.get((programme, code), ())
            if (year is None or row["year"] == year) and standing_of(row) == standing
        )

    def awards(
        self, year: int, types: Iterable[RegionType] | None = None, *, programme: str = "IGA"
    ) -> tuple[Row, ...]:
        """Return the awards received in ``year`` by governments of ``types`` (None: of all)."""
        wanted = None if types is None else frozenset(types)
        return tuple(
            row
            for (found, code), rows in self._rows.items()
            if found == programme and (wanted is None or self._register.get(code).type in wanted)
            for row in rows
            if row["year"] == year and standing_of(row) == "received"
        )

    def award_years(self, code: str, *, programme: str = "IGA") -> tuple[int, ...]:
        """Return the years in which a government received an award, oldest first."""
        return tuple(sorted({row["year"] for row in self.rows(code, programme=programme)}))

    def most_often(self, number: int, codes: Iterable[str] | None = None) -> tuple[str, ...]:
        """Return who received IGA in most years: of ``codes`` (None: all), ``number`` at most.

        Ties: more years of the highest level first, then by name. A claim counts nowhere.
        """
        found = [code for programme, code in self._rows if programme == "IGA"]
        wanted = found if codes is None else [code for code in found if code in frozenset(codes)]

        def order(code: str) -> tuple[int, int, str]:
            years = self.award_years(code)
            top = {row["year"] for row in self.rows(code) if row["level"] == self._top}
            return -len(years), -len(top), self._register.get(code).name

        ordered = sorted((code for code in wanted if self.award_years(code)), key=order)
        return tuple(ordered[:number])

    def first_ranked(self, year: int, kind: RegionType) -> tuple[Row, ...]:
        """Return the awards with rank 1 on the IGA lists of ``kind`` alone; several if shared."""
        group = TYPE_CATEGORY[kind]
        awards = self.awards(year, (kind,))
        return tuple(row for row in awards if row["rank"] == 1 and row["category"] == group)

    def count(
        self, year: int, types: Iterable[RegionType] | None = None, *, programme: str = "IGA"
    ) -> AwardCount:
        """Count the names and governments that received an award in ``year``."""
        return count_of(self.awards(year, types, programme=programme))

    def absence(
        self, code: str, year: int, *, programme: str = "IGA", levels: Collection[str] = ()
    ) -> Absence:
        """Return which lists of ``year`` a government is missing from, and what that means.

        Lists of its own group: its type's, and those of the category of its island group (Papua);
        of ``levels`` only (none: of any). A government that did not exist yet, or takes no part,
        is missing from none. Raises RegionNotFoundError.
        """
        region = self._register.get(code)
        if not region.autonomous or (region.participates_from or 0) > year:
            return Absence((), ())
        groups = [TYPE_CATEGORY[region.type]]
        if region.island_group in self._categories:
            groups.append(region.island_group)
        received = {
            (row["category"], row["level"]) for row in self.rows(code, year, programme=programme)
        }
        lists = [
            count
            for group in groups
            for count in self._lists.get((programme, year, group), ())
            if (count.category, count.level) not in received
            and (not levels or count.level in levels)
        ]
        return Absence(
            complete=tuple(count for count in lists if count.complete),
            open=tuple(count for count in lists if not count.complete),
        )
