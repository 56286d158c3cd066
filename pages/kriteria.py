"""Kriteria: the whole framework of a year, line by line, and a government's own figures."""

import streamlit as st

from pages._parts.kriteria import criteria as criteria_blocks
from pages._shared import frame, glossary, load, params, show, state
from pages._shared.words import t

frame.require()
record = load.record()
table = params.criteria(record)
state.open_address("kriteria", table)

st.markdown(glossary.linked(t("kriteria.intro")))
left, right = st.columns([1, 3])
with left:
    show.choose(t("filter.tahun"), table[0], "kriteria_tahun")
with right:
    st.selectbox(
        t("kriteria.region"),
        table[1].options or (),
        key="kriteria_daerah",
        format_func=lambda code: criteria_blocks.region_name(record, code),
    )
values = state.save("kriteria", table)
year, code = int(str(values["tahun"])), str(values["daerah"])

criteria_blocks.head(year)
criteria_blocks.own_figures(record, year, code)
criteria_blocks.points_chart(year)
criteria_blocks.framework(year)
