"""Peringkat: where a government stands among its own type, and how sure that is."""

import streamlit as st

from pages._parts.peringkat import moves, participation, standings
from pages._shared import frame, glossary, load, params, show, state
from pages._shared.address import ALL
from pages._shared.canvas import Screen
from pages._shared.words import t, words

frame.require()
record = load.record()
table = params.ranking(record)
state.open_address("peringkat", table)
page = Screen()

st.markdown(glossary.linked(t("peringkat.intro")))
st.segmented_control(
    t("peringkat.part"),
    table[0].options or (),
    key="peringkat_bagian",
    format_func=lambda part: t(f"peringkat.part_{part}"),
    required=True,
)
values = state.save("peringkat", table)
part = str(values["bagian"])
shown = {"peringkat": (1, 2, 3), "perpindahan": (4, 5, 2), "kepesertaan": ()}[part]
names = {
    "jenis": lambda kind: words().term("region_type", kind),
    "daerah": lambda code: t("peringkat.nobody") if code == ALL else show.option_name(record, code),
}
for column, param in zip(st.columns([1, 1, 2]), (table[i] for i in shown), strict=False):
    with column:
        show.choose(
            t(f"filter.{param.name}"),
            param,
            f"peringkat_{param.name}",
            names.get(param.name, str),
        )
values = state.save("peringkat", table)
kind, code = str(values["jenis"]), str(values["daerah"])

if part == "peringkat":
    standings.standing_part(record, page, int(str(values["tahun"])), kind, code)
elif part == "perpindahan":
    years = int(str(values["dari"])), int(str(values["ke"]))
    moves.moves_part(record, page, kind, *years)
else:
    participation.participation_part(record, page)
