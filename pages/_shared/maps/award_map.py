"""Maps: symbols on a quiet outline of the land."""

from __future__ import annotations

from collections import Counter

import altair as alt
import streamlit as st

from iga_core.analysis.facets import Selection, facet_counts
from iga_core.language import plain
from iga_core.record import Record
from pages._shared import load
from pages._shared.charts import Spec, draw, figures, finished, static_url
from pages._shared.links import row_link
from pages._shared.marks import marked
from pages._shared.words import t, words

HEIGHT = 380
TYPES = ("kabupaten", "kota")


@st.cache_resource(show_spinner=False)
def _award_map_spec(language: str, land_url: str) -> Spec:
    look = load.look()
    levels = list(look["level"])
    land = alt.Chart(alt.UrlData(url=land_url, format={"type": "json"})).mark_geoshape(
        aria=False, fill=look["map"]["land"], fillOpacity=look["map"]["land_opacity"], stroke=None
    )
    types = {k: words().term("region_type", k) for k in TYPES}
    symbols = (
        alt.Chart(alt.NamedData(name="rows"))
        .mark_point(filled=True, opacity=0.9, size=70, stroke="white", strokeWidth=0.6)
        .encode(
            longitude="lon:Q",
            latitude="lat:Q",
            shape=alt.Shape(
                "kind:N",
                title=t("chart.type"),
                scale=alt.Scale(
                    domain=list(types.values()), range=[look["type"][k] for k in types]
                ),
                legend=alt.Legend(orient="bottom"),
            ),
            color=alt.Color(
                "level:N",
                title=t("chart.level"),
                scale=alt.Scale(
                    domain=levels, range=[look["level"][level]["colour"] for level in levels]
                ),
                legend=alt.Legend(orient="bottom", values=levels[:4]),
            ),
            tooltip=[
                alt.Tooltip("name:N", title=t("chart.region")),
                alt.Tooltip("province:N", title=t("chart.province")),
                alt.Tooltip("level:N", title=t("chart.level")),
                alt.Tooltip("category:N", title=t("chart.category")),
            ],
        )
    )
    chart = alt.layer(land, symbols).project(type="equirectangular")
    return finished(chart.properties(height=HEIGHT))


@st.cache_resource(show_spinner=False)
def _rows(_record: Record, year: int, language: str) -> list[dict[str, object]]:
    """Return the kabupaten and kota with an IGA award of a year, smallest region last."""
    wanted = Selection(programme=("IGA",), year=(str(year),), region_type=TYPES)
    awards = load.awards().iloc[facet_counts(load.facets(), wanted).positions]
    regions = _record.tables["regions"].set_index("code")
    placed = awards.assign(
        lat=awards["region_code"].map(regions["map_lat"]),
        lon=awards["region_code"].map(regions["map_lon"]),
        area=awards["region_code"].map(regions["area_km2"]),
    ).sort_values("area", ascending=False)
    return [
        {
            "lat": row.lat,
            "lon": row.lon,
            "kind": words().term("region_type", str(row.region_type)),
            "level": row.level,
            "category": row.category,
            "id": row.id,
            "name": row.region_name,
            "province": row.province,
        }
        for row in placed.itertuples()
    ]


def award_map(record: Record, year: int) -> None:
    """Draw the kabupaten and kota with an IGA award of ``year``; say so when none is on file."""
    title = t("home.map", year=year)
    st.header(title)
    rows = _rows(record, year, words().language)
    if not rows:
        st.info(t("award.none_found"))
        return
    number = words().number(len({row["name"] for row in rows}))
    levels = Counter(str(row["level"]) for row in rows)
    counts = ", ".join(f"{level} {words().number(n)}" for level, n in levels.most_common())
    figures(
        [t("chart.region"), t("chart.province"), t("chart.level")],
        [
            [
                row_link(plain(row["name"]), str(row["id"])),
                plain(row["province"]),
                marked("level", str(row["level"])),
            ]
            for row in sorted(rows, key=lambda row: str(row["name"]))
        ],
    )
    text = t("chart.award_map_alt", title=title, number=number, counts=counts)
    draw(_award_map_spec(words().language, static_url("land.json")), text, rows=rows)
    st.caption(t("home.map_note", number=number, year=year))
