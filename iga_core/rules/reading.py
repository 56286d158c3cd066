"""From a parsed file to a Rulebook: closed keys, one line for each mistake, sums that must hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NoReturn

from iga_core.rules.checks import check_rulebook
from iga_core.rules.facts import STANDINGS, Certainty, Fact, RulebookError
from iga_core.rules.model import (
    COMPUTES,
    MISSING,
    SCHEMA,
    STATES,
    Band,
    BasicServices,
    ClassLimit,
    CountedValue,
    Counting,
    Eligibility,
    Indicator,
    Level,
    Maxima,
    Rulebook,
    Scale,
    Shares,
    Statistic,
    ValueInterval,
)

Table = Mapping[str, Any]
Parse = Callable[["Reader", str, Any], Any]
ASSUMED = "@assumed_from"  # set by the loader, never written in a file
RECORD = frozenset(
    (
        *("value", "unit", "instrument", "clause", "sources", "also", "standing", "how", "note"),
        "printed",
    )
)
TOP = frozenset(
    (
        *("schema", "year", "standing", "assumes", "how", "note", "scale", "family", "class"),
        *("rounding", "divisor", "affairs", "line", "count", "basic_services", "counting"),
        *("maxima", "shares", "eligibility"),
    )
)
SLUG = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads one file of one year and names file and key of every mistake."""

    file: str
    year: int

    def fail(self, key: str, reason: str, **details: object) -> NoReturn:
        """Raise RulebookError for ``key``."""
        raise RulebookError(self.file, key, reason, **details)

    def table(self, key: str, value: object, allowed: Iterable[str]) -> Table:
        """Return ``value`` as a table that holds only ``allowed`` keys."""
        if not isinstance(value, dict):
            self.fail(key, "not_table")
        known = set(allowed)
        for name in value:
            if name not in known:
                place = f"{key}.{name}" if key else name
                self.fail(place, "unknown_key", allowed=", ".join(sorted(known - {ASSUMED})))
        return value

    def text(self, key: str, value: object) -> str:
        """Return a text."""
        if not isinstance(value, str):
            self.fail(key, "not_text", value=value)
        return value

    def fact(
        self, key: str, value: object, parse: Parse, extra: frozenset[str] = frozenset()
    ) -> Fact[Any]:
        """Return one record. ``extra``: further keys that its table may hold."""
        table = self.table(key, value, RECORD | extra | {ASSUMED})
        standing = STANDINGS.get(str(table.get("standing")))
        if standing is None:
            self.fail(key, "standing", allowed=", ".join(STANDINGS))
        self._complete(key, table, standing)
        texts = ("unit", "instrument", "clause", "how", "note", "printed")
        return Fact(
            year=self.year,
            key=key,
            value=parse(self, key, table["value"]) if "value" in table else None,
            sources=strings(self, f"{key}.sources", table.get("sources", [])),
            also=strings(self, f"{key}.also", table.get("also", [])),
            standing=standing,
            assumed_from=table.get(ASSUMED),
            **{name: self.text(f"{key}.{name}", table.get(name, "")) for name in texts},
        )

    def _complete(self, key: str, table: Table, standing: Certainty) -> None:
        if standing == "unknown":
            if "value" in table:
                self.fail(key, "unknown_with_value")
            return
        for name in ("value", "unit", "instrument", "clause", "sources"):
            if name not in table or table[name] in ("", []):
                self.fail(key, "missing", name=name)
        if standing == "reconstructed" and not table.get("how"):
            self.fail(key, "missing", name="how")

    def optional(self, key: str, table: Table, parse: Parse) -> Fact[Any]:
        """Return the record under the last part of ``key``, or an unknown one."""
        name = key.rpartition(".")[2]
        if name not in table:
            return Fact(self.year, key)
        return self.fact(key, table[name], parse)


def number(reader: Reader, key: str, value: object) -> Decimal:
    """Return a decimal number as written."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        reader.fail(key, "not_number", value=value)
    found = Decimal(value)
    if not found.is_finite():
        reader.fail(key, "not_number", value=value)
    return found


def whole(reader: Reader, key: str, value: object) -> int:
    """Return a whole number of at least 0."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        reader.fail(key, "not_whole", value=value)
    return value


def flag(reader: Reader, key: str, value: object) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        reader.fail(key, "not_flag", value=value)
    return value


def text(reader: Reader, key: str, value: object) -> str:
    """Return a text that is not empty."""
    if not reader.text(key, value).strip():
        reader.fail(key, "not_text", value=value)
    return str(value)


def strings(reader: Reader, key: str, value: object) -> tuple[str, ...]:
    """Return a list of texts without repetition."""
    if not isinstance(value, list) or not all(isinstance(item, str) and item for item in value):
        reader.fail(key, "not_list")
    if len(set(value)) != len(value):
        reader.fail(key, "repeated")
    return tuple(value)


def entries(reader: Reader, raw: Table, name: str, below: str = "") -> list[tuple[str, Any]]:
    """Return the entries of a list with their keys; a list without any is a mistake."""
    found, key = raw.get(name), f"{below}.{name}" if below else name
    if not isinstance(found, list) or not found:
        reader.fail(key, "missing", name=name)
    return [(f"{key}[{place}]", item) for place, item in enumerate(found, 1)]


def once(reader: Reader, key: str, names: Iterable[str]) -> None:
    """Refuse a name that stands twice."""
    found = list(names)
    for name in found:
        if found.count(name) > 1:
            reader.fail(f"{key}.{name}", "repeated")


def states(reader: Reader, key: str, value: object) -> tuple[str, ...]:
    """Return a list of states of an innovation."""
    found = strings(reader, key, value)
    if not set(found) <= set(STATES):
        reader.fail(key, "not_allowed", allowed=", ".join(STATES))
    return found


def missing(reader: Reader, key: str, value: object) -> str:
    """Return what an unfilled mandatory line does."""
    if value not in MISSING:
        reader.fail(key, "not_allowed", allowed=", ".join(MISSING))
    return MISSING[str(value)]


def day(reader: Reader, key: str, value: object) -> date:
    """Return a date."""
    if not isinstance(value, date) or isinstance(value, datetime):
        reader.fail(key, "not_date", value=value)
    return value


def scale(reader: Reader, key: str, value: object) -> Scale:
    """Return a scale: id, limits, printed decimals."""
    table = reader.table(key, value, ("id", "low", "high", "decimals"))
    high = table.get("high")
    return Scale(
        text(reader, f"{key}.id", table.get("id")),
        number(reader, f"{key}.low", table.get("low")),
        None if high is None else number(reader, f"{key}.high", high),
        whole(reader, f"{key}.decimals", table.get("decimals")),
    )


def limit(reader: Reader, key: str, value: object) -> Decimal | ValueInterval:
    """Return a class's lower limit: a number, or the interval it lies in."""
    if not isinstance(value, dict):
        return number(reader, key, value)
    table = reader.table(key, value, ("above", "to"))
    above = number(reader, f"{key}.above", table.get("above"))
    to = number(reader, f"{key}.to", table.get("to"))
    if above >= to:
        reader.fail(key, "disorder")
    return ValueInterval(above, to)


def meaning(reader: Reader, key: str, value: object) -> Band | str:
    """Return what a level means: a text, or a band of values."""
    if isinstance(value, str):
        return text(reader, key, value)
    table = reader.table(key, value, ("low", "high"))
    edges = {name: number(reader, f"{key}.{name}", edge) for name, edge in table.items()}
    band = Band(edges.get("low"), edges.get("high"))
    if not edges or (band.low is not None and band.high is not None and band.low > band.high):
        reader.fail(key, "disorder")
    return band


def statistic(reader: Reader, key: str, value: object) -> Statistic:
    """Return how a line follows from a public statistic."""
    table = reader.table(key, value, ("measure", "compute", "years_back"))
    compute = COMPUTES.get(str(table.get("compute")))
    if compute is None:
        reader.fail(f"{key}.compute", "not_allowed", allowed=", ".join(COMPUTES))
    back = whole(reader, f"{key}.years_back", table.get("years_back"))
    return Statistic(text(reader, f"{key}.measure", table.get("measure")), compute, back)


def _section(reader: Reader, raw: Table, name: str, parsers: Mapping[str, Parse]) -> dict[str, Any]:
    """Return every record of a section by name; those not on file are unknown."""
    table = reader.table(name, raw.get(name, {}), parsers)
    return {key: reader.optional(f"{name}.{key}", table, parse) for key, parse in parsers.items()}


def _class(reader: Reader, index: int, value: object) -> ClassLimit:
    key = f"class[{index}]"
    found = reader.fact(key, value, limit, frozenset({"predicate"}))
    predicate = value.get("predicate") if isinstance(value, dict) else None
    return ClassLimit(text(reader, f"{key}.predicate", predicate), found)


def _levels(reader: Reader, key: str, value: object) -> tuple[Level, ...]:
    if not isinstance(value, list):
        reader.fail(key, "not_list")
    found = []
    for place, item in enumerate(value, 1):
        at = f"{key}[{place}]"
        fact = reader.fact(at, item, meaning, frozenset({"level", "parts"}))
        if item.get("level") != place:
            reader.fail(f"{at}.level", "level_order", expected=place)
        found.append(Level(place, fact, _parts(reader, at, item, fact)))
    return tuple(found)


def _parts(reader: Reader, key: str, table: Table, whole: Fact[Any]) -> tuple[Fact[str], ...]:
    """Return what single sources print of a level's text; every part stands in the text."""
    if "parts" not in table:
        return ()
    found = tuple(reader.fact(at, item, text) for at, item in entries(reader, table, "parts", key))
    for part in found:
        if part.known() not in str(whole.value):
            reader.fail(part.key, "part", part=part.value)
    return found


LINE_TEXTS = ("code", "no", "name", "aspect", "variable", "years")
LINE_FACTS: dict[str, Parse] = {
    "weight": number,
    "whole": number,
    "mandatory": flag,
    "period": text,
    "evidence": text,
    "statistic": statistic,
    "possible": meaning,
}


def _line(reader: Reader, value: object) -> Indicator:
    table = reader.table("line", value, (*LINE_TEXTS, *LINE_FACTS, "decimals", "percent", "levels"))
    code = str(table.get("code"))
    key = f"line.{code}"
    if not SLUG.fullmatch(code):
        reader.fail(key, "not_slug")
    texts = {name: reader.text(f"{key}.{name}", table.get(name, "")) for name in LINE_TEXTS}
    facts: dict[str, Any] = {
        name: reader.optional(f"{key}.{name}", table, parse) for name, parse in LINE_FACTS.items()
    }
    decimals = table.get("decimals")
    return Indicator(
        code=code,
        no=texts["no"],
        name=texts["name"],
        aspect=texts["aspect"],
        variable=texts["variable"],
        years=texts["years"],
        **facts,
        decimals=None if decimals is None else whole(reader, f"{key}.decimals", decimals),
        percent=flag(reader, f"{key}.percent", table.get("percent", False)),
        levels=_levels(reader, f"{key}.levels", table.get("levels", [])),
    )


def _count(reader: Reader, raw: Table) -> CountedValue:
    names = ("code", "no", "name", "variable")
    table = reader.table("count", raw.get("count", {}), (*names, "points", "cap"))
    texts = {name: reader.text(f"count.{name}", table.get(name, "")) for name in names}
    return CountedValue(
        **texts,
        points=reader.optional("count.points", table, number),
        cap=reader.optional("count.cap", table, whole),
    )


def _items(reader: Reader, raw: Table, key: str) -> list[Any]:
    found = raw.get(key, [])
    if not isinstance(found, list):
        reader.fail(key, "not_list")
    return found


def _head(reader: Reader, raw: Table) -> Certainty:
    reader.table("", raw, TOP)
    if raw.get("schema") != SCHEMA:
        reader.fail("schema", "schema", expected=SCHEMA)
    if raw.get("year") != reader.year:
        reader.fail("year", "year", expected=reader.year)
    standing = STANDINGS.get(str(raw.get("standing")))
    if standing is None:
        reader.fail("standing", "standing", allowed=", ".join(STANDINGS))
    return standing


def build_rulebook(raw: Table, year: int, file: str) -> Rulebook:
    """Return the checked rulebook of a parsed file. Raises RulebookError for the first mistake."""
    reader = Reader(file, year)
    standing = _head(reader, raw)
    decimals = dict.fromkeys(("spd", "maturity", "count", "sid", "total"), number)
    shares = dict.fromkeys(("spd", "sid", "maturity", "count"), number)
    counted = {"stages": strings, "counts_in_n": states, "counts_in_C": states}
    services = {"affairs": strings, "required": whole, "crossing_counts": flag}
    handled = {"rejected_in_divisor": flag, "missing_mandatory": missing}
    window = {"applied_from": day, "applied_to": day, "words": whole}
    classes = enumerate(_items(reader, raw, "class"), 1)
    book = Rulebook(
        year=year,
        standing=standing,
        assumes=raw.get("assumes"),
        note=reader.text("note", raw.get("note", "")),
        scale=reader.optional("scale", raw, scale),
        family=reader.optional("family", raw, text),
        rounding=reader.optional("rounding", raw, whole),
        divisor=reader.optional("divisor", raw, whole),
        affairs=reader.optional("affairs", raw, strings),
        classes=tuple(_class(reader, place, item) for place, item in classes),
        lines=tuple(_line(reader, item) for item in _items(reader, raw, "line")),
        count=_count(reader, raw),
        basic_services=BasicServices(**_section(reader, raw, "basic_services", services)),
        counting=Counting(**_section(reader, raw, "counting", {**counted, **handled})),
        maxima=Maxima(**_section(reader, raw, "maxima", decimals)),
        shares=Shares(**_section(reader, raw, "shares", shares)),
        eligibility=Eligibility(**_section(reader, raw, "eligibility", window)),
    )
    check_rulebook(book, file)
    return book
