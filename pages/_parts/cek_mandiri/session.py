"""A visitor's portfolio: in the memory of this visit only, never cached, written or logged."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from iga_core.portfolio import Basis, Efforts, Portfolio, cached_workbench
from iga_core.portfolio.advice.overview import Overview
from iga_core.portfolio.advice.overview import overview as look_over
from iga_core.portfolio.review.rehearsal import Rehearsal, rehearse
from iga_core.portfolio.tree import Projection
from iga_core.rules import Rulebook
from pages._shared import filters
from pages._shared.words import DEFAULT, words

PAGE = "cek_mandiri"
HELD = f"{PAGE}_held"
SET = f"{PAGE}_set"
EFFORTS = f"{PAGE}_efforts"  # what the team last said that steps cost
T = TypeVar("T")


@dataclass(slots=True)
class Held:
    """The work of a visit. ``saved``: the state last sent whole; ``round``: counts what came from
    outside, so that tables start anew; ``told``: lines to show once, e.g. what could not be read;
    ``unread``: a line for each cell that was typed last and is not in the work;
    ``results``: what was computed last under a name, with what it was computed from;
    ``estimate``: the index of the quick estimate that its rows were made of.
    """

    portfolio: Portfolio
    saved: Portfolio
    round: int
    told: Sequence[str] = ()
    unread: Sequence[str] = ()
    results: dict[str, tuple[object, Any]] = field(default_factory=dict)
    estimate: Decimal | None = None


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


def once(name: str, given: object, make: Callable[[], T]) -> T:
    """Return ``make()``, or what it gave while portfolio and ``given`` stayed the same.

    In this visit only; ``take`` and ``change`` begin without results, so that ``given`` need not
    hold the portfolio. Raises KeyError before any work.
    """
    results = st.session_state[HELD].results
    if name not in results or results[name][0] != given:
        results[name] = (given, make())
    found: T = results[name][1]
    return found


def efforts() -> Efforts:
    """Return what each step costs the team: assumed until it says otherwise."""
    found: Efforts = st.session_state.get(EFFORTS, cached_workbench().efforts)
    return found


def verification() -> Basis:
    """Return what a verified figure does with what nobody checked, as the address says."""
    chosen = st.session_state.get(filters.key(PAGE, "verifikasi"))
    return "checked" if chosen == filters.UNCHECKED_ZERO else "verified"


def overview(book: Rulebook) -> Overview:
    """Return where the work of this visit stands by ``book``. Raises KeyError before any work."""
    given = (book.year, efforts(), verification())
    return once("overview", given, lambda: look_over(portfolio(), book, *given[1:]))


def projection(book: Rulebook) -> Projection:
    """Return the portfolio of this visit scored by ``book``. Raises KeyError before any work."""
    return overview(book).projection


def rehearsal(book: Rulebook) -> Rehearsal:
    """Return the rehearsal of this visit's portfolio; an example's entries are all examples."""
    work, today = portfolio(), date.today()
    examples = len(work.innovations) if work.example else 0
    return once(
        "rehearsal", (book.year, today), lambda: rehearse(work, book, today, examples=examples)
    )


def remembered(name: str, default: object, options: Container[object] | None = None) -> str:
    """Return the key of a widget that shows what this visit set under ``name``, else ``default``.

    Streamlit forgets a widget that is not drawn; what the team set outlives a change of part.
    The widget's ``on_change`` is ``remember`` with the same name. ``options``: what is no longer
    among them gives way to ``default`` for good.
    """
    key, kept = f"{PAGE}_{name}", st.session_state.setdefault(SET, {})
    if options is not None and kept.get(name, default) not in options:
        kept[name] = default
    st.session_state[key] = kept.get(name, default)
    return key


def remember(name: str) -> None:
    """Keep what the widget of ``name`` was set to."""
    st.session_state[SET][name] = st.session_state[f"{PAGE}_{name}"]


def setting(name: str) -> object:
    """Return what the widget of ``name`` was set to, None before that."""
    return st.session_state.get(SET, {}).get(name)


def choose(name: str, label: str, options: Sequence[T], said: Callable[[T], str]) -> T:
    """Draw the choice of one of ``options`` and return it: the first until the team chose."""
    key = remembered(name, options[0])
    st.segmented_control(
        label,
        options,
        key=key,
        on_change=remember,
        args=(name,),
        format_func=said,
        required=True,
    )
    chosen: T = st.session_state[key]
    return chosen


def put(name: str, value: object) -> None:
    """Set what the widget of ``name`` will show."""
    st.session_state.setdefault(SET, {})[name] = value


def forget(*names: str) -> None:
    """Let the widgets of ``names`` show their defaults again."""
    for name in names:
        st.session_state.get(SET, {}).pop(name, None)


def table_key(name: str) -> str:
    """Return the key of a table of the work: new whenever work came from outside or the language
    changed.
    """
    work = held()
    return spoken(f"{PAGE}_{name}_{work.round if work else 0}")


def spoken(key: str) -> str:
    """Return the key of a table in the language of this visit: in another one it begins anew."""
    language = words().language
    return key if language == DEFAULT else f"{key}_{language}"


def begun(key: str, frame: T) -> T:
    """Return the frame that the table of ``key`` was opened with; edits are told against it.

    A table that was out of sight has forgotten its edits: it begins anew, with ``frame``.
    """
    start = f"{key}_start"
    if key not in st.session_state or start not in st.session_state:
        st.session_state[start] = frame
    held: T = st.session_state[start]
    return held


def unsaved() -> bool:
    """Say whether this visit holds work that nobody has taken along."""
    found = held()
    return found is not None and found.portfolio != found.saved


def take(
    portfolio: Portfolio,
    told: Sequence[str] = (),
    *,
    saved: bool = True,
    estimate: Decimal | None = None,
) -> None:
    """Begin work on ``portfolio``; ``saved``: whether the visitor has it elsewhere already."""
    before, kept = held(), portfolio if saved else Portfolio()
    number = before.round + 1 if before else 0
    st.session_state[HELD] = Held(portfolio, kept, number, told, estimate=estimate)


def change(portfolio: Portfolio) -> None:
    """Keep what was edited in a table, which goes on as it is. Raises KeyError before any work."""
    work: Held = st.session_state[HELD]
    if portfolio != work.portfolio:
        work.portfolio = portfolio
        work.results.clear()


def leave_unread(lines: Sequence[str]) -> None:
    """Note which cells that were typed are not in the work. Raises KeyError before any work."""
    work: Held = st.session_state[HELD]
    work.unread = tuple(lines)


def let_go(file: UploadedFile) -> None:
    """Free the memory of a file that has been read: the server would keep it for the visit."""
    run = get_script_run_ctx()
    if run is not None and isinstance(run.uploaded_file_mgr, MemoryUploadedFileManager):
        run.uploaded_file_mgr.remove_file(run.session_id, file.file_id)
    file.truncate(0)


def sent(work: Held, portfolio: Portfolio) -> None:
    """Note that the visitor has the file of ``portfolio``, a state of ``work``.

    An earlier state, sent once more, takes nothing back.
    """
    if work.portfolio != work.saved:
        work.saved = portfolio
