"""The age window: in which years' rules does a day, a month or a year of application fit."""

from __future__ import annotations

import streamlit as st

from iga_core.language import quoted
from iga_core.law import DayError, Days, WindowReading, read_days, read_window
from iga_core.rules import Rulebook
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.marks import unknown
from pages._shared.rule_text import basis
from pages._shared.tables import markdown_table
from pages._shared.words import t, words


def read(text: str) -> Days | None:
    """Return the typed days, or None with a line that says what was expected."""
    if not text.strip():
        return None
    try:
        return read_days(text)
    except DayError as error:
        st.warning(t(f"hukum.bad_day_{error}", given=quoted(text, 40)))
        return None


def _window(reading: WindowReading) -> str:
    window = reading.rulebook.eligibility
    if not reading.known:
        return unknown()
    first, last = (
        words().day(fact.known().isoformat()) for fact in (window.applied_from, window.applied_to)
    )
    return f"{first} \N{EN DASH} {last}"


def said(book: Rulebook | None, year: int, days: Days | None, given: str) -> list[str]:
    """Return the window of the rules of ``year``, and whether the typed days lie in it.

    ``book``: those rules (None: not on file); ``given``: the days as typed.
    """
    reading = read_window(days or read_days(str(year)), book) if book else None
    if reading is None or not reading.known:
        return [t("hukum.window_none", year=year)]
    days_of = _window(reading)
    if days is None:
        return [t("hukum.window_open", year=year, days=days_of), t("hukum.window_developed")]
    answer = t(f"hukum.window_{reading.outcome}")
    one = days.first == days.last
    applied = words().day(days.first.isoformat()) if one else given.strip()
    told = t("hukum.window_said", given=applied, year=year, answer=answer)
    found = [f"{told} ({days_of})."]
    return found if reading.outcome == "met" else [*found, t("hukum.window_developed")]


def written(book: Rulebook | None) -> str:
    """Return where the window of a year's rules is written, and how sure that is; "" if nowhere."""
    return basis(book.eligibility.applied_from) if book else ""


def years(canvas: Canvas) -> None:
    """Draw the window of every year's rules, and where each is written."""
    books = [atlas.rulebooks()[year] for year in sorted(atlas.rulebooks(), reverse=True)]
    rows = []
    for book in books:
        year = f"{book.year} ({t('aturan.forecast')})" if book.forecast else str(book.year)
        reading = read_window(read_days(str(book.year)), book)
        rows.append([year, _window(reading), basis(book.eligibility.applied_from)])
    head = [t(f"hukum.head_{name}") for name in ("year", "window", "basis")]
    canvas.markdown(markdown_table(head, rows))
