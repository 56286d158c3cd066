"""WHAT THE LAW ASKS: criteria, forms, initiators, stages, and how the press says it."""

from iga_core.law.model import (
    Criterion,
    Law,
    LegalOutcome,
    LegalStep,
    Paraphrase,
    Term,
    worst,
)
from iga_core.law.reading import ANSWERS, LAW_FILE, cached_law, load_law
from iga_core.law.window import DayError, Days, WindowReading, read_days, read_window

__all__ = [
    "ANSWERS",
    "LAW_FILE",
    "Criterion",
    "DayError",
    "Days",
    "Law",
    "LegalOutcome",
    "LegalStep",
    "Paraphrase",
    "Term",
    "WindowReading",
    "cached_law",
    "load_law",
    "read_days",
    "read_window",
    "worst",
]
