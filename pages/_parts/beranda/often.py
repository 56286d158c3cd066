"""Who received IGA most often, year by year."""

from __future__ import annotations

from iga_core.chart.model import Matrix
from iga_core.record import Record
from iga_core.record.award_levels import levels_of_award
from pages._shared import atlas, first
from pages._shared.canvas import Canvas
from pages._shared.words import by_language, t

SHOWN = 13  # governments in the picture


def title(record: Record) -> str:
    """Return the title of the page: the years on file."""
    years = record.award_years
    return t("beranda.title", first=min(years), last=max(years))


@by_language(maxsize=4)
def _matrix(marked: str) -> Matrix:
    codes = atlas.recipients().most_often(SHOWN)
    shown = codes if marked in codes else (*codes[:-1], marked)
    return first.cells().matrix(shown, marked)


def matrix(canvas: Canvas, record: Record, marked: str) -> None:
    """Draw the governments with most years of IGA; ``marked``: whom the sentence is about."""
    legend = first.legend(*levels_of_award(record.schema))
    canvas.figure(_matrix(marked), t("beranda.often"), legend)
