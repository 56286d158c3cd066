"""The award list as a desk: filters, presets, the list, one row, downloads and counts.

All of it is one fragment: typing or choosing reruns this part only, not the whole page. One
``FacetCounts`` holds the rows: sentence, list, count, chart and files take them from there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from iga_core.analysis.facets import FacetCounts, Selection, facet_counts, rows_in, sentence
from iga_core.analysis.presets import Preset, concerned, governments, remarks
from iga_core.message import told
from iga_core.publish.tables import FORMS
from iga_core.record import Record, Row
from pages._parts.penghargaan import asked, counting, filters, listing, row
from pages._parts.penghargaan.asked import NO_PRESET
from pages._parts.penghargaan.filters import PAGE
from pages._shared import atlas, printed
from pages._shared.files.link import link
from pages._shared.filters import View, open_view
from pages._shared.links import file_href, href, region_link
from pages._shared.tables import markdown_table
from pages._shared.telemetry import runs
from pages._shared.words import t, words


@runs.part("penghargaan")
def desk(record: Record) -> None:
    """Draw the desk."""
    view = open_view(PAGE, record)
    chosen = view.text("penghargaan")
    clicked = st.session_state.get(f"{PAGE}_clicked") == chosen
    if chosen and not clicked:
        row.card(record, chosen)
    wanted = asked.asked(record, view)
    counts, preset = wanted.counts, wanted.preset
    filters.facets(view, counts)
    filters.chips(view, counts)
    _choice(view)
    st.markdown(f"**{sentence(counts, words(), wanted.question)}**")
    st.markdown(_found(record, counts))
    lists = counts.coverage.concerned
    if preset:
        _answer(record, counts, preset)
        lists = concerned(atlas.facets(), counts.selection, preset)
    listing.rows(record, counts)
    listing.completeness(lists)
    if chosen and clicked:
        row.card(record, chosen)
    _files(counts, view)
    counting.block(view, wanted)
    printed.foot("penghargaan")


def _found(record: Record, counts: FacetCounts) -> str:
    number = words().number
    return t(
        "penghargaan.found",
        number=number(counts.total),
        total=number(len(record.tables["awards"])),
        received=number(counts.count.names),
        others=number(counts.claims + counts.index_only),
    )


def _choice(view: View) -> None:
    """Draw the choice of a ready-made question."""
    view.choose(
        "tanya",
        t("penghargaan.preset"),
        lambda name: t("penghargaan.no_preset") if name == NO_PRESET else t(f"preset.{name}"),
    )


def _answer(record: Record, counts: FacetCounts, preset: Preset) -> None:
    """Draw the answer to a question: governments with their years, its rule, what is open."""
    index, shown = atlas.facets(), counts.selection
    found = governments(index, preset, rows_in(index, shown))
    if found:
        body = [[region_link(record, awards[0]["region_code"]), _years(awards)] for awards in found]
        st.markdown(markdown_table([t("column.region_name"), t("penghargaan.years")], body))
    st.markdown(
        f"**{t('penghargaan.rule')}:** " + " ".join(told(rule, words()) for rule in preset.rules)
    )
    open_ends = remarks(index, shown, preset, words(), lambda code: region_link(record, code))
    st.markdown("\n".join(f"- {text}" for text in open_ends))


def _years(awards: Sequence[Row]) -> str:
    """Return the years of a government's awards, each linked to an award of that year."""
    first: Mapping[int, str] = {award["year"]: award["id"] for award in reversed(awards)}
    return ", ".join(
        f"[{year}]({href('penghargaan', penghargaan=first[year])})" for year in sorted(first)
    )


def _files(counts: FacetCounts, view: View) -> None:
    """Draw the choice of a form and the links to the rows seen and to all; each says how many."""
    st.header(t("penghargaan.download"))
    form = st.segmented_control(
        t("penghargaan.form"),
        FORMS,
        key=f"{PAGE}_form",
        default=FORMS[0],
        required=True,
        format_func=lambda value: t(f"penghargaan.form_{value}"),
    )
    every = facet_counts(atlas.facets(), Selection())
    split = {"pemisah": "titik-koma"} if form == "csv_semicolon" else {}
    name = f"penghargaan.{'csv' if split else form}"
    files = {
        "seen": (counts.total, view.written()),
        "whole": (every.total, {}),
    }
    with st.container(horizontal=True):
        for key, (number, asked) in files.items():
            link(
                t(f"penghargaan.files_{key}", number=words().number(number)),
                file_href(name, {**asked, **split}),
                disabled=not number,
            )
    version = atlas.version()
    st.caption(t("penghargaan.version", version=str(version), day=words().day(version.date)))
