"""From an index score to a predicate, by the classes of the score's own year."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from iga_core.declared.facts import Fact
from iga_core.declared.rulebook import ClassLimit, Rulebook, ValueInterval
from iga_core.numbers import as_decimal, round_half_up

ClassStatus = Literal["determined", "undetermined", "no_rule", "off_scale"]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a year's classes say about a score.

    ``candidates``: every predicate the score may have, lowest first. ``basis``: the record that
    decides, None without a rule. ``to_next``: index points to the next class's lower limit, None
    in the highest class and where that limit is not known; ``to_next_range`` then gives the
    least and the most it can be, where the limit is known to lie in an interval.
    """

    year: int
    score: Decimal
    status: ClassStatus
    predicate: str | None
    candidates: tuple[str, ...]
    basis: Fact[Decimal | ValueInterval] | None
    to_next: Decimal | None
    to_next_range: tuple[Decimal, Decimal] | None = None

    @property
    def next_limit(self) -> Decimal | None:
        """The index from which the next class surely applies; None when no such limit is known."""
        ahead = self.to_next
        if ahead is None and self.to_next_range is not None:
            ahead = self.to_next_range[1]
        return None if ahead is None else self.score + ahead


def _surely(entry: ClassLimit) -> Decimal:
    """The score from which the class applies for certain."""
    limit = entry.known()
    return limit.to if isinstance(limit, ValueInterval) else limit


def _maybe(entry: ClassLimit, score: Decimal) -> bool:
    """Whether the class can apply to ``score``."""
    limit = entry.known()
    return score > limit.above if isinstance(limit, ValueInterval) else score >= limit


def _on_scale(score: Decimal, rulebook: Rulebook) -> Decimal | None:
    """Return the score at the scale's decimals, None off the scale.

    A fraction on a scale of whole numbers is off it: most often a misread thousands separator.
    """
    scale = rulebook.scale.known()
    rounded = round_half_up(score, scale.decimals)
    if score < scale.low or (scale.high is not None and score > scale.high):
        return None
    return None if scale.decimals == 0 and rounded != score else rounded


def classify(score: float | Decimal, rulebook: Rulebook) -> Verdict:
    """Return the predicate that ``rulebook`` gives to ``score``.

    Unit: index points on the scale of the rulebook's own year; the score is rounded half-up to
    the decimals of that scale before it meets a limit. Source: ``Verdict.basis``. A score on a
    limit has the higher predicate. Raises ValueError for a score that is no finite number.
    """
    exact = as_decimal(score)
    year = rulebook.year
    if not rulebook.classes:
        return Verdict(year, exact, "no_rule", None, (), None, None)
    on_scale = _on_scale(exact, rulebook)
    if on_scale is None:
        return Verdict(year, exact, "off_scale", None, (), None, None)
    classes = rulebook.classes
    sure = max(place for place, entry in enumerate(classes) if _surely(entry) <= on_scale)
    most = max(place for place, entry in enumerate(classes) if _maybe(entry, on_scale))
    candidates = tuple(entry.predicate for entry in classes[sure : most + 1])
    basis = classes[most]
    if sure != most:
        return Verdict(year, exact, "undetermined", None, candidates, basis, None)
    exactly, between = _ahead(classes[sure + 1 :], on_scale, rulebook)
    predicate = candidates[0]
    return Verdict(year, exact, "determined", predicate, candidates, basis, exactly, between)


def _ahead(
    above: tuple[ClassLimit, ...], score: Decimal, rulebook: Rulebook
) -> tuple[Decimal | None, tuple[Decimal, Decimal] | None]:
    """Return the points to the next class: exactly, or the least and the most they can be."""
    if not above:
        return None, None
    limit = above[0].known()
    if isinstance(limit, ValueInterval):
        step = Decimal(1).scaleb(-rulebook.scale.known().decimals)
        return None, (limit.above + step - score, limit.to - score)
    return limit - score, None
