"""Peers with reasons: which governments are alike, in what, and how far apart in each feature.

The distance is Gower's: per feature 0 (equal) to 1 (farthest apart among those compared), and
their mean by weight over the features known on both sides. It is kept in hundredths of a point of
100, as whole numbers, so that what a page prints adds up to the printed total. See docs/adr/0040.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite, log
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from iga_core.declared.peers import (
    Feature,
    FromColumns,
    FromPredicate,
    FromStatistic,
    PeerRules,
)
from iga_core.record import Record, region_row, rows_of, statistic_row
from iga_core.regions import TYPES, RegionNotFoundError

WHOLE = 10_000  # hundredths of a point: the distance of two that differ wholly in everything
Kinds = Literal["same", "all"]
MissingFeature = Literal["", "own", "other", "both"]
PeerStatus = Literal["found", "no_weight", "too_little_known"]
Floats = NDArray[np.float64]


class PeerWeightError(ValueError):
    """A weight is of no known feature, below 0 or not finite."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One government's value of one feature, as the record holds it.

    ``value``: None = not on file; "" = an empty cell that is a value. ``row_id``: address of the
    row it was read from, "" without one. ``counted``: whether it may be compared.
    """

    value: Decimal | str | None
    row_id: str
    counted: bool


NOT_ON_FILE = Cell(None, "", False)


@dataclass(frozen=True, slots=True)
class DistancePart:
    """One feature between two governments.

    ``distance``: 0 to 1, None when a side is missing; ``part``: its hundredths of a point in the
    total, None when missing; ``typical``: mean distance of ``own`` from all compared.
    """

    feature: str
    weight: float
    own: Cell
    other: Cell
    distance: float | None
    typical: float | None
    part: int | None

    @property
    def missing(self) -> MissingFeature:
        """Which side has no value that may be compared."""
        if self.own.counted:
            return "" if self.other.counted else "other"
        return "own" if self.other.counted else "both"


@dataclass(frozen=True, slots=True)
class Peer:
    """A government and its distance. ``total``: sum of the parts, in hundredths of a point."""

    code: str
    total: int
    parts: tuple[DistancePart, ...]

    @property
    def asked(self) -> tuple[DistancePart, ...]:
        """The features that have any weight."""
        return tuple(part for part in self.parts if part.weight)

    @property
    def known(self) -> tuple[DistancePart, ...]:
        """The features with weight that are known on both sides."""
        return tuple(part for part in self.asked if not part.missing)


@dataclass(frozen=True, slots=True)
class PeerList:
    """The governments nearest to ``code``, nearest first; equal distances by code.

    ``compared``: how many could be compared; ``too_little_known``: how many could not.
    """

    code: str
    kinds: Kinds
    status: PeerStatus
    peers: tuple[Peer, ...]
    compared: int
    too_little_known: int


@dataclass(frozen=True, slots=True)
class FeatureNote:
    """How a feature's values read. ``unit`` and ``vocabulary``: "" without one; ``empty_means``:
    what an empty cell says, "" = nothing on file. ``sources``: ids for all rows together; a
    predicate has them row by row.
    """

    feature: Feature
    unit: str
    vocabulary: str
    empty_means: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class PeerSpace:
    """All autonomous governments as numbers, built once and read only.

    ``codes``: ascending; ``types``: position in TYPES by code; ``values``: codes x features,
    NaN = missing; ``spreads``: per scope ("" = all types) the widest gap of each feature.
    """

    rules: PeerRules
    codes: tuple[str, ...]
    place: Mapping[str, int]
    types: NDArray[np.int64]
    values: Floats
    categories: NDArray[np.bool_]
    spreads: Mapping[str, Floats]
    cells: tuple[tuple[Cell, ...], ...]
    notes: Mapping[str, FeatureNote]


def _from_columns(record: Record, feature: Feature, origin: FromColumns) -> dict[str, Cell]:
    found = {}
    for row in rows_of(record.tables["regions"]):
        printed = [row[column] for column in origin.columns]
        given = [value for value in printed if value is not None and value != ""]
        value: Decimal | str | None
        if feature.kind in ("number", "log"):
            value = Decimal(given[0]) if given else None
        else:
            each = dict.fromkeys(name for text in given for name in str(text).split("; "))
            value = "; ".join(each) if each or origin.empty_counts else None
        row_id = region_row(str(row["code"]))
        found[str(row["code"])] = Cell(value, row_id, value is not None)
    return found


def _from_statistic(record: Record, origin: FromStatistic) -> dict[str, Cell]:
    """A value of a series that was not declared comparable is kept, but not counted."""
    table = record.tables["statistics"]
    chosen = table[(table["measure"] == origin.measure) & (table["year"] == origin.year)]
    place = {series: position for position, series in enumerate(origin.series)}
    rows = sorted(rows_of(chosen), key=lambda row: place.get(row["series_id"], len(place)))
    found: dict[str, Cell] = {}
    for row in rows:
        code, series = str(row["region_code"]), str(row["series_id"])
        row_id = statistic_row(series, code, origin.year, origin.measure)
        found.setdefault(code, Cell(row["value"], row_id, series in place))
    return found


def _from_predicate(record: Record, origin: FromPredicate) -> dict[str, Cell]:
    """A predicate outside the order, or known otherwise than by index report, is not counted."""
    view = record.view
    return {
        str(row["region_code"]): Cell(
            row["predicate"],
            row["predicate_id"],
            row["predicate_basis"] in origin.bases and row["predicate"] in origin.order,
        )
        for row in rows_of(view[(view["year"] == origin.year) & (view["predicate"] != "")])
    }


def _cells(record: Record, feature: Feature) -> dict[str, Cell]:
    origin = feature.origin
    if isinstance(origin, FromColumns):
        cells = _from_columns(record, feature, origin)
    elif isinstance(origin, FromStatistic):
        cells = _from_statistic(record, origin)
    else:
        cells = _from_predicate(record, origin)
    if feature.kind != "log":
        return cells
    return {  # nothing has a multiple of zero
        code: Cell(c.value, c.row_id, c.counted and isinstance(c.value, Decimal) and c.value > 0)
        for code, c in cells.items()
    }


def _numbers(feature: Feature, cells: Iterable[Cell]) -> list[float]:
    """Return the cells as numbers whose difference is the gap; NaN for what is not counted."""
    seen: dict[str, int] = {}
    numbers = []
    for cell in cells:
        if not cell.counted:
            numbers.append(float("nan"))
        elif isinstance(cell.value, Decimal):
            numbers.append(log(cell.value) if feature.kind == "log" else float(cell.value))
        elif isinstance(feature.origin, FromPredicate):
            numbers.append(float(feature.origin.order.index(str(cell.value))))
        elif feature.kind == "named":
            numbers.append(float(bool(cell.value)))
        else:
            numbers.append(float(seen.setdefault(str(cell.value), len(seen))))
    return numbers


def _spread(rules: PeerRules, values: Floats) -> Floats:
    """Return the widest gap per feature; of classes the whole order, also where ends are empty."""
    spread = np.ones(values.shape[1])
    for place, feature in enumerate(rules.features):
        known = values[:, place][~np.isnan(values[:, place])]
        if isinstance(feature.origin, FromPredicate):
            spread[place] = len(feature.origin.order) - 1
        elif known.size and feature.kind in ("number", "log"):
            spread[place] = known.max() - known.min() or 1.0  # all equal: every gap is 0
    return spread


def _note(record: Record, feature: Feature) -> FeatureNote:
    """Return how the feature's values read and where a whole column or series comes from."""
    origin = feature.origin
    if isinstance(origin, FromColumns):
        columns = {c.name: c for c in record.schema.tables["regions"].columns}
        column = columns[origin.columns[0]]
        table = record.tables["column_sources"]
        named = (table["table"] == "regions") & table["column"].isin(origin.columns)
        ids = " ".join(table.loc[named, "source_ids"]).split()
        unit, vocabulary, empty = column.unit, column.vocabulary, column.empty_means
    elif isinstance(origin, FromStatistic):
        series = record.tables["series"].set_index("id")
        ids = [str(series.at[name, "source_id"]) for name in origin.series]
        unit, vocabulary, empty = str(series.at[origin.series[0], "unit"]), "", ""
    else:
        ids, unit, vocabulary, empty = [], "", "predicate", ""
    return FeatureNote(feature, unit, vocabulary, empty, tuple(dict.fromkeys(ids)))


def build_peer_space(record: Record, rules: PeerRules) -> PeerSpace:
    """Return every autonomous government with its features. Build once: a search only looks up."""
    regions = sorted((r for r in record.register.regions if r.autonomous), key=lambda r: r.code)
    codes = tuple(region.code for region in regions)
    by_feature = []
    for feature in rules.features:
        found = _cells(record, feature)
        by_feature.append([found.get(code, NOT_ON_FILE) for code in codes])
    columns = [_numbers(f, cells) for f, cells in zip(rules.features, by_feature, strict=True)]
    values = np.array(columns, dtype=np.float64).T.copy()
    types = np.array([list(TYPES).index(region.type) for region in regions])
    spreads = {"": _spread(rules, values)}
    for position, name in enumerate(TYPES):
        spreads[name] = _spread(rules, values[types == position])
    return PeerSpace(
        rules=rules,
        codes=codes,
        place={code: position for position, code in enumerate(codes)},
        types=types,
        values=values,
        categories=np.array([f.kind in ("same", "named") for f in rules.features]),
        spreads=spreads,
        cells=tuple(zip(*by_feature, strict=True)),
        notes={feature.id: _note(record, feature) for feature in rules.features},
    )


def adjusted_weights(
    rules: PeerRules, stressed: Iterable[str] = (), ignored: Iterable[str] = ()
) -> dict[str, float]:
    """Return the weights with some features set first and some left out; left out wins."""
    first, out = set(stressed), set(ignored)
    return {
        feature.id: 0.0
        if feature.id in out
        else feature.weight * (rules.stressed if feature.id in first else 1)
        for feature in rules.features
    }


def _weights(rules: PeerRules, given: Mapping[str, float] | None) -> Floats:
    defaults = {feature.id: feature.weight for feature in rules.features}
    for name, weight in (given or {}).items():
        if name not in defaults or not isfinite(weight) or weight < 0:
            raise PeerWeightError(f"{name}: {weight}")
    weights = list({**defaults, **(given or {})}.values())
    if not isfinite(sum(weights)):
        raise PeerWeightError("the weights together are not finite")
    return np.array(weights, dtype=np.float64)


def find_peers(
    space: PeerSpace,
    code: str,
    *,
    weights: Mapping[str, float] | None = None,
    kinds: Kinds = "same",
    number: int | None = None,
) -> PeerList:
    """Return the ``number`` governments (default: as the rules say) nearest to ``code``.

    ``weights``: by feature, in place of the rules' own. ``kinds``: among its own type, or all.
    A government of which less than the rules' share of the weight is known on both sides is not
    compared. Raises RegionNotFoundError for a code of no autonomous government, PeerWeightError.
    """
    if code not in space.place:
        raise RegionNotFoundError(f"no autonomous government has the code {code!r}")
    own = space.place[code]
    weight = _weights(space.rules, weights)
    asked = float(weight.sum())
    if not asked:
        return PeerList(code, kinds, "no_weight", (), 0, 0)
    alike = space.types == space.types[own] if kinds == "same" else np.ones(len(space.codes), bool)
    alike[own] = False
    others = np.flatnonzero(alike)
    scope = list(TYPES)[space.types[own]] if kinds == "same" else ""
    gaps = np.abs(space.values[others] - space.values[own])
    distances = np.where(space.categories, np.sign(gaps), gaps / space.spreads[scope])
    known = ~np.isnan(distances)
    filled = np.where(known, distances, 0.0)
    # summed row by row in one order, so that a pair has one distance from both sides
    share_known = np.where(known, weight, 0.0).sum(axis=1)
    enough = (share_known > 0) & (share_known >= space.rules.least_known * asked)
    divisor = np.where(enough, share_known, 1.0)[:, None]
    parts = np.floor(WHOLE * (filled * weight / divisor) + 0.5).astype(np.int64)  # half up
    totals = np.where(enough, parts.sum(axis=1), np.iinfo(np.int64).max)
    compared = int(enough.sum())
    wanted = min(space.rules.number if number is None else number, compared)
    nearest = np.argsort(totals, kind="stable")[:wanted]
    typical = filled.sum(axis=0) / np.maximum(known.sum(axis=0), 1)

    def part(row: int, place: int) -> DistancePart:
        is_known = bool(known[row, place])
        return DistancePart(
            feature=space.rules.features[place].id,
            weight=float(weight[place]),
            own=space.cells[own][place],
            other=space.cells[others[row]][place],
            distance=float(distances[row, place]) if is_known else None,
            typical=float(typical[place]) if is_known else None,
            part=int(parts[row, place]) if is_known else None,
        )

    peers = tuple(
        Peer(
            code=space.codes[others[row]],
            total=int(totals[row]),
            parts=tuple(part(row, place) for place in range(len(weight))),
        )
        for row in nearest
    )
    status: PeerStatus = "found" if peers else "too_little_known"
    return PeerList(code, kinds, status, peers, compared, len(others) - compared)


def apart(peer: Peer, most: int) -> tuple[DistancePart, ...]:
    """Return the features that make up most of the distance, greatest part first."""
    found = [part for part in peer.known if part.part]
    return tuple(sorted(found, key=lambda part: -(part.part or 0))[:most])


def likeness(part: DistancePart) -> float:
    """Return by how much a feature is nearer than to the others on average, times its weight."""
    return part.weight * ((part.typical or 0.0) - (part.distance or 0.0))


def alike(
    peer: Peer, near: float, most: int, without: Iterable[DistancePart] = ()
) -> tuple[DistancePart, ...]:
    """Return the features at most ``near`` apart, and nearer than to the others on average.

    Most telling first: being unlisted like nearly everyone tells little, being listed like nearly
    no one tells much. ``without``: features already named as setting the two apart.
    """
    out = {part.feature for part in without}
    close = [p for p in peer.known if p.feature not in out and (p.distance or 0.0) <= near]
    found = [part for part in close if likeness(part) > 0]
    return tuple(sorted(found, key=lambda part: -likeness(part))[:most])
