"""Cek Mandiri: a local team's own portfolio, scored and improved before the window closes."""

import streamlit as st

from pages._parts.cek_mandiri import session, start
from pages._parts.cek_mandiri.desk import desk
from pages._shared import atlas, filters, first, frame, show
from pages._shared.words import t

frame.require()
record = atlas.record()
view = filters.open_view(session.PAGE, record)
start.follow(view)

with first.row(t("page.cek_mandiri")):
    view.choose("tahun", t("cek_mandiri.year"), width=110)
    view.choose(
        "daerah",
        t("cek_mandiri.region"),
        lambda c: t("cek_mandiri.no_region") if c == filters.ALL else show.option_name(record, c),
        width=230,
    )
    row = st.container(horizontal=True, width="content")
desk(record, view, atlas.rulebooks()[view.number("tahun")], row)
st.caption(t("cek_mandiri.private"))
