"""Entry point: page settings and the frame around every page. No data, no rules."""

import streamlit as st

from pages._shared import frame

st.set_page_config(page_title="Atlas IGA", layout="wide")
frame.enter(frame.navigation())
