"""Daerah: the profile of one government: three facts, years, scores, context, all with sources."""

import streamlit as st

from pages._parts.daerah.contents import contents
from pages._shared import filters, frame, glossary, load, show, take_along
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record = load.record()
view = filters.open_view("daerah", record)

st.caption(glossary.linked(t("daerah.intro")))

left, right = st.columns([3, 1])
with left:
    view.choose("daerah", said=lambda code: show.option_name(record, code))
with right:
    view.choose(
        "tahun",
        t("filter.year_first"),
        lambda year: t("filter.no_year") if year == filters.ALL else year,
    )

canvas = Screen()
contents(canvas, record, view)
take_along.block(view, canvas.blocks)
