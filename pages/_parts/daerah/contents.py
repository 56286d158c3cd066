"""The profile of one government, section by section."""

from __future__ import annotations

from iga_core.record import Record
from pages._parts.daerah import context, curve, peers, records, scores, timeline, years
from pages._shared import in_brief, load, show
from pages._shared.canvas import Canvas
from pages._shared.filters import Values


def contents(canvas: Canvas, record: Record, values: Values) -> None:
    """Fill ``canvas`` with the profile that ``values`` (of Daerah) ask for.

    Needs no visit, only the thread's language (see ``words.speaking``).
    """
    code, chosen = values.text("daerah"), values.text("tahun")
    history, region = load.histories()[code], record.register.get(code)
    in_brief.heading(canvas, record, region)
    if region.autonomous:
        brief = load.briefings()[code]
        in_brief.three_facts(canvas, record, region, brief)
        in_brief.summary(canvas, record, region, history, brief)
        timeline.timeline(canvas, history)
        scores.score_history(canvas, history)
        context.context(canvas, code)
        curve.curve(canvas, record, region, chosen)
        peers.peers(canvas, record, code, values)
        years.years(canvas, record, history, chosen)
        records.other(canvas, record, history)
        records.statistics(canvas, code)
        show.disputes(canvas, record, history)
        records.corrections(canvas, history)
        records.sources(canvas, record, history)
