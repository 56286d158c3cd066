"""A statement as a message id and its values: the words themselves are in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from iga_core.language import Words

Value = str | int | Decimal


@dataclass(frozen=True, slots=True)
class Message:
    """``id`` of a message and its values: a count is an int, a value with decimals a Decimal.

    Numbers are printed as the language does, but for a year: its name begins with ``year``.
    """

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)


def told(message: Message, words: Words) -> str:
    """Return ``message`` in words. Raises MessageNotFoundError."""
    return words(message.id, **{name: _read(name, v, words) for name, v in message.values.items()})


def _read(name: str, value: Value, words: Words) -> str:
    if name.startswith("year"):
        return str(value)
    if isinstance(value, Decimal):
        return words.typed(value)
    return words.number(value) if isinstance(value, int) else value
