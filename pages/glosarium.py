"""Glosarium: official terms in plain words, each with its own address."""

import streamlit as st

from pages._shared import frame, glossary, load, params, state
from pages._shared.words import t

frame.require()
table = params.glossary(load.record())
state.open_address("glosarium", table)

st.markdown(t("glosarium.intro"))
st.text_input(t("glosarium.search"), key="glosarium_cari", placeholder=t("glosarium.search_hint"))
values = state.save("glosarium", table)
glossary.entries(str(values["istilah"]), str(values["cari"]))
