"""What makes two governments alike, as ``data/peers.toml`` declares it. See docs/adr/0040."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal, get_args

from iga_core.paths import DATA
from iga_core.rules.reading import SLUG, Reader, Table, flag, number, strings, text, whole
from iga_core.rules.rulebook import read_toml

FILE = "peers.toml"
SCHEMA = 1
FeatureKind = Literal["number", "log", "same", "named", "ordinal"]
FEATURE_KINDS: dict[str, FeatureKind] = {name: name for name in get_args(FeatureKind)}
ORIGINS = ("columns", "statistic", "predicate")
# which kinds can be read from where
READ_FROM: dict[str, tuple[str, ...]] = {
    "number": ("columns", "statistic"),
    "log": ("columns", "statistic"),
    "same": ("columns",),
    "named": ("columns",),
    "ordinal": ("predicate",),
}


@dataclass(frozen=True, slots=True)
class FromColumns:
    """Read from the table of regions. ``empty_counts``: an empty cell is a value of its own."""

    columns: tuple[str, ...]
    empty_counts: bool


@dataclass(frozen=True, slots=True)
class FromStatistic:
    """Read from one measure of one year; ``series``: those declared comparable, first one first."""

    measure: str
    year: int
    series: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FromPredicate:
    """Read from the predicates of one year; ``order``: classes from low to high.

    ``bases``: how a predicate must be known to count as the class of the index.
    """

    year: int
    bases: tuple[str, ...]
    order: tuple[str, ...]


Origin = FromColumns | FromStatistic | FromPredicate


@dataclass(frozen=True, slots=True)
class Feature:
    """One feature that governments are compared by. ``weight``: by default, at least 0."""

    id: str
    kind: FeatureKind
    weight: float
    origin: Origin


@dataclass(frozen=True, slots=True)
class PeerRules:
    """``number``: peers named; ``stressed``: times the weight of a feature set first;
    ``least_known``: share of the weight that must be known on both sides, 0 to 1; ``near``: the
    widest distance of a feature, 0 to 1, that is still named as a likeness.
    """

    number: int
    stressed: float
    least_known: float
    near: float
    features: tuple[Feature, ...]


def _share(reader: Reader, key: str, value: object, low: float, high: float | None) -> float:
    """Return a number from ``low`` to ``high`` (None: open)."""
    found = float(number(reader, key, value))
    if found < low or (high is not None and found > high):
        limit = f"{low:g}–{high:g}" if high is not None else f"≥ {low:g}"
        reader.fail(key, "not_allowed", allowed=limit)
    return found


def _some(reader: Reader, key: str, value: object) -> tuple[str, ...]:
    """Return a list of texts with at least one."""
    found = strings(reader, key, value)
    if not found:
        reader.fail(key, "not_list")
    return found


def _origin(reader: Reader, key: str, table: Table, kind: FeatureKind) -> Origin:
    allowed = READ_FROM[kind]
    given = [name for name in ORIGINS if name in table]
    if len(given) != 1 or given[0] not in allowed:
        reader.fail(key, "not_allowed", allowed=" / ".join(allowed))
    (name,) = given
    if "empty_counts" in table and kind != "same":
        reader.fail(f"{key}.empty_counts", "not_allowed", allowed="kind = same")
    at = f"{key}.{name}"
    if name == "columns":
        columns = _some(reader, at, table[name])
        if kind != "named" and len(columns) > 1:
            reader.fail(at, "not_allowed", allowed="1")
        empty = flag(reader, f"{key}.empty_counts", table.get("empty_counts", False))
        return FromColumns(columns, empty or kind == "named")
    if name == "statistic":
        part = reader.table(at, table[name], ("measure", "year", "series"))
        return FromStatistic(
            text(reader, f"{at}.measure", part.get("measure", "")),
            whole(reader, f"{at}.year", part.get("year")),
            _some(reader, f"{at}.series", part.get("series", [])),
        )
    part = reader.table(at, table[name], ("year", "bases", "order"))
    order = _some(reader, f"{at}.order", part.get("order", []))
    if len(order) < 2:
        reader.fail(f"{at}.order", "not_list")
    return FromPredicate(
        whole(reader, f"{at}.year", part.get("year")),
        _some(reader, f"{at}.bases", part.get("bases", [])),
        order,
    )


def _feature(reader: Reader, place: int, value: object) -> Feature:
    keys = ("id", "kind", "weight", "empty_counts", *ORIGINS)
    table = reader.table(f"feature[{place}]", value, keys)
    name = str(table.get("id", ""))
    key = f"feature.{name or place}"
    if not SLUG.fullmatch(name):
        reader.fail(f"{key}.id", "not_slug")
    kind = FEATURE_KINDS.get(str(table.get("kind")))
    if kind is None:
        reader.fail(f"{key}.kind", "not_allowed", allowed=", ".join(FEATURE_KINDS))
    weight = _share(reader, f"{key}.weight", table.get("weight"), 0, None)
    return Feature(name, kind, weight, _origin(reader, key, table, kind))


def load_peer_rules(folder: Path = DATA) -> PeerRules:
    """Read and check ``folder/peers.toml``.

    Raises RulebookError, naming file and key, for the first mistake; FileNotFoundError.
    """
    raw = read_toml(folder / FILE)
    reader = Reader(FILE, 0)
    reader.table("", raw, ("schema", "number", "stressed", "least_known", "near", "feature"))
    if raw.get("schema") != SCHEMA:
        reader.fail("schema", "schema", expected=SCHEMA)
    entries = raw.get("feature")
    if not isinstance(entries, list) or not entries:
        reader.fail("feature", "not_list")
    features = tuple(_feature(reader, place, item) for place, item in enumerate(entries, 1))
    ids = [feature.id for feature in features]
    for name in ids:
        if ids.count(name) > 1:
            reader.fail(f"feature.{name}", "repeated")
    if not any(feature.weight for feature in features):
        reader.fail("feature", "not_allowed", allowed="weight > 0")
    named = whole(reader, "number", raw.get("number"))
    if not named:
        reader.fail("number", "not_allowed", allowed="≥ 1")
    return PeerRules(
        number=named,
        stressed=_share(reader, "stressed", raw.get("stressed"), 1, None),
        least_known=_share(reader, "least_known", raw.get("least_known"), 0, 1),
        near=_share(reader, "near", raw.get("near"), 0, 1),
        features=features,
    )


@lru_cache(maxsize=1)
def cached_peer_rules() -> PeerRules:
    """Return the rules from the project's own folder, read once."""
    return load_peer_rules()
