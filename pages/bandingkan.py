"""Bandingkan: two to six governments side by side; what would be unfair is withheld."""

import streamlit as st

from pages._parts.bandingkan import choice
from pages._parts.bandingkan.contents import compared, contents
from pages._shared import frame, glossary, load, params, state, take_along
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record = load.record()
table = params.compare(record)
choice.name_a_partner(record)
state.open_address("bandingkan", table)
choice.nobody_twice(record)
st.caption(glossary.linked(t("bandingkan.intro")))
choice.choose(record, table)
values = state.save("bandingkan", table)

canvas = Screen()
contents(canvas, record, values)
if len(compared(values)) > 1:
    take_along.block("bandingkan", table, values, canvas.blocks)
