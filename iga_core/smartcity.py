"""The Smart City index: a weighted mean of the dimensions. Exact; what is unknown stays unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

HUNDRED = Decimal(100)
Known = Mapping[str, Decimal | None]


@dataclass(frozen=True, slots=True)
class Weighed:
    """An index with what each dimension adds to it, in the unit of the values.

    ``parts``: in the order of the weights, None where value or weight is unknown; ``missing``:
    those dimensions. ``index`` is None as long as anything is missing.
    """

    parts: tuple[tuple[str, Decimal | None], ...]
    missing: tuple[str, ...]
    index: Decimal | None


def weigh(values: Known, percent: Known) -> Weighed:
    """Return the weighted mean of ``values`` by dimension, weighted in ``percent`` that add to 100.

    Nothing is put in the place of a value that is not known, and weights are never redistributed.
    """
    parts = {
        name: None
        if weight is None or (value := values.get(name)) is None
        # as exact as the numbers typed: a product and a shift of the decimal point
        else value * weight / HUNDRED
        for name, weight in percent.items()
    }
    missing = tuple(name for name, part in parts.items() if part is None)
    known = [part for part in parts.values() if part is not None]
    return Weighed(tuple(parts.items()), missing, None if missing else sum(known, Decimal(0)))


def mean(values: Iterable[Decimal | None]) -> Decimal | None:
    """Return the plain mean; None when there is no value or one of them is unknown."""
    found = list(values)
    known = [value for value in found if value is not None]
    return sum(known, Decimal(0)) / len(known) if known and len(known) == len(found) else None


def closest(printed: Decimal, found: Known) -> tuple[str, ...]:
    """Return the names of the known values in ``found`` nearest to ``printed``; several if even."""
    gaps = {name: abs(value - printed) for name, value in found.items() if value is not None}
    return tuple(name for name, gap in gaps.items() if gap == min(gaps.values()))
