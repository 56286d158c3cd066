"""The governments of a province: how many received what, who in which year, to take along."""

from __future__ import annotations

from functools import cache, partial

import streamlit as st

from iga_core.chart.members import roll_up
from iga_core.chart.model import HeatStrip, Matrix
from iga_core.language import plain
from iga_core.message import told
from iga_core.record import Record
from pages._shared import atlas, first
from pages._shared.canvas import Canvas
from pages._shared.files.link import link
from pages._shared.links import file_href, href, rows_address
from pages._shared.words import by_language, t, words

FILES = ("csv", "xlsx")


@cache
def _members(code: str) -> tuple[str, ...]:
    register = atlas.record().register
    if register.get(code).type != "provinsi":
        return ()
    found = [r.code for r in register.regions if r.autonomous and r.province_code == code]
    return tuple(sorted(member for member in found if member != code))


def of(record: Record, code: str) -> tuple[str, ...]:
    """Return the autonomous governments of a province, by code; none of any other."""
    return _members(record.register.get(code).code)


@by_language(maxsize=40)
def _roll_up(code: str) -> HeatStrip:
    def address(year: int, level: str) -> str:
        asked = {"program": "IGA", "tahun": str(year), "tingkat": level}
        return href("penghargaan", provinsi=code, jenis="kabupaten,kota", **asked)

    return roll_up(atlas.record(), atlas.recipients(), _members(code), words(), address)


@by_language(maxsize=40)
def _matrix(code: str) -> Matrix:
    """Return the members by award years, most first, then by name."""
    register, recipients = atlas.record().register, atlas.recipients()

    def order(member: str) -> tuple[int, str]:
        years = {award["year"] for award in recipients.rows(member)}
        return -len(years), register.get(member).name

    return first.cells().matrix(sorted(_members(code), key=order))


def members(canvas: Canvas, record: Record, code: str) -> None:
    """Draw the members of a province: their sentence, levels by year, everyone by year, files."""
    found = of(record, code)
    said = atlas.headlines().mapped(found, min(record.award_years))
    sentence = plain(told(said.text, words()), 400)
    canvas.markdown(f"{sentence} [{t('chart.proof')}]({rows_address(said.rows)})")
    if _roll_up(code).groups:
        canvas.figure(_roll_up(code), t("daerah.members_levels"))
        canvas.caption(t("daerah.members_note"))
    canvas.figure(_matrix(code), t("daerah.members_years"))
    map_of = href("peta", provinsi=code, lapis="kabkota", tahun=str(max(record.award_years)))
    canvas.markdown(f"[{t('daerah.members_map')}]({map_of})")
    canvas.on_screen(partial(_files, code))


def _files(code: str) -> None:
    asked = {"provinsi": code, "jenis": "kabupaten,kota"}
    with st.container(horizontal=True):
        for form in FILES:
            label = t("daerah.members_file", form=form.upper())
            link(label, file_href(f"penghargaan.{form}", asked))
