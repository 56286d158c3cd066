"""A government's years in full: every claim and award with its sources."""

from __future__ import annotations

from iga_core.analysis.profile import History
from iga_core.record import Record
from pages._shared import show
from pages._shared.canvas import Canvas
from pages._shared.links import href
from pages._shared.words import t


def years(canvas: Canvas, record: Record, history: History, chosen: str) -> None:
    """Draw a card per year with anything on file, the chosen year first, and name the others."""
    canvas.header(t("daerah.years"))
    if history.empty:
        show.what_was_searched(canvas, record)
    for year in sorted(history.years, key=lambda y: str(y.year) != chosen):
        if str(year.year) == chosen or not year.empty:
            show.year_card(canvas, history.code, year.year)
    show.empty_years(canvas, history)
    compare = href("bandingkan", daerah=history.code)
    canvas.markdown(f"[{t('daerah.to_compare')}]({compare})")
