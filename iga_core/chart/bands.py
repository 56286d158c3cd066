"""The classes of a year as bands of a scale from 0 to ``top``."""

from __future__ import annotations

from iga_core.analysis.timemachine import class_spans
from iga_core.chart.model import ClassBand
from iga_core.language import Words
from iga_core.rules import Rulebook


def bands_of(book: Rulebook, top: float, words: Words, low: float = 0.0) -> tuple[ClassBand, ...]:
    """Return the bands of a year's classes; one whose class is not known says so and has no colour.

    ``low``, ``top``: the ends of the scale in index points; positions are shares of what is
    between them.
    """
    return tuple(
        ClassBand(
            (span.low - low) / (top - low),
            min((span.high - low) / (top - low), 1.0),
            span.predicate or words("aturan.unsure"),
            ("predicate", span.predicate) if span.predicate else ("", ""),
        )
        for span in class_spans(book, top)
    )
