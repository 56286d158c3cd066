"""The legend of a map in words and colour: every class with its number."""

from __future__ import annotations

import streamlit as st

from iga_core.analysis.mapping import WITHOUT_AWARD, MapView
from iga_core.record import NOT_ASSESSED, UNKNOWN
from pages._parts.peta.specs import HOLLOW, colours
from pages._shared.words import t, words

GREY = "#7b8790"  # a class without a colour of its own
# how a symbol or tile is filled; its shape says the type of government, whatever the class
FILLED, EMPTY, HATCHED = "■", "□", "▨"


def group_name(measure: str, group: str) -> str:
    """Return how a class of a measure reads in legend and table."""
    if group in (UNKNOWN, NOT_ASSESSED) or measure == "coverage":
        return words().term("state", group)
    if group in WITHOUT_AWARD:
        return t(f"peta.group_{group}")
    if measure == "score":
        return t("peta.score_group", number=group)
    return group


def mark_of(group: str) -> str:
    """Return how the maps fill the mark of a class."""
    return HATCHED if group == NOT_ASSESSED else EMPTY if group in HOLLOW else FILLED


def legend(view: MapView) -> None:
    """Draw each class that occurs as the maps draw it, its name, how many; counts add up."""
    swatches = colours(view.measure, view.year)
    parts = []
    for entry in view.legend:
        if not entry.count:
            continue
        name = group_name(view.measure, entry.group)
        if entry.low is not None and entry.high is not None and view.measure == "score":
            name += f" ({words().printed(entry.low)}–{words().printed(entry.high)})"
        colour = GREY if entry.group == UNKNOWN else swatches.get(entry.group, GREY)
        swatch = f':color[{mark_of(entry.group)}]{{foreground="{colour}"}}'
        parts.append(f"{swatch} {name}: **{words().number(entry.count)}**")
    total = words().number(view.governments)
    message = "peta.legend_part" if view.part else "peta.legend"
    st.markdown(t(message, parts=" · ".join(parts), total=total, part=view.part))
