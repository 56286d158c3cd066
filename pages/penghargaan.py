"""Penghargaan: the journalist's desk: find, count, cite and download awards."""

import streamlit as st

from pages._parts.penghargaan import desk
from pages._shared import frame, glossary, load
from pages._shared.words import t

frame.require()
record = load.record()

st.markdown(glossary.linked(t("penghargaan.intro")))
desk.desk(record)
