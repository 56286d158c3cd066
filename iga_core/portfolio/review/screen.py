"""The legal screen: may an innovation be entered, and will it count; each answer with its reasons.

What decides a criterion is data (``data/law.toml``). What the portfolio does not say stays
undecided, and so does what the year's rules do not say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from iga_core.declared.law import OUTCOMES, Criterion, Law, LegalOutcome, LegalStep, Term
from iga_core.language import Words
from iga_core.message import Detail, detail_text
from iga_core.portfolio.report import (
    days_that_count,
    stage_outside,
    window_outside,
    words_short,
)
from iga_core.portfolio.schema import ANSWER, Innovation, Portfolio
from iga_core.rules import Fact, Rulebook

YES, NO = ANSWER
# entry: what the law asks of an innovation; index: what this year's rules ask before it counts
Group = Literal["entry", "index"]
# details that name a word list
TERMS = {
    **{"affair": "affair", "stage": "stage", "stages": "stage", "rule": "rule"},
    **{"form": "innovation_form", "initiator": "initiator"},
}


@dataclass(frozen=True, slots=True)
class LegalReason:
    """Why: ``id`` of a message below ``screen.why_`` and its values."""

    id: str
    details: Mapping[str, Detail] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LegalCheck:
    """One thing that was looked at. ``id``: of a criterion, or what else is asked (``form``,
    ``initiator``, ``stage``; ``counted_stage``, ``window``, ``words``). ``basis``: where it stands.
    """

    id: str
    group: Group
    outcome: LegalOutcome
    reasons: tuple[LegalReason, ...]
    basis: tuple[Fact[Any], ...]


@dataclass(frozen=True, slots=True)
class Screened:
    """One innovation, ``position`` from 1, and all that was looked at, in the law's order."""

    position: int
    innovation: Innovation
    checks: tuple[LegalCheck, ...]

    def outcome(self, group: Group) -> LegalOutcome:
        """The worst outcome of a group: one unmet check is enough."""
        found = (check.outcome for check in self.checks if check.group == group)
        return min(found, key=OUTCOMES.index, default="undecided")


@dataclass(frozen=True, slots=True)
class Screening:
    """All innovations of a portfolio under a law and a year's rules."""

    law: Law
    rulebook: Rulebook
    entries: tuple[Screened, ...]

    def counts(self, group: Group) -> dict[LegalOutcome, int]:
        """How many innovations have each outcome, worst first."""
        found = Counter(entry.outcome(group) for entry in self.entries)
        return {outcome: found[outcome] for outcome in OUTCOMES}


Said = tuple[LegalOutcome | None, LegalReason]
"""What one step says (None: nothing) and why."""


def _answer(step: LegalStep, criterion: Criterion, item: Innovation) -> Said | None:
    given = getattr(item, criterion.field)
    if given == YES:
        return step.yes, LegalReason("answer_yes")
    return (step.no, LegalReason("answer_no")) if given == NO else None


def _affair(step: LegalStep, item: Innovation, book: Rulebook) -> Said | None:
    listed = book.affairs.value
    if not item.affair or listed is None:
        return None
    details = {"affair": item.affair}
    if item.affair in listed:
        return step.yes, LegalReason("affair_listed", details)
    return step.no, LegalReason("affair_unlisted", details)


def _line(step: LegalStep, item: Innovation, book: Rulebook) -> Said | None:
    line = next((x for x in book.lines if x.code == step.line), None)
    claim = item.levels.get(step.line)
    if line is None or claim is None:
        return None
    details: Mapping[str, Detail] = {"line": f"{line.no} {line.name}", "level": claim.claimed}
    if claim.claimed >= step.level:
        return step.yes, LegalReason("line_reached", details)
    return step.no, LegalReason("line_below", details)


def _said(step: LegalStep, criterion: Criterion, item: Innovation, book: Rulebook) -> Said | None:
    if step.by == "answer":
        return _answer(step, criterion, item)
    return _affair(step, item, book) if step.by == "affair" else _line(step, item, book)


def _criterion(criterion: Criterion, item: Innovation, book: Rulebook) -> LegalCheck:
    """Judge one criterion: one step that says unmet is enough, else one that says met."""
    found = [s for step in criterion.steps if (s := _said(step, criterion, item, book))]
    outcomes = {outcome for outcome, _ in found}
    outcome: LegalOutcome = "undecided"
    if "unmet" in outcomes:
        outcome = "unmet"
    elif "met" in outcomes:
        outcome = "met"
    reasons = tuple(reason for said, reason in found if said is not None)
    if not reasons:
        reasons = (LegalReason("unanswered"),)
    return LegalCheck(criterion.id, "entry", outcome, reasons, (criterion.text,))


def _listed(name: str, given: str, terms: tuple[Term, ...]) -> LegalCheck:
    """Judge what must be one of a list of the law. ``name``: of the field and of its words."""
    basis = tuple(term.text for term in terms)
    if not given:
        return LegalCheck(name, "entry", "undecided", (LegalReason("unsaid"),), basis)
    for term in terms:
        if term.id == given:
            return LegalCheck(
                name, "entry", "met", (LegalReason("listed", {name: given}),), (term.text,)
            )
    return LegalCheck(name, "entry", "unmet", (LegalReason("unlisted", {name: given}),), basis)


def _unknown(name: str, fact: Fact[Any]) -> LegalCheck:
    reason = LegalReason("rule_unknown", {"year": str(fact.year), "rule": fact.key})
    return LegalCheck(name, "index", "undecided", (reason,), (fact,))


def _counted_stage(item: Innovation, book: Rulebook) -> LegalCheck:
    stages = book.counting.stages
    if stages.value is None:
        return _unknown("counted_stage", stages)
    if item.stage is None:
        return LegalCheck(
            "counted_stage", "index", "undecided", (LegalReason("unsaid"),), (stages,)
        )
    outside = stage_outside(item, book)
    details: Mapping[str, Detail] = {"stage": item.stage, "stages": stages.value}
    reason = LegalReason("stage_outside" if outside else "stage_counted", details)
    return LegalCheck("counted_stage", "index", "unmet" if outside else "met", (reason,), (stages,))


def _window(item: Innovation, book: Rulebook) -> LegalCheck:
    window = book.eligibility
    basis = (window.applied_from, window.applied_to)
    for fact in basis:
        if fact.value is None:
            return _unknown("window", fact)
    first, last = window.applied_from.known(), window.applied_to.known()
    days = days_that_count(item)
    if not days:
        return LegalCheck("window", "index", "undecided", (LegalReason("days_unsaid"),), basis)
    details: Mapping[str, Detail] = {"first": first, "last": last, "days": days}
    if not window_outside(item, book):
        return LegalCheck("window", "index", "met", (LegalReason("window_inside", details),), basis)
    why = "window_outside" if item.developed_on else "window_outside_undeveloped"
    return LegalCheck("window", "index", "unmet", (LegalReason(why, details),), basis)


def _words(item: Innovation, book: Rulebook) -> LegalCheck:
    least = book.eligibility.words
    if least.value is None:
        return _unknown("words", least)
    if item.words is None:
        return LegalCheck("words", "index", "undecided", (LegalReason("unsaid"),), (least,))
    short = words_short(item, book)
    reason = LegalReason(
        "words_short" if short else "words_enough", {"words": item.words, "least": least.value}
    )
    return LegalCheck("words", "index", "unmet" if short else "met", (reason,), (least,))


def screen_innovation(item: Innovation, law: Law, book: Rulebook) -> tuple[LegalCheck, ...]:
    """Return every check of one innovation, in the law's order, then the year's."""

    def checks() -> Iterator[LegalCheck]:
        yield from (_criterion(criterion, item, book) for criterion in law.criteria)
        yield _listed("form", item.form, law.forms)
        yield _listed("initiator", item.initiator, law.initiators)
        yield _listed("stage", item.stage or "", law.stages)
        yield from (judge(item, book) for judge in (_counted_stage, _window, _words))

    return tuple(checks())


def screen(portfolio: Portfolio, law: Law, book: Rulebook) -> Screening:
    """Return the legal screen of every innovation; what is not known is undecided."""
    entries = (
        Screened(position, item, screen_innovation(item, law, book))
        for position, item in enumerate(portfolio.innovations, 1)
    )
    return Screening(law, book, tuple(entries))


def _value(name: str, value: Detail, words: Words, show: Callable[[object], str]) -> str:
    def read(text: str) -> str:
        return words.term(TERMS[name], text) if name in TERMS else show(text)

    return detail_text(value, words, read)


def reason_text(reason: LegalReason, words: Words, show: Callable[[object], str] = str) -> str:
    """Return a reason in words. ``show`` makes what was typed safe where it will stand."""
    values = {name: _value(name, item, words, show) for name, item in reason.details.items()}
    listed = {"value": next(iter(values.values()))} if reason.id in ("listed", "unlisted") else {}
    return words(f"screen.why_{reason.id}", **values, **listed)
