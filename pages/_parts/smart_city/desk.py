"""The first screen of Smart City: which prize a government received, and the lists by pillar."""

from __future__ import annotations

from functools import partial

import streamlit as st

from iga_core.analysis.profile import History, YearFacts
from iga_core.analysis.smart_awards import OTHER, PROGRAMME, SmartAwards, years_side_by_side
from iga_core.chart import html
from iga_core.chart.heat import pillar_strip
from iga_core.record import Record
from iga_core.regions import display_name
from pages._parts.smart_city.facts import choice_name
from pages._shared import atlas, first, show
from pages._shared.filters import ALL, View
from pages._shared.links import rows_address
from pages._shared.words import t, words


def chosen(view: View) -> tuple[int | None, str | None]:
    """Return the year and the category that are shown (None: all)."""
    year, category = view.text("tahun"), view.text("pilar")
    return None if year == ALL else int(year), None if category == ALL else category


def first_screen(record: Record, awards: SmartAwards, view: View) -> None:
    """Draw title, choices, what the chosen government received, and the lists by pillar."""
    with first.row(t("page.smart_city"), whom=record.register.get(view.text("daerah")).name):
        view.choose(
            "daerah",
            said=partial(show.option_name, record),
            width=260,
            icon=":material/search:",
        )
        view.choose("tahun", said=choice_name, width=120, icon=":material/calendar_month:")
        view.choose("pilar", said=choice_name, width=210, icon=":material/category:")
    figure = pillar_strip(
        awards,
        record.schema.vocabularies["pillar"],
        chosen(view),
        words(),
        lambda year, category: view.address(tahun=str(year), pilar=category, hal="1"),
        lambda year: view.address(tahun=str(year), pilar=ALL, hal="1"),
    )
    st.html(
        html.sentences(_said(record, view.text("daerah")), t("chart.proof"))
        + html.write(figure)
        + html.filled("note.html", text=t("smart_city.overview_note"))
    )


def _kind(facts: YearFacts) -> str:
    smart, iga = bool(facts.awards_of(PROGRAMME)), bool(facts.awards_of(OTHER))
    return "both" if smart and iga else "smart" if smart else "iga" if iga else "claim"


def verdict(name: str, facts: YearFacts) -> str:
    """Return in one sentence which of the two prizes the year's awards are."""
    return t(f"smart_city.verdict_{_kind(facts)}", name=name, year=facts.year)


def _said(record: Record, code: str) -> list[html.ShownSentence]:
    """Return what a government received, the newest year with this prize first; with its rows."""
    history: History = atlas.histories()[code]
    name, proofs = display_name(record.register.get(code)), first.Proofs()
    years = sorted(years_side_by_side(history), key=lambda facts: not facts.awards_of(PROGRAMME))
    if not years:
        return [html.ShownSentence(t("smart_city.no_award", name=name), 0, "")]
    found: list[html.ShownSentence] = []
    for facts in years:
        text = verdict(name, facts)
        if found:  # the first says it whole
            text = t(f"smart_city.year_{_kind(facts)}", year=facts.year)
        rows = [str(award["id"]) for award in facts.awards]
        found.append(html.ShownSentence(text, proofs.number(rows), rows_address(rows)))
    if _kind(years[0]) == "smart":
        absence = atlas.recipients().absence(code, years[0].year, programme=OTHER)
        text = t(f"smart_city.no_iga_{absence.state}", year=years[0].year)
        found.insert(1, html.ShownSentence(text, 0, ""))
    return found


def label(record: Record, view: View, name: str) -> str:
    """Return what stands on a fold."""
    government = display_name(record.register.get(view.text("daerah")))
    lists = len(atlas.smart_awards().lists(*chosen(view)))
    return t(f"smart_city.fold_{name}", name=government, number=words().number(lists))
