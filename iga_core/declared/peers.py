"""What makes two governments alike, as ``data/peers.toml`` declares it. See docs/adr/0040."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from iga_core.declared.toml_file import (
    Flag,
    Float,
    Part,
    Slug,
    SomeTexts,
    Text,
    Whole,
    read_as,
    refuse,
    some,
    unique,
    within,
)
from iga_core.paths import DATA

FILE = "peers.toml"
FeatureKind = Literal["number", "log", "same", "named", "ordinal"]
# which kinds can be read from where
READ_FROM: dict[FeatureKind, tuple[str, ...]] = {
    "number": ("columns", "statistic"),
    "log": ("columns", "statistic"),
    "same": ("columns",),
    "named": ("columns",),
    "ordinal": ("predicate",),
}


def _classes(order: tuple[str, ...]) -> tuple[str, ...]:
    if len(order) < 2:
        refuse("not_list")
    return order


@dataclass(frozen=True, slots=True)
class FromColumns:
    """Read from the table of regions. ``empty_counts``: an empty cell is a value of its own."""

    columns: tuple[str, ...]
    empty_counts: bool


class FromStatistic(Part):
    """Read from one measure of one year; ``series``: those declared comparable, first one first."""

    measure: Text
    year: Whole
    series: SomeTexts


class FromPredicate(Part):
    """Read from the predicates of one year; ``order``: classes from low to high.

    ``bases``: how a predicate must be known to count as the class of the index.
    """

    year: Whole
    bases: SomeTexts
    order: Annotated[SomeTexts, AfterValidator(_classes)]


class Feature(Part):
    """One feature that governments are compared by, read from one of ``columns``, ``statistic``
    and ``predicate``. ``weight``: by default, at least 0.
    """

    id: Slug
    kind: FeatureKind
    weight: Annotated[Float, within(0)]
    empty_counts: Flag = False
    columns: SomeTexts | None = None
    statistic: FromStatistic | None = None
    predicate: FromPredicate | None = None

    @model_validator(mode="after")
    def _one_origin(self) -> Feature:
        allowed = READ_FROM[self.kind]
        names = ("columns", "statistic", "predicate")
        given = [name for name in names if getattr(self, name) is not None]
        if len(given) != 1 or given[0] not in allowed:
            refuse("not_allowed", allowed=" / ".join(allowed))
        if "empty_counts" in self.model_fields_set and self.kind != "same":
            refuse("not_allowed", at="empty_counts", allowed="kind = same")
        if len(self.columns or ()) > 1 and self.kind != "named":
            refuse("not_allowed", at="columns", allowed="1")
        return self

    @property
    def origin(self) -> FromColumns | FromStatistic | FromPredicate:
        """Where the feature is read from."""
        empty = self.empty_counts or self.kind == "named"
        return self.statistic or self.predicate or FromColumns(self.columns or (), empty)


def _features(features: tuple[Feature, ...]) -> tuple[Feature, ...]:
    if not any(feature.weight for feature in features):
        refuse("not_allowed", allowed="weight > 0")
    return features


class PeerRules(Part):
    """``number``: peers named; ``stressed``: times the weight of a feature set first;
    ``least_known``: share of the weight that must be known on both sides, 0 to 1; ``near``: the
    widest distance of a feature, 0 to 1, that is still named as a likeness.
    """

    BY_ID: ClassVar = {"feature": "id"}
    number: Annotated[Whole, within(1)]
    stressed: Annotated[Float, within(1)]
    least_known: Annotated[Float, within(0, 1)]
    near: Annotated[Float, within(0, 1)]
    features: Annotated[tuple[Feature, ...], some, unique("id"), AfterValidator(_features)] = Field(
        alias="feature"
    )


def load_peer_rules(folder: Path = DATA) -> PeerRules:
    """Read and check ``folder/peers.toml``. Raises RulebookError, naming file and key."""
    return read_as(PeerRules, folder / FILE)


@lru_cache(maxsize=1)
def cached_peer_rules() -> PeerRules:
    """Return the rules from the project's own folder, read once."""
    return load_peer_rules()
