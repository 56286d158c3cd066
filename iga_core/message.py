"""A statement as a message id and its values: the words themselves are in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from iga_core.language import Words


@dataclass(frozen=True, slots=True)
class Message:
    """``id`` of a message and its values: numbers are printed as the language does, years never.

    A year is handed over as text, a count as int, a value with its decimals as Decimal, a part of
    the statement that has words of its own as a message.
    """

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)


Value = str | int | Decimal | Message


def told(message: Message, words: Words) -> str:
    """Return ``message`` in words. Raises MessageNotFoundError."""
    return words(message.id, **{name: _read(v, words) for name, v in message.values.items()})


def _read(value: Value, words: Words) -> str:
    if isinstance(value, Message):
        return told(value, words)
    if isinstance(value, Decimal):
        return words.typed(value)
    return words.number(value) if isinstance(value, int) else value
