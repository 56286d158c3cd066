"""The profile of one government, section by section."""

from __future__ import annotations

from iga_core.analysis.profile import History
from iga_core.record import Record
from pages._parts.daerah import context, curve, peers, records, scores, timeline
from pages._shared import atlas, in_brief, show
from pages._shared.canvas import Canvas
from pages._shared.filters import Values
from pages._shared.links import href
from pages._shared.words import t


def contents(canvas: Canvas, record: Record, values: Values) -> None:
    """Fill ``canvas`` with the profile that ``values`` (of Daerah) ask for.

    Needs no visit, only the thread's language (see ``words.speaking``).
    """
    code, chosen = values.text("daerah"), values.text("tahun")
    history, region = atlas.histories()[code], record.register.get(code)
    in_brief.heading(canvas, record, region)
    if region.autonomous:
        brief = atlas.briefings()[code]
        in_brief.three_facts(canvas, record, region, brief)
        in_brief.summary(canvas, record, region, history, brief)
        timeline.timeline(canvas, history)
        scores.score_history(canvas, history)
        context.context(canvas, code)
        curve.curve(canvas, record, region, chosen)
        peers.peers(canvas, record, code, values)
        _years(canvas, record, history, chosen)
        records.other(canvas, record, history)
        records.statistics(canvas, code)
        show.disputes(canvas, record, history)
        records.corrections(canvas, history)
        records.sources(canvas, record, history)


def _years(canvas: Canvas, record: Record, history: History, chosen: str) -> None:
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
