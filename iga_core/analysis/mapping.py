"""What a map of one year shows: per government a value, its class and what is known at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from iga_core.analysis.recipients import Recipients
from iga_core.record import Record, Row, rows_of
from iga_core.record.coverage import (
    NOT_ASSESSED,
    NOT_ASSESSED_PREDICATE,
    SCORED,
    STATES,
    UNKNOWN,
)
from iga_core.regions import TYPES, Region, RegionType, Register

PROGRAMMES = ("IGA", "SmartCity")
MEASURES = ("level", "predicate", "score", "rank", "count", "first", "coverage")
YEARS = "years"
"""The measure of the map of all years: in how many years, up to the one shown, it received."""
INDEX = ("predicate", "score", "rank", "coverage")  # of the index, whatever the programme

SCORE_CLASSES = 5
"""Groups of equally many known scores of one year: scales differ, so no limit holds for all."""
RANK_LIMITS = (10, 50, 100)
RANK_CLASSES = ("1-10", "11-50", "51-100", "101+")
COUNT_CLASSES = ("1", "2", "3", "4", "5+")
YEAR_STEPS = (1, 2, 4, 6)  # the lowest number of award years of each class
OWN_CLAIM, NOT_LISTED, PARTLY = WITHOUT_AWARD = ("own_claim", "not_listed", "partly")
"""What the map of levels says of a government without an award: it claims one, it is missing from
lists that are all complete, or from one that is, while others are not."""
LOCAL: tuple[RegionType, ...] = ("kabupaten", "kota")
LAYERS: Mapping[str, tuple[RegionType, ...]] = {
    "kabkota": LOCAL, "kabupaten": ("kabupaten",), "kota": ("kota",), "provinsi": ("provinsi",)
}  # fmt: skip
"""What a map shows at once, by its name in the address."""


class Shown(NamedTuple):
    """The index values of a government's year: a known score, predicate, rank, and the state."""

    score: Decimal | None
    predicate: str
    rank: int | None
    state: str


NOTHING = Shown(None, "", None, UNKNOWN)


@dataclass(frozen=True)
class MapFacts:
    """The record turned into look-ups by (programme, code) and (code, year). Build once."""

    register: Register
    recipients: Recipients
    shown: Mapping[tuple[str, int], Shown]
    levels: tuple[str, ...]
    predicates: tuple[str, ...]
    breaks: Mapping[int, tuple[float, ...]]
    forerunner: Mapping[str, str]
    years: tuple[int, ...]

    def listed(self, programme: str, code: str, year: int) -> tuple[Row, ...]:
        """Return the awards received up to and including ``year``."""
        rows = self.recipients.rows(code, programme=programme)
        return tuple(award for award in rows if award["year"] <= year)

    def claimed(self, programme: str, code: str, year: int) -> tuple[Row, ...]:
        """Return the awards that a government alone says it received, up to ``year``."""
        rows = self.recipients.rows(code, programme=programme, standing="own_claim")
        return tuple(claim for claim in rows if claim["year"] <= year)

    def level(self, programme: str, code: str, year: int) -> str | None:
        """Return the highest level received in ``year``."""
        won = {award["level"] for award in self.recipients.rows(code, year, programme=programme)}
        return next((level for level in self.levels if level in won), None)

    def without(self, programme: str, code: str, year: int) -> str:
        """Return what is known of a government without an award: see ``WITHOUT_AWARD``; or ""."""
        if self.recipients.rows(code, year, programme=programme):
            return ""
        if self.recipients.rows(code, year, programme=programme, standing="own_claim"):
            return OWN_CLAIM
        absence = self.recipients.absence(code, year, programme=programme)
        return "" if absence.state == "not_found" else absence.state

    def of(self, code: str, year: int) -> Shown:
        """Return the index values of one year; ``NOTHING`` when none is on file."""
        return self.shown.get((code, year), NOTHING)

    def province_in(self, code: str, year: int) -> str:
        """Return the province a region lay in: before 2023 Papua had two, not six."""
        province = self.register.province_of(code)
        if province.participates_from and year < province.participates_from:
            return self.forerunner[province.code]
        return province.code


class RegionValue(NamedTuple):
    """One government on the map. ``value`` None = not on file; ``group``: its legend entry."""

    code: str
    type: RegionType
    value: str | Decimal | int | None
    group: str
    state: str
    awarded: bool


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One class: how many governments, and the lowest and highest number in it."""

    group: str
    count: int
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class MapView:
    """One map. Legend counts add up to ``governments``; ``apart`` never take part (Jakarta).

    ``part``, ``province``: the island group or province it is limited to, "" for none.
    """

    year: int
    programme: str
    measure: str
    values: tuple[RegionValue, ...]
    legend: tuple[LegendEntry, ...]
    apart: tuple[str, ...]
    part: str = ""
    province: str = ""

    @property
    def governments(self) -> int:
        """How many governments of the chosen types take part in the year."""
        return len(self.values)


class ProvinceYear(NamedTuple):
    """One province and year: governments awarded, those in it, those nothing is known of.

    Nothing: no award, no index, and no complete list that it is missing from.

    ``awards`` can exceed ``awarded``. ``governments`` counts the province's own too.
    """

    province_code: str
    year: int
    awards: int
    awarded: int
    governments: int
    unknown: int


def build_map_facts(record: Record) -> MapFacts:
    """Turn ``record`` into look-ups; takes about 50 ms."""
    view = record.view
    vocabularies = record.schema.vocabularies
    return MapFacts(
        register=record.register,
        recipients=Recipients(record),
        shown={(row["region_code"], int(row["year"])): _shown(row) for row in rows_of(view)},
        levels=vocabularies["level"],
        predicates=vocabularies["predicate"],
        breaks={
            int(year): _breaks(
                view.loc[(view["year"] == year) & (view["state"] == SCORED), "score"]
            )
            for year in view["year"].unique()
        },
        forerunner=_forerunners(record.tables["regions"]),
        years=tuple(int(year) for year in record.tables["award_years"]["year"]),
    )


def map_view(
    facts: MapFacts,
    year: int,
    programme: str,
    measure: str,
    types: Sequence[RegionType] = LOCAL,
    part: str = "",
    province: str = "",
) -> MapView:
    """Return what the map of ``measure`` shows for the governments of ``types`` in ``year``.

    ``part``, ``province``: only those of this island group, of this province as it was then.
    Raises ValueError for a measure or programme that does not exist.
    """
    if measure not in (*MEASURES, YEARS) or programme not in PROGRAMMES:
        raise ValueError(f"no map of {measure!r} for {programme!r}")

    def shown(region: Region) -> bool:
        return (
            region.type in types
            and part in ("", region.island_group)
            and province in ("", facts.province_in(region.code, year))
        )

    inside = [region for region in facts.register.participating(year) if shown(region)]
    values = tuple(_valued(facts, region, year, programme, measure) for region in inside)
    apart = [region.code for region in facts.register.regions if not region.autonomous]
    apart = [code for code in apart if shown(facts.register.get(code))]
    legend = _legend(values, group_order(facts, year, measure), measure)
    return MapView(year, programme, measure, values, legend, tuple(apart), part, province)


def value_of(
    facts: MapFacts, code: str, year: int, programme: str, measure: str
) -> str | Decimal | int | None:
    """Return one government's value of ``measure``; None when it is not on file."""
    shown, listed = facts.of(code, year), facts.listed(programme, code, year)
    values: dict[str, str | Decimal | int | None] = {
        "level": facts.level(programme, code, year),
        "predicate": shown.predicate or None,
        "score": shown.score,
        "rank": shown.rank,
        "count": len(listed) or None,
        "first": min((a["year"] for a in listed), default=None),
        YEARS: len({a["year"] for a in listed}) or None,
        "coverage": shown.state,
    }
    return values[measure]


def group_of(facts: MapFacts, value: str | Decimal | int | None, year: int, measure: str) -> str:
    """Return the legend entry of a value."""
    if value is None:
        return UNKNOWN
    if measure == "score":
        return str(bisect_left(facts.breaks[year], float(value)) + 1)
    if measure == "rank":
        return RANK_CLASSES[bisect_left(RANK_LIMITS, float(value))]
    if measure == "count":
        return COUNT_CLASSES[min(int(value), len(COUNT_CLASSES)) - 1]
    if measure == YEARS:
        return str(YEAR_STEPS[bisect_right(YEAR_STEPS, int(value)) - 1])
    return str(value)


def group_order(facts: MapFacts, year: int, measure: str) -> tuple[str, ...]:
    """Return the legend entries of a measure, best first; unknown comes last, never as low."""
    assessed = tuple(p for p in facts.predicates if p != NOT_ASSESSED_PREDICATE)
    score_groups = range(len(facts.breaks.get(year, ())) + 1, 0, -1)
    orders: dict[str, tuple[str, ...]] = {
        "level": (*facts.levels, *WITHOUT_AWARD),
        "predicate": assessed,
        "score": tuple(str(n) for n in score_groups),
        "rank": RANK_CLASSES,
        "count": COUNT_CLASSES[::-1],
        "first": tuple(str(y) for y in facts.years if y <= year),
        YEARS: (*map(str, YEAR_STEPS[::-1]), OWN_CLAIM),
        "coverage": STATES[:2],
    }
    return (*orders[measure], NOT_ASSESSED, UNKNOWN)


def all_groups(facts: MapFacts) -> tuple[str, ...]:
    """Return every legend entry that any map can have."""
    found = [
        group
        for year in facts.years
        for measure in (*MEASURES, YEARS)
        for group in group_order(facts, year, measure)
    ]
    return tuple(dict.fromkeys(found))


def governments_by_province(
    facts: MapFacts, view: MapView, shown: Container[str]
) -> tuple[tuple[str, int], ...]:
    """Return the provinces of a map by how many of its governments have a class of ``shown``."""
    counts = Counter(
        facts.province_in(value.code, view.year) for value in view.values if value.group in shown
    )
    return tuple(sorted(counts.items(), key=lambda entry: (-entry[1], entry[0])))


def awards_by_province(facts: MapFacts, programme: str) -> tuple[ProvinceYear, ...]:
    """Return every province and year: 34 provinces to award year 2022, 38 from 2023."""
    rows = []
    for year in facts.years:
        inside: dict[str, list[Region]] = defaultdict(list)
        for region in facts.register.participating(year):
            inside[facts.province_in(region.code, year)].append(region)
        for province, regions in inside.items():
            won = [
                sum(a["year"] == year for a in facts.listed(programme, region.code, year))
                for region in regions
            ]
            unknown = sum(
                not number
                and facts.of(region.code, year).state == UNKNOWN
                and facts.without(programme, region.code, year) not in (NOT_LISTED, PARTLY)
                for number, region in zip(won, regions, strict=True)
            )
            awarded = sum(map(bool, won))
            rows.append(ProvinceYear(province, year, sum(won), awarded, len(regions), unknown))
    return tuple(rows)


def _valued(
    facts: MapFacts, region: Region, year: int, programme: str, measure: str
) -> RegionValue:
    value = value_of(facts, region.code, year, programme, measure)
    state = facts.of(region.code, year).state
    group = group_of(facts, value, year, measure)
    if measure == "level" and value is None:
        group = facts.without(programme, region.code, year) or UNKNOWN
    elif measure == YEARS and value is None and facts.claimed(programme, region.code, year):
        group = OWN_CLAIM
    refused = state == NOT_ASSESSED and (
        measure in INDEX or (programme, measure, group) == ("IGA", "level", UNKNOWN)
    )
    awarded = facts.level(programme, region.code, year) is not None
    kind = TYPES[region.type]
    shown = NOT_ASSESSED if refused else group
    return RegionValue(region.code, kind, value, shown, state, awarded)


def _legend(
    values: Sequence[RegionValue], order: Sequence[str], measure: str
) -> tuple[LegendEntry, ...]:
    counts = Counter(value.group for value in values)
    numbers: dict[str, list[Decimal]] = defaultdict(list)
    for value in values:
        if isinstance(value.value, int | Decimal) and measure in {"score", "rank", "count", YEARS}:
            numbers[value.group].append(Decimal(value.value))
    return tuple(
        LegendEntry(
            group,
            counts[group],
            min(numbers[group], default=None),
            max(numbers[group], default=None),
        )
        for group in order
    )


def _breaks(scores: pd.Series[Any]) -> tuple[float, ...]:
    """Return the upper limits of all groups but the highest; fewer where scores are few."""
    known = scores.dropna().astype(float)
    groups = min(SCORE_CLASSES, known.nunique())
    if groups < 2:
        return ()
    steps = np.linspace(0, 1, groups + 1)[1:-1]
    return tuple(sorted({float(limit) for limit in known.quantile(steps)}))


def _shown(row: Row) -> Shown:
    rank = row["rank_within_type"]
    return Shown(
        row["score"] if row["state"] == SCORED else None,
        row["predicate"],
        None if rank is None else int(rank),
        row["state"],
    )


def _forerunners(regions: pd.DataFrame) -> dict[str, str]:
    """Return for each province founded since 2022 the one it was taken from."""
    provinces = regions[(regions["type"] == "provinsi") & (regions["papua_cluster"] != "")]
    young = provinces["participates_from"].notna()
    old = dict(
        zip(provinces.loc[~young, "papua_cluster"], provinces.loc[~young, "code"], strict=True)
    )
    return {
        code: old[cluster]
        for code, cluster in zip(provinces["code"], provinces["papua_cluster"], strict=True)
    }
