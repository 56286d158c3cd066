"""How a level reads: a band of values as printed, or its own text."""

from __future__ import annotations

from iga_core.declared.rulebook import Band
from iga_core.language import Words


def level_text(meaning: Band | str, words: Words) -> str:
    """Return what a level asks for: a band of values as printed, or its text."""
    if isinstance(meaning, str):
        return meaning
    low, high = (words.printed(v) if v is not None else "" for v in (meaning.low, meaning.high))
    if low and high:
        return words("criteria.band", low=low, high=high)
    return words("criteria.at_least", low=low) if low else words("criteria.at_most", high=high)
