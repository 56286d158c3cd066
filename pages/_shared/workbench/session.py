"""A visitor's portfolio: in the memory of this visit only, never cached, written or logged."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from iga_core.portfolio import Portfolio

PAGE = "check"
HELD = f"{PAGE}_held"


@dataclass(slots=True)
class Held:
    """The work of a visit. ``saved``: as it was last handed over; ``round``: counts what came from
    outside, so that tables start anew; ``told``: lines to show once, e.g. what could not be read.
    ``results``: what was computed from the portfolio, by name, with what it was computed for.
    """

    portfolio: Portfolio
    saved: Portfolio
    round: int
    told: Sequence[str] = ()
    results: dict[str, tuple[object, Any]] = field(default_factory=dict)


def held() -> Held | None:
    """Return the work of this visit; None before any."""
    found: Held | None = st.session_state.get(HELD)
    return found


def portfolio() -> Portfolio:
    """Return the portfolio of this visit. Raises KeyError before any work."""
    work = held()
    if work is None:
        raise KeyError(HELD)
    return work.portfolio


def result(name: str, inputs: object, make: Callable[[], Any]) -> Any:  # noqa: ANN401 - as made
    """Return ``make()``, kept in this visit while portfolio and ``inputs`` stay as they are.

    Raises KeyError before any work.
    """
    results: dict[str, tuple[object, Any]] = st.session_state[HELD].results
    if name not in results or results[name][0] != inputs:
        results[name] = (inputs, make())
    return results[name][1]


def widget(name: str, default: object) -> str:
    """Return the key of a widget, set to what it held when its part was last shown."""
    key = f"{PAGE}_{name}"
    if key not in st.session_state:
        st.session_state[key] = st.session_state.get(f"{key}_kept", default)
    return key


def keep(name: str) -> None:
    """Keep what the widget holds: it is forgotten as soon as another part is shown."""
    key = f"{PAGE}_{name}"
    st.session_state[f"{key}_kept"] = st.session_state[key]


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
    work: Held = st.session_state[HELD]
    work.portfolio = portfolio
    work.results.clear()


def mark_saved() -> None:
    """Note that the visitor has taken the work along."""
    if (found := held()) is not None:
        found.saved = found.portfolio
