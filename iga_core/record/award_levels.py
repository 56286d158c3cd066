"""Award levels: the ladder, and who counts as a winner; the vocabularies say it."""

from __future__ import annotations

from iga_core.record.declaration import Schema


def ladder(schema: Schema) -> tuple[str, ...]:
    """Return the levels of which nobody holds two in one IGA year, highest first."""
    return schema.vocabularies["ladder_level"]


def levels_of_award(schema: Schema) -> tuple[str, ...]:
    """Return the ladder, then what IGA gives beside it: other winners' levels, special prizes."""
    vocabularies = schema.vocabularies
    beside = (*vocabularies["winner_level"], *vocabularies["prize_level"])
    return tuple(dict.fromkeys((*ladder(schema), *beside)))


def at_least(schema: Schema, level: str) -> tuple[str, ...]:
    """Return ``level`` and, where it is on the ladder, what stands above it, highest first."""
    steps = ladder(schema)
    return steps[: steps.index(level) + 1] if level in steps else (level,)


def winners_level(schema: Schema, given: frozenset[str]) -> str:
    """Return the level that a category's winners have among the ``given``: else the usual one."""
    names = schema.vocabularies["winner_level"]
    return next((name for name in names if name in given), names[0])
