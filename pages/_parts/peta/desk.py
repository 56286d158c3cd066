"""Peta: controls, the sentence, the land with its legend, and what lies behind tabs."""

from __future__ import annotations

from functools import partial

import pandas as pd
import streamlit as st

from iga_core.chart import html
from iga_core.paths import BOUNDARIES
from iga_core.record import Record
from pages._parts.peta import areas, picture, provinces, side
from pages._parts.peta.asked import Asked, asked
from pages._parts.peta.legend import group_name, keys
from pages._shared import atlas, first, lazy, show
from pages._shared.canvas import Screen
from pages._shared.files.link import pictures
from pages._shared.filters import ALL, View, open_view
from pages._shared.words import by_language, t, words

PAGE = "peta"
AREAS = "wilayah"  # the view that needs an installed file


def desk(record: Record) -> None:
    """Draw the page."""
    view = open_view(PAGE, record)
    without = () if (BOUNDARIES / areas.FILE).is_file() else (AREAS,)
    absent = view.text("tampilan") in without
    if absent:
        view.put("tampilan", "simbol")
    with first.row(t("page.peta")):
        view.pick("rentang", t("peta.rentang"), lambda name: t(f"peta.range_{name}"))
        if view.text("rentang") != ALL:
            view.choose("tahun", width=110)
        view.choose("lapis", t("peta.lapis"), lambda name: t(f"peta.layer_{name}"), width=180)
        lazy.popover(
            t("filter.open"), f"{PAGE}_filter", partial(_filters, record, view, without),
            icon=":material/tune:",
        )  # fmt: skip
    if absent:
        st.info(t("peta.no_boundaries"))
    found = _kept(asked(view), view)
    Screen().sentences([picture.said(found)])
    land, beside = st.columns([22, 7], gap="medium")
    with land:
        _picture(view.text("tampilan"), found)
    with beside:
        st.html(side.beside(found))
        rest = "" if found.all_years else side.bars(found, side.PROVINCES, None)
        if rest:
            lazy.fold(t("peta.provinces_all"), f"{PAGE}_provinces", lambda: st.html(rest))
    _tabs(view, found)


def _kept(found: Asked, view: View) -> Asked:
    """Return what is asked without classes that the map of now does not have."""
    known = {entry.group for entry in found.view().legend}
    classes = tuple(group for group in found.classes if group in known)
    if classes == found.classes:
        return found
    view.put("kelas", classes)
    return asked(view)


def _filters(record: Record, view: View, without: tuple[str, ...]) -> None:
    """Draw the choices that few need."""
    view.choose("program", t("peta.program"), partial(words().term, "programme"))
    if view.text("rentang") != ALL:
        view.choose("ukuran", t("peta.ukuran"), lambda name: t(f"peta.measure_{name}"))
    view.pick("tampilan", t("peta.view"), lambda name: t(f"peta.view_{name}"), without)
    view.choose("pulau", t("peta.pulau"))

    def named(code: str) -> str:
        return t("peta.none") if code == ALL else show.option_name(record, code)

    view.choose("provinsi", t("peta.provinsi"), named)
    view.choose("daerah", t("peta.daerah"), named)


def _picture(shown: str, found: Asked) -> None:
    line = html.keys(keys(found), picture.whole(found), line=True) if found.all_years else ""
    note = "" if line else html.filled("note.html", text=t("peta.note"))
    if shown == AREAS and found.layer != "provinsi":
        st.html(side.chips(found) + (line or note))
        areas.block(found)
        return
    st.html(side.chips(found) + (line or note) + picture.drawn(found))


def _tabs(view: View, found: Asked) -> None:
    """Draw what lies behind the map, each when it is asked for."""
    take = t("peta.tab_take")
    parts: dict[str, lazy.Contents] = {
        t("peta.by_province_open"): partial(provinces.block, found.programme),
        t("peta.tab_table"): partial(_table, found),
        take: partial(_take, view),
    }
    if not found.tiles and found.layer != "provinsi":
        parts = {t("peta.view_ubin"): lambda: st.html(picture.drawn(found.as_tiles())), **parts}
    lazy.tabs(f"{PAGE}_tabs", parts, first=take)


def _take(view: View) -> None:
    pictures(PAGE, view.written(), "peta.picture")
    st.caption(t("peta.land"))


@by_language(maxsize=64)
def _frame(found: Asked) -> pd.DataFrame:
    """Return a map's values as its table shows them; made once per map."""
    view, register = found.view(), atlas.record().register
    recipients = atlas.recipients()

    def years(code: str) -> str:
        rows = recipients.rows(code, programme=found.programme)
        return ", ".join(map(str, sorted({row["year"] for row in rows})))

    return pd.DataFrame(
        {
            "region": [register.get(v.code).name for v in view.values],
            "province": [register.province_of(v.code).name for v in view.values],
            "value": [group_name(view.measure, v.group) for v in view.values],
            "awarded": [years(v.code) for v in view.values],
        }
    )


def _table(found: Asked) -> None:
    """Draw the governments of the part chosen: with their years where they are few."""
    view = found.view()
    if found.province:
        rows = [(v.code, group_name(view.measure, v.group)) for v in view.values]
        st.html(side.histories(found, rows))
        return
    st.dataframe(
        _frame(found),
        hide_index=True,
        height=360,
        key=f"{PAGE}_table",
        alt=picture.whole(found),
        column_config={
            "region": t("column.region_name"),
            "province": t("column.province"),
            "value": t(f"peta.measure_{view.measure}"),
            "awarded": t("peta.award_years"),
        },
    )
