"""Aturan: a score under every year's rules, the limits through the years, the stages."""

import streamlit as st

from pages._parts.aturan import rules as rule_blocks
from pages._shared import frame, glossary, load, params, show, state
from pages._shared.words import t

frame.require()
record = load.record()
table = params.rules(record)
state.open_address("aturan", table)

st.markdown(glossary.linked(t("aturan.intro")))
left, right = st.columns([2, 1])
with left:
    st.text_input(t("aturan.score"), key="aturan_skor", placeholder=t("aturan.score_hint"))
with right:
    st.selectbox(
        t("filter.jenis"),
        table[1].options or (),
        key="aturan_jenis",
        format_func=rule_blocks.type_name,
    )
values = state.save("aturan", table)
scores = rule_blocks.read(str(values["skor"]))
rule_blocks.verdicts(scores, str(values["jenis"]))

st.header(t("aturan.limits"))
rule_blocks.limits(scores[-1] if scores else None)

st.header(t("aturan.stages"))
show.choose(t("filter.tahun"), table[2], "aturan_tahun")
values = state.save("aturan", table)
rule_blocks.stages(int(str(values["tahun"])))
