"""What each step costs the team: assumed at first, set by the team, kept in this visit only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from iga_core.declared.workbench import EFFORT_MOST, KINDS
from iga_core.language import plain
from iga_core.portfolio import Efforts, cached_workbench
from iga_core.portfolio.file.cells import as_amount
from iga_core.rules import Rulebook
from pages._parts.cek_mandiri import session, typed
from pages._parts.cek_mandiri.totals import NOTHING
from pages._parts.cek_mandiri.typed import Cells
from pages._shared.rule_text import line_name, unit_name
from pages._shared.words import t, words

SINGLE = ("innovation", "affair", "correction")
LEVELS = ("1", "2", "3")
EFFORT = partial(as_amount, most=Decimal(EFFORT_MOST))  # reads a typed one
TABLE = session.EFFORTS
ROUND = f"{TABLE}_round"  # counts returns to what is assumed, so that the table starts anew


def row_efforts(known: Sequence[Decimal | None]) -> tuple[tuple[Decimal, ...], bool]:
    """Return the efforts of levels 1, 2, ... up to the first empty cell; whether one came after.

    A level can only be reached through the one below it.
    """
    end = known.index(None) if None in known else len(known)
    reached = tuple(cell for cell in known[:end] if cell is not None)
    return reached, any(cell is not None for cell in known[end:])


def with_rows(efforts: Efforts, rows: Mapping[str, tuple[Decimal, ...]], book: Rulebook) -> Efforts:
    """Return ``efforts`` with the rows of the table: kinds of lines, and lines of ``book``."""
    known = {line.code for line in book.lines}
    other_years = {code: row for code, row in efforts.line.items() if code not in known}
    own = {code: row for code, row in rows.items() if code in known}
    return efforts.changed(line={**other_years, **own}, **{kind: rows[kind] for kind in KINDS})


def _row(efforts: Efforts, key: str, book: Rulebook) -> tuple[Decimal, ...]:
    """Return the efforts of a kind or of a line, which begins with what its kind costs."""
    if key in KINDS:
        return efforts.of_kind(key)
    line = book.line(key)
    given = [efforts.of(line, level) for level in range(1, line.top + 1)]
    return tuple(effort for effort in given if effort is not None)


def _frame(efforts: Efforts, names: Mapping[str, str], book: Rulebook) -> pd.DataFrame:
    """Return the table of efforts: a row per kind of line and per line of its own."""
    rows: dict[str, dict[str, Any]] = {}
    for key, name in names.items():
        row = _row(efforts, key, book)
        cells = [typed.shown(effort) for effort in row] + [None] * len(LEVELS)
        rows[key] = {"name": name, **dict(zip(LEVELS, cells, strict=False))}
    return pd.DataFrame.from_dict(rows, orient="index", dtype="string")


def _edited(efforts: Efforts, chosen: list[str], book: Rulebook, cells: Cells) -> Efforts:
    """Draw the table of efforts and return what it says."""
    names = {kind: t(f"cek_mandiri.steps_kind_{kind}") for kind in KINDS}
    names |= {code: line_name(book.line(code)) for code in chosen}
    key = session.spoken("_".join((TABLE, str(st.session_state.get(ROUND, 0)), *chosen)))
    kinds = st.column_config
    heads = {level: t("cek_mandiri.steps_level", level=level) for level in LEVELS}
    table = st.data_editor(
        session.begun(key, _frame(efforts, names, book)),
        key=key,
        hide_index=True,
        placeholder=NOTHING,
        column_config={
            "name": kinds.TextColumn(t("cek_mandiri.steps_kind"), disabled=True, width="large"),
            **{level: kinds.TextColumn(head) for level, head in heads.items()},
        },
        alt=t("cek_mandiri.steps_efforts_alt"),
    )
    read = {}
    for code, row in zip(names, table.to_dict("records"), strict=True):
        held = (*_row(efforts, code, book), *(None,) * len(LEVELS))
        read[code] = row_efforts(
            [
                cells.read(row[level], EFFORT, before, (names[code], heads[level]))
                for level, before in zip(LEVELS, held, strict=False)
            ]
        )
    if any(beyond for _, beyond in read.values()):
        st.warning(t("cek_mandiri.steps_gap"))
    return with_rows(efforts, {code: row for code, (row, _) in read.items()}, book)


def _single(held: Efforts, cells: Cells) -> dict[str, Decimal]:
    """Draw the efforts that belong to no line and return what they say."""
    found = {}
    for column, name in zip(st.columns(len(SINGLE)), SINGLE, strict=True):
        kept, label, before = (
            f"effort_{name}",
            t(f"cek_mandiri.steps_effort_{name}"),
            getattr(held, name),
        )
        text = column.text_input(
            label,
            key=session.remembered(kept, typed.shown(before)),
            on_change=session.remember,
            args=(kept,),
        )
        # none of these can be out of reach, so an empty box is told
        found[name] = cells.read(text, EFFORT, before, (label,), needed=True) or Decimal(0)
    return found


def _reset() -> None:
    """Return to what is assumed."""
    st.session_state.pop(TABLE, None)
    st.session_state[ROUND] = st.session_state.get(ROUND, 0) + 1
    session.forget("effort_lines", *(f"effort_{name}" for name in SINGLE))


def efforts(book: Rulebook) -> Efforts:
    """Draw what each step costs, to be changed by the team, and return it."""
    bench = cached_workbench()
    held = session.efforts()
    unit = plain(unit_name(bench.efforts.unit))
    with st.expander(t("cek_mandiri.steps_efforts", unit=unit)):
        st.markdown(t("cek_mandiri.steps_efforts_note", unit=unit))
        names = {line.code: line_name(line) for line in book.lines if line.top}
        chosen = st.multiselect(
            t("cek_mandiri.steps_own_lines"),
            list(names),
            key=session.remembered("effort_lines", [c for c in held.line if c in names]),
            on_change=session.remember,
            args=("effort_lines",),
            format_func=lambda code: names[code],
            placeholder=t("cek_mandiri.steps_choose_lines"),
        )
        cells = Cells()
        table, single = _edited(held, chosen, book, cells), _single(held, cells)
        cells.tell()
        found = table.changed(**single)
        changed = found != bench.efforts
        if changed:
            st.button(t("cek_mandiri.steps_reset"), key=f"{TABLE}_reset", on_click=_reset)
    st.session_state[TABLE] = found
    note = t("cek_mandiri.steps_changed") if changed else plain(bench.note, 300)
    st.caption(note)
    return found


def effort_text(effort: Decimal | None, unit: str) -> str:
    """Return an effort with its unit, or that the team has not given one."""
    if effort is None:
        return t("planner.effort_closed")
    return f"{words().figure(effort)} {plain(unit_name(unit))}"
