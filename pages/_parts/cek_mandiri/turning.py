"""Many things shown in turn: the visitor chooses which of them are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

import streamlit as st

from pages._parts.cek_mandiri import session
from pages._shared.words import t, words

T = TypeVar("T")


def in_turn(name: str, items: Sequence[T], size: int) -> Sequence[T]:
    """Return those of ``items`` to draw: all, or ``size`` of them as chosen.

    ``name``: of the choice that is then drawn, within the workbench.
    """
    if len(items) <= size:
        return items
    starts = range(0, len(items), size)
    first = st.selectbox(
        t("cek_mandiri.rehearse_page"),
        starts,
        key=f"{session.PAGE}_{name}_page_{len(starts)}",
        format_func=lambda start: t(
            "cek_mandiri.rehearse_page_of",
            first=words().number(start + 1),
            last=words().number(min(start + size, len(items))),
            all=words().number(len(items)),
        ),
    )
    return items[first : first + size]
