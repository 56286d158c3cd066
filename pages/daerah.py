"""Daerah: the profile of one government: three facts, years, scores, context, all with sources."""

import streamlit as st

from pages._parts.daerah.contents import contents
from pages._shared import frame, glossary, load, params, show, state, take_along
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record = load.record()
table = params.region(record)
state.open_address("daerah", table)

st.caption(glossary.linked(t("daerah.intro")))

left, right = st.columns([3, 1])
with left:
    st.selectbox(
        t("filter.daerah"),
        table[0].options or (),
        key="daerah_daerah",
        format_func=lambda code: show.option_name(record, code),
    )
with right:
    show.choose(
        t("filter.year_first"),
        table[1],
        "daerah_tahun",
        lambda year: t("filter.no_year") if year == "semua" else year,
    )
values = state.save("daerah", table)

canvas = Screen()
contents(canvas, record, values)
take_along.block("daerah", table, values, canvas.blocks)
