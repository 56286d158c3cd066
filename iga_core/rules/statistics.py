"""Which lines follow from public statistics for a government. Not the ministry's assessment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from iga_core.declared.rulebook import Indicator, Rulebook, Statistic
from iga_core.rules.levels import LevelReading, read_level


@dataclass(frozen=True, slots=True)
class StatisticFigure:
    """One row of the statistics table. ``value`` in the unit of its series."""

    region_code: str
    year: int
    measure: str
    value: Decimal
    series_id: str


@dataclass(frozen=True, slots=True)
class StatisticLine:
    """One line as public statistics give it; ``reading`` is None without a figure.

    ``points``: weight times level. ``figures``: the rows used, T-1 first.
    """

    line: Indicator
    reading: LevelReading | None
    points: Decimal | None
    max_points: Decimal
    figures: tuple[StatisticFigure, ...]


FigureIndex = Mapping[tuple[str, str, int], tuple[StatisticFigure, ...]]


def index_figures(statistics: pd.DataFrame) -> FigureIndex:
    """Return the rows of the statistics table by region, measure and year."""
    found: dict[tuple[str, str, int], tuple[StatisticFigure, ...]] = defaultdict(tuple)
    columns = ("region_code", "year", "measure", "value", "series_id")
    for code, year, measure, value, series in zip(*(statistics[c] for c in columns), strict=True):
        figure = StatisticFigure(str(code), int(year), str(measure), value, str(series))
        found[figure.region_code, figure.measure, figure.year] += (figure,)
    return dict(found)


def _figures(
    code: str, rule: Statistic, year: int, index: FigureIndex
) -> tuple[StatisticFigure, ...]:
    """Return the rows the rule asks for, T-1 first, all of one series; empty without them.

    Two series that could both serve give nothing: which one holds is not ours to choose.
    """
    latest = year - rule.years_back
    years = (latest,) if rule.compute == "value" else (latest, latest - 1)
    rows = [{f.series_id: f for f in index.get((code, rule.measure, y), ())} for y in years]
    shared = set(rows[0]).intersection(*rows[1:])
    if len(shared) != 1:
        return ()
    series = shared.pop()
    return tuple(row[series] for row in rows)


def _computed(rule: Statistic, figures: tuple[StatisticFigure, ...]) -> Decimal | None:
    """Return the line's raw value; None for a growth from zero."""
    if rule.compute == "value":
        return figures[0].value
    now, before = figures[0].value, figures[1].value
    if rule.compute == "growth_percent":
        return 100 * (now - before) / before if before else None
    return now - before if rule.compute == "rise" else before - now


def _statistic_line(code: str, line: Indicator, year: int, index: FigureIndex) -> StatisticLine:
    rule, weight = line.statistic.known(), line.weight.known()
    figures = _figures(code, rule, year, index)
    value = _computed(rule, figures) if figures else None
    if value is None:
        return StatisticLine(line, None, None, weight * line.top, ())
    reading = read_level(value, line)
    return StatisticLine(line, reading, weight * reading.level, weight * line.top, figures)


def lines_from_statistics(
    region_code: str, rulebook: Rulebook, index: FigureIndex
) -> tuple[StatisticLine, ...]:
    """Return every line of ``rulebook`` that a public statistic feeds, for one government.

    ``index``: see ``index_figures``. A line without a figure has no level; a difference is never
    taken across two series.
    """
    return tuple(
        _statistic_line(region_code, line, rulebook.year, index)
        for line in rulebook.lines
        if line.statistic.value is not None
    )
