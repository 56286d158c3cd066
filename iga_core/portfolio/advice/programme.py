"""A small integer programme solved by HiGHS, proven: no gap, one thread, a fixed seed.

Whole-number amounts, each with a value and an effort, some of which wait for another. HiGHS
reckons in floating point, so every answer is rounded to whole numbers and checked exactly here.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import gcd
from time import perf_counter
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from iga_core.rules.scoring import Ints

if TYPE_CHECKING:
    import highspy  # at run time only when a plan is made: the record and scoring go without

NEAR = 1e-6  # how far HiGHS may leave a whole number
SEED = 0


@dataclass(frozen=True, slots=True)
class Programme:
    """Amounts from 0 to ``upper``, each unit with a ``value`` and an ``effort`` (whole numbers).

    ``after[i]`` may exceed ``before[i]`` by at most ``free[i]``: positions of two amounts. All at
    ``upper`` must be allowed.
    """

    value: Ints
    effort: Ints
    upper: Ints
    after: Ints
    before: Ints
    free: Ints

    def allows(self, amounts: Ints) -> bool:
        """Say whether ``amounts`` keep within the limits and wait for each other."""
        inside = bool(((amounts >= 0) & (amounts <= self.upper)).all())
        return inside and bool((amounts[self.after] - amounts[self.before] <= self.free).all())


@dataclass(frozen=True, slots=True)
class Solution:
    """``amounts``; ``proven``: no other choice is better."""

    amounts: Ints
    proven: bool


@dataclass(frozen=True, slots=True)
class _Question:
    """Best ``aim`` while ``side`` keeps between ``least`` and ``most``."""

    aim: Ints
    upward: bool
    side: Ints
    least: float
    most: float


def _shrunk(numbers: Ints) -> int:
    return max(1, gcd(*numbers.tolist())) if len(numbers) else 1


def _most(programme: Programme, budget: int) -> _Question:
    unit = _shrunk(programme.effort)
    value = programme.value // _shrunk(programme.value)
    return _Question(value, True, programme.effort // unit, -np.inf, budget // unit)


def _least(programme: Programme, need: int) -> _Question:
    unit = _shrunk(programme.value)
    effort = programme.effort // _shrunk(programme.effort)
    return _Question(effort, False, programme.value // unit, -(-need // unit), np.inf)


def _lp(programme: Programme, ask: _Question, whole: bool) -> highspy.HighsLp:
    import highspy

    columns, links = len(programme.upper), len(programme.after)
    pairs = np.stack([programme.after, programme.before], axis=1).ravel()
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = columns, 1 + links
    lp.sense_ = highspy.ObjSense.kMaximize if ask.upward else highspy.ObjSense.kMinimize
    lp.col_cost_ = ask.aim.astype(np.float64)
    lp.col_lower_ = np.zeros(columns)
    lp.col_upper_ = programme.upper.astype(np.float64)
    lp.row_lower_ = np.r_[ask.least, np.full(links, -np.inf)]
    lp.row_upper_ = np.r_[ask.most, programme.free.astype(np.float64)]
    lp.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    lp.a_matrix_.start_ = np.r_[0, columns + 2 * np.arange(links + 1)].astype(np.int32)
    lp.a_matrix_.index_ = np.r_[np.arange(columns), pairs].astype(np.int32)
    lp.a_matrix_.value_ = np.r_[ask.side.astype(np.float64), np.tile([1.0, -1.0], links)]
    if whole:
        lp.integrality_ = [highspy.HighsVarType.kInteger] * columns
    return lp


def _solver(seconds: float) -> highspy.Highs:
    import highspy

    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    for name, value in {
        "output_flag": False,
        "threads": 1,
        "random_seed": SEED,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.0,
        "time_limit": max(seconds, 0.001),
    }.items():
        highs.setOptionValue(name, value)
    return highs


def _solve(
    programme: Programme, ask: _Question, seconds: float, whole: bool
) -> tuple[bool, NDArray[np.float64] | None, float]:
    """Return whether the answer is proven, the amounts (None without any), and the aim's bound."""
    import highspy

    highs = _solver(seconds)
    highs.passModel(_lp(programme, ask, whole))
    highs.run()
    proven = highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
    solution, info = highs.getSolution(), highs.getInfo()
    amounts = np.array(solution.col_value) if solution.value_valid else None
    return proven, amounts, float(info.objective_function_value)


def _whole(programme: Programme, ask: _Question, found: NDArray[np.float64]) -> Ints:
    amounts = np.rint(found).astype(np.int64)
    side = int(amounts @ ask.side)
    near = bool((np.abs(found - amounts) <= NEAR).all())
    if not (near and programme.allows(amounts) and ask.least <= side <= ask.most):
        raise ArithmeticError("HiGHS left its tolerances")
    return amounts


def _answer(programme: Programme, ask: _Question, fallback: Ints, until: float) -> Solution:
    if not len(programme.upper):
        return Solution(fallback, True)
    proven, found, _ = _solve(programme, ask, until - perf_counter(), True)
    if found is None:
        return Solution(fallback, False)
    return Solution(_whole(programme, ask, found), proven)


def most_value(programme: Programme, budget: int, until: float) -> Solution:
    """Return the amounts of most value whose effort keeps within ``budget`` (at least 0).

    ``until``: ``perf_counter`` time after which the best found so far is returned, unproven.
    """
    nothing = np.zeros_like(programme.upper)
    return _answer(programme, _most(programme, budget), nothing, until)


def least_effort(programme: Programme, need: int, until: float) -> Solution:
    """Return the amounts of least effort whose value reaches ``need``; all of them must reach it.

    ``until``: as for ``most_value``.
    """
    return _answer(programme, _least(programme, need), programme.upper, until)


def value_bound(programme: Programme, budget: int, until: float) -> int:
    """Return a value that no whole amounts within ``budget`` exceed: parts of a step allowed."""
    whole = int(programme.value @ programme.upper)
    if not len(programme.upper):
        return 0
    proven, _, best = _solve(programme, _most(programme, budget), until - perf_counter(), False)
    return min(whole, int(np.floor(best + NEAR)) * _shrunk(programme.value)) if proven else whole


def effort_bound(programme: Programme, need: int, until: float) -> int:
    """Return an effort that no whole amounts reaching ``need`` go below: parts allowed."""
    if not len(programme.upper):
        return 0
    proven, _, best = _solve(programme, _least(programme, need), until - perf_counter(), False)
    return int(np.ceil(best - NEAR)) * _shrunk(programme.effort) if proven else 0
