"""The desk on the page: before any work the quick estimate, then the dashboard and its parts."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from iga_core.record import Record
from iga_core.rules import Rulebook
from pages._parts.cek_mandiri import estimating, parts, session, start, taking
from pages._parts.cek_mandiri.dashboard import Dashboard
from pages._shared import glossary, lazy
from pages._shared.canvas import Screen
from pages._shared.filters import View
from pages._shared.words import t


def desk(record: Record, view: View, book: Rulebook, row: DeltaGenerator) -> None:
    """Draw the desk; ``row``: where its buttons stand.

    A file that is brought in this run is on the page at once: what is above it is drawn after.
    """
    if book.forecast:
        st.caption(t("kriteria.forecast", year=book.assumes))
    top, region = st.container(), view.text("daerah")
    if session.held() is None:
        start.files(book, region)
        st.caption(glossary.linked(t("cek_mandiri.intro")))
    with top:
        if session.held() is None:
            with row:
                start.buttons(book, region)
            _beginning(view, book)
        else:
            _work(record, view, book, row)


def _beginning(view: View, book: Rulebook) -> None:
    part = view.text("bagian")
    if part in parts.PARTS:
        name = t(f"cek_mandiri.part_{part}")
        st.info(t("cek_mandiri.begin_first", part=name, empty=t("cek_mandiri.empty")))
    estimating.quick(book, start.code_of(view.text("daerah")))


def _work(record: Record, view: View, book: Rulebook, row: DeltaGenerator) -> None:
    canvas, dashboard = Screen(), Dashboard()
    start.taken()
    told()
    lazy.parts(view, "bagian", parts.parts(canvas, record, book))
    dashboard.fill(view, book)
    taking.warnings()
    parts.leave_guard()
    with row:
        ways = partial(start.anew, book, view.text("daerah"))
        lazy.popover(t("cek_mandiri.open"), start.BOX, ways)
        st.button(
            t("cek_mandiri.part_isi"),
            key=f"{session.PAGE}_fill_in",
            on_click=view.put,
            args=("bagian", "isi"),
        )
        taking.box(canvas, parts.opened(view), book)


def told() -> None:
    """Draw what a file left to look at, once it is opened."""
    work = session.held()
    if work is not None and work.told:
        number, *told = work.told
        lines = "\n".join(f"- {line}" for line in told)
        lazy.fold(number, f"{session.PAGE}_told", lambda: st.markdown(lines), asked=lines)
