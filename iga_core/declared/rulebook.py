"""The rules of one assessment year, as ``data/rulebooks/<year>.toml`` declares them: classes,
lines, weights, what counts. Names no value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal, Self, get_args

from pydantic import Field, PlainValidator, model_validator

from iga_core.declared.facts import ASSUMED, UNKNOWN, Fact, Known, Records, Standing
from iga_core.declared.toml_file import (
    Day,
    Flag,
    Number,
    Part,
    RulebookError,
    Said,
    Slug,
    Text,
    Texts,
    Whole,
    closed,
    distinct,
    number,
    parsed_as,
    read_toml,
    refuse,
    some,
    unique,
)
from iga_core.numbers import decimals_of, round_half_up
from iga_core.paths import DATA

FOLDER = DATA / "rulebooks"
_YEAR = re.compile("[0-9]{4}")
Compute = Literal["value", "rise", "fall", "growth_percent"]
RuleState = Literal["scored", "rejected", "outside"]
STATES: tuple[RuleState, ...] = get_args(RuleState)
MissingValue = Literal["noted", "rejected"]


class RulebookNotFoundError(LookupError):
    """No file on rules exists for the year; the caller says so and never borrows another year's."""

    def __init__(self, year: int, known: tuple[int, ...] = ()) -> None:
        """``known``: the years that have a file."""
        super().__init__(f"no rulebook on file for {year}")
        self.year, self.known = year, known


class Scale(Part):
    """A scale of the index: its id in the record, limits in index points, printed decimals."""

    id: Text
    low: Number
    high: Number | None = None
    decimals: Whole


@dataclass(frozen=True, slots=True)
class ValueInterval:
    """A limit known only to lie above ``above`` and at most at ``to`` (index points)."""

    above: Decimal
    to: Decimal


def _limit(value: object) -> Decimal | ValueInterval:
    """Return a class's lower limit: a number, or the interval it lies in."""
    if not isinstance(value, dict):
        return number(value)
    closed(value, ("above", "to"))
    above, to = (number(value.get(name), at=name) for name in ("above", "to"))
    if above >= to:
        refuse("disorder")
    return ValueInterval(above, to)


class ClassLimit(Known[Annotated[Decimal | ValueInterval, PlainValidator(_limit)]]):
    """A predicate and, as its value, the score from which it applies, inclusive."""

    predicate: Text


@dataclass(frozen=True, slots=True)
class Band:
    """Values from ``low`` to ``high``, both inclusive as printed; None = open."""

    low: Decimal | None
    high: Decimal | None

    def holds(self, value: Decimal) -> bool:
        """Say whether ``value``, at the printed decimals, lies in the band."""
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)


def read_band(value: object) -> Band:
    """Return a band of values; one end may be open."""
    closed(value, ("low", "high"))
    edges = {name: number(edge, at=name) for name, edge in dict(value).items()}  # type: ignore[call-overload]
    band = Band(edges.get("low"), edges.get("high"))
    if not edges or (band.low is not None and band.high is not None and band.low > band.high):
        refuse("disorder")
    return band


def _meaning(value: object) -> Band | str:
    """Return what a level means: a text, or a band of values."""
    if not isinstance(value, str):
        return read_band(value)
    if not value.strip():
        refuse("not_text", value=value)
    return value


class Level(Known[Annotated[Band | str, PlainValidator(_meaning)]]):
    """A level of a line: as its value a band of raw values, or a text.

    ``parts``: pieces of the text that other sources print than those of the whole text.
    """

    level: Whole
    parts: Annotated[tuple[Known[Text], ...], some] = ()

    @model_validator(mode="after")
    def _whole(self) -> Self:
        for place, part in enumerate(self.parts, 1):
            if part.known() not in str(self.value):
                refuse("part", at=f"parts[{place}]", part=part.value)
        return self


class Statistic(Part):
    """How a line's value follows from a public statistic: ``years_back`` 1 is T-1 of the year.

    ``compute``: the value of T-1; its rise or fall against T-2; or its growth in percent.
    """

    measure: Text
    compute: Compute
    years_back: Whole


class Indicator(Part):
    """One scored line. ``weight`` is points per level; ``years``: label of an undated table.

    ``period``: of which year or years, T being the year of the rules, and in which unit the line
    asks. ``whole``: points per level of both halves together, on a line that is a half (2a and 2b).
    ``possible``: what a raw value can be in its unit; outside it stands a slip, not a value.
    ``percent``: whether that unit may be written with the sign of percent.
    """

    code: Slug
    no: Said = ""
    name: Said = ""
    aspect: Said = ""
    variable: Said = ""
    years: Said = ""
    decimals: Whole | None = None
    percent: Flag = False
    weight: Fact[Number] = UNKNOWN
    whole: Fact[Number] = UNKNOWN
    mandatory: Fact[Flag] = UNKNOWN
    period: Fact[Text] = UNKNOWN
    evidence: Fact[Text] = UNKNOWN
    statistic: Fact[Statistic] = UNKNOWN
    possible: Fact[Annotated[Band, PlainValidator(read_band)]] = UNKNOWN
    levels: tuple[Level, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        """Levels are all texts or all bands; bands leave no gap at the printed decimals."""
        for place, level in enumerate(self.levels, 1):
            if level.level != place:
                refuse("level_order", at=f"levels[{place}].level", expected=place)
        bands = [level.value for level in self.levels if isinstance(level.value, Band)]
        if not bands:
            return self
        if len(bands) != len(self.levels) or self.decimals is None:
            refuse("mixed_levels", at="levels")
        step = Decimal(1).scaleb(-self.decimals)
        ordered = sorted(bands, key=lambda b: (b.low is not None, b.low or Decimal(0)))
        if ordered[0].low is not None or ordered[-1].high is not None:
            refuse("band_gap", at="levels")
        for below, above in pairwise(ordered):
            if below.high is None or above.low is None or above.low - below.high > step:
                refuse("band_gap", at="levels")
        if bands not in (ordered, ordered[::-1]):
            refuse("disorder", at="levels")
        edges = (edge for band in bands for edge in (band.low, band.high) if edge is not None)
        if self.possible.value is None or any(self.outside(edge) for edge in edges):
            refuse("possible", at="possible")
        return self

    @property
    def top(self) -> int:
        """The highest level; 0 when no level is known."""
        return len(self.levels)

    @property
    def most(self) -> Decimal | None:
        """The most points of the line; None where its weight or its levels are not known."""
        return self.weight.value * self.top if self.weight.value is not None and self.top else None

    @property
    def has_bands(self) -> bool:
        """Whether a level follows from a raw value."""
        return bool(self.levels) and all(isinstance(x.value, Band) for x in self.levels)

    def outside(self, value: Decimal) -> dict[str, Decimal]:
        """Return what a raw value can be, ``low`` and ``high``, where ``value`` cannot be."""
        limits = self.possible.value
        if limits is None or limits.holds(value):
            return {}
        edges = {"low": limits.low, "high": limits.high}
        return {name: edge for name, edge in edges.items() if edge is not None}

    def asks(self, level: int) -> Band | str | None:
        """Return what ``level`` (from 1) asks for, as printed or as a band; None if not known."""
        return self.levels[level - 1].value


class CountedValue(Part):
    """The line on the number of innovations: points per innovation, up to a cap."""

    code: Said = ""
    no: Said = ""
    name: Said = ""
    variable: Said = ""
    points: Fact[Number] = UNKNOWN
    cap: Fact[Whole] = UNKNOWN

    @property
    def most(self) -> Decimal | None:
        """The most points of the line; None where points or cap are not known."""
        if self.points.value is None or self.cap.value is None:
            return None
        return self.points.value * self.cap.value


class BasicServices(Part):
    """The condition on affairs of basic services that the count points depend on."""

    affairs: Fact[Texts] = UNKNOWN
    required: Fact[Whole] = UNKNOWN
    crossing_counts: Fact[Flag] = UNKNOWN


States = Annotated[tuple[RuleState, ...], distinct]


class Counting(Part):
    """What counts: stages that are scored, states in n and in the count points, the divisor."""

    stages: Fact[Texts] = UNKNOWN
    counts_in_n: Fact[States] = UNKNOWN
    counts_in_C: Fact[States] = UNKNOWN  # noqa: N815 - the key of the file
    rejected_in_divisor: Fact[Flag] = UNKNOWN
    missing_mandatory: Fact[MissingValue] = UNKNOWN


class Maxima(Part):
    """The highest points: government aspect, one innovation, count, innovation aspect, total."""

    spd: Fact[Number] = UNKNOWN
    maturity: Fact[Number] = UNKNOWN
    count: Fact[Number] = UNKNOWN
    sid: Fact[Number] = UNKNOWN
    total: Fact[Number] = UNKNOWN


class Shares(Part):
    """Shares of the highest total, in percent as printed."""

    spd: Fact[Number] = UNKNOWN
    sid: Fact[Number] = UNKNOWN
    maturity: Fact[Number] = UNKNOWN
    count: Fact[Number] = UNKNOWN


class Eligibility(Part):
    """Window of application (both days inclusive) and least words of the design text."""

    applied_from: Fact[Day] = UNKNOWN
    applied_to: Fact[Day] = UNKNOWN
    words: Fact[Whole] = UNKNOWN

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        first, last = self.applied_from.value, self.applied_to.value
        if first and last and first > last:
            refuse("disorder", at="applied_to")
        return self


class Rulebook(Records):
    """The rules of ``year``. ``classes`` run upward; what is not on file is an unknown Fact.

    ``how``: how the values that are taken from the year ``assumes`` were inferred.
    """

    BY_ID: ClassVar = {"line": "code"}
    year: Whole
    standing: Standing
    assumes: int | None = None
    how: Said = ""
    note: Said = ""
    scale: Fact[Scale] = UNKNOWN
    family: Fact[Text] = UNKNOWN
    rounding: Fact[Whole] = UNKNOWN
    divisor: Fact[Whole] = UNKNOWN
    affairs: Fact[Texts] = UNKNOWN
    classes: tuple[ClassLimit, ...] = Field((), alias="class")
    lines: Annotated[tuple[Indicator, ...], unique("code")] = Field((), alias="line")
    count: CountedValue = Field(default_factory=CountedValue)
    basic_services: BasicServices = Field(default_factory=BasicServices)
    counting: Counting = Field(default_factory=Counting)
    maxima: Maxima = Field(default_factory=Maxima)
    shares: Shares = Field(default_factory=Shares)
    eligibility: Eligibility = Field(default_factory=Eligibility)

    @property
    def forecast(self) -> bool:
        """Whether every result of this year is an estimate (*perkiraan*)."""
        return self.assumes is not None

    def aspect(self, name: str) -> tuple[Indicator, ...]:
        """Return the lines of an aspect, in printed order."""
        return tuple(line for line in self.lines if line.aspect == name)

    def line(self, code: str) -> Indicator:
        """Return the line with this code. Raises KeyError."""
        for line in self.lines:
            if line.code == code:
                return line
        raise KeyError(code)

    @model_validator(mode="after")
    def _holds(self) -> Self:
        """Hold the file to what must hold inside it: order of classes, sums as printed."""
        for name, fact in (("scale", self.scale), ("family", self.family)):
            if fact.value is None:
                refuse("missing", at=name, name=name)
        self._classes()
        self._sums()
        self._shares()
        needed, six = self.basic_services.required.value, self.basic_services.affairs.value
        if needed is not None and six is not None and needed > len(six):
            refuse("disorder", at="basic_services.required")
        affairs = self.affairs.value
        if six is not None and affairs is not None and not set(six) <= set(affairs):
            refuse("not_allowed", at="basic_services.affairs", allowed=", ".join(affairs))
        return self

    def _classes(self) -> None:
        """Limits rise strictly from the scale's low end; no predicate stands twice."""
        scale = self.scale.known()
        reached = scale.low
        for place, entry in enumerate(self.classes):
            limit = entry.known()
            low = limit.above if isinstance(limit, ValueInterval) else limit
            reached, before = limit.to if isinstance(limit, ValueInterval) else limit, reached
            wrong = (low != before) if place == 0 else (low <= before)
            if wrong or (scale.high is not None and reached > scale.high):
                refuse("class_order", at=entry.key)
        names = [entry.predicate for entry in self.classes]
        if len(set(names)) != len(names):
            refuse("repeated", at="class")

    def _aspect_parts(self, name: str) -> list[Decimal | None]:
        """Return what the lines of an aspect give at their highest levels."""
        lines = ((line.weight.value, line.top) for line in self.aspect(name))
        return [None if weight is None else weight * top for weight, top in lines]

    def _sums(self) -> None:
        """Weights times levels add up to the printed maxima, and those to the totals.

        The weights of the halves of one number add up to the weight that is given for both.
        """
        for line in self.lines:
            no = line.no.rstrip("ab")
            halves = [x.weight.value or Decimal(0) for x in self.lines if x.no.rstrip("ab") == no]
            _adds_up(line.whole, halves)
        most, points, cap = self.maxima, self.count.points.value, self.count.cap.value
        _adds_up(most.spd, self._aspect_parts("SPD"))
        _adds_up(most.maturity, self._aspect_parts("SID"))
        _adds_up(most.count, [None if points is None or cap is None else points * cap])
        _adds_up(most.sid, [most.maturity.value, most.count.value])
        _adds_up(most.total, [most.spd.value, most.sid.value])

    def _shares(self) -> None:
        """Printed shares are the maxima in percent of the total, at the printed decimals."""
        total = self.maxima.total.value
        for name, share in self.shares:
            part = getattr(self.maxima, name).value
            if share.value is None or part is None or not total:
                continue
            _adds_up(share, [round_half_up(100 * part / total, decimals_of(share.value))])


def _adds_up(fact: Fact[Decimal], parts: Iterable[Decimal | None]) -> None:
    """Refuse a sum that is not that of its ``parts``; nothing is said where one is not known."""
    known = list(parts)
    found = sum((part for part in known if part is not None), Decimal(0))
    if fact.value is not None and known and None not in known and found != fact.value:
        refuse("sum", at=fact.key, found=found, expected=fact.value)


def rulebook_years(folder: Path = FOLDER) -> tuple[int, ...]:
    """Return the years that have a file, oldest first."""
    return tuple(sorted(int(p.stem) for p in folder.glob("*.toml") if _YEAR.fullmatch(p.stem)))


def _raw(year: int, folder: Path) -> dict[str, Any]:
    path = folder / f"{year}.toml"
    if not path.is_file():
        raise RulebookNotFoundError(year, rulebook_years(folder))
    return read_toml(path)


def _assumed(raw: Mapping[str, Any], year: int, how: str) -> dict[str, Any]:
    """Mark every known value of ``raw`` as assumed from ``year``: it is verified no longer."""
    marked: dict[str, Any] = {}
    for key, value in raw.items():
        if isinstance(value, dict):
            marked[key] = _assumed(value, year, how)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            marked[key] = [_assumed(item, year, how) for item in value]
        else:
            marked[key] = value
    if marked.get("standing", "unknown") != "unknown":
        marked |= {"standing": "reconstructed", "how": how, ASSUMED: year}
    return marked


def _laid_over(base: Mapping[str, Any], own: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``base`` with every record that ``own`` gives in its place."""
    merged = dict(base)
    for key, value in own.items():
        inner = merged.get(key)
        section = isinstance(value, dict) and isinstance(inner, dict) and "standing" not in value
        merged[key] = _laid_over(inner, value) if section and inner else value
    return merged


def _checked(raw: Mapping[str, Any], year: int) -> Rulebook:
    """Return the parsed file of ``year``, which must say that it is."""
    book = parsed_as(Rulebook, raw, f"{year}.toml")
    if book.year != year:
        raise RulebookError(f"{year}.toml", "year", "year", expected=year)
    return book


def load_rulebook(year: int, folder: Path = FOLDER) -> Rulebook:
    """Read and check the rules of ``year``.

    Raises RulebookNotFoundError when there is no file, RulebookError for a broken one.
    """
    raw = _raw(year, folder)
    file = f"{year}.toml"
    base = raw.get("assumes")
    if base is None:
        return _checked(raw, year)
    if not isinstance(base, int) or isinstance(base, bool) or base == year:
        raise RulebookError(file, "assumes", "not_year", value=base)
    if raw.get("standing") != "announced":
        raise RulebookError(file, "assumes", "assumes_standing")
    inherited = _raw(base, folder)
    if "assumes" in inherited:
        raise RulebookError(file, "assumes", "assumes_twice", value=base)
    _checked(inherited, base)
    head = {"schema", "year", "standing", "note", "assumes", "how"}
    sections = {key: value for key, value in inherited.items() if key not in head}
    assumed = _assumed(sections, base, str(raw.get("how", "")))
    return _checked(_laid_over(assumed, raw), year)


@lru_cache(maxsize=32)
def cached_rulebook(year: int) -> Rulebook:
    """Return the rules of ``year`` from the project's own folder, read once."""
    return load_rulebook(year)


def load_rulebooks(folder: Path = FOLDER) -> tuple[dict[int, Rulebook], list[RulebookError]]:
    """Read every file of ``folder``: the sound rulebooks by year, and what is broken."""
    sound: dict[int, Rulebook] = {}
    broken: list[RulebookError] = []
    for path in sorted(folder.glob("*.toml")):
        if not _YEAR.fullmatch(path.stem):
            broken.append(RulebookError(path.name, "", "not_a_year"))
            continue
        try:
            sound[int(path.stem)] = load_rulebook(int(path.stem), folder)
        except RulebookError as error:
            broken += [error, *error.others]
        except RulebookNotFoundError as error:
            broken.append(RulebookError(path.name, "assumes", "not_year", value=error.year))
    return sound, broken
