"""Perangkat daerah: a workbook for each agency, and one portfolio from what they return."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

from iga_core.language import load_words, unlinked
from iga_core.portfolio import Portfolio, PortfolioError
from iga_core.portfolio.agencies.gathering import MOST_FILES, Gathered, Returned, gather
from iga_core.portfolio.agencies.handing import agency_files, hand_out
from iga_core.portfolio.agencies.names import agencies_of, typed_agencies
from iga_core.portfolio.agencies.telling import (
    conflict_text,
    entry_text,
    refusal_text,
    variant_text,
)
from iga_core.portfolio.file.apart import REFUSALS, shared_reader
from iga_core.portfolio.file.problems import problem_line
from iga_core.publish.naming import file_name
from iga_core.record import Record
from iga_core.rules import Rulebook
from pages._parts.cek_mandiri import session
from pages._parts.cek_mandiri.start import begin, refused
from pages._parts.cek_mandiri.turning import in_turn
from pages._shared.canvas import Canvas
from pages._shared.files import own
from pages._shared.files.link import link
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

ZIP = "application/zip"
BACK = f"{session.PAGE}_returned"
PAGE_OF = 20  # questions drawn at once
LONGEST = 400  # characters of one line told
UNDECIDED = -1  # no variant has this place
BOTH, FIRST, SECOND = "both", "first", "second"  # of two names alike, which to keep


@dataclass(slots=True)
class Back:
    """What came back in a visit. ``round``: of the work it came back to; ``files``: by name;
    ``seen``: uploads that were read; ``changes``: counts them.
    """

    round: int
    files: dict[str, Returned] = field(default_factory=dict)
    seen: set[str] = field(default_factory=set)
    changes: int = 0


def _name(text: str) -> str:
    return unlinked(text, 80)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(map(_name, names))


def _back() -> Back:
    """Return what came back to the work of this visit."""
    work = session.held()
    round = work.round if work else 0
    found: Back | None = st.session_state.get(BACK)
    if found is None or found.round != round:
        found = st.session_state[BACK] = Back(round, seen=found.seen if found else set())
    return found


def _names(portfolio: Portfolio) -> tuple[str, ...]:
    """Draw the list of agencies and return them."""
    setting = session.table_key("agencies")
    key = session.remembered(setting, "\n".join(agencies_of(portfolio)))
    typed = st.text_area(
        t("cek_mandiri.agencies_list"),
        key=key,
        height=180,
        on_change=session.remember,
        args=(setting,),
        help=t("cek_mandiri.agencies_list_help"),
    )
    return typed_agencies(typed or "")


def _hand_out(portfolio: Portfolio, names: Sequence[str], book: Rulebook) -> None:
    plan = hand_out(portfolio, names)
    if not plan.files:
        st.info(t("cek_mandiri.agencies_none"))
        return
    language, today = words().language, date.today()
    stem = tuple(filter(None, (t("cek_mandiri.agencies_file"), portfolio.region)))
    address = own.offer(
        "agencies",
        lambda: agency_files(portfolio, book, load_words(language), today, names),
        file_name(stem, f"{today.isoformat()}.zip"),
        ZIP,
        given=(portfolio, tuple(names), book.year, language, today),
    )
    number = words().number(len(plan.files))
    link(t("cek_mandiri.agencies_zip", number=number), address)
    st.caption(t("cek_mandiri.agencies_zip_note"))
    if plan.left:
        left = (portfolio.innovations[position - 1].name for position in plan.left)
        number = words().number(len(plan.left))
        st.warning(t("cek_mandiri.agencies_left", number=number, names=_listed(left)))


def _read(file: UploadedFile, name: str, year: int) -> Returned:
    data = file.getvalue()
    session.let_go(file)
    try:
        portfolio, problems = shared_reader().read(data, words(), year)
    except REFUSALS as error:
        return Returned(name, None, refusal=refused(error))
    return Returned(name, portfolio, problems)


def _bring(back: Back, year: int) -> None:
    """Read what was uploaded since; a file of a name that came before takes its place."""
    uploaded: list[UploadedFile] = st.file_uploader(
        t("cek_mandiri.agencies_upload", limit=MOST_FILES),
        accept_multiple_files=True,
        key=f"{session.PAGE}_returned_files",
        help=t("cek_mandiri.upload_help"),
    )
    shared_reader().prepare()
    new = [file for file in uploaded if file.file_id not in back.seen]
    back.seen |= {file.file_id for file in new}
    if len({*back.files, *(file.name for file in new)}) > MOST_FILES or len(new) > MOST_FILES:
        for file in new:
            session.let_go(file)
        st.error(t("cek_mandiri.agencies_too_many", limit=MOST_FILES))
        return
    came: set[str] = set()
    for file in new:
        name, number = file.name, 1
        while name in came:  # two of one name at once, from two folders
            number += 1
            name = f"{file.name} ({number})"
        came.add(name)
        back.files[name] = _read(file, name, year)
    back.changes += bool(new)


def _files(canvas: Canvas, found: Gathered) -> None:
    """Draw what was merged from which file, and what was not."""
    head = [t(f"cek_mandiri.agencies_head_{name}") for name in ("file", "agency", "items", "told")]
    rows = [
        [
            _name(one.file),
            _listed(one.agencies) or t("recap.agency_unsaid"),
            words().number(one.innovations),
            words().number(len(one.problems)),
        ]
        for one in found.taken
    ]
    if rows:
        canvas.markdown(markdown_table(head, rows, numbers=(2, 3)))
    for file, why in found.broken:
        said = t("agencies.line_broken", file=_name(file), why=refusal_text(why, words()))
        st.error(unlinked(said, LONGEST))
    lines = [
        t("cek_mandiri.agencies_problem", file=_name(one.file), line=unlinked(line, LONGEST))
        for one in found.taken
        for line in (
            *(problem_line(problem, words()) for problem in one.problems),
            *((t("agencies.spd_left"),) if one.spd_left else ()),
        )
    ]
    if lines:
        with st.expander(t("cek_mandiri.agencies_problems", number=words().number(len(lines)))):
            st.markdown("\n".join(f"- {line}" for line in lines))


def _missing(canvas: Canvas, found: Gathered) -> None:
    """Draw who has not reported, who was not expected, what was not returned."""
    if found.silent:
        number = words().number(len(found.silent))
        canvas.info(t("cek_mandiri.agencies_silent", number=number, names=_listed(found.silent)))
    elif agencies_of(found.portfolio):
        canvas.caption(t("cek_mandiri.agencies_all"))
    for name, meant in found.unexpected.items():
        key = "agencies.line_meant" if meant else "agencies.line_unexpected"
        canvas.caption(t(key, agency=_name(name), meant=_name(meant)))
    for item in found.withdrawn:
        entry = entry_text(item.agency, item.name, words(), _name)
        canvas.caption(t("agencies.line_withdrawn", entry=entry))


def _asked(found: Gathered, book: Rulebook) -> None:
    """Draw each question: what files say differently, and which names may be one."""
    if found.conflicts:
        st.subheader(t("cek_mandiri.agencies_conflicts", number=len(found.conflicts)))
        st.caption(t("cek_mandiri.agencies_conflicts_note"))
    for conflict in in_turn("conflicts", found.conflicts, PAGE_OF):
        said = [variant_text(conflict.field, x, words(), _name) for x in conflict.variants]
        options = (UNDECIDED, *range(len(said)))
        st.selectbox(
            conflict_text(conflict, book, words(), _name),
            options,
            key=session.remembered(conflict.key, UNDECIDED, options),
            on_change=session.remember,
            args=(conflict.key,),
            format_func=lambda place, said=said: (  # type: ignore[misc]
                t("cek_mandiri.agencies_undecided") if place == UNDECIDED else said[place]
            ),
        )
    if found.alike:
        st.subheader(t("cek_mandiri.agencies_alike", number=len(found.alike)))
        st.caption(t("cek_mandiri.agencies_alike_note"))
    for pair in in_turn("alike", found.alike, PAGE_OF):
        first, second = (
            entry_text(found.entries[key].agency, found.entries[key].name, words(), _name)
            for key in (pair.first, pair.second)
        )
        setting = f"{pair.first}|{pair.second}"
        labels = {
            BOTH: t("cek_mandiri.agencies_both"),
            FIRST: t("cek_mandiri.agencies_only", entry=first),
            SECOND: t("cek_mandiri.agencies_only", entry=second),
        }
        st.selectbox(
            t("cek_mandiri.agencies_pair", first=first, second=second, percent=pair.percent),
            tuple(labels),
            key=session.remembered(setting, BOTH, labels),
            on_change=session.remember,
            args=(setting,),
            format_func=labels.__getitem__,
        )


def _decided(asked: Gathered) -> tuple[dict[str, int], frozenset[str]]:
    """Return which variants were chosen, and which entries are left out, as the visit set them."""
    choices = {
        conflict.key: place
        for conflict in asked.conflicts
        if isinstance(place := session.setting(conflict.key), int)
    }
    left_out = {FIRST: "second", SECOND: "first"}
    without = frozenset(
        getattr(pair, left_out[kept])
        for pair in asked.alike
        if (kept := session.setting(f"{pair.first}|{pair.second}")) in left_out
    )
    return choices, without


def _gather(canvas: Canvas, base: Portfolio, book: Rulebook) -> None:
    back = _back()
    _bring(back, book.year)
    if not back.files:
        return
    returned = tuple(back.files.values())
    given = (back.changes, book.year, base.agencies)
    try:
        asked = session.once("asked", given, lambda: gather(returned, book, base))
        choices, without = _decided(asked)
        found = session.once(
            "gathered",
            (*given, choices, without),
            lambda: gather(returned, book, base, choices=choices, without=without),
        )
    except PortfolioError as error:
        st.error(refused(error))
        return
    number = words().number(len(found.portfolio.innovations))
    agencies = {name for one in found.taken for name in one.agencies}
    canvas.markdown(
        t(
            "agencies.summary",
            files=words().number(len(found.taken)),
            agencies=words().number(len(agencies)),
            number=number,
        )
    )
    _missing(canvas, found)
    _files(canvas, found)
    _asked(asked, book)
    if found.undecided:
        number_open = words().number(len(found.undecided))
        st.warning(t("cek_mandiri.agencies_open", number=number_open))
    if found.taken:
        label = t("cek_mandiri.agencies_take", number=number)
        begin(label, "gathered", lambda: found.portfolio, saved=False)


def perangkat(canvas: Canvas, record: Record, book: Rulebook) -> None:
    """Draw the handing out and the gathering."""
    portfolio = replace(session.portfolio(), year=book.year)
    canvas.header(t("cek_mandiri.agencies_give"))
    st.caption(t("cek_mandiri.agencies_give_note"))
    names = _names(portfolio)
    _hand_out(portfolio, names, book)
    canvas.header(t("cek_mandiri.agencies_gather"))
    st.caption(t("cek_mandiri.agencies_gather_note"))
    _gather(canvas, replace(portfolio, agencies=names), book)
