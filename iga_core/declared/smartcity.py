"""What is known of the Smart City programme, as ``data/smartcity.toml`` declares it."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, ClassVar, Self

from pydantic import ConfigDict, Field, PlainValidator, model_validator

from iga_core.declared.facts import UNKNOWN, Fact, Known, Records
from iga_core.declared.rulebook import Band, read_band
from iga_core.declared.toml_file import (
    Number,
    Part,
    Slug,
    Text,
    Texts,
    Whole,
    closed,
    read_as,
    refuse,
    some,
    unique,
)
from iga_core.paths import DATA

FILE = "smartcity.toml"
ALL_PERCENT = Decimal(100)


class Contrast(Part):
    """One question answered for both prizes."""

    smartcity: Fact[Text]
    iga: Fact[Text]


class Contrasts(Part):
    """The questions by their key in the file."""

    giver: Contrast
    judged: Contrast
    since: Contrast
    index: Contrast
    groups: Contrast


class ProgrammeFacts(Part):
    """What the programme is, by its key in the file."""

    name: Fact[Text]
    years: Fact[Text]
    afterwards: Fact[Text]
    partners: Fact[Text]
    coaching: Fact[Text]
    plan: Fact[Text]
    quick_win: Fact[Text]
    method: Fact[Text]
    results: Fact[Text]


class Pillars(Part):
    """``own``: the programme's names, under which awards are kept; ``quoted``: as the minister was
    quoted; ``mean``: the dimension that looks like the mean of the pillars.
    """

    own: Fact[Texts]
    quoted: Fact[Texts]
    mean: Fact[Text] = UNKNOWN


class Dimension(Part):
    """One of the dimensions a city is evaluated in. ``parameter``: its name in an address."""

    id: Slug
    parameter: Slug
    meaning: Fact[Text]


class WeightSet(Part):
    """One published set of weights in percent, besides its own cells a record for every dimension.

    ``origin``: where and when it was published, in short.
    """

    model_config = ConfigDict(extra="allow")
    __pydantic_extra__: dict[str, Fact[Number]]
    id: Slug
    origin: Text

    @model_validator(mode="before")
    @classmethod
    def _closed(cls, value: object) -> object:
        """Refuse what is no table; the file as a whole knows which dimensions there are."""
        closed(value, dict(value) if isinstance(value, dict) else ())
        return value

    @model_validator(mode="after")
    def _whole(self) -> Self:
        known = [weight for weight in self.percent.values() if weight is not None]
        if any(weight < 0 for weight in known):
            refuse("not_allowed", allowed="≥ 0")
        if len(known) == len(self.facts) and sum(known) != ALL_PERCENT:
            refuse("sum", found=sum(known), expected=ALL_PERCENT)
        return self

    @property
    def facts(self) -> dict[str, Fact[Decimal]]:
        """The record of every dimension."""
        return self.__pydantic_extra__

    @property
    def percent(self) -> dict[str, Decimal | None]:
        """The weight of every dimension; None where it is not known."""
        return {dimension: fact.value for dimension, fact in self.facts.items()}


def _ends(value: object) -> Band:
    band = read_band(value)
    if band.low is None or band.high is None:
        refuse("disorder")
    return band


class Values(Part):
    """``seen``: lowest and highest value read; ``top``: of the scale."""

    seen: Fact[Annotated[Band, PlainValidator(_ends)]] = UNKNOWN
    top: Fact[Number] = UNKNOWN


class Typing(Part):
    """The highest value the calculator takes, and why."""

    most: Number
    reason: Text


class Case(Part):
    """A result as printed. ``values``: by dimension; ``pillars``: by pillar; unknown where not
    printed. ``improvement``: of the index on ``previous``.
    """

    region: Text
    year: Whole
    values: Known[dict[str, Number]]
    pillars: Fact[dict[str, Number]] = UNKNOWN
    index: Known[Number]
    previous: Fact[Number] = UNKNOWN
    improvement: Fact[Number] = UNKNOWN
    rank: Fact[Whole] = UNKNOWN


class SmartCity(Records):
    """All of the file."""

    BY_ID: ClassVar = {"dimension": "id", "weights": "id"}
    disputes: Texts = ()
    contrasts: Contrasts = Field(alias="contrast")
    programme: ProgrammeFacts
    guidelines: Annotated[tuple[Fact[Text], ...], some] = Field(alias="guideline")
    pillars: Pillars
    dimensions: Annotated[tuple[Dimension, ...], some, unique("id", "parameter")] = Field(
        alias="dimension"
    )
    weight_sets: Annotated[tuple[WeightSet, ...], some, unique("id")] = Field(alias="weights")
    scale: Values
    typing: Typing
    cases: Annotated[tuple[Case, ...], some] = Field(alias="case")

    @model_validator(mode="after")
    def _named(self) -> Self:
        """Dimensions and pillars stand where they are named, no more and no fewer."""
        names = [dimension.id for dimension in self.dimensions]
        if self.pillars.mean.value not in (None, *names):
            refuse("not_allowed", at="pillars.mean", allowed=", ".join(names))
        seen = self.scale.seen.value
        if seen is not None and seen.high is not None and self.typing.most < seen.high:
            refuse("not_allowed", at="typing.most", allowed=f"≥ {seen.high}")
        for weights in self.weight_sets:
            _exactly(f"weights.{weights.id}", weights.facts, names)
        for case in self.cases:
            for fact, expected in ((case.values, names), (case.pillars, self.pillars.own.value)):
                if fact.value is not None:
                    _exactly(fact.key, fact.value, expected or ())
        return self


def _exactly(key: str, found: Collection[str], names: Collection[str]) -> None:
    """Refuse a table at ``key`` with other keys than ``names``."""
    for name in found:
        if name not in names:
            refuse("unknown_key", at=f"{key}.{name}", allowed=", ".join(sorted(names)))
    for name in names:
        if name not in found:
            refuse("missing", at=key, name=name)


def load_smart_city(folder: Path = DATA) -> SmartCity:
    """Read and check ``folder/smartcity.toml``. Raises RulebookError, naming file and key."""
    return read_as(SmartCity, folder / FILE)


@lru_cache(maxsize=1)
def cached_smart_city() -> SmartCity:
    """Return what the project's own file says, read once."""
    return load_smart_city()
