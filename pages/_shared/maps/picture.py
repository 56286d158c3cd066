"""The tile map as a picture to take along, made on the server without a network."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from iga_core.analysis.mapping import OWN_CLAIM, LegendEntry, MapView
from iga_core.paths import STATIC
from iga_core.publish.picture import with_files
from pages._shared import pictures
from pages._shared.address import Value
from pages._shared.charts import static_url
from pages._shared.maps.legend import group_name
from pages._shared.maps.specs import HOLLOW, tile_spec
from pages._shared.marks import marked
from pages._shared.words import t, words

HEIGHT = 520  # pixels


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


def spec_of(values: Mapping[str, Value], view: MapView) -> Callable[[], dict[str, Any]]:
    """Return what makes the tile map of a view with its legend and all its data."""
    year, measure = int(str(values["tahun"])), str(values["ukuran"])
    programme, zoom = str(values["program"]), str(values["pulau"])
    classes = {e.group: _label(view, e) for e in view.legend if e.count}
    names = {static_url(name): name for name in ("regions.json", "tiles.json")}
    addresses = list(names)

    def make() -> dict[str, Any]:
        spec = tile_spec(
            year, measure, addresses[0], addresses[1], False, programme=programme, zoom=zoom
        )
        whole = with_files(spec, {url: file_rows(name) for url, name in names.items()})
        return {**_with_legend(whole, classes), "height": HEIGHT}

    return make


def legend_text(view: MapView) -> str:
    """Return the classes that occur with their numbers, as one sentence."""
    named = ((group_name(view.measure, e.group), e.count) for e in view.legend if e.count)
    return "; ".join(f"{name} {words().number(count)}" for name, count in named) + "."


def buttons(values: Mapping[str, Value], view: MapView) -> None:
    """Draw a button per form; the picture always shows the tile map."""
    measure = t(f"map.measure_{view.measure}")
    programme = words().term("programme", view.programme)
    pictures.buttons(
        spec_of(values, view),
        [],
        title=t("map.picture_title", measure=measure, programme=programme, year=view.year),
        stem=("peta", view.measure, str(view.year)),
        key="map_picture",
        remark=legend_text(view),
        label="map.picture",
    )
