"""Aturan: a score under every year's rules, the limits through the years, the stages."""

import streamlit as st

from pages._parts.aturan import rules as rule_blocks
from pages._shared import filters, frame, glossary, load
from pages._shared.words import t

frame.require()
view = filters.open_view("aturan", load.record())

st.markdown(glossary.linked(t("aturan.intro")))
left, right = st.columns([2, 1])
with left:
    view.ask("skor", t("aturan.score"), placeholder=t("aturan.score_hint"))
with right:
    view.choose("jenis", said=rule_blocks.type_name)
scores = rule_blocks.read(view.text("skor"))
rule_blocks.verdicts(scores, view.text("jenis"))

st.header(t("aturan.limits"))
rule_blocks.limits(scores[-1] if scores else None)

st.header(t("aturan.stages"))
view.choose("tahun")
rule_blocks.stages(view.number("tahun"))
