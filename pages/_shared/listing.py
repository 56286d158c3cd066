"""Rows a page at a time, with links to the other pages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import streamlit as st

from iga_core.chart import html
from pages._shared.filters import Value, View
from pages._shared.words import t

T = TypeVar("T")


class PageLink(NamedTuple):
    """A page of a list: its number, its address, whether it is the one shown."""

    number: int
    href: str
    here: bool


def paged(
    view: View, rows: Sequence[T], size: int, **changes: Value
) -> tuple[Sequence[T], list[PageLink]]:
    """Return the rows of the page that ``view`` asks for (``hal``), and all pages.

    A page past the last is the last. ``changes``: what another page leaves behind.
    """
    last = max(1, -(-len(rows) // size))
    page = min(view.number("hal"), last)
    links = [
        PageLink(number, view.address(**{"hal": str(number), **changes}), number == page)
        for number in range(1, last + 1)
    ]
    return rows[(page - 1) * size : page * size], links


def pages(links: Sequence[PageLink]) -> str:
    """Return the links to the pages as HTML; "" for a single one."""
    return html.filled("pages.html", pages=links, label=t("list.pages"))


def draw_pages(links: Sequence[PageLink]) -> None:
    """Draw the links to the pages, where there is more than one."""
    if len(links) > 1:
        st.html(pages(links))
