"""What a visitor takes along of the award list: files, the picture, the sentence, the address."""

from __future__ import annotations

import streamlit as st

from iga_core.analysis.facets import Selection, facet_counts
from iga_core.publish.tables import FORMS
from pages._parts.penghargaan.asked import PAGE, Asked
from pages._shared import atlas
from pages._shared.files.link import link, pictures
from pages._shared.filters import AWARD_PARTS, View
from pages._shared.links import base_address, file_href, view_address
from pages._shared.words import t, words


def contents(view: View, asked: Asked, sentence: str) -> None:
    """Draw the choice of a form with its two links, the picture, the sentence and the address."""
    counts = asked.counts
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
        for key, (number, wanted) in files.items():
            link(
                t(f"penghargaan.files_{key}", number=words().number(number)),
                file_href(name, {**wanted, **split}),
                disabled=not number,
            )
    pictures(PAGE, view.written())
    st.caption(t("penghargaan.take_sentence"))
    st.code(sentence, language=None, wrap_lines=True)
    st.caption(t("take.address"))
    st.code(view_address(PAGE), language=None, wrap_lines=True)


def citing(view: View, sentence: str) -> None:
    """Draw how to read and to cite the list, and its version."""
    version = atlas.version()
    st.markdown(t("penghargaan.cite_row"))
    st.markdown(t("penghargaan.cite_view"))
    text = t(
        "penghargaan.cite_text",
        sentence=sentence,
        version=str(version),
        address=f"{base_address()}/{PAGE}{view.address(bagian=AWARD_PARTS[0])}",
    )
    st.code(text, language=None, wrap_lines=True)
    st.caption(t("penghargaan.version", version=str(version), day=words().day(version.date)))
