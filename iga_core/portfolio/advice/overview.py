"""Where a portfolio stands in one look: both results, how far it can go, what to do next."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from iga_core.declared.workbench import Efforts
from iga_core.language import Words
from iga_core.portfolio.advice.keep import BestSubset, best_subset
from iga_core.portfolio.advice.planning import furthest
from iga_core.portfolio.advice.position import Position, position_of
from iga_core.portfolio.advice.steps import Step, newcomer_of, rank_steps
from iga_core.portfolio.schema import Basis, Portfolio
from iga_core.portfolio.tree import Projection, project
from iga_core.rules import Rulebook, Verdict

NEXT = 3  # moves that are shown


@dataclass(frozen=True, slots=True)
class NextMove:
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
    moves: tuple[NextMove, ...]
    furthest: Decimal


def _moves(position: Position, steps: tuple[Step, ...], best: BestSubset) -> tuple[NextMove, ...]:
    """Return what lifts the printed index and is in the team's reach: of each line the best, and
    of new innovations.
    """
    now = position.index
    found = [NextMove(None, best.gain, best.index_best, Decimal(0))] if best.gain > 0 else []
    seen = set()
    for step in steps:
        kind = step.line.code if step.line else "new" if step.innovation is None else step.kind
        if step.effort is not None and step.gain > 0 and kind not in seen:
            seen.add(kind)
            found.append(NextMove(step, step.gain, now + step.gain, step.effort))
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


def class_said(verdict: Verdict, rulebook: Rulebook, words: Words) -> str:
    """Return the class of a score, and how far below it the next begins, in words."""
    named = (verdict.predicate,) if verdict.predicate else verdict.candidates
    if not named:
        return words("overview.no_class")
    said = words("figure.or").join(named)
    decimals = rulebook.scale.known().decimals
    names = [entry.predicate for entry in rulebook.classes]
    ahead = names[names.index(named[-1]) + 1 :]
    if len(named) > 1:
        return said
    if not ahead:
        return words("overview.highest", predicate=said)
    if verdict.to_next is not None:
        points = words.number(verdict.to_next, decimals)
    elif verdict.to_next_range is not None:
        least, most = (words.number(value, decimals) for value in verdict.to_next_range)
        points = words("overview.between", least=least, most=most)
    else:
        return said
    return words("overview.below", predicate=said, points=points, next=ahead[0])


def move_said(move: NextMove, found: Overview, words: Words) -> str:
    """Return what a move asks to be done, in a few words; an innovation is not named."""
    step = move.step
    if step is None:
        values = {"send": len(found.best.send), "all": len(found.best.send + found.best.leave)}
        return words("overview.send", **{k: words.number(v) for k, v in values.items()})
    if step.line is not None:
        name = words.glossed("line", step.line.name)
        levels = {"before": step.from_level, "after": step.to_level}
        return words("planner.step_spd", no=step.line.no, line=name, **levels)
    affair = words.term("affair", step.affair)
    if step.kind == "correction":
        place = step.innovation or 0
        name = found.projection.claimed.portfolio.innovations[place].name
        return words("planner.step_correction", name=name, affair=affair)
    if step.affair:
        return words("planner.step_affair", affair=affair)
    return words("planner.step_innovation")


def headline(found: Overview, words: Words) -> str:
    """Return the index, its class, and the first move, in one sentence or two."""
    claimed = found.projection.claimed
    decimals = claimed.rulebook.scale.known().decimals
    index = words.number(claimed.verdict.score, decimals)
    said = class_said(claimed.verdict, claimed.rulebook, words)
    first = words("overview.index", index=index, said=said)
    if not found.moves:
        return first
    move = found.moves[0]
    what, after = move_said(move, found, words), words.number(move.after, decimals)
    return f"{first} {words('overview.first', what=what, after=after)}"
