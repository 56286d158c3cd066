"""Bandingkan: two to six governments side by side; what would be unfair is withheld."""

from functools import partial

import streamlit as st

from pages._parts.bandingkan import choice
from pages._parts.bandingkan.contents import above, compared, contents, parts
from pages._parts.bandingkan.words import names
from pages._shared import atlas, filters, first, frame, lazy, take_along
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record = atlas.record()
choice.name_a_partner(record)
view = filters.open_view("bandingkan", record)
twice = choice.nobody_twice(record, view)
codes = compared(view)
several = len(codes) > 1

with first.row(t("page.bandingkan"), whom=names(record, codes)):
    choice.governments(record, view)
    narrowing = partial(choice.narrowing, record, view)
    lazy.popover(t("filter.open"), "bandingkan_filter", narrowing, icon=":material/filter_list:")
    if several:
        take_along.box(view, partial(contents, record=record, values=view))
if twice:
    st.info(twice)
if chips := choice.chips(record, view):
    st.html(chips)

canvas = Screen()
above(canvas, record, view)
if several:
    lazy.parts(view, "bagian", parts(canvas, record, view))
