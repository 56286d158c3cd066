"""Hukum & kategori: what the law says of innovation, and in which category one is judged."""

import streamlit as st

from pages._parts.hukum import parts
from pages._shared import filters, frame, glossary, load
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record = load.record()
view = filters.open_view("hukum", record)

st.markdown(glossary.linked(t("hukum.page_intro")))
view.pick("bagian", t("hukum.part"), lambda part: t(f"hukum.part_{part}"))
parts.choose(record, view)
parts.PARTS[view.text("bagian")](record, Screen(), view)
