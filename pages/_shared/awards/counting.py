"""Count awards by two facets: a table, a chart, and the chart as a picture to take along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import altair as alt
import streamlit as st

from iga_core.analysis.facets import (
    CountTable,
    FacetCounts,
    count_by,
    filters_told,
    headline,
    option_name,
    uncounted,
)
from pages._shared import load, pictures
from pages._shared.address import Param
from pages._shared.awards.filters import NAMES, PAGE
from pages._shared.charts import Spec, draw, finished, legend_columns
from pages._shared.state import key, save
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

FACET_OF = {name: facet for facet, name in NAMES.items()}


@st.cache_resource(show_spinner=False)
def _spec(language: str, by_level: bool) -> Spec:
    levels = load.look()["level"]
    scale: Any = alt.Undefined
    if by_level:
        scale = alt.Scale(domain=list(levels), range=[v["colour"] for v in levels.values()])
    chart = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar(stroke="#6b747c", strokeWidth=0.3)
        .encode(
            y=alt.Y("row:N", title=None, sort=None, axis=alt.Axis(labelLimit=260)),
            x=alt.X("number:Q", title=t("desk.awards"), axis=alt.Axis(tickMinStep=1)),
            color=alt.Color(
                "column:N",
                title=None,
                sort=None,
                scale=scale,
                legend=alt.Legend(orient="bottom", columns=legend_columns(3), labelLimit=260),
            ),
            tooltip=["row:N", "column:N", alt.Tooltip("number:Q", format=",d")],
        )
        .properties(height=alt.Step(24))
    )
    return finished(chart)


def _names(facet: str, values: Sequence[str]) -> list[str]:
    labels = load.facets().labels
    return [option_name(facet, value, labels, words()) for value in values]


def _markdown(found: CountTable) -> str:
    columns = _names(found.facet_b, found.columns)
    head = [t(f"facet.name.{found.facet_a}"), *columns, t("desk.total")]
    lines = []
    rows = zip(_names(found.facet_a, found.rows), found.counts, found.row_totals, strict=True)
    for name, counts, total in rows:
        lines.append([name, *(words().number(n) for n in (*counts, total))])
    lines.append(
        [
            t("facet.unknown"),
            *("?" if n is None else words().number(n) for n in found.unknown),
            "?" if found.unknown_total is None else words().number(found.unknown_total),
        ]
    )
    totals = (*found.column_totals, found.total)
    lines.append([t("desk.total"), *(words().number(n) for n in totals)])
    return markdown_table(head, lines, numbers=range(1, len(head)))


def _rows(found: CountTable) -> list[dict[str, Any]]:
    columns = _names(found.facet_b, found.columns)
    return [
        {"row": row, "column": column, "number": number}
        for row, counts in zip(_names(found.facet_a, found.rows), found.counts, strict=True)
        for column, number in zip(columns, counts, strict=True)
        if number
    ]


def _alt(rows: Sequence[Mapping[str, Any]], title: str) -> str:
    """Return what the bars show: the largest part, and all of them."""
    most = max(rows, key=lambda row: int(row["number"]))
    return t(
        "desk.count_alt",
        title=title,
        row=most["row"],
        column=most["column"],
        number=words().number(most["number"]),
        total=words().number(sum(row["number"] for row in rows)),
    )


def block(table: Sequence[Param], counts: FacetCounts, question: str) -> None:
    """Draw the count of the awards received among the rows shown, by two facets.

    ``question``: the ready-made question in words, "" for none.
    """
    st.header(t("desk.count"))
    by_name = {param.name: param for param in table}
    for column, name in zip(st.columns(2), ("baris", "kolom"), strict=True):
        with column:
            st.selectbox(
                t(f"desk.count_{name}"),
                by_name[name].options or (),
                key=key(PAGE, name),
                format_func=lambda value: t(f"facet.name.{FACET_OF[value]}"),
            )
    values = save(PAGE, table)
    first, second = FACET_OF[str(values["baris"])], FACET_OF[str(values["kolom"])]
    if first == second:
        st.info(t("desk.count_same"))
        return
    found = count_by(load.facets(), first, second, counts.selection)
    st.markdown(_markdown(found))
    besides = uncounted(counts, words())
    st.caption(" ".join([t("desk.count_note"), *([f"{besides}."] if besides else [])]))
    if not found.total:
        return
    spec, rows = _spec(words().language, second == "level"), _rows(found)
    draw(spec, _alt(rows, filters_told(counts.selection, counts, words(), question)), rows=rows)
    title = headline(counts, words(), question)
    pictures.buttons(
        lambda: spec,
        rows,
        title=title,
        remark=f"{besides} ·" if besides else "",
        stem=(f"{values['baris']}-{values['kolom']}",),
        key=f"{PAGE}_picture",
    )
