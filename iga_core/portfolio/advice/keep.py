"""Keep or drop: when one more innovation pays, which entries cost points, what is best to send."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import combinations

import numpy as np

from iga_core.declared.rulebook import STATES, RuleState
from iga_core.portfolio.advice.position import (
    Position,
    Totals,
    as_index,
    in_points,
    moved,
    position_of,
    ratio,
)
from iga_core.portfolio.schema import Basis, Portfolio
from iga_core.rules import Rulebook, ScoreArrays
from iga_core.rules.scoring import REJECTED, SCORED, Ints


def break_even(
    maturity_sum: Decimal | Fraction,
    n: int,
    rejected: int,
    sheet: ScoreArrays,
    met: bool,
    met_after: bool | None = None,
) -> Fraction:
    """Return the maturity (points) at which one more scored innovation leaves the index as it is.

    ``maturity_sum``: points of the ``n`` scored innovations together; ``rejected``: rejected
    ones; ``met``: whether the condition on basic services is met, ``met_after``: with the new
    one (None = as before). Above the result the new one pays, below it costs; 0 or less: any
    innovation pays. Source: the rulebook's divisor and count points.
    """
    after = met if met_after is None else met_after
    states = moved(2, (SCORED, n), (REJECTED, rejected))
    states[1, SCORED] += 1
    services = np.where([met, after], sheet.required, -1)
    zero = np.zeros(2, dtype=np.int64)
    divisor, count = Totals(zero, zero, states, services).tally(sheet)
    before, now = (int(x) for x in divisor)
    gained = Fraction(int(count[1] - count[0]), sheet.tick)
    total = Fraction(maturity_sum)
    return (total / before - gained) * now - total


def break_even_curve(
    mean: Decimal | Fraction, sizes: Iterable[int], rejected: int, sheet: ScoreArrays, met: bool
) -> tuple[tuple[int, Fraction], ...]:
    """Return (n, break-even maturity in points) for each of ``sizes`` at the same ``mean``."""
    return tuple((n, break_even(Fraction(mean) * n, n, rejected, sheet, met)) for n in sizes)


@dataclass(frozen=True, slots=True)
class OneMore:
    """What one more scored innovation needs so that the index before rounding does not fall.

    ``n``, ``rejected``: innovations now; ``mean``: points of the scored ones, 0 without any;
    ``met``: whether the condition on basic services is met. ``least``: points when the new one
    changes nothing about the condition; ``completing``: when it covers the one affair that is
    still lacking, None unless exactly one is. 0 or less: any innovation pays.
    """

    n: int
    rejected: int
    mean: Fraction
    met: bool
    least: Fraction
    completing: Fraction | None


def one_more(portfolio: Portfolio, rulebook: Rulebook, basis: Basis = "claimed") -> OneMore:
    """Return the break-even of one more innovation in ``portfolio``.

    Raises RuleUnknownError when the year's rules do not suffice.
    """
    position = position_of(portfolio, rulebook, basis)
    sheet, scores = position.sheet, position.scores
    total = Fraction(int(scores.maturity_sum[0]), sheet.tick)
    n, rejected = (int(position.states[state]) for state in (SCORED, REJECTED))
    lacking = sheet.required - int(scores.services[0])
    met = lacking <= 0
    return OneMore(
        n=n,
        rejected=rejected,
        mean=total / n if n else Fraction(0),
        met=met,
        least=break_even(total, n, rejected, sheet, met),
        completing=break_even(total, n, rejected, sheet, met, True) if lacking == 1 else None,
    )


@dataclass(frozen=True, slots=True)
class EntryCost:
    """What sending one entry does: ``without``: the printed index if it were not sent; ``gain``:
    what the printed index lies above that; ``exact``: the same before rounding, negative when it
    costs. ``maturity`` in points, 0 unless scored; ``carries``: affairs of basic services that no
    other entry covers.
    """

    innovation: int
    state: RuleState
    maturity: Fraction
    gain: Decimal
    exact: float
    without: Decimal
    carries: tuple[str, ...]

    @property
    def costs(self) -> bool:
        """Whether the index is higher without this entry."""
        return self.exact < 0


def _without_each(position: Position) -> Totals:
    """Return the totals of the portfolio without each innovation in turn."""
    count = len(position.state)
    states = np.zeros((count, len(STATES)), dtype=np.int64)
    states[np.arange(count), position.state] = -1
    own = position.batch.affairs & position.scored[:, None]
    left = (position.carriers - own > 0).sum(axis=1, dtype=np.int64)
    return position.totals(0, -position.scores.maturity, states, left, count)


def costs(
    portfolio: Portfolio, rulebook: Rulebook, basis: Basis = "claimed"
) -> tuple[EntryCost, ...]:
    """Return for each entry, in the portfolio's order, what sending it adds or costs.

    An entry that was refused costs nothing by itself where the rulebook leaves it out of the
    divisor. Raises RuleUnknownError when the year's rules do not suffice.
    """
    position = position_of(portfolio, rulebook, basis)
    sheet, totals = position.sheet, _without_each(position)
    now, each = ratio(position.totals(), sheet)[0], ratio(totals, sheet)
    units = totals.index(sheet)[1].tolist()
    affairs = sheet.rulebook.basic_services.affairs.known()
    alone = position.batch.affairs & position.scored[:, None] & (position.carriers == 1)
    return tuple(
        EntryCost(
            innovation=place,
            state=STATES[state],
            maturity=Fraction(int(position.scores.maturity[place]), sheet.tick),
            gain=in_points(position.units - units[place], sheet),
            exact=as_index(now - each[place], sheet),
            without=in_points(units[place], sheet),
            carries=tuple(a for a, only in zip(affairs, alone[place], strict=True) if only),
        )
        for place, state in enumerate(position.state.tolist())
    )


@dataclass(frozen=True, slots=True)
class BestSubset:
    """The entries to ``send`` and to ``leave`` (places from 0): no other choice gives a higher
    index, before rounding. ``forced``: entries sent
    for the affair they cover, whatever their maturity. Entries already rejected and those that
    are outside stand in neither: they are not for choice.
    """

    send: tuple[int, ...]
    leave: tuple[int, ...]
    forced: tuple[int, ...]
    index_all: Decimal
    index_best: Decimal

    @property
    def gain(self) -> Decimal:
        """What the best choice adds to the printed index of sending all."""
        return self.index_best - self.index_all


def _partitions(items: Sequence[int]) -> Iterator[list[list[int]]]:
    """Yield every way of dividing ``items`` into groups."""
    if not items:
        yield []
        return
    first, rest = items[0], items[1:]
    for groups in _partitions(rest):
        yield [[first], *groups]
        for place, group in enumerate(groups):
            yield [*groups[:place], [first, *group], *groups[place + 1 :]]


def _carriers(position: Position, order: Ints) -> set[tuple[int, ...]]:
    """Return every set of entries worth forcing to meet the condition, as positions in ``order``.

    ``order``: entries for choice, the highest maturity first. One set per way of dividing the
    required affairs into groups: the first entry in order that covers a whole group, for each.
    """
    covers = position.batch.affairs[order]

    @cache  # the same few groups stand in many divisions
    def first(group: tuple[int, ...]) -> int | None:
        able = np.flatnonzero(covers[:, group].all(axis=1))
        return int(able[0]) if len(able) else None

    found = set()
    for wanted in combinations(
        np.flatnonzero(covers.any(axis=0)).tolist(), position.sheet.required
    ):
        for groups in _partitions(wanted):
            places = [first(tuple(group)) for group in groups]
            if None not in places:
                found.add(tuple(sorted({place for place in places if place is not None})))
    return found


def _sums(worth: Ints, forced: tuple[int, ...]) -> Ints:
    """Return the most maturity of 0 to all entries, ``forced`` among them; -1 for too few.

    ``worth``: highest first.
    """
    rest = np.delete(worth, forced)
    sums = np.full(len(worth) + 1, -1, dtype=np.int64)
    sums[len(forced) :] = worth[list(forced)].sum() + np.r_[0, np.cumsum(rest)]
    return sums


@dataclass(frozen=True, slots=True, order=True)
class _Sending:
    """How good a choice is, then how large: the greatest is taken. ``points`` in ticks."""

    points: Fraction
    number: int
    met: bool
    size: int
    units: int


def _choices(position: Position, most: Ints, met: bool, fallen: int) -> Iterator[_Sending]:
    """Yield what each number of scored entries sent gives, and ``fallen`` more that are rejected.

    ``most``: the highest maturity sum of each number, below 0 where there is none.
    """
    sheet, rows = position.sheet, len(most)
    states = np.broadcast_to(position.states, (rows, len(STATES))).copy()
    lost = int((position.batch.state[position.state == REJECTED] == SCORED).sum())
    states[:, SCORED], states[:, REJECTED] = np.arange(rows), states[:, REJECTED] - lost + fallen
    services = np.full(rows, sheet.required if met else -1)
    totals = Totals(np.repeat(position.scores.spd, rows), most, states, services)
    units = totals.index(sheet)[1].tolist()
    for size, points in enumerate(ratio(totals, sheet)):
        if most[size] >= 0:
            yield _Sending(points, size + fallen, met, size, units[size])


def best_subset(portfolio: Portfolio, rulebook: Rulebook, basis: Basis = "claimed") -> BestSubset:
    """Return the best subset to send, proven best.

    With the number sent and the condition on affairs fixed, the index depends on the maturity
    sum alone. Without the condition the best entries are simply the highest. With it, take any
    subset that covers the required affairs, and give each affair to one entry of the subset that
    covers it: the affairs fall into groups, a carrier each. Exchange a carrier for the highest
    entry that covers its whole group. If that one is not in the subset yet, the sum does not
    fall and the affairs stay covered; if it is, it takes the group over, and the former carrier
    is free. When no exchange is left, the carriers are the highest entry of each group, and the
    free ones can be exchanged for the highest of the rest. So some optimum forces, for one
    division of the affairs into groups, the highest entry of each group, and fills by maturity.
    All divisions (52 of five affairs) and all numbers sent are tried. That holds where an entry
    covers one affair and where it covers several (``crossing_counts``).

    Among equals the largest subset is taken: nothing is left out without a gain. Entries refused
    by validators stay where the rulebook puts them. An entry that lacks a mandatory line, where
    the rulebook rejects such, is for choice like any other. Raises RuleUnknownError when the
    year's rules do not suffice.
    """
    position = position_of(portfolio, rulebook, basis)
    sheet, worth = position.sheet, position.worth
    places = np.flatnonzero(position.scored)
    order = places[np.argsort(-worth[places], kind="stable")]
    fallen = np.flatnonzero((position.batch.state == SCORED) & (position.state == REJECTED))
    sets: list[tuple[int, ...]] = [(), *sorted(_carriers(position, order))]
    sums = np.stack([_sums(worth[order], forced) for forced in sets])
    covering = sums[1:].max(axis=0) if len(sets) > 1 else np.full(len(order) + 1, -1)
    best = max(
        choice
        for number in range(len(fallen) + 1)
        for met, most in ((False, sums[0]), (True, covering))
        for choice in _choices(position, most, met, number)
    )
    size, kept = best.size, best.number - best.size
    row = 1 + int(sums[1:, size].argmax()) if best.met else 0
    filling = [rank for rank in range(len(order)) if rank not in sets[row]]
    chosen = [*sets[row], *filling[: size - len(sets[row])]]
    send = sorted([*order[chosen].tolist(), *fallen[:kept].tolist()])
    every = {*places.tolist(), *fallen.tolist()}
    return BestSubset(
        send=tuple(send),
        leave=tuple(sorted(every - set(send))),
        forced=tuple(sorted(int(order[rank]) for rank in sets[row] if rank >= size)),
        index_all=position.index,
        index_best=in_points(best.units, sheet),
    )
