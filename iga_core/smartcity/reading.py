"""From ``data/smartcity.toml`` to what is known: closed keys, one line for each mistake."""

from __future__ import annotations

from collections.abc import Collection
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from iga_core.paths import DATA
from iga_core.rules import Band, Fact
from iga_core.rules.reading import (
    SLUG,
    Parse,
    Reader,
    Table,
    entries,
    meaning,
    number,
    once,
    strings,
    text,
    whole,
)
from iga_core.rules.rulebook import read_toml
from iga_core.smartcity.model import Case, Contrast, Dimension, SmartCity, WeightSet

FILE = "smartcity.toml"
SCHEMA = 1
CONTRASTS = ("giver", "judged", "since", "index", "groups")
PROGRAMME = (
    *("name", "years", "afterwards", "partners", "coaching", "plan", "quick_win"),
    *("method", "results"),
)
TOP = (
    *("schema", "disputes", "contrast", "programme", "guideline", "pillars", "dimension"),
    *("weights", "scale", "typing", "case"),
)
CASE_FACTS: dict[str, Parse] = {
    "index": number,
    "previous": number,
    "improvement": number,
    "rank": whole,
}
ALL_PERCENT = Decimal(100)


def _facts(reader: Reader, key: str, value: object, names: Collection[str]) -> dict[str, Fact[str]]:
    """Return a text for each of ``names``; none may be left out."""
    table = reader.table(key, value, names)
    return {name: reader.fact(f"{key}.{name}", table.get(name, {}), text) for name in names}


def _values(reader: Reader, key: str, value: object, names: Collection[str]) -> dict[str, Decimal]:
    """Return a number for each of ``names``, no more and no less."""
    table = reader.table(key, value, names)
    for name in names:
        if name not in table:
            reader.fail(key, "missing", name=name)
    return {name: number(reader, f"{key}.{name}", table[name]) for name in names}


def _band(reader: Reader, key: str, value: object) -> Band:
    found = meaning(reader, key, value)
    if not isinstance(found, Band) or found.low is None or found.high is None:
        reader.fail(key, "disorder")
    return found


def _slug(reader: Reader, key: str, table: Table) -> str:
    """Return the code under the last part of ``key``."""
    name = str(table.get(key.rpartition(".")[2], ""))
    if not SLUG.fullmatch(name):
        reader.fail(key, "not_slug")
    return name


def _dimension(reader: Reader, at: str, value: object) -> Dimension:
    table = reader.table(at, value, ("id", "parameter", "meaning"))
    name = _slug(reader, f"{at}.id", table)
    parameter = _slug(reader, f"dimension.{name}.parameter", table)
    found = reader.fact(f"dimension.{name}.meaning", table.get("meaning", {}), text)
    return Dimension(name, parameter, found)


def _weights(reader: Reader, at: str, value: object, names: Collection[str]) -> WeightSet:
    table = reader.table(at, value, ("id", "origin", *names))
    key = f"weights.{_slug(reader, f'{at}.id', table)}"
    facts = {name: reader.fact(f"{key}.{name}", table.get(name, {}), number) for name in names}
    known = [fact.value for fact in facts.values() if fact.value is not None]
    if any(weight < 0 for weight in known):
        reader.fail(key, "not_allowed", allowed="≥ 0")
    if len(known) == len(facts) and sum(known) != ALL_PERCENT:
        reader.fail(key, "sum", found=sum(known), expected=ALL_PERCENT)
    origin = text(reader, f"{key}.origin", table.get("origin", ""))
    return WeightSet(key.partition(".")[2], origin, tuple(facts.items()))


def _case(at: str, value: object, dimensions: Collection[str], pillars: Collection[str]) -> Case:
    keys = ("region", "year", "values", "pillars", *CASE_FACTS)
    table = Reader(FILE, 0).table(at, value, keys)
    year = whole(Reader(FILE, 0), f"{at}.year", table.get("year"))
    reader = Reader(FILE, year)
    parsers: dict[str, Parse] = {
        "values": lambda r, key, found: _values(r, key, found, dimensions),
        "pillars": lambda r, key, found: _values(r, key, found, pillars),
        **CASE_FACTS,
    }
    facts: dict[str, Any] = {
        name: reader.optional(f"{at}.{name}", table, parse) for name, parse in parsers.items()
    }
    for name in ("values", "index"):
        if facts[name].value is None:
            reader.fail(at, "missing", name=name)
    return Case(text(reader, f"{at}.region", table.get("region", "")), year, **facts)


def load_smart_city(folder: Path = DATA) -> SmartCity:
    """Read and check ``folder/smartcity.toml``.

    Raises RulebookError, naming file and key, for the first mistake; FileNotFoundError.
    """
    raw = read_toml(folder / FILE)
    reader = Reader(FILE, 0)
    reader.table("", raw, TOP)
    if raw.get("schema") != SCHEMA:
        reader.fail("schema", "schema", expected=SCHEMA)
    contrast = reader.table("contrast", raw.get("contrast", {}), CONTRASTS)
    sides = ("smartcity", "iga")
    pillars = reader.table("pillars", raw.get("pillars", {}), ("own", "quoted", "mean"))
    own = reader.fact("pillars.own", pillars.get("own", {}), strings)
    dimensions = tuple(_dimension(reader, at, x) for at, x in entries(reader, raw, "dimension"))
    names = [dimension.id for dimension in dimensions]
    once(reader, "dimension", names)
    once(reader, "dimension", [dimension.parameter for dimension in dimensions])
    pillar_mean = reader.optional("pillars.mean", pillars, text)
    if pillar_mean.value is not None and pillar_mean.value not in names:
        reader.fail("pillars.mean", "not_allowed", allowed=", ".join(names))
    sets = entries(reader, raw, "weights")
    weight_sets = tuple(_weights(reader, at, item, names) for at, item in sets)
    once(reader, "weights", [weights.id for weights in weight_sets])
    scale = reader.table("scale", raw.get("scale", {}), ("seen", "top"))
    typing = reader.table("typing", raw.get("typing", {}), ("most", "reason"))
    most = number(reader, "typing.most", typing.get("most"))
    seen = reader.optional("scale.seen", scale, _band)
    if seen.value is not None and most < seen.value.high:
        reader.fail("typing.most", "not_allowed", allowed=f"≥ {seen.value.high}")
    guidelines = entries(reader, raw, "guideline")
    cases = entries(reader, raw, "case")
    return SmartCity(
        disputes=strings(reader, "disputes", raw.get("disputes", [])),
        contrasts=tuple(
            Contrast(name, **_facts(reader, f"contrast.{name}", contrast.get(name, {}), sides))
            for name in CONTRASTS
        ),
        programme=tuple(_facts(reader, "programme", raw.get("programme", {}), PROGRAMME).items()),
        guidelines=tuple(reader.fact(at, item, text) for at, item in guidelines),
        pillars=own,
        quoted=reader.fact("pillars.quoted", pillars.get("quoted", {}), strings),
        pillar_mean=pillar_mean,
        dimensions=dimensions,
        weight_sets=weight_sets,
        seen=seen,
        top=reader.optional("scale.top", scale, number),
        typed_most=most,
        typed_reason=text(reader, "typing.reason", typing.get("reason", "")),
        cases=tuple(_case(at, item, names, own.value or ()) for at, item in cases),
    )


@lru_cache(maxsize=1)
def cached_smart_city() -> SmartCity:
    """Return what the project's own file says, read once."""
    return load_smart_city()
