"""A government's own figures against the lines of a rulebook, and its place among its type."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iga_core.record import Record
from iga_core.rules import FigureIndex, Rulebook, StatisticLine, lines_from_statistics


@dataclass(frozen=True, slots=True)
class PlacedIndicator:
    """One line of one government: the statistic's reading, and where it stands in its type.

    ``better``: governments of the type with a better value; ``known``: with any value. The
    place is ``better + 1`` of ``known``; ties share a place. None without a figure.
    """

    line: StatisticLine
    better: int | None
    known: int


def _rises(line: StatisticLine) -> bool:
    """Whether a higher value reaches a higher level."""
    first, last = line.line.levels[0].value, line.line.levels[-1].value
    return getattr(first, "low", None) is None and getattr(last, "high", None) is None


def place_all(
    record: Record, rulebook: Rulebook, index: FigureIndex
) -> Mapping[str, tuple[PlacedIndicator, ...]]:
    """Return the placed lines of every autonomous government by code. Build once per year.

    Values are compared at the decimals of the line, within a region type.
    """
    found: dict[str, tuple[StatisticLine, ...]] = {
        region.code: lines_from_statistics(region.code, rulebook, index)
        for region in record.register.participating(rulebook.year)
    }
    values: dict[tuple[str, str], list[float]] = {}
    for code, lines in found.items():
        for line in lines:
            if line.reading:
                key = (record.register.get(code).type, line.line.code)
                values.setdefault(key, []).append(float(line.reading.value))
    placed: dict[str, tuple[PlacedIndicator, ...]] = {}
    for code, lines in found.items():
        kind = record.register.get(code).type
        placed[code] = tuple(
            _placed(line, values.get((kind, line.line.code), [])) for line in lines
        )
    return placed


def _placed(line: StatisticLine, values: list[float]) -> PlacedIndicator:
    if line.reading is None:
        return PlacedIndicator(line, None, len(values))
    mine = float(line.reading.value)
    better = sum(v > mine if _rises(line) else v < mine for v in values)
    return PlacedIndicator(line, better, len(values))
