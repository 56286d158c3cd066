"""Penghargaan: who received what, filtered, with how many of how many are known."""

import streamlit as st

from pages._shared import award_table, filters, frame, load, params, state
from pages._shared.words import t

frame.require()
record = load.record()
table = params.award_list(record)
state.open_address("award_list", table)

st.markdown(t("award_list.intro"))
filters.award_filters(record, table)
wanted = filters.wanted(record, state.save("award_list", table))
award_table.results(record, wanted)
