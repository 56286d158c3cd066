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

from iga_core.geo.boundary_error import BoundaryError
from iga_core.regions import Resolver
from iga_core.regions.names import type_of

Scheme = Literal["code", "name", "bps"]
Texts = Sequence[str]
NEAR = 0.05  # degrees, about 5 km: a map point this close to a shape lies in it
FAR = 0.2  # degrees, about 22 km: from here on a whole region lies elsewhere
MOST = 0.9  # share of a column's texts from which it is taken for types or provinces
LEAST = 0.5  # share of shapes that must find a region; below, the file is about something else
MAX_TEXTS = 20_000
CODE_LIKE = re.compile(r"(?:ID)?(\d{2})\.?(\d{2})")


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
    """Per shape the region it belongs to (None: not found) and a reason for doubt ("": none)."""

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

    The column and the way of reading it that put most shapes where their region lies win.
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
    best = max(matches, key=lambda m: (m.agreeing, sum(c is not None for c in m.codes)))
    others = sorted((m for m in matches if m is not best), key=lambda m: -m.agreeing)
    return _completed(best, [m for m in others if m.reading.scheme != best.reading.scheme])


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


def _by_code(column: str, texts: tuple[str, ...], known: Gazetteer) -> OutlineReading:
    def meant(text: str) -> frozenset[str]:
        found = CODE_LIKE.fullmatch(text)
        if not found:
            return frozenset()
        candidates = known.resolver.resolve(".".join(found.groups())).candidates
        return frozenset(c.code for c in candidates if c.code in known.points)

    return OutlineReading(column, "code", texts, tuple(meant(text) for text in texts))


def _by_bps(column: str, texts: tuple[str, ...], known: Gazetteer) -> OutlineReading:
    def meant(text: str) -> frozenset[str]:
        found = CODE_LIKE.fullmatch(text)
        code = known.bps.get("".join(found.groups())) if found else None
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
    reading: OutlineReading, shapes: Iterable[BaseGeometry | None], known: Gazetteer
) -> Match:
    """Choose among several meanings by where the shape lies; doubt what lies elsewhere."""
    codes: list[str | None] = []
    doubts: list[str] = []
    for meant, shape in zip(reading.meant, shapes, strict=True):
        here = [c for c in sorted(meant) if shape is not None and known.lies(c, shape)]
        chosen = next(iter(meant)) if len(meant) == 1 else here[0] if len(here) == 1 else None
        codes.append(chosen if shape is not None else None)
        apart = chosen is not None and chosen not in here
        doubts.append("elsewhere" if apart else "by_place" if chosen and len(meant) > 1 else "")
    agreeing = sum(c is not None and d != "elsewhere" for c, d in zip(codes, doubts, strict=True))
    return Match(reading, tuple(codes), tuple(doubts), agreeing)


def _completed(best: Match, others: list[Match]) -> Match:
    """Fill what ``best`` left open from the other ways of reading; doubt where they differ.

    Only what lies in its place fills a gap or raises a doubt.
    """
    codes, doubts = list(best.codes), list(best.doubts)
    for other in others:
        for i, (code, doubt) in enumerate(zip(other.codes, other.doubts, strict=True)):
            if code is None or doubt == "elsewhere":
                continue
            if codes[i] is None and code not in codes:
                codes[i], doubts[i] = code, "other_column"
            elif codes[i] not in (None, code) and doubts[i] == "elsewhere":
                doubts[i] = "differs"
    return Match(best.reading, tuple(codes), tuple(doubts), best.agreeing)
