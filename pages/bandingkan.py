"""Bandingkan: two to six governments side by side; what would be unfair is withheld."""

import streamlit as st

from iga_core.regions import display_name
from pages._shared import frame, glossary, load, params, state, take_along
from pages._shared.canvas import Canvas
from pages._shared.compare import choice, criteria, held, matrix, scores, tables, verdict
from pages._shared.compare import words as compare_words
from pages._shared.words import t

frame.require()
record = load.record()
table = params.compare(record)
choice.name_a_partner(record)
state.open_address("compare", table)
choice.nobody_twice(record)
st.caption(glossary.linked(t("compare.intro")))
choice.choose(record, table)
values = state.save("compare", table)
code, rules = str(values["daerah"]), int(str(values["aturan"]))
year = None if values["tahun"] == "semua" else int(str(values["tahun"]))
codes = (code, *values["dengan"])

canvas = Canvas()
if len(codes) < 2:
    canvas.info(t("compare.nobody"))
    canvas.markdown(choice.suggestions(record, code))
else:
    comparison = load.comparison(codes, year)
    verdict.verdict(canvas, record, comparison, rules)
    tables.by_difference(canvas, comparison)
    tables.against(canvas, record, comparison, tuple(values["tolok"]))
    tables.known_for_one(canvas, comparison)
    held.withheld(canvas, comparison)
    scores.charts(canvas, record, comparison)
    criteria.criteria(canvas, record, codes, rules)
    matrix.matrix(canvas, record, codes)
    tables.years(canvas, record, comparison)
    matrix.disputes(canvas, record, [load.histories()[c] for c in codes])
    names = [display_name(record.register.get(c)) for c in codes]
    take_along.block(
        canvas,
        page="bandingkan",
        title=compare_words.listed(names),
        codes=codes,
        record=record,
        stem=("bandingkan", *names),
    )
