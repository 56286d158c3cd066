"""Maps: symbols on a quiet outline of the land."""

from __future__ import annotations

from collections import Counter, defaultdict

import altair as alt
import streamlit as st

from iga_core.analysis.mapping import LOCAL, NOT_LISTED, PARTLY
from iga_core.language import plain
from iga_core.record import Record, Row, rows_of
from pages._shared import atlas
from pages._shared import facts as say
from pages._shared.charts import Spec, draw, figures, finished, static_url
from pages._shared.links import row_link
from pages._shared.marks import marked
from pages._shared.words import by_language, t, words

HEIGHT = 380


@by_language()
def _award_map_spec(land_url: str) -> Spec:
    look = atlas.look()
    levels = list(look["level"])
    land = alt.Chart(alt.UrlData(url=land_url, format={"type": "json"})).mark_geoshape(
        aria=False, fill=look["map"]["land"], fillOpacity=look["map"]["land_opacity"], stroke=None
    )
    types = {k: words().term("region_type", k) for k in LOCAL}
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
            ],
        )
    )
    chart = alt.layer(land, symbols).project(type="equirectangular")
    return finished(chart.properties(height=HEIGHT))


@by_language()
def rows_of_year(year: int) -> list[dict[str, object]]:
    """Return the kabupaten and kota that received an IGA award of a year, smallest region last.

    Each once, at its highest level; ``names``: every award of the year, linked.
    """
    facts = atlas.map_facts()
    given: dict[str, list[Row]] = defaultdict(list)
    for award in atlas.recipients().awards(year, LOCAL):
        given[award["region_code"]].append(award)
    regions = {row["code"]: row for row in rows_of(atlas.record().tables["regions"])}
    return [
        {
            "lat": float(regions[code]["map_lat"]),
            "lon": float(regions[code]["map_lon"]),
            "kind": words().term("region_type", regions[code]["type"]),
            "level": facts.level("IGA", code, year),
            "name": regions[code]["name"],
            "province": facts.register.province_of(code).name,
            "names": "; ".join(say.award_short(a, plain(a["level"])) for a in given[code]),
        }
        for code in sorted(given, key=lambda code: -regions[code]["area_km2"])
    ]


def _claims(record: Record, year: int) -> str:
    """Name the kabupaten and kota that only claim an award of ``year``: they have no mark."""
    rows = [
        award
        for region in record.register.regions
        if region.type in LOCAL
        for award in atlas.recipients().rows(region.code, year, standing="own_claim")
    ]
    names = [
        row_link(plain(f"{record.register.get(r['region_code']).name} ({r['level']})"), r["id"])
        for r in rows
    ]
    if not names:
        return ""
    return t("award.own_claims", awards=marked("award", "own_claim", ", ".join(names)))


def _absent(record: Record, year: int) -> str:
    """Say how many kabupaten and kota have no mark because complete lists do not name them."""
    number = sum(
        atlas.map_facts().without("IGA", region.code, year) in (NOT_LISTED, PARTLY)
        for region in record.register.participating(year)
        if region.type in LOCAL
    )
    return t("beranda.map_absent", number=words().number(number)) if number else ""


def award_map(record: Record, year: int) -> None:
    """Draw the kabupaten and kota with an IGA award of ``year``; say so when none is on file."""
    title = t("beranda.map", year=year)
    st.header(title)
    rows = rows_of_year(year)
    if not rows:
        st.info(t("award.none_found"))
        return
    count = atlas.recipients().count(year, LOCAL)
    number = words().number(count.governments)
    levels = Counter(str(row["level"]) for row in rows)
    counts = ", ".join(f"{level} {words().number(n)}" for level, n in levels.most_common())
    figures(
        [t("chart.region"), t("chart.province"), t("daerah.awards")],
        [
            [
                plain(row["name"]),
                plain(row["province"]),
                str(row["names"]),
            ]
            for row in sorted(rows, key=lambda row: str(row["name"]))
        ],
    )
    text = t("chart.award_map_alt", title=title, number=number, counts=counts)
    draw(_award_map_spec(static_url("land.json")), text, rows=rows)
    note = t("beranda.map_note", number=number, names=words().number(count.names), year=year)
    st.caption(" ".join(filter(None, (note, _absent(record, year), _claims(record, year)))))
