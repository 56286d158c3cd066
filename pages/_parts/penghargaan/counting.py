"""Count awards by two facets: a table, a chart, and the chart as a picture to take along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import streamlit as st

from iga_core.analysis.facets import (
    CountTable,
    count_by,
    filters_told,
    headline,
    option_name,
    uncounted,
)
from pages._parts.penghargaan.asked import Asked
from pages._parts.penghargaan.filters import NAMES
from pages._shared import load
from pages._shared.charts import Spec, draw, finished, legend_columns
from pages._shared.files.link import pictures
from pages._shared.filters import Values, View
from pages._shared.tables import markdown_table
from pages._shared.words import t, words

SIDES = ("baris", "kolom")  # the parameters that name the two facets
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
            x=alt.X("number:Q", title=t("penghargaan.awards"), axis=alt.Axis(tickMinStep=1)),
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
    head = [t(f"facet.name.{found.facet_a}"), *columns, t("penghargaan.total")]
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
    lines.append([t("penghargaan.total"), *(words().number(n) for n in totals)])
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
        "penghargaan.count_alt",
        title=title,
        row=most["row"],
        column=most["column"],
        number=words().number(most["number"]),
        total=words().number(sum(row["number"] for row in rows)),
    )


@dataclass(frozen=True, slots=True)
class Chart:
    """The count as a chart, with what a picture of it says and is called.

    ``rows``: of the dataset of ``spec``; ``alt``: what the bars show; ``remark``: what is not
    counted, "" for nothing; ``stem``: parts of a file's name.
    """

    spec: Spec
    rows: Sequence[Mapping[str, Any]]
    alt: str
    title: str
    remark: str
    stem: tuple[str, ...]


def _counted(asked: Asked, values: Values) -> CountTable | None:
    """Return the table of the two facets that ``values`` name; None where both are one."""
    first, second = (FACET_OF[values.text(name)] for name in SIDES)
    if first == second:
        return None
    return count_by(load.facets(), first, second, asked.counts.selection)


def _chart(asked: Asked, found: CountTable) -> Chart | None:
    if not found.total:
        return None
    rows, counts = _rows(found), asked.counts
    besides = uncounted(counts, words())
    return Chart(
        spec=_spec(words().language, found.facet_b == "level"),
        rows=rows,
        alt=_alt(rows, filters_told(counts.selection, counts, words(), asked.question)),
        title=headline(counts, words(), asked.question),
        remark=f"{besides} ·" if besides else "",
        stem=(f"{NAMES[found.facet_a]}-{NAMES[found.facet_b]}",),
    )


def chart(asked: Asked, values: Values) -> Chart | None:
    """Return the chart that ``values`` (of Penghargaan) ask for, of what they ask.

    None where there is nothing to draw: no award received, or one facet against itself. Needs no
    visit, only the thread's language (see ``words.speaking``).
    """
    found = _counted(asked, values)
    return None if found is None else _chart(asked, found)


def block(view: View, asked: Asked) -> None:
    """Draw the count of the awards received among the rows shown, by two facets."""
    st.header(t("penghargaan.count"))
    for column, name in zip(st.columns(2), SIDES, strict=True):
        with column:
            view.choose(
                name,
                t(f"penghargaan.count_{name}"),
                lambda value: t(f"facet.name.{FACET_OF[value]}"),
            )
    found = _counted(asked, view)
    if found is None:
        st.info(t("penghargaan.count_same"))
        return
    st.markdown(_markdown(found))
    besides = uncounted(asked.counts, words())
    st.caption(" ".join([t("penghargaan.count_note"), *([f"{besides}."] if besides else [])]))
    drawn = _chart(asked, found)
    if drawn is None:
        return
    draw(drawn.spec, drawn.alt, rows=drawn.rows)
    pictures("penghargaan", view.written())
