"""Cek Mandiri: a local team's own portfolio, scored and improved before the window closes."""

import streamlit as st

from pages._parts.cek_mandiri import parts, printing, session, start, totals
from pages._shared import atlas, filters, frame, glossary, show
from pages._shared.canvas import Screen
from pages._shared.words import t

frame.require()
record = atlas.record()
view = filters.open_view(session.PAGE, record)
start.follow(view)

st.markdown(glossary.linked(t("cek_mandiri.intro")))
st.caption(t("cek_mandiri.private"))
view.pick("bagian", t("cek_mandiri.part"), lambda part: t(f"cek_mandiri.part_{part}"))
left, right = st.columns([1, 3])
with left:
    view.choose("tahun", t("cek_mandiri.year"))
with right:
    view.choose(
        "daerah",
        t("cek_mandiri.region"),
        lambda c: t("cek_mandiri.no_region") if c == filters.ALL else show.option_name(record, c),
    )
part, book = view.text("bagian"), atlas.rulebooks()[view.number("tahun")]
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
    start.start(book, view.text("daerah"))
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
