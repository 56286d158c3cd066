"""Which public statistics stand as strips, and what stands out, as ``data/strips.toml`` says."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from iga_core.declared.toml_file import (
    Float,
    Part,
    Slug,
    Text,
    Whole,
    read_as,
    refuse,
    unique,
    within,
)
from iga_core.paths import DATA

FILE = "strips.toml"
Better = Literal["high", "low", "none"]


class StripMeasure(Part):
    """One strip, read from a ``statistic`` or from a ``column`` of the regions and its ``year``.

    ``compute``: the value, or its rise or fall within a year; ``better``: the end rank 1 is at.
    """

    id: Slug
    better: Better
    statistic: Text = ""
    compute: Literal["value", "rise", "fall"] = "value"
    column: Text = ""
    year: Whole = 0

    @model_validator(mode="after")
    def _one_origin(self) -> StripMeasure:
        if bool(self.statistic) == bool(self.column) or bool(self.column) != bool(self.year):
            refuse("not_allowed", allowed="statistic / column, year")
        return self


def _measures(measures: tuple[StripMeasure, ...]) -> tuple[StripMeasure, ...]:
    if not measures:
        refuse("not_list")
    return measures


class StripRules(Part):
    """``least_known``: share of a kind that a year must know; ``tails``: share drawn at each edge;
    ``extreme``: share of the kind that stands out at an end. All 0 to 1.
    """

    BY_ID: ClassVar = {"measure": "id"}

    least_known: Annotated[Float, within(0, 1)]
    tails: Annotated[Float, within(0, 1)]
    extreme: Annotated[Float, within(0, 1)]
    measures: Annotated[tuple[StripMeasure, ...], AfterValidator(_measures), unique("id")] = Field(
        alias="measure"
    )


def load_strip_rules(folder: Path = DATA) -> StripRules:
    """Read and check ``folder/strips.toml``. Raises RulebookError, naming file and key."""
    return read_as(StripRules, folder / FILE)


@lru_cache(maxsize=1)
def cached_strip_rules() -> StripRules:
    """Return the rules from the project's own folder, read once."""
    return load_strip_rules()
