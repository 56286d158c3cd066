"""The sentences over a comparison: a verdict from fair years only, and what is only recorded."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from iga_core.analysis.headline_grounds import (
    HeadlineGrounds,
    Profile,
    Sentence,
    ids,
    joined,
    listed,
    spanned,
)
from iga_core.message import Message, Value
from iga_core.record.award_levels import at_least
from iga_core.regions import TYPE_CATEGORY

MOST = 6  # governments in one comparison


def compared(grounds: HeadlineGrounds, codes: Sequence[str]) -> tuple[Sentence, ...]:
    """Return the verdict on two to six governments, then what is only recorded of them.

    Raises RegionNotFoundError, and ValueError for another number of governments.
    """
    if not 2 <= len(codes) <= MOST:
        raise ValueError(f"{len(codes)} governments")
    profiles = [grounds.of(code) for code in codes]
    return _verdict(grounds, profiles), _recorded(grounds, profiles)


def _verdict(grounds: HeadlineGrounds, profiles: Sequence[Profile]) -> Sentence:
    """Return who had which level in the fair years, years of one outcome together."""
    years: dict[tuple[str, ...], list[int]] = defaultdict(list)
    rows: list[str] = []
    for year in sorted(grounds.record.award_years):
        if fair := _fair(grounds, profiles, year):
            years[fair[0]].append(year)
            rows += fair[1]
    if not years:
        return Sentence("comparison", Message("headline.comparison.no_fair_year"), ())
    clauses = Message("")
    for levels, held in years.items():
        what = _outcome(grounds, profiles, levels)
        values: dict[str, Value] = {"years": spanned(held), "what": what}
        clauses = (
            Message("headline.comparison.then", {**values, "before": clauses})
            if clauses.id
            else Message("headline.comparison.first", values)
        )
    text = Message("headline.comparison", {"clauses": clauses})
    return Sentence("comparison", text, tuple(dict.fromkeys(rows)))


def _fair(
    grounds: HeadlineGrounds, profiles: Sequence[Profile], year: int
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return each one's level ("" = surely none) and the rows that say so; None: not fair.

    Fair is a year in which all were named in one group, or those who were not are surely absent
    from the complete lists of that group, from the lowest level named up.
    """
    named = [profile.at().get(year) for profile in profiles]
    levels = {award["level"] for award in named if award}
    groups = {award["category"] for award in named if award}
    if len(groups) != 1 or (len(levels) > 1 and not levels <= {*grounds.ladder}):
        return None  # a level that is not printed may be any
    (group,) = groups
    wanted = at_least(grounds.record.schema, max(levels, key=grounds.levels.index))
    rows: list[str] = []
    for profile, award in zip(profiles, named, strict=True):
        if award:
            rows.append(str(award["id"]))
            continue
        region = grounds.record.register.get(profile.code)
        own = group in (TYPE_CATEGORY[region.type], region.island_group)
        if not own or not (lists := grounds.absent(profile.code, year, wanted, [group])):
            return None
        rows += lists
    return tuple(str(award["level"]) if award else "" for award in named), tuple(rows)


def _outcome(
    grounds: HeadlineGrounds, profiles: Sequence[Profile], levels: Sequence[str]
) -> Message:
    """Return who had which level in a fair year."""
    if len({*levels}) == 1:
        both = "headline.comparison.both" if len(levels) == 2 else "headline.comparison.all"
        return Message(both, {"level": levels[0]})
    who: dict[str, list[str]] = defaultdict(list)
    for profile, level in zip(profiles, levels, strict=True):
        who[level].append(grounds.name(profile.code))
    order = sorted(who, key=lambda level: (*grounds.levels, "").index(level))
    return listed(
        Message("headline.comparison.had", {"who": joined(who[level]), "level": level})
        if level
        else Message("headline.comparison.had_not", {"who": joined(who[level])})
        for level in order
    )


def _recorded(grounds: HeadlineGrounds, profiles: Sequence[Profile]) -> Sentence:
    """Return in how many years each received an award, and how many more it only claims."""
    counts = []
    for profile in profiles:
        values: dict[str, Value] = {
            "name": grounds.name(profile.code), "number": len(profile.years)
        }  # fmt: skip
        claimed = {claim["year"] for claim in profile.claims} - {*profile.years}
        if claimed:
            values["claimed"] = len(claimed)
        counts.append(
            Message(
                "headline.comparison.count_claimed" if claimed else "headline.comparison.count",
                values,
            )
        )
    rows = ids(award for p in profiles for award in (*p.listed, *p.claims))
    text = Message("headline.comparison.recorded", {"counts": listed(counts)})
    return Sentence("comparison", text, rows)
