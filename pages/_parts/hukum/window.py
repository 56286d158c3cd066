"""The age window: in which years' rules does a day, a month or a year of application fit."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from iga_core.language import plain, quoted
from iga_core.law import DayError, Days, WindowReading, read_days, read_window
from iga_core.record import Record
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.filters import View
from pages._shared.marks import unknown
from pages._shared.rule_text import basis
from pages._shared.tables import markdown_table
from pages._shared.words import t, words


def _read(text: str) -> Days | None:
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


def _answer(reading: WindowReading) -> str:
    if not reading.known:
        return unknown("hukum.window_unknown")
    return t(f"hukum.window_{reading.outcome}")


def _chosen(canvas: Canvas, reading: WindowReading, given: str) -> None:
    year = reading.rulebook.year
    said = t("hukum.window_said", given=plain(given, 40), year=year, answer=_answer(reading))
    canvas.info(
        said if not reading.known else f"{said} {t('hukum.window_is', days=_window(reading))}"
    )
    if reading.known and reading.outcome != "met":
        canvas.markdown(t("hukum.window_developed"))
    canvas.caption(basis(reading.rulebook.eligibility.applied_from))


def _table(canvas: Canvas, readings: Sequence[WindowReading], *, asked: bool) -> None:
    names = ("year", "window", *(("answer",) if asked else ()), "basis")
    rows = []
    for reading in readings:
        fact = reading.rulebook.eligibility.applied_from
        year = str(reading.rulebook.year)
        if reading.rulebook.forecast:
            year = f"{year} ({t('aturan.forecast')})"
        answer = [_answer(reading)] if asked else []
        rows.append([year, _window(reading), *answer, basis(fact)])
    canvas.subheader(t("hukum.window_years"))
    canvas.markdown(markdown_table([t(f"hukum.head_{name}") for name in names], rows))


def window_part(record: Record, canvas: Canvas, view: View) -> None:
    """Draw whether the asked day fits the asked year's window, and every year's window."""
    canvas.header(t("hukum.window"))
    canvas.markdown(t("hukum.window_intro"))
    view.ask("tanggal", t("hukum.day"), placeholder=t("hukum.day_hint"))
    given = view.text("tanggal")
    days = _read(given)
    books = [atlas.rulebooks()[year] for year in sorted(atlas.rulebooks(), reverse=True)]
    everywhere = days or read_days(str(books[0].year))
    readings = [read_window(everywhere, book) for book in books]
    if days is not None:
        year = view.number("tahun")
        for reading in readings:
            if reading.rulebook.year == year:
                _chosen(canvas, reading, given)
    _table(canvas, readings, asked=days is not None)
