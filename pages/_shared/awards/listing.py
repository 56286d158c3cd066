"""The award list as a table, and how many of how many awards it holds."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from iga_core.analysis.awards import ListCount
from iga_core.record import Record
from pages._shared import load
from pages._shared.awards.filters import PAGE
from pages._shared.links import href
from pages._shared.state import key
from pages._shared.words import t, words

# what a reporter needs first; the rest follows to the right
ORDER = (
    "year",
    "region",
    "level",
    "category",
    "status",
    "source",
    "sources",
    "profile",
    "province",
    "programme",
    "rank",
    "session",
)


@st.cache_resource(show_spinner=False)
def _shown(_record: Record, language: str) -> pd.DataFrame:
    """Return all awards as the table shows them, row for row beside ``described_awards``."""
    awards = load.awards()
    sources = _record.tables["sources"].set_index("id")
    first = awards["source_ids"].str.split().str[0]
    own = first.map(lambda i: href("sumber", bagian="sumber", cari=i))
    term = words().term
    return pd.DataFrame(
        {
            "year": awards["year"].astype(int),
            "region": awards["region_name"],
            "province": awards["province"],
            "programme": awards["programme"].map(lambda v: term("programme", v)),
            "category": awards["category"],
            "level": awards["level"],
            "rank": awards["rank"].astype("string").fillna(""),
            "session": awards["session"],
            "status": awards["status"].map(lambda v: term("award_status", v)),
            "source": first.map(sources["url"]).where(first.map(sources["url"]) != "", own),
            "sources": awards["source_ids"].map(lambda ids: len(ids.split())),
            "profile": [
                href("daerah", daerah=code, tahun=str(year))
                for code, year in zip(awards["region_code"], awards["year"], strict=True)
            ],
        },
        index=awards.index,
    )


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
        "session": column.TextColumn(t("column.session"), width="small"),
        "status": column.TextColumn(t("column.status")),
        "source": column.LinkColumn(t("column.source"), display_text=source_text),
        "sources": column.NumberColumn(t("column.sources"), width="small"),
        "profile": column.LinkColumn(t("column.profile"), display_text=t("column.open")),
    }


def _list_line(count: ListCount) -> str:
    name = f"{count.category} · {count.level} · {count.year}"
    known = words().number(count.known)
    if count.awarded is None:
        return t("list.size_unknown", name=name, known=known)
    kind = "complete" if count.complete else "partial"
    return t(f"list.{kind}", name=name, known=known, awarded=words().number(count.awarded))


def _choose() -> None:
    """Take the clicked row's id into the address."""
    rows = st.session_state[f"{PAGE}_table"].selection.rows
    if rows:
        chosen = st.session_state[f"{PAGE}_shown"][rows[0]]
        st.session_state[key(PAGE, "penghargaan")] = chosen
        st.session_state[f"{PAGE}_clicked"] = chosen


def rows(record: Record, positions: Sequence[int]) -> None:
    """Draw the rows at ``positions`` of the awards table; a click opens one."""
    if not positions:
        st.info(t("award_list.empty"))
        return
    shown = _shown(record, words().language).iloc[list(positions)]
    shown = shown.sort_values(["year", "level", "region"], ascending=[False, False, True])
    st.session_state[f"{PAGE}_shown"] = list(record.tables["awards"]["id"].loc[shown.index])
    st.dataframe(
        shown,
        column_config=_columns(),
        column_order=ORDER,
        hide_index=True,
        key=f"{PAGE}_table",
        on_select=_choose,
        selection_mode="single-row",
        alt=t("award_list.alt", number=words().number(len(shown))),
    )
    st.caption(t("award_list.click"))


def completeness(counts: Sequence[ListCount]) -> None:
    """Draw how complete the lists behind a selection are."""
    with st.expander(t("list.title", number=words().number(len(counts)))):
        st.markdown(t("list.explained"))
        st.markdown("\n".join(f"- {_list_line(count)}" for count in counts))
