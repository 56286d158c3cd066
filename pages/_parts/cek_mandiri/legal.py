"""Saringan hukum: may each innovation be entered, and will it count; with reason and article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from iga_core.declared.law import OUTCOMES, LegalOutcome, cached_law
from iga_core.language import unlinked
from iga_core.portfolio import Innovation, vocabularies
from iga_core.portfolio.review.screen import (
    Group,
    LegalCheck,
    Screened,
    Screening,
    reason_text,
    screen,
)
from iga_core.record import Record
from iga_core.rules import Rulebook
from pages._parts.cek_mandiri import session
from pages._parts.cek_mandiri.totals import NOTHING
from pages._parts.cek_mandiri.turning import in_turn
from pages._shared import marks
from pages._shared.canvas import Canvas
from pages._shared.links import href
from pages._shared.rule_text import basis
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

GROUPS: tuple[Group, ...] = ("entry", "index")
NAME = 80  # characters of an innovation's name in a table
PAGE_OF = 50  # innovations drawn at once


def marked(outcome: LegalOutcome) -> str:
    """Return an outcome as mark and word, never apart."""
    return marks.marked("outcome", outcome, words().term("outcome", outcome))


def check_name(check: LegalCheck) -> str:
    """Return what was looked at, e.g. ``Pembaruan``."""
    criteria = {criterion.id for criterion in cached_law().criteria}
    return words().term("criterion" if check.id in criteria else "screen", check.id)


def _why(check: LegalCheck) -> str:
    return " ".join(
        reason_text(reason, words(), lambda typed: unlinked(typed, NAME))
        for reason in check.reasons
    )


def _answered(item: Innovation, answers: dict[str, Any]) -> Innovation:
    return replace(item, **answers)


def _answers(book: Rulebook) -> None:
    """Draw the table of the team's answers on the criteria, and keep what it says."""
    work, criteria = session.portfolio(), cached_law().criteria
    rows = [
        {"name": item.name, **{c.field: getattr(item, c.field) or None for c in criteria}}
        for item in work.innovations
    ]
    kinds = st.column_config
    answers = list(vocabularies(book)["answer"])
    key = session.table_key("answers")
    edited = st.data_editor(
        session.begun(key, pd.DataFrame(rows, columns=["name", *(c.field for c in criteria)])),
        key=key,
        hide_index=True,
        column_config={
            "name": kinds.TextColumn(t("cek_mandiri.column_name"), disabled=True, width="medium"),
            **{
                str(c.field): kinds.SelectboxColumn(
                    words().term("criterion", c.id),
                    options=answers,
                    help=c.text.known(),
                    format_func=lambda code: words().term("answer", str(code)),
                )
                for c in criteria
            },
        },
        placeholder=NOTHING,
        alt=t("cek_mandiri.legal_answers_alt"),
    )
    fields = [criterion.field for criterion in criteria]
    answered = tuple(
        _answered(item, {f: row[f] if isinstance(row[f], str) else "" for f in fields})
        for item, row in zip(work.innovations, edited.to_dict("records"), strict=True)
    )
    if answered != work.innovations:
        session.change(replace(work, innovations=answered))


def _counts(canvas: Canvas, found: Screening) -> None:
    head = [
        t("cek_mandiri.legal_head_outcome"),
        *(t(f"cek_mandiri.legal_head_{group}") for group in GROUPS),
    ]
    counts = [found.counts(group) for group in GROUPS]
    rows = [
        [marked(outcome), *(words().number(count[outcome]) for count in counts)]
        for outcome in OUTCOMES
    ]
    canvas.markdown(markdown_table(head, rows, numbers=(1, 2)))


def _named(entry: Screened, outcome: LegalOutcome) -> str:
    return ", ".join(check_name(c) for c in entry.checks if c.outcome == outcome) or NOTHING


def _name(entry: Screened) -> str:
    return f"{words().number(entry.position)}. {unlinked(entry.innovation.name, NAME)}"


def _overview(canvas: Canvas, entries: Sequence[Screened]) -> None:
    names = ("name", *GROUPS, "unmet", "undecided")
    rows = (
        [
            _name(entry),
            *(marked(entry.outcome(group)) for group in GROUPS),
            _named(entry, "unmet"),
            _named(entry, "undecided"),
        ]
        for entry in entries
    )
    canvas.markdown(markdown_table([t(f"cek_mandiri.legal_head_{name}") for name in names], rows))


def _one(canvas: Canvas, entries: Sequence[Screened]) -> None:
    """Draw every check of one chosen innovation, with its reasons and where it is written."""
    places = list(range(len(entries)))
    place = st.selectbox(
        t("cek_mandiri.choose_item"),
        places,
        key=session.remembered("legal_item", 0, places),
        on_change=session.remember,
        args=("legal_item",),
        format_func=lambda n: f"{n + 1}. {entries[n].innovation.name[:NAME]}",
    )
    entry = entries[place]
    canvas.markdown(f"**{_name(entry)}**")
    head = [t(f"cek_mandiri.legal_head_{name}") for name in ("check", "outcome", "why", "basis")]
    for group in GROUPS:
        canvas.markdown(
            f"**{t(f'cek_mandiri.legal_head_{group}')}:** {marked(entry.outcome(group))}"
        )
        rows = (
            [
                check_name(check),
                marked(check.outcome),
                _why(check),
                basis(check.basis[0]),
            ]
            for check in entry.checks
            if check.group == group
        )
        canvas.markdown(markdown_table(head, rows))


def legal(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw the legal screen of the session's portfolio."""
    canvas.header(t("cek_mandiri.legal_title", year=book.year))
    canvas.markdown(t("cek_mandiri.legal_intro", address=href("hukum", bagian="kriteria")))
    if not session.portfolio().innovations:
        canvas.info(t("cek_mandiri.no_items"))
        return
    st.markdown(t("cek_mandiri.legal_answers"))
    _answers(book)
    found = session.once(
        "screen", book.year, lambda: screen(session.portfolio(), cached_law(), book)
    )
    _counts(canvas, found)
    canvas.caption(t("cek_mandiri.legal_counts_note"))
    _overview(canvas, in_turn("legal", found.entries, PAGE_OF))
    canvas.header(t("cek_mandiri.legal_one"))
    _one(canvas, found.entries)
