"""A projected score beside published ones: only of its own rule family, else none at all."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from iga_core.message import Message
from iga_core.rules import (
    ClassLimit,
    MixedScalesError,
    Rulebook,
    RuleUnknownError,
    Verdict,
    classify,
    one_family,
)

KnownScores = Mapping[tuple[int, str], Sequence[Decimal]]
"""Published scores by year and region type, ascending."""


@dataclass(frozen=True, slots=True)
class OtherYear:
    """What governments of the type scored by another family's rules: never on one axis with it.

    ``known``: published scores on file, not all governments; ``lowest`` and ``highest`` of them,
    on that year's own scale.
    """

    year: int
    family: str | None
    scale: str
    known: int
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Placement:
    """A score among published ones. Unit: index points of ``year``'s scale.

    ``compared``: the year whose ``scores`` (ascending) it stands among, None when no published
    score is of its rule family; ``below``, ``equal``, ``above`` count those scores. ``limits``:
    the classes of ``year``. ``others``: years that must stand apart, newest first.
    """

    year: int
    kind: str
    score: Decimal
    verdict: Verdict
    limits: tuple[ClassLimit, ...]
    compared: int | None
    scores: tuple[Decimal, ...]
    below: int
    equal: int
    above: int
    others: tuple[OtherYear, ...]


def _fair(book: Rulebook, other: Rulebook | None) -> bool:
    """Say whether scores of both years may stand on one axis."""
    if other is None:
        return False
    try:
        one_family([book, other])
    except (MixedScalesError, RuleUnknownError):
        return False
    return True


def place_among(
    score: Decimal, kind: str, year: int, rulebooks: Mapping[int, Rulebook], known: KnownScores
) -> Placement:
    """Return where a projected ``score`` of ``year`` stands among published scores of one type.

    ``kind``: region type, "" for all. ``known``: scores by year and type, ascending
    (``analysis.timemachine.known_scores``). Compared is the newest year of the same rule family,
    as on Bandingkan; scores of other families are only told, apart. Raises KeyError for a year
    without a rulebook.
    """
    book = rulebooks[year]
    years = sorted({at for at, name in known if name == kind and known[at, name]}, reverse=True)
    fair = [at for at in years if _fair(book, rulebooks.get(at))]
    compared = fair[0] if fair else None
    scores = tuple(known[compared, kind]) if compared is not None else ()
    below, upto = bisect_left(scores, score), bisect_right(scores, score)
    return Placement(
        year=year,
        kind=kind,
        score=score,
        verdict=classify(score, book),
        limits=book.classes,
        compared=compared,
        scores=scores,
        below=below,
        equal=upto - below,
        above=len(scores) - upto,
        others=tuple(
            _other(at, rulebooks[at], known[at, kind])
            for at in years
            if at not in fair and at in rulebooks
        ),
    )


def _other(year: int, book: Rulebook, scores: Sequence[Decimal]) -> OtherYear:
    scale = book.scale.known().id
    return OtherYear(year, book.family.value, scale, len(scores), scores[0], scores[-1])


def placement_said(found: Placement) -> Message:
    """Return the one sentence on the comparison: the place, or that none is fair."""
    if found.compared is None:
        return Message("against.none", {"year": found.year})
    counts = {"below": found.below, "equal": found.equal, "above": found.above}
    years = {"year": found.year, "year_compared": found.compared}
    return Message("against.placed", {**years, **counts, "known": len(found.scores)})


def other_said(other: OtherYear) -> Message:
    """Return what is said, apart, on a year of another rule family.

    Scores are filled in by the caller, as they are printed.
    """
    return Message("against.other", {"year": other.year, "known": other.known})
