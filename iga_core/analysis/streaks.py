"""Streaks: years that follow each other without a gap."""

from __future__ import annotations

from collections.abc import Iterable

MINIMUM = 3  # years; fewer are no streak


def streaks(years: Iterable[int], minimum: int = MINIMUM) -> tuple[tuple[int, ...], ...]:
    """Return the streaks among ``years`` of at least ``minimum`` years, oldest first."""
    found: list[tuple[int, ...]] = []
    for year in sorted(set(years)):
        if found and found[-1][-1] == year - 1:
            found[-1] = (*found[-1], year)
        else:
            found.append((year,))
    return tuple(run for run in found if len(run) >= minimum)
