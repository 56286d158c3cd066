"""Kriteria as a page: controls, the sentence, the picture, the open indicator, what lies below."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from functools import partial

import streamlit as st

from iga_core.chart import html
from iga_core.record import Record
from iga_core.rules import scoring_years
from pages._parts.kriteria import criteria, picture
from pages._shared import atlas, filters, first, lazy
from pages._shared.canvas import Screen
from pages._shared.links import href
from pages._shared.words import t


def desk(record: Record) -> None:
    """Draw the page."""
    view = filters.open_view("kriteria", record)
    year, code = view.number("tahun"), view.text("daerah")
    region = None if code == filters.ALL else record.register.get(code)
    book, placed = atlas.rulebooks()[year], atlas.placed(year).get(code, ())

    with first.row(t("page.kriteria"), whom=region.name if region else ""):
        view.choose("tahun", width=110)
        view.choose(
            "daerah",
            said=lambda name: criteria.region_name(record, name),
            width=250,
            icon=":material/search:",
        )
        view.ask("cari", t("kriteria.search"), placeholder=t("kriteria.search_hint"), width=230)
        scored = {"tahun": str(year)} if year in scoring_years() else {}
        check = href("cek_mandiri", daerah=code, **scored)
        st.html(
            html.filled("button.html", text=t("page.cek_mandiri"), address=check), width="content"
        )

    first.say(Screen(), picture.said(book, region, placed), first.Proofs())
    main: AbstractContextManager[object] = nullcontext()
    if view.text("indikator") != filters.ALL:
        with st.container(key="kriteria_open"):  # style.css puts the card to the right of the lines
            beside, main = st.columns([2, 3], gap="medium")
        with beside, st.container(border=True):
            criteria.card(view, region, placed)
    parts: dict[str, lazy.Contents] = {
        "rumus": partial(criteria.formula, year),
        "semua": partial(criteria.everything, year),
    }
    if region and placed:
        parts = {"sendiri": partial(criteria.own_figures, region, placed), **parts}
    with main:
        picture.picture(view, book, placed)
        lazy.parts(
            view,
            "bagian",
            {name: (t(f"kriteria.tab_{name}"), drawn) for name, drawn in parts.items()},
        )
