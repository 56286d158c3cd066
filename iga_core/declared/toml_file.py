"""A TOML file of ``data/`` as a model: its keys are closed, and every wrong cell is named."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Annotated, Any, NoReturn, Self, TypeVar

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

from iga_core.rules import RulebookError
from iga_core.rules.reading import SLUG
from iga_core.rules.rulebook import read_toml

SCHEMA = 1
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


def refuse(reason: str, at: str = "", **details: object) -> NoReturn:
    """Refuse the cell that is being read, or the one ``at`` below it, for ``reason``."""
    raise PydanticCustomError(reason, reason, {**details, "at": at})


def closed(value: object, allowed: Collection[str]) -> None:
    """Refuse what is no table, and every key of it that is not ``allowed``."""
    if not isinstance(value, dict):
        refuse("not_table")
    details = {"allowed": ", ".join(sorted(allowed)), "at": ""}
    error = PydanticCustomError("unknown_key", "unknown_key", details)
    unknown = [
        InitErrorDetails(type=error, loc=(name,), input=value[name])
        for name in value
        if name not in allowed
    ]
    if unknown:
        raise ValidationError.from_exception_data("table", unknown)


class Part(BaseModel):
    """A table of a file, with exactly the keys of its fields; never changed once it is read.

    Keys that are not known are told before anything else of their table: what is then missing
    is most often what they were meant to be.
    """

    model_config = ConfigDict(frozen=True)

    @classmethod
    def _keys(cls) -> dict[str, str]:
        """Return the key in the file of every field."""
        return {name: field.alias or name for name, field in cls.model_fields.items()}

    @model_validator(mode="before")
    @classmethod
    def _closed(cls, value: object) -> object:
        if not isinstance(value, cls):
            closed(value, cls._keys().values())
        return value

    def changed(self, **values: object) -> Self:
        """Return a copy with some ``values``, held to the same limits. Raises ValueError."""
        keys, given = self._keys(), {name: getattr(self, name) for name in self.model_fields_set}
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


def _number(value: object) -> Decimal:
    """Return a finite number as written."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        refuse("not_number", value=value)
    found = Decimal(str(value))
    if not found.is_finite():
        refuse("not_number", value=value)
    return found


def _float(value: object) -> float:
    return float(_number(value))


def _distinct(values: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(values)) != len(values):
        refuse("repeated")
    return values


def _some(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        refuse("not_list")
    return values


Text = Annotated[str, Strict(), AfterValidator(_text)]
"""A text that is not empty."""
Slug = Annotated[str, Strict(), AfterValidator(_slug)]
Whole = Annotated[int, Strict(), AfterValidator(_whole)]
"""A whole number of at least 0."""
Positive = Annotated[int, Strict(), Gt(0)]
Number = Annotated[Decimal, BeforeValidator(_number)]
"""A decimal number as written."""
Float = Annotated[float, BeforeValidator(_float)]
Flag = Annotated[bool, Strict()]
Texts = Annotated[tuple[Text, ...], AfterValidator(_distinct)]
"""A list of texts without repetition."""
SomeTexts = Annotated[Texts, AfterValidator(_some)]
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


def once(names: Iterable[str]) -> None:
    """Refuse a name that stands twice; it is named."""
    found = list(names)
    for name in found:
        if found.count(name) > 1:
            refuse("repeated", at=name)


def _key(raw: object, loc: tuple[int | str, ...], by_id: Collection[str]) -> str:
    """Return where a mistake stands, such as ``risk.preset[2].name``.

    An entry of a list ``by_id`` goes by its id, where it has one: ``feature.pulau.weight``.
    """
    key, found = "", raw
    for part in loc:
        if isinstance(found, list) and isinstance(part, int):
            found = found[part]
            name = found.get("id") if isinstance(found, dict) and key in by_id else None
            key += f".{name}" if name and isinstance(name, str) else f"[{part + 1}]"
        else:
            found = found.get(part) if isinstance(found, dict) else None
            key += f".{part}" if key else str(part)
    return key


def _mistake(file: str, raw: object, error: ErrorDetails, by_id: Collection[str]) -> RulebookError:
    kind, key = error["type"], _key(raw, error["loc"], by_id)
    details: dict[str, Any] = dict(error.get("ctx", {}))
    if kind not in REASONS:  # one of ours, by ``refuse``
        at = details.pop("at")
        return RulebookError(file, ".".join(part for part in (key, at) if part), kind, **details)
    if kind == "missing":
        details = {"name": details.get("name", error["loc"][-1])}
    elif kind == "literal_error":
        details = {"allowed": ", ".join(re.findall(r"'([^']*)'", details["expected"]))}
    else:
        details = {"value": error["input"]}
    return RulebookError(file, key, REASONS[kind], **details)


M = TypeVar("M", bound=BaseModel)


def read_as(
    model: type[M], path: Path, *, schema: int | None = SCHEMA, by_id: Collection[str] = ()
) -> M:
    """Read ``path`` into ``model``. ``schema``: what the file must say it follows, None = nothing.

    ``by_id``: lists whose entries are named by their id. Raises RulebookError, naming file and
    key of the first mistake and of all ``others``.
    """
    if not path.is_file():
        raise RulebookError(path.name, "", "no_file")
    raw: Mapping[str, Any] = read_toml(path)
    if schema is not None:
        if raw.get("schema") != schema:
            raise RulebookError(path.name, "schema", "schema", expected=schema)
        raw = {key: value for key, value in raw.items() if key != "schema"}
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        first, *others = (_mistake(path.name, raw, e, by_id) for e in error.errors())
        first.others = tuple(others)
        raise first from None
