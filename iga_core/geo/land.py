"""Derive the quiet backdrop of the maps from Natural Earth (public domain).

Input: ``countries-10m.json`` of the npm package world-atlas 2.0.2 (TopoJSON of Natural Earth
1:10m, country id 360 = Indonesia). Run once; the result is kept in ``static/``.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

from iga_core.geo.box import COUNTRY

INDONESIA = "360"
TOLERANCE = 0.015  # degrees, about 1.7 km: below one pixel on a map of the whole country
GRID = 0.001  # degrees: three printed decimals
FILE = "land.svg"  # what the maps draw, in static/


def derive_land(countries: Path) -> str:
    """Return Indonesia's land as one compact GeoJSON feature, rings clockwise as Vega wants.

    Raises ValueError when the file holds no country 360.
    """
    import geopandas as gpd
    from shapely import set_precision
    from shapely.geometry import MultiPolygon, mapping
    from shapely.geometry.polygon import orient

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


def land_path(feature: str) -> tuple[str, tuple[int, int]]:
    """Return the outline of a GeoJSON feature as an SVG path on ``COUNTRY``, and the size of that.

    In steps of ``GRID``, from the upper left corner.
    """
    parts = []
    for polygon in json.loads(feature)["geometry"]["coordinates"]:
        for ring in polygon:
            at = [(_steps(x - COUNTRY.west), _steps(COUNTRY.north - y)) for x, y in ring[:-1]]
            moves = [
                f"{x - before_x} {y - before_y}" for (before_x, before_y), (x, y) in pairwise(at)
            ]
            parts.append(f"M{at[0][0]} {at[0][1]}l" + " ".join(moves) + "z")
    size = _steps(COUNTRY.east - COUNTRY.west), _steps(COUNTRY.north - COUNTRY.south)
    return "".join(parts).replace(" -", "-"), size


def land_svg(feature: str) -> str:
    """Return the text of ``static/land.svg``: the land of ``COUNTRY``, to be used as a mask."""
    path, (width, height) = land_path(feature)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'preserveAspectRatio="none">\n<path d="{path}"/>\n</svg>\n'
    )


def _steps(degrees: float) -> int:
    return round(degrees / GRID)
