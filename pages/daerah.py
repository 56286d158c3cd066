"""Daerah: one government's awards and results over the years, each with its source."""

import streamlit as st

from pages._shared import frame, load, params, peer_blocks, region_blocks, show, state
from pages._shared.canvas import Canvas
from pages._shared.words import t

frame.require()
record = load.record()
table = params.region(record)
state.open_address("region", table)

left, right = st.columns([3, 1])
with left:
    st.selectbox(
        t("filter.daerah"),
        table[0].options or (),
        key="region_daerah",
        format_func=lambda code: show.option_name(record, code),
    )
with right:
    st.selectbox(
        t("filter.year_first"),
        table[1].options or (),
        key="region_tahun",
        format_func=lambda year: t("filter.no_year") if year == "semua" else year,
    )
values = state.save("region", table)
code, chosen = str(values["daerah"]), str(values["tahun"])
history = load.histories()[code]

region_blocks.heading(record, history)
if record.register.get(code).autonomous:
    region_blocks.summary(history)
    region_blocks.years(record, history, chosen)
    region_blocks.other(history)
    show.disputes(record, history)
    peer_blocks.peers(Canvas(), record, code, values)
