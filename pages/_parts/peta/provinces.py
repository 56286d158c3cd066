"""Awards per province and year, with how many governments there are and how many are unknown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from iga_core.analysis.mapping import awards_by_province
from iga_core.record.award_levels import ladder
from pages._shared import atlas, lazy
from pages._shared.charts import Spec, draw, finished
from pages._shared.words import by_language, t, words


@by_language()
def _spec() -> Spec:
    chart = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar(color=atlas.look()["level"][ladder(atlas.record().schema)[-1]]["colour"])
        .encode(
            x=alt.X(
                "year:O", title=None, axis=alt.Axis(labelAngle=0, labelExpr="slice(datum.label, 2)")
            ),
            y=alt.Y("awards:Q", title=None, axis=alt.Axis(tickCount=3, tickMinStep=1)),
            facet=alt.Facet(
                "province:N", columns=5, title=None, header=alt.Header(labelFontSize=11)
            ),
            tooltip=[
                alt.Tooltip("province:N", title=t("chart.province")),
                alt.Tooltip("year:O", title=t("chart.year")),
                alt.Tooltip("awards:Q", title=t("penghargaan.awards")),
                alt.Tooltip("governments:Q", title=t("chart.governments")),
                alt.Tooltip("unknown:Q", title=t("peta.unknown")),
            ],
        )
        .properties(width=150, height=60)
    )
    return finished(chart)


@by_language()
def _rows(programme: str) -> list[dict[str, object]]:
    register = atlas.record().register
    return [
        {
            "province": register.get(row.province_code).name,
            "year": row.year,
            "awards": row.awards,
            "governments": row.governments,
            "unknown": row.unknown,
        }
        for row in awards_by_province(atlas.map_facts(), programme)
    ]


@by_language()
def _frame(programme: str) -> pd.DataFrame:
    return pd.DataFrame(_rows(programme))


def _said(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return what the bars show: the province with the most awards, and all of them."""
    sums: Counter[str] = Counter()
    for row in rows:
        sums[row["province"]] += row["awards"]
    ((most, number),) = sums.most_common(1)
    return t(
        "peta.by_province_alt",
        provinces=words().number(len(sums)),
        total=words().number(sums.total()),
        province=most,
        number=words().number(number),
    )


def block(programme: str) -> None:
    """Draw the small multiples and, folded, the same as a table."""
    st.markdown(t("peta.by_province_note"))
    _chart(programme)
    lazy.fold(t("peta.by_province_table"), "peta_provinces_fold", partial(_table, programme))


def _chart(programme: str) -> None:
    rows = _rows(programme)
    draw(_spec(), _said(rows), rows=rows)


def _table(programme: str) -> None:
    names = ("province", "year", "awards", "governments", "unknown")
    st.dataframe(
        _frame(programme),
        hide_index=True,
        key="peta_provinces_table",
        column_config={name: t(f"peta.column_{name}") for name in names},
    )
