"""Smart City: the other prize: that it is not IGA, who received it, the programme, its index."""

import streamlit as st

from iga_core.smartcity import cached_smart_city
from pages._parts.smart_city import calculator, prize, programme, recipients
from pages._parts.smart_city.facts import choice_name
from pages._shared import frame, glossary, load, params, show, state
from pages._shared.words import t

frame.require()
record, awards, found = load.record(), load.smart_awards(), cached_smart_city()
table = params.smart_city(record, awards)
state.open_address("smart_city", table)

st.markdown(glossary.linked(t("smart_city.intro")))

st.header(t("smart_city.not_iga"), anchor="bukan-iga")
st.selectbox(
    t("filter.daerah"),
    table[2].options or (),
    key="smart_city_daerah",
    format_func=lambda code: show.option_name(record, code),
)
prize.one_government(record, str(state.save("smart_city", table)["daerah"]))
st.subheader(t("smart_city.contrast"))
prize.contrast(found)

st.header(t("smart_city.who"), anchor="penerima")
for column, param in zip(st.columns([1, 3]), table[:2], strict=True):
    with column:
        show.choose(t(f"filter.{param.name}"), param, f"smart_city_{param.name}", choice_name)
values = state.save("smart_city", table)
recipients.recipients(record, awards, str(values["tahun"]), str(values["pilar"]))
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
calculator.inputs(found)
calculator.calculator(record, found, state.save("smart_city", table))
st.subheader(t("smart_city.cases"))
calculator.cases(record, found)
