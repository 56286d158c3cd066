"""Bandingkan: two governments side by side; what is unknown stays unknown."""

import streamlit as st

from iga_core.regions import display_name
from pages._shared import compare_blocks, frame, load, params, show, state, take_along
from pages._shared.canvas import Canvas
from pages._shared.words import t

frame.require()
record = load.record()
table = params.compare(record)
state.open_address("compare", table)

for column, param in zip(st.columns([2, 2, 1]), table, strict=True):
    with column:
        st.selectbox(
            t(f"filter.{param.name}"),
            param.options or (),
            key=f"compare_{param.name}",
            format_func=lambda value: compare_blocks.option(record, value),
        )
values = state.save("compare", table)
codes = [str(values["daerah"]), str(values["dengan"])]
if codes[0] == codes[1]:
    st.info(t("compare.same"))
else:
    canvas = Canvas()
    pair = [load.histories()[code] for code in codes]
    compare_blocks.verdict(record, pair)
    compare_blocks.score_charts(record, pair)
    compare_blocks.years(record, pair, str(values["tahun"]))
    canvas = Canvas()
    for history in pair:
        show.disputes(canvas, record, history)
    names = [display_name(record.register.get(code)) for code in codes]
    take_along.block(
        canvas,
        page="bandingkan",
        title=t("take.compared", first=names[0], second=names[1]),
        codes=codes,
        record=record,
        stem=("bandingkan", *names),
    )
