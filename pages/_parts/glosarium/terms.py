"""The glossary: every term with what it means in two columns, one of them opened."""

from __future__ import annotations

from typing import NamedTuple

import streamlit as st

from iga_core.chart import html
from iga_core.declared.glossary import GlossaryTerm, cached_glossary
from iga_core.language import plain, quoted
from pages._shared import glossary
from pages._shared.filters import ALL, View
from pages._shared.links import href, source_link
from pages._shared.words import t, words


class Line(NamedTuple):
    """A term of the list."""

    name: str
    href: str
    text: str
    chosen: bool


def _matching(text: str) -> list[GlossaryTerm]:
    """Return the terms whose forms or explanation hold ``text``, by name."""
    sought = text.casefold()
    found = [
        term
        for term in cached_glossary().values()
        if any(
            sought in part.casefold()
            for part in (*term.forms, glossary.name(term), t(f"glosarium.text_{term.id}"))
        )
    ]
    return sorted(found, key=lambda term: glossary.name(term).casefold())


def _opened(term: GlossaryTerm) -> None:
    """Draw a term with its other forms, the pages that use it, and who says so."""
    pages = ", ".join(f"[{t(f'page.{slug}')}]({href(slug)})" for slug in term.pages)
    remarks = [t("glosarium.used", pages=pages)]
    if term.also:
        remarks.insert(0, t("glosarium.also", forms=plain(", ".join(term.also), 300)))
    if term.sources:
        remarks.append(t("source.line", sources="; ".join(map(source_link, term.sources))))
    with st.container(border=True, key="glosarium_open"):
        st.markdown(f"#### {plain(glossary.name(term))}\n\n{t(f'glosarium.text_{term.id}')}")
        st.caption(" ".join(remarks))


def terms(view: View) -> None:
    """Draw how many terms there are, the one that is opened, and all that match what is sought."""
    chosen, sought = view.text("istilah"), view.text("cari")
    found, known = _matching(sought), cached_glossary()
    number = words().number
    said = t("glosarium.said", number=number(len(known)))
    if sought:
        said = t(
            "glosarium.found",
            found=number(len(found)),
            number=number(len(known)),
            text=sought,
        )
    above = html.sentences([html.ShownSentence(said, 0, "")], t("chart.proof"))
    lines = [
        Line(
            glossary.name(term),
            view.address(istilah=term.id),
            t(f"glosarium.text_{term.id}"),
            term.id == chosen,
        )
        for term in found
    ]
    written = html.filled("terms.html", terms=lines)
    if chosen == ALL:
        st.html(above + written)
    else:
        st.html(above)
        _opened(known[chosen])
        st.html(written)
    if not found:
        st.info(t("glosarium.nothing", text=quoted(sought, 40)))
