"""Where a portfolio stands in one look: both results, how far it can go, what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from iga_core.declared.workbench import Efforts
from iga_core.portfolio.advice.keep import BestSubset, best_subset
from iga_core.portfolio.advice.planning import furthest
from iga_core.portfolio.advice.position import Position, position_of
from iga_core.portfolio.advice.steps import Step, newcomer_of, rank_steps
from iga_core.portfolio.schema import Basis, Portfolio
from iga_core.portfolio.tree import Projection, project
from iga_core.rules import Rulebook

NEXT = 3  # moves that are shown


@dataclass(frozen=True, slots=True)
class Move:
    """One thing that lifts the index: a step, or (None) to send the best entries only.

    ``gain``: of the printed index, ``after``: what it then is; ``effort``: in the team's unit.
    """

    step: Step | None
    gain: Decimal
    after: Decimal
    effort: Decimal


@dataclass(frozen=True, slots=True)
class Overview:
    """``projection``: by claim and by verification; ``reviewed``: whether someone verified any.

    ``furthest``: the printed index with every open step taken; ``moves``: highest gain first.
    """

    projection: Projection
    reviewed: bool
    best: BestSubset
    moves: tuple[Move, ...]
    furthest: Decimal


def _moves(position: Position, steps: tuple[Step, ...], best: BestSubset) -> tuple[Move, ...]:
    """Return what lifts the printed index and is in the team's reach, one of a kind and line."""
    now = position.index
    found = [Move(None, best.gain, best.index_best, Decimal(0))] if best.gain > 0 else []
    seen = set()
    for step in steps:
        kind = step.kind, step.line and step.line.code, step.affair
        if step.effort is not None and step.gain > 0 and kind not in seen:
            seen.add(kind)
            found.append(Move(step, step.gain, now + step.gain, step.effort))
    return tuple(sorted(found, key=lambda move: (-move.gain, move.effort))[:NEXT])


def overview(
    portfolio: Portfolio, rulebook: Rulebook, efforts: Efforts, verification: Basis = "verified"
) -> Overview:
    """Return where ``portfolio`` stands under ``rulebook``; moves and reach by claim.

    ``verification``: as of ``project``. Raises RuleUnknownError when the year's rules do not
    suffice.
    """
    position = position_of(portfolio, rulebook)
    best = best_subset(portfolio, rulebook)
    return Overview(
        project(portfolio, rulebook, verification),
        portfolio.reviewed,
        best,
        _moves(position, rank_steps(portfolio, rulebook, efforts), best),
        furthest(position, efforts, newcomer_of(position, efforts)),
    )
