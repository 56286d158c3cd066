"""Shapes of a boundary file: to WGS84, valid, small, and turned as Vega wants them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import geopandas as gpd
import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

INDONESIA = (94.0, -12.0, 142.0, 7.0)  # degrees: west, south, east, north
MARGIN = 1.5
GRID = 0.0005  # degrees, about 55 m: the printed step
MAX_BYTES = 1_500_000
BYTES_PER_POINT = 14
TOLERANCES = (0.0, 0.001, 0.002, 0.004, 0.008, 0.015, 0.03, 0.06, 0.12)  # degrees

Shapes = np.ndarray[Any, np.dtype[Any]]


class BoundaryError(Exception):
    """The file cannot be used. ``rule`` is a message id below ``boundaries.``."""

    def __init__(self, rule: str, **details: object) -> None:
        """Keep the rule and what fills its message."""
        super().__init__(f"{rule}: {details}")
        self.rule = rule
        self.details = details


class PlacedOutline(NamedTuple):
    """Shapes in WGS84, and what was assumed on the way (message ids below ``boundaries.``)."""

    shapes: Shapes
    notes: tuple[str, ...]
    repaired: int


class Small(NamedTuple):
    """The written text, and the tolerance in degrees that made it small enough."""

    text: str
    tolerance: float


def place(frame: gpd.GeoDataFrame) -> PlacedOutline:
    """Bring the shapes of ``frame`` to WGS84 and repair them; other than polygons become None.

    Raises BoundaryError when nothing is left, or when it does not lie in Indonesia.
    """
    shapes: Shapes = shapely.force_2d(frame.geometry.to_numpy())
    polygonal = np.isin(shapely.get_type_id(shapes), (3, 6, 7))  # polygons and collections
    shapes = _array([s if kept else None for s, kept in zip(shapes, polygonal, strict=True)])
    shapes[shapely.is_empty(shapes)] = None
    if not any(shape is not None for shape in shapes):
        raise BoundaryError("no_polygon")
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    shapes, notes = _to_degrees(shapes, frame.crs)
    valid = [None if s is None else polygons(shapely.make_valid(s)) for s in shapes]
    return PlacedOutline(_array(valid), notes, int(broken.sum()))


def polygons(shape: BaseGeometry) -> MultiPolygon | None:
    """Return the polygons of ``shape`` as one shape; lines and points left by a repair go."""
    parts = [p for p in shapely.get_parts(_flat(shape)) if isinstance(p, Polygon) and p.area > 0]
    return MultiPolygon(parts) if parts else None


def joined(shapes: list[BaseGeometry]) -> MultiPolygon | None:
    """Return the union of shapes that belong to one region."""
    return polygons(shapes[0] if len(shapes) == 1 else shapely.union_all(shapes))


def smallest(shapes: Mapping[str, MultiPolygon], limit: int = MAX_BYTES) -> Small:
    """Return the shapes by code as GeoJSON of at most ``limit`` bytes.

    Lines shared by neighbours stay shared; islets go before islands, never the largest part.
    """
    codes, whole = list(shapes), _array(list(shapes.values()))
    for tolerance in TOLERANCES:
        thin = shapely.coverage_simplify(whole, tolerance) if tolerance else whole
        kept = [_printed(shape, (2 * tolerance) ** 2) for shape in thin]
        if shapely.get_num_coordinates(_array(kept)).sum() * BYTES_PER_POINT > 1.3 * limit:
            continue
        text = geojson(dict(zip(codes, kept, strict=True)))
        if len(text) <= limit:
            return Small(text, tolerance)
    raise BoundaryError("too_detailed", limit=limit // 1000)


def geojson(shapes: Mapping[str, MultiPolygon]) -> str:
    """Return compact GeoJSON; exterior rings clockwise, the reverse of its rule, as Vega wants."""
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": _geometry(shape)}
        for code, shape in shapes.items()
    ]
    collection = {"type": "FeatureCollection", "features": features}
    return json.dumps(collection, separators=(",", ":"))


def _to_degrees(shapes: Shapes, crs: object) -> tuple[Shapes, tuple[str, ...]]:
    notes = []
    if crs is not None and not _inside(shapes):
        try:
            shapes = gpd.GeoSeries(shapes, crs=crs).to_crs(4326).to_numpy()
        except Exception as error:  # pyproj raises several kinds
            raise BoundaryError("no_transformation", crs=str(crs)[:60]) from error
    elif crs is None:
        notes.append("crs_assumed")
    if not _inside(shapes) and _inside(turned := shapely.transform(shapes, _turn)):
        shapes = turned
        notes.append("axes_turned")
    if not _inside(shapes):
        raise BoundaryError("off_map" if crs is not None else "no_crs")
    return shapes, tuple(notes)


def _turn(points: Shapes) -> Shapes:
    return points[:, ::-1]


def _inside(shapes: Shapes) -> bool:
    """Whether the shapes lie in Indonesia's box, in degrees."""
    box = shapely.total_bounds(shapes)
    low, high = np.array(INDONESIA[:2]) - MARGIN, np.array(INDONESIA[2:]) + MARGIN
    return bool(np.isfinite(box).all() and (box[:2] >= low).all() and (box[2:] <= high).all())


def _flat(shape: BaseGeometry) -> BaseGeometry:
    """Open collections within collections."""
    while any(shapely.get_type_id(p) >= 4 for p in shapely.get_parts(shape)):
        shape = shapely.geometrycollections(shapely.get_parts(shapely.get_parts(shape)))
    return shape


def _printed(shape: BaseGeometry, islet: float) -> MultiPolygon:
    """Return ``shape`` on the printed grid without parts smaller than ``islet`` square degrees."""
    whole = polygons(shapely.make_valid(shape)) or shape
    parts = sorted(shapely.get_parts(whole), key=lambda part: -part.area)
    kept = MultiPolygon([parts[0], *(part for part in parts[1:] if part.area >= islet)])
    return polygons(shapely.set_precision(kept, GRID)) or MultiPolygon([parts[0]])


def _geometry(shape: MultiPolygon) -> dict[str, Any]:
    turned = MultiPolygon([orient(part, sign=-1.0) for part in shape.geoms])
    text = json.dumps(mapping(turned))
    geometry: dict[str, Any] = json.loads(text, parse_float=lambda t: round(float(t), 4))
    return geometry


def _array(shapes: Sequence[object]) -> Shapes:
    filled = np.empty(len(shapes), dtype=object)
    filled[:] = shapes
    return filled
