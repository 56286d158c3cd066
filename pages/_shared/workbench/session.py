"""A visitor's portfolio: in the memory of this visit only, never cached, written or logged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

from iga_core.portfolio import Portfolio

PAGE = "check"
HELD = f"{PAGE}_held"


@dataclass(slots=True)
class Held:
    """The work of a visit. ``saved``: as it was last handed over; ``round``: counts what came from
    outside, so that tables start anew; ``told``: lines to show once, e.g. what could not be read.
    """

    portfolio: Portfolio
    saved: Portfolio
    round: int
    told: Sequence[str] = ()


def held() -> Held | None:
    """Return the work of this visit; None before any."""
    found: Held | None = st.session_state.get(HELD)
    return found


def portfolio() -> Portfolio:
    """Return the portfolio of this visit. Raises KeyError before any work."""
    found = held()
    if found is None:
        raise KeyError(HELD)
    return found.portfolio


def unsaved() -> bool:
    """Say whether this visit holds work that nobody has taken along."""
    found = held()
    return found is not None and found.portfolio != found.saved


def take(portfolio: Portfolio, told: Sequence[str] = (), *, saved: bool = True) -> None:
    """Begin work on ``portfolio``; ``saved``: whether the visitor has it elsewhere already."""
    before = held()
    number = before.round + 1 if before else 0
    st.session_state[HELD] = Held(portfolio, portfolio if saved else Portfolio(), number, told)


def change(portfolio: Portfolio) -> None:
    """Keep what was edited in a table, which goes on as it is. Raises KeyError before any work."""
    st.session_state[HELD].portfolio = portfolio


def mark_saved() -> None:
    """Note that the visitor has taken the work along."""
    if (found := held()) is not None:
        found.saved = found.portfolio
