"""Beranda: find a government, the best sentence of the record, who received IGA most often."""

import streamlit as st

from iga_core.analysis.default_years import results_year
from pages._parts.beranda import doors, find, national, often
from pages._shared import atlas, filters, first, frame, glossary, lazy
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record = atlas.record()
view = filters.open_view("beranda", record)
find.go_on()

with first.row(often.title(record)):
    lazy.popover(
        t("beranda.what_label"),
        "beranda_what",
        lambda: st.markdown(glossary.linked(t("beranda.what"))),
    )
find.box(record)
find.answer(record, view.text("cari"), view.text("daerah"))

canvas, proofs = Screen(), first.Proofs()
best, sentence = atlas.best_headline()
first.say(canvas, [sentence], proofs)
left, right = st.columns([9, 4], gap="large")
with left:
    often.matrix(canvas, record, best)
with right:
    doors.ceremony(record, proofs)
    doors.doors(record)

newest, year = str(results_year(record)), view.text("tahun")
lazy.fold(
    t("beranda.national"),
    "beranda_picture",
    lambda: national.picture(record, view),
    asked=year if year != newest else "",
)
