"""Count awards by two facets: a table with a bar a row."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from iga_core.analysis.facets import CountTable, count_by, option_name, uncounted
from iga_core.chart import html
from pages._parts.penghargaan.asked import NAMES, Asked
from pages._shared import atlas
from pages._shared.filters import Values, View
from pages._shared.words import t, words

SIDES = ("baris", "kolom")  # the parameters that name the two facets
FACET_OF = {name: facet for facet, name in NAMES.items()}


def _names(facet: str, values: Sequence[str]) -> list[str]:
    labels = atlas.facets().labels
    return [option_name(facet, value, labels, words()) for value in values]


def _number(value: int | None) -> str:
    return "?" if value is None else words().number(value)


def _table(found: CountTable) -> str:
    most = max(found.row_totals, default=0)
    rows = zip(_names(found.facet_a, found.rows), found.counts, found.row_totals, strict=True)
    return html.filled(
        "crosstab.html",
        caption=t("penghargaan.count"),
        head=t(f"facet.name.{found.facet_a}"),
        columns=_names(found.facet_b, found.columns),
        total=t("penghargaan.total"),
        rows=[
            (name, [*map(_number, counts)], _number(total), total / most)
            for name, counts, total in rows
        ],
        foot=[
            (t("facet.unknown"), [*map(_number, found.unknown)], _number(found.unknown_total)),
            (t("penghargaan.total"), [*map(_number, found.column_totals)], _number(found.total)),
        ],
    )


def _counted(asked: Asked, values: Values) -> CountTable | None:
    """Return the table of the two facets that ``values`` name; None where both are one."""
    first, second = (FACET_OF[values.text(name)] for name in SIDES)
    if first == second:
        return None
    return count_by(atlas.facets(), first, second, asked.counts.selection)


def block(view: View, asked: Asked) -> None:
    """Draw the count of the awards received among the rows shown, by two facets."""
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
    st.html(_table(found))
    besides = uncounted(asked.counts, words())
    st.caption(" ".join([t("penghargaan.count_note"), *([f"{besides}."] if besides else [])]))
