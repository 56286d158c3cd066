"""The rehearsal: what in a portfolio would cost points or be questioned, found before it is sent.

Checks are small functions in three tables: for the whole, a line of the government aspect, an
innovation. Each says what it found; how bad that is stands in ``data/rehearsal.toml``. No link is
opened. What the portfolio does not say is never held against it as if it were wrong; what the
rulebook does not know is said to be unchecked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

import numpy as np
from rapidfuzz import fuzz, process, utils

from iga_core.declared.rehearsal import SEVERITIES, Severity, Standards, standards
from iga_core.message import Detail
from iga_core.portfolio.report import (
    days_that_count,
    stage_outside,
    to_batch,
    window_outside,
    words_short,
)
from iga_core.portfolio.review.links import Link, links_in
from iga_core.portfolio.schema import Claim, Innovation, Portfolio
from iga_core.rules import Fact, Indicator, Rulebook, RuleUnknownError, Scores, make_sheet, score
from iga_core.rules.scoring import SCORED

PortfolioPart = Literal["whole", "spd", "innovation"]
Details = Mapping[str, Detail]
Rules = tuple[Fact[Any], ...]
NOTHING: Details = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class FindingPlace:
    """Where a finding stands: ``line`` code in ``spd``; ``position`` (from 1) and ``name``."""

    part: PortfolioPart
    line: str = ""
    position: int = 0
    name: str = ""


class Found(NamedTuple):
    """What a check saw. ``lines``: codes it is about; ``rules``: the facts it rests on."""

    check: str
    details: Details = NOTHING
    lines: tuple[str, ...] = ()
    rules: Rules = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. Messages: ``rehearsal.found_`` and ``rehearsal.fix_`` + ``check``."""

    check: str
    severity: Severity
    place: FindingPlace
    details: Details
    lines: tuple[str, ...]
    rules: Rules


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """All findings: of the whole, of the lines in printed order, of the innovations in file order.

    ``statuses``: the worst finding of each innovation, green without one. ``limits``: the
    thresholds and grades it was judged by.
    """

    portfolio: Portfolio
    rulebook: Rulebook
    today: date
    limits: Standards
    findings: tuple[Finding, ...]
    statuses: tuple[Severity, ...]

    @property
    def counts(self) -> dict[Severity, int]:
        """How many findings there are of each severity, worst first."""
        found = Counter(finding.severity for finding in self.findings)
        return {severity: found[severity] for severity in SEVERITIES}

    @property
    def by_check(self) -> dict[str, int]:
        """How many findings each check gave, in the order they were found."""
        return dict(Counter(finding.check for finding in self.findings))


class Near(NamedTuple):
    """The earlier entry whose name is nearest: its position and how near, in percent."""

    position: int
    percent: int


@dataclass(frozen=True, slots=True)
class Desk:
    """What the checks look at, worked out once. ``scores`` None: ``lacking`` says which rule.

    ``links``: the links of each claim by part position (0 = government) and line; ``uses``: in
    how many claims a link stands; ``single``: the affair that hangs on an innovation alone.
    """

    portfolio: Portfolio
    rulebook: Rulebook
    today: date
    standards: Standards
    examples: int
    scores: Scores | None
    lacking: str
    links: Mapping[tuple[int, str], tuple[Link, ...]]
    uses: Mapping[str, int]
    near: Mapping[int, Near]
    single: Mapping[int, str]


def _key(name: str, longest: int) -> str:
    """Return a name without case, signs and order of words: equal keys, equal names."""
    return " ".join(sorted(utils.default_process(name[:longest]).split()))


def near_names(names: list[str], limits: Standards) -> dict[int, Near]:
    """Return, by position (from 1), the earlier name each one resembles most.

    Beyond ``names_compared`` entries only equal names are found: comparing all would take minutes.
    """
    keys = [_key(name, limits.threshold.name_length.value) for name in names]
    found: dict[int, Near] = {}
    first: dict[str, int] = {}
    for position, key in enumerate(keys, 1):
        if key and first.setdefault(key, position) != position:
            found[position] = Near(first[key], 100)
    if len(keys) > limits.threshold.names_compared.value or len(keys) < 2:
        return found
    cutoff = limits.threshold.name_similarity.value
    alike = process.cdist(keys, keys, scorer=fuzz.ratio, score_cutoff=cutoff, dtype=np.uint8)
    earlier = np.tril(alike, -1)
    best = earlier.argmax(axis=1)
    for row in np.flatnonzero(earlier[np.arange(len(keys)), best] >= cutoff):
        if keys[row] and row + 1 not in found:
            found[int(row) + 1] = Near(int(best[row]) + 1, int(earlier[row, best[row]]))
    return found


def _all_links(portfolio: Portfolio, limits: Standards) -> dict[tuple[int, str], tuple[Link, ...]]:
    texts = {(0, code): text for code, text in portfolio.spd_evidence.items()}
    for position, item in enumerate(portfolio.innovations, 1):
        texts |= {(position, code): text for code, text in item.evidence.items()}
    return {place: found for place, text in texts.items() if (found := links_in(text, limits))}


def _single(scores: Scores, affairs: np.ndarray[Any, np.dtype[np.bool_]]) -> dict[int, str]:
    """Return the innovations (by position) without which the condition on affairs would fall."""
    sheet = scores.sheet
    services = int(scores.services[0])
    if services < sheet.required:
        return {}
    counted = affairs & (scores.state == SCORED)[:, None]
    lonely = counted & (counted.sum(axis=0) == 1)
    names = sheet.rulebook.basic_services.affairs.known()
    critical = np.flatnonzero(services - lonely.sum(axis=1) < sheet.required)
    return {int(row) + 1: names[int(lonely[row].argmax())] for row in critical}


def _desk(
    portfolio: Portfolio, rulebook: Rulebook, today: date, limits: Standards, examples: int
) -> Desk:
    scores, lacking, single = None, "", {}
    try:
        sheet = make_sheet(rulebook)
        batch = to_batch([portfolio], sheet)
        scores = score(batch, sheet)
        single = _single(scores, batch.affairs)
    except RuleUnknownError as error:
        lacking = error.rule
    links = _all_links(portfolio, limits)
    keys = (key for found in links.values() for key in {link.key for link in found if link.key})
    return Desk(
        portfolio=portfolio,
        rulebook=rulebook,
        today=today,
        standards=limits,
        examples=examples,
        scores=scores,
        lacking=lacking,
        links=links,
        uses=Counter(keys),
        near=near_names([item.name for item in portfolio.innovations], limits),
        single=single,
    )


# of the whole


def _unknown_rules(desk: Desk) -> Iterator[Found]:
    """Name what cannot be checked because the rule is not on file."""
    book = desk.rulebook
    window = (book.eligibility.applied_from, book.eligibility.applied_to)
    unknown = {
        "counting.stages": book.counting.stages.value is None,
        "eligibility.window": any(fact.value is None for fact in window),
        "eligibility.words": book.eligibility.words.value is None,
        "affairs": book.affairs.value is None,
        "mandatory": any(line.mandatory.value is None for line in book.lines),
    }
    names = [name for name, missing in unknown.items() if missing]
    if desk.lacking and desk.lacking not in names:
        names.append(desk.lacking)
    for name in names:
        yield Found("rule_unknown", {"rule": name, "year": str(book.year)})


def _example(desk: Desk) -> Iterator[Found]:
    if desk.examples:
        yield Found("example", {"number": desk.examples})


def _empty_seats(desk: Desk) -> Iterator[Found]:
    """The divisor never falls below its floor: seats left empty count as zero."""
    if desk.scores is None:
        return
    n, divisor = int(desk.scores.n[0]), int(desk.scores.divisor[0])
    kept = int(desk.scores.rejected[0]) if desk.scores.sheet.rejected_in_divisor else 0
    empty = divisor - n - kept
    if empty > 0:
        details: Details = {"number": n, "divisor": divisor, "empty": empty}
        yield Found("below_divisor", details, rules=(desk.rulebook.divisor,))


def _services(desk: Desk) -> Iterator[Found]:
    """Without enough affairs of basic services all points for the number are lost."""
    if desk.scores is None or not desk.scores.n[0]:
        return
    services, sheet = desk.rulebook.basic_services, desk.scores.sheet
    number = int(desk.scores.services[0])
    gap = sheet.required - number
    if gap <= 0:
        return
    scored = [
        item
        for item, state in zip(desk.portfolio.innovations, desk.scores.state, strict=True)
        if state == SCORED
    ]
    unsaid = sum(not item.affair for item in scored)
    named = zip(services.affairs.known(), desk.scores.covered[0], strict=True)
    details: Details = {
        "number": number,
        "required": sheet.required,
        "unsaid": unsaid,
        "affairs": tuple(affair for affair, covered in named if not covered),
    }
    check = "services_open" if unsaid >= gap else "services_unmet"
    yield Found(check, details, rules=(services.required, services.affairs))


def _names_unchecked(desk: Desk) -> Iterator[Found]:
    number, most = len(desk.portfolio.innovations), desk.standards.threshold.names_compared.value
    if number > most:
        yield Found("names_unchecked", {"number": number, "most": most})


# of claims, in either aspect


def _evidence_missing(
    claims: Mapping[str, Claim], evidence: Mapping[str, str], book: Rulebook
) -> Iterator[Found]:
    bare = tuple(code for code, claim in claims.items() if claim.claimed and not evidence.get(code))
    if bare:
        yield Found("evidence_missing", {"number": len(bare)}, bare, _facts(book, bare, "evidence"))


def _facts(book: Rulebook, codes: tuple[str, ...], name: str) -> Rules:
    """Return the records called ``name`` of some lines; a line the year lacks has none."""
    lines = {line.code: line for line in book.lines}
    return tuple(getattr(lines[code], name) for code in codes if code in lines)


def _links(position: int, codes: Collection[str], desk: Desk) -> Iterator[Found]:
    """Links that are none, and links that stand for many claims."""
    shared: dict[str, tuple[str, list[str]]] = {}
    for code in codes:
        for link in desk.links.get((position, code), ()):
            if link.fault:
                details: Details = {"link": link.text, "fault": link.fault}
                yield Found("link_broken", details, (code,))
            elif desk.uses[link.key] >= desk.standards.threshold.shared_link.value:
                lines = shared.setdefault(link.key, (link.text, []))[1]
                lines += [code] if code not in lines else []
    for key, (text, lines) in shared.items():
        yield Found("link_shared", {"link": text, "number": desk.uses[key]}, tuple(lines))


def _verification(claims: Mapping[str, Claim]) -> Iterator[Found]:
    lower = tuple(
        code for code, c in claims.items() if c.verified is not None and c.verified < c.claimed
    )
    if lower:
        yield Found("below_verified", {"number": len(lower)}, lower)
    unseen = tuple(code for code, c in claims.items() if c.claimed and c.verified is None)
    if unseen:
        yield Found("unverified", {"number": len(unseen)}, unseen)


def _mandatory(
    lines: tuple[Indicator, ...], claims: Mapping[str, Claim], book: Rulebook
) -> Iterator[Found]:
    needed = [line.code for line in lines if line.mandatory.value]
    refused = book.counting.missing_mandatory.value == "rejected"
    bare = tuple(code for code in needed if code not in claims)
    zero = tuple(code for code in needed if code in claims and not claims[code].claimed)
    kinds = {"mandatory_empty": bare, "mandatory_zero": zero}
    if refused and lines and lines[0].aspect == "SID":
        kinds = {"mandatory_refused": tuple(code for code in needed if code in {*bare, *zero})}
    for check, codes in kinds.items():
        if codes:
            yield Found(check, {"number": len(codes)}, codes, _facts(book, codes, "mandatory"))


# of a line of the government aspect


def _spd_line(line: Indicator, desk: Desk) -> Iterator[Found]:
    portfolio, code = desk.portfolio, line.code
    claims = {code: portfolio.spd[code]} if code in portfolio.spd else {}
    if code not in portfolio.spd_values:
        yield from _mandatory((line,), claims, desk.rulebook)
    yield from _evidence_missing(claims, portfolio.spd_evidence, desk.rulebook)
    yield from _links(0, (code,), desk)
    yield from _verification(claims)


# of an innovation


def _rejected(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    if item.rejected:
        yield Found("rejected", rules=(desk.rulebook.counting.rejected_in_divisor,))


def _stage(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    stages = desk.rulebook.counting.stages
    if stage_outside(item, desk.rulebook):
        details: Details = {"stage": item.stage or "", "stages": stages.known()}
        yield Found("stage_outside", details, rules=(stages,))
    elif item.stage is None:
        yield Found("stage_unsaid", rules=(stages,))


def _window(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    """Outside, borderline or not said. Without a known window only the last can be told."""
    window = desk.rulebook.eligibility
    rules = (window.applied_from, window.applied_to)
    first, last = window.applied_from.value, window.applied_to.value
    days = days_that_count(item)
    if window_outside(item, desk.rulebook):
        details: Details = {"days": days, "first": rules[0].known(), "last": rules[1].known()}
        yield Found("window_outside", details, rules=rules)
        return
    if item.applied_on is None:
        yield Found("window_unsaid", rules=rules)
        return
    if first is None or last is None:
        return
    if item.applied_on < first:
        said: Details = {"applied": item.applied_on, "developed": item.developed_on or ""}
        yield Found("window_by_development", {**said, "first": first}, rules=rules)
    inside = [day for day in days if first <= day <= last]
    room = max(min((day - first).days, (last - day).days) for day in inside)
    if room < desk.standards.threshold.edge_days.value:
        near: Details = {"days": tuple(inside), "first": first, "last": last, "room": room}
        yield Found("window_near", near, rules=rules)


def _words(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    least = desk.rulebook.eligibility.words
    if words_short(item, desk.rulebook):
        details: Details = {"words": item.words or 0, "least": least.known()}
        yield Found("words_short", details, rules=(least,))
    elif item.words is None:
        yield Found("words_unsaid", rules=(least,))


def _dates(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    """Days that contradict each other, or today."""
    trial, applied, developed = item.trial_on, item.applied_on, item.developed_on
    if trial and applied and trial > applied:
        yield Found("trial_after_applied", {"trial": trial, "applied": applied})
    if trial and developed and not applied and trial > developed:
        yield Found("trial_after_developed", {"trial": trial, "developed": developed})
    if applied and developed and developed < applied:
        yield Found("developed_before_applied", {"applied": applied, "developed": developed})
    ahead = tuple(day for day in (trial, applied, developed) if day and day > desk.today)
    if ahead:
        yield Found("date_future", {"days": ahead, "today": desk.today})


def _mandatory_lines(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    return _mandatory(desk.rulebook.aspect("SID"), item.levels, desk.rulebook)


def _evidence(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    return _evidence_missing(item.levels, item.evidence, desk.rulebook)


def _item_links(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    return _links(position, item.evidence, desk)


def _name(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    if near := desk.near.get(position):
        other = desk.portfolio.innovations[near.position - 1].name
        details: Details = {"other": other, "position": near.position, "percent": near.percent}
        yield Found("name_near", details)


def _affair(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    known = desk.rulebook.affairs
    said = (item.affair, *item.crossing_affairs)
    if not item.affair:
        yield Found("affair_unsaid", rules=(known,))
    if known.value is not None:
        strange = tuple(affair for affair in said if affair and affair not in known.value)
        if strange:
            yield Found("affair_unknown", {"typed": strange}, rules=(known,))


def _agency(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    if not item.agency:
        yield Found("agency_unsaid")


def _alone(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    if affair := desk.single.get(position):
        services = desk.rulebook.basic_services
        details: Details = {"affairs": (affair,), "required": services.required.known()}
        yield Found("services_single", details, rules=(services.required,))


def _claims(item: Innovation, position: int, desk: Desk) -> Iterator[Found]:
    return _verification(item.levels)


WHOLE: tuple[Callable[[Desk], Iterator[Found]], ...] = (
    _unknown_rules,
    _example,
    _empty_seats,
    _services,
    _names_unchecked,
)
SPD: tuple[Callable[[Indicator, Desk], Iterator[Found]], ...] = (_spd_line,)
INNOVATION: tuple[Callable[[Innovation, int, Desk], Iterator[Found]], ...] = (
    _rejected,
    _stage,
    _window,
    _words,
    _dates,
    _mandatory_lines,
    _evidence,
    _item_links,
    _name,
    _affair,
    _agency,
    _alone,
    _claims,
)


def _placed(desk: Desk) -> Iterator[tuple[FindingPlace, Found]]:
    """Yield what every check found, with its place."""
    for whole in WHOLE:
        for found in whole(desk):
            yield FindingPlace("whole"), found
    for line in desk.rulebook.aspect("SPD"):
        for of_line in SPD:
            for found in of_line(line, desk):
                yield FindingPlace("spd", line=line.code), found
    for position, item in enumerate(desk.portfolio.innovations, 1):
        place = FindingPlace("innovation", position=position, name=item.name)
        for of_item in INNOVATION:
            for found in of_item(item, position, desk):
                yield place, found


def rehearse(
    portfolio: Portfolio,
    rulebook: Rulebook,
    today: date,
    *,
    examples: int = 0,
    limits: Standards | None = None,
) -> Rehearsal:
    """Return everything in ``portfolio`` to look at before it is sent under ``rulebook``.

    ``today``: no day of an innovation may lie after it. ``examples``: how many entries are
    examples of ours. ``limits``: thresholds and grades, else the project's. Never raises for a
    portfolio that was read; rules not on file become findings of their own.
    """
    limits = limits or standards()
    desk = _desk(portfolio, rulebook, today, limits, examples)
    findings = tuple(
        Finding(
            found.check,
            limits.findings[found.check].severity,
            place,
            found.details,
            found.lines,
            found.rules,
        )
        for place, found in _placed(desk)
    )
    worst: dict[int, Severity] = {}
    for finding in findings:
        position = finding.place.position
        seen = (worst.get(position, "green"), finding.severity)
        worst[position] = min(seen, key=SEVERITIES.index)
    statuses = tuple(
        worst.get(position, "green") for position in range(1, len(portfolio.innovations) + 1)
    )
    return Rehearsal(portfolio, rulebook, today, limits, findings, statuses)
