"""Penghargaan: the journalist's desk: find, count, cite and download awards."""

import streamlit as st

from pages._parts.penghargaan import desk
from pages._shared import atlas, frame, glossary
from pages._shared.words import t

frame.require()
record = atlas.record()

st.markdown(glossary.linked(t("penghargaan.intro")))
desk.desk(record)
