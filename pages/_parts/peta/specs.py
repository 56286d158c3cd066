"""The three maps as small specs: geometry, positions and values are served files, named here.

A year or another measure changes a column's name in a spec, never its data. The builders are
pure; ``pages`` caches what they return.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from math import log2
from typing import Any, NamedTuple

import altair as alt
import pydeck as pdk

from iga_core.analysis.mapping import (
    INDEX,
    NOT_LISTED,
    OWN_CLAIM,
    PARTLY,
    RANK_CLASSES,
    WITHOUT_AWARD,
)
from iga_core.record.coverage import NOT_ASSESSED, UNKNOWN
from pages._shared import atlas

Spec = dict[str, Any]
Colour = list[int]

APART = "apart"
SYMBOLS = "symbols"  # id of the layer that is clicked
WIDTH = 760  # pixels of map for which the fixed views are made
PICK = "picked"  # name of the selection in the Vega maps
BOX = "box"  # name of the box drawn on the tile map
PIXELS = {"provinsi": (26, 18), "kabupaten": (19, 13), "kota": (19, 13)}  # known, unknown
FIELDS = {
    "predicate": "predicate{year}",
    "score": "score_group{year}",
    "rank": "rank_group{year}",
    "coverage": "state{year}",
}
OF_PROGRAMME = {
    "level": {"IGA": "iga{year}", "SmartCity": "smart{year}"},
    "count": {"IGA": "count_iga{year}", "SmartCity": "count_smart{year}"},
    "first": {"IGA": "first_iga", "SmartCity": "first_smart"},
}
WITHOUT = {"IGA": "without_iga{year}", "SmartCity": "without_smart{year}"}
"""The columns that say what is known of those without an award."""
HOLLOW = (UNKNOWN, APART, OWN_CLAIM)
"""What is drawn as an outline only."""
CHOSEN = "chosen"  # id of the ring around the chosen government


class Zoom(NamedTuple):
    """A fixed view: middle in degrees, deck.gl zoom for a map ``WIDTH`` pixels wide."""

    lon: float
    lat: float
    zoom: float


ZOOMS = {
    "Indonesia": Zoom(118.0, -2.3, 3.45),
    "Sumatera": Zoom(101.6, -0.2, 4.75),
    "Jawa": Zoom(110.2, -7.1, 5.75),
    "Bali-Nusa Tenggara": Zoom(119.8, -9.2, 5.55),
    "Kalimantan": Zoom(113.9, 0.1, 5.15),
    "Sulawesi": Zoom(122.3, -1.6, 4.9),
    "Maluku": Zoom(129.2, -2.9, 4.9),
    "Papua": Zoom(135.6, -4.3, 4.95),
}


class Window(NamedTuple):
    """The part of the tile map that a view shows: first and last column, first and last row."""

    left: int
    right: int
    top: int
    bottom: int


WINDOWS = {
    "Indonesia": Window(0, 60, 0, 27),
    "Sumatera": Window(0, 27, 0, 18),
    "Jawa": Window(18, 46, 17, 25),
    "Bali-Nusa Tenggara": Window(43, 60, 20, 27),
    "Kalimantan": Window(23, 34, 4, 14),
    "Sulawesi": Window(34, 50, 0, 17),
    "Maluku": Window(45, 56, 3, 18),
    "Papua": Window(49, 60, 4, 16),
}
ROW_HEIGHT, MAX_HEIGHT = 30, 476  # pixels
STRETCH = (1.3, 1.6)  # a tile is at most so many times wider than high, or higher than wide
NARROW = 520  # pixels of map below which province names would cover the whole map


def field(measure: str, year: int, programme: str = "IGA") -> str:
    """Return the column of ``static/regions.json`` that holds the classes of a measure."""
    pattern = FIELDS.get(measure) or OF_PROGRAMME[measure][programme]
    return pattern.format(year=year)


def colours(measure: str, year: int) -> dict[str, str]:
    """Return the colour of every class of a measure, unknown and not assessed included."""
    look = atlas.look()
    rest = {key: look["state"][key]["colour"] for key in (NOT_ASSESSED, UNKNOWN)}
    if measure in {"level", "predicate"}:
        known = {name: token["colour"] for name, token in look[measure].items()}
        if measure == "level":
            known |= {name: look["award"][name]["colour"] for name in WITHOUT_AWARD}
    elif measure == "coverage":
        known = {name: token["colour"] for name, token in look["state"].items()}
    else:
        known = _ramped(_ordered(measure, year), look["ramp"]["steps"])
    return {**known, **rest}


def symbol_deck(
    year: int,
    measure: str,
    zoom: str,
    land_url: str,
    data_url: str,
    dark: bool,
    *,
    programme: str = "IGA",
    types: Sequence[str] = ("kabupaten", "kota"),
    width: int = WIDTH,
    chosen: tuple[float, float] | None = None,
) -> pdk.Deck:
    """Return the symbol map: land, and one symbol per government, small regions last.

    ``chosen``: longitude and latitude of the government that a ring marks.
    ``width``: of the map in pixels, about; the view is as wide in degrees whatever it is.
    ``land_url``, ``data_url``: addresses of served files; the icons lie beside the data.
    No base map: ``map_provider`` is None and the style is left out, so nothing is fetched.
    """
    icons = data_url.rpartition("/")[0]
    refused = _refused(measure, year, programme)
    group, won = _group_js(measure, year, programme), field("level", year, programme)
    place = ZOOMS[zoom]
    drawn = "-".join((programme, measure, str(year), *types, "dark" if dark else "light"))
    look = atlas.look()["map"]
    opacity = round(255 * look["land_opacity"])
    land = pdk.Layer(
        "GeoJsonLayer",
        land_url,
        id="land",
        stroked=False,
        get_fill_color=[*_rgb(look["land"]), opacity],
    )
    symbols = pdk.Layer(
        "IconLayer",
        f"{data_url}#{drawn}",  # same file, but deck.gl reads the columns anew
        id=SYMBOLS,
        pickable=True,
        icon_atlas=f'"{icons}/icons.png"',
        icon_mapping=f'"{icons}/icons.json"',
        get_icon=f"(type + ({refused} ? '-hatched' : {group} && {group} != '{OWN_CLAIM}'"
        f" ? '-filled' : '-hollow') + ({won} ? '-award' : ''))",
        get_position="[lon, lat]",
        get_size=_size(
            year, types, f"({group} && {group} != '{NOT_LISTED}' && {group} != '{PARTLY}' || {won})"
        ),
        get_color=_colour(measure, year, group, refused, dark),
    )
    view = pdk.ViewState(
        longitude=place.lon, latitude=place.lat, zoom=round(place.zoom + log2(width / WIDTH), 2)
    )
    layers = [land, symbols]
    if chosen:
        ring = pdk.Layer(
            "ScatterplotLayer",
            [{"at": list(chosen)}],
            id=CHOSEN,
            get_position="at",
            filled=False,
            stroked=True,
            get_radius=1,
            radius_min_pixels=17,
            line_width_min_pixels=2.5,
            get_line_color=_rgb(_ink(dark)),
        )
        layers.append(ring)
    return pdk.Deck(layers, initial_view_state=view, map_provider=None,
                    tooltip={"text": "{name}"})  # fmt: skip


def tile_spec(
    year: int,
    measure: str,
    data_url: str,
    lines_url: str,
    dark: bool,
    *,
    programme: str = "IGA",
    zoom: str = "Indonesia",
) -> Spec:
    """Return the tile map: kota squares, kabupaten rounded, provinces outlined and named."""
    return _in_year(_tiles(measure, data_url, lines_url, dark, programme, zoom), year)


def choropleth_spec(
    year: int,
    measure: str,
    data_url: str,
    boundary_url: str,
    dark: bool,
    *,
    programme: str = "IGA",
    height: int = 460,
) -> Spec:
    """Return the map of areas from an installed boundary file, kota as symbols on top."""
    return _in_year(_areas(measure, data_url, boundary_url, dark, programme, height), year)


YEAR = 9999  # stands for the year in a spec that is built once


def _in_year(spec: str, year: int) -> Spec:
    """Put ``year`` into the columns of a built spec."""
    made: Spec = json.loads(spec.replace(str(YEAR), str(year)))
    return made


def _ordered(measure: str, year: int) -> list[str]:
    """Return the classes of an ordered measure, low to high."""
    return {
        "score": [str(n) for n in range(1, 6)],
        "rank": list(RANK_CLASSES[::-1]),
        "count": ["1", "2", "3", "4", "5+"],
        "first": [str(y) for y in range(2017, max(year, 2018) + 1)],
    }[measure]


def _ramped(names: list[str], steps: list[str]) -> dict[str, str]:
    """Spread the ramp over ``names``, mixing colours where there are more names than steps."""
    found = {}
    for i, name in enumerate(names):
        at = i / max(len(names) - 1, 1) * (len(steps) - 1)
        low, high = _rgb(steps[int(at)]), _rgb(steps[min(int(at) + 1, len(steps) - 1)])
        mixed = [round(a + (b - a) * (at - int(at))) for a, b in zip(low, high, strict=True)]
        found[name] = "#" + "".join(f"{c:02x}" for c in mixed)
    return found


def _rgb(colour: str) -> Colour:
    return [int(colour[i : i + 2], 16) for i in (1, 3, 5)]


def _ink(dark: bool) -> str:
    return str(atlas.look()["dark" if dark else "light"]["textColor"])


# --- pydeck: expressions over a row's columns; a column that is absent reads as undefined


def _refused(measure: str, year: int, programme: str, row: str = "") -> str:
    """Return an expression for "not assessed"; an award of the year speaks louder."""
    state = f"{row}state{year} == '{NOT_ASSESSED}'"
    if measure in INDEX:
        return f"({state})"
    if (measure, programme) == ("level", "IGA"):
        held = field(measure, year, programme), WITHOUT[programme].format(year=year)
        return f"({state} && {' && '.join(f'!{row}{column}' for column in held)})"
    return "false"


def _group_js(measure: str, year: int, programme: str) -> str:
    """Return an expression for the class of a row; falsy when nothing is on file."""
    column = field(measure, year, programme)
    if measure == "count":
        return f"({column} > 4 ? '5+' : {column})"
    if measure == "level":
        return f"({column} || {WITHOUT[programme].format(year=year)})"
    return f"({column} <= {year} ? {column} : 0)" if measure == "first" else column


def _size(year: int, types: Sequence[str], known: str) -> str:
    """Return an expression for the size; 0 for other types and what does not exist yet."""
    shown = " || ".join(f"type == '{t}'" for t in types)
    (wide, narrow), (large, small) = PIXELS["provinsi"], PIXELS["kota"]
    sizes = f"type == 'provinsi' ? ({known} ? {wide} : {narrow}) : ({known} ? {large} : {small})"
    return f"((({shown}) && !(from > {year})) ? (apart ? 7 : {sizes}) : 0)"


def _colour(measure: str, year: int, group: str, refused: str, dark: bool) -> str:
    chosen = colours(measure, year)
    rest = _rgb(_muted(dark))
    text = str(rest)
    for name, colour in reversed(chosen.items()):
        if name != UNKNOWN:
            text = f"{group} == '{name}' ? {_rgb(colour)} : {text}"
    return f"({refused} ? {_rgb(chosen[NOT_ASSESSED])} : {text})"


def _muted(dark: bool) -> str:
    """Return the colour of hollow symbols: an outline must be seen where a fill need not."""
    return "#8b97a1" if dark else "#7b8790"


# --- Vega: one class per row, computed from the column of the year


def _with_group(chart: alt.Chart, measure: str, programme: str) -> alt.Chart:
    """Add ``group``: the class, or what is known instead of one."""
    column = f"datum['{field(measure, YEAR, programme)}']"
    known = column
    if measure == "count":
        known = f"({column} > 4 ? '5+' : {column} && ('' + {column}))"
    elif measure == "first":
        known = f"({column} <= {YEAR} ? '' + {column} : null)"
    elif measure == "level":
        known = f"({column} || datum['{WITHOUT[programme].format(year=YEAR)}'])"
    refused = _refused(measure, YEAR, programme, "datum.")
    rest = f"{refused} ? '{NOT_ASSESSED}' : ({known} || '{UNKNOWN}')"
    group = f"datum.apart ? '{APART}' : {rest}"
    won = f"datum['{field('level', YEAR, programme)}'] ? 1 : 0"
    return chart.transform_calculate(group=group, won=won)


def _group_colour(measure: str) -> alt.Color:
    chosen = colours(measure, 2025)
    scale = alt.Scale(domain=list(chosen), range=list(chosen.values()))
    return alt.Color("group:N", scale=scale, legend=None)


@cache
def _tiles(
    measure: str, data_url: str, lines_url: str, dark: bool, programme: str, zoom: str
) -> str:
    shown = WINDOWS[zoom]
    x, y = _square_scales(shown)
    rows = alt.Chart(alt.UrlData(url=data_url, format={"type": "json"}))
    rows = _with_group(rows.transform_filter("datum.type != 'provinsi'"), measure, programme)
    rows = rows.transform_calculate(
        x1="datum.x + 0.06", x2="datum.x + 0.94", y1="datum.y + 0.06", y2="datum.y + 0.94"
    )
    at = {
        "x": alt.X("x1:Q", scale=x, axis=None),
        "x2": "x2:Q",
        "y": alt.Y("y1:Q", scale=y, axis=None),
        "y2": "y2:Q",
    }
    pick = alt.selection_point(name=PICK, fields=["code"], on="click", clear="dblclick")
    box = alt.selection_interval(name=BOX, encodings=["x", "y"])
    ink, muted = _ink(dark), _muted(dark)
    tiles = rows.mark_rect(
        clip=True, cornerRadius=alt.ExprRef("datum.type == 'kota' ? 0 : 6")
    ).encode(
        **at,
        fill=alt.condition(_plain_group(), alt.value("transparent"), _group_colour(measure)),
        stroke=_outline(ink, muted),
        strokeWidth=alt.condition(_marked(), alt.value(1.8), alt.value(0.7)),
        strokeDash=alt.condition(_claims(), alt.value([3, 2]), alt.value([1, 0])),
        tooltip="name:N",
        opacity=alt.condition(pick, alt.value(1), alt.value(0.35)),
    )
    crossed = rows.transform_filter(f"datum.group == '{NOT_ASSESSED}' || datum.apart").mark_text(
        clip=True, text="╱", fontSize=11, color=muted
    )
    crossed = crossed.transform_calculate(xm="datum.x + 0.5", ym="datum.y + 0.5")
    layers = [
        tiles.add_params(pick, box),
        crossed.encode(x=alt.X("xm:Q", scale=x), y=alt.Y("ym:Q", scale=y)),
        *_frames(lines_url, x, y, dark, NARROW if zoom == "Indonesia" else 0),
    ]
    height = min(MAX_HEIGHT, ROW_HEIGHT * (shown.bottom - shown.top + 1))
    chart = alt.layer(*layers).properties(height=height, width="container")
    return str(chart.configure_view(stroke=None).to_json(indent=None))


def _square_scales(shown: Window) -> tuple[alt.Scale, alt.Scale]:
    """Return scales that keep tiles about square whatever the width: the view grows, not they."""
    columns, rows = shown.right - shown.left + 1.4, shown.bottom - shown.top + 1.4
    wide = f"min(width / {columns}, {STRETCH[0]} * height / {rows})"
    high = f"min(height / {rows}, {STRETCH[1]} * width / {columns})"
    spare = f"(width / {wide} - {columns}) / 2", f"(height / {high} - {rows}) / 2"
    ends = (shown.left, shown.right), (shown.top, shown.bottom)
    scales = [
        alt.Scale(
            domainMin=alt.ExprRef(f"{first - 0.2} - {room}"),
            domainMax=alt.ExprRef(f"{last + 1.2} + {room}"),
            nice=False,
            zero=False,
            reverse=across == 1,
        )
        for across, ((first, last), room) in enumerate(zip(ends, spare, strict=True))
    ]
    return scales[0], scales[1]


def _plain_group() -> str:
    return " || ".join(f"datum.group == '{group}'" for group in HOLLOW)


def _claims() -> str:
    return f"datum.group == '{OWN_CLAIM}'"


def _marked() -> str:
    return f"datum.won || {_claims()}"


def _outline(ink: str, muted: str) -> dict[str, Any]:
    """Return the colour of an outline: an award's, that of an own claim, or neither."""
    claimed = atlas.look()["award"][OWN_CLAIM]["colour"]
    conditions = [{"test": _claims(), "value": claimed}, {"test": "datum.won", "value": ink}]
    return {"condition": conditions, "value": muted}


def _frames(lines_url: str, x: alt.Scale, y: alt.Scale, dark: bool, narrow: int) -> list[alt.Chart]:
    """Return the outlines of provinces, and their names where the map is wide enough."""
    ground = atlas.look()["dark" if dark else "light"]["backgroundColor"]
    drawn = alt.Chart(alt.UrlData(url=lines_url, format={"type": "json"}))
    lines = drawn.transform_filter("!datum.label")
    named = drawn.transform_filter("datum.label").transform_calculate(
        xm="datum.x + 0.5", ym="datum.y + 0.5"
    )
    at = {"x": alt.X("xm:Q", scale=x), "y": alt.Y("ym:Q", scale=y), "text": "label:N"}
    ruled = lines.mark_rule(clip=True, color=_ink(dark), strokeWidth=1.2, opacity=0.75).encode(
        x=alt.X("x:Q", scale=x), x2="x2:Q", y=alt.Y("y:Q", scale=y), y2="y2:Q"
    )
    wide = alt.ExprRef(f"width < {narrow} ? 0 : 1")
    text: dict[str, Any] = {"fontSize": 11, "fontWeight": "bold", "opacity": wide, "clip": True}
    halo = named.mark_text(**text, stroke=ground, strokeWidth=4, strokeOpacity=0.85)
    return [ruled, halo.encode(**at), named.mark_text(**text, color=_ink(dark)).encode(**at)]


@cache
def _areas(
    measure: str, data_url: str, boundary_url: str, dark: bool, programme: str, height: int
) -> str:
    rows = alt.UrlData(url=data_url, format={"type": "json"})
    shapes = alt.UrlData(url=boundary_url, format={"type": "json", "property": "features"})
    needed = {field(measure, YEAR, programme), field("level", YEAR, programme), f"state{YEAR}"}
    needed.add(WITHOUT[programme].format(year=YEAR))
    looked = alt.LookupData(
        data=rows, key="code", fields=["code", "name", "apart", *sorted(needed)]
    )
    areas = alt.Chart(shapes).transform_lookup(lookup="properties.code", from_=looked)
    pick = alt.selection_point(name=PICK, fields=["code"], on="click", clear="dblclick")
    fill = alt.condition(_plain_group(), alt.value("transparent"), _group_colour(measure))
    ink, muted = _ink(dark), _muted(dark)
    drawn = _with_group(areas, measure, programme).mark_geoshape(stroke=muted, strokeWidth=0.4)
    kota = _with_group(
        alt.Chart(rows).transform_filter("datum.type == 'kota'"), measure, programme
    ).mark_square(size=46, filled=True, opacity=1)
    tooltip = "name:N"
    layers = [
        drawn.encode(fill=fill, tooltip=tooltip).add_params(pick),
        kota.encode(
            longitude="lon:Q",
            latitude="lat:Q",
            fill=fill,
            stroke=_outline(ink, muted),
            strokeWidth=alt.condition(_marked(), alt.value(1.6), alt.value(0.8)),
            tooltip=tooltip,
        ),
    ]
    chart = alt.layer(*layers).project(type="equirectangular")
    chart = chart.properties(height=height, width="container").configure_view(stroke=None)
    return str(chart.to_json(indent=None))
