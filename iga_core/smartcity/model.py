"""What is known of the Smart City programme, as ``data/smartcity.toml`` declares it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from iga_core.rules import Band, Fact

Values = Mapping[str, Decimal]


@dataclass(frozen=True, slots=True)
class Contrast:
    """One question answered for both prizes. ``id``: of ``reading.CONTRASTS``."""

    id: str
    smartcity: Fact[str]
    iga: Fact[str]


@dataclass(frozen=True, slots=True)
class Dimension:
    """One of the dimensions a city is evaluated in. ``parameter``: its name in an address."""

    id: str
    parameter: str
    meaning: Fact[str]


@dataclass(frozen=True, slots=True)
class WeightSet:
    """One published set of weights in percent, a record for every dimension in their order.

    ``origin``: where and when it was published, in short.
    """

    id: str
    origin: str
    facts: tuple[tuple[str, Fact[Decimal]], ...]

    @property
    def percent(self) -> dict[str, Decimal | None]:
        """Return the weight of every dimension; None where it is not known."""
        return {dimension: fact.value for dimension, fact in self.facts}


@dataclass(frozen=True, slots=True)
class Case:
    """A result as printed. ``values``: by dimension; ``pillars``: by pillar; unknown where not
    printed. ``improvement``: of the index on ``previous``.
    """

    region: str
    year: int
    values: Fact[Values]
    pillars: Fact[Values]
    index: Fact[Decimal]
    previous: Fact[Decimal]
    improvement: Fact[Decimal]
    rank: Fact[int]


@dataclass(frozen=True, slots=True)
class SmartCity:
    """All of the file. ``pillars``: the programme's own names, under which awards are kept;
    ``quoted``: as the minister was quoted; ``pillar_mean``: the dimension
    that looks like the mean of the pillars. ``seen``: lowest and highest value read; ``top``: of
    the scale. ``typed_most``: the highest value the calculator takes, with its ``typed_reason``.
    """

    disputes: tuple[str, ...]
    contrasts: tuple[Contrast, ...]
    programme: tuple[tuple[str, Fact[str]], ...]
    guidelines: tuple[Fact[str], ...]
    pillars: Fact[tuple[str, ...]]
    quoted: Fact[tuple[str, ...]]
    pillar_mean: Fact[str]
    dimensions: tuple[Dimension, ...]
    weight_sets: tuple[WeightSet, ...]
    seen: Fact[Band]
    top: Fact[Decimal]
    typed_most: Decimal
    typed_reason: str
    cases: tuple[Case, ...]
