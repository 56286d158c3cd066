"""Glosarium: official terms in plain words, each with its own address."""

import streamlit as st

from pages._shared import filters, frame, glossary, load
from pages._shared.words import t

frame.require()
view = filters.open_view("glosarium", load.record())

st.markdown(t("glosarium.intro"))
view.ask("cari", t("glosarium.search"), placeholder=t("glosarium.search_hint"))
glossary.entries(view.text("istilah"), view.text("cari"))
