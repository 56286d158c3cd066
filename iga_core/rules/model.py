"""The shape of one year's rules: classes, lines, weights, what counts. Names no value."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from iga_core.rules.facts import Certainty, Fact

SCHEMA = 1

Compute = Literal["value", "rise", "fall", "growth_percent"]
COMPUTES: dict[str, Compute] = {name: name for name in get_args(Compute)}
RuleState = Literal["scored", "rejected", "outside"]
STATES: tuple[RuleState, ...] = get_args(RuleState)
MissingValue = Literal["noted", "rejected"]
MISSING: dict[str, MissingValue] = {name: name for name in get_args(MissingValue)}


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of the index: its id in the record, limits in index points, printed decimals."""

    id: str
    low: Decimal
    high: Decimal | None
    decimals: int


@dataclass(frozen=True, slots=True)
class ValueInterval:
    """A limit known only to lie above ``above`` and at most at ``to`` (index points)."""

    above: Decimal
    to: Decimal


@dataclass(frozen=True, slots=True)
class ClassLimit:
    """A predicate and the score from which it applies, inclusive."""

    predicate: str
    limit: Fact[Decimal | ValueInterval]


@dataclass(frozen=True, slots=True)
class Band:
    """Values from ``low`` to ``high``, both inclusive as printed; None = open."""

    low: Decimal | None
    high: Decimal | None

    def holds(self, value: Decimal) -> bool:
        """Say whether ``value``, at the printed decimals, lies in the band."""
        above = self.low is None or value >= self.low
        return above and (self.high is None or value <= self.high)


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a line: a band of raw values, or a text.

    ``parts``: pieces of the text that other sources print than those of the whole text.
    """

    level: int
    meaning: Fact[Band | str]
    parts: tuple[Fact[str], ...] = ()


@dataclass(frozen=True, slots=True)
class Statistic:
    """How a line's value follows from a public statistic: ``years_back`` 1 is T-1 of the year.

    ``compute``: the value of T-1; its rise or fall against T-2; or its growth in percent.
    """

    measure: str
    compute: Compute
    years_back: int


@dataclass(frozen=True, slots=True)
class Indicator:
    """One scored line. ``weight`` is points per level; ``years``: label of an undated table.

    ``period``: of which year or years, T being the year of the rules, and in which unit the line
    asks. ``whole``: points per level of both halves together, on a line that is a half (2a and 2b).
    ``possible``: what a raw value can be in its unit; outside it stands a slip, not a value.
    ``percent``: whether that unit may be written with the sign of percent.
    """

    code: str
    no: str
    name: str
    aspect: str
    variable: str
    years: str
    decimals: int | None
    percent: bool
    weight: Fact[Decimal]
    whole: Fact[Decimal]
    mandatory: Fact[bool]
    period: Fact[str]
    evidence: Fact[str]
    statistic: Fact[Statistic]
    possible: Fact[Band]
    levels: tuple[Level, ...]

    @property
    def top(self) -> int:
        """The highest level; 0 when no level is known."""
        return len(self.levels)

    @property
    def has_bands(self) -> bool:
        """Whether a level follows from a raw value."""
        return bool(self.levels) and all(isinstance(x.meaning.value, Band) for x in self.levels)

    def outside(self, value: Decimal) -> dict[str, Decimal]:
        """Return what a raw value can be, ``low`` and ``high``, where ``value`` cannot be."""
        limits = self.possible.value
        if limits is None or limits.holds(value):
            return {}
        edges = {"low": limits.low, "high": limits.high}
        return {name: edge for name, edge in edges.items() if edge is not None}

    def asks(self, level: int) -> Band | str | None:
        """Return what ``level`` (from 1) asks for, as printed or as a band; None if not known."""
        return self.levels[level - 1].meaning.value


@dataclass(frozen=True, slots=True)
class CountedValue:
    """The line on the number of innovations: points per innovation, up to a cap."""

    code: str
    no: str
    name: str
    variable: str
    points: Fact[Decimal]
    cap: Fact[int]


@dataclass(frozen=True, slots=True)
class BasicServices:
    """The condition on affairs of basic services that the count points depend on."""

    affairs: Fact[tuple[str, ...]]
    required: Fact[int]
    crossing_counts: Fact[bool]


@dataclass(frozen=True, slots=True)
class Counting:
    """What counts: stages that are scored, states in n and in the count points, the divisor."""

    stages: Fact[tuple[str, ...]]
    counts_in_n: Fact[tuple[str, ...]]
    counts_in_C: Fact[tuple[str, ...]]  # noqa: N815 - the key of the file
    rejected_in_divisor: Fact[bool]
    missing_mandatory: Fact[MissingValue]


@dataclass(frozen=True, slots=True)
class Maxima:
    """The highest points: government aspect, one innovation, count, innovation aspect, total."""

    spd: Fact[Decimal]
    maturity: Fact[Decimal]
    count: Fact[Decimal]
    sid: Fact[Decimal]
    total: Fact[Decimal]


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of the highest total, in percent as printed."""

    spd: Fact[Decimal]
    sid: Fact[Decimal]
    maturity: Fact[Decimal]
    count: Fact[Decimal]


@dataclass(frozen=True, slots=True)
class Eligibility:
    """Window of application (both days inclusive) and least words of the design text."""

    applied_from: Fact[date]
    applied_to: Fact[date]
    words: Fact[int]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules of ``year``. ``classes`` run upward; what is not on file is an unknown Fact."""

    year: int
    standing: Certainty
    assumes: int | None
    note: str
    scale: Fact[Scale]
    family: Fact[str]
    rounding: Fact[int]
    divisor: Fact[int]
    affairs: Fact[tuple[str, ...]]
    classes: tuple[ClassLimit, ...]
    lines: tuple[Indicator, ...]
    count: CountedValue
    basic_services: BasicServices
    counting: Counting
    maxima: Maxima
    shares: Shares
    eligibility: Eligibility

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
