"""The known points of rank and score of a year and type, with this government among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import Any

import altair as alt

from iga_core.analysis.ranking import Pair, RankInterval, RankStanding, RankTable
from iga_core.language import plain
from iga_core.record import Record, year_row
from iga_core.regions import Region
from pages._shared import atlas
from pages._shared.canvas import Canvas
from pages._shared.charts import Spec, figures, finished, part_of
from pages._shared.links import region_link, row_link
from pages._shared.ranks import interval_text, kind_name, ranking_address
from pages._shared.words import by_language, t, words

FEWEST = 2  # points that make a curve


@by_language()
def _spec(existing: int) -> Spec:
    look = atlas.look()["standing"]
    x = alt.X(
        "best:Q",
        title=t("peringkat.axis_rank", existing=words().number(existing)),
        scale=alt.Scale(domain=[1, existing], nice=False, zero=False),
    )
    y = alt.Y("score:Q", title=t("label.score"))
    tooltip = [
        alt.Tooltip("name:N", title=t("chart.region")),
        alt.Tooltip("text:N", title=t("label.rank")),
        alt.Tooltip("points:N", title=t("label.score")),
    ]
    points = (
        part_of("point")
        .mark_point(filled=True, size=70, opacity=1, color=look["published"]["colour"])
        .encode(x=x, y=y, tooltip=tooltip, shape=alt.value("circle"))
    )
    bars = (
        part_of("interval")
        .mark_rule(aria=False, strokeWidth=6, opacity=0.9, color=look["chosen"]["colour"])
        .encode(x=x, x2="worst:Q", y=y, tooltip=tooltip)
    )
    own = (
        part_of("own")
        .mark_point(aria=False, filled=True, size=180, opacity=1, color=look["chosen"]["colour"])
        .encode(x=x, y=y, tooltip=tooltip, shape=alt.value("diamond"))
    )
    return finished(alt.layer(points, bars, own).properties(height=260))


Mark = Pair | RankInterval  # where a government stands among the points


def _shown(
    record: Record, region: Region, chosen: str
) -> tuple[RankTable, RankStanding, Mark] | None:
    """Return the year to draw, the chosen one, else the newest, and where this government stands.

    Only years with enough known points and this government in them; None when there is none.
    """
    own = []
    for year in reversed(record.index_years):
        table = atlas.ranking().table(year, region.type)
        standing = table.standing(region.code)
        mark = (standing.pair or standing.interval) if standing else None
        if standing and mark and len(table.points) >= FEWEST:
            own.append((table, standing, mark))
    asked = [found for found in own if str(found[0].year) == chosen]
    return next(iter((*asked, *own)), None)


def _score(score: Decimal) -> dict[str, Any]:
    return {"score": float(score), "points": words().printed(score)}


def _point(record: Record, pair: Pair, part: str) -> dict[str, Any]:
    return {
        "part": part,
        "name": record.register.get(pair.code).name,
        "text": t("peringkat.rank_short", rank=words().number(pair.rank)),
        "best": pair.rank,
        **_score(pair.score),
        "year": pair.year,
    }


def _interval(
    region: Region, table: RankTable, interval: RankInterval, score: Decimal
) -> dict[str, Any]:
    return {
        "part": "interval",
        "name": region.name,
        "text": interval_text(interval, table.existing),
        "best": interval.best.rank,
        "worst": interval.worst.rank,
        **_score(score),
    }


def _said(region: Region, table: RankTable, mark: Mark) -> str:
    name = plain(region.name)
    if isinstance(mark, Pair):
        rank = row_link(words().number(mark.rank), mark.rank_id)
        return t("daerah.curve_pair", name=name, rank=rank)
    return t("daerah.curve_interval", name=name, interval=interval_text(mark, table.existing))


def _alt(rows: Sequence[Mapping[str, Any]], kind: str, year: int) -> str:
    """Return what the points show: how many, the first and the last of them."""
    points = sorted((row for row in rows if row["part"] != "interval"), key=lambda r: r["best"])
    first, last = points[0], points[-1]
    return t(
        "daerah.curve_alt",
        number=words().number(len(points)),
        kind=kind,
        year=year,
        best=words().number(first["best"]),
        high=first["points"],
        worst=words().number(last["best"]),
        low=last["points"],
    )


def curve(canvas: Canvas, record: Record, region: Region, chosen: str) -> None:
    """Draw the known points of one year, and this government as a point or an interval."""
    found = _shown(record, region, chosen)
    if found is None:
        return
    table, standing, mark = found
    if isinstance(mark, Pair):
        own = _point(record, mark, "own")
    else:
        own = _interval(region, table, mark, standing.view["score"])
    kind = kind_name(region.type)
    canvas.subheader(t("daerah.curve", kind=kind, year=table.year))
    others = [pair for pair in table.usable if pair.code != region.code]
    rows = [*(_point(record, pair, "point") for pair in others), own]
    said = _said(region, table, mark)
    existing = row_link(words().number(table.existing), year_row(table.year))
    number = words().number(len(table.usable))
    address = ranking_address(table.year, region.type, region.code)
    head = t("daerah.curve_points", number=number, existing=existing, kind=kind, address=address)
    canvas.markdown(f"{head} {said}")
    canvas.chart(
        _spec(table.existing),
        _alt(rows, kind, table.year),
        rows,
        key="daerah_curve",
        score_years=[table.year],
    )
    body = [
        [
            region_link(record, pair.code, table.year),
            row_link(words().number(pair.rank), pair.rank_id),
            row_link(words().printed(pair.score), pair.score_id),
        ]
        for pair in sorted(table.usable, key=lambda pair: pair.rank)
    ]
    columns = [t("chart.region"), t("label.rank"), t("label.score")]
    canvas.on_screen(partial(figures, columns, body, numbers=(1, 2)))
    canvas.caption(t("daerah.curve_note", address=address))
