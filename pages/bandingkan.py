"""Bandingkan: two to six governments side by side; what would be unfair is withheld."""

import streamlit as st

from pages._parts.bandingkan import choice
from pages._parts.bandingkan.contents import compared, contents
from pages._shared import filters, frame, glossary, load, take_along
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record = load.record()
choice.name_a_partner(record)
view = filters.open_view("bandingkan", record)
choice.nobody_twice(record, view)
st.caption(glossary.linked(t("bandingkan.intro")))
choice.choose(record, view)

canvas = Screen()
contents(canvas, record, view)
if len(compared(view)) > 1:
    take_along.block(view, canvas.blocks)
