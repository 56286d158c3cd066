"""What if validators reject: the spread of the index when entries and evidence may be refused.

Each draw refuses every scored innovation, and the evidence of every filled line, with its
chance, all independent of each other. A refused line falls to level 0; a refused innovation is
rejected, and the rulebook says whether it stays in the divisor. Each draw is scored by the one
``score``, so what follows (affairs no longer covered, mandatory lines) follows as in any score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import ceil

import numpy as np
from numpy.typing import NDArray

from iga_core.declared.workbench import Chances, Workbench
from iga_core.portfolio.advice.position import Position, in_points, position_of
from iga_core.portfolio.schema import Basis, Portfolio
from iga_core.rules import Batch, Indicator, Rulebook, classify, score
from iga_core.rules.scoring import REJECTED, SCORED, Ints

CELLS = 8_000_000  # innovations x lines scored at once: about 60 MB
BINS = 40  # of the histogram, at most
Shares = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Refusals:
    """Chances of refusal. ``innovations``: of single innovations by place (from 0), ``lines``: of
    single lines by code; both in place of what ``general`` says. A government line that follows
    from a statistic is refused only if ``lines`` names it.
    """

    general: Chances
    innovations: Mapping[int, float] = field(default_factory=dict)
    lines: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse what is no chance. Raises ValueError."""
        plain = (self.general.innovation, self.general.sid_line, self.general.spd_line)
        for chance in (*plain, *self.innovations.values(), *self.lines.values()):
            if not 0 <= chance <= 1:
                raise ValueError(f"not a chance: {chance}")

    def of_line(self, line: Indicator) -> float:
        """Return the chance that the evidence of ``line`` is refused."""
        if line.code in self.lines:
            return self.lines[line.code]
        if line.aspect == "SID":
            return self.general.sid_line
        return 0.0 if line.has_bands else self.general.spd_line


@dataclass(frozen=True, slots=True)
class ClassChance:
    """Share of draws (0 to 1) that surely have a predicate, and that may have it: the two differ
    where the year's limit is known only as an interval.
    """

    predicate: str
    sure: Fraction
    possible: Fraction


@dataclass(frozen=True, slots=True)
class Bin:
    """Draws whose rounded index lies from ``low`` up to, not including, ``high`` (points)."""

    low: Decimal
    high: Decimal
    draws: int


@dataclass(frozen=True, slots=True)
class Risk:
    """The spread of the rounded index over ``draws`` draws from ``seed``.

    ``index_now``: nothing refused. ``quantiles``: (share, the least index that at least this
    share of the draws does not exceed). ``classes``: lowest first, empty for a year without
    classes. ``condition_lost``: share of draws without the condition on basic services.
    """

    draws: int
    seed: int
    index_now: Decimal
    mean: Fraction
    lowest: Decimal
    highest: Decimal
    quantiles: tuple[tuple[float, Decimal], ...]
    histogram: tuple[Bin, ...]
    classes: tuple[ClassChance, ...]
    condition_lost: Fraction


def _refused(
    dice: np.random.Generator, chances: Shares, shape: tuple[int, ...]
) -> NDArray[np.bool_]:
    """Return which are refused; ``chances`` along the last axis. 0 never is, 1 always is."""
    found = np.zeros(shape, dtype=np.bool_)
    for column in np.flatnonzero(chances > 0):
        found[..., column] = dice.random(shape[:-1], dtype=np.float32) < chances[column]
    return found


def _draw(position: Position, refusals: Refusals, dice: np.random.Generator, rows: int) -> Batch:
    """Return ``rows`` drawn copies of the portfolio."""
    batch, sheet = position.batch, position.sheet
    count = len(batch.sid)
    single = np.full(count, refusals.general.innovation)
    for place, chance in refusals.innovations.items():
        single[place] = chance
    spd, sid = (np.array([refusals.of_line(x) for x in lines]) for lines in (sheet.spd, sheet.sid))
    falls = _refused(dice, single, (rows, count)) & (batch.state == SCORED)
    return Batch(
        spd=np.where(_refused(dice, spd, (rows, len(spd))), np.int8(0), batch.spd),
        sid=np.where(_refused(dice, sid, (rows, count, len(sid))), np.int8(0), batch.sid).reshape(
            rows * count, len(sid)
        ),
        owner=np.repeat(np.arange(rows), count),
        state=np.where(falls, np.int8(REJECTED), batch.state).ravel(),
        affairs=np.tile(batch.affairs, (rows, 1)),
    )


def _classes(units: Ints, times: Ints, position: Position) -> tuple[ClassChance, ...]:
    """Return the share of draws in each class; ``times``: draws with each of ``units``."""
    book = position.sheet.rulebook
    found = [classify(in_points(unit, position.sheet), book) for unit in units.tolist()]
    draws = int(times.sum())

    def share(predicate: str, sure: bool) -> Fraction:
        kept = [
            int(time)
            for verdict, time in zip(found, times, strict=True)
            if predicate in verdict.candidates and not (sure and len(verdict.candidates) > 1)
        ]
        return Fraction(sum(kept), draws)

    names = [entry.predicate for entry in book.classes]
    return tuple(ClassChance(name, share(name, True), share(name, False)) for name in names)


def _histogram(units: Ints, times: Ints, position: Position) -> tuple[Bin, ...]:
    """Return bins of equal width from lowest to highest, a whole number of last decimals wide."""
    low, high = int(units[0]), int(units[-1]) + 1
    width = -(-(high - low) // BINS)
    counts = np.bincount((units - low) // width, weights=times).astype(np.int64)
    edges = [in_points(low + width * step, position.sheet) for step in range(len(counts) + 1)]
    return tuple(
        Bin(a, b, int(number)) for a, b, number in zip(edges, edges[1:], counts, strict=False)
    )


def reject_risk(
    portfolio: Portfolio,
    rulebook: Rulebook,
    refusals: Refusals,
    basis: Basis = "claimed",
    *,
    draws: int,
    seed: int,
    quantiles: Sequence[float],
) -> Risk:
    """Return the spread of the index when validators refuse with these chances.

    The same arguments give the same result. Memory keeps below about 100 MB: large portfolios
    are drawn in parts. Raises ValueError for no draws or a place without an innovation,
    RuleUnknownError when the year's rules do not suffice.
    """
    count = len(portfolio.innovations)
    if draws < 1 or not all(0 <= place < count for place in refusals.innovations):
        raise ValueError("no draws, or no innovation at that place")
    position = position_of(portfolio, rulebook, basis)
    sheet, dice = position.sheet, np.random.default_rng(seed)
    part = max(1, CELLS // max(1, position.batch.sid.size))
    drawn, lost = [], 0
    for start in range(0, draws, part):
        scores = score(_draw(position, refusals, dice, min(part, draws - start)), sheet)
        drawn.append(scores.index)
        lost += int((scores.services < sheet.required).sum())
    every = np.sort(np.rint(np.concatenate(drawn) * 10**sheet.decimals).astype(np.int64))
    units, times = np.unique(every, return_counts=True)
    # as fractions: 0.07 of 100 draws is 7, not a little more
    ranks = [max(1, ceil(Fraction(str(share)) * draws)) for share in quantiles]
    return Risk(
        draws=draws,
        seed=seed,
        index_now=position.index,
        mean=Fraction(int(every.sum()), draws * 10**sheet.decimals),
        lowest=in_points(int(every[0]), sheet),
        highest=in_points(int(every[-1]), sheet),
        quantiles=tuple(
            (share, in_points(int(every[rank - 1]), sheet))
            for share, rank in zip(quantiles, ranks, strict=True)
        ),
        histogram=_histogram(units, times, position),
        classes=_classes(units, times, position),
        condition_lost=Fraction(lost, draws),
    )


def preset_refusals(bench: Workbench, preset: str) -> Refusals:
    """Return the chances of a preset of the workbench. Raises KeyError."""
    return Refusals(bench.preset(preset).chances)
