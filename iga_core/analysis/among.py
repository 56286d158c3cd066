"""Where governments stand in public statistics among all of their kind, and what stands out."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median
from typing import Literal

from iga_core.declared.strips import StripMeasure, StripRules
from iga_core.record import Record, region_row, rows_of, statistic_row
from iga_core.regions import RegionType
from iga_core.rules import FigureIndex, computed_figure

End = Literal["best", "worst", ""]


@dataclass(frozen=True, slots=True)
class SourcedValue:
    """A government's value, and the addresses of the rows it was read or computed from."""

    value: Decimal
    rows: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """A measure of one year among all governments of some kinds.

    ``low``, ``high``: what is drawn at the edges, beyond them nothing is told apart by place.
    """

    measure: StripMeasure
    year: int
    known: Mapping[str, SourcedValue]
    low: Decimal
    high: Decimal
    median: Decimal

    def at(self, value: Decimal) -> float:
        """Return where a value is drawn, 0 to 1."""
        span = self.high - self.low
        return min(1.0, max(0.0, float((value - self.low) / span))) if span else 0.5


@dataclass(frozen=True, slots=True)
class PlaceAmong:
    """A government's value among its kind: rank from the better end, ties share it.

    ``rank`` of ``of`` known; ``end``: whether it stands in the best or worst part of its kind.
    """

    measure: StripMeasure
    year: int
    known: SourcedValue
    rank: int
    of: int
    end: End


class Among:
    """Public statistics of all governments, kind by kind. Build once: it keeps what it made."""

    def __init__(self, record: Record, figures: FigureIndex, rules: StripRules) -> None:
        """Look up in these."""
        self._record, self._figures, self.rules = record, figures, rules
        self._regions = {str(row["code"]): row for row in rows_of(record.tables["regions"])}
        self._years = sorted({year for _, _, year in figures}, reverse=True)
        self._pools: dict[tuple[str, frozenset[str]], Pool | None] = {}

    def kind(self, code: str) -> RegionType:
        """Return the kind of a government."""
        return self._record.register.get(code).type

    def _codes(self, kind: str) -> list[str]:
        return [r.code for r in self._record.register.regions if r.autonomous and r.type == kind]

    def _known(self, measure: StripMeasure, code: str, year: int) -> SourcedValue | None:
        if measure.column:
            return SourcedValue(Decimal(self._regions[code][measure.column]), (region_row(code),))
        value, figures = computed_figure(
            code, measure.statistic, measure.compute, year, self._figures
        )
        rows = [statistic_row(f.series_id, code, f.year, f.measure) for f in figures]
        return None if value is None else SourcedValue(value, tuple(rows))

    def _all(self, measure: StripMeasure, kind: str, year: int) -> dict[str, SourcedValue]:
        found = {code: self._known(measure, code, year) for code in self._codes(kind)}
        return {code: known for code, known in found.items() if known}

    def pool(self, measure: StripMeasure, kinds: Collection[str]) -> Pool | None:
        """Return the newest year that enough of each of ``kinds`` is known of (None: no year)."""
        key = measure.id, frozenset(kinds)
        if key not in self._pools:
            self._pools[key] = self._pool(measure, sorted(key[1]))
        return self._pools[key]

    def _pool(self, measure: StripMeasure, kinds: Sequence[str]) -> Pool | None:
        for year in [measure.year] if measure.column else self._years:
            by_kind = {kind: self._all(measure, kind, year) for kind in kinds}
            if all(
                known and len(known) >= self.rules.least_known * len(self._codes(kind))
                for kind, known in by_kind.items()
            ):
                known = {code: one for each in by_kind.values() for code, one in each.items()}
                values = sorted(one.value for one in known.values())
                cut = int(self.rules.tails * len(values))  # values beyond each edge
                low, high = values[cut], values[-1 - cut]
                return Pool(measure, year, known, low, high, median(values))
        return None

    def value(self, pool: Pool, code: str) -> SourcedValue | None:
        """Return a government's value, of one without autonomy too, which has no place."""
        return pool.known.get(code) or self._known(pool.measure, code, pool.year)

    def place(self, pool: Pool, code: str) -> PlaceAmong | None:
        """Return where a government stands in its own kind (None: its value is not known)."""
        if code not in pool.known:
            return None
        measure, kind, known = pool.measure, self.kind(code), pool.known[code]
        values = [one.value for other, one in pool.known.items() if self.kind(other) == kind]
        above = sum(value > known.value for value in values)
        below = sum(value < known.value for value in values)
        better, worse = (below, above) if measure.better == "low" else (above, below)
        most = self.rules.extreme * len(values)
        end: End = ""
        if measure.better != "none":
            end = "best" if better + 1 <= most else "worst" if worse + 1 <= most else ""
        return PlaceAmong(measure, pool.year, known, better + 1, len(values), end)

    def places(self, code: str) -> tuple[PlaceAmong, ...]:
        """Return where a government stands in every measure it has a value of, in their order."""
        pools = (self.pool(measure, (self.kind(code),)) for measure in self.rules.measures)
        found = (self.place(pool, code) for pool in pools if pool)
        return tuple(place for place in found if place)
