"""One value of a rulebook with its unit, instrument, clause, sources and standing in one record."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass
from typing import Any, Generic, Literal, TypeVar, get_args

T = TypeVar("T")
Certainty = Literal["verified", "single_source", "reconstructed", "announced", "unknown"]
STANDINGS: dict[str, Certainty] = {name: name for name in get_args(Certainty)}


class RulebookNotFoundError(LookupError):
    """No file on rules exists for the year; the caller says so and never borrows another year's."""

    def __init__(self, year: int, known: tuple[int, ...] = ()) -> None:
        """``known``: the years that have a file."""
        super().__init__(f"no rulebook on file for {year}")
        self.year, self.known = year, known


class RuleUnknownError(LookupError):
    """One rule of one year is not known; the caller must show that in words."""

    def __init__(self, year: int, rule: str) -> None:
        """``rule``: its key in the file, e.g. ``divisor``."""
        super().__init__(f"{year}: the rule {rule!r} is not known")
        self.year, self.rule = year, rule


class RulebookError(ValueError):
    """A file of rules is broken: file, key, reason (a message id below ``violation.rulebook_``).

    ``others``: what else is wrong in the same file, where its reader does not stop at the first.
    """

    others: tuple[RulebookError, ...] = ()

    def __init__(self, file: str, key: str, reason: str, **details: object) -> None:
        """``details`` fill the placeholders of the reason's message."""
        said = ", ".join(f"{name} {value}" for name, value in details.items())
        super().__init__(f"{file}: {key}: {reason}" + (f" ({said})" if said else ""))
        self.file, self.key, self.reason, self.details = file, key, reason, details


@dataclass(frozen=True, slots=True)
class Fact(Generic[T]):
    """A value and where it is written. ``value`` is None when ``standing`` is unknown.

    ``sources``: those that print the value whole, or from which it was inferred. ``also``: those
    that bear on it and do not count towards its standing (the same text once more, a part of the
    value, another value). ``how``: how a reconstructed value was inferred. ``printed``: the
    source's own form.
    ``assumed_from``: the year whose value is assumed, in a file that declares it.
    """

    year: int
    key: str
    value: T | None = None
    unit: str = ""
    instrument: str = ""
    clause: str = ""
    sources: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    standing: Certainty = "unknown"
    how: str = ""
    note: str = ""
    printed: str = ""
    assumed_from: int | None = None

    def known(self) -> T:
        """Return the value. Raises RuleUnknownError, naming rule and year, when there is none."""
        if self.value is None:
            raise RuleUnknownError(self.year, self.key)
        return self.value


def facts_in(part: object) -> Iterator[Fact[Any]]:
    """Yield every record below ``part`` of a file of rules, in the order of its fields."""
    if isinstance(part, tuple):
        for item in part:
            yield from facts_in(item)
    elif isinstance(part, Fact):
        yield part
    elif is_dataclass(part):
        for field in fields(part):
            yield from facts_in(getattr(part, field.name))
