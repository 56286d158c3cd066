"""Peta: three views of one selection, with a list that does all a pointer can."""

import streamlit as st

from pages._parts.peta import desk
from pages._shared import atlas, frame, glossary
from pages._shared.words import t

frame.require()
record = atlas.record()

st.markdown(glossary.linked(t("peta.intro")))
desk.desk(record)
