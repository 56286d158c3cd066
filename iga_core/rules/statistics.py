"""Which lines follow from public statistics for a government. Not the ministry's assessment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import pandas as pd

from iga_core.declared.rulebook import Compute, Indicator, Rulebook
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


def computed_figure(
    code: str, measure: str, compute: Compute, latest: int, index: FigureIndex
) -> tuple[Decimal | None, tuple[StatisticFigure, ...]]:
    """Return what ``compute`` makes of a measure in ``latest``, and the rows used, newest first.

    All rows are of one series. Two series that could both serve give nothing: which one holds is
    not ours to choose. The value is None without rows, and for a growth from zero.
    """
    years = (latest,) if compute == "value" else (latest, latest - 1)
    rows = [{f.series_id: f for f in index.get((code, measure, y), ())} for y in years]
    shared = set(rows[0]).intersection(*rows[1:])
    if len(shared) != 1:
        return None, ()
    series = shared.pop()
    figures = tuple(row[series] for row in rows)
    now, before = figures[0].value, figures[-1].value
    if compute == "value":
        return now, figures
    if compute == "growth_percent":
        return (100 * (now - before) / before if before else None), figures
    return (now - before if compute == "rise" else before - now), figures


def _statistic_line(code: str, line: Indicator, year: int, index: FigureIndex) -> StatisticLine:
    rule, weight = line.statistic.known(), line.weight.known()
    latest = year - rule.years_back
    value, figures = computed_figure(code, rule.measure, rule.compute, latest, index)
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
