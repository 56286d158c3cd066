"""The award list as a table, and how many of how many awards it holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import product
from typing import Any, get_args

import pandas as pd
import streamlit as st

from iga_core.analysis.awards import ListCount
from iga_core.analysis.facets import FacetCounts
from iga_core.analysis.lists import completeness as completeness_of
from iga_core.language import plain
from iga_core.publish.citation import AwardCard
from iga_core.record import Record, Row, standing_of
from iga_core.record.received import AwardStanding
from iga_core.record.witnesses import texts_of
from pages._parts.penghargaan.filters import PAGE
from pages._shared import load
from pages._shared.filters import key
from pages._shared.links import href, row_address
from pages._shared.marks import marked
from pages._shared.words import t, words

# what a reporter needs first; the rest follows to the right
ORDER = (
    "year",
    "rank",
    "region",
    "level",
    "category",
    "status",
    "session",
    "source",
    "sources",
    "profile",
    "province",
    "programme",
)
STANDINGS: tuple[AwardStanding, ...] = get_args(AwardStanding)
NAMED = 3  # governments found by name whose absence is told one by one


@st.cache_resource(show_spinner=False)
def _shown(_record: Record, language: str) -> pd.DataFrame:
    """Return all awards as the table shows them, row for row beside ``described_awards``."""
    awards = load.awards()
    cards = [load.award_cards()[award_id] for award_id in awards["id"]]
    term, rows = words().term, load.facets().awards
    return pd.DataFrame(
        {
            "year": awards["year"].astype(int),
            "region": awards["region_name"],
            "province": awards["province"],
            "programme": awards["programme"].map(lambda v: term("programme", v)),
            "category": awards["category"],
            "level": awards["level"],
            "rank": awards["rank"].astype("string").fillna(""),
            "session": [_session(row) for row in rows],
            "status": [_status(row) for row in rows],
            "source": [_source(card) for card in cards],
            "sources": [len(texts_of(card.sources)) for card in cards],
            "profile": [
                href("daerah", daerah=code, tahun=str(year))
                for code, year in zip(awards["region_code"], awards["year"], strict=True)
            ],
        },
        index=awards.index,
    )


def _source(card: AwardCard) -> str:
    """Return the address of a source that prints the award, or of the row where none is known."""
    return next(
        (source["url"] for source in card.witnesses.named if source["url"]),
        row_address(card.award["id"]),
    )


def _session(award: Row) -> str:
    if not award["session"]:
        return ""
    return f"{award['session']} ({words().term('session_basis', award['session_basis'])})"


def _status(award: Row) -> str:
    """Return how an award is known; what does not count has the hollow mark and says so."""
    standing = standing_of(award)
    if standing == "received":
        return words().term("award_status", award["status"])
    return marked("award_standing", standing, t(f"penghargaan.{standing}"))


@st.cache_resource(show_spinner=False)
def _places(_record: Record) -> tuple[int, ...]:
    """Return the place of every award in the list: what counts first, newest year first.

    Within a list its own ranks come first, then the names without one.
    """
    index, register = load.facets(), _record.register
    codes = {facet: index.codes[facet].tolist() for facet in ("programme", "level", "category")}

    def order(i: int) -> tuple[object, ...]:
        award = index.awards[i]
        unranked = award["rank"] is None
        return (
            STANDINGS.index(standing_of(award)),
            -award["year"],
            *(codes[facet][i] for facet in codes),
            unranked,
            0 if unranked else award["rank"],
            register.get(award["region_code"]).name,
        )

    ordered = sorted(range(len(index.awards)), key=order)
    places = [0] * len(ordered)
    for place, i in enumerate(ordered):
        places[i] = place
    return tuple(places)


def _columns() -> dict[str, Any]:
    column = st.column_config
    source_text = r"https?://(?:www\.)?([^/]+)"
    return {
        "year": column.NumberColumn(t("column.year"), format="%d", width="small"),
        "region": column.TextColumn(t("column.region")),
        "province": column.TextColumn(t("column.province")),
        "programme": column.TextColumn(t("column.programme"), width="small"),
        "category": column.TextColumn(t("column.category")),
        "level": column.TextColumn(t("column.level")),
        "rank": column.TextColumn(t("column.rank"), width="small"),
        "session": column.TextColumn(t("column.session")),
        "status": column.TextColumn(t("column.status"), width=280),
        "source": column.LinkColumn(t("column.source"), display_text=source_text),
        "sources": column.NumberColumn(t("column.sources"), width="small"),
        "profile": column.LinkColumn(t("column.profile"), display_text=t("column.open")),
    }


def _list_name(count: ListCount) -> str:
    return f"{count.category} · {count.level} · {count.year}"


def _list_line(count: ListCount) -> str:
    return t(
        f"list.{completeness_of(count)}",
        name=_list_name(count),
        known=words().number(count.known),
        awarded=words().number(count.awarded or 0),
    )


def _choose() -> None:
    """Take the clicked row's id into the address."""
    rows = st.session_state[f"{PAGE}_table"].selection.rows
    if rows:
        chosen = st.session_state[f"{PAGE}_shown"][rows[0]]
        st.session_state[key(PAGE, "penghargaan")] = chosen
        st.session_state[f"{PAGE}_clicked"] = chosen


def _names(lists: Iterable[ListCount]) -> str:
    return ", ".join(map(_list_name, lists))


def _absences(counts: FacetCounts) -> list[str]:
    """Return what the lists say of governments found by name in chosen years without an award."""
    wanted, recipients = counts.selection, load.recipients()
    codes = sorted(wanted.codes or ())
    if len(codes) > NAMED:
        return []
    told = []
    for code, year, programme in product(
        codes, map(int, wanted.year), wanted.programme or ("IGA",)
    ):
        got = recipients.rows(code, year, programme=programme)
        if any(not wanted.level or row["level"] in wanted.level for row in got):
            continue
        absence = recipients.absence(code, year, programme=programme, levels=wanted.level)
        told.append(
            t(
                f"penghargaan.absent.{absence.state}",
                name=plain(load.record().register.get(code).name),
                year=year,
                complete=_names(absence.complete),
                open=_names(absence.open) or t("facet.no_list"),
            )
        )
    return told


def _nothing(counts: FacetCounts) -> str:
    """Return what it means that a selection lists no row."""
    lists = counts.coverage.concerned
    if counts.selection.year and lists and all(count.complete for count in lists):
        return t("penghargaan.not_listed", lists=_names(lists))
    return t("penghargaan.empty")


def rows(record: Record, counts: FacetCounts) -> None:
    """Draw the rows of ``counts``; a click opens one. Say whose absence is known."""
    wanted = counts.selection
    by_list = wanted.answer is None and not (wanted.status or wanted.session)
    absences = _absences(counts) if by_list and not wanted.category else []
    if absences:
        st.info("\n\n".join(absences))
    if not counts.total:
        if not absences:
            st.info(_nothing(counts) if by_list else t("penghargaan.empty"))
        return
    places = _places(record)
    order = sorted(counts.positions.tolist(), key=places.__getitem__)
    shown = _shown(record, words().language).iloc[order]
    st.session_state[f"{PAGE}_shown"] = list(record.tables["awards"]["id"].loc[shown.index])
    st.dataframe(
        shown,
        column_config=_columns(),
        column_order=ORDER,
        hide_index=True,
        key=f"{PAGE}_table",
        on_select=_choose,
        selection_mode="single-row",
        alt=t("penghargaan.alt", number=words().number(len(shown))),
    )
    st.caption(t("penghargaan.click"))


def completeness(counts: Sequence[ListCount]) -> None:
    """Draw how complete the lists behind a selection are."""
    with st.expander(t("list.title", number=words().number(len(counts)))):
        st.markdown(t("list.explained"))
        st.markdown("\n".join(f"- {_list_line(count)}" for count in counts))
