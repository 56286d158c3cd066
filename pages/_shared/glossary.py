"""Terms explained: links to the glossary where a term first appears, and below every page."""

from __future__ import annotations

import re

import streamlit as st

from iga_core.declared.glossary import GlossaryTerm, cached_glossary
from iga_core.language import plain
from pages._shared.links import href
from pages._shared.words import by_language, t

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


@by_language()
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
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


@by_language()
def linked(text: str) -> str:
    """Return Markdown of ours in which the first appearance of each term leads to the glossary."""
    taken = [found.span() for found in _HELD.finditer(text)]
    found: dict[str, tuple[int, int]] = {}
    for term, pattern in _patterns():
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


def foot(slug: str) -> None:
    """Draw the terms that a page uses, each with its explanation one click away."""
    used = [term for term in cached_glossary().values() if slug in term.pages]
    if used:
        terms = " · ".join(_link(plain(name(term)), term.id) for term in used)
        st.caption(t("glosarium.here", terms=terms))
