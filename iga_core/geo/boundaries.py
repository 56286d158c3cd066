"""Install somebody's boundary file as the shapes of kabupaten and kota, and say what was found."""

from __future__ import annotations

import json
import warnings
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import geopandas as gpd

from iga_core.aside import room, write_whole
from iga_core.geo.boundary_file import fetch, unpacked
from iga_core.geo.boundary_match import FAR, LEAST, Gazetteer, Match, build_gazetteer, match
from iga_core.geo.boundary_shape import BoundaryError, Small, joined, place, smallest
from iga_core.language import Words
from iga_core.record.reading import read_table
from iga_core.record.schema import load_schema
from iga_core.regions import build_resolver, load_aliases, load_register

FILE = "kabupaten_kota.geojson"
MAX_LAYERS = 20
SHOWN = 12  # unmatched or doubtful ones named before "and so many others"


class Doubt(NamedTuple):
    """A shape that was taken for a region, but not beyond doubt: why (a message id)."""

    text: str
    code: str
    reason: str


class Layer(NamedTuple):
    """One layer of the file: its shapes by region and how they were found."""

    name: str
    matched: dict[str, Any]
    match: Match
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]
    repaired: int


@dataclass(frozen=True)
class OutlineReport:
    """What was installed from where, and what was not.

    ``missing``: regions without a shape; ``shapeless``: those of them that the file names.
    """

    path: Path
    source: str
    layer: str
    column: str
    scheme: str
    shapes: int
    matched: int
    unmatched: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    shapeless: frozenset[str]
    doubts: tuple[Doubt, ...]
    notes: tuple[str, ...]
    repaired: int
    tolerance: float
    size: int


def install(
    source: str,
    folder: Path,
    data: Path,
    *,
    code_column: str | None = None,
    name_column: str | None = None,
) -> OutlineReport:
    """Read ``source`` (a path or an http address) and write ``folder``/``FILE`` in one step.

    ``data``: the folder with the register. Raises BoundaryError; then nothing was written.
    """
    known = load_gazetteer(data)
    with room("boundaries") as aside:
        given = fetch(source, aside) if "://" in source else Path(source)
        layer = best_layer(unpacked(given, aside), known, code_column, name_column)
    small = smallest({code: layer.matched[code] for code in sorted(layer.matched)})
    path = folder / FILE
    try:
        write_whole(path, _signed(small, source).encode())
    except OSError as error:
        raise BoundaryError("not_writable", path=folder) from error
    return _report(path, source, layer, small, known)


def load_gazetteer(data: Path) -> Gazetteer:
    """Return what is known of every kabupaten and kota from the folder ``data``."""
    schema = load_schema(data / "schema")
    regions, violations = read_table(schema.tables["regions"], data)
    if violations:
        raise BoundaryError("bad_register")
    register = load_register(data / "regions")
    return build_gazetteer(
        regions, build_resolver(register, load_aliases(data / "regions", register))
    )


def best_layer(
    path: Path, known: Gazetteer, code_column: str | None = None, name_column: str | None = None
) -> Layer:
    """Return the layer of ``path`` in which most regions are found.

    Raises the reason of the last layer when none can be used.
    """
    found: list[Layer] = []
    reason = BoundaryError("no_polygon")
    for name in _layers(path):
        try:
            found.append(_matched(name, _read(path, name), known, code_column, name_column))
        except BoundaryError as error:
            reason = error
    if not found:
        raise reason
    return max(found, key=lambda layer: len(layer.matched))


def describe(report: OutlineReport, known: Gazetteer, words: Words) -> list[str]:
    """Return the report in lines: what was found, what was doubtful, what is missing."""
    register = known.resolver.register
    lines = [
        words(
            "boundaries.installed",
            matched=report.matched,
            all=len(known.points),
            column=report.column,
            scheme=words(f"boundaries.by_{report.scheme}"),
        ),
        words("boundaries.written", path=report.path, size=words.number(report.size / 1000)),
    ]
    lines += [words(f"boundaries.note_{note}") for note in report.notes]
    if report.repaired:
        lines.append(words("boundaries.repaired", number=report.repaired))
    if report.tolerance:
        metres = words.number(report.tolerance * 111_000)
        lines.append(words("boundaries.simplified", metres=metres))
    near = [
        words(f"boundaries.unmatched_{'near' if hint else 'one'}", text=text, near=hint)
        for text, hint in report.unmatched
    ]
    doubtful = [
        words(f"boundaries.doubt_{d.reason}", text=d.text, name=register.get(d.code).name)
        for d in report.doubts
    ]
    missing = [
        words(
            f"boundaries.missing_{'shapeless' if code in report.shapeless else 'one'}",
            code=code,
            name=register.get(code).name,
        )
        for code in sorted(report.missing, key=lambda code: code not in report.shapeless)
    ]
    for rule, items in (("unmatched", near), ("doubtful", doubtful), ("missing", missing)):
        lines += _listed(rule, items, words)
    return lines


def _listed(rule: str, items: list[str], words: Words) -> list[str]:
    if not items:
        return [words(f"boundaries.none_{rule}")]
    lines = [
        words(f"boundaries.list_{rule}", number=len(items)),
        *(f"  {i}" for i in items[:SHOWN]),
    ]
    if len(items) > SHOWN:
        lines.append("  " + words("boundaries.more", number=len(items) - SHOWN))
    return lines


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    """Turn whatever GDAL says into one reason."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except BoundaryError:
        raise
    except Exception as error:  # GDAL, its drivers and pyogrio raise many kinds
        raise BoundaryError("unreadable", name=path.name, why=_short(error)) from error


def _layers(path: Path) -> list[str]:
    with _reading(path):
        return [str(name) for name in gpd.list_layers(path)["name"]][:MAX_LAYERS]


def _read(path: Path, layer: str) -> gpd.GeoDataFrame:
    with _reading(path):
        frame = gpd.read_file(path, layer=layer)
    if not isinstance(frame, gpd.GeoDataFrame) or frame.empty:
        raise BoundaryError("no_polygon")
    return frame


def _matched(
    name: str,
    frame: gpd.GeoDataFrame,
    known: Gazetteer,
    code_column: str | None,
    name_column: str | None,
) -> Layer:
    with _reading(Path(name)):
        placed = place(frame)
        table = frame.drop(columns=frame.geometry.name)
        found = match(table, placed.shapes, known, code_column, name_column)
        groups: dict[str, list[Any]] = defaultdict(list)
        for code, shape in zip(found.codes, placed.shapes, strict=True):
            if code and shape is not None:
                groups[code].append(shape)
        matched = {code: shape for code in groups if (shape := joined(groups[code]))}
    polygonal = sum(shape is not None for shape in placed.shapes)
    if sum(map(len, groups.values())) < LEAST * polygonal or not matched:
        column, number = found.reading.column, len(matched)
        raise BoundaryError("few_matches", column=column, number=number, shapes=polygonal)
    doubts = _doubts(found, matched, known)
    return Layer(name, matched, found, doubts, placed.notes, placed.repaired)


def _doubts(found: Match, matched: dict[str, Any], known: Gazetteer) -> tuple[Doubt, ...]:
    """One doubt per region; a part that lies elsewhere is none if the whole lies in its place."""
    doubts: dict[str, Doubt] = {}
    for text, code, reason in zip(found.reading.texts, found.codes, found.doubts, strict=True):
        if code in matched and reason:
            if reason == "elsewhere" and known.lies(code, matched[code], FAR):
                continue
            doubts.setdefault(code, Doubt(text, code, reason))
    return tuple(doubts.values())


def _report(path: Path, source: str, layer: Layer, small: Small, known: Gazetteer) -> OutlineReport:
    reading = layer.match.reading
    lost = {t for t, c in zip(reading.texts, layer.match.codes, strict=True) if c is None}
    return OutlineReport(
        path=path,
        source=source,
        layer=layer.name,
        column=reading.column,
        scheme=reading.scheme,
        shapes=len(reading.texts),
        matched=len(layer.matched),
        unmatched=tuple((text or "-", _near(text, known)) for text in sorted(lost)),
        missing=tuple(code for code in known.points if code not in layer.matched),
        shapeless=frozenset(code for code in layer.match.codes if code) - layer.matched.keys(),
        doubts=layer.doubts,
        notes=layer.notes,
        repaired=layer.repaired,
        tolerance=small.tolerance,
        size=path.stat().st_size,
    )


def _near(text: str, known: Gazetteer) -> str:
    suggestions = known.resolver.resolve(text).suggestions
    return next((s.name for s in suggestions if s.code in known.points), "")


def _signed(small: Small, source: str) -> str:
    """Put the source's name into the collection, so that a page can say whose lines these are."""
    name = json.dumps(source if "://" in source else Path(source).name)
    return f'{{"source":{name},{small.text[1:]}\n'


def _short(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__
