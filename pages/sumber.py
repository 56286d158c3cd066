"""Sumber: where every number comes from, where sources disagree, and what is known."""

import streamlit as st

from pages._parts.sumber import sources as source_blocks
from pages._shared import frame, glossary, load, params, state
from pages._shared.words import t

frame.require()
record = load.record()
table = params.sources(record)
state.open_address("sumber", table)

st.markdown(glossary.linked(t("sumber.intro")))
source_blocks.release()
st.segmented_control(
    t("sumber.part"),
    table[0].options or (),
    key="sumber_bagian",
    format_func=lambda part: t(f"sumber.{part}"),
    required=True,
)
values = state.save("sumber", table)
part = str(values["bagian"])
if part in ("sumber", "perbedaan", "angka"):
    st.text_input(t("sumber.search"), key="sumber_cari", placeholder=t("sumber.search_hint"))
    values = state.save("sumber", table)
source_blocks.PARTS[part](record, str(values["cari"]), str(values["baris"]))
