"""From levels to the index: line -> aspect -> index, every step kept, one path for one and many.

Points are counted in whole ticks (the smallest step of the printed weights), so that sums are
exact and do not depend on order. The index is rounded once, in ``index_units``, half-up, to the
decimals of the rulebook, before it meets a class or a rank.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from iga_core.declared.facts import RuleUnknownError
from iga_core.declared.rulebook import (
    STATES,
    Indicator,
    MissingValue,
    Rulebook,
    cached_rulebook,
    rulebook_years,
)

Ints = NDArray[np.int64]
Levels = NDArray[np.int8]
Flags = NDArray[np.bool_]
SCORED, REJECTED, OUTSIDE = range(len(STATES))


@dataclass(frozen=True, slots=True)
class ScoreArrays:
    """What scoring needs of a rulebook. Weights, points and maxima in ticks of ``1 / tick``."""

    rulebook: Rulebook
    spd: tuple[Indicator, ...]
    sid: tuple[Indicator, ...]
    tick: int
    spd_weights: Ints
    sid_weights: Ints
    count_points: int
    cap: int
    floor: int
    required: int
    max_total: int
    decimals: int
    in_n: tuple[int, ...]
    in_count: tuple[int, ...]
    rejected_in_divisor: bool
    missing: MissingValue
    mandatory: Flags


@dataclass(frozen=True, slots=True)
class Batch:
    """Portfolios of ``len(spd)`` governments, their innovations in one run.

    ``spd``: level per government and line; ``sid``: level per innovation and line (0 = not
    filled); ``owner``: row of the innovation's government; ``state``: index into ``STATES``;
    ``affairs``: whether the innovation covers each affair of basic services.
    """

    spd: Levels
    sid: Levels
    owner: NDArray[np.int64]
    state: NDArray[np.int8]
    affairs: Flags


@dataclass(frozen=True, slots=True)
class Scores:
    """Every step of the index. Points in ticks of the sheet; ``index`` in points, rounded.

    Per government and line: ``spd_lines``, and ``sid_lines`` summed over scored innovations.
    Per innovation: ``state`` as scored, ``maturity`` (0 unless scored), ``missing`` mandatory
    lines. Per government: ``spd``, ``maturity_sum``, ``n``, ``rejected``, ``divisor``,
    ``services`` (affairs covered), ``count``; ``covered``: which affairs.
    """

    sheet: ScoreArrays
    spd_lines: Ints
    sid_lines: Ints
    state: NDArray[np.int8]
    maturity: Ints
    missing: Ints
    spd: Ints
    maturity_sum: Ints
    n: Ints
    counted: Ints
    rejected: Ints
    divisor: Ints
    covered: Flags
    services: Ints
    count: Ints
    index: NDArray[np.float64]


def tick_of(values: list[Decimal]) -> int:
    """Return how many of the smallest printed step make one point."""
    exponents = [value.normalize().as_tuple().exponent for value in values]
    decimals = max(0, *(-int(exponent) for exponent in exponents))
    return int(10**decimals)


def in_ticks(values: list[Decimal], tick: int) -> Ints:
    """Return ``values`` in whole steps of ``1 / tick``."""
    return np.array([int(value * tick) for value in values], dtype=np.int64)


def _states(names: tuple[str, ...]) -> tuple[int, ...]:
    return tuple(place for place, name in enumerate(STATES) if name in names)


def make_sheet(rulebook: Rulebook) -> ScoreArrays:
    """Return the scoring sheet of a year.

    Raises RuleUnknownError for the first rule that scoring needs and the year does not have.
    """
    divisor, total = rulebook.divisor.known(), rulebook.maxima.total.known()
    points, cap = rulebook.count.points.known(), rulebook.count.cap.known()
    rulebook.maxima.spd.known(), rulebook.maxima.maturity.known()
    spd, sid = rulebook.aspect("SPD"), rulebook.aspect("SID")
    weights = [[line.weight.known() for line in lines] for lines in (spd, sid)]
    tick = tick_of([*weights[0], *weights[1], points, total])
    counting = rulebook.counting
    return ScoreArrays(
        rulebook=rulebook,
        spd=spd,
        sid=sid,
        tick=tick,
        spd_weights=in_ticks(weights[0], tick),
        sid_weights=in_ticks(weights[1], tick),
        count_points=int(points * tick),
        cap=cap,
        floor=divisor,
        required=rulebook.basic_services.required.known(),
        max_total=int(total * tick),
        decimals=rulebook.rounding.known(),
        in_n=_states(counting.counts_in_n.known()),
        in_count=_states(counting.counts_in_C.known()),
        rejected_in_divisor=counting.rejected_in_divisor.known(),
        missing=counting.missing_mandatory.known(),
        mandatory=np.array([bool(line.mandatory.value) for line in sid], dtype=np.bool_),
    )


@lru_cache(maxsize=1)
def scoring_years() -> tuple[int, ...]:
    """Return the years whose rules suffice to score a portfolio, oldest first."""
    found = []
    for year in rulebook_years():
        try:
            make_sheet(cached_rulebook(year))
        except RuleUnknownError:
            continue
        found.append(year)
    return tuple(found)


def _refuse_levels(levels: Levels, lines: tuple[Indicator, ...], name: str) -> None:
    tops = np.array([line.top for line in lines], dtype=np.int8)
    if levels.shape[1:] != tops.shape:
        raise ValueError(f"{name}: {levels.shape} levels for {len(tops)} lines")
    if levels.size and (levels.min() < 0 or bool((levels.max(axis=0) > tops).any())):
        raise ValueError(f"{name}: a level is outside 0 to the line's highest")


def _counts(state: NDArray[np.int8], owner: NDArray[np.int64], size: int) -> Ints:
    """Return the innovations of each government in each state (governments x states)."""
    flat = owner * len(STATES) + state
    counted = np.bincount(flat, minlength=size * len(STATES))
    return counted.astype(np.int64).reshape(size, len(STATES))


def _line_sums(levels: Levels, owner: NDArray[np.int64], size: int) -> Ints:
    """Sum levels by government and line."""
    sums = np.zeros((size, levels.shape[1]), dtype=np.int64)
    if not len(levels):
        return sums
    if bool((owner[1:] < owner[:-1]).any()):
        order = np.argsort(owner, kind="stable")
        levels, owner = levels[order], owner[order]
    starts = np.flatnonzero(np.r_[True, owner[1:] != owner[:-1]])
    sums[owner[starts]] = np.add.reduceat(levels, starts, axis=0, dtype=np.int64)
    return sums


def _covered(affairs: Flags, owner: NDArray[np.int64], size: int) -> Flags:
    """Return which affairs of basic services each government's innovations cover."""
    found = np.zeros((size, affairs.shape[1]), dtype=np.bool_)
    rows, columns = np.nonzero(affairs)
    found[owner[rows], columns] = True
    return found


def index_units(
    spd: Ints, maturity_sum: Ints, divisor: Ints, count: Ints, sheet: ScoreArrays
) -> Ints:
    """Return the index in units of its last decimal: THE place where the index is rounded.

    100 * (spd + maturity_sum / divisor + count) / max_total, in whole numbers, half-up.
    """
    unit = 100 * 10**sheet.decimals
    above = ((spd + count) * divisor + maturity_sum) * unit
    below = divisor * sheet.max_total
    return np.asarray((2 * above + below) // (2 * below), dtype=np.int64)


def _states_as_scored(batch: Batch, missing: Ints, sheet: ScoreArrays) -> NDArray[np.int8]:
    """Reject scored innovations that lack a mandatory line, where the rulebook says so."""
    if sheet.missing == "noted":
        return batch.state
    falls = (batch.state == SCORED) & (missing > 0)
    return np.where(falls, np.int8(REJECTED), batch.state)


def _maturity(sid: Levels, kept: Flags, sheet: ScoreArrays) -> Ints:
    """Return the points of each scored innovation; 0 for the others.

    Summed in whole numbers on one thread: a product over several threads waits when all are busy.
    """
    maturity = np.zeros(len(kept), dtype=np.int64)
    weights = sheet.sid_weights.astype(np.int32)
    maturity[kept] = np.einsum("ij,j->i", sid.astype(np.int32), weights)
    return maturity


def divisor_of(n: Ints, rejected: Ints, sheet: ScoreArrays) -> Ints:
    """Return what the sum of maturities is divided by: never less than the floor."""
    apart = sheet.rejected_in_divisor and REJECTED not in sheet.in_n
    return np.maximum(sheet.floor, n + rejected if apart else n)


def count_of(counted: Ints, services: Ints, sheet: ScoreArrays) -> Ints:
    """Return the points for the number of innovations: all of them or none."""
    capped = sheet.count_points * np.minimum(counted, sheet.cap)
    return np.where(services >= sheet.required, capped, 0)


def score(batch: Batch, sheet: ScoreArrays) -> Scores:
    """Return every step of the index for the governments of ``batch``.

    Source of each rule: the records of ``sheet.rulebook``. Raises ValueError for a level that
    no line has and for arrays that do not fit each other.
    """
    size = len(batch.spd)
    _refuse_levels(batch.spd, sheet.spd, "spd")
    _refuse_levels(batch.sid, sheet.sid, "sid")
    missing = (batch.sid[:, sheet.mandatory] == 0).sum(axis=1, dtype=np.int64)
    state = _states_as_scored(batch, missing, sheet)
    kept = state == SCORED
    chosen = slice(None) if bool(kept.all()) else kept  # a slice copies nothing
    sid, owner = batch.sid[chosen], batch.owner[chosen]
    counts = _counts(state, batch.owner, size)
    n, counted = (counts[:, states].sum(axis=1) for states in (sheet.in_n, sheet.in_count))
    divisor = divisor_of(n, counts[:, REJECTED], sheet)
    covered = _covered(batch.affairs[chosen], owner, size)
    services = covered.sum(axis=1, dtype=np.int64)
    count = count_of(counted, services, sheet)
    spd_lines = batch.spd * sheet.spd_weights
    sid_lines = _line_sums(sid, owner, size) * sheet.sid_weights
    spd, maturity_sum = spd_lines.sum(axis=1), sid_lines.sum(axis=1)
    return Scores(
        sheet=sheet,
        spd_lines=spd_lines,
        sid_lines=sid_lines,
        state=state,
        maturity=_maturity(sid, kept, sheet),
        missing=missing,
        spd=spd,
        maturity_sum=maturity_sum,
        n=n,
        counted=counted,
        rejected=counts[:, REJECTED],
        divisor=divisor,
        covered=covered,
        services=services,
        count=count,
        index=index_units(spd, maturity_sum, divisor, count, sheet) / 10**sheet.decimals,
    )


def index_of_totals(
    spd: Decimal, maturities: list[Decimal], services: int, sheet: ScoreArrays
) -> tuple[Decimal, Decimal]:
    """Return (total points, index) of aspect totals whose lines are not known.

    ``maturities``: points of each scored innovation; ``services``: affairs covered.
    """
    n = len(maturities)
    divisor = max(sheet.floor, n)
    met = services >= sheet.required
    count = sheet.count_points * min(n, sheet.cap) if met else 0
    parts = (in_ticks([spd], sheet.tick), in_ticks([sum(maturities, Decimal(0))], sheet.tick))
    units = index_units(parts[0], parts[1], np.array([divisor]), np.array([count]), sheet)
    ticks = Decimal(int(parts[0][0]) + count) + Decimal(int(parts[1][0])) / divisor
    return ticks / sheet.tick, Decimal(int(units[0])).scaleb(-sheet.decimals)


def bound(n: int, sheet: ScoreArrays) -> Decimal:
    """Return the highest index that ``n`` scored innovations can reach."""
    most = sheet.rulebook.maxima
    affairs = len(sheet.rulebook.basic_services.affairs.known())
    return index_of_totals(most.spd.known(), [most.maturity.known()] * n, affairs, sheet)[1]
