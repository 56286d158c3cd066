"""The one static file behind every map: where each government is, and its values by year.

A row per region; a column is there only where something is known, so that "unknown" weighs
nothing. A map names the column of its year (``predicate2024``) and never carries the rows.
"""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, NamedTuple

import pandas as pd

from iga_core.analysis.mapping import MapFacts, build_map_facts, group_of, value_of
from iga_core.geo.box import Place
from iga_core.record import Record
from iga_core.record.coverage import UNKNOWN
from iga_core.regions import Region

COLUMNS = {
    ("IGA", "level"): "iga",
    ("SmartCity", "level"): "smart",
    ("IGA", "predicate"): "predicate",
    ("IGA", "score"): "score",
    ("IGA", "rank"): "rank",
    ("IGA", "count"): "count_iga",
    ("SmartCity", "count"): "count_smart",
    ("IGA", "coverage"): "state",
}
GROUPED = {("IGA", "score"): "score_group", ("IGA", "rank"): "rank_group"}
WITHOUT = {"IGA": "without_iga", "SmartCity": "without_smart"}
FIRST = {"IGA": "first_iga", "SmartCity": "first_smart"}

Row = dict[str, Any]
Line = dict[str, int]


class Standing(NamedTuple):
    """Where a government is drawn: its place, its tile (column, row), a province's short label."""

    place: Place
    tile: tuple[float, float]
    label: str


def standings(record: Record) -> dict[str, Standing]:
    """Return where each region is drawn, by code."""
    labels = record.tables["province_labels"].set_index("province_code")["label"]
    return {
        code: Standing((row["lon"], row["lat"]), (row["x"], row["y"]), str(labels.get(code, "")))
        for code, row in _places(record).items()
    }


def position_rows(record: Record) -> list[Row]:
    """Return one row per region, largest area first, so that small ones are drawn last."""
    facts = build_map_facts(record)
    places = _places(record)
    order = record.tables["regions"].sort_values(["area_km2", "code"], ascending=[False, True])
    return [
        {**_who(facts.register.get(code), number), **places[code], **_values(facts, code)}
        for number, code in enumerate(order["code"])
    ]


def positions_text(record: Record) -> str:
    """Return the text of ``static/regions.json``: a compact array, one region a line."""
    lines = (
        json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in position_rows(record)
    )
    return "[\n" + ",\n".join(lines) + "\n]\n"


def tiles_text(record: Record) -> str:
    """Return the text of ``static/tiles.json``: the outlines and the labels of provinces."""
    tiles, labels = record.tables["tiles"], record.tables["province_labels"]
    cells = {
        (int(x), int(y)): str(code)[:2]
        for code, x, y in zip(tiles["region_code"], tiles["column"], tiles["row"], strict=True)
    }
    named = [
        {"code": code, "x": float(x), "y": float(y), "label": label}
        for code, x, y, label in zip(
            labels["province_code"], labels["column"], labels["row"], labels["label"], strict=True
        )
    ]
    return json.dumps([*_outlines(cells), *named], separators=(",", ":")) + "\n"


def _who(region: Region, order: int) -> Row:
    row: Row = {
        "code": region.code,
        "name": region.name,
        "type": region.type,
        "province": region.province_code,
        "group": region.island_group,
        "order": order,
    }
    if not region.autonomous:
        row["apart"] = 1
    if region.participates_from:
        row["from"] = region.participates_from
    return row


def _places(record: Record) -> dict[str, Row]:
    """Return map point and tile per region. A province stands amid its own, not at its edge."""
    regions = record.tables["regions"]
    local = regions[regions["type"] != "provinsi"]
    points = local.set_index("code")[["map_lon", "map_lat"]].astype(float)
    middle = points.groupby(local.set_index("code")["province_code"]).median()
    tiles = record.tables["tiles"].set_index("region_code")[["column", "row"]]
    labels = record.tables["province_labels"].set_index("province_code")[["column", "row"]]
    at = pd.concat([points, middle]).join(pd.concat([tiles, labels]).astype(float))
    return {
        str(code): {
            "lon": round(float(place.map_lon), 3),
            "lat": round(float(place.map_lat), 3),
            "x": _plain(place.column),
            "y": _plain(place.row),
        }
        for code, place in at.iterrows()
    }


def _values(facts: MapFacts, code: str) -> Row:
    row: Row = {}
    for programme, column in FIRST.items():
        first = value_of(facts, code, facts.years[-1], programme, "first")
        if first is not None:
            row[column] = first
    for year in facts.years:
        for (programme, measure), column in COLUMNS.items():
            value = value_of(facts, code, year, programme, measure)
            if value is None or value == UNKNOWN:
                continue
            row[f"{column}{year}"] = _plain(float(value)) if isinstance(value, Decimal) else value
            if grouped := GROUPED.get((programme, measure)):
                row[f"{grouped}{year}"] = group_of(facts, value, year, measure)
        for programme, column in WITHOUT.items():
            if without := facts.without(programme, code, year):
                row[f"{column}{year}"] = without
    return row


def _plain(number: float) -> float | int:
    return int(number) if float(number).is_integer() else round(float(number), 4)


def _outlines(cells: dict[tuple[int, int], str]) -> list[Line]:
    """Return the edges between tiles of different provinces or the sea, runs joined to one."""
    across = {(x, y + s) for (x, y), p in cells.items() for s in (0, 1)
              if cells.get((x, y - 1 + 2 * s)) != p}  # fmt: skip
    down = {(x + s, y) for (x, y), p in cells.items() for s in (0, 1)
            if cells.get((x - 1 + 2 * s, y)) != p}  # fmt: skip
    lines: list[Line] = []
    for x, y in sorted(across, key=lambda edge: (edge[1], edge[0])):
        if lines and lines[-1]["y"] == y and lines[-1]["x2"] == x:
            lines[-1]["x2"] = x + 1
        else:
            lines.append({"x": x, "y": y, "x2": x + 1, "y2": y})
    upright: list[Line] = []
    for x, y in sorted(down):
        if upright and upright[-1]["x"] == x and upright[-1]["y2"] == y:
            upright[-1]["y2"] = y + 1
        else:
            upright.append({"x": x, "y": y, "x2": x, "y2": y + 1})
    return [*lines, *upright]
