"""What one needs to know of a government before a meeting: the newest of each, and what is unknown.

The facts are picked here and put into words by the pages; each keeps the row it was read from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from iga_core.analysis.awards import ListCount, list_counts
from iga_core.analysis.lists import SCOPE_CATEGORY
from iga_core.analysis.profile import History, YearFacts
from iga_core.record import Record, Row
from iga_core.rules import Rulebook, Verdict, classify


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest year in which a field is known, and the claim that is shown for it."""

    year: int
    claim: Row


@dataclass(frozen=True, slots=True)
class Briefing:
    """The short answer on one government. None and empty = not found in what was read.

    ``verdict``: the newest score under its own year's classes. ``complete``, ``partial``: award
    years whose IGA lists of the government's own category are all on file, or not (a year in
    which no such list is on file counts as partial). ``scoreless``, ``unpredicated``: index
    years without a score, without a predicate.
    """

    awards: tuple[Row, ...]
    smart_city: tuple[Row, ...]
    predicate: Newest | None
    score: Newest | None
    verdict: Verdict | None
    rank: Newest | None
    innovations: Newest | None
    complete: tuple[int, ...]
    partial: tuple[int, ...]
    scoreless: tuple[int, ...]
    unpredicated: tuple[int, ...]


def newest(history: History, field: str) -> Newest | None:
    """Return the newest year in which ``field`` (of ``Record.view``) is known."""
    for facts in history.years:
        if facts.shown is not None and facts.shown[f"{field}_id"]:
            return Newest(facts.year, facts.claim(str(facts.shown[f"{field}_id"])))
    return None


def _verdict(score: Newest | None, rulebooks: Mapping[int, Rulebook]) -> Verdict | None:
    if score is None or score.year not in rulebooks:
        return None
    return classify(Decimal(str(score.claim["score"])), rulebooks[score.year])


def complete_years(counts: tuple[ListCount, ...], kind: str) -> tuple[int, ...]:
    """Return the years in which every IGA list on file of a region type's category is complete."""
    states: dict[int, list[bool]] = {}
    for count in counts:
        if count.programme == "IGA" and count.category == SCOPE_CATEGORY[kind]:
            states.setdefault(count.year, []).append(bool(count.complete))
    return tuple(sorted(year for year, found in states.items() if all(found)))


def _without(
    years: tuple[YearFacts, ...], index_years: Sequence[int], field: str
) -> tuple[int, ...]:
    return tuple(
        sorted(
            facts.year
            for facts in years
            if facts.year in index_years
            and not (facts.shown is not None and facts.shown[f"{field}_id"])
        )
    )


def brief(
    history: History,
    kind: str,
    index_years: Sequence[int],
    counts: tuple[ListCount, ...],
    rulebooks: Mapping[int, Rulebook],
) -> Briefing:
    """Return the short answer on the government of ``history``.

    ``kind``: its region type; ``index_years``: years with an index in which it existed;
    ``counts``: every award list (``awards.list_counts``).
    """
    score = newest(history, "score")
    complete = complete_years(counts, kind)
    given = [award for facts in history.years for award in facts.awards]
    return Briefing(
        awards=tuple(a for a in given if a["programme"] == "IGA"),
        smart_city=tuple(a for a in given if a["programme"] != "IGA"),
        predicate=newest(history, "predicate"),
        score=score,
        verdict=_verdict(score, rulebooks),
        rank=newest(history, "rank_within_type"),
        innovations=newest(history, "innovations"),
        complete=complete,
        partial=tuple(sorted({f.year for f in history.years} - {*complete})),
        scoreless=_without(history.years, index_years, "score"),
        unpredicated=_without(history.years, index_years, "predicate"),
    )


def brief_all(
    record: Record, histories: Mapping[str, History], rulebooks: Mapping[int, Rulebook]
) -> dict[str, Briefing]:
    """Return the short answer on every autonomous government, by code. Build once."""
    counts = list_counts(record)
    found = {}
    for code, history in histories.items():
        region = record.register.get(code)
        if region.autonomous:
            first = region.participates_from or 0
            years = [year for year in record.index_years if year >= first]
            found[code] = brief(history, region.type, years, counts, rulebooks)
    return found
