"""Charts of scores: one per rule family, never two scales or two rulebooks on one axis."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import altair as alt

from iga_core.analysis.comparison import BOUNDED, Comparison, ScoreSeries
from iga_core.record import Record
from iga_core.regions import display_name
from iga_core.rules import ValueInterval
from pages._parts.bandingkan.words import listed
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.charts import INK, Spec, finished, legend_columns
from pages._shared.words import by_language, t, words

GREY = "#7b8790"


def _slots(number: int) -> list[str]:
    """Return what stands in a spec for the names of ``number`` governments."""
    return [f"slot-{place}" for place in range(number)]


def _named(part: Any, slots: list[str], names: Sequence[str]) -> Any:  # noqa: ANN401 - JSON
    """Return ``part`` of a spec with the names where the slots stand."""
    if part == slots:
        return list(names)
    if isinstance(part, dict):
        return {key: _named(value, slots, names) for key, value in part.items()}
    if isinstance(part, list):
        return [_named(value, slots, names) for value in part]
    return part


def _government(names: Sequence[str]) -> dict[str, Any]:
    """Return colour and shape encodings: one of each per government, in the order chosen."""
    looks = atlas.look()["government"][: len(names)]
    legend = alt.Legend(orient="bottom", columns=legend_columns(2), symbolSize=90, labelLimit=260)
    return {
        "color": alt.Color(
            "name:N",
            title=None,
            scale=alt.Scale(domain=list(names), range=[one["colour"] for one in looks]),
            legend=legend,
        ),
        "shape": alt.Shape(
            "name:N",
            title=None,
            scale=alt.Scale(domain=list(names), range=[one["shape"] for one in looks]),
            legend=legend,
        ),
    }


@by_language()
def _spec(number: int, bounded: bool, single: bool) -> Spec:
    """Return one chart: governments down the side for a single year, else years along the foot.

    Without names: a spec takes long to make, and is the same for any governments.
    """
    names = _slots(number)
    title = t("chart.score_100") if bounded else t("bandingkan.score_summed")
    domain = alt.Scale(domain=[0, 100]) if bounded else alt.Scale(zero=True)
    axis: dict[str, Any] = {"title": title, "scale": domain}
    rows = alt.Chart(alt.NamedData(name="rows"))
    limits = rows.transform_filter(alt.FieldValidPredicate(field="limit", valid=True))
    points = rows.transform_filter(alt.FieldValidPredicate(field="score", valid=True))
    tooltip = [
        alt.Tooltip("name:N", title=t("chart.region")),
        alt.Tooltip("year:O", title=t("chart.year")),
        alt.Tooltip("text:N", title=t("label.score")),
    ]
    if single:
        side = alt.Y("name:N", title=None, sort=names, axis=alt.Axis(labelLimit=200))
        lines = limits.mark_rule(color=GREY, strokeDash=[4, 3]).encode(x=alt.X("limit:Q"))
        labels = (
            limits.properties(name=INK)
            .mark_text(align="left", dx=3, dy=-4, fontSize=11)
            .encode(x=alt.X("limit:Q"), y=alt.value(0), text="predicate:N")
        )
        marks = points.mark_point(filled=True, size=130, opacity=1).encode(
            x=alt.X("score:Q", **axis), y=side, tooltip=tooltip, **_government(names)
        )
        return finished(alt.layer(lines, labels, marks).properties(height=alt.Step(34)))
    foot = alt.X("year:O", title=t("chart.year"), axis=alt.Axis(labelAngle=0))
    lines = limits.mark_tick(color=GREY, thickness=2, bandSize=40).encode(
        x=foot, y=alt.Y("limit:Q")
    )
    labels = (
        limits.properties(name=INK)
        .mark_text(dy=9, fontSize=11)
        .encode(x=foot, y=alt.Y("limit:Q"), text="predicate:N")
    )
    height = alt.Y("score:Q", **axis)
    joined = points.mark_line(strokeWidth=1.5).encode(
        x=foot, y=height, color=_government(names)["color"]
    )
    marks = points.mark_point(filled=True, size=130, opacity=1).encode(
        x=foot, y=height, tooltip=tooltip, **_government(names)
    )
    return finished(alt.layer(lines, labels, joined, marks).properties(height=320))


def _limits(years: Sequence[int]) -> list[dict[str, object]]:
    """Return the class limits of each year that are known as one number, above zero."""
    rows: list[dict[str, object]] = []
    for year in years:
        for entry in atlas.rulebooks()[year].classes:
            limit = entry.value
            if isinstance(limit, Decimal) and limit > 1 and not isinstance(limit, ValueInterval):
                name = entry.predicate if year == years[0] else ""  # named once on the axis
                rows.append({"year": year, "limit": float(limit), "predicate": name})
    return rows


def chart_rows(record: Record, series: ScoreSeries) -> list[dict[str, object]]:
    """Return the rows of one chart: a point per score, and the class limits of its years."""
    points: list[dict[str, object]] = [
        {
            "year": side.year,
            "name": display_name(record.register.get(side.code)),
            "score": float(side.value),
            "text": words().printed(side.value),
        }
        for side in series.points
        if side.value is not None
    ]
    return points + _limits(series.years)


def charts(canvas: Canvas, record: Record, comparison: Comparison) -> None:
    """Draw a chart per rule family in which two governments or more have a final score."""
    for series in comparison.series:
        years = series.years
        held = {side.code for side in series.points}
        codes = [code for code in comparison.codes if code in held]
        names = [display_name(record.register.get(code)) for code in codes]
        canvas.subheader(t("bandingkan.chart", years=listed(map(str, years))))
        rows = chart_rows(record, series)
        parts = [f"{r['name']} {r['year']}: {r['text']}" for r in rows if "text" in r]
        spec = _spec(len(names), series.scale == BOUNDED, len(years) == 1)
        canvas.chart(
            _named(spec, _slots(len(names)), names),
            "; ".join(parts),
            rows,
            key=f"bandingkan_{series.family}",
            score_years=years,
        )
        canvas.caption(t("bandingkan.chart_note"))
