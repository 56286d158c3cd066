"""The tile map as a picture to take along, made on the server without a network."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

import streamlit as st

from iga_core.analysis.mapping import LOCAL, OWN_CLAIM, LegendEntry, MapView, map_view
from iga_core.paths import STATIC
from iga_core.publish.picture import with_files
from iga_core.regions import RegionType
from pages._parts.peta.legend import group_name
from pages._parts.peta.specs import HOLLOW, tile_spec
from pages._shared import load
from pages._shared.charts import static_url
from pages._shared.filters import Values
from pages._shared.marks import marked
from pages._shared.words import t, words

HEIGHT = 520  # pixels
COUNTRY = "Indonesia"
PROVINCES: tuple[RegionType, ...] = ("provinsi",)


@cache
def file_rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a served file of the maps."""
    rows: list[dict[str, Any]] = json.loads((STATIC / name).read_text(encoding="utf-8"))
    return rows


def _with_legend(spec: dict[str, Any], classes: Mapping[str, str]) -> dict[str, Any]:
    """Return ``spec`` with a legend of the classes that occur; on the page it stands in words."""
    shown = " : ".join(f"datum.label == '{group}' ? '{name}'" for group, name in classes.items())
    legend = {
        "title": None,
        "orient": "bottom",
        "columns": 4,
        "labelLimit": 300,
        "symbolType": "square",
        "values": list(classes),
        "labelExpr": f"{shown} : datum.label",
    }

    def filled(part: Any) -> Any:  # noqa: ANN401 - any part of a spec
        if isinstance(part, dict):
            own = {key: filled(value) for key, value in part.items()}
            if own.get("field") != "group":
                return own
            scale = dict(zip(own["scale"]["domain"], own["scale"]["range"], strict=True))
            scale |= dict.fromkeys(HOLLOW, "#ffffff")  # as on the map; the mark is in the label
            named = {"domain": list(scale), "range": list(scale.values())}
            return {**own, "legend": legend, "scale": named}
        return [filled(value) for value in part] if isinstance(part, list) else part

    return {key: filled(value) for key, value in spec.items()}


def _label(view: MapView, entry: LegendEntry) -> str:
    name = group_name(view.measure, entry.group)
    return marked("award", entry.group, name) if entry.group == OWN_CLAIM else name


def view_of(values: Values) -> MapView:
    """Return what the map shows for the values of Peta's address."""
    types = PROVINCES if values.text("lapis") == "provinsi" else LOCAL
    part = "" if values.text("pulau") == COUNTRY else values.text("pulau")
    year, programme = values.number("tahun"), values.text("program")
    return made_view(year, programme, values.text("ukuran"), types, part)


@st.cache_resource(show_spinner=False, max_entries=256)
def made_view(
    year: int, programme: str, measure: str, types: tuple[RegionType, ...], part: str
) -> MapView:
    """Return a map (see ``map_view``), made once."""
    return map_view(load.map_facts(), year, programme, measure, types, part)


def spec_of(values: Values, view: MapView) -> dict[str, Any]:
    """Return the tile map of a view with its legend and all its data."""
    classes = {e.group: _label(view, e) for e in view.legend if e.count}
    regions, tiles = static_url("regions.json"), static_url("tiles.json")
    spec = tile_spec(
        view.year,
        view.measure,
        regions,
        tiles,
        False,
        programme=view.programme,
        zoom=values.text("pulau"),
    )
    data = {regions: file_rows("regions.json"), tiles: file_rows("tiles.json")}
    whole = with_files(spec, data)
    return {**_with_legend(whole, classes), "height": HEIGHT}


def stem_of(view: MapView) -> tuple[str, ...]:
    """Return the parts of the picture's file name."""
    return ("peta", view.measure, str(view.year))


def title_of(view: MapView) -> str:
    """Return the title of the picture: what it shows, of which programme and year."""
    measure = t(f"peta.measure_{view.measure}")
    programme = words().term("programme", view.programme)
    return t("peta.picture_title", measure=measure, programme=programme, year=view.year)


def legend_text(view: MapView) -> str:
    """Return the classes that occur with their numbers, as one sentence."""
    named = ((group_name(view.measure, e.group), e.count) for e in view.legend if e.count)
    return "; ".join(f"{name} {words().number(count)}" for name, count in named) + "."
