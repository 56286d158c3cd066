"""The parts of the page on law and categories by name, and which choices each of them takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st

from iga_core.record import Record
from pages._parts.hukum import criteria, window
from pages._shared import categories, show, state
from pages._shared.address import Param, Value
from pages._shared.canvas import Canvas
from pages._shared.words import t

PAGE = "hukum"
PARTS: dict[str, Callable[[Record, Canvas, Mapping[str, Value]], None]] = {
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


def choose(record: Record, table: Sequence[Param], part: str) -> None:
    """Draw the choices that ``part`` takes."""
    asked = [param for param in table if param.name in CHOICES[part]]
    if not asked:
        return
    for column, param in zip(st.columns([WIDTHS[p.name] for p in asked]), asked, strict=True):
        label, key = t(f"filter.{param.name}"), state.key(PAGE, param.name)

        def read(value: str) -> str:
            return show.option_name(record, value) if value in record.register else value

        with column:
            show.choose_governments(label, param, key, read, t("hukum.add"))
