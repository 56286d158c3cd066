"""From JSON to a Portfolio, with one clear line for the first mistake."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache
from typing import Any, NoReturn

from iga_core.portfolio.fields import FIELDS, UNSAID, Field, vocabularies
from iga_core.portfolio.file.layout import choice_names, meant
from iga_core.portfolio.schema import (
    MAX_BYTES,
    MAX_INNOVATIONS,
    MEGABYTE,
    SCHEMA,
    Claim,
    Innovation,
    Portfolio,
    PortfolioError,
)
from iga_core.regions import Alias, Register, Resolver, build_resolver
from iga_core.rules import Indicator, Rulebook, make_sheet

LONGEST_NAME = 200  # characters of an unknown name that are compared with the known ones
Vocabularies = Mapping[str, tuple[str, ...]]
MAX_DIGITS = 20  # of a raw value: far beyond any statistic, short of what cannot be rounded
TOP = (
    *("schema", "region", "name", "year", "example", "agencies"),
    *("spd", "spd_values", "spd_evidence", "innovations"),
)
INNOVATION = (*FIELDS, "levels", "evidence", "notes")
NEAR = ("affair", "stage")  # what is near to a wrong word of these is told; of others, every word


def shown(value: object) -> str:
    """Return ``value`` as one short line."""
    try:
        text = json.dumps(value, ensure_ascii=False, default=str)
    except (ValueError, RecursionError):
        text = type(value).__name__
    cleaned = "".join(c if c.isprintable() else " " for c in text)
    return cleaned if len(cleaned) <= 60 else cleaned[:59] + "\N{HORIZONTAL ELLIPSIS}"


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise PortfolioError("duplicate_key", key=shown(key))
        found[key] = value
    return found


def _constant(name: str) -> NoReturn:
    raise PortfolioError("not_finite", value=name)


def parse_json(data: bytes) -> dict[str, Any]:
    """Return the object that ``data`` holds. Raises PortfolioError."""
    if len(data) > MAX_BYTES:
        raise PortfolioError("too_large", limit=MAX_BYTES // MEGABYTE)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise PortfolioError("not_utf8") from None
    if not text.strip():
        raise PortfolioError("empty")
    try:
        found = json.loads(
            text, parse_float=Decimal, parse_constant=_constant, object_pairs_hook=_pairs
        )
    except json.JSONDecodeError as error:
        raise PortfolioError("not_json", line=error.lineno, column=error.colno) from None
    except (RecursionError, ArithmeticError):
        raise PortfolioError("not_json", line=1, column=1) from None
    except PortfolioError:
        raise
    except ValueError:  # more digits than Python converts
        raise PortfolioError("not_finite", value="\N{HORIZONTAL ELLIPSIS}") from None
    if not isinstance(found, dict):
        raise PortfolioError("not_object", value=shown(found))
    return found


def _table(value: object, place: str) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise PortfolioError("not_object", place, value=shown(value))
    return value


def _closed(table: Mapping[str, Any], allowed: Iterable[str], place: str) -> None:
    for key in table:
        if key not in allowed:
            _unknown("unknown_key", key, allowed, place)


def _unknown(reason: str, found: str, allowed: Iterable[str], place: str) -> NoReturn:
    near = get_close_matches(found[:LONGEST_NAME], list(allowed), n=3, cutoff=0.5)
    kind = reason if near else f"{reason}_far"
    raise PortfolioError(kind, place, value=shown(found), near=", ".join(near))


def _list(value: object, place: str) -> list[Any]:
    if not isinstance(value, list):
        raise PortfolioError("not_list", place, value=shown(value))
    if len(value) > MAX_INNOVATIONS:
        reason = "workbook_rows" if place == "innovations" else "list_long"
        raise PortfolioError(reason, place, limit=MAX_INNOVATIONS)
    return value


def _text(value: object, place: str) -> str:
    if not isinstance(value, str):
        raise PortfolioError("not_text", place, value=shown(value))
    return value.strip()


def _number(value: object, place: str) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PortfolioError("not_number", place, value=shown(value))
    number = Decimal(value)
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS:
        raise PortfolioError("not_finite", place, value=shown(value))
    return number


def _whole(value: object, place: str) -> int:
    number = _number(value, place)
    if number < 0:
        raise PortfolioError("negative", place, value=shown(value))
    if number != number.to_integral_value():
        raise PortfolioError("not_whole", place, value=shown(value))
    return int(number)


def _flag(value: object, place: str) -> bool:
    if not isinstance(value, bool):
        raise PortfolioError("not_flag", place, value=shown(value))
    return value


def _day(value: object, place: str) -> date:
    text = _text(value, place)
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PortfolioError("not_date", place, value=shown(text)) from None


def _level(value: object, top: int, place: str) -> int:
    level = _whole(value, place)
    if level > top:
        raise PortfolioError("level", place, value=level, top=top)
    return level


def _claim(value: object, top: int, place: str) -> Claim:
    if not isinstance(value, dict):
        return Claim(_level(value, top, place))
    _closed(value, ("claimed", "verified"), place)
    if "claimed" not in value:
        raise PortfolioError("missing", place, key="claimed")
    claimed = _level(value["claimed"], top, f"{place}.claimed")
    if value.get("verified") is None:
        return Claim(claimed)
    return Claim(claimed, _level(value["verified"], top, f"{place}.verified"))


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of one aspect by code."""

    lines: dict[str, Indicator]

    def of(self, code: str, place: str) -> Indicator:
        if code not in self.lines:
            _unknown("unknown_slug", code, self.lines, place)
        return self.lines[code]

    def claims(self, value: object, place: str) -> dict[str, Claim]:
        table = _table(value, place)
        return {
            code: _claim(level, self.of(code, place).top, f"{place}.{code}")
            for code, level in table.items()
        }

    def texts(self, value: object, place: str) -> dict[str, str]:
        table = _table(value, place)
        return {
            self.of(code, place).code: _text(text, f"{place}.{code}")
            for code, text in table.items()
        }


def _lines(rulebook: Rulebook, aspect: str) -> _Lines:
    return _Lines({line.code: line for line in rulebook.aspect(aspect)})


def _values(value: object, lines: _Lines, given: Mapping[str, Claim]) -> dict[str, Decimal]:
    table = _table(value, "spd_values")
    found = {}
    for code, raw in table.items():
        place = f"spd_values.{code}"
        if not lines.of(code, "spd_values").has_bands:
            raise PortfolioError("no_bands", place)
        if code in given:
            raise PortfolioError("level_and_value", place)
        number = _number(raw, place)
        if limits := lines.of(code, place).outside(number):
            raise PortfolioError(f"outside_{'_'.join(limits)}", place, value=str(raw), **limits)
        found[code] = number
    return found


def _choice(value: object, field: Field, allowed: tuple[str, ...], place: str) -> str:
    choice = _text(value, place)
    if choice in allowed or (not choice and UNSAID[field.name] is not None):
        return choice
    if found := meant(choice, choice_names(field.vocabulary, allowed)):
        return found
    if field.vocabulary in NEAR:
        _unknown(f"unknown_{field.vocabulary}", choice, allowed, place)
    raise PortfolioError("unknown_choice", place, value=shown(choice), near=", ".join(allowed))


READERS: dict[str, Callable[[object, str], object]] = {
    **{"text": _text, "flag": _flag, "day": _day, "count": _whole}
}


def _field(value: object, field: Field, words: Vocabularies, place: str) -> object:
    if field.kind == "choices":
        allowed = words[field.vocabulary]
        return tuple(_choice(item, field, allowed, place) for item in _list(value, place))
    if field.kind == "choice":
        return _choice(value, field, words[field.vocabulary], place)
    return READERS[field.kind](value, place)


def _innovation(value: object, number: int, rulebook: Rulebook, words: Vocabularies) -> Innovation:
    place = f"innovations[{number}]"
    table = _table(value, place)
    _closed(table, INNOVATION, place)
    if not _text(table.get("name", ""), f"{place}.name"):
        raise PortfolioError("missing", place, key="name")
    given = {key: item for key, item in table.items() if item is not None}
    said: dict[str, Any] = {
        key: _field(given[key], field, words, f"{place}.{key}")
        for key, field in FIELDS.items()
        if key in given
    }
    lines = _lines(rulebook, "SID")
    said["levels"] = lines.claims(given.get("levels", {}), f"{place}.levels")
    for name in ("evidence", "notes"):
        said[name] = lines.texts(given.get(name, {}), f"{place}.{name}")
    return Innovation(**said)


@lru_cache(maxsize=1)
def resolver_of(register: Register | None, aliases: tuple[Alias, ...]) -> Resolver | None:
    """Return what tells which region is meant, None without a register: then any code is taken."""
    return None if register is None else build_resolver(register, aliases)


def _region(value: object, resolver: Resolver | None) -> str:
    region = _text(value, "region")
    if resolver is None or not region:
        return region
    found = resolver.resolve(region).code
    if found is None:
        _unknown("unknown_region", region, resolver.register.by_code, "region")
    return found


def _year(found: Mapping[str, Any], year: int | None) -> tuple[int | None, int]:
    """Return the year the file says and the year whose rules are asked for."""
    said = _whole(found["year"], "year") if found.get("year") is not None else None
    asked = said if year is None else year
    if asked is None:
        raise PortfolioError("missing", "", key="year")
    return said, asked


def read_portfolio(
    data: bytes,
    rulebook_of: Callable[[int], Rulebook],
    year: int | None = None,
    register: Register | None = None,
    aliases: tuple[Alias, ...] = (),
) -> tuple[Portfolio, Rulebook]:
    """Return the portfolio in ``data`` and the rulebook it was read with.

    ``year``: whose rules are asked for, else the year that the file says. Raises PortfolioError
    for bad input, RulebookNotFoundError for a year without a file, RuleUnknownError for one
    whose rules do not suffice to score.
    """
    found = parse_json(data)
    _closed(found, TOP, "")
    schema = _whole(found.get("schema", SCHEMA), "schema")
    if schema != SCHEMA:
        raise PortfolioError("schema", "schema", value=schema, expected=SCHEMA)
    said, asked = _year(found, year)
    rulebook = rulebook_of(asked)
    make_sheet(rulebook)  # a year whose rules do not suffice says so before any level is read
    lines = _lines(rulebook, "SPD")
    spd = lines.claims(found.get("spd", {}), "spd")
    items = _list(found.get("innovations", []), "innovations")
    words = vocabularies(rulebook)
    agencies = _list(found.get("agencies", []), "agencies")
    portfolio = Portfolio(
        region=_region(found.get("region", ""), resolver_of(register, aliases)),
        year=said,
        name=_text(found.get("name", ""), "name"),
        example=_flag(found.get("example", False), "example"),
        agencies=tuple(_text(item, "agencies") for item in agencies),
        spd=spd,
        spd_values=_values(found.get("spd_values", {}), lines, spd),
        spd_evidence=lines.texts(found.get("spd_evidence", {}), "spd_evidence"),
        innovations=tuple(_innovation(v, n, rulebook, words) for n, v in enumerate(items, 1)),
    )
    return portfolio, rulebook
