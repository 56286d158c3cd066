"""Whose shape is it: codes and names of a boundary file, held against where regions lie."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

import pandas as pd
import shapely
from shapely.geometry.base import BaseGeometry

from iga_core.geo.boundary_shape import BoundaryError
from iga_core.regions import Resolver
from iga_core.regions.names import code_of, type_of

Scheme = Literal["code", "name", "bps"]
Texts = Sequence[str]
NEAR = 0.05  # degrees, about 5 km: a map point this close to a shape lies in it
FAR = 0.2  # degrees, about 22 km: from here on a whole region lies elsewhere
MOST = 0.9  # share of a column's texts from which it is taken for types or provinces
LEAST = 0.5  # share of shapes that must find a region; below, the file is about something else
MAX_TEXTS = 20_000
FULL = re.compile(r"\d{2}\.\d{2}")  # the code of a kabupaten or kota


@dataclass(frozen=True)
class Gazetteer:
    """What is known beforehand of kabupaten and kota: names, BPS codes, a point in each."""

    resolver: Resolver
    bps: Mapping[str, str]
    points: Mapping[str, Any]

    def lies(self, code: str, shape: BaseGeometry, within: float = NEAR) -> bool:
        """Whether the region's map point is in ``shape``, or ``within`` so many degrees of it."""
        return bool(shapely.dwithin(self.points[code], shape, within))


@dataclass(frozen=True)
class OutlineReading:
    """One column read one way: per shape the codes its text may mean."""

    column: str
    scheme: Scheme
    texts: tuple[str, ...]
    meant: tuple[frozenset[str], ...]


@dataclass(frozen=True)
class Match:
    """Per row the region it belongs to (None: not found) and a reason for doubt ("": none).

    ``agreeing``: how many shapes lie where their region does.
    """

    reading: OutlineReading
    codes: tuple[str | None, ...]
    doubts: tuple[str, ...]
    agreeing: int


def build_gazetteer(regions: pd.DataFrame, resolver: Resolver) -> Gazetteer:
    """Build it from the table ``regions`` (typed or not)."""
    local = regions[regions["type"] != "provinsi"]
    points = shapely.points(local["map_lon"].astype(float), local["map_lat"].astype(float))
    bps = dict(zip(local["bps_code_2020"].astype(str), local["code"], strict=True))
    return Gazetteer(resolver, bps, dict(zip(local["code"], points, strict=True)))


def match(
    table: pd.DataFrame,
    shapes: Iterable[BaseGeometry | None],
    known: Gazetteer,
    code_column: str | None = None,
    name_column: str | None = None,
) -> Match:
    """Find out whose each shape is. ``table``: the file's columns; ``shapes``: in WGS84 or None.

    A column of codes that puts at least half of them where their region lies goes before names;
    else the column and the way of reading it that put most shapes there win.
    Raises BoundaryError when no column can be read.
    """
    for wanted in (code_column, name_column):
        if wanted and wanted not in table.columns:
            raise BoundaryError("no_column", column=wanted, columns=", ".join(table.columns))
    readings = _readings(table, known, code_column, name_column)
    if not readings:
        raise BoundaryError("nothing_to_match", columns=", ".join(table.columns) or "-")
    shapes = list(shapes)
    matches = [_settle(reading, shapes, known) for reading in readings]
    enough = LEAST * sum(shape is not None for shape in shapes)

    def rank(found: Match) -> tuple[bool, int, int]:
        coded = found.reading.scheme != "name" and found.agreeing >= enough
        return coded, found.agreeing, sum(code is not None for code in found.codes)

    return max(matches, key=rank)


def _readings(
    table: pd.DataFrame, known: Gazetteer, code_column: str | None, name_column: str | None
) -> list[OutlineReading]:
    columns = {str(name): _texts(table[name]) for name in table.columns}
    provinces = _helper(columns, lambda t: _is_province(t, known.resolver))
    types = _helper(columns, lambda t: type_of(t) in {"kabupaten", "kota"})
    coded = [code_column] if code_column else [] if name_column else list(columns)
    named = [name_column] if name_column else [] if code_column else list(columns)
    found = [_by_code(c, columns[c], known) for c in coded]
    found += [_by_bps(c, columns[c], known) for c in coded]
    helpers = (columns.get(provinces or ""), columns.get(types or ""))
    found += [_by_name(c, columns[c], helpers, known) for c in named if c != provinces]
    return [reading for reading in found if any(reading.meant)]


def _texts(column: pd.Series[Any]) -> tuple[str, ...]:
    return tuple(_text(value) for value in column)


def _text(value: object) -> str:
    """Print a cell; a code kept as the number 12.1 is 12.10."""
    if isinstance(value, float):
        if value != value:
            return ""
        return str(int(value)) if value.is_integer() else f"{value:.2f}"
    return "" if value is None else str(value).strip()


def _helper(columns: Mapping[str, Texts], fits: Callable[[str], bool]) -> str | None:
    """Return the column whose texts nearly all fit, the one with most letters first."""
    for name in sorted(columns, key=lambda c: all(t.isdigit() for t in columns[c])):
        texts = {text for text in columns[name] if text}
        if 0 < len(texts) <= MAX_TEXTS and sum(map(fits, texts)) >= MOST * len(texts):
            return name
    return None


def _is_province(text: str, resolver: Resolver) -> bool:
    return len(text) > 1 and resolver.resolve(text, type="provinsi").status == "resolved"


def _code(text: str) -> str:
    """Return the code that ``text`` holds as 11.71, also from ID1171 or 11,71; "" for none."""
    found = code_of(text.removeprefix("ID")) or ""
    return found if FULL.fullmatch(found) else ""


def _by_code(column: str, texts: tuple[str, ...], known: Gazetteer) -> OutlineReading:
    def meant(text: str) -> frozenset[str]:
        candidates = known.resolver.resolve(_code(text)).candidates
        return frozenset(c.code for c in candidates if c.code in known.points)

    return OutlineReading(column, "code", texts, tuple(meant(text) for text in texts))


def _by_bps(column: str, texts: tuple[str, ...], known: Gazetteer) -> OutlineReading:
    def meant(text: str) -> frozenset[str]:
        code = known.bps.get(_code(text).replace(".", ""))
        return frozenset([code]) if code else frozenset()

    return OutlineReading(column, "bps", texts, tuple(meant(text) for text in texts))


def _by_name(
    column: str,
    texts: tuple[str, ...],
    helpers: tuple[Texts | None, Texts | None],
    known: Gazetteer,
) -> OutlineReading:
    """Read names, narrowed by province and type where the file has such columns."""

    @cache
    def meant(text: str, province: str, type_: str) -> frozenset[str]:
        if not any(c.isalpha() for c in text):
            return frozenset()
        for limits in ((province, type_), (province, ""), ("", type_)):
            found = known.resolver.resolve(text, province=limits[0], type=limits[1])
            codes = {c.code for c in found.candidates if c.code in known.points}
            if codes:
                return frozenset(codes)
        return frozenset()

    blank = [""] * len(texts)
    provinces, types = (helper or blank for helper in helpers)
    if len(set(texts)) > MAX_TEXTS:
        return OutlineReading(column, "name", texts, (frozenset(),) * len(texts))
    return OutlineReading(column, "name", texts, tuple(map(meant, texts, provinces, types)))


def _settle(
    reading: OutlineReading, shapes: Sequence[BaseGeometry | None], known: Gazetteer
) -> Match:
    """Choose among several meanings by what is left and where the shape lies; doubt the chosen.

    A row without a shape has its code too: it is known, and has nothing to show.
    """
    codes = [next(iter(meant)) if len(meant) == 1 else None for meant in reading.meant]
    doubts = [""] * len(codes)
    here = [
        [code for code in meant if shape is not None and known.lies(code, shape)]
        for meant, shape in zip(reading.meant, shapes, strict=True)
    ]
    while found := _told_apart(reading, here, codes):
        for i, (code, reason) in found.items():
            codes[i], doubts[i] = code, reason
    agreeing = 0
    for i, shape in enumerate(shapes):
        agreeing += codes[i] in here[i]
        if codes[i] and shape is not None and codes[i] not in here[i]:
            doubts[i] = "elsewhere"
    return Match(reading, tuple(codes), tuple(doubts), agreeing)


def _told_apart(
    reading: OutlineReading, here: Sequence[Texts], codes: Sequence[str | None]
) -> dict[int, tuple[str, str]]:
    """Return the open rows that can be settled beside the settled ``codes``, and how.

    By elimination: no other text took the meaning. By place: it lies there and nobody took it.
    """
    taken: dict[str, set[str]] = {}
    for text, code in zip(reading.texts, codes, strict=True):
        if code:
            taken.setdefault(code, set()).add(text)
    found = {}
    for i, (text, meant) in enumerate(zip(reading.texts, reading.meant, strict=True)):
        if codes[i] is None and meant:
            left = [c for c in meant if not taken.get(c, set()) - {text}]
            near = [c for c in here[i] if c not in taken]
            if len(left) == 1:
                found[i] = left[0], "by_elimination"
            elif len(near) == 1:
                found[i] = near[0], "by_place"
    return found
