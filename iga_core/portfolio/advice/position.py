"""Where a portfolio stands, and what any change to it would give, without scoring it again.

The index of a portfolio follows from five totals (``Totals``), so a change of any kind is a row
of new totals, and thousands of rows cost one pass. The rules of dividing, counting and rounding
stay where they are: in ``iga_core.rules.scoring``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from iga_core.declared.rulebook import STATES
from iga_core.portfolio.report import to_batch
from iga_core.portfolio.schema import Basis, Portfolio
from iga_core.rules import Batch, Rulebook, ScoreArrays, Scores, make_sheet, score
from iga_core.rules.scoring import (
    REJECTED,
    SCORED,
    Flags,
    Ints,
    count_of,
    divisor_of,
    index_units,
)


@dataclass(frozen=True, slots=True)
class Totals:
    """What the index follows from, one row per portfolio imagined. Points in ticks.

    ``states``: innovations in each of ``STATES`` (rows x states); ``services``: affairs covered.
    """

    spd: Ints
    maturity_sum: Ints
    states: Ints
    services: Ints

    def tally(self, sheet: ScoreArrays) -> tuple[Ints, Ints]:
        """Return the divisor and the count points of each row."""
        n, counted = (self.states[:, list(s)].sum(axis=1) for s in (sheet.in_n, sheet.in_count))
        divisor = divisor_of(n, self.states[:, REJECTED], sheet)
        return divisor, count_of(counted, self.services, sheet)

    def index(self, sheet: ScoreArrays) -> tuple[NDArray[np.float64], Ints]:
        """Return the index before rounding (points), and in units of its last decimal."""
        divisor, count = self.tally(sheet)
        exact = 100 * (self.spd + count + self.maturity_sum / divisor) / sheet.max_total
        return exact, index_units(self.spd, self.maturity_sum, divisor, count, sheet)


@dataclass(frozen=True, slots=True)
class Position:
    """One portfolio under one year's rules. ``worth``: points of each innovation in ticks,
    whatever its state; ``carriers``: scored innovations that cover each affair of basic
    services. ``exact``: the index before rounding, in points; ``units``: rounded, in units of
    its last decimal.
    """

    portfolio: Portfolio
    sheet: ScoreArrays
    batch: Batch
    scores: Scores
    worth: Ints
    carriers: Ints
    exact: float
    units: int

    @property
    def state(self) -> NDArray[np.int8]:
        """State of each innovation as scored."""
        return self.scores.state

    @property
    def scored(self) -> Flags:
        """Which innovations are scored."""
        return np.asarray(self.scores.state == SCORED)

    @property
    def index(self) -> Decimal:
        """The index, rounded."""
        return in_points(self.units, self.sheet)

    @property
    def states(self) -> Ints:
        """How many innovations are in each state."""
        return np.bincount(self.state, minlength=len(STATES)).astype(np.int64)

    def totals(
        self,
        spd: Ints | int = 0,
        maturity: Ints | int = 0,
        states: Ints | None = None,
        services: Ints | None = None,
        rows: int = 1,
    ) -> Totals:
        """Return ``rows`` changed totals: ``spd``, ``maturity`` (ticks) and ``states`` (rows x
        states) are added, ``services`` replaces the number of affairs covered.
        """
        own = np.broadcast_to(self.states, (rows, len(STATES)))
        nothing = np.zeros(rows, dtype=np.int64)
        return Totals(
            nothing + self.scores.spd[0] + spd,
            nothing + self.scores.maturity_sum[0] + maturity,
            own if states is None else own + states,
            nothing + self.scores.services[0] if services is None else services,
        )

    def gains(self, totals: Totals) -> tuple[list[Decimal], list[float]]:
        """Return by how much each row lifts the printed index, and the same before rounding."""
        exact, units = totals.index(self.sheet)
        printed = [in_points(unit - self.units, self.sheet) for unit in units.tolist()]
        return printed, (exact - self.exact).tolist()


def position_of(portfolio: Portfolio, rulebook: Rulebook, basis: Basis = "claimed") -> Position:
    """Return where ``portfolio`` stands under ``rulebook``.

    Raises RuleUnknownError when the year's rules do not suffice.
    """
    sheet = make_sheet(rulebook)
    batch = to_batch([portfolio], sheet, basis)
    scores = score(batch, sheet)
    kept = scores.state == SCORED
    one = Totals(
        scores.spd,
        scores.maturity_sum,
        np.bincount(scores.state, minlength=len(STATES)).astype(np.int64)[None, :],
        scores.services,
    )
    exact, units = one.index(sheet)
    return Position(
        portfolio=portfolio,
        sheet=sheet,
        batch=batch,
        scores=scores,
        worth=batch.sid @ sheet.sid_weights,
        carriers=batch.affairs[kept].sum(axis=0, dtype=np.int64),
        exact=float(exact[0]),
        units=int(units[0]),
    )


def moved(rows: int, *changes: tuple[int, int]) -> Ints:
    """Return for ``rows`` rows how many innovations enter each state: (state, number) pairs."""
    found = np.zeros((rows, len(STATES)), dtype=np.int64)
    for state, number in changes:
        found[:, state] += number
    return found


def in_points(units: int, sheet: ScoreArrays) -> Decimal:
    """Return units of the index's last decimal as index points."""
    return Decimal(units).scaleb(-sheet.decimals)


def ratio(totals: Totals, sheet: ScoreArrays) -> list[Fraction]:
    """Return the points of each row in ticks, exactly: what decides which of two is higher."""
    divisor, count = totals.tally(sheet)
    whole = (totals.spd + count) * divisor + totals.maturity_sum
    return [Fraction(int(a), int(b)) for a, b in zip(whole, divisor, strict=True)]


def as_index(ticks: Fraction, sheet: ScoreArrays) -> float:
    """Return points in ticks as index points, not rounded."""
    return float(100 * ticks / sheet.max_total)
