"""Derive the quiet backdrop of the maps from Natural Earth (public domain).

Input: ``countries-10m.json`` of the npm package world-atlas 2.0.2 (TopoJSON of Natural Earth
1:10m, country id 360 = Indonesia). Run once; the result is kept in ``static/``.
"""

from __future__ import annotations

import json
from pathlib import Path

import geopandas as gpd
from shapely import set_precision
from shapely.geometry import MultiPolygon, mapping
from shapely.geometry.polygon import orient

INDONESIA = "360"
TOLERANCE = 0.015  # degrees, about 1.7 km: below one pixel on a map of the whole country
GRID = 0.001  # degrees: three printed decimals


def derive_land(countries: Path) -> str:
    """Return Indonesia's land as one compact GeoJSON feature, rings clockwise as Vega wants.

    Raises ValueError when the file holds no country 360.
    """
    world = gpd.read_file(countries, layer="countries")
    land = world.loc[world["id"].astype(str) == INDONESIA, "geometry"]
    if land.empty:
        raise ValueError(f"{countries.name}: no country with id {INDONESIA}")
    outline = set_precision(land.iloc[0].simplify(TOLERANCE), GRID)
    parts = [orient(part, sign=-1.0) for part in getattr(outline, "geoms", [outline])]
    geometry = json.loads(json.dumps(mapping(MultiPolygon(parts))), parse_float=_three_decimals)
    feature = {"type": "Feature", "properties": {}, "geometry": geometry}
    return json.dumps(feature, separators=(",", ":"))


def _three_decimals(text: str) -> float:
    return round(float(text), 3)
