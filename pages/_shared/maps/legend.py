"""The legend of a map in words and colour: every class with its number."""

from __future__ import annotations

import streamlit as st

from iga_core.analysis.mapping import MapView
from iga_core.record import NOT_ASSESSED, UNKNOWN
from pages._shared import load
from pages._shared.maps.specs import colours
from pages._shared.words import t, words

GREY = "#7b8790"  # a class without a colour of its own
PLAIN = "■"


def group_name(measure: str, group: str) -> str:
    """Return how a class of a measure reads in legend and table."""
    if group in (UNKNOWN, NOT_ASSESSED) or measure == "coverage":
        return words().term("state", group)
    if measure == "score":
        return t("map.score_group", number=group)
    return group


def _mark(measure: str, group: str) -> str:
    """Return the mark a class has in tables; a plain square where it has none of its own."""
    look = load.look()
    tokens = {**look["state"], **look.get(measure, {})}
    return str(tokens.get(group, {}).get("mark", PLAIN))


def legend(view: MapView) -> None:
    """Draw each class that occurs: its colour, its name, how many; the counts add up."""
    swatches = colours(view.measure, view.year)
    parts = []
    for entry in view.legend:
        if not entry.count:
            continue
        name = group_name(view.measure, entry.group)
        if entry.low is not None and entry.high is not None and view.measure == "score":
            name += f" ({words().figure(entry.low)}–{words().figure(entry.high)})"
        mark = _mark(view.measure, entry.group)
        swatch = f':color[{mark}]{{foreground="{swatches.get(entry.group, GREY)}"}}'
        parts.append(f"{swatch} {name}: **{words().number(entry.count)}**")
    total = words().number(view.governments)
    st.markdown(t("map.legend", parts=" · ".join(parts), total=total))
