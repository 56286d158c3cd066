"""The two checkers: does an innovation still count, and in which category is one judged."""

from __future__ import annotations

from functools import partial

import streamlit as st

from iga_core.chart import html
from iga_core.chart.windows import windows
from iga_core.declared.law import cached_law
from iga_core.record import Record
from pages._parts.hukum import window
from pages._shared import atlas, categories, first, show
from pages._shared.canvas import Canvas
from pages._shared.filters import View
from pages._shared.words import t, words


def first_screen(record: Record, page: Canvas, view: View) -> None:
    """Draw the choices, both answers, the windows as a picture and the categories beside it."""
    with first.row(t("page.hukum")):
        view.ask("tanggal", t("hukum.day"), placeholder=t("hukum.day_hint"), width=250)
        view.choose("tahun", width=120, icon=":material/calendar_month:")
        view.choose(
            "daerah", said=partial(show.option_name, record), width=260, icon=":material/search:"
        )
    days = window.read(view.text("tanggal"))
    year, code = view.number("tahun"), view.text("daerah")
    book = atlas.categories()
    judged = year if book.categories(year) else max(book.sets)
    answer = book.answer(code, judged)
    rules = atlas.rulebooks().get(year)
    said = window.said(rules, year, days, view.text("tanggal"))
    if judged != year:
        said.append(t("hukum.categories_unknown", year=year, newest=judged))
    said.append(categories.said(answer))
    page.sentences([html.ShownSentence(text, 0, "") for text in said])
    left, right = page.columns([3, 2])
    with left:
        figure = windows(
            list(atlas.rulebooks().values()),
            year,
            words(),
            lambda of, applied: view.address(tahun=str(of), tanggal=str(applied)),
        )
        legend = html.filled("note.html", text=t("hukum.window_legend"))
        page.figure(figure, t("hukum.window"), legend)
        if where := window.written(rules):
            page.caption(where)
        five = [words().term("criterion", criterion.id) for criterion in cached_law().criteria]
        page.caption(t("hukum.five", names=" · ".join(five)))
    with right, st.container(key="hukum_rows"):  # style.css sets them closer
        page.markdown(categories.states(record, [answer]))


def categories_of(record: Record, page: Canvas, view: View) -> None:
    """Draw why: by list, award and source, for several governments, and through the years."""
    view.choose("dengan", said=partial(show.option_name, record), placeholder=t("hukum.add"))
    categories.categories_part(record, page, view)
