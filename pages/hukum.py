"""Hukum & kategori: what the law says of innovation, and in which category one is judged."""

import streamlit as st

from pages._parts.hukum import parts
from pages._shared import frame, glossary, load, params, state
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record = load.record()
table = params.law(record)
state.open_address(parts.PAGE, table)

st.markdown(glossary.linked(t("hukum.page_intro")))
st.segmented_control(
    t("hukum.part"),
    table[0].options or (),
    key="hukum_bagian",
    format_func=lambda part: t(f"hukum.part_{part}"),
    required=True,
)
part = str(state.save(parts.PAGE, table)["bagian"])
parts.choose(record, table, part)
parts.PARTS[part](record, Screen(), state.save(parts.PAGE, table))
