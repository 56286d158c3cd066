"""What stands behind a profile: the rows of its sentences, all facts in words, every source."""

from __future__ import annotations

from iga_core.analysis.profile import History
from iga_core.record import Record
from pages._parts.daerah import records
from pages._shared import atlas, first, in_brief, show
from pages._shared.canvas import Canvas


def proof(canvas: Canvas, record: Record, history: History) -> None:
    """Draw the rows behind every mark, who this is in full, then all else on file."""
    region = record.register.get(history.code)
    if told := first.told_rows(record, atlas.headlines().of(history.code)):
        canvas.markdown(told)
    in_brief.identity(canvas, record, region)
    if region.autonomous:
        brief = atlas.briefings()[history.code]
        in_brief.three_facts(canvas, record, region, brief)
        in_brief.summary(canvas, record, region, history, brief)
        show.year_cards(canvas, history)
    records.other(canvas, record, history)
    records.other_disputes(canvas, history)
    records.corrections(canvas, history)
    records.sources(canvas, record, history)
