"""Pictures as SVG on white: for paper, for files, for pages of others. One width, light colours."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, singledispatch
from math import cos, pi, sin

from iga_core.chart import look
from iga_core.chart.html import environment
from iga_core.chart.model import (
    Bars,
    Figure,
    HeatStrip,
    Key,
    LandMap,
    Lines,
    Matrix,
    MatrixRow,
    Ribbon,
    Ruler,
    Sign,
    Spot,
    Strips,
    Tiles,
    YearCell,
)
from iga_core.geo.land import land_path
from iga_core.paths import STATIC

WIDTH = 900.0  # pixels of every picture
FONT = "Roboto, Public Sans, sans-serif"
LETTER = 6.4  # pixels a letter of 12 takes on average: for what must not run into its neighbour
LINE = 110  # letters of a title's line


@dataclass(frozen=True, slots=True)
class RectMark:
    """A rectangle with round corners; with ``stroke`` it is dashed."""

    x: float
    y: float
    w: float
    h: float
    fill: str
    r: float = 2
    stroke: str = ""
    kind: str = "box"


@dataclass(frozen=True, slots=True)
class TextMark:
    """A line of letters; ``y``: of their foot."""

    x: float
    y: float
    text: str
    fill: str
    anchor: str = "start"
    size: float = 12
    bold: bool = False
    halo: bool = False
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class PathMark:
    """A drawn line or shape."""

    d: str
    fill: str = "none"
    stroke: str = ""
    width: float = 1
    dash: bool = False
    kind: str = "path"


@dataclass(frozen=True, slots=True)
class GroundMark:
    """A window on the land. ``view``: left, top, width and height of what it shows of ``d``."""

    x: float
    y: float
    w: float
    h: float
    d: str
    fill: str
    view: tuple[float, float, float, float]
    kind: str = "ground"


SvgMark = RectMark | TextMark | PathMark | GroundMark
Drawn = tuple[list[SvgMark], float]
"""What is drawn from the top down, and how high it is."""


def _quiet(name: str) -> str:
    return str(look.look()["quiet"][name]["colour"])


def _colours(token: tuple[str, str], *, strong: bool = False) -> tuple[str, str]:
    """Return the ground of a token and the colour of letters on it; ``strong``: as a mark."""
    section, name = token
    entry = look.look()[section][name]
    ground = entry["colour"] if strong else entry.get("band", entry["colour"])
    return str(ground), str(entry.get("on", _quiet("ink")))


def _who(place: int) -> tuple[str, str]:
    entry = look.look()["who"][place]
    return str(entry["colour"]), str(entry["shape"])


def _line(
    x: float, y: float, to_x: float, to_y: float, stroke: str = "", **more: object
) -> PathMark:
    return PathMark(
        f"M{_n(x)} {_n(y)}L{_n(to_x)} {_n(to_y)}",
        stroke=stroke or _quiet("line"),
        width=float(str(more.get("width", 1))),
        dash=bool(more.get("dash")),
    )


def _polygon(x: float, y: float, corners: Iterable[tuple[float, float]], fill: str) -> PathMark:
    points = "L".join(f"{_n(x + dx)} {_n(y + dy)}" for dx, dy in corners)
    return PathMark(f"M{points}Z", fill=fill, stroke="#fff", width=0.8)


def shape(x: float, y: float, radius: float, name: str, fill: str) -> PathMark:
    """Return a mark around a place: circle, square, triangle, diamond, star or cross."""
    r = radius
    if name == "circle":
        half = f"a{_n(r)} {_n(r)} 0 1 0 "
        d = f"M{_n(x - r)} {_n(y)}{half}{_n(2 * r)} 0{half}{_n(-2 * r)} 0Z"
        return PathMark(d, fill=fill, stroke="#fff", width=0.8)
    if name == "star":
        spikes = [
            (
                (r * 1.25 if i % 2 == 0 else r * 0.55) * sin(i * pi / 5),
                -(r * 1.25 if i % 2 == 0 else r * 0.55) * cos(i * pi / 5),
            )
            for i in range(10)
        ]
        return _polygon(x, y, spikes, fill)
    corners: dict[str, Sequence[tuple[float, float]]] = {
        "square": ((-r, -r), (r, -r), (r, r), (-r, r)),
        "triangle": ((0, -r), (r, r * 0.9), (-r, r * 0.9)),
        "diamond": ((0, -r * 1.2), (r * 1.2, 0), (0, r * 1.2), (-r * 1.2, 0)),
        "cross": [
            (x * r, y * r)
            for x, y in (
                *((-0.35, -1), (0.35, -1), (0.35, -0.35), (1, -0.35), (1, 0.35), (0.35, 0.35)),
                *((0.35, 1), (-0.35, 1), (-0.35, 0.35), (-1, 0.35), (-1, -0.35), (-0.35, -0.35)),
            )
        ],
    }
    return _polygon(x, y, corners[name], fill)


def _ring(x: float, y: float) -> PathMark:
    return replace(shape(x, y, 3, "circle", "none"), stroke=_quiet("ring"))


def _cell(cell: YearCell, x: float, y: float, w: float, h: float, *, kind: str) -> list[SvgMark]:
    """Return a cell in its box: filled, hollow dashed, a dash, a ring, or nothing."""
    middle, foot = x + w / 2, y + h / 2 + 4
    if cell.state == "outside":
        return []
    if cell.state == "not_listed":
        return [TextMark(middle, foot, "–", _quiet("text"), "middle")]
    if cell.state == "not_found":
        return [_ring(middle, y + h / 2)]
    fill, on = _colours(cell.token) if cell.token[0] else ("none", _quiet("ink"))
    found: list[SvgMark] = []
    if cell.token[0]:
        claimed = cell.state == "claimed"
        found.append(
            RectMark(x, y, w, h, "#fff" if claimed else fill, 2.5, stroke=fill if claimed else "")
        )
        on = fill if claimed else on
    text = look.mark(cell.token) if kind == "mark" else cell.text
    raised = 6 if cell.note and kind == "award" else 0
    sign = look.mark(cell.token) if kind == "award" else ""
    size = 12 if (len(text) + 2 * len(sign)) * LETTER < w - 4 else 10
    if sign:  # apart: letters beside a sign that their font lacks would take another font too
        start = middle - (len(text) * LETTER * size / 12 + size + 3) / 2
        found.append(TextMark(start, foot - raised, sign, on, size=size))
        found.append(TextMark(start + size + 3, foot - raised, text, on, size=size, bold=True))
    else:
        bold = bool(cell.token[0])
        found.append(TextMark(middle, foot - raised, text, on, "middle", size, bold=bold))
    if raised:
        found.append(TextMark(middle, foot + 9, cell.note, on, "middle", 10))
    if cell.beside:
        found.append(TextMark(x + w - 3, y + 9, cell.beside, on, "end", 8))
    if cell.disputed:
        found.append(TextMark(x + w - 3, y + h - 3, "≠", on, "end", 9))
    return found


@singledispatch
def draw(figure: Figure) -> Drawn:
    """Return the marks of a picture from its top left corner, and its height."""
    raise TypeError(type(figure))


@draw.register
def _(figure: Ribbon) -> Drawn:
    left, gap = 140.0, 3.0
    step = (WIDTH - left) / len(figure.years)
    marks: list[SvgMark] = [
        TextMark(left + (i + 0.5) * step, 12, str(year), _quiet("text"), "middle", bold=True)
        for i, year in enumerate(figure.years)
    ]
    y = 20.0
    for lane in figure.lanes:
        h = 40.0 if lane.kind == "award" else 24.0
        x = 0.0
        if lane.who is not None:
            y += 5
            colour, name = _who(lane.who)
            marks.append(shape(6, y + h / 2, 5, name, colour))
            x = 16.0
        bold = lane.kind == "award"
        marks.append(
            TextMark(x, y + h / 2 + 4, lane.label, _quiet("ink" if bold else "text"), bold=bold)
        )
        for i, cell in enumerate(lane.cells):
            marks += _cell(cell, left + i * step, y + 1, step - gap, h - 3, kind=lane.kind)
        y += h
        marks.append(_line(0, y, WIDTH, y))
    for upright in figure.uprights:
        x = left + figure.years.index(upright.year) * step - gap / 2
        last = upright.year == figure.years[-1]
        marks.append(_line(x, 20, x, y, _quiet("text"), dash=True))
        place, anchor = (WIDTH, "end") if last else (x, "start")
        marks.append(TextMark(place, y + 12, upright.text, _quiet("text"), anchor, 10))
    return marks, y + (18 if figure.uprights else 4)


@draw.register
def _(figure: Matrix) -> Drawn:
    left, right, h = 210.0, 60.0, 28.0
    step = (WIDTH - left - right) / len(figure.years)
    marks: list[SvgMark] = [
        TextMark(left + (i + 0.5) * step, 12, str(year), _quiet("text"), "middle", bold=True)
        for i, year in enumerate(figure.years)
    ]
    marks.append(TextMark(WIDTH, 12, figure.total, _quiet("text"), "end"))
    y = 20.0
    for row in figure.rows:
        if row.marked:
            marks.append(RectMark(0, y, WIDTH, h, "#fbeee5"))
        marks.append(TextMark(4, y + 18, row.label, _quiet("ink")))
        for i, cell in enumerate(row.cells):
            marks += _cell(cell, left + i * step, y + 2, step - 3, h - 4, kind="mark")
        marks.append(TextMark(WIDTH - 2, y + 18, _total(row), _quiet("ink"), "end", bold=True))
        y += h
        marks.append(_line(0, y, WIDTH, y))
    return marks, y + 2


def _total(row: MatrixRow) -> str:
    total = str(row.total or "")  # none found is no zero
    return f"{total} +{row.claims}" if row.claims else total


@draw.register
def _(figure: Strips) -> Drawn:
    left, each = 190.0, min(110.0, 420.0 / len(figure.who))
    right = WIDTH - each * len(figure.who)
    marks: list[SvgMark] = [
        TextMark(left, 12, "←", _quiet("text"), size=10),
        TextMark(left + 13, 12, figure.low, _quiet("text"), size=10),
        TextMark(right - 33, 12, figure.high, _quiet("text"), "end", 10),
        TextMark(right - 20, 12, "→", _quiet("text"), "end", 10),
    ]
    for place, name in enumerate(figure.who):
        colour, mark = _who(place)
        marks.append(shape(right + each * place + 5, 8, 5, mark, colour))
        short = name[: int((each - 14) / LETTER * 1.2)]
        marks.append(TextMark(right + each * place + 14, 12, short, _quiet("text"), size=10))
    y = 20.0
    for strip in figure.strips:
        marks.append(TextMark(0, y + 15, strip.label, _quiet("ink")))
        marks.append(TextMark(0, y + 28, strip.unit, _quiet("text"), size=10))

        def at(share: float) -> float:
            return left + share * (right - 26 - left)

        middle = y + 18
        marks.append(_line(left, middle, right - 26, middle))
        places = sorted({round(at(tick), 1) for tick in strip.ticks})
        marks.append(
            PathMark(
                "".join(f"M{_n(x)} {_n(y + 11)}v14" for x in places),
                stroke=_quiet("tick"),
                width=0.9,
            )
        )
        if strip.median is not None:
            x = at(strip.median)
            marks.append(_line(x, y + 8, x, y + 28, _quiet("text"), width=2))
        known = [own for own in strip.own if own]
        if len(known) > 1:
            ends = [at(own.at) for own in known]
            marks.append(_line(min(ends), middle, max(ends), middle, _quiet("ink"), width=1.5))
        for own in known:
            colour, mark = _who(own.who)
            marks.append(shape(at(own.at), middle, 5.5, mark, colour))
        for place, found in enumerate(strip.own):
            x = right + each * place
            if found is None:
                marks.append(_ring(x + 6, middle))
                continue
            marks.append(TextMark(x, y + 15, found.value, _quiet("ink"), bold=True))
            marks.append(TextMark(x, y + 28, found.place, _quiet("text"), size=10))
        y += 36
        marks.append(_line(0, y, WIDTH, y))
    return marks, y + 2


@draw.register
def _(figure: HeatStrip) -> Drawn:
    left, h = 200.0, 22.0
    step = (WIDTH - left) / len(figure.years)
    marks: list[SvgMark] = [
        TextMark(left + (i + 0.5) * step, 12, str(year), _quiet("text"), "middle", bold=True)
        for i, year in enumerate(figure.years)
    ]
    y = 20.0
    for group in figure.groups:
        colour = _colours(group.token)[0] if group.token[0] else _quiet("reached")
        marks.append(TextMark(0, y + 15, look.mark(group.token), colour, bold=True))
        marks.append(TextMark(16, y + 15, group.label, _quiet("ink"), bold=True))
        for row in group.rows:
            marks.append(TextMark(left - 8, y + 15, row.label, _quiet("text"), "end"))
            for i, cell in enumerate(row.cells):
                x, w = left + i * step, step - 3
                if cell.found is None and cell.size is None:
                    marks.append(TextMark(x + w / 2, y + 15, "·", _quiet("text"), "middle"))
                    continue
                found = cell.found or 0
                share = found / cell.size if cell.size else 0.0
                faint = cell.size is None
                marks.append(
                    RectMark(x, y + 1, w, h - 3, _mixed(colour, 0.22) if faint else _quiet("track"))
                )
                if share:
                    marks.append(RectMark(x, y + 1, w * min(share, 1), h - 3, _mixed(colour, 0.5)))
                text = str(found) if faint else f"{found} / {cell.size}"
                marks.append(TextMark(x + w / 2, y + 15, text, _quiet("ink"), "middle"))
            y += h
        y += 6
    return marks, y


def _mixed(colour: str, share: float) -> str:
    """Return ``share`` of a colour on white."""
    parts = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 - (255 - part) * share):02x}" for part in parts)


@draw.register
def _(figure: Ruler) -> Drawn:
    left, h = (10.0, 64.0) if figure.alone else (190.0, 30.0)
    end = 640.0 if figure.second else WIDTH - 10
    second = 700.0

    def at(share: float) -> float:
        return left + share * (end - left)

    def beside(share: float) -> float:
        return second + share * (WIDTH - 60 - second)

    marks: list[SvgMark] = [TextMark(left, 12, figure.heading, _quiet("ink"), bold=True)]
    y, foot = 34.0, 34.0 + h * len(figure.rows)
    for band in figure.bands:
        fill = _colours(band.token)[0] if band.token[0] else _quiet("track")
        marks.append(RectMark(at(band.low), y, at(band.high) - at(band.low), foot - y, fill, 0))
        if (at(band.high) - at(band.low)) > len(band.label) * LETTER * 0.8:
            middle = (at(band.low) + at(band.high)) / 2
            marks.append(TextMark(middle, 29, band.label, _quiet("text"), "middle", 10))
    if figure.second:
        marks.append(TextMark(second, 12, figure.second[0], _quiet("ink"), bold=True))
        for share, text in figure.second[1]:
            marks.append(TextMark(beside(share), 29, text, _quiet("text"), "middle", 10))
    for row in figure.rows:
        middle = y + h / 2
        if not figure.alone:
            label = f"{row.label} {row.note}".strip()
            marks.append(TextMark(0, middle + 4, label, _quiet("ink"), bold=row.marked))
        for band in row.bands:
            fill = _colours(band.token)[0] if band.token[0] else _quiet("track")
            wide = max(2.0, at(band.high) - at(band.low))
            marks.append(RectMark(at(band.low), y + 2, wide, h - 4, fill))
            if wide > len(band.label) * LETTER:
                marks.append(TextMark(at(band.low) + 5, y + 13, band.label, _quiet("ink"), size=10))
        if row.missing:
            low, high = at(row.missing.low), at(row.missing.high)
            marks.append(_line(low, middle, high, middle, _quiet("ink"), width=2, dash=True))
            x = (low + high) / 2
            marks.append(TextMark(x, middle - 16, row.missing.text, _quiet("ink"), "middle"))
        for point in row.points:
            colour, mark = (_quiet("ink"), "circle") if point.who is None else _who(point.who)
            mark = "circle" if figure.alone else mark
            size = 3 if point.small else 5
            dot = shape(at(point.at), middle, size, mark, colour if point.filled else "#fff")
            marks.append(dot if point.filled else replace(dot, stroke=colour, width=2))
            x, down = at(point.at) + 9, 4
            if figure.alone:  # beside the line, which is full of points
                down = 26 if point.small or point.below else -16
                back = {"": 0.5, "left": 1.0, "right": 0.0}[point.side] * len(point.text) * LETTER
                x = min(max(at(point.at) - back, left), end - 90)
            marks.append(
                TextMark(x, middle + down, point.text, _quiet("ink"), bold=not point.small)
            )
        if row.span:
            low, high = beside(row.span.low), beside(row.span.high)
            if row.span.low == row.span.high:
                marks.append(shape(low, middle, 5, "square", _quiet("ink")))
            else:
                marks.append(RectMark(low, middle - 4, max(8.0, high - low), 8, _quiet("span"), 4))
            marks.append(TextMark(high + 8, middle + 4, row.span.text, _quiet("ink")))
        y += h
        marks.append(_line(0, y, WIDTH, y))
    if figure.upright:
        share, text = figure.upright
        marks.append(_line(at(share), 30, at(share), y, _who(0)[0], width=2))
        marks.append(TextMark(at(share), 26, text, _who(0)[0], "middle", bold=True))
    for share, text in figure.ticks:
        marks.append(TextMark(at(share), y + 14, text, _quiet("text"), "middle", 10))
    if figure.rest:
        marks.append(TextMark(0, y + 32, figure.rest, _quiet("text")))
    return marks, y + (38 if figure.rest else 20)


@draw.register
def _(figure: Bars) -> Drawn:
    left, right = 330.0, WIDTH - 120
    marks: list[SvgMark] = []
    y, x = 4.0, left
    for place, name in enumerate(figure.who if len(figure.who) > 1 else ()):
        colour, mark = _who(place)
        marks.append(shape(x + 5, 8, 5, mark, colour))
        marks.append(TextMark(x + 14, 12, name, _quiet("text"), size=10))
        x, y = x + 26 + len(name) * LETTER, 20.0
    for bar in figure.bars:
        each = 14.0
        h = max(26.0, each * len(bar.shares) + 8)
        marks.append(TextMark(0, y + h / 2 + 4, bar.label, _quiet("ink")))
        for place, (share, value) in enumerate(zip(bar.shares, bar.values, strict=True)):
            top = y + 4 + place * each + (h - 8 - each * len(bar.shares)) / 2
            marks.append(RectMark(left, top, right - left, each - 3, _quiet("track")))
            if share:
                marks.append(RectMark(left, top, (right - left) * share, each - 3, _who(place)[0]))
            if share is None and value:
                marks.append(_ring(WIDTH - 6, top + 6))
            else:
                marks.append(TextMark(WIDTH, top + 10, value, _quiet("ink"), "end", 11))
        y += h
        marks.append(_line(0, y, WIDTH, y))
    return marks, y + 2


@draw.register
def _(figure: Lines) -> Drawn:
    left, plot, colour = 250.0, 22.0, _quiet("reached")
    step = (WIDTH - left) / len(figure.years)
    marks: list[SvgMark] = [
        TextMark(left + (i + 0.5) * step, 12, str(year), _quiet("text"), "middle", bold=True)
        for i, year in enumerate(figure.years)
    ]
    y = 20.0
    for line in figure.lines:
        most = max(map(len, line.cells))
        foot = y + plot + 4
        marks.append(TextMark(0, foot, line.label, _quiet("ink")))
        for i, cell in enumerate(line.cells):
            x = left + (i + 0.5) * step
            if not cell:
                marks.append(_ring(x, foot - plot / 2))
            for place, one in enumerate(cell):
                dot = shape(x, foot - one.at * plot, 4, "circle", "#fff" if one.open else colour)
                marks.append(replace(dot, stroke=colour, width=2) if one.open else dot)
                text = TextMark(x, foot + 14 + 13 * place, one.text, _quiet("ink"), "middle", 11)
                marks.append(text)
        y = foot + 8 + 13 * most
        marks.append(_line(0, y, WIDTH, y))
    return marks, y + 4


def _marked(x: float, y: float, sign: Sign) -> PathMark:
    """Return a mark of a map around a place."""
    if sign.shape == "dot":
        return replace(shape(x, y, 1.2, "circle", _quiet("dot")), stroke="")
    if sign.shape == "dash":
        return _line(x - 3, y, x + 3, y, _quiet("dot"), width=1.6)
    colour = sign.colour or _colours(sign.token, strong=True)[0]
    drawn = shape(x, y, sign.radius, sign.shape, "#fff" if sign.hollow else colour)
    return replace(drawn, stroke=colour, width=1.4, dash=True) if sign.hollow else drawn


def _keys(keys: Iterable[Key], y: float) -> tuple[list[SvgMark], float]:
    """Return the legend of a map from a height down, and where it ends."""
    marks: list[SvgMark] = []
    x = 0.0
    for key in keys:
        text = f"{key.label} {key.count}"
        wide = 22 + len(text) * LETTER + 16
        if x and x + wide > WIDTH:
            x, y = 0.0, y + 20
        marks.append(_marked(x + 9, y + 9, key.sign))
        marks.append(TextMark(x + 20, y + 13, text, _quiet("ink")))
        x += wide
    return marks, y + 26


@draw.register
def _(figure: LandMap) -> Drawn:
    marks, y = _keys(figure.keys, 0)
    path, (wide, high) = _land()
    for frame in figure.frames:
        h = WIDTH / frame.ratio
        left, top, across, down = frame.land
        view = (left * wide, top * high, across * wide, down * high)
        if frame.label:
            marks.append(RectMark(0, y, WIDTH, h, _quiet("panel"), 6))
        marks.append(GroundMark(0, y, WIDTH, h, path, _quiet("land"), view))
        for places, name in ((frame.dots, "dot"), (frame.dashes, "dash")):
            quiet = Sign("dot" if name == "dot" else "dash")
            marks += [_marked(px * WIDTH, y + py * h, quiet) for px, py in places]
        if frame.label:
            marks.append(TextMark(WIDTH - 8, y + 18, frame.label, _quiet("text"), "end", bold=True))
        for spot in frame.spots:
            marks += _spot(spot, spot.x * WIDTH, y + spot.y * h)
        y += h + 8
    return marks, y


def _spot(spot: Spot, x: float, y: float) -> list[SvgMark]:
    """Return a government's mark with what stands in and beside it."""
    sign, r = spot.sign, spot.sign.radius
    marks: list[SvgMark] = [_marked(x, y, sign)]
    if spot.disputed:
        ring = shape(x, y, r + 3, "circle", "none")
        marks.append(replace(ring, stroke=_quiet("ink"), width=1.5))
    if spot.chosen:
        ring = shape(x, y, r + 4, "square", "none")
        marks.append(replace(ring, stroke=_who(0)[0], width=2.5))
    if spot.text:
        marks.append(TextMark(x, y + 4, spot.text, "#fff", "middle", 11, bold=True))
    if spot.name:
        places: dict[str, tuple[float, float, str]] = {
            "right": (x + r + 4, y + 4, "start"),
            "left": (x - r - 4, y + 4, "end"),
            "above": (x, y - r - 5, "middle"),
            "below": (x, y + r + 13, "middle"),
        }
        at_x, at_y, anchor = places[spot.anchor]
        marks.append(TextMark(at_x, at_y, spot.name, _quiet("ink"), anchor, bold=True))
    return marks


@draw.register
def _(figure: Tiles) -> Drawn:
    marks, y = _keys(figure.keys, 0)
    w = WIDTH / figure.columns
    h = w / 1.25
    for tile in figure.tiles:
        left, top = tile.column * w, y + tile.row * h
        sign = tile.sign
        colour = sign.colour or (_colours(sign.token, strong=True)[0] if sign.token[0] else "")
        if sign.shape in ("dot", "dash"):
            fill = _quiet("track") if sign.shape == "dash" else "#fff"
            marks.append(RectMark(left + 1, top + 1, w - 2, h - 2, _quiet("ring"), 2))
            marks.append(RectMark(left + 1.8, top + 1.8, w - 3.6, h - 3.6, fill, 1.5))
        else:
            hollow = sign.hollow
            box = RectMark(left + 1, top + 1, w - 2, h - 2, "#fff" if hollow else colour, 2)
            marks.append(replace(box, stroke=colour) if hollow else box)
            if sign.shape not in ("circle", "square") and not hollow:
                middle = (left + w / 2, top + h / 2)
                marks.append(shape(*middle, w / 6, sign.shape, "#fff"))
        ends = {
            "t": (left, top, left + w, top), "b": (left, top + h, left + w, top + h),
            "l": (left, top, left, top + h), "r": (left + w, top, left + w, top + h),
        }  # fmt: skip
        marks += [_line(*ends[edge], stroke=_quiet("text")) for edge in tile.edges]
        if tile.chosen:
            ring = PathMark(
                f"M{_n(left)} {_n(top)}L{_n(left + w)} {_n(top)}L{_n(left + w)} {_n(top + h)}"
                f"L{_n(left)} {_n(top + h)}Z",
                stroke=_who(0)[0],
                width=2.5,
            )
            marks.append(ring)
    for column, row, name in figure.labels:
        x, foot = (column + 0.5) * w, y + (row + 0.5) * h + 4
        marks.append(TextMark(x, foot, name, _quiet("ink"), "middle", 11, bold=True, halo=True))
    return marks, y + figure.rows * h + 4


@cache
def _land() -> tuple[str, tuple[int, int]]:
    return land_path((STATIC / "land.json").read_text(encoding="utf-8"))


def _n(value: float) -> str:
    """Return a number of pixels, short: a tenth is finer than anybody sees."""
    return f"{value:.1f}".rstrip("0").rstrip(".")


def lines(text: str, length: int) -> list[str]:
    """Return ``text`` broken at spaces into lines of ``length`` letters; a longer word is whole."""
    whole = " ".join(text.split())
    return textwrap.wrap(whole, length, break_long_words=False, break_on_hyphens=False) or [""]


def _moved(mark: SvgMark, down: float) -> SvgMark:
    if isinstance(mark, PathMark):
        return replace(mark, d=_shifted(mark.d, down))
    return replace(mark, y=mark.y + down)


def _shifted(d: str, down: float) -> str:
    """Return a path moved down: of ``M`` and ``L`` pairs the second number is a height."""

    def lower(pair: re.Match[str]) -> str:
        return f"{pair[1]}{pair[2]} {_n(float(pair[3]) + down)}"

    return re.sub(r"([ML])([-\d.]+) ([-\d.]+)", lower, d)


def write(figure: Figure, *, title: str = "", source: str = "") -> str:
    """Return a picture as SVG text. ``title`` above it, ``source`` below."""
    marks, height = draw(figure)
    top = 0.0
    head: list[SvgMark] = []
    for line in lines(title, LINE) if title else ():
        top += 22
        head.append(TextMark(0, top - 4, line, _quiet("ink"), size=17, bold=True))
    placed = [*head, *(_moved(mark, top + (8 if top else 0)) for mark in marks)]
    height += top + (8 if top else 0)
    for line in lines(source, LINE) if source else ():
        height += 15
        placed.append(TextMark(0, height - 2, line, _quiet("text"), size=11))
    made = environment()
    made.filters["n"] = _n
    return made.get_template("picture.svg").render(
        width=WIDTH,
        height=height + 4,
        font=FONT,
        said=figure.said,
        marks=placed,
    )
