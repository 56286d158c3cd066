"""A statement as a message id and its values: the words themselves are in the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from iga_core.language import Words


@dataclass(frozen=True, slots=True)
class Message:
    """``id`` of a message and its values: numbers are printed as the language does, years never.

    A year is handed over as text, a count as int.
    """

    id: str
    values: Mapping[str, str | int] = field(default_factory=dict)


def told(message: Message, words: Words) -> str:
    """Return ``message`` in words. Raises MessageNotFoundError."""
    values = {
        name: words.number(value) if isinstance(value, int) else value
        for name, value in message.values.items()
    }
    return words(message.id, **values)
