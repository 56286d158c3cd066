"""The guard of every comparison: which values may stand side by side, and why others may not.

A value is more than its number: it was counted in some way, on some scale, among somebody. Two
values compare only where all of that is the same. What is not known is no reason here: it is
"not found", and is kept apart.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal, get_args

from iga_core.record import Row

ReasonKind = Literal[
    "other_scale",
    "other_rulebook",
    "partial_list",
    "other_basis",
    "other_rank_base",
    "provisional_against_final",
]
REASONS: tuple[ReasonKind, ...] = get_args(ReasonKind)
Unsettled = Literal["", "provisional", "interim"]
UNCLEAR = "?"  # it is not known what a value stands on: never the same as another


@dataclass(frozen=True, slots=True)
class Side:
    """One government's value in a comparison, with what it stands on.

    ``value``: as printed, None is unknown. ``text``: the value where it is a word. ``scale``,
    ``family``: of an index score. ``basis``: what was counted, or the series of a statistic.
    ``rank_base``, ``rank_size``: among whom a rank or an award was given. ``unsettled``: why it
    is not final. ``complete``: False for a name not found in a list of which not every name is
    known. ``row``: where it was read; ``claim``: an award that only the government itself says
    it has, shown beside the value and never part of it.
    """

    code: str
    year: int
    value: Decimal | None = None
    text: str = ""
    scale: str = ""
    family: str = ""
    basis: str = ""
    rank_base: str = ""
    rank_size: int | None = None
    unsettled: Unsettled = ""
    complete: bool = True
    row: Row | None = field(default=None, compare=False)
    claim: Row | None = field(default=None, compare=False)

    @property
    def standing(self) -> Hashable:
        """What the value stands on: equal for values that compare."""
        return (
            self.scale, self.family, self.basis, self.rank_base, self.rank_size, self.unsettled
        )  # fmt: skip

    @property
    def clear(self) -> bool:
        """Whether the value is known, and what it stands on as well."""
        unclear = UNCLEAR in (self.family, self.basis, self.rank_base)
        return self.value is not None and self.complete and not unclear


@dataclass(frozen=True, slots=True)
class Unfairness:
    """Why values do not compare. ``sides``: all it touches, each with its own standing."""

    kind: ReasonKind
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Fairness:
    """What the guard says. ``groups``: the codes of sides that compare, two or more, largest first.

    ``unknown``: codes without a value; being unknown is not unfair.
    """

    reasons: tuple[Unfairness, ...]
    groups: tuple[tuple[str, ...], ...]
    unknown: tuple[str, ...]

    @property
    def allowed(self) -> bool:
        """Whether all known values may stand side by side, and there are two at least."""
        return not self.reasons and bool(self.groups)


def _differ(values: Sequence[Hashable]) -> bool:
    return len(set(values)) > 1 or UNCLEAR in values


def _reasons(known: Sequence[Side]) -> list[Unfairness]:
    """Return why ``known`` values do not compare.

    A name that is missing from a partial list has no basis and no standing of its own, but would
    still have been judged in its own group.
    """
    stated = tuple(side for side in known if side.complete)
    everyone = tuple(known)
    found: list[Unfairness] = []
    if _differ([side.scale for side in stated]):
        found.append(Unfairness("other_scale", stated))
    elif _differ([side.family for side in stated]):
        found.append(Unfairness("other_rulebook", stated))
    if len(stated) < len(known):
        found.append(Unfairness("partial_list", everyone))
    if _differ([side.basis for side in stated]):
        found.append(Unfairness("other_basis", stated))
    if _differ([side.rank_base for side in known]) or _differ([side.rank_size for side in known]):
        found.append(Unfairness("other_rank_base", everyone))
    if _differ([side.unsettled for side in stated]):
        found.append(Unfairness("provisional_against_final", stated))
    return found


def judge(sides: Sequence[Side]) -> Fairness:
    """Say whether ``sides``, values of one measure, compare; if not, why, and which of them do.

    A single known value is compared with nothing, so nothing is unfair about it.
    """
    known = [side for side in sides if side.value is not None]
    together: dict[Hashable, list[str]] = {}
    for side in known:
        if side.clear:
            together.setdefault(side.standing, []).append(side.code)
    groups = sorted((tuple(c) for c in together.values() if len(c) > 1), key=len, reverse=True)
    return Fairness(
        tuple(_reasons(known)) if len(known) > 1 else (),
        tuple(groups),
        tuple(side.code for side in sides if side.value is None),
    )
