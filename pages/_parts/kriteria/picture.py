"""The first screen of Kriteria: what is seen from outside, all points of a year and its lines."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from iga_core.analysis import headline_rules
from iga_core.analysis.criteria import PlacedIndicator
from iga_core.analysis.headlines import Sentence
from iga_core.chart import html
from iga_core.chart.framework import framework
from iga_core.language import quoted
from iga_core.message import Message
from iga_core.regions import Region
from iga_core.rules import Band, CountedValue, Indicator, Rulebook
from pages._shared.filters import ALL, View
from pages._shared.words import t, words


def said(
    book: Rulebook, region: Region | None, placed: Sequence[PlacedIndicator]
) -> list[Sentence]:
    """Return what is seen of a government, or without one what weighs most."""
    found = [headline_rules.visible(book, placed) if placed else headline_rules.largest(book)]
    if region is not None and not placed:
        why = "kriteria.no_statistics" if region.autonomous else "daerah.not_autonomous"
        found.append(Sentence("criteria", Message(why), ()))
    if book.forecast:
        values = {"year": str(book.assumes)}
        found.append(Sentence("forecast", Message("kriteria.forecast", values), ()))
    return found


def _texts(line: Indicator) -> list[str]:
    """Return all that a search may find a line by."""
    gloss = words().glossed
    levels = [level.value for level in line.levels if not isinstance(level.value, Band)]
    known = [line.evidence.value, *levels]
    names = [gloss("line", line.name), gloss("variable", line.variable)]
    return [*names, *(str(text) for text in known if text)]


def matching(book: Rulebook, sought: str) -> list[str]:
    """Return the codes of the lines that ``sought`` names by number, or whose texts hold it."""
    asked, count = sought.casefold(), book.count
    texts = {line.code: (line.no, _texts(line)) for line in book.lines}
    if count.code:
        texts[count.code] = (
            count.no,
            [words().glossed("line", count.name), t("kriteria.count_number")],
        )
    halves = {code: (no, no.rstrip("ab")) for code, (no, _) in texts.items()}
    if numbered := [code for code, numbers in halves.items() if asked and asked in numbers]:
        return numbered
    return [
        code
        for code, (_, found) in texts.items()
        if any(asked in text.casefold() for text in found)
    ]


def picture(view: View, book: Rulebook, placed: Sequence[PlacedIndicator]) -> None:
    """Draw all points of the year in one bar and its lines, those that are sought."""
    sought = view.text("cari")
    lines = matching(book, sought)
    if sought and not lines:
        st.info(t("kriteria.nothing", text=quoted(sought, 40)))
        return
    if not book.lines:
        return

    def address(line: Indicator | CountedValue) -> str:
        return view.address(indikator=line.code)

    seen = {one.line.line.code: one.line for one in placed}
    chosen = view.text("indikator")
    figure = framework(book, seen, lines, words(), address, "" if chosen == ALL else chosen)
    states = [("reached", "reached"), ("open", "open")] if placed else []
    states.append(("outline", "unseen" if placed else "most"))
    legend = [(name, t(f"kriteria.legend_{text}")) for name, text in states]
    note = t("kriteria.own_reckoning") if placed else t("kriteria.press")
    st.html(html.filled("framework.html", figure=figure, legend=legend, note=note))
