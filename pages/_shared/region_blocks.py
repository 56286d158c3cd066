"""The head and the tail of a government's page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from iga_core.analysis.profile import History, YearFacts
from iga_core.language import plain
from iga_core.record import Record
from iga_core.regions import display_name
from pages._shared import show
from pages._shared.facts import note_text
from pages._shared.links import href, sources_line
from pages._shared.words import t, words


def _awards_sentence(years: Sequence[YearFacts], programme: str) -> str:
    found = [
        f"{y.year} ({', '.join(plain(a['level']) for a in given)})"
        for y in years
        if (given := y.awards_of(programme))
    ]
    return ", ".join(found) or t("award.none_found")


def _latest_predicate(years: Sequence[YearFacts]) -> str:
    for year in years:
        if year.shown is not None and year.shown["predicate"]:
            basis = words().term("predicate_basis", year.shown["predicate_basis"])
            return t(
                "region.latest_predicate",
                predicate=plain(year.shown["predicate"]),
                year=year.year,
                basis=basis,
            )
    return t("predicate.unknown")


@st.cache_resource(show_spinner=False)
def _sizes(_record: Record) -> dict[str, tuple[int, float]]:
    """Return population and area (km2) by region code."""
    regions = _record.tables["regions"]
    columns = (regions["code"], regions["population_2024s2"], regions["area_km2"])
    return {str(c): (int(p), float(a)) for c, p, a in zip(*columns, strict=True)}


def heading(record: Record, history: History) -> None:
    """Draw who this is and the short answer to what it received."""
    code = history.code
    region = record.register.get(code)
    population, area = _sizes(record)[code]
    st.header(display_name(region))
    st.caption(
        t(
            "region.about",
            kind=words().term("region_type", region.type),
            code=code,
            province=record.register.province_of(code).name,
            population=words().number(population),
            area=words().number(area),
        )
    )
    if not region.autonomous:
        st.info(t("region.not_autonomous"))
    if region.participates_from:
        st.info(t("region.from_year", year=region.participates_from))


def summary(history: History) -> None:
    """Draw the short answer: awards of both programmes, and the latest predicate."""
    years = history.years
    parts = [
        (t("award.label", programme="IGA"), _awards_sentence(years, "IGA")),
        (t("award.label", programme="Smart City"), _awards_sentence(years, "SmartCity")),
        (t("region.latest"), _latest_predicate(years)),
    ]
    st.markdown("\n".join(f"- **{label}:** {text}" for label, text in parts))


def years(record: Record, history: History, chosen: str) -> None:
    """Draw a card per year with anything on file, the chosen year first, and name the others."""
    if history.empty:
        show.what_was_searched(record)
    for year in sorted(history.years, key=lambda y: str(y.year) != chosen):
        if str(year.year) == chosen or not year.empty:
            show.year_card(record, year)
    show.empty_years(history.years)
    compare = href("bandingkan", daerah=history.code)
    st.markdown(f"[{t('region.to_compare')}]({compare})")


def other(history: History) -> None:
    """Draw the other facts on file."""
    if not history.other_facts:
        return
    st.header(t("region.other"))
    for row in history.other_facts:
        value = words().term("fact_value", str(row["value"]))
        text = f"**{words().term('fact', str(row['fact']))}** ({row['year']}): {plain(value, 400)}"
        if row["unit"]:
            text += f" {plain(row['unit'])}"
        links = sources_line(str(row["source_ids"]), str(row["id"]))
        st.markdown(f"- {text}. {links}{note_text(row)}")
