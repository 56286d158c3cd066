"""Bandingkan: two to six governments side by side; what would be unfair is withheld."""

import streamlit as st

from iga_core.regions import display_name
from pages._shared import frame, glossary, load, params, state, take_along
from pages._shared.canvas import Screen
from pages._shared.compare import choice
from pages._shared.compare.contents import compared, contents
from pages._shared.compare.words import listed
from pages._shared.words import t

frame.require()
record = load.record()
table = params.compare(record)
choice.name_a_partner(record)
state.open_address("compare", table)
choice.nobody_twice(record)
st.caption(glossary.linked(t("compare.intro")))
choice.choose(record, table)
values = state.save("compare", table)

canvas = Screen()
contents(canvas, record, values)
if len(codes := compared(values)) > 1:
    names = [display_name(record.register.get(c)) for c in codes]
    take_along.block(
        canvas,
        page="bandingkan",
        title=listed(names),
        codes=codes,
        record=record,
        stem=("bandingkan", *names),
    )
