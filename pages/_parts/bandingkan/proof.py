"""What stands behind the sentences, and the disputes whose claim names one of the governments."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.analysis.headlines import Sentence
from iga_core.record import Record, Row
from pages._parts.bandingkan.words import name
from pages._shared import atlas, first
from pages._shared import facts as say
from pages._shared.canvas import Canvas
from pages._shared.links import href
from pages._shared.words import t


def disputed(codes: Sequence[str]) -> dict[str, tuple[Row, list[str]]]:
    """Return the disputes that name one of ``codes`` in the claim itself: each once, with whom."""
    found: dict[str, tuple[Row, list[str]]] = {}
    for code in codes:
        for row in atlas.disputes().of.get(code, ()):
            found.setdefault(row["id"], (row, []))[1].append(code)
    return found


def disputes(canvas: Canvas, record: Record, found: dict[str, tuple[Row, list[str]]]) -> None:
    """Draw the disputes, each with whom it names."""
    for row, codes in found.values():
        about = ", ".join(name(record, code) for code in codes)
        canvas.markdown(f"{say.dispute_text(row)}\n\n{t('bandingkan.about')}: {about}")
    canvas.caption(t("bandingkan.all_disputes", address=href("sumber", bagian="perbedaan")))


def proofs(canvas: Canvas, record: Record, sentences: Sequence[Sentence]) -> None:
    """Draw the rows behind every mark, in the marks' order."""
    canvas.markdown(first.told_rows(record, sentences))
