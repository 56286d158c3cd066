"""The first screen of Sumber: one search, one sentence, the parts; below it the part asked for."""

from __future__ import annotations

import streamlit as st

from iga_core.chart import html
from iga_core.language import quoted
from iga_core.record import Record
from iga_core.record.correcting import report_address
from pages._parts.sumber import proof, search, sources, tables
from pages._shared import first, lazy, report
from pages._shared.filters import View
from pages._shared.links import base_address, view_address
from pages._shared.listing import draw_pages
from pages._shared.words import t

PAGE = "sumber"
PARTS = {
    "angka": tables.figures,
    "perbedaan": tables.disputes,
    "koreksi": tables.corrections,
    "petunjuk": tables.leads,
    "sumber": sources.sources,
    "liputan": sources.coverage,
}


def desk(record: Record, view: View) -> None:
    """Draw the page."""
    wanted = view.text("cari").strip()
    _first_page(view, wanted)
    with first.row(t("page.sumber")):
        view.ask("cari", t("sumber.search"), placeholder=t("sumber.search_hint"), width=330)
        lazy.popover(t("take.box"), f"{PAGE}_take", lambda: _take(view))
    if about := view.text(report.PARAMETER):
        _send(about)
    if rows := view.text("baris"):
        proof.rows(record, rows)
    if wanted:
        part = search.results(record, view, wanted)
    else:
        part = PARTS[view.text("bagian")](record, view)
    st.html(html.sentences(part.said, t("chart.proof")) + _parts(view, part.picture))
    part.draw()
    draw_pages(part.pages)


def _first_page(view: View, wanted: str) -> None:
    """Begin with the first page of what is newly searched."""
    key = f"{PAGE}_searched"
    if st.session_state.setdefault(key, wanted) != wanted:
        st.session_state[key] = wanted
        view.put("hal", "1")


def _parts(view: View, picture: str) -> str:
    """Return the links to the parts, and the picture of the one shown (HTML)."""
    here = "" if view.text("cari").strip() else view.text("bagian")
    parts = [
        {
            "text": t(f"sumber.{name}"),
            "number": "",
            "href": view.address(bagian=name, cari="", baris="", lapor="", hal="1"),
            "chosen": name == here,
        }
        for name in PARTS
    ]
    return html.filled("parts.html", label=t("page.sumber"), parts=parts) + picture


def _take(view: View) -> None:
    sources.release()
    st.caption(t("take.address"))
    st.code(view_address(view.slug), language=None, wrap_lines=True)


def _send(about: str) -> None:
    """Draw the text that sends a source for ``about``, and where it goes."""
    base = base_address()
    text = report.ready(about, base)
    with st.container(border=True):
        st.markdown(f"**{t('source.send').capitalize()}**")
        st.code(text, language=None, wrap_lines=True)
        if report_address():
            st.link_button(t("source.send_mail"), report.address(about))
        else:
            st.markdown(t("source.send_where", site=quoted(base or "/", 200)))
