"""A statement as a message id and its values: the words themselves are in the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from iga_core.language import Words

Detail = int | str | date | tuple[str, ...] | tuple[date, ...]
"""What a finding or a reason names beside its message."""


@dataclass(frozen=True, slots=True)
class Message:
    """``id`` of a message and its values: a count is an int, a value with decimals a Decimal.

    Numbers are printed as the language does, but for a year: its name begins with ``year``; so is
    an ISO date, month or interval ``A/B`` whose name begins with ``day``. A part of the statement
    that has words of its own is a message.
    """

    id: str
    values: Mapping[str, Value] = field(default_factory=dict)


Value = str | int | Decimal | Message


def told(message: Message, words: Words) -> str:
    """Return ``message`` in words. Raises MessageNotFoundError."""
    return words(message.id, **{name: _read(name, v, words) for name, v in message.values.items()})


def _read(name: str, value: Value, words: Words) -> str:
    if isinstance(value, Message):
        return told(value, words)
    if name.startswith("year"):
        return str(value)
    if isinstance(value, Decimal):
        return words.typed(value)
    if isinstance(value, int):
        return words.number(value)
    return words.day(value) if name.startswith("day") else value


def detail_text(value: Detail, words: Words, read: Callable[[str], str]) -> str:
    """Return ``value`` in words: numbers and days as the language prints them, text by ``read``."""
    if isinstance(value, tuple):
        return ", ".join(detail_text(item, words, read) for item in value)
    if isinstance(value, date):
        return words.day(value.isoformat())
    return words.number(value) if isinstance(value, int) else read(value)
