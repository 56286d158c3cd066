"""Beranda: find a region, what IGA is, the national picture of a year, and what is known."""

import streamlit as st

from pages._parts.beranda import award_map, find, national
from pages._shared import coverage, filters, frame, glossary, load
from pages._shared.words import t

frame.require()
record = load.record()
view = filters.open_view("beranda", record)

view.ask("cari", t("beranda.find_label"), placeholder=t("beranda.find_placeholder"))
find.answer(record, view.text("cari"), view.text("daerah"))
st.markdown(glossary.linked(t("beranda.what")))

st.header(t("beranda.national"))
view.choose("tahun", t("filter.year"))
year = view.number("tahun")
national.headline(record, year)
national.predicates(record, year)
national.occasion(year)

award_map.award_map(record, year)
national.list_link(year)

st.header(t("beranda.coverage"))
st.markdown(t("coverage.explained"))
coverage.coverage_chart(record)
coverage.coverage_table(record)
