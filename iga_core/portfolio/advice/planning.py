"""A plan: the least effort that reaches an index, or the most index that an effort buys.

With the number of new innovations and of affairs they take on fixed, divisor and count points
are fixed too, and the index is linear in the levels: a small integer programme. So each such
case is a programme of its own (``programme``), and the best of them is the plan. Cases that even
with parts of steps cannot beat the best one found are not solved.

Equal steps (same line, same level) are one amount, so that 200 innovations cost no more than
two. They are spread over innovations afterwards: the index does not see which. The plan takes
the innovation of highest maturity first, in the portfolio's order among equals, new ones last,
so that the work gathers on few innovations.

Among plans of equal effort the one with fewest new innovations is taken, then the higher index.
A plan never counts on a corrected affair or on innovations that are rejected or outside.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from fractions import Fraction
from math import ceil
from time import perf_counter
from typing import Literal

import numpy as np

from iga_core.declared.rulebook import STATES
from iga_core.declared.workbench import EFFORT_DECIMALS, Efforts, cached_workbench
from iga_core.message import Message
from iga_core.portfolio.advice.position import (
    Position,
    as_index,
    in_points,
    moved,
    position_of,
    ratio,
)
from iga_core.portfolio.advice.programme import (
    Programme,
    effort_bound,
    least_effort,
    most_value,
    value_bound,
)
from iga_core.portfolio.advice.steps import Newcomer, newcomer_of, reach, uncovered
from iga_core.portfolio.schema import Basis, Claim, Innovation, Portfolio
from iga_core.rules import Indicator, Rulebook
from iga_core.rules.scoring import OUTSIDE, REJECTED, SCORED, Ints, index_units

PlanStatus = Literal["proven", "unproven", "unreachable"]
UNIT = 10**EFFORT_DECIMALS  # efforts are whole numbers to the solver


@dataclass(frozen=True, slots=True)
class Upgrade:
    """One line raised by one level. ``places``: innovations by place in the portfolio (from 0),
    new ones counted on from its end; empty for a government line. ``effort``: of each.
    """

    line: Indicator
    from_level: int
    to_level: int
    places: tuple[int, ...]
    effort: Decimal


@dataclass(frozen=True, slots=True)
class Plan:
    """What to do and where it leads.

    ``status``: ``proven``: none better among the steps open; ``unproven``: time ran out;
    ``unreachable``: no plan reaches the target, and nothing is proposed. ``index_*``: rounded,
    ``exact_after`` before rounding. ``new``: new innovations, like ``newcomer``, the first of
    them in ``new_affairs``. ``furthest``: the index with every open step taken; ``limits``: why
    not further.
    """

    target: Decimal | None
    budget: Decimal | None
    status: PlanStatus
    index_before: Decimal
    index_after: Decimal
    exact_after: float
    effort: Decimal
    new: int
    new_affairs: tuple[str, ...]
    newcomer: Newcomer
    upgrades: tuple[Upgrade, ...]
    furthest: Decimal
    limits: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class _Rise:
    """One amount of the programme: a level step on a line."""

    line: Indicator
    column: int
    to_level: int


@dataclass(frozen=True, slots=True)
class _Case:
    """``new`` innovations, ``affairs`` of them in an empty affair. ``base``: points times the
    divisor, in ticks, before any level rises; ``fixed``: effort of the new ones.
    """

    new: int
    affairs: int
    divisor: int
    base: int
    fixed: int
    rises: tuple[_Rise, ...]
    programme: Programme

    @property
    def order(self) -> tuple[int, int]:
        return self.new, self.affairs

    def points(self, value: int) -> Fraction:
        """Return the points in ticks once the levels add ``value``."""
        return Fraction(self.base + value, self.divisor)

    @property
    def most_value(self) -> int:
        return int(self.programme.value @ self.programme.upper)

    def need(self, target: int, position: Position) -> int:
        """Return the value that lifts the rounded index to ``target`` (units), from half up."""
        scale = 2 * 100 * 10**position.sheet.decimals
        least = Fraction((2 * target - 1) * self.divisor * position.sheet.max_total, scale)
        return max(0, ceil(least) - self.base)


def _chain(
    line: Indicator, counts: Sequence[int], efforts: Efforts
) -> Iterator[tuple[int, int, int, Decimal]]:
    """Yield for each open step: level reached, most that can take it, of these without an
    earlier step, effort. ``counts``: how many stand at each level.
    """
    waiting = 0
    for to in range(1, line.top + 1):
        effort, there = efforts.of(line, to), counts[to - 1]
        waiting = 0 if effort is None else waiting + there
        if effort is not None and waiting:
            yield to, waiting, there, effort


def _counts(
    position: Position, newcomer: Newcomer, new: int
) -> Iterator[tuple[Indicator, int, list[int]]]:
    """Yield every line with its column and how many stand at each of its levels."""
    batch, sheet = position.batch, position.sheet
    for column, line in enumerate(sheet.spd):
        yield line, column, [int(batch.spd[0, column] == level) for level in range(line.top + 1)]
    own = batch.sid[position.scored]
    for column, line in enumerate(sheet.sid):
        counts = np.bincount(own[:, column], minlength=line.top + 1).tolist()
        counts[newcomer.levels[column]] += new
        yield line, column, counts


def _programme(
    position: Position, efforts: Efforts, newcomer: Newcomer, new: int, divisor: int
) -> tuple[tuple[_Rise, ...], Programme]:
    sheet = position.sheet
    weights = {"SPD": (sheet.spd_weights * divisor).tolist(), "SID": sheet.sid_weights.tolist()}
    rises: list[_Rise] = []
    amounts: list[tuple[int, int, int]] = []
    links: list[tuple[int, int, int]] = []
    for line, column, counts in _counts(position, newcomer, new):
        last = None
        for to, most, there, effort in _chain(line, counts, efforts):
            if last is not None and last.to_level == to - 1:
                links.append((len(rises), len(rises) - 1, there))
            last = _Rise(line, column, to)
            rises.append(last)
            amounts.append((weights[line.aspect][column], int(effort * UNIT), most))
    value, effort_, upper = np.array(amounts, dtype=np.int64).reshape(-1, 3).T
    after, before, free = np.array(links, dtype=np.int64).reshape(-1, 3).T
    return tuple(rises), Programme(value, effort_, upper, after, before, free)


def _cases(
    position: Position, efforts: Efforts, newcomer: Newcomer, most_new: int
) -> Iterator[_Case]:
    sheet = position.sheet
    services = int(position.scores.services[0])
    lacking = max(0, sheet.required - services)
    possible = lacking <= len(uncovered(position))
    for new in range(most_new + 1 if newcomer.effort is not None else 1):
        choices = {0, lacking} if possible and lacking <= new else {0}
        for affairs in sorted(choices):
            totals = position.totals(
                maturity=new * newcomer.worth,
                states=moved(1, (SCORED, new)),
                services=np.array([services + affairs]),
            )
            divisor = int(totals.tally(sheet)[0][0])
            rises, programme = _programme(position, efforts, newcomer, new, divisor)
            each = newcomer.effort or Decimal(0)
            fixed = int((new * each + affairs * efforts.affair) * UNIT)
            base = int(ratio(totals, sheet)[0] * divisor)
            yield _Case(new, affairs, divisor, base, fixed, rises, programme)


@dataclass(frozen=True, slots=True)
class _Choice:
    """Amounts of one case. ``proven``: no case has a better one."""

    case: _Case
    amounts: Ints
    proven: bool = True

    @property
    def value(self) -> int:
        return int(self.amounts @ self.case.programme.value)

    @property
    def effort(self) -> int:
        return self.case.fixed + int(self.amounts @ self.case.programme.effort)

    @property
    def points(self) -> Fraction:
        return self.case.points(self.value)


def _reaching(
    cases: Sequence[_Case], position: Position, target: int, until: float
) -> _Choice | None:
    """Return the choice of least effort whose rounded index is at least ``target`` (units)."""
    needs = [(case, case.need(target, position)) for case in cases]
    able = [(case, need) for case, need in needs if case.most_value >= need]
    bounds = [case.fixed + effort_bound(case.programme, need, until) for case, need in able]
    ranked = sorted(zip(bounds, able, strict=True), key=lambda x: (x[0], x[1][0].order))
    best: _Choice | None = None
    proven = True
    for bound, (case, need) in ranked:
        if best is not None and (bound, case.order) >= (best.effort, best.case.order):
            continue  # even with parts of steps this case is no better
        found = least_effort(case.programme, need, until)
        proven &= found.proven
        choice = _Choice(case, found.amounts)
        if best is None or (choice.effort, case.order) < (best.effort, best.case.order):
            best = choice
    if best is None:
        return None
    higher = most_value(best.case.programme, best.effort - best.case.fixed, until)
    second = _Choice(best.case, higher.amounts, proven and higher.proven)
    return second if second.value >= best.value else replace(best, proven=False)


def _within(cases: Sequence[_Case], budget: int, until: float) -> _Choice:
    """Return the choice of highest index whose effort keeps within ``budget``."""
    able = [case for case in cases if case.fixed <= budget]
    bounds = [case.points(value_bound(case.programme, budget - case.fixed, until)) for case in able]
    ranked = sorted(zip(bounds, able, strict=True), key=lambda x: (-x[0], x[1].order))
    best = _Choice(cases[0], np.zeros_like(cases[0].programme.upper))  # nothing new, no step
    proven = True
    for bound, case in ranked:
        if (bound, best.case.order) <= (best.points, case.order):
            continue  # even with parts of steps this case is no better
        found = most_value(case.programme, budget - case.fixed, until)
        proven &= found.proven
        choice = _Choice(case, found.amounts)
        if (-choice.points, case.order) < (-best.points, best.case.order):
            best = choice
    cheaper = least_effort(best.case.programme, best.value, until)
    second = _Choice(best.case, cheaper.amounts, proven and cheaper.proven)
    return second if second.effort <= best.effort else replace(best, proven=False)


def _spread(
    position: Position, newcomer: Newcomer, choice: _Choice, efforts: Efforts
) -> list[Upgrade]:
    """Give the chosen steps to innovations, the highest maturity first, new ones last."""
    places = np.flatnonzero(position.scored)
    first = places[np.argsort(-position.worth[places], kind="stable")].tolist()
    count = len(position.portfolio.innovations)
    order = [*first, *range(count, count + choice.case.new)]
    sid = position.batch.sid
    levels = [*sid[first].tolist(), *[list(newcomer.levels)] * choice.case.new]
    table = np.array(levels, dtype=np.int64).reshape(len(order), len(position.sheet.sid))
    found = []
    for rise, amount in zip(choice.case.rises, choice.amounts, strict=True):
        if not amount:
            continue
        chosen: tuple[int, ...] = ()
        if rise.line.aspect == "SID":
            rows = np.flatnonzero(table[:, rise.column] == rise.to_level - 1)[:amount]
            table[rows, rise.column] += 1
            chosen = tuple(order[row] for row in rows)
        effort = efforts.of(rise.line, rise.to_level)
        assert effort is not None
        found.append(Upgrade(rise.line, rise.to_level - 1, rise.to_level, chosen, effort))
    return found


def _closed(position: Position, efforts: Efforts) -> list[str]:
    """Return the numbers of lines that stop below their highest level, out of the team's reach."""
    sheet, batch = position.sheet, position.batch
    own = batch.sid[position.scored]
    lowest = [*batch.spd[0].tolist(), *(own.min(axis=0).tolist() if len(own) else [])]
    lines = (*sheet.spd, *sheet.sid)[: len(lowest)]
    return [
        line.no
        for line, level in zip(lines, lowest, strict=True)
        if any(efforts.of(line, to) is None for to in range(level + 1, line.top + 1))
    ]


def _limits(
    position: Position, efforts: Efforts, newcomer: Newcomer, cases: Sequence[_Case]
) -> Iterator[Message]:
    """Say what keeps the index from going further than every open step takes it."""
    sheet, states = position.sheet, position.states.tolist()
    closed = _closed(position, efforts)
    if closed:
        yield Message("planner.limit_closed", {"lines": ", ".join(closed)})
    if states[REJECTED]:
        stays = sheet.rejected_in_divisor or REJECTED in sheet.in_n
        kind = "planner.limit_rejected_stay" if stays else "planner.limit_rejected"
        yield Message(kind, {"number": states[REJECTED]})
    if states[OUTSIDE]:
        yield Message("planner.limit_outside", {"number": states[OUTSIDE]})
    if newcomer.effort is None:
        yield Message("planner.limit_newcomer")
    else:
        yield Message("planner.limit_new", {"number": max(case.new for case in cases)})
    services = int(position.scores.services[0])
    if services + max(case.affairs for case in cases) < sheet.required:
        values = {"number": services, "required": sheet.required}
        yield Message("planner.limit_services", values)


def _rounded(case: _Case, value: int, position: Position) -> Decimal:
    """Return the rounded index once the levels of ``case`` add ``value``."""
    zero, divisor = np.zeros(1, dtype=np.int64), np.array([case.divisor])
    units = index_units(zero, np.array([case.base + value]), divisor, zero, position.sheet)
    return in_points(int(units[0]), position.sheet)


def _open(position: Position, efforts: Efforts, newcomer: Newcomer) -> tuple[int, int, int]:
    """Return what every open step adds: to the government, to the innovations, to a newcomer."""

    def rise(line: Indicator, level: int) -> int:
        return reach(line, level, efforts) - level

    sheet, batch = position.sheet, position.batch
    spd = sum(
        weight * rise(line, level)
        for line, level, weight in zip(
            sheet.spd, batch.spd[0].tolist(), sheet.spd_weights.tolist(), strict=True
        )
    )
    own = batch.sid[position.scored]
    sid = new = 0
    for column, (line, weight) in enumerate(
        zip(sheet.sid, sheet.sid_weights.tolist(), strict=True)
    ):
        counts = np.bincount(own[:, column], minlength=1).tolist()
        sid += weight * sum(number * rise(line, level) for level, number in enumerate(counts))
        new += weight * rise(line, newcomer.levels[column])
    return spd, sid, new


def furthest(
    position: Position, efforts: Efforts, newcomer: Newcomer, most_new: int | None = None
) -> Decimal:
    """Return the printed index with every open step taken, by up to ``most_new`` new innovations.

    ``most_new``: as ``data/workbench.toml`` says when None.
    """
    sheet = position.sheet
    most_new = cached_workbench().plan.most_new if most_new is None else most_new
    new = np.arange(most_new + 1 if newcomer.effort is not None else 1)
    spd, sid, each = _open(position, efforts, newcomer)
    states = np.zeros((len(new), len(STATES)), dtype=np.int64)
    states[:, SCORED] = new
    services = int(position.scores.services[0])
    lacking = max(0, sheet.required - services)
    able = (lacking <= new) & (lacking <= len(uncovered(position)))
    totals = position.totals(
        spd,
        sid + new * (newcomer.worth + each),
        states,
        services + np.where(able, lacking, 0),
        len(new),
    )
    return in_points(int(totals.index(sheet)[1].max()), sheet)


def plan(
    portfolio: Portfolio,
    rulebook: Rulebook,
    efforts: Efforts,
    basis: Basis = "claimed",
    *,
    target: Decimal | None = None,
    budget: Decimal | None = None,
    level: int | None = None,
    most_new: int | None = None,
    seconds: float | None = None,
) -> Plan:
    """Return the plan of least effort to ``target`` or of highest index within ``budget``.

    ``target``: index points, reached by the index as rounded; ``budget``: in the unit of
    ``efforts``; exactly one of them. ``level``: of new innovations (``newcomer_of``);
    ``most_new``: at most so many; ``seconds``: after which the best so far is returned; both as
    ``data/workbench.toml`` says when None. Raises ValueError unless exactly one of target and
    budget is given and it is not negative, RuleUnknownError when the rules do not suffice.
    """
    if (target is None) == (budget is None) or (target or budget or 0) < 0:
        raise ValueError("give a target or a budget, not below 0")
    bench = cached_workbench()
    most_new = bench.plan.most_new if most_new is None else most_new
    until = perf_counter() + (bench.plan.seconds if seconds is None else seconds)
    position = position_of(portfolio, rulebook, basis)
    newcomer = newcomer_of(position, efforts, level)
    cases = list(_cases(position, efforts, newcomer, most_new))
    nothing = _Choice(cases[0], np.zeros_like(cases[0].programme.upper))
    found: _Choice | None = nothing
    if target is not None:
        units = target.scaleb(position.sheet.decimals).to_integral_value(ROUND_CEILING)
        found = _reaching(cases, position, int(units), until)
    elif budget is not None:
        found = _within(cases, int(budget * UNIT), until)
    choice = found or nothing
    return Plan(
        target=target,
        budget=budget,
        status="unreachable" if not found else "proven" if found.proven else "unproven",
        index_before=position.index,
        index_after=_rounded(choice.case, choice.value, position),
        exact_after=as_index(choice.points, position.sheet),
        effort=Decimal(choice.effort) / UNIT,
        new=choice.case.new,
        new_affairs=uncovered(position)[: choice.case.affairs],
        newcomer=newcomer,
        upgrades=tuple(_spread(position, newcomer, choice, efforts)),
        furthest=furthest(position, efforts, newcomer, most_new),
        limits=tuple(_limits(position, efforts, newcomer, cases)),
    )


def carried_out(
    portfolio: Portfolio, rulebook: Rulebook, found: Plan, name: Callable[[int], str]
) -> Portfolio:
    """Return ``portfolio`` with every step of ``found`` done, by claim; evidence stays as it is.

    ``name``: of new innovations by their number. A raw value gives way to the level that its line
    is raised to.
    """
    spd, values = dict(portfolio.spd), dict(portfolio.spd_values)
    codes = (line.code for line in rulebook.aspect("SID"))
    pattern = {code: Claim(n) for code, n in zip(codes, found.newcomer.levels, strict=True) if n}
    levels = [dict(item.levels) for item in portfolio.innovations]
    levels += [dict(pattern) for _ in range(found.new)]
    for step in found.upgrades:
        code, to = step.line.code, step.to_level
        for claims in (levels[place] for place in step.places) if step.places else (spd,):
            claims[code] = replace(claims.get(code, Claim(0)), claimed=to)
        if not step.places:
            values.pop(code, None)
    affairs = [*found.new_affairs, *[""] * (found.new - len(found.new_affairs))]
    new = (Innovation(name(n), affair=a) for n, a in enumerate(affairs, 1))
    items = zip((*portfolio.innovations, *new), levels, strict=True)
    return replace(
        portfolio,
        spd=spd,
        spd_values=values,
        innovations=tuple(replace(item, levels=claims) for item, claims in items),
    )
