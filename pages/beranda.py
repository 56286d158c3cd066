"""Beranda: find a region, what IGA is, the national picture of a year, and what is known."""

import streamlit as st

from pages._parts.beranda import award_map, find, national
from pages._shared import coverage, frame, glossary, load, params, show, state
from pages._shared.words import t

frame.require()
record = load.record()
table = params.home(record)
state.open_address("beranda", table)

st.text_input(
    t("beranda.find_label"), key="beranda_cari", placeholder=t("beranda.find_placeholder")
)
values = state.save("beranda", table)
find.answer(record, str(values["cari"]), str(values["daerah"]))
st.markdown(glossary.linked(t("beranda.what")))

st.header(t("beranda.national"))
show.choose(t("filter.year"), table[0], "beranda_tahun")
year = int(str(state.save("beranda", table)["tahun"]))
national.headline(record, year)
national.predicates(record, year)
national.occasion(year)

award_map.award_map(record, year)
national.list_link(year)

st.header(t("beranda.coverage"))
st.markdown(t("coverage.explained"))
coverage.coverage_chart()
coverage.coverage_table()
