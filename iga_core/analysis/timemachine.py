"""One score read under every year's own rules, and its place among the known scores."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from iga_core.record import SCORED, Record, rows_of
from iga_core.rules import Rulebook, Verdict, classify


@dataclass(frozen=True, slots=True)
class YearReading:
    """What one year says about a score.

    ``below``: how many of the ``known`` published scores of that year and type are lower.
    """

    year: int
    rulebook: Rulebook
    verdict: Verdict
    below: int
    known: int


KnownScores = Mapping[tuple[int, str], Sequence[Decimal]]


def known_scores(record: Record) -> KnownScores:
    """Return the known scores by year and region type, ascending; type "" = all types.

    Known is what ``Record.view`` calls scored, as the coverage and the maps count it. A year's
    scores stand on that year's scale; never put two years into one list.
    """
    found: dict[tuple[int, str], list[Decimal]] = {}
    for row in rows_of(record.view[record.view["state"] == SCORED]):
        kind = record.register.get(row["region_code"]).type
        for name in (kind, ""):
            found.setdefault((row["year"], name), []).append(row["score"])
    return {key: sorted(scores) for key, scores in found.items()}


def read_under_all_years(
    score: Decimal, kind: str, rulebooks: Sequence[Rulebook], known: KnownScores
) -> tuple[YearReading, ...]:
    """Return ``score`` read under each rulebook, in the given order.

    ``kind``: region type to place it among, "" for all. A score off a year's scale has no place.
    """
    readings = []
    for rulebook in rulebooks:
        verdict = classify(score, rulebook)
        scores = known.get((rulebook.year, kind), ())
        on_scale = verdict.status != "off_scale"
        below = bisect_left(scores, score) if on_scale else 0
        readings.append(YearReading(rulebook.year, rulebook, verdict, below, len(scores)))
    return tuple(readings)


@dataclass(frozen=True, slots=True)
class ClassSpan:
    """Part of a scale with one predicate, or ("" = either) a limit known only as an interval."""

    year: int
    predicate: str
    low: float
    high: float


def class_spans(rulebook: Rulebook, top: float | None = None) -> tuple[ClassSpan, ...]:
    """Return a year's classes as spans from the low to the high end of its scale (points).

    ``top``: where to end a scale without an upper end; without it such a scale has no spans.
    Where a limit is an interval, a span without predicate lies between the classes.
    """
    scale = rulebook.scale.known()
    end = top if scale.high is None else float(scale.high)
    if end is None:
        return ()
    spans: list[ClassSpan] = []
    reached = float(scale.low)
    for place, entry in enumerate(rulebook.classes):
        limit = entry.known()
        low, sure = (limit, limit) if isinstance(limit, Decimal) else (limit.above, limit.to)
        before = rulebook.classes[place - 1].predicate if place else ""
        if float(low) > reached and place:
            spans.append(ClassSpan(rulebook.year, before, reached, float(low)))
        if sure > low:
            spans.append(ClassSpan(rulebook.year, "", float(low), float(sure)))
        reached = float(sure)
    if rulebook.classes:
        highest = rulebook.classes[-1].predicate
        spans.append(ClassSpan(rulebook.year, highest, reached, max(end, reached)))
    return tuple(spans)
