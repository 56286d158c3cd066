"""Terms explained: links to the glossary where a term first appears, and the glossary itself."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

import streamlit as st

from iga_core.glossary import GlossaryTerm, cached_glossary
from iga_core.language import plain, quoted
from pages._shared.filters import ALL
from pages._shared.links import href, source_link
from pages._shared.words import t, words

SLUG = "glosarium"
# what may hold a term without being its first appearance: a link, or code
_HELD = re.compile(r"\[[^\]]*\]\([^)]*\)|`[^`]*`")


def address(term: str) -> str:
    """Return the address of one term's explanation."""
    return href(SLUG, istilah=term, cari="")


def _link(text: str, term: str) -> str:
    return f"[{text}]({address(term)})"


def name(term: GlossaryTerm) -> str:
    """Return how a term is called in this language, with its official form where that differs."""
    said = t(f"glosarium.name_{term.id}")
    return said if said.casefold() == term.term.casefold() else f"{said} ({term.term})"


@cache
def _patterns(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a pattern for every form of every term, longest first."""
    forms = [
        (form, term.id)
        for term in cached_glossary().values()
        for form in dict.fromkeys((*term.forms, t(f"glosarium.name_{term.id}")))
    ]
    forms.sort(key=lambda pair: -len(pair[0]))
    return tuple(
        (term, re.compile(rf"(?<![\w\[]){re.escape(form)}(?![\w\]])", re.IGNORECASE))
        for form, term in forms
    )


@cache
def _linked(text: str, language: str) -> str:
    taken = [found.span() for found in _HELD.finditer(text)]
    found: dict[str, tuple[int, int]] = {}
    for term, pattern in _patterns(language):
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(start < last and first < end for first, last in taken):
                continue
            if term not in found or start < found[term][0]:
                found[term] = (start, end)
            taken.append((start, end))
            break
    for term, (start, end) in sorted(found.items(), key=lambda item: -item[1][0]):
        text = text[:start] + _link(text[start:end], term) + text[end:]
    return text


def linked(text: str) -> str:
    """Return Markdown of ours in which the first appearance of each term leads to the glossary."""
    return _linked(text, words().language)


def foot(slug: str) -> None:
    """Draw the terms that a page uses, each with its explanation one click away."""
    used = [term for term in cached_glossary().values() if slug in term.pages]
    if used:
        terms = " · ".join(_link(plain(name(term)), term.id) for term in used)
        st.caption(t("glosarium.here", terms=terms))


def _page_link(slug: str) -> str:
    return f"[{t(f'page.{slug}')}]({href(slug)})"


def _entry(term: GlossaryTerm) -> None:
    with st.container(border=True):
        st.markdown(f"### {plain(name(term))}")
        st.markdown(t(f"glosarium.text_{term.id}"))
        remarks = []
        if term.also:
            remarks.append(t("glosarium.also", forms=plain(", ".join(term.also), 300)))
        remarks.append(t("glosarium.used", pages=", ".join(map(_page_link, term.pages))))
        if term.sources:
            links = "; ".join(source_link(source) for source in term.sources)
            remarks.append(t("source.line", sources=links))
        st.caption(" ".join(remarks))


def _matching(text: str) -> Iterable[GlossaryTerm]:
    sought = text.casefold()
    for term in cached_glossary().values():
        said = (*term.forms, t(f"glosarium.name_{term.id}"), t(f"glosarium.text_{term.id}"))
        if any(sought in part.casefold() for part in said):
            yield term


def entries(chosen: str, sought: str) -> None:
    """Draw the chosen term first, then all that match what is sought, by name."""
    if chosen != ALL:
        st.header(t("glosarium.chosen"))
        _entry(cached_glossary()[chosen])
    st.header(t("glosarium.all"))
    found = sorted(_matching(sought), key=lambda term: name(term).casefold())
    if not found:
        st.info(t("glosarium.nothing", text=quoted(sought, 40)))
    for term in found:
        if term.id != chosen:
            _entry(term)
