"""What a picture holds, before anybody draws it: cells, lanes, strips, bands, in words too.

Every picture is a table to whoever cannot see it: each cell says itself in words (``said``).
Positions are shares of a picture's width, 0 to 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

State = Literal["received", "claimed", "not_listed", "not_found", "outside"]
"""``received``: reported or derived; ``claimed``: the government's own word; ``not_listed``: a
complete list without this name; ``not_found``; ``outside``: nothing can stand there."""
Shape = Literal["circle", "square", "triangle", "diamond", "star", "cross"]
Anchor = Literal["right", "left", "above", "below"]


@dataclass(frozen=True, slots=True)
class YearCell:
    """One field of a ribbon or matrix.

    ``said``: all of it in words, year first. ``token``: section and name in ``look.toml`` whose
    colour and mark it has ("" for a plain value). ``text``, ``note``: first and second line;
    ``short``: the text on a phone. ``beside``: the mark of a second award of the year.
    """

    state: State
    said: str
    token: tuple[str, str] = ("", "")
    text: str = ""
    short: str = ""
    note: str = ""
    href: str = ""
    disputed: bool = False
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A row of a ribbon, a cell per year. ``who``: place of the government among those compared."""

    label: str
    cells: tuple[YearCell, ...]
    kind: Literal["award", "class", "value"] = "value"
    who: int | None = None
    href: str = ""


@dataclass(frozen=True, slots=True)
class Upright:
    """A dashed line before ``year``: values on its two sides are not compared.

    ``scale``: whether the scale itself changed, not class limits alone.
    """

    year: int
    text: str
    scale: bool


@dataclass(frozen=True, slots=True)
class Ribbon:
    """Years by lanes. ``said``: the whole in one sentence."""

    said: str
    years: tuple[int, ...]
    lanes: tuple[Lane, ...]
    uprights: tuple[Upright, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A government in a matrix: its award years, counted (``total``) and claimed besides."""

    label: str
    href: str
    cells: tuple[YearCell, ...]
    total: int
    claims: int = 0
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Governments by years. ``total``: the heading of the counts."""

    said: str
    years: tuple[int, ...]
    rows: tuple[MatrixRow, ...]
    total: str


@dataclass(frozen=True, slots=True)
class Own:
    """A government's point on a strip. ``value``, ``place``: in words; ``who``: its colour."""

    at: float
    value: str
    place: str
    who: int
    href: str = ""


@dataclass(frozen=True, slots=True)
class Strip:
    """A measure among all of a kind: a tick each, the median, one or more own points."""

    label: str
    unit: str
    ticks: tuple[float, ...]
    median: float | None
    own: tuple[Own | None, ...]


@dataclass(frozen=True, slots=True)
class Strips:
    """Strips of one kind. ``who``: the names of the own points, ``low``, ``high``: the ends."""

    said: str
    who: tuple[str, ...]
    strips: tuple[Strip, ...]
    low: str
    high: str
    unknown: str


@dataclass(frozen=True, slots=True)
class Heat:
    """A list in a heat strip: ``found`` names of ``size`` (None: not known; no list: both None).

    ``said``: in words, where the two numbers below their heads do not say it all.
    """

    said: str
    found: int | None = None
    size: int | None = None
    href: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class HeatRow:
    """One kind of list over the years; ``short``: its label on a phone."""

    label: str
    short: str
    cells: tuple[Heat, ...]


@dataclass(frozen=True, slots=True)
class HeatGroup:
    """The lists of one level; ``token`` as of a cell."""

    label: str
    token: tuple[str, str]
    rows: tuple[HeatRow, ...]


@dataclass(frozen=True, slots=True)
class HeatStrip:
    """Level and kind by year. ``year_hrefs``: where the heads of the years lead (none: nowhere)."""

    said: str
    years: tuple[int, ...]
    groups: tuple[HeatGroup, ...]
    chosen_year: int | None = None
    year_hrefs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClassBand:
    """A stretch of a scale; ``token`` as of a cell, ("", "") where its class is not known.

    ``short``: what a phone shows of the label, where the band is a row's own.
    """

    low: float
    high: float
    label: str
    token: tuple[str, str] = ("", "")
    short: str = ""


@dataclass(frozen=True, slots=True)
class Point:
    """A mark on a scale: ``filled``, or a ring; ``small``: one of the others, quiet.

    ``below``: its text stands below the line; ``side``: the text ends (left) or begins (right) at
    the mark, so that two near ones do not meet.
    """

    at: float
    text: str
    filled: bool = True
    who: int | None = None
    small: bool = False
    below: bool = False
    side: Literal["", "left", "right"] = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch in which something stands, or the place where it does (``low`` = ``high``)."""

    low: float
    high: float
    text: str


@dataclass(frozen=True, slots=True)
class RulerRow:
    """A row of a ruler: its points on the bands, and what stands beside them on a second scale.

    ``bands``: its own, where the rows do not share them; ``missing``: a dashed stretch on the
    bands, of what is still to come.
    """

    label: str
    points: tuple[Point, ...]
    href: str = ""
    span: Stretch | None = None
    marked: bool = False
    note: str = ""
    bands: tuple[ClassBand, ...] = ()
    missing: Stretch | None = None


@dataclass(frozen=True, slots=True)
class Ruler:
    """Points on bands of classes, row by row. ``ticks``: places and words of the scale's marks.

    ``second``: heading and marks of the scale of ``RulerRow.span`` (None: there is none);
    ``rest``: who has no row, in words. ``alone``: it has one row, whose label only a voice says;
    the words stand off its line, which is full of points. ``upright``: place and words of a line
    through all rows. ``forecast``: by rules that are not out.
    """

    said: str
    heading: str
    bands: tuple[ClassBand, ...]
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[RulerRow, ...]
    second: tuple[str, tuple[tuple[float, str], ...]] | None = None
    rest: str = ""
    alone: bool = False
    upright: tuple[float, str] | None = None
    forecast: bool = False


@dataclass(frozen=True, slots=True)
class Bar:
    """A part reached of a whole, per government compared; ``values``: as words.

    Where a share is None, the value says so in words that only a voice reads ("": no part in it).
    """

    label: str
    shares: tuple[float | None, ...]
    values: tuple[str, ...]
    href: str = ""


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars of one measure each. ``who`` as of ``Strips``."""

    said: str
    who: tuple[str, ...]
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """How a class is marked on a map; ``radius`` in pixels.

    ``token`` as of a cell, ``colour`` where there is none; ``hollow``: the government's own claim.
    ``dot`` and ``dash`` carry no answer: nothing found, and a complete list without this name.
    """

    shape: Shape | Literal["dot", "dash"]
    radius: float = 0
    token: tuple[str, str] = ("", "")
    colour: str = ""
    hollow: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of a map's legend; ``count`` in words, ``href``: where it is shown alone."""

    sign: Sign
    label: str
    count: str
    href: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """A government's mark at its place in a frame. ``said``: who and what, in words.

    ``text``: inside the mark; ``name``: beside it, on the side ``anchor``. ``again``: it stands in
    a larger frame too, where a voice and a keyboard meet it.
    """

    code: str
    x: float
    y: float
    sign: Sign
    said: str
    href: str
    text: str = ""
    name: str = ""
    anchor: Anchor = "right"
    disputed: bool = False
    chosen: bool = False
    again: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of the land, so many times (``ratio``) wider than high.

    ``land``: its left, top, width and height as shares of the land's drawing. ``dots``,
    ``dashes``: the places of what has no mark. ``label``: "" for the whole country.
    """

    label: str
    ratio: float
    land: tuple[float, float, float, float]
    spots: tuple[Spot, ...]
    dots: tuple[tuple[float, float], ...]
    dashes: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class LandMap:
    """The land with a mark for each government. ``land``: address of its drawing, a mask.

    ``parts``: what can be enlarged, by label and address; ("" leads nowhere: it is).
    """

    said: str
    land: str
    keys: tuple[Key, ...]
    frames: tuple[Frame, ...]
    parts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Tile:
    """A government's tile. ``edges``: the sides (t, r, b, l) where another province or sea lies."""

    code: str
    column: int
    row: int
    sign: Sign
    said: str
    href: str
    edges: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Tiles:
    """A tile of one size for each government. ``labels``: column, row and name of a province."""

    said: str
    columns: int
    rows: int
    keys: tuple[Key, ...]
    tiles: tuple[Tile, ...]
    labels: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True, slots=True)
class YearValue:
    """A value that a source prints. ``at``: its height, a share of the highest of its line.

    ``said``: all of it in words; ``short``: the text on a phone; ``open``: another source prints
    another value for the same year.
    """

    at: float
    text: str
    short: str
    said: str
    href: str = ""
    open: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A figure through the years: all values printed of each year, () where none was found.

    Nothing joins one year to the next: what lies between is not known.
    """

    label: str
    cells: tuple[tuple[YearValue, ...], ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Figures through the years, each in its own height. ``unknown``: what an empty year means."""

    said: str
    years: tuple[int, ...]
    lines: tuple[Line, ...]
    unknown: str


Figure = Ribbon | Matrix | Strips | HeatStrip | Ruler | Bars | Lines | LandMap | Tiles
