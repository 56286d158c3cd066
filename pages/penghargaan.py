"""Penghargaan: the journalist's desk: find, count, cite and download awards."""

import streamlit as st

from pages._shared import award_desk, frame, load
from pages._shared.words import t

frame.require()
record = load.record()

st.markdown(t("award_list.intro"))
award_desk.desk(record)
