"""From a raw value to a level of a line, by the bands as printed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from iga_core.declared.facts import RuleUnknownError
from iga_core.declared.rulebook import Band, Indicator
from iga_core.numbers import round_half_up


class LineHasNoBandsError(ValueError):
    """The line's levels are texts: a raw value says nothing about them."""


@dataclass(frozen=True, slots=True)
class LevelReading:
    """A value's level. ``value``: at the printed decimals, in the line's unit.

    ``on_edge``: the value fits two printed bands and has the higher level. ``to_next``: how far
    the value is from the band of the next level, in its unit; None on the highest.
    """

    value: Decimal
    level: int
    on_edge: bool
    to_next: Decimal | None


def _distance(value: Decimal, band: Band) -> Decimal:
    if band.low is not None and value < band.low:
        return band.low - value
    return value - band.high if band.high is not None and value > band.high else Decimal(0)


def read_level(value: float | Decimal, line: Indicator) -> LevelReading:
    """Return the level that ``line`` gives to a raw ``value`` in the line's unit.

    The value is rounded half-up to the decimals that the bands are printed with. Printed bands
    overlap at their ends: a value that fits two has the higher level, and is flagged. Raises
    RuleUnknownError when the levels are not on file, LineHasNoBandsError when they are texts.
    """
    if not line.levels:
        raise RuleUnknownError(line.weight.year, f"line.{line.code}.levels")
    if not line.has_bands or line.decimals is None:
        raise LineHasNoBandsError(line.code)
    rounded = round_half_up(value, line.decimals)
    bands = [level.known() for level in line.levels]
    fits = [
        place
        for place, band in enumerate(bands, 1)
        if isinstance(band, Band) and band.holds(rounded)
    ]
    level = max(fits)
    ahead = bands[level] if level < line.top else None
    to_next = _distance(rounded, ahead) if isinstance(ahead, Band) else None
    return LevelReading(rounded, level, len(fits) > 1, to_next)
