"""Last year's portfolio read under this year's rules: what stays, what falls, what it is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal

from iga_core.numbers import round_half_up
from iga_core.portfolio.report import OUTSIDE_WHY, ScoreReport, score_portfolio
from iga_core.portfolio.schema import Claim, Innovation, Portfolio
from iga_core.portfolio.tree import line_points
from iga_core.rules import Fact, Indicator, Rulebook, RuleUnknownError
from iga_core.rules.changes import Change, changes

POINTS = 2  # decimals that points are printed with
Loss = Literal["line", "level", "value", "affair"]
# why an entry is not scored, "" when it is, "unknown" when a rule that decides is not on file
EntryStanding = Literal["", "rejected", "stage", "window", "words", "unknown"]


@dataclass(frozen=True, slots=True)
class Lost:
    """What cannot be taken over. ``position``: innovation from 1, 0 = government aspect.

    ``kind``: the ``line`` is gone, it has no such ``level`` any more, it takes no raw ``value``
    any more, or the ``affair`` is no longer listed. ``code``: line or affair.
    """

    kind: Loss
    position: int
    code: str


@dataclass(frozen=True, slots=True)
class CarriedLine:
    """One line. ``claims``: levels above 0 taken over. Points under either year's rules, None
    where that year's rules do not suffice or its table of lines is not on file.
    """

    change: Change
    before: Indicator | None
    after: Indicator | None
    claims: int
    points_before: Fraction | None
    points_after: Fraction | None

    @property
    def effect(self) -> Decimal | None:
        """What the points printed after lie above those printed before: the rules' doing alone.

        None where one side is unknown.
        """
        if self.points_before is None or self.points_after is None:
            return None
        before, after = (
            round_half_up(points, POINTS) for points in (self.points_before, self.points_after)
        )
        return after - before


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A rule of the whole in both years; ``changed`` None where one of them is not known."""

    key: str
    before: Fact[Any]
    after: Fact[Any]

    @property
    def changed(self) -> bool | None:
        """Whether the value differs."""
        if self.before.value is None or self.after.value is None:
            return None
        return bool(self.before.value != self.after.value)


@dataclass(frozen=True, slots=True)
class CarriedEntry:
    """An innovation and whether it is scored under either year's rules."""

    position: int
    name: str
    before: EntryStanding
    after: EntryStanding


@dataclass(frozen=True, slots=True)
class Carried:
    """``portfolio``: as it can be taken over. ``before`` and ``after``: the results, None where
    the year's rules do not suffice; ``lacking_before`` and ``lacking_after`` then name the rule.
    ``stale``: lines with a raw value of last year, to be looked up anew.
    """

    portfolio: Portfolio
    lines: tuple[CarriedLine, ...]
    rules: tuple[RuleChange, ...]
    entries: tuple[CarriedEntry, ...]
    lost: tuple[Lost, ...]
    stale: tuple[str, ...]
    before: ScoreReport | None
    after: ScoreReport | None
    lacking_before: str
    lacking_after: str


def _fits(code: str, claim: Claim, lines: Mapping[str, Indicator]) -> Loss | None:
    """Return why a claim cannot stand under these lines, None when it can."""
    if code not in lines:
        return "line"
    return "level" if max(claim.claimed, claim.verified or 0) > lines[code].top else None


def _lines(book: Rulebook, aspect: str) -> dict[str, Indicator]:
    return {line.code: line for line in book.aspect(aspect)}


def _affairs_lost(item: Innovation, book: Rulebook) -> tuple[str, ...]:
    listed = book.affairs.value
    said = (item.affair, *item.crossing_affairs)
    return tuple(name for name in said if name and listed is not None and name not in listed)


def _fitted_item(item: Innovation, position: int, book: Rulebook, lost: list[Lost]) -> Innovation:
    lines = _lines(book, "SID")
    reasons = {code: _fits(code, claim, lines) for code, claim in item.levels.items()}
    gone = _affairs_lost(item, book)
    lost += [Lost(why, position, code) for code, why in reasons.items() if why]
    lost += [Lost("affair", position, affair) for affair in gone]
    return replace(
        item,
        levels={code: claim for code, claim in item.levels.items() if not reasons[code]},
        evidence={code: text for code, text in item.evidence.items() if code in lines},
        notes={code: text for code, text in item.notes.items() if code in lines},
        affair="" if item.affair in gone else item.affair,
        crossing_affairs=tuple(name for name in item.crossing_affairs if name not in gone),
    )


def fitted(portfolio: Portfolio, book: Rulebook) -> tuple[Portfolio, tuple[Lost, ...]]:
    """Return what of ``portfolio`` the lines of ``book`` can hold, and what they cannot.

    Levels are kept by the code of their line, never lowered to fit.
    """
    lines = _lines(book, "SPD")
    lost: list[Lost] = []
    reasons = {code: _fits(code, claim, lines) for code, claim in portfolio.spd.items()}
    lost += [Lost(why, 0, code) for code, why in reasons.items() if why]
    read = {code for code in portfolio.spd_values if code in lines and lines[code].has_bands}
    lost += [
        Lost("value" if code in lines else "line", 0, code)
        for code in portfolio.spd_values
        if code not in read
    ]
    items = enumerate(portfolio.innovations, 1)
    kept = replace(
        portfolio,
        spd={code: claim for code, claim in portfolio.spd.items() if not reasons[code]},
        spd_values={code: value for code, value in portfolio.spd_values.items() if code in read},
        spd_evidence={c: text for c, text in portfolio.spd_evidence.items() if c in lines},
        innovations=tuple(_fitted_item(item, at, book, lost) for at, item in items),
    )
    return kept, tuple(lost)


def _scored(portfolio: Portfolio, book: Rulebook) -> tuple[ScoreReport | None, str]:
    """Return the result under ``book``, or the rule that is missing for one."""
    try:
        return score_portfolio(portfolio, book), ""
    except RuleUnknownError as error:
        return None, error.rule


def standing(item: Innovation, book: Rulebook) -> EntryStanding:
    """Return whether an entry is scored under ``book``, and what speaks against it."""
    if item.rejected:
        return "rejected"
    reasons: dict[str, EntryStanding] = {"stage": "stage", "window": "window", "words": "words"}
    for why, outside in OUTSIDE_WHY.items():
        if outside(item, book):
            return reasons[why]
    window = book.eligibility
    deciding = (book.counting.stages, window.applied_from, window.applied_to, window.words)
    return "unknown" if any(fact.value is None for fact in deciding) else ""


def _rules(before: Rulebook, after: Rulebook) -> Iterator[RuleChange]:
    """Pair the rules of the whole that decide on points or on what is scored."""

    def facts(book: Rulebook) -> tuple[Fact[Any], ...]:
        services, window = book.basic_services, book.eligibility
        return (
            *(book.divisor, book.count.points, book.count.cap, services.required),
            *(book.counting.stages, window.applied_from, window.applied_to, window.words),
            book.maxima.total,
        )

    for old, new in zip(facts(before), facts(after), strict=True):
        yield RuleChange(new.key, old, new)


def _claims(portfolio: Portfolio) -> dict[str, int]:
    tables = (portfolio.spd, *(item.levels for item in portfolio.innovations))
    found = dict.fromkeys(portfolio.spd_values, 1)
    for table in tables:
        for code, claim in table.items():
            found[code] = found.get(code, 0) + (claim.claimed > 0)
    return found


def _carried_lines(
    kept: Portfolio,
    before: Rulebook,
    after: Rulebook,
    old: ScoreReport | None,
    new: ScoreReport | None,
) -> Iterator[CarriedLine]:
    was = {line.code: line for line in before.lines}
    now = {line.code: line for line in after.lines}
    points_was = line_points(old) if old else {}
    points_now = line_points(new) if new else {}
    claims = _claims(kept)
    for code, change in changes(after, before).items():
        told = change.kind != "unknown"
        yield CarriedLine(
            change,
            was.get(code),
            now.get(code),
            claims.get(code, 0),
            points_was.get(code, Fraction(0)) if old and told else None,
            points_now.get(code, Fraction(0)) if new else None,
        )
    count = after.count.code
    if old and new and before.count.code == count:
        weights = (before.count.points.value, after.count.points.value)
        kind: Literal["same", "weight"] = "same" if weights[0] == weights[1] else "weight"
        change = Change(count, kind, *weights, name_before=before.count.name)
        yield CarriedLine(change, None, None, 0, points_was[count], points_now[count])


def carry(portfolio: Portfolio, before: Rulebook, after: Rulebook) -> Carried:
    """Return ``portfolio``, made under ``before``, as ``after`` reads it.

    Never raises RuleUnknownError: a year whose rules do not suffice has no result and names the
    rule. Forecasts stay forecasts: see ``Rulebook.forecast`` of both.
    """
    own, _ = fitted(portfolio, before)
    kept, lost = fitted(portfolio, after)
    old, lacking_before = _scored(own, before)
    new, lacking_after = _scored(kept, after)
    return Carried(
        portfolio=kept,
        lines=tuple(_carried_lines(kept, before, after, old, new)),
        rules=tuple(_rules(before, after)),
        entries=tuple(
            CarriedEntry(at, item.name, standing(item, before), standing(item, after))
            for at, item in enumerate(portfolio.innovations, 1)
        ),
        lost=lost,
        stale=tuple(kept.spd_values),
        before=old,
        after=new,
        lacking_before=lacking_before,
        lacking_after=lacking_after,
    )
