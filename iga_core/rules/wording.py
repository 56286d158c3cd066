"""How a level reads: a band of values as printed, or its own text."""

from __future__ import annotations

from decimal import Decimal

from iga_core.language import Words
from iga_core.rules.model import Band


def amount(value: Decimal, words: Words) -> str:
    """Print a number with the decimals it is written with."""
    exponent = value.as_tuple().exponent
    return words.number(float(value), max(0, -int(exponent)) if value % 1 else 0)


def level_text(meaning: Band | str, words: Words) -> str:
    """Return what a level asks for: a band of values as printed, or its text."""
    if isinstance(meaning, str):
        return meaning
    low, high = (amount(v, words) if v is not None else "" for v in (meaning.low, meaning.high))
    if low and high:
        return words("criteria.band", low=low, high=high)
    return words("criteria.at_least", low=low) if low else words("criteria.at_most", high=high)
