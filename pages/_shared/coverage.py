"""How much is known: four states per year that add up to the governments that existed."""

from __future__ import annotations

from functools import cache

import altair as alt
import pandas as pd

from iga_core.record import STATES, coverage_by_year
from iga_core.regions import RegionType
from pages._shared import atlas
from pages._shared.canvas import Canvas, Screen
from pages._shared.charts import Spec, finished, legend_columns
from pages._shared.tables import markdown_table
from pages._shared.words import by_language, t, words


@by_language()
def _spec() -> Spec:
    look = atlas.look()["state"]
    names = {state: words().term("state", state) for state in STATES}
    chart = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_bar(stroke="#6b747c", strokeWidth=0.4)
        .encode(
            y=alt.Y("year:O", title=t("chart.year"), sort="descending"),
            x=alt.X(
                "number:Q",
                title=t("chart.governments"),
                stack=True,
                axis=alt.Axis(tickCount=6),
            ),
            order=alt.Order("position:Q"),
            color=alt.Color(
                "state:N",
                title=None,
                scale=alt.Scale(
                    domain=[names[s] for s in STATES], range=[look[s]["colour"] for s in STATES]
                ),
                legend=alt.Legend(orient="bottom", columns=legend_columns(2), symbolType="square"),
            ),
            tooltip=[
                alt.Tooltip("year:O", title=t("chart.year")),
                alt.Tooltip("state:N", title=t("chart.state")),
                alt.Tooltip("number:Q", title=t("chart.governments"), format=",d"),
            ],
        )
        .properties(height=340)
    )
    return finished(chart)


@cache
def table(kind: RegionType | None = None) -> pd.DataFrame:
    """Return coverage per index year (see ``coverage_by_year``), of one region type or of all."""
    record = atlas.record()
    return coverage_by_year(record.view, record.register, record.index_years, kind)


def coverage_chart(page: Canvas | None = None) -> None:
    """Draw the coverage of every index year."""
    counts = table()
    rows = [
        {
            "year": row["year"],
            "state": words().term("state", state),
            "number": row[state],
            "position": position,
        }
        for row in counts.to_dict("records")
        for position, state in enumerate(STATES)
    ]
    last = counts.iloc[-1]
    text = t(
        "coverage.alt",
        year=int(last["year"]),
        scored=words().number(int(last["scored"])),
        existing=words().number(int(last["existing"])),
    )
    (page or Screen()).chart(_spec(), text, rows)


def coverage_table(page: Canvas | None = None) -> None:
    """Draw the same counts as a table."""
    head = [t("chart.year"), *(words().term("state", s) for s in STATES), t("coverage.existing")]
    body = [
        [str(row["year"]), *(words().number(row[s]) for s in (*STATES, "existing"))]
        for row in table().to_dict("records")
    ]
    (page or Screen()).markdown(markdown_table(head, body, numbers=range(1, len(head))))
