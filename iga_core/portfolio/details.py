"""What a finding or a reason names beside its message: numbers, words, days, and how they read."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from iga_core.language import Words

Detail = int | str | date | tuple[str, ...] | tuple[date, ...]


def detail_text(value: Detail, words: Words, read: Callable[[str], str]) -> str:
    """Return ``value`` in words: numbers and days as the language prints them, text by ``read``."""
    if isinstance(value, tuple):
        return ", ".join(detail_text(item, words, read) for item in value)
    if isinstance(value, date):
        return words.day(value.isoformat())
    return words.number(value) if isinstance(value, int) else read(value)
