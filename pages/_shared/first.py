"""The first screen of a page: its title with one row of controls, and what it answers.

A sentence is followed by small numbered marks: each leads to the rows it rests on, told in words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import streamlit as st

from iga_core.analysis.headlines import Sentence
from iga_core.chart import html
from iga_core.chart.cells import Cells
from iga_core.language import plain
from iga_core.message import told
from iga_core.record import Record
from pages._shared import atlas, facts
from pages._shared.canvas import Canvas
from pages._shared.filters import ALL, ROWS_LIMIT
from pages._shared.links import href, rows_address
from pages._shared.words import by_language, t, words

SITE = "Atlas IGA"
TOLD = 24  # rows that one page tells in words


def tab(title: str, whom: str = "") -> str:
    """Return what the browser's tab is called."""
    return " · ".join(filter(None, (title, whom, SITE)))


@contextmanager
def row(title: str, about: str = "", *, whom: str = "") -> Iterator[None]:
    """Draw the title, named in the browser's tab too; what is drawn inside stands beside it.

    ``about``: one line of Markdown below it; ``whom``: what the tab names besides.
    """
    st.set_page_config(page_title=tab(title, whom))
    with st.container(horizontal=True, key="first_row", vertical_alignment="bottom"):
        st.title(title, anchor=False, width="content")
        yield
    if about:
        st.caption(about)


def title(text: str) -> None:
    """Draw the title of a page without controls of its own."""
    with row(text):
        pass


class Proofs:
    """The rows that a page's sentences rest on, numbered in reading order."""

    def __init__(self) -> None:
        """Begin without any."""
        self.numbers: dict[tuple[str, ...], int] = {}

    def number(self, rows: Sequence[str]) -> int:
        """Return the number of the mark that leads to ``rows``; the same rows have one mark."""
        return self.numbers.setdefault(tuple(rows), len(self.numbers) + 1)


def said(
    sentences: Sequence[Sentence], proofs: Proofs, whole: str = ""
) -> list[html.ShownSentence]:
    """Return sentences as they read, each with its mark.

    ``whole``: where the mark of a sentence leads that rests on more rows than one page tells.
    """
    found = []
    for sentence in sentences:
        rows = sentence.rows
        few = len(rows) <= TOLD and len(",".join(rows)) <= ROWS_LIMIT
        address = (rows_address(rows) if few else whole) if rows else ""
        number = proofs.number(rows) if address else 0
        found.append(html.ShownSentence(told(sentence.text, words()), number, address))
    return found


def say(canvas: Canvas, sentences: Sequence[Sentence], proofs: Proofs, whole: str = "") -> None:
    """Draw the first sentence large, the others in a line below it (see ``said``)."""
    canvas.sentences(said(sentences, proofs, whole))


def told_rows(record: Record, sentences: Sequence[Sentence]) -> str:
    """Return the rows behind ``sentences`` in Markdown, below each sentence with its mark.

    A row behind two of them is told in full once.
    """
    proofs, parts = Proofs(), []
    seen: set[str] = set()
    for sentence in sentences:
        if sentence.rows:
            number = proofs.number(sentence.rows)
            lines = [
                f"- {(facts.row_name if row in seen else facts.row_text)(record, row)}"
                for row in sentence.rows
            ]
            seen.update(sentence.rows)
            parts.append(f"**{number}** {plain(told(sentence.text, words()), 600)}")
            parts.append("\n".join(lines))
    return "\n\n".join(parts)


@by_language()
def cells() -> Cells:
    """Return what makes the cells of pictures; a cell leads to the profile's year (0: all)."""

    def address(code: str, year: int) -> str:
        return href("daerah", daerah=code, tahun=str(year) if year else ALL)

    return Cells(
        atlas.record(),
        atlas.histories(),
        atlas.recipients(),
        atlas.rulebooks(),
        words(),
        address,
    )


@by_language()
def legend(*levels: str, states: bool = True) -> str:
    """Return the legend of ``levels`` and, once a page, of the four states, as HTML."""
    return html.legend(
        levels, [(state, t(f"chart.legend.{state}")) for state in html.STATES] if states else []
    )
