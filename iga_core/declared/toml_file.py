"""A TOML file of ``data/`` as a model: its keys are closed, and every wrong cell is named."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Collection, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Annotated, Any, ClassVar, NoReturn, Self, TypeVar

from annotated_types import Gt
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Strict,
    ValidationError,
    model_validator,
)
from pydantic_core import ErrorDetails, InitErrorDetails, PydanticCustomError

SCHEMA = 1
MADE = "@"  # begins the keys that a loader sets, never written in a file
SLUG = re.compile(r"[a-z][a-z0-9_]*")
# what pydantic calls a mistake -> what we call it (a message id below ``violation.rulebook_``)
REASONS = {
    "missing": "missing",
    "string_type": "not_text",
    "int_type": "not_whole",
    "bool_type": "not_flag",
    "tuple_type": "not_list",
    "dict_type": "not_table",
    "literal_error": "not_allowed",
    "greater_than": "not_positive",
}


class RulebookError(ValueError):
    """A file is broken: file, key, reason (a message id below ``violation.rulebook_``).

    ``others``: what else is wrong in the same file.
    """

    others: tuple[RulebookError, ...] = ()

    def __init__(self, file: str, key: str, reason: str, **details: object) -> None:
        """``details`` fill the placeholders of the reason's message."""
        said = ", ".join(f"{name} {value}" for name, value in details.items())
        super().__init__(f"{file}: {key}: {reason}" + (f" ({said})" if said else ""))
        self.file, self.key, self.reason, self.details = file, key, reason, details


def refuse(reason: str, at: str = "", **details: object) -> NoReturn:
    """Refuse the cell that is being read, or the one ``at`` below it, for ``reason``."""
    raise PydanticCustomError(reason, reason, {**details, "at": at})


def closed(value: object, allowed: Collection[str]) -> None:
    """Refuse what is no table, and every key of it that is not ``allowed``."""
    if not isinstance(value, dict):
        refuse("not_table")
    unknown = [name for name in value if name not in allowed]
    if unknown:
        shown = ", ".join(sorted(name for name in allowed if not name.startswith(MADE)))
        error = PydanticCustomError("unknown_key", "unknown_key", {"allowed": shown, "at": ""})
        lines = [InitErrorDetails(type=error, loc=(n,), input=value[n]) for n in unknown]
        raise ValidationError.from_exception_data("table", lines)


class Part(BaseModel):
    """A table of a file, with exactly the keys of its fields; never changed once it is read.

    Keys that are not known are told before anything else of their table: what is then missing
    is most often what they were meant to be.
    """

    model_config = ConfigDict(frozen=True, defer_build=True)  # built by the first file read
    BY_ID: ClassVar[Mapping[str, str]] = {}
    """Of a whole file: its lists whose entries are named by a cell of theirs, and that cell."""

    @classmethod
    @cache
    def cells(cls) -> dict[str, str]:
        """Return the key in the file of every field."""
        return {
            name: str(field.validation_alias or name) for name, field in cls.model_fields.items()
        }

    @model_validator(mode="before")
    @classmethod
    def _closed(cls, value: object) -> object:
        if not isinstance(value, cls):
            closed(value, cls.cells().values())
        return value

    def changed(self, **values: object) -> Self:
        """Return a copy with some ``values``, held to the same limits. Raises ValueError."""
        keys, given = self.cells(), {name: getattr(self, name) for name in self.model_fields_set}
        return type(self).model_validate({keys[n]: v for n, v in {**given, **values}.items()})


def _text(value: str) -> str:
    if not value.strip():
        refuse("not_text", value=value)
    return value


def _slug(value: str) -> str:
    if not SLUG.fullmatch(value):
        refuse("not_slug")
    return value


def _whole(value: int) -> int:
    if value < 0:
        refuse("not_whole", value=value)
    return value


def number(value: object, at: str = "") -> Decimal:
    """Return a finite number as written, the one ``at`` below the cell that is being read."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        refuse("not_number", at=at, value=value)
    found = Decimal(str(value))
    if not found.is_finite():
        refuse("not_number", at=at, value=value)
    return found


def _float(value: object) -> float:
    return float(number(value))


def _day(value: object) -> object:
    if not isinstance(value, date) or isinstance(value, datetime):
        refuse("not_date", value=value)
    return value


V = TypeVar("V")


def _distinct(values: tuple[V, ...]) -> tuple[V, ...]:
    if len(set(values)) != len(values):
        refuse("repeated")
    return values


def _some(values: tuple[V, ...]) -> tuple[V, ...]:
    if not values:
        refuse("not_list")
    return values


distinct, some = AfterValidator(_distinct), AfterValidator(_some)


Said = Annotated[str, Strict()]
"""A text that may be empty."""
Text = Annotated[str, Strict(), AfterValidator(_text)]
"""A text that is not empty."""
Slug = Annotated[str, Strict(), AfterValidator(_slug)]
Whole = Annotated[int, Strict(), AfterValidator(_whole)]
"""A whole number of at least 0."""
Positive = Annotated[int, Strict(), Gt(0)]
Number = Annotated[Decimal, BeforeValidator(number)]
"""A decimal number as written."""
Float = Annotated[float, BeforeValidator(_float)]
Flag = Annotated[bool, Strict()]
Day = Annotated[date, BeforeValidator(_day)]
Texts = Annotated[tuple[Text, ...], distinct]
"""A list of texts without repetition."""
SomeTexts = Annotated[Texts, some]
N = TypeVar("N", int, float)


def within(low: int, high: int | None = None) -> AfterValidator:
    """Return what refuses a number outside ``low`` to ``high`` (None: open)."""

    def held(value: N) -> N:
        if value < low or (high is not None and value > high):
            refuse("not_allowed", allowed=f"≥ {low}" if high is None else f"{low}–{high}")
        return value

    return AfterValidator(held)


def exactly(names: Collection[str]) -> BeforeValidator:
    """Return what refuses a table with other keys than ``names``."""

    def held(value: object) -> object:
        closed(value, names)
        for name in names:
            if isinstance(value, dict) and name not in value:
                refuse("missing", name=name)
        return value

    return BeforeValidator(held)


def unique(*cells: str) -> AfterValidator:
    """Return what refuses entries of which two hold the same in one of ``cells``; it is named."""

    def held(entries: tuple[V, ...]) -> tuple[V, ...]:
        for cell in cells:
            found = [getattr(entry, cell) for entry in entries]
            for name in found:
                if found.count(name) > 1:
                    refuse("repeated", at=name)
        return entries

    return AfterValidator(held)


def joined(key: str, name: str) -> str:
    """Return the key of ``name`` below ``key``; either may be empty."""
    return ".".join(part for part in (key, name) if part)


def _key(raw: object, loc: tuple[int | str, ...], by_id: Mapping[str, str]) -> str:
    """Return where a mistake stands, such as ``risk.preset[2].name``.

    An entry of a list ``by_id`` goes by its id, where it has one: ``feature.pulau.weight``. The
    value and the standing of a record go by the record's own key.
    """
    key, found = "", raw
    for part in loc:
        if isinstance(found, list) and isinstance(part, int):
            found = found[part]
            name = found.get(by_id[key]) if isinstance(found, dict) and key in by_id else None
            key += f".{name}" if name and isinstance(name, str) else f"[{part + 1}]"
            continue
        table = found if isinstance(found, dict) else {}
        if not (key and part in ("value", "standing") and "standing" in table):
            key = joined(key, str(part))
        found = table.get(part)
    return key


def _mistake(
    file: str, raw: object, error: ErrorDetails, by_id: Mapping[str, str]
) -> RulebookError:
    kind, key = error["type"], _key(raw, error["loc"], by_id)
    details: dict[str, Any] = dict(error.get("ctx", {}))
    if "at" in details:  # one of ours, by ``refuse``
        return RulebookError(file, joined(key, details.pop("at")), kind, **details)
    if kind == "missing":
        details = {"name": error["loc"][-1]}
    elif kind == "literal_error":
        details = {"allowed": ", ".join(re.findall(r"'([^']*)'", details["expected"]))}
    else:
        details = {"value": error["input"]}
    return RulebookError(file, key, REASONS[kind], **details)


M = TypeVar("M", bound=Part)


def read_toml(path: Path) -> dict[str, Any]:
    """Return a parsed file, its numbers as written. Raises RulebookError when it is no TOML."""
    if not path.is_file():
        raise RulebookError(path.name, "", "no_file")
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problem = " ".join(str(error).split())
        raise RulebookError(path.name, "", "not_toml", problem=problem) from None


def parsed_as(model: type[M], raw: Mapping[str, Any], file: str, schema: int | None = SCHEMA) -> M:
    """Return the parsed ``file`` as ``model``. Arguments and errors: see ``read_as``."""
    if schema is not None:
        if raw.get("schema") != schema:
            raise RulebookError(file, "schema", "schema", expected=schema)
        raw = {key: value for key, value in raw.items() if key != "schema"}
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first, *others = (_mistake(file, raw, e, model.BY_ID) for e in error.errors())
        first.others = tuple(others)
        raise first from None


def read_as(model: type[M], path: Path, *, schema: int | None = SCHEMA) -> M:
    """Read ``path`` into ``model``. ``schema``: what the file must say it follows, None = nothing.

    Raises RulebookError, naming file and key of the first mistake and of all ``others``.
    """
    return parsed_as(model, read_toml(path), path.name, schema)
