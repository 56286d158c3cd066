"""Downloads of the award list: what is seen, or everything; each link says how many rows."""

from __future__ import annotations

import streamlit as st

from iga_core.analysis.facets import FacetCounts, Selection, facet_counts
from iga_core.publish.tables import FORMS
from pages._parts.penghargaan.filters import PAGE
from pages._shared import load
from pages._shared.files.link import link
from pages._shared.filters import View
from pages._shared.links import file_href
from pages._shared.words import t, words


def links(counts: FacetCounts, view: View) -> None:
    """Draw the choice of a form and the two links."""
    st.header(t("penghargaan.download"))
    form = st.segmented_control(
        t("penghargaan.form"),
        FORMS,
        key=f"{PAGE}_form",
        default=FORMS[0],
        required=True,
        format_func=lambda value: t(f"penghargaan.form_{value}"),
    )
    every = facet_counts(load.facets(), Selection())
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
    version = load.version()
    st.caption(t("penghargaan.version", version=str(version), day=words().day(version.date)))
