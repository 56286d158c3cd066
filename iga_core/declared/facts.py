"""One value of a rulebook with its unit, instrument, clause, sources and standing in one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Generic, Literal, Self, TypeVar, get_args

from pydantic import BeforeValidator, Field, model_validator

from iga_core.declared.toml_file import MADE, Part, Said, Texts, joined, refuse

T = TypeVar("T")
Certainty = Literal["verified", "single_source", "reconstructed", "announced", "unknown"]
STANDINGS: tuple[Certainty, ...] = get_args(Certainty)


def _standing(value: object) -> object:
    if value not in STANDINGS:
        refuse("standing", allowed=", ".join(STANDINGS))
    return value


Standing = Annotated[Certainty, BeforeValidator(_standing)]
ASSUMED = f"{MADE}assumed_from"


class RuleUnknownError(LookupError):
    """One rule of one year is not known; the caller must show that in words."""

    def __init__(self, year: int, rule: str) -> None:
        """``rule``: its key in the file, e.g. ``divisor``."""
        super().__init__(f"{year}: the rule {rule!r} is not known")
        self.year, self.rule = year, rule


class Fact(Part, Generic[T]):
    """A value and where it is written. ``value`` is None when ``standing`` is unknown.

    ``sources``: those that print the value whole, or from which it was inferred. ``also``: those
    that bear on it and do not count towards its standing (the same text once more, a part of the
    value, another value). ``how``: how a reconstructed value was inferred. ``printed``: the
    source's own form. ``assumed_from``: the year whose value is assumed, in a file that declares
    it. ``year`` and ``key``: where the record stands, known once its whole file is read.
    """

    value: T | None = None
    unit: Said = ""
    instrument: Said = ""
    clause: Said = ""
    sources: Texts = ()
    also: Texts = ()
    standing: Standing
    how: Said = ""
    note: Said = ""
    printed: Said = ""
    assumed_from: int | None = Field(None, validation_alias=ASSUMED)
    year: int = Field(0, validation_alias=f"{MADE}year")
    key: str = Field("", validation_alias=f"{MADE}key")

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.standing == "unknown":
            if self.value is not None:
                refuse("unknown_with_value")
            return self
        for name in ("value", "unit", "instrument", "clause", "sources"):
            if getattr(self, name) in (None, "", ()):
                refuse("missing", name=name)
        if self.standing == "reconstructed" and not self.how:
            refuse("missing", name="how")
        return self

    def known(self) -> T:
        """Return the value. Raises RuleUnknownError, naming rule and year, when there is none."""
        if self.value is None:
            raise RuleUnknownError(self.year, self.key)
        return self.value


class Known(Fact[T], Generic[T]):
    """A record that is there for its value."""

    @model_validator(mode="after")
    def _valued(self) -> Self:
        if self.value is None:
            refuse("missing", name="value")
        return self


_NOTHING: Fact[Any] = Fact.model_construct(standing="unknown")
UNKNOWN: Any = Field(default_factory=_NOTHING.model_copy)
"""The field of a record that a file need not hold: it is unknown then."""


class Records(Part):
    """A whole file of records: each knows where it stands."""

    @model_validator(mode="after")
    def _placed(self) -> Self:
        _place(self, 0, "", self.BY_ID)
        return self


def _place(part: object, year: int, key: str, by_id: Mapping[str, str]) -> None:
    if isinstance(part, tuple):
        for place, item in enumerate(part, 1):
            if isinstance(item, Part):
                at = f".{getattr(item, by_id[key])}" if key in by_id else f"[{place}]"
                _place(item, year, key + at, by_id)
    elif isinstance(part, Part):
        if isinstance(part, Fact):
            part.__dict__.update(year=year, key=key)
        else:
            year = getattr(part, "year", year)
        keys = part.cells()
        for name, value in (*part.__dict__.items(), *(part.model_extra or {}).items()):
            if isinstance(value, Part | tuple):
                _place(value, year, joined(key, keys.get(name, name)), by_id)


def facts_in(part: object) -> Iterator[Fact[Any]]:
    """Yield every record below ``part`` of a file of rules, in the order of its fields."""
    if isinstance(part, Fact):
        yield part
    if isinstance(part, Part | tuple):
        for item in part if isinstance(part, tuple) else (value for _, value in part):
            yield from facts_in(item)
