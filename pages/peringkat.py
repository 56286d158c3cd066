"""Peringkat: where a government stands among its own type, and how sure that is."""

import streamlit as st

from pages._parts.peringkat import moves, participation, standings
from pages._shared import filters, frame, glossary, load, show
from pages._shared.canvas import Screen
from pages._shared.words import t, words

frame.require()
record = load.record()
view = filters.open_view("peringkat", record)
page = Screen()

st.markdown(glossary.linked(t("peringkat.intro")))
view.pick("bagian", t("peringkat.part"), lambda part: t(f"peringkat.part_{part}"))
part = view.text("bagian")
shown = {"peringkat": ("tahun", "jenis", "daerah"), "perpindahan": ("dari", "ke", "jenis")}
names = {
    "jenis": lambda kind: words().term("region_type", kind),
    "daerah": lambda code: (
        t("peringkat.nobody") if code == filters.ALL else show.option_name(record, code)
    ),
}
for column, name in zip(st.columns([1, 1, 2]), shown.get(part, ()), strict=False):
    with column:
        view.choose(name, said=names.get(name, str))
kind = view.text("jenis")

if part == "peringkat":
    standings.standing_part(record, page, view.number("tahun"), kind, view.text("daerah"))
elif part == "perpindahan":
    moves.moves_part(record, page, kind, view.number("dari"), view.number("ke"))
else:
    participation.participation_part(record, page)
