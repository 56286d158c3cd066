"""An index from four figures that a team knows by heart, before anything is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal, get_args

import numpy as np

from iga_core.declared.rulebook import STATES
from iga_core.declared.workbench import cached_workbench
from iga_core.numbers import round_half_up
from iga_core.portfolio.advice.position import Totals, in_points
from iga_core.portfolio.schema import Innovation, Portfolio
from iga_core.rules import Rulebook, make_sheet
from iga_core.rules.scoring import SCORED

EstimatePart = Literal["innovations", "maturity", "services", "spd"]
PARTS: tuple[EstimatePart, ...] = get_args(EstimatePart)


@dataclass(frozen=True, slots=True)
class Estimate:
    """``innovations``: how many are scored; ``maturity``: their mean, in points; ``services``:
    affairs of basic services they cover; ``spd``: points of the government aspect.
    """

    innovations: int
    maturity: Decimal
    services: int
    spd: Decimal


@dataclass(frozen=True, slots=True)
class Lift:
    """One part moved up to ``to``, the others as they are: the printed index, and what it gains."""

    part: EstimatePart
    to: int | Decimal
    index: Decimal
    gain: Decimal


def most(rulebook: Rulebook) -> Estimate:
    """Return the highest that each part counts. Raises RuleUnknownError."""
    return Estimate(
        rulebook.count.cap.known(),
        rulebook.maxima.maturity.known(),
        len(rulebook.basic_services.affairs.known()),
        rulebook.maxima.spd.known(),
    )


def start(rulebook: Rulebook) -> Estimate:
    """Return where an estimate begins until the team says otherwise. Raises RuleUnknownError."""
    begin, top = cached_workbench().estimate, most(rulebook)
    return Estimate(
        min(begin.innovations, top.innovations),
        min(Decimal(begin.maturity), top.maturity),
        min(begin.services, top.services),
        min(Decimal(begin.spd), top.spd),
    )


def estimated(given: Estimate, rulebook: Rulebook) -> Decimal:
    """Return the printed index of ``given``. Raises RuleUnknownError."""
    sheet = make_sheet(rulebook)
    states = np.zeros((1, len(STATES)), dtype=np.int64)
    states[0, SCORED] = given.innovations
    ticks = [
        int(round_half_up(points * sheet.tick, 0))
        for points in (given.spd, given.maturity * given.innovations)
    ]
    totals = Totals(np.array(ticks[:1]), np.array(ticks[1:]), states, np.array([given.services]))
    return in_points(int(totals.index(sheet)[1][0]), sheet)


def _raised(given: Estimate, rulebook: Rulebook, share: Decimal) -> Mapping[EstimatePart, Estimate]:
    top, required = most(rulebook), rulebook.basic_services.required.known()

    def up(now: int | Decimal, highest: int | Decimal) -> Decimal:
        return min(Decimal(highest), now + round_half_up(highest * share, 0))

    return {
        "innovations": replace(given, innovations=int(up(given.innovations, top.innovations))),
        "maturity": replace(given, maturity=up(given.maturity, top.maturity)),
        # short of what is required, one more affair changes nothing
        "services": replace(given, services=max(given.services, required)),
        "spd": replace(given, spd=up(given.spd, top.spd)),
    }


def lifts(given: Estimate, rulebook: Rulebook, share: Decimal) -> tuple[Lift, ...]:
    """Return what each part adds when it alone is raised, most first.

    Raised by ``share`` of the highest it counts, in whole numbers; basic services as far as is
    required. Raises RuleUnknownError.
    """
    now = estimated(given, rulebook)
    found = []
    for part, raised in _raised(given, rulebook, share).items():
        index = estimated(raised, rulebook)
        found.append(Lift(part, getattr(raised, part), index, index - now))
    return tuple(sorted(found, key=lambda lift: -lift.gain))


def rows(given: Estimate, portfolio: Portfolio, name: Callable[[int], str]) -> Portfolio:
    """Return ``portfolio`` with a row for each innovation of ``given``, to be filled in.

    Nothing is claimed for them: no level, no evidence, no affair. ``name``: of each by its number.
    """
    items = tuple(Innovation(name(n + 1)) for n in range(given.innovations))
    return replace(portfolio, innovations=items)
