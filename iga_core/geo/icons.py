"""Draw the symbols of the map: one shape per type, filled, hollow or hatched, ringed or not."""

from __future__ import annotations

import json
import math
from pathlib import Path

from PIL import Image, ImageChops, ImageDraw

SHAPES = {"kota": "square", "kabupaten": "circle", "provinsi": "diamond"}  # as in look.toml
FILLS = ("filled", "hollow", "hatched")  # known, unknown, not assessed
CELL = 48  # pixels per symbol in the file; drawn at 8 to 24 on the screen
FINE = 4  # drawn so many times larger, then reduced: smooth edges
CORE = {"square": 0.265, "circle": 0.30, "diamond": 0.36}  # half width; equal areas
LINE = 0.075  # of a symbol's width
VEIL = 40  # of 255: inside hollow symbols, so that a click there hits them even when dimmed
GAP = 0.05  # between a symbol and the ring that says "awarded"


def icon_name(type_: str, fill: str, awarded: bool) -> str:
    """Return the name of a symbol, e.g. ``kota-filled-award``."""
    return f"{type_}-{fill}{'-award' if awarded else ''}"


def write_icons(folder: Path) -> tuple[Path, Path]:
    """Write ``icons.png`` (white on nothing, coloured when drawn) and its index ``icons.json``."""
    names = [(t, f, a) for t in SHAPES for f in FILLS for a in (False, True)]
    sheet = Image.new("L", (CELL * 6, CELL * 3), 0)
    index = {}
    for number, (type_, fill, awarded) in enumerate(names):
        x, y = CELL * (number % 6), CELL * (number // 6)
        sheet.paste(_symbol(SHAPES[type_], fill, awarded), (x, y))
        place = {"x": x, "y": y, "width": CELL, "height": CELL, "mask": True}
        index[icon_name(type_, fill, awarded)] = place
    white = Image.new("L", sheet.size, 255)
    picture = Image.merge("LA", (white, sheet))
    paths = folder / "icons.png", folder / "icons.json"
    picture.save(paths[0], optimize=True)
    paths[1].write_text(json.dumps(index, separators=(",", ":")) + "\n", encoding="utf-8")
    return paths


def _symbol(shape: str, fill: str, awarded: bool) -> Image.Image:
    size = CELL * FINE
    half = CORE[shape]
    whole = _solid(shape, half, size)
    outline = ImageChops.subtract(whole, _solid(shape, _inner(shape, half, LINE), size))
    drawn = whole if fill == "filled" else outline
    if fill == "hatched":
        drawn = ImageChops.lighter(outline, ImageChops.multiply(whole, _stripes(size)))
    drawn = ImageChops.lighter(drawn, whole.point(lambda value: min(value, VEIL)))
    if awarded:
        outer = _inner(shape, half, -GAP - LINE)
        ring = ImageChops.subtract(
            _solid(shape, outer, size), _solid(shape, _inner(shape, half, -GAP), size)
        )
        drawn = ImageChops.lighter(drawn, ring)
    return drawn.resize((CELL, CELL), Image.Resampling.LANCZOS)


def _inner(shape: str, half: float, step: float) -> float:
    """Return the half width ``step`` further in, measured across the edge."""
    return half - step * (math.sqrt(2) if shape == "diamond" else 1)


def _solid(shape: str, half: float, size: int) -> Image.Image:
    picture = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(picture)
    low, high, middle = size * (0.5 - half), size * (0.5 + half), size / 2
    if shape == "circle":
        pen.ellipse((low, low, high, high), fill=255)
    elif shape == "square":
        pen.rectangle((low, low, high, high), fill=255)
    else:
        pen.polygon([(middle, low), (high, middle), (middle, high), (low, middle)], fill=255)
    return picture


def _stripes(size: int) -> Image.Image:
    picture = Image.new("L", (size, size), 0)
    pen = ImageDraw.Draw(picture)
    for start in range(-size, size, round(size * 0.16)):
        pen.line((start, size, start + size, 0), fill=255, width=round(size * 0.055))
    return picture
