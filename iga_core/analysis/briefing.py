"""What one needs to know of a government before a meeting: the newest of each, and what is unknown.

The facts are picked here and put into words by the pages; each keeps the row it was read from.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from iga_core.analysis.awards import ListCount
from iga_core.analysis.profile import History, YearFacts
from iga_core.analysis.recipients import Recipients
from iga_core.record import SCORED, AwardStanding, Record, Row
from iga_core.rules import Rulebook, Verdict, classify


@dataclass(frozen=True, slots=True)
class Newest:
    """The newest year in which a field is known, and the claim that is shown for it."""

    year: int
    claim: Row


@dataclass(frozen=True, slots=True)
class Briefing:
    """The short answer on one government. None and empty = not found in what was read.

    ``awards``, ``smart_city``: received; ``claims``, ``smart_claims``: what only the government
    itself says. ``missing_from``: per award year without an award the complete IGA lists of its
    group, none of which names it; oldest first. ``score``: the newest final one, else the newest
    of any quality; ``verdict``: a final one under its own year's classes. ``scoreless``,
    ``unpredicated``: index years without a score, without a predicate.
    """

    awards: tuple[Row, ...]
    claims: tuple[Row, ...]
    smart_city: tuple[Row, ...]
    smart_claims: tuple[Row, ...]
    missing_from: tuple[tuple[int, tuple[ListCount, ...]], ...]
    predicate: Newest | None
    score: Newest | None
    verdict: Verdict | None
    rank: Newest | None
    innovations: Newest | None
    scoreless: tuple[int, ...]
    unpredicated: tuple[int, ...]


def newest(history: History, field: str, state: str = "") -> Newest | None:
    """Return the newest year in which ``field`` (of ``Record.view``) is known.

    ``state``: pass over the years in another state.
    """
    for facts in history.years:
        if facts.shown is None or (state and facts.shown["state"] != state):
            continue
        if facts.shown[f"{field}_id"]:
            return Newest(facts.year, facts.claim(str(facts.shown[f"{field}_id"])))
    return None


def _verdict(score: Newest | None, rulebooks: Mapping[int, Rulebook]) -> Verdict | None:
    if score is None or score.year not in rulebooks:
        return None
    return classify(score.claim["score"], rulebooks[score.year])


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
    index_years: Sequence[int],
    recipients: Recipients,
    rulebooks: Mapping[int, Rulebook],
) -> Briefing:
    """Return the short answer on the government of ``history``.

    ``index_years``: years with an index in which it existed.
    """
    code = history.code
    final = newest(history, "score", SCORED)

    def given(programme: str, standing: AwardStanding = "received") -> tuple[Row, ...]:
        found = recipients.rows(code, programme=programme, standing=standing)
        return tuple(sorted(found, key=lambda award: -award["year"]))

    return Briefing(
        awards=given("IGA"),
        claims=given("IGA", "own_claim"),
        smart_city=given("SmartCity"),
        smart_claims=given("SmartCity", "own_claim"),
        missing_from=tuple(
            (facts.year, absence.complete)
            for facts in reversed(history.years)
            if not recipients.rows(code, facts.year)
            and (absence := recipients.absence(code, facts.year)).complete
        ),
        predicate=newest(history, "predicate"),
        score=final or newest(history, "score"),
        verdict=_verdict(final, rulebooks),
        rank=newest(history, "rank_within_type"),
        innovations=newest(history, "innovations"),
        scoreless=_without(history.years, index_years, "score"),
        unpredicated=_without(history.years, index_years, "predicate"),
    )


def brief_all(
    record: Record,
    histories: Mapping[str, History],
    rulebooks: Mapping[int, Rulebook],
    recipients: Recipients,
) -> dict[str, Briefing]:
    """Return the short answer on every autonomous government, by code. Build once."""
    found = {}
    for code, history in histories.items():
        region = record.register.get(code)
        if region.autonomous:
            first = region.participates_from or 0
            years = [year for year in record.index_years if year >= first]
            found[code] = brief(history, years, recipients, rulebooks)
    return found
