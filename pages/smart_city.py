"""Smart City: the other prize: that it is not IGA, who received it, the programme, its index."""

import streamlit as st

from iga_core.declared.smartcity import cached_smart_city
from pages._parts.smart_city import calculator, prize, programme, recipients
from pages._parts.smart_city.facts import choice_name
from pages._shared import atlas, filters, frame, glossary, show
from pages._shared.words import t

frame.require()
record, awards, found = atlas.record(), atlas.smart_awards(), cached_smart_city()
view = filters.open_view("smart_city", record)

st.markdown(glossary.linked(t("smart_city.intro")))

st.header(t("smart_city.not_iga"), anchor="bukan-iga")
view.choose("daerah", said=lambda code: show.option_name(record, code))
prize.one_government(record, view.text("daerah"))
st.subheader(t("smart_city.contrast"))
prize.contrast(found)

st.header(t("smart_city.who"), anchor="penerima")
for column, name in zip(st.columns([1, 3]), ("tahun", "pilar"), strict=True):
    with column:
        view.choose(name, said=choice_name)
recipients.recipients(record, awards, view.text("tahun"), view.text("pilar"))
st.subheader(t("smart_city.overview"))
recipients.overview(awards)
recipients.printed_figures(record, awards)

st.header(t("smart_city.programme"), anchor="program")
programme.programme(found)
st.subheader(t("smart_city.pillars"))
programme.pillars(found)

st.header(t("smart_city.evaluation"), anchor="penilaian")
programme.evaluation(found)

st.header(t("smart_city.calculator"), anchor="hitung")
st.markdown(t("smart_city.calculator_intro"))
calculator.inputs(found, view)
calculator.calculator(record, found, view)
st.subheader(t("smart_city.cases"))
calculator.cases(record, found)
