"""What public statistics already say for the government lines, with source, open to overwriting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from iga_core.language import Words
from iga_core.rules import FigureIndex, Rulebook, StatisticFigure, lines_from_statistics


@dataclass(frozen=True, slots=True)
class Prefilled:
    """One line. ``value``: in the line's unit, at its printed decimals; ``level``: what it gives.

    ``figures``: the rows of the statistics table it follows from, T-1 first; ``source_ids``:
    rows of ``sources``.
    """

    value: Decimal
    level: int
    figures: tuple[StatisticFigure, ...]
    source_ids: tuple[str, ...]


def prefill(
    region_code: str, rulebook: Rulebook, index: FigureIndex, sources: Mapping[str, str]
) -> dict[str, Prefilled]:
    """Return the lines that public statistics give for one government, by line code.

    ``index``: see ``index_figures``; ``sources``: source id by series id. A line without a figure
    is not there. BPS figures, not the ministry's assessment.
    """
    found = {}
    for given in lines_from_statistics(region_code, rulebook, index):
        if given.reading is not None:
            ids = dict.fromkeys(sources[figure.series_id] for figure in given.figures)
            reading = given.reading
            found[given.line.code] = Prefilled(
                reading.value, reading.level, given.figures, tuple(ids)
            )
    return found


def prefilled_note(line: Prefilled, words: Words) -> str:
    """Return where a prefilled value comes from, for the evidence of its line."""
    figures = line.figures
    said = "; ".join(f"{figure.year}: {words.printed(figure.value)}" for figure in figures)
    return words(
        "workbook.prefilled",
        measure=words.term("statistic", figures[0].measure),
        figures=said,
        series=figures[0].series_id,
    )
