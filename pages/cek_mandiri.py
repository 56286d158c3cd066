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

st.markdown(glossary.linked(t("check.intro")))
st.caption(t("check.private"))
st.segmented_control(
    t("check.part"),
    table[0].options or (),
    key="cek_mandiri_bagian",
    format_func=lambda part: t(f"check.part_{part}"),
    required=True,
)
left, right = st.columns([1, 3])
with left:
    show.choose(t("check.year"), table[1], "cek_mandiri_tahun")
with right:
    st.selectbox(
        t("check.region"),
        table[2].options or (),
        key="cek_mandiri_daerah",
        format_func=lambda c: t("check.no_region") if c == ALL else show.option_name(record, c),
    )
values = state.save(session.PAGE, table)
part, book = str(values["bagian"]), load.rulebooks()[int(str(values["tahun"]))]
if book.forecast:
    st.warning(t("criteria.forecast", year=book.assumes))
if part != "mulai" and session.held() is None:
    st.info(t("check.begin_first", part=t(f"check.part_{part}"), empty=t("check.empty")))
if part == "mulai" or session.held() is None:
    start.start(book, str(values["daerah"]))
work = session.held()
if work is not None:
    parts.leave_guard()
    if work.portfolio.example:
        st.info(t("check.example_mark"))
    summary = st.container()
    canvas = Screen()
    if part != "mulai":
        parts.PARTS[part](canvas, record, book)
        printing.button(canvas, part, session.projection(book))
    with summary:
        totals.totals(session.projection(book))  # after the tables: an edit counts at once
    start.save(book)
