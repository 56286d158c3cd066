"""Daerah: the profile of one government: three facts, years, scores, context, all with sources."""

import streamlit as st

from iga_core.regions import display_name
from pages._shared import frame, glossary, load, params, show, state, take_along
from pages._shared.canvas import Canvas
from pages._shared.profile import context, curve, head, peers, records, scores, timeline, years
from pages._shared.words import t

frame.require()
record = load.record()
table = params.region(record)
state.open_address("region", table)

st.caption(glossary.linked(t("region.intro")))

left, right = st.columns([3, 1])
with left:
    st.selectbox(
        t("filter.daerah"),
        table[0].options or (),
        key="region_daerah",
        format_func=lambda code: show.option_name(record, code),
    )
with right:
    show.choose(
        t("filter.year_first"),
        table[1],
        "region_tahun",
        lambda year: t("filter.no_year") if year == "semua" else year,
    )
values = state.save("region", table)
code, chosen = str(values["daerah"]), str(values["tahun"])
history, region = load.histories()[code], record.register.get(code)

canvas = Canvas()
head.heading(canvas, record, region)
if region.autonomous:
    brief = load.briefings()[code]
    head.three_facts(canvas, record, region, brief)
    head.summary(canvas, record, region, history, brief)
    timeline.timeline(canvas, history)
    scores.score_history(canvas, history)
    context.context(canvas, code)
    curve.curve(canvas, record, region, chosen)
    peers.peers(canvas, record, code, values)
    years.years(canvas, record, history, chosen)
    records.other(canvas, record, history)
    records.statistics(canvas, code)
    show.disputes(canvas, record, history)
    records.corrections(canvas, history)
    records.sources(canvas, record, history)
name = display_name(region)
take_along.block(
    canvas, page="daerah", title=name, codes=[code], record=record, stem=("daerah", name)
)
