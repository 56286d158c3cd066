"""Whether a day, a month or a year lies in the window of a year's rules."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

from iga_core.declared.law import LegalOutcome
from iga_core.rules import Rulebook

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


class DayError(ValueError):
    """A text that is no year, month or day. ``str(error)`` is what is wrong: form or calendar."""


@dataclass(frozen=True, slots=True)
class Days:
    """All days that a text may mean, both ends inclusive."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class WindowReading:
    """Where ``Days`` lie in the window of a year: ``met`` inside, ``unmet`` outside, ``undecided``
    partly inside, or (``known`` False) because the window of that year is not on file.
    """

    rulebook: Rulebook
    outcome: LegalOutcome
    known: bool


def read_days(text: str) -> Days:
    """Return the days of ``2023``, ``2023-05`` or ``2023-05-17``. Raises DayError."""
    found = _PARTIAL.fullmatch(text.strip())
    if found is None:
        raise DayError("form")
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or month is None:
            return Days(date(year or 0, 1, 1), date(year or 0, 12, 31))
        if day is None:
            last = calendar.monthrange(year, month)[1]
            return Days(date(year, month, 1), date(year, month, last))
        return Days(date(year, month, day), date(year, month, day))
    except ValueError:
        raise DayError("calendar") from None


def read_window(days: Days, rulebook: Rulebook) -> WindowReading:
    """Say whether ``days`` lie in the window in which an innovation must have been applied."""
    window = rulebook.eligibility
    first, last = window.applied_from.value, window.applied_to.value
    if first is None or last is None:
        return WindowReading(rulebook, "undecided", known=False)
    if days.last < first or days.first > last:
        return WindowReading(rulebook, "unmet", known=True)
    inside = first <= days.first and days.last <= last
    return WindowReading(rulebook, "met" if inside else "undecided", known=True)
