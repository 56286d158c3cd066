"""The rules of a headline from index results: each says one sentence, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from iga_core.analysis.briefing import Briefing, Newest, newest
from iga_core.analysis.headline_grounds import (
    HeadlineGrounds,
    Profile,
    Sentence,
    ids,
    kinds,
    lasting,
    spanned,
)
from iga_core.analysis.ranking import RankProblem, RankStanding, class_by_limits
from iga_core.analysis.streaks import MINIMUM
from iga_core.message import Message, Value
from iga_core.record import standing_of
from iga_core.regions import RegionType


def _award(profile: Profile) -> Value:
    """Return that no award was found, where that is so: the second line also follows awards."""
    return "" if profile.listed or profile.claims else Message("headline.no_award")


def index_only(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """I: the newest index class; without any, the newest score and its class by the limits."""
    brief = grounds.briefings[profile.code]
    values: dict[str, Value] = {"award": _award(profile)}
    if found := brief.predicate:
        values |= {"predicate": found.claim["predicate"], "year": str(found.year)}
        return Sentence("index_only", Message("headline.index_only", values), ids([found.claim]))
    if not (found := brief.score):
        return None
    values |= {"score": found.claim["score"], "year": str(found.year)}
    standing = grounds.rankings.table(
        found.year, grounds.record.register.get(profile.code).type
    ).standing(profile.code)
    classes = (
        class_by_limits(standing.span, grounds.books[found.year])
        if standing and standing.final and standing.span and grounds.books[found.year].classes
        else ()
    )
    if len(classes) == 1:
        values["predicate"] = classes[0]
        return Sentence(
            "index_only", Message("headline.index_only.limits", values), ids([found.claim])
        )
    variant = "headline.index_only.score" if standing and standing.final else (
        "headline.index_only.unsettled"
    )  # fmt: skip
    return Sentence("index_only", Message(variant, values), ids([found.claim]))


def other_index(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """N: neither class nor score, but another fact of the index."""
    brief = grounds.briefings[profile.code]
    if brief.predicate or brief.score:
        return None
    rank = brief.rank if brief.rank and _printed(grounds, profile.code, brief.rank.year) else None
    national = newest(grounds.histories[profile.code], "national_rank")
    known = [found for found in (rank, national, brief.innovations) if found]
    if known:
        found = max(known, key=lambda fact: fact.year)
        text = _other(grounds, found, brief, _award(profile))
        return Sentence("other_index", text, ids([found.claim]))
    claims = [claim for facts in grounds.histories[profile.code].years for claim in facts.claims]
    if not claims:
        return None
    years = spanned(claim["year"] for claim in claims)
    values: dict[str, Value] = {"years": years, "award": _award(profile)}
    return Sentence("other_index", Message("headline.other_index.note", values), ids(claims))


def _printed(grounds: HeadlineGrounds, code: str, year: int) -> RankStanding | None:
    """Return a government's standing where its published rank may be said."""
    kind = grounds.record.register.get(code).type
    standing = grounds.rankings.table(year, kind).standing(code)
    if standing is None or standing.rank is None or unsure(standing.rank_problems):
        return None
    return standing


def _other(grounds: HeadlineGrounds, found: Newest, brief: Briefing, award: Value) -> Message:
    by = grounds.by(found.claim)
    values: dict[str, Value] = {"year": str(found.year), "by": by, "award": award}
    if found is brief.rank:
        values |= {
            "rank": int(found.claim["rank_within_type"]),
            "among": grounds.among(found.claim),
        }
        return Message("headline.other_index.rank", values)
    if found is not brief.innovations:
        values["rank"] = int(found.claim["national_rank"])
        return Message("headline.other_index.national_rank", values)
    values["number"] = int(found.claim["innovations"])
    interim = found.claim["innovations_interim"] == "yes" or found.claim["quality"] == "provisional"
    return Message(
        "headline.other_index.interim" if interim else "headline.other_index.innovations", values
    )


def new_in_class(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """The newest move up between two known classes that one family of rules judged."""
    shown = [
        facts.shown
        for facts in reversed(grounds.histories[profile.code].years)
        if facts.shown is not None and facts.shown["predicate"] in grounds.classes
    ]
    for before, after in reversed([*pairwise(shown)]):
        low, high = (grounds.classes.index(row["predicate"]) for row in (before, after))
        if (before["year"], after["year"]) in grounds.comparable and low < high:
            values: dict[str, Value] = {
                "before": before["predicate"],
                "year_before": str(before["year"]),
                "after": after["predicate"],
                "year": str(after["year"]),
            }
            rows = (before["predicate_id"], after["predicate_id"])
            return Sentence("new_in_class", Message("headline.new_in_class", values), rows)
    return None


def rank(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """A printed rank: a first place if there is one, else the newest; awards before the index."""
    found = []
    for award in (*profile.listed, *profile.claims):
        if award["rank"] is not None:
            values: dict[str, Value] = {
                "rank": int(award["rank"]),
                "level": award["level"],
                "category": award["category"],
                "year": str(award["year"]),
                "by": grounds.by(award),
            }
            sure = standing_of(award) == "received"
            order = (sure, award["rank"] == 1, award["year"], True)
            found.append((order, "headline.rank.award", values, award))
    for year in grounds.record.index_years:
        if not (standing := _printed(grounds, profile.code, year)):
            continue
        claim = grounds.rankings.claims[standing.view["rank_within_type_id"]]
        values = {
            "rank": int(claim["rank_within_type"]),
            "among": grounds.among(claim),
            "year": str(year),
            "by": grounds.by(claim),
        }
        order = (True, standing.rank == 1, year, False)
        found.append((order, "headline.rank.index", values, claim))
    if not found:
        return None
    _, message, values, row = max(found, key=lambda rank: rank[0])
    return Sentence("rank", Message(message, values), ids([row]))


def unsure(problems: Sequence[RankProblem]) -> bool:
    """Whether a printed rank may not be said; a base that is not printed is only left out."""
    return any(p.detail != "rank_base_unprinted" for p in problems)


def highest_score(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """The newest year whose highest score on file it has, and how many are on file."""
    kind = grounds.record.register.get(profile.code).type
    for year in reversed(grounds.record.index_years):
        top = grounds.rankings.table(year, kind).top
        if top and top.code == profile.code:
            return highest_found(grounds, year, kind)
    return None


def highest_found(grounds: HeadlineGrounds, year: int, kind: RegionType) -> Sentence | None:
    """The highest score found of a year and type; None where two may be highest."""
    table = grounds.rankings.table(year, kind)
    if not (top := table.top) or len(table.scored) < 2:
        return None
    values: dict[str, Value] = {
        "kind": kinds(kind),
        "year": str(year),
        "score": top.view["score"],
        "known": len(table.scored),
        "existing": table.existing,
        "name": grounds.name(top.code),
    }
    return Sentence(
        "highest_score", Message("headline.highest_score", values), (top.view["score_id"],)
    )


def longest_unknown(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """Three index years or more since the last class found."""
    found = grounds.briefings[profile.code].predicate
    years = [y for y in grounds.record.index_years if found and y > found.year]
    if not found or len(years) < MINIMUM:
        return None
    values: dict[str, Value] = {"year": str(found.year), "length": lasting(len(years))}
    return Sentence(
        "longest_unknown", Message("headline.longest_unknown", values), ids([found.claim])
    )
