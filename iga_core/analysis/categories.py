"""In which award categories a government could be judged in a year, and what says so.

Three answers: yes, no, unknown. A list (a column of ``regions``) or an award or nomination of
that year in the category says yes; only a list says no; without either it is unknown. That the
award goes by these lists is our reading: no source read names the list it uses.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from iga_core.analysis.awards import list_counts
from iga_core.analysis.lists import scope_categories
from iga_core.analysis.national import NationalFigure, NationalPicture
from iga_core.record import AwardStanding, Record, Row, rows_of, standing_of
from iga_core.record.award_levels import winners_level
from iga_core.record.checks.categories import PROGRAMME, covers
from iga_core.regions import TYPES, Region

CategoryState = Literal["yes", "no", "unknown"]
STATES: tuple[CategoryState, ...] = ("yes", "no", "unknown")
CategoryReading = Literal[
    "listed", "not_listed", "other_types", "types_unstated", "blank", "no_list"
]
Presence = Literal["present", "not_yet", "not_autonomous"]


@dataclass(frozen=True, slots=True)
class CategorySet:
    """One account of a year's categories: rows of ``categories`` that belong together."""

    id: str
    basis: str
    rows: tuple[Row, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """The categories this account names."""
        return tuple(row["category"] for row in self.rows)


@dataclass(frozen=True, slots=True)
class JudgedCategory:
    """One category of a year for one government.

    ``decider``: the row of ``category_lists``; ``reading``: what it says. ``proof``: awards that
    were reported or follow from a finalists' list, and national figures that name the nominees.
    ``claims``: awards that only the government itself claims; ``elsewhen``: awards in the same
    category in other years. ``hints``: filled cells of ``regions`` (column, value) that prove
    nothing. ``disputes``: on this category and year, naming the government.
    """

    category: str
    state: CategoryState
    reading: CategoryReading
    decider: Row
    proof: tuple[Row, ...]
    claims: tuple[Row, ...]
    elsewhen: tuple[Row, ...]
    hints: tuple[tuple[str, str], ...]
    disputes: tuple[Row, ...]

    @property
    def contradicted(self) -> bool:
        """Whether the list says no although an award or nomination of the year says yes."""
        return bool(self.proof) and self.reading in ("not_listed", "other_types")


@dataclass(frozen=True, slots=True)
class Answer:
    """A government's year. ``categories``: empty when none of the year is known, or not there."""

    region: Region
    year: int
    presence: Presence
    categories: tuple[JudgedCategory, ...]

    def of(self, state: CategoryState) -> tuple[str, ...]:
        """Return the categories in this state."""
        return tuple(j.category for j in self.categories if j.state == state)


@dataclass(frozen=True, slots=True)
class CategoryCount:
    """How many a category had. ``given``: the list row with the number of winners, if on file;
    ``known``: winners on file here that count against it. None of them zero for unknown.
    """

    category: str
    nominees: NationalFigure
    given: Row | None
    level: str
    known: int


@dataclass(frozen=True, slots=True)
class CategoryBook:
    """All categories of all years, to be looked up. Build with ``build_categories``."""

    record: Record
    sets: Mapping[int, tuple[CategorySet, ...]]
    deciders: tuple[Row, ...]
    regions: Mapping[str, Row]
    awards: Mapping[tuple[str, str], tuple[Row, ...]]
    nominees: Mapping[tuple[int, str], tuple[tuple[Row, frozenset[str]], ...]]
    disputes: Mapping[str, Row]
    counts: Mapping[tuple[int, str], CategoryCount]

    @property
    def known(self) -> tuple[str, ...]:
        """The categories that any account of any year names, in the vocabulary's order."""
        named = {category for year in self.sets for category in self.categories(year)}
        return tuple(c for c in self.record.schema.vocabularies["category"] if c in named)

    def categories(self, year: int) -> tuple[str, ...]:
        """Return the categories that any account of ``year`` names, in the vocabulary's order."""
        named = {c for account in self.sets.get(year, ()) for c in account.categories}
        return tuple(c for c in self.record.schema.vocabularies["category"] if c in named)

    def differ(self, year: int) -> bool:
        """Say whether the accounts of ``year`` name different categories, or word them so."""
        accounts = self.sets.get(year, ())
        return len({frozenset(a.categories) for a in accounts}) > 1

    def naming(self, year: int, category: str) -> tuple[Row, ...]:
        """Return the rows of ``categories`` that name a category in ``year``."""
        rows = (row for account in self.sets.get(year, ()) for row in account.rows)
        return tuple(row for row in rows if row["category"] == category)

    def disputed(self, year: int) -> tuple[Row, ...]:
        """Return the disputes on the categories of ``year``, each once."""
        rows = (row for account in self.sets.get(year, ()) for row in account.rows)
        ids = dict.fromkeys(i for row in rows for i in str(row["dispute_ids"]).split())
        return tuple(self.disputes[i] for i in ids)

    def answer(self, code: str, year: int) -> Answer:
        """Return in which categories a government could be judged. Raises RegionNotFoundError."""
        region = self.record.register.get(code)
        presence = _presence(region, year)
        asked = self.categories(year) if presence == "present" else ()
        return Answer(region, year, presence, tuple(self._judged(region, year, c) for c in asked))

    def _judged(self, region: Region, year: int, category: str) -> JudgedCategory:
        decider = next(row for row in self.deciders if covers(row, category, year))
        reading = read_list(decider, self.regions[region.code], region.type)
        own = self.awards.get((region.code, category), ())

        def of(standing: AwardStanding) -> list[Row]:
            return [row for row in own if standing_of(row) == standing]

        proof = [row for row in of("received") if row["year"] == year]
        proof += [
            row for row, codes in self.nominees.get((year, category), ()) if region.code in codes
        ]
        ids = dict.fromkeys(
            i for row in self.naming(year, category) for i in str(row["dispute_ids"]).split()
        )
        return JudgedCategory(
            category=category,
            state="yes" if proof else state_of_reading(reading),
            reading=reading,
            decider=decider,
            proof=tuple(proof),
            claims=tuple(row for row in of("own_claim") if row["year"] == year),
            elsewhen=tuple(row for row in of("received") if row["year"] != year),
            hints=_hints(decider, self.regions[region.code]),
            disputes=tuple(
                self.disputes[i]
                for i in ids
                if region.code in str(self.disputes[i]["region_codes"]).split()
            ),
        )


def _hints(decider: Row, region: Row) -> tuple[tuple[str, str], ...]:
    columns = str(decider["hint_columns"]).split()
    return tuple((name, str(region[name])) for name in columns if region[name])


def _presence(region: Region, year: int) -> Presence:
    if not region.autonomous:
        return "not_autonomous"
    later = region.participates_from is not None and region.participates_from > year
    return "not_yet" if later else "present"


def values_of(text: str) -> tuple[str, ...]:
    """Return the values of a cell that holds several, with semicolons between."""
    return tuple(part.strip() for part in text.split(";") if part.strip())


def read_list(decider: Row, region: Row, kind: str) -> CategoryReading:
    """Return what a row of ``category_lists`` says of a row of ``regions`` of type ``kind``."""
    if not decider["column"]:
        return "no_list"
    value, held = str(region[decider["column"]]), str(decider["types"]).split()
    if value in values_of(decider["yes_values"]):
        return "listed" if kind in held else "types_unstated"
    if value in values_of(decider["no_values"]):
        return "not_listed"
    if not value and decider["empty_means_no"] == "yes":
        return "not_listed"
    return "blank" if kind in held else "other_types"


def state_of_reading(reading: CategoryReading) -> CategoryState:
    """Return what a list alone means for membership; only a list can say no."""
    if reading == "listed":
        return "yes"
    return "no" if reading in ("not_listed", "other_types") else "unknown"


def _nominees(record: Record) -> dict[tuple[int, str], tuple[tuple[Row, frozenset[str]], ...]]:
    """Return figures that name all nominees of a category, with the codes their names mean."""
    found: dict[tuple[int, str], list[tuple[Row, frozenset[str]]]] = defaultdict(list)
    categories = scope_categories(record)
    for row in rows_of(record.tables["national"]):
        category = categories.get(row["scope"])
        if row["metric"] == "nominee_names" and category:
            kinds = (row["scope"],) if row["scope"] in TYPES else ()
            names = values_of(row["value_text"])
            found[row["year"], category].append((row, _meant(record, names, kinds)))
    return {key: tuple(rows) for key, rows in found.items()}


def _meant(record: Record, names: Sequence[str], kinds: Sequence[str]) -> frozenset[str]:
    """Return the governments that ``names`` name; a name that could mean two is left out."""
    codes = set()
    for name in names:
        found = [c.code for c in record.resolver.resolve(name).candidates]
        found = [code for code in found if record.register.get(code).type in kinds or not kinds]
        if len(found) == 1:
            codes.add(found[0])
    return frozenset(codes)


def _sets(record: Record) -> dict[int, tuple[CategorySet, ...]]:
    grouped: dict[int, dict[str, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in rows_of(record.tables["categories"]):
        grouped[row["year"]][row["set"]].append(row)
    return {
        year: tuple(CategorySet(name, rows[0]["basis"], tuple(rows)) for name, rows in of.items())
        for year, of in grouped.items()
    }


def _counts(record: Record, picture: NationalPicture) -> dict[tuple[int, str], CategoryCount]:
    """Return nominees, winners given and winners on file by year and category."""
    given = {
        (row["year"], row["category"], row["level"]): row
        for row in rows_of(record.tables["lists"])
        if row["programme"] == PROGRAMME
    }
    known = {
        (count.year, count.category, count.level): count.known
        for count in list_counts(record)
        if count.programme == PROGRAMME
    }
    scopes = {category: scope for scope, category in scope_categories(record).items()}
    named = dict.fromkeys(row["category"] for row in rows_of(record.tables["categories"]))
    found = {}
    for year in record.award_years:
        for category in named:
            here = frozenset(lv for y, c, lv in given if (y, c) == (year, category))
            level = winners_level(record.schema, here)
            key = (year, category, level)
            scope = scopes.get(category)
            nominees = picture.figure(year, "nominees", scope) if scope else NationalFigure()
            found[year, category] = CategoryCount(
                category, nominees, given.get(key), level, known.get(key, 0)
            )
    return found


def build_categories(record: Record, picture: NationalPicture) -> CategoryBook:
    """Index what ``record`` says of categories. Build once; ``picture``: its national figures."""
    awards: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in rows_of(record.tables["awards"]):
        if row["programme"] == PROGRAMME:
            awards[row["region_code"], row["category"]].append(row)
    return CategoryBook(
        record=record,
        sets=_sets(record),
        deciders=tuple(rows_of(record.tables["category_lists"])),
        regions={row["code"]: row for row in rows_of(record.tables["regions"])},
        awards={key: tuple(rows) for key, rows in awards.items()},
        nominees=_nominees(record),
        disputes={row["id"]: row for row in rows_of(record.tables["disputes"])},
        counts=_counts(record, picture),
    )
