"""What each government has on file for one measure of one year, with what it stands on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from iga_core.analysis.awards import ListCount, list_counts
from iga_core.analysis.fairness import UNCLEAR, Side, Unsettled
from iga_core.analysis.lists import ListKey, key_of
from iga_core.analysis.profile import History, YearFacts
from iga_core.record import SCORED, AwardStanding, Record, Row, rows_of, standing_of
from iga_core.record.award_levels import at_least
from iga_core.regions import TYPE_CATEGORY
from iga_core.rules import FigureIndex, Rulebook

INDEX_MEASURES = ("predicate", "score", "rank_within_type", "national_rank", "innovations")
SIZES = {"population": ("population_2024s2", 2024), "area": ("area_km2", 2024)}
"""Facts of the regions table: column, and the year it was counted."""


@dataclass(frozen=True, slots=True)
class Measure:
    """What is compared. ``name``: an index measure, ``award``, ``statistic``, or a size.

    ``detail``: the statistic. An award has ``programme``, ``level``, and ``prize``: its category
    where that is no group of governments ("" for the prizes by type of government).
    """

    name: str
    detail: str = ""
    programme: str = ""
    level: str = ""
    prize: str = ""


def _count_basis(claim: Row) -> str:
    """What an innovation count counted; a count whose source does not say matches no other."""
    if claim["innovations_basis"] == "unstated":
        return UNCLEAR
    return f"{claim['innovations_basis']} {claim['innovations_as_of']}".strip()


class Grounds:
    """Everything a comparison looks up. Build once; its sides are plain look-ups."""

    def __init__(
        self,
        record: Record,
        histories: Mapping[str, History],
        books: Mapping[int, Rulebook],
        figures: FigureIndex,
    ) -> None:
        """Index ``record``; ``figures``: see ``index_figures``."""
        self.record = record
        self.years = {(c, y.year): y for c, h in histories.items() for y in h.years}
        self.lists: dict[ListKey, ListCount] = {key_of(c): c for c in list_counts(record)}
        self.index_years = tuple(record.index_years)
        self.award_years = tuple(record.award_years)
        self.predicates = record.schema.vocabularies["predicate"]
        self.statistics = record.schema.vocabularies["statistic"]
        self._groups = frozenset(record.tables["categories"]["category"])
        self._figures = figures
        self._families = {year: book.family.known() for year, book in books.items()}
        self._sizes = {str(row["code"]): row for row in rows_of(record.tables["regions"])}

    @cached_property
    def statistic_years(self) -> Mapping[str, tuple[int, ...]]:
        """The years of each statistic, newest first."""
        found = {(measure, year) for _, measure, year in self._figures}
        return {
            name: tuple(sorted((y for m, y in found if m == name), reverse=True))
            for name in self.statistics
        }

    def facts(self, code: str, year: int) -> YearFacts | None:
        """Return what is on file about a government's year; None outside the award years."""
        return self.years.get((code, year))

    def takes_part(self, code: str, year: int) -> bool:
        """Whether the government existed in award year ``year``, with autonomy."""
        return self.record.register.takes_part(code, year)

    def sides(self, measure: Measure, year: int, codes: Sequence[str]) -> tuple[Side, ...]:
        """Return a side per code, in order; ``value`` None where nothing was found."""
        if measure.name == "award":
            return self._awards(measure, year, codes)
        if measure.name == "innovations":
            return self._counts(year, codes)
        if measure.name == "statistic":
            return tuple(self._statistic(code, measure.detail, year) for code in codes)
        if measure.name in SIZES:
            return tuple(self._size(code, measure.name) for code in codes)
        return tuple(self._shown(code, measure.name, year) for code in codes)

    def _shown(self, code: str, field: str, year: int) -> Side:
        facts = self.facts(code, year)
        if facts is None or facts.shown is None or not facts.shown[f"{field}_id"]:
            return Side(code, year)
        claim = facts.claim(facts.shown[f"{field}_id"])
        unsettled: Unsettled = "provisional" if claim["quality"] == "provisional" else ""
        # a value of an unsure year may belong to another year's rules
        unsure = claim["quality"] == "year_unsure" or (
            field == "score" and facts.shown["state"] != SCORED and not unsettled
        )
        family = UNCLEAR if unsure else self._families[year]
        if field == "predicate":
            place = self.predicates.index(claim["predicate"])
            return Side(
                code, year, Decimal(place), claim["predicate"],
                family=family, unsettled=unsettled, row=claim,
            )  # fmt: skip
        if field == "score":
            return Side(
                code, year, claim["score"],
                scale=claim["scale"], family=family, unsettled=unsettled, row=claim,
            )  # fmt: skip
        scope, size = self._rank_base(claim, field)
        return Side(
            code, year, Decimal(int(claim[field])), rank_base=scope, rank_size=size,
            family=family, unsettled=unsettled, row=claim,
        )  # fmt: skip

    def _rank_base(self, claim: Row, field: str) -> tuple[str, int]:
        """Return among whom a rank was given: region type or "all", and how many.

        Where the number is not printed, the governments that existed are the base.
        """
        kind = self.record.register.get(claim["region_code"]).type
        within = field == "rank_within_type"
        printed = claim["type_rank_base" if within else "national_rank_base"]
        existing = self.record.register.participating(claim["year"], kind if within else None)
        size = len(existing) if printed is None else int(printed)
        if claim["quality"] == "rank_base_unprinted":
            return UNCLEAR, size
        return kind if within else "all", size

    def _counts(self, year: int, codes: Sequence[str]) -> tuple[Side, ...]:
        """Return each government's count on the basis that most of them share."""
        claims = {
            code: [c for c in facts.claims if c["innovations"] is not None]
            for code in codes
            if (facts := self.facts(code, year))
        }
        shared = Counter(b for found in claims.values() for b in {*map(_count_basis, found)})
        shared[UNCLEAR] = 0

        def best(code: str) -> Side:
            found = claims.get(code)
            if not found:
                return Side(code, year)
            claim = max(found, key=lambda c: shared[_count_basis(c)])  # the first of equals
            unsettled: Unsettled = "provisional" if claim["quality"] == "provisional" else ""
            if claim["innovations_interim"] == "yes":
                unsettled = "interim"
            return Side(
                code, year, Decimal(int(claim["innovations"])),
                basis=_count_basis(claim), unsettled=unsettled, row=claim,
            )  # fmt: skip

        return tuple(map(best, codes))

    def _statistic(self, code: str, measure: str, year: int) -> Side:
        figures = self._figures.get((code, measure, year), ())
        if len(figures) != 1:  # which of two series holds is not ours to choose
            return Side(code, year)
        return Side(code, year, figures[0].value, basis=figures[0].series_id)

    def _size(self, code: str, name: str) -> Side:
        column, year = SIZES[name]
        return Side(code, year, Decimal(self._sizes[code][column]))

    def awarded(
        self, code: str, year: int, measure: Measure, standing: AwardStanding = "received"
    ) -> list[Row]:
        """Return the award rows at the measure's level or, on the ladder, above it."""
        facts = self.facts(code, year)
        own, schema = (measure.level,), self.record.schema
        levels = own if measure.prize else at_least(schema, measure.level)
        return [
            award
            for award in (facts.awards_of(measure.programme, standing) if facts else ())
            if award["level"] in levels and self._prize(award) == measure.prize
        ]

    def _awards(self, measure: Measure, year: int, codes: Sequence[str]) -> tuple[Side, ...]:
        """Return 1 for a government with the award, 0 for one that is not on the list."""
        given = {code: self.awarded(code, year, measure) for code in codes}
        judged = {award["category"] for rows in given.values() for award in rows}
        return tuple(
            self._named(code, year, given[code])
            if given[code]
            else self._absent(code, year, measure, judged)
            for code in codes
        )

    def _named(self, code: str, year: int, awards: Sequence[Row]) -> Side:
        own = TYPE_CATEGORY[self.record.register.get(code).type]
        award = min(awards, key=lambda a: a["category"] != own)  # the group of its type first
        return Side(code, year, Decimal(1), award["level"], rank_base=award["category"], row=award)

    def _absent(self, code: str, year: int, measure: Measure, judged: set[str]) -> Side:
        if not self.takes_part(code, year):
            return Side(code, year)
        region = self.record.register.get(code)
        category = measure.prize or TYPE_CATEGORY[region.type]
        if region.island_group in judged:
            category = region.island_group
        complete = all(
            (count := self.lists.get((measure.programme, year, category, level))) is not None
            and bool(count.complete)
            for level in at_least(self.record.schema, measure.level)
        )
        claim = next(iter(self.awarded(code, year, measure, "own_claim")), None)
        return Side(code, year, Decimal(0), rank_base=category, complete=complete, claim=claim)

    def award_measures(self, year: int, codes: Sequence[str]) -> list[Measure]:
        """Return a measure per award level and prize that any of ``codes`` has, or claims."""
        found = {
            Measure("award", "", award["programme"], award["level"], self._prize(award)): None
            for code in codes
            if (facts := self.facts(code, year))
            for award in facts.awards
            if standing_of(award) != "index_only"
        }
        levels = self.record.schema.vocabularies["level"]
        return sorted(found, key=lambda m: (m.programme, m.prize, levels.index(m.level)))

    def _prize(self, award: Row) -> str:
        """Return the category of a prize of its own; "" where it is a group judged together."""
        category = str(award["category"])
        return "" if category in self._groups else category
