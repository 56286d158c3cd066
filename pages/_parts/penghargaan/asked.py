"""What a view of the award list asks: its ready-made question, and the rows that answer it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import streamlit as st

from iga_core.analysis.facets import FacetCounts, Selection, facet_counts
from iga_core.analysis.presets import OF_A_YEAR, Preset, answered
from iga_core.message import told
from iga_core.record import Record
from pages._parts.penghargaan import filters
from pages._shared import load
from pages._shared.filters import Values
from pages._shared.words import words

NO_PRESET = "tidak"


@dataclass(frozen=True, slots=True)
class Asked:
    """A view: the ready-made question (None = none), in words ("" = none), and what is counted."""

    preset: Preset | None
    question: str
    counts: FacetCounts


def asked(record: Record, values: Values) -> Asked:
    """Return what ``values`` (of Penghargaan) ask.

    Needs no visit, only the thread's language (see ``words.speaking``).
    """
    name, wanted = values.text("tanya"), filters.selection(record, values)
    if name == NO_PRESET:
        return Asked(None, "", facet_counts(load.facets(), wanted))
    preset = _preset(name, wanted)
    counts = facet_counts(load.facets(), wanted, partial(_answered, name))
    return Asked(preset, told(preset.asked, words()), counts)


def _preset(name: str, wanted: Selection) -> Preset:
    years = tuple(map(int, wanted.year)) if name in OF_A_YEAR else ()
    return _made(name, years, wanted.level)


@st.cache_resource(show_spinner=False, max_entries=256)
def _made(name: str, years: tuple[int, ...], levels: tuple[str, ...]) -> Preset:
    return load.questions().ask(name, years, levels)


def _answered(name: str, wanted: Selection) -> Selection:
    return answered(wanted, _preset(name, wanted))
