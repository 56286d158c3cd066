"""The Smart City awards on file: by pillar and year, and beside one government's IGA."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iga_core.analysis.awards import ListCount, list_counts
from iga_core.analysis.profile import History, YearFacts
from iga_core.record import Record, Row, rows_of, standing_of

PROGRAMME, OTHER = "SmartCity", "IGA"


@dataclass(frozen=True, slots=True)
class SmartAwards:
    """The awards of the programme and its lists.

    ``years``: with an award or a list, newest first. ``categories``: pillars first, then the
    other groups. ``counts``: the lists by year and category, several where levels differ.
    """

    awards: tuple[Row, ...]
    years: tuple[int, ...]
    categories: tuple[str, ...]
    counts: Mapping[tuple[int, str], tuple[ListCount, ...]]

    def chosen(self, year: int | None, category: str | None) -> tuple[Row, ...]:
        """Return the awards of a year and a category; None: of all."""
        return tuple(
            row
            for row in self.awards
            if year in (None, row["year"]) and category in (None, row["category"])
        )

    def lists(self, year: int | None, category: str | None) -> tuple[ListCount, ...]:
        """Return the lists of a year and a category, newest first; None: of all."""
        return tuple(
            count
            for (its_year, its_category), found in self.counts.items()
            if year in (None, its_year) and category in (None, its_category)
            for count in found
        )


def smart_awards(record: Record) -> SmartAwards:
    """Return the Smart City awards of the record. Build once: pages then only look up."""
    found: dict[tuple[int, str], tuple[ListCount, ...]] = {}
    for count in list_counts(record):
        if count.programme == PROGRAMME:
            key = count.year, count.category
            found[key] = (*found.get(key, ()), count)
    pillars = record.schema.vocabularies["pillar"]
    others = [name for name in record.schema.vocabularies["category"] if name not in pillars]
    named = {category for _, category in found}
    categories = tuple(name for name in (*pillars, *others) if name in named)
    rows = [row for row in rows_of(record.tables["awards"]) if row["programme"] == PROGRAMME]
    name = {region.code: region.name for region in record.register.regions}
    order = {category: place for place, category in enumerate(categories)}
    rows.sort(key=lambda r: (-r["year"], order[r["category"]], name[r["region_code"]]))
    years = tuple(sorted({year for year, _ in found}, reverse=True))
    return SmartAwards(tuple(rows), years, categories, found)


def years_side_by_side(history: History) -> tuple[YearFacts, ...]:
    """Return a government's years with an award or its own claim, of either prize; newest first."""
    return tuple(
        facts
        for facts in history.years
        if any(standing_of(award) != "index_only" for award in facts.awards)
    )
