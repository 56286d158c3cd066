"""The rules of a headline from awards: each says one sentence, or nothing where it may not.

*Listed* is an award received (``iga_core.record.received``). An own claim counts nowhere and is
only ever named after what is listed; a row of the index alone is no award. A special prize is an
award, but no level and no step.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iga_core.analysis.headline_grounds import (
    HeadlineGrounds,
    Profile,
    Sentence,
    ids,
    joined,
    label,
    lasting,
    spanned,
)
from iga_core.analysis.streaks import streaks
from iga_core.message import Message, Value
from iga_core.record import Row, region_row
from iga_core.regions import TYPE_CATEGORY


def _span(years: Sequence[int], **more: Value) -> dict[str, Value]:
    first, last = str(years[0]), str(years[-1])
    return {"length": lasting(len(years)), "first": first, "last": last, **more}


def _lengthening(grounds: HeadlineGrounds, profile: Profile, level: str) -> dict[int, Row]:
    """Return the claims of ``level`` that may be named after a streak: outside its listed years.

    Not one between two listed years, in a year with another level, or against a complete list.
    """
    listed, titled = profile.at(level), profile.at()
    return {
        int(claim["year"]): claim
        for claim in profile.claims
        if claim["level"] == level
        and not min(listed) < claim["year"] < max(listed)
        and claim["year"] not in titled
        and not grounds.complete(claim["year"], claim["category"], level)
    }


def _chain(year: int, step: int, among: Mapping[int, Row]) -> list[int]:
    """Return the years ``among`` that follow each other from ``year`` on."""
    found = []
    while year in among:
        found.append(year)
        year += step
    return found


def streak(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """S1, S1c, S1e: a level every year up to the newest ceremony."""
    for level in grounds.ladder:
        rows = profile.at(level)
        for run in streaks(rows):
            claims = _lengthening(grounds, profile, level)
            before, after = _chain(run[0] - 1, -1, claims), _chain(run[-1] + 1, 1, claims)
            if [*run, *after][-1] != grounds.ceremony:
                continue
            values, found = _span(run, level=level), [rows[year] for year in run]
            if claimed := [*before[::-1], *after]:
                values["claimed"] = spanned(claimed)
                found += [claims[year] for year in claimed]
                return Sentence(
                    "streak_claim", Message("headline.streak_claim", values), ids(found)
                )
            title = min(y for y, _, of in grounds.lists if of == level)
            if level == grounds.ladder[0] and run[0] == title:
                return Sentence("every_year", Message("headline.every_year", values), ids(found))
            return Sentence("streak", Message("headline.streak", values), ids(found))
    return None


def any_streak(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """S2: an award of whatever level every year up to the newest ceremony."""
    rows = profile.at()
    for run in streaks(rows):
        if run[-1] == grounds.ceremony:
            values = _span(run, level=rows[run[-1]]["level"])
            text = Message("headline.any_streak", values)
            return Sentence("any_streak", text, ids(rows[year] for year in run))
    return None


def ended_streak(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """S3: the longest streak of a level that ended, with what is known of the year after it."""
    ended = [
        (len(run), run[-1], level, run)
        for level in reversed(grounds.ladder)
        for run in streaks(profile.at(level))
        if run[-1] < grounds.ceremony
    ]
    if not ended:
        return None
    _, _, level, run = max(ended, key=lambda found: found[:2])
    rows = profile.at(level)
    after, proof = _after(grounds, profile, rows[run[-1]], run[-1] + 1)
    text = Message("headline.ended_streak", _span(run, level=level, after=after))
    return Sentence("ended_streak", text, (*ids(rows[year] for year in run), *proof))


def _after(
    grounds: HeadlineGrounds, profile: Profile, last: Row, year: int
) -> tuple[Message, tuple[str, ...]]:
    """Return what is known of ``year``, after the award ``last``, and the rows that say so."""
    values: dict[str, Value] = {"level": last["level"], "year": str(year)}
    if other := profile.at().get(year):
        values["level"] = other["level"]
        return Message("headline.ended_streak.other", values), ids([other])
    if lists := grounds.absent(profile.code, year, [last["level"]], [last["category"]]):
        return Message("headline.ended_streak.absent", values), lists
    claims = [c for c in profile.claims if c["year"] == year and c["level"] == last["level"]]
    if claims:
        return Message("headline.ended_streak.claimed", values), ids(claims)
    return Message("headline.ended_streak.not_found", values), ()


def repeat(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """R: awards in several years, with the newest."""
    years = profile.years
    if len(years) < 2:
        return None
    newest = next(award for award in profile.listed if award["year"] == years[-1])
    values: dict[str, Value] = {
        "length": lasting(len(years)),
        "level": label(newest, grounds.prizes),
        "year": str(years[-1]),
    }
    return Sentence("repeat", Message("headline.repeat", values), ids(profile.listed))


def one(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """O: one award, or several of one year."""
    if len(profile.years) != 1:
        return None
    names = joined(label(award, grounds.prizes) for award in profile.listed)
    values: dict[str, Value] = {"level": names, "year": str(profile.years[0])}
    if len(profile.listed) == 1:
        return Sentence("one", Message("headline.one", values), ids(profile.listed))
    values["number"] = len(profile.listed)
    return Sentence("one", Message("headline.one.together", values), ids(profile.listed))


def claims_only(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """C: nothing listed, but an own claim; with what the claimed list says."""
    if profile.listed or not profile.claims:
        return None
    claim = profile.claims[-1]
    key = (claim["year"], claim["category"], claim["level"])
    values: dict[str, Value] = {
        "level": claim["level"], "year": str(claim["year"]), "category": claim["category"]
    }  # fmt: skip
    if grounds.complete(*key) and key in grounds.list_rows:
        rows = (*ids([claim]), grounds.list_rows[key])
        return Sentence("claims_only", Message("headline.claims_only.absent", values), rows)
    return Sentence("claims_only", Message("headline.claims_only", values), ids([claim]))


def nothing(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """Z: neither an award nor a result was found."""
    text = Message("headline.nothing", {"name": grounds.name(profile.code)})
    return Sentence("nothing", text, ())


def not_judged(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """A unit without autonomy takes no part, so nothing can be missing."""
    if grounds.record.register.get(profile.code).autonomous:
        return None
    text = Message("headline.nothing.not_autonomous", {"name": grounds.name(profile.code)})
    return Sentence("nothing", text, (region_row(profile.code),))


def empty(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """After Z: what an empty record does not mean."""
    if (
        profile.listed
        or profile.claims
        or any(facts.claims for facts in grounds.histories[profile.code].years)
    ):
        return None
    return Sentence("nothing", Message("headline.nothing.empty"), ())


def best_so_far(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """A first award of the highest level on record, after a lower one."""
    steps = [award for award in profile.listed if award["level"] in grounds.ladder]
    if not steps:
        return None
    place = {level: grounds.ladder.index(level) for level in grounds.ladder}
    best = min(steps, key=lambda award: (place[award["level"]], award["year"]))
    lower = [award for award in steps if award["year"] < best["year"]]
    claimed = [
        c for c in profile.claims
        if c["year"] < best["year"] and place.get(c["level"], len(place)) <= place[best["level"]]
    ]  # fmt: skip
    unsaid = [
        award for year, award in profile.at().items()
        if year < best["year"] and award["level"] not in place and grounds.levelled(year)
    ]  # fmt: skip
    if not lower or claimed or unsaid:
        return None
    values: dict[str, Value] = {
        "level": best["level"],
        "year": str(best["year"]),
        "before": lower[-1]["level"],
        "year_before": str(lower[-1]["year"]),
    }
    rows = ids([best, lower[-1]])
    return Sentence("best_so_far", Message("headline.best_so_far", values), rows)


def first_time(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """The first award: ever only after complete lists, else the first on record (newest year)."""
    if not profile.years or profile.years[0] == grounds.first_year:
        return None
    year = profile.years[0]
    rows = ids(award for award in profile.listed if award["year"] == year)
    values: dict[str, Value] = {"year": str(year), "start": str(grounds.first_year)}
    claimed = any(claim["year"] < year for claim in profile.claims)
    if not claimed and (lists := _earlier_lists(grounds, profile.code, year)):
        return Sentence("first_time", Message("headline.first_time", values), (*rows, *lists))
    if year != grounds.ceremony:
        return None
    return Sentence("first_time", Message("headline.first_time.recorded", values), rows)


def _earlier_lists(grounds: HeadlineGrounds, code: str, year: int) -> tuple[str, ...]:
    """Return the lists before ``year`` that it could enter; () unless all are complete."""
    keys: list[tuple[int, str, str]] = []
    for earlier in (y for y in grounds.record.award_years if y < year):
        answer = grounds.categories.answer(code, earlier)
        if answer.presence != "present":
            continue
        closed = answer.of("no")
        here = [key for key in grounds.lists if key[0] == earlier and key[1] not in closed]
        if not set(answer.of("yes")) <= {category for _, category, _ in here}:
            return ()
        keys += here
    if not all(grounds.complete(*key) and key in grounds.list_rows for key in keys):
        return ()
    return tuple(grounds.list_rows[key] for key in keys)


def known_absence(grounds: HeadlineGrounds, profile: Profile) -> Sentence | None:
    """The years whose lists of its own group are all complete and do not name it."""
    category = TYPE_CATEGORY[grounds.record.register.get(profile.code).type]
    found: dict[int, list[str]] = {}
    for year in reversed(grounds.record.award_years):
        absence = grounds.recipients.absence(profile.code, year)
        own = [count for count in absence.complete if count.category == category]
        if year in profile.years or absence.state != "not_listed" or not own:
            continue
        keys = [(count.year, count.category, count.level) for count in absence.complete]
        found[year] = [grounds.list_rows[key] for key in keys]
    if not found:
        return None
    values: dict[str, Value] = {"category": category, "years": spanned(found)}
    rows = tuple(row for rows in found.values() for row in rows)
    return Sentence("known_absence", Message("headline.known_absence", values), rows)
