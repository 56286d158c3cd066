"""Kriteria: the whole framework of a year, line by line, and a government's own figures."""

import streamlit as st

from pages._parts.kriteria import criteria as criteria_blocks
from pages._shared import filters, frame, glossary, load
from pages._shared.words import t

frame.require()
record = load.record()
view = filters.open_view("kriteria", record)

st.markdown(glossary.linked(t("kriteria.intro")))
left, right = st.columns([1, 3])
with left:
    view.choose("tahun")
with right:
    view.choose(
        "daerah", t("kriteria.region"), lambda code: criteria_blocks.region_name(record, code)
    )
year = view.number("tahun")

criteria_blocks.head(year)
criteria_blocks.own_figures(record, year, view.text("daerah"))
criteria_blocks.points_chart(year)
criteria_blocks.framework(year)
