"""Sumber: where every number comes from, where sources disagree, and what is known."""

import streamlit as st

from pages._parts.sumber import sources as source_blocks
from pages._shared import filters, frame, glossary, load
from pages._shared.words import t

frame.require()
record = load.record()
view = filters.open_view("sumber", record)

st.markdown(glossary.linked(t("sumber.intro")))
source_blocks.release()
view.pick("bagian", t("sumber.part"), lambda part: t(f"sumber.{part}"))
part = view.text("bagian")
if part in ("sumber", "perbedaan", "angka"):
    view.ask("cari", t("sumber.search"), placeholder=t("sumber.search_hint"))
source_blocks.PARTS[part](record, view.text("cari"), view.text("baris"))
