"""Cek Mandiri: a local team's own portfolio, scored and improved before the window closes."""

import streamlit as st

from pages._parts.cek_mandiri import parts, printing, session, start, totals
from pages._shared import frame, glossary, load, params, show, state
from pages._shared.address import ALL
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record = load.record()
table = params.check(record)
state.open_address(session.PAGE, table)

st.markdown(glossary.linked(t("cek_mandiri.intro")))
st.caption(t("cek_mandiri.private"))
st.segmented_control(
    t("cek_mandiri.part"),
    table[0].options or (),
    key="cek_mandiri_bagian",
    format_func=lambda part: t(f"cek_mandiri.part_{part}"),
    required=True,
)
left, right = st.columns([1, 3])
with left:
    show.choose(t("cek_mandiri.year"), table[1], "cek_mandiri_tahun")
with right:
    st.selectbox(
        t("cek_mandiri.region"),
        table[2].options or (),
        key="cek_mandiri_daerah",
        format_func=lambda c: (
            t("cek_mandiri.no_region") if c == ALL else show.option_name(record, c)
        ),
    )
values = state.save(session.PAGE, table)
part, book = str(values["bagian"]), load.rulebooks()[int(str(values["tahun"]))]
if book.forecast:
    st.warning(t("kriteria.forecast", year=book.assumes))
if part != "mulai" and session.held() is None:
    st.info(
        t(
            "cek_mandiri.begin_first",
            part=t(f"cek_mandiri.part_{part}"),
            empty=t("cek_mandiri.empty"),
        )
    )
if part == "mulai" or session.held() is None:
    start.start(book, str(values["daerah"]))
work = session.held()
if work is not None:
    parts.leave_guard()
    if work.portfolio.example:
        st.info(t("cek_mandiri.example_mark"))
    summary = st.container()
    canvas = Screen()
    if part != "mulai":
        parts.PARTS[part](canvas, record, book)
        printing.button(canvas, part, session.projection(book))
    with summary:
        totals.totals(session.projection(book))  # after the tables: an edit counts at once
    start.save(book)
