"""Where each region is drawn: its place on the land and its tile."""

from __future__ import annotations

from typing import NamedTuple

import pandas as pd

from iga_core.geo.box import Place
from iga_core.record import Record


class Standing(NamedTuple):
    """Where a region is drawn: its place, its tile (column, row), a province's short label."""

    place: Place
    tile: tuple[float, float]
    label: str


def standings(record: Record) -> dict[str, Standing]:
    """Return where each region is drawn, by code; a province stands amid its own regions."""
    regions = record.tables["regions"]
    local = regions[regions["type"] != "provinsi"]
    points = local.set_index("code")[["map_lon", "map_lat"]].astype(float)
    middle = points.groupby(local.set_index("code")["province_code"]).median()
    tiles = record.tables["tiles"].set_index("region_code")[["column", "row"]]
    labels = record.tables["province_labels"].set_index("province_code")
    cells = pd.concat([tiles, labels[["column", "row"]]]).astype(float)
    at = pd.concat([points, middle]).join(cells)
    return {
        str(code): Standing(
            (float(place.map_lon), float(place.map_lat)),
            (float(place.column), float(place.row)),
            str(labels["label"].get(code, "")),
        )
        for code, place in at.iterrows()
    }
