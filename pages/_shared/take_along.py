"""What a visitor takes along: the page as PDF, all that is on file as XLSX, charts, the address."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

import streamlit as st

from iga_core.language import load_words
from iga_core.publish.dossier import dossier
from iga_core.publish.naming import file_name
from iga_core.publish.report import Block, Drawing, Report, cited_sources, named_drawings, to_pdf
from iga_core.publish.workbook import XLSX
from iga_core.record import Record
from pages._shared import load, pictures
from pages._shared.canvas import Canvas
from pages._shared.folds import fold
from pages._shared.links import base_address, view_address
from pages._shared.words import t, words

PDF = "application/pdf"
KEY = "take_along"  # style.css leaves the block of this key out on paper


def _pdf(
    blocks: tuple[Block, ...], record: Record, title: str, address: str
) -> Callable[[], bytes]:
    """Return what makes the document when the button is pressed, outside the page's run."""
    language, version, rows = words().language, str(load.version()), load.rows()
    base, day = base_address(), date.today().isoformat()

    def make() -> bytes:
        sources = cited_sources(blocks, record, rows)
        report = Report(title, blocks, sources, base, address, version, day)
        return to_pdf(report, load_words(language))

    return make


def _xlsx(record: Record, codes: Sequence[str], title: str, address: str) -> Callable[[], bytes]:
    language, version = words().language, load.version()

    def make() -> bytes:
        speak = load_words(language)
        return dossier(record, codes, speak, title=title, address=address, version=version)

    return make


def _charts(
    drawings: dict[str, Drawing], page: str, title: str, stem: tuple[str, ...], address: str
) -> None:
    """Draw the buttons of one chart; of several, one is chosen first."""
    if not drawings:
        return
    names = list(drawings)
    name = names[0]
    if len(names) > 1:
        name = st.selectbox(t("take.chart"), names, key=f"{page}_take_chart")
    chosen = drawings[name]
    pictures.buttons(
        lambda: chosen.spec,
        chosen.rows,
        title=f"{title}: {name}",
        stem=(*stem, name),
        key=f"{page}_take",
        remark=f"{address} ·",
        name=chosen.name,
    )


def block(
    canvas: Canvas,
    *,
    page: str,
    title: str,
    codes: Sequence[str],
    record: Record,
    stem: tuple[str, ...],
) -> None:
    """Draw the last section of a page: the files of what ``canvas`` holds, and the address.

    ``page``: the page's slug, also the beginning of the widgets' keys; ``codes``: the governments
    of the workbook; ``stem``: parts of the files' names. Nothing is made before a button is
    pressed. Call after the page has saved its parameters.
    """
    blocks, address, day = tuple(canvas.blocks), view_address(page), date.today().isoformat()
    with st.container(key=KEY):
        st.header(t("take.title"))
        st.caption(t("take.note"))
        with st.container(horizontal=True):
            for form, mime, make in (
                ("pdf", PDF, _pdf(blocks, record, title, address)),
                ("xlsx", XLSX, _xlsx(record, codes, title, address)),
            ):
                st.download_button(
                    t(f"take.{form}"),
                    data=make,
                    file_name=file_name(stem, f"{day}.{form}"),
                    mime=mime,
                    on_click="ignore",
                    key=f"{page}_take_{form}",
                    disabled=form == "pdf" and not blocks,
                )
        _charts(named_drawings(blocks), page, title, stem, address)
        # Streamlit's code block brings 1.5 MB of highlighting: only for who wants to copy
        fold(t("take.address"), f"{page}_take_address", partial(_address, address))


def _address(address: str) -> None:
    st.code(address, language=None, wrap_lines=True)
