"""Cliff alarm: on which entries the count points hang, and what is lost when they fall out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

import numpy as np

from iga_core.declared.rulebook import STATES
from iga_core.portfolio.advice.position import Position, Totals, position_of
from iga_core.portfolio.schema import Basis, Portfolio
from iga_core.rules import Rulebook
from iga_core.rules.scoring import REJECTED, SCORED


@dataclass(frozen=True, slots=True)
class Affair:
    """An affair of basic services and the scored innovations that cover it (places from 0)."""

    affair: str
    carriers: tuple[int, ...]

    @property
    def single(self) -> int | None:
        """The one entry that carries the affair alone, if so."""
        return self.carriers[0] if len(self.carriers) == 1 else None


@dataclass(frozen=True, slots=True)
class Fall:
    """One entry that carries an affair alone. ``affairs``: which; ``breaks``: whether the
    condition is lost with it. ``rejected``, ``withdrawn``: what the printed index loses if
    validators refuse it (then it stands in the divisor where the rulebook says so) and if it is
    not sent at all; both with its own maturity and count points.
    """

    innovation: int
    affairs: tuple[str, ...]
    breaks: bool
    rejected: Decimal
    withdrawn: Decimal


@dataclass(frozen=True, slots=True)
class Cliff:
    """How firmly the condition on basic services stands.

    ``spare``: affairs covered beyond the required ones, negative when some are lacking.
    ``points``: what the printed index loses with the condition, the points of the number of
    innovations; what the condition would bring while it is not met. ``weakest``: the fewest
    entries whose fall breaks the condition, empty while it is not met (or asks for nothing).
    ``unsaid``: scored innovations that name no affair.
    """

    affairs: tuple[Affair, ...]
    required: int
    spare: int
    points: Decimal
    falls: tuple[Fall, ...]
    weakest: tuple[int, ...]
    unsaid: int

    @property
    def met(self) -> bool:
        """Whether the condition is met."""
        return self.spare >= 0


def _count_points(position: Position) -> Decimal:
    """Return by how much the printed index lies higher while the condition is met."""
    totals = position.totals(services=np.array([position.sheet.required, -1]), rows=2)
    met, lost = position.gains(totals)[0]
    return met - lost


def _losses(position: Position, places: list[int]) -> tuple[list[Decimal], list[Decimal]]:
    """Return what is lost when each of ``places`` is rejected, and when it is withdrawn."""
    rows = np.arange(len(places))
    left = (position.carriers - position.batch.affairs[places] > 0).sum(axis=1, dtype=np.int64)
    lost = -position.scores.maturity[places]
    gone = np.zeros((len(places), len(STATES)), dtype=np.int64)
    gone[rows, SCORED] = -1
    refused = gone.copy()
    refused[rows, REJECTED] = 1

    def losses(totals: Totals) -> list[Decimal]:
        return [-gain for gain in position.gains(totals)[0]]

    return (
        losses(position.totals(0, lost, refused, left, len(places))),
        losses(position.totals(0, lost, gone, left, len(places))),
    )


def _weakest(affairs: tuple[Affair, ...], spare: int) -> tuple[int, ...]:
    """Return the fewest entries that together carry one covered affair more than is spare.

    To break the condition, ``spare`` + 1 affairs must lose every carrier, so the smallest union
    of carriers of so many affairs is the answer.
    """
    covered = [x.carriers for x in affairs if x.carriers]
    if not 0 <= spare < len(covered):
        return ()
    unions = [
        {place for carriers in some for place in carriers}
        for some in combinations(covered, spare + 1)
    ]
    return min((tuple(sorted(union)) for union in unions), key=lambda found: (len(found), found))


def cliff(portfolio: Portfolio, rulebook: Rulebook, basis: Basis = "claimed") -> Cliff:
    """Return how firmly the condition on basic services stands, and what hangs on it.

    Raises RuleUnknownError when the year's rules do not suffice.
    """
    position = position_of(portfolio, rulebook, basis)
    sheet, scored = position.sheet, position.scored
    names = rulebook.basic_services.affairs.known()
    own = position.batch.affairs & scored[:, None]
    affairs = tuple(
        Affair(name, tuple(np.flatnonzero(own[:, column]).tolist()))
        for column, name in enumerate(names)
    )
    spare = int(position.scores.services[0]) - sheet.required
    singles = sorted({x.single for x in affairs if x.single is not None})
    falls = []
    for place, refused, gone in zip(singles, *_losses(position, singles), strict=True):
        carried = tuple(x.affair for x in affairs if x.single == place)
        breaks = 0 <= spare < len(carried)
        falls.append(Fall(place, carried, breaks, refused, gone))
    items = portfolio.innovations
    return Cliff(
        affairs=affairs,
        required=sheet.required,
        spare=spare,
        points=_count_points(position),
        falls=tuple(falls),
        weakest=_weakest(affairs, spare),
        unsaid=sum(not items[place].affair for place in np.flatnonzero(scored)),
    )
