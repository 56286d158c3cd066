"""What a team takes along: its work, the part that is open, a note of one page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from iga_core.language import load_words
from iga_core.portfolio import make_template, portfolio_bytes
from iga_core.portfolio.file.printed import make_prints
from iga_core.publish.naming import file_name
from iga_core.publish.workbook import XLSX
from iga_core.rules import Rulebook
from pages._parts.cek_mandiri import note, printing, session
from pages._shared import lazy
from pages._shared.canvas import Canvas
from pages._shared.files import own
from pages._shared.files.link import link
from pages._shared.files.store import JSON
from pages._shared.words import t, words

BOX = f"{session.PAGE}_take"
LOOKS_EVERY = 2.0  # seconds, while there is work that nobody has


def box(canvas: Canvas, part: str, book: Rulebook) -> None:
    """Draw a button with the files of the work; ``canvas`` holds the ``part`` that is open."""

    def contents() -> None:
        st.caption(t("cek_mandiri.private"))
        save(book)
        with st.container(horizontal=True):
            note.button(book)
            printing.button(canvas, part, session.projection(book))

    lazy.popover(t("take.box"), BOX, contents)


def save(book: Rulebook) -> None:
    """Draw the files that hold the whole work, as a workbook or as JSON."""
    work = session.held()
    if work is None:
        return
    language, portfolio = words().language, replace(work.portfolio, year=book.year)
    stem = tuple(filter(None, (t("cek_mandiri.file"), portfolio.region)))
    makers: dict[str, tuple[str, Callable[[], bytes]]] = {
        "xlsx": (XLSX, lambda: make_template(book, load_words(language), portfolio=portfolio)),
        "json": (JSON, lambda: portfolio_bytes(portfolio)),
    }
    with st.container(horizontal=True):
        for form, (mime, make) in makers.items():
            address = own.offer(
                f"save_{form}",
                make,
                file_name(stem, f"{date.today().isoformat()}.{form}"),
                mime,
                given=(work.round, portfolio, language),
                sent=partial(session.sent, work, work.portfolio),
            )
            link(t(f"cek_mandiri.save_{form}"), address, primary=session.unsaved())
        paper = own.offer(
            "prints",
            lambda: make_prints(portfolio, book, load_words(language)),
            file_name((*stem, t("cek_mandiri.prints_file")), f"{date.today().isoformat()}.xlsx"),
            XLSX,
            given=(work.round, portfolio, language),
        )
        link(t("cek_mandiri.prints"), paper)


def warnings() -> None:
    """Draw what is not in the work, and that nobody has it yet.

    While nobody has it, the page looks now and then whether it was sent.
    """
    work = session.held()
    if work is None:
        return
    if work.unread:  # also in other parts: what is saved lacks it
        st.warning(t("cek_mandiri.unread_left", number=words().number(len(work.unread))))
        st.markdown("\n".join(f"- {line}" for line in work.unread))
    if session.unsaved():
        st.caption(t("cek_mandiri.unsaved"))
        _await_sending()


@st.fragment(run_every=LOOKS_EVERY)
def _await_sending() -> None:
    """Draw the page anew once the work was sent; nothing until then."""
    if not session.unsaved():
        st.rerun()
