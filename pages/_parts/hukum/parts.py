"""The parts of the page on law and categories by name, and which choices each of them takes."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from iga_core.record import Record
from pages._parts.hukum import criteria, window
from pages._shared import categories, show
from pages._shared.canvas import Canvas
from pages._shared.filters import View
from pages._shared.words import t

PARTS: dict[str, Callable[[Record, Canvas, View], None]] = {
    "kriteria": criteria.criteria_part,
    "jendela": window.window_part,
    "kategori": categories.categories_part,
}
# which choices a part reads, beside the part itself
CHOICES: dict[str, tuple[str, ...]] = {
    "kriteria": (),
    "jendela": ("tahun",),
    "kategori": ("tahun", "daerah", "dengan"),
}
WIDTHS = {"tahun": 1, "daerah": 3, "dengan": 4}


def choose(record: Record, view: View) -> None:
    """Draw the choices that the part shown takes."""

    def read(value: str) -> str:
        return show.option_name(record, value) if value in record.register else value

    names = CHOICES[view.text("bagian")]
    if not names:
        return
    for column, name in zip(st.columns([WIDTHS[name] for name in names]), names, strict=True):
        with column:
            view.choose(name, said=read, placeholder=t("hukum.add"))
