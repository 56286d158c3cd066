"""From a portfolio to its index with every step named, so that any figure can be unfolded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import numpy as np

from iga_core.declared.rulebook import STATES
from iga_core.language import Words
from iga_core.portfolio.encoding import plain, points, said
from iga_core.portfolio.schema import Basis, Innovation, Portfolio
from iga_core.rules import (
    Batch,
    Indicator,
    LevelReading,
    Rulebook,
    ScoreArrays,
    Scores,
    Verdict,
    classify,
    make_sheet,
    read_level,
    score,
)
from iga_core.rules.scoring import OUTSIDE, REJECTED, SCORED


@dataclass(frozen=True, slots=True)
class Note:
    """Something the reader of a result must know: a message id below ``rules.note_``."""

    key: str
    details: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """A portfolio's result: the scores (one government), readings of raw values, notes."""

    portfolio: Portfolio
    rulebook: Rulebook
    scores: Scores
    readings: dict[str, LevelReading]
    verdict: Verdict
    notes: tuple[Note, ...]


def stage_outside(innovation: Innovation, rulebook: Rulebook) -> bool:
    """Say whether the stage is one that is not scored; False where the rule is not known."""
    stages, stage = rulebook.counting.stages.value, innovation.stage
    return stages is not None and stage is not None and stage not in stages


def days_that_count(innovation: Innovation) -> tuple[date, ...]:
    """Return the days that the window looks at: of application and of development, as said."""
    days = (innovation.applied_on, innovation.developed_on)
    return tuple(day for day in days if day is not None)


def window_outside(innovation: Innovation, rulebook: Rulebook) -> bool:
    """Say whether every day said lies outside the window; False where the rule is not known."""
    first, last = rulebook.eligibility.applied_from.value, rulebook.eligibility.applied_to.value
    days = days_that_count(innovation)
    if first is None or last is None or not days:
        return False
    return not any(first <= day <= last for day in days)


def words_short(innovation: Innovation, rulebook: Rulebook) -> bool:
    """Say whether the design text is too short; False where the rule is not known."""
    least, words = rulebook.eligibility.words.value, innovation.words
    return words is not None and least is not None and words < least


Why = Literal["", "stage", "window", "words"]
OUTSIDE_WHY: dict[Why, Callable[[Innovation, Rulebook], bool]] = {
    "stage": stage_outside,
    "window": window_outside,
    "words": words_short,
}


def outside_why(innovation: Innovation, rulebook: Rulebook) -> Why:
    """Return why an innovation is not scored (``stage``, ``window``, ``words``); empty if it is.

    What the portfolio does not say is not held against it. Raises RuleUnknownError when the
    stages that are scored are not known.
    """
    rulebook.counting.stages.known()
    return next((why for why, out in OUTSIDE_WHY.items() if out(innovation, rulebook)), "")


def _state(innovation: Innovation, rulebook: Rulebook) -> int:
    if innovation.rejected:
        return REJECTED
    return OUTSIDE if outside_why(innovation, rulebook) else SCORED


def _spd_levels(portfolio: Portfolio, lines: Sequence[Indicator], basis: Basis) -> list[int]:
    found = []
    for line in lines:
        claim, value = portfolio.spd.get(line.code), portfolio.spd_values.get(line.code)
        if value is not None:
            found.append(read_level(value, line).level)
        else:
            found.append(claim.by(basis) if claim else 0)
    return found


def _affairs(innovation: Innovation, rulebook: Rulebook) -> list[bool]:
    services = rulebook.basic_services
    covers = {innovation.affair}
    if services.crossing_counts.known():
        covers |= set(innovation.crossing_affairs)
    return [affair in covers for affair in services.affairs.known()]


def to_batch(
    portfolios: Sequence[Portfolio], sheet: ScoreArrays, basis: Basis = "claimed"
) -> Batch:
    """Return the arrays that scoring takes, for one portfolio or for many."""
    book = sheet.rulebook
    entries = [(row, item) for row, p in enumerate(portfolios) for item in p.innovations]
    levels = [
        [item.levels[x.code].by(basis) if x.code in item.levels else 0 for x in sheet.sid]
        for _, item in entries
    ]
    services = [_affairs(item, book) for _, item in entries]
    six = len(book.basic_services.affairs.known())
    spd = [_spd_levels(p, sheet.spd, basis) for p in portfolios]
    return Batch(
        spd=np.array(spd, dtype=np.int8).reshape(len(portfolios), len(sheet.spd)),
        sid=np.array(levels, dtype=np.int8).reshape(len(entries), len(sheet.sid)),
        owner=np.array([row for row, _ in entries], dtype=np.int64),
        state=np.array([_state(item, book) for _, item in entries], dtype=np.int8),
        affairs=np.array(services, dtype=np.bool_).reshape(len(entries), six),
    )


def score_portfolio(
    portfolio: Portfolio, rulebook: Rulebook, basis: Basis = "claimed"
) -> ScoreReport:
    """Return the index of one portfolio under ``rulebook``.

    ``basis``: which levels count. A level that follows from a raw value counts by every basis: it
    is looked up, not claimed. Raises RuleUnknownError when the year's rules do not suffice.
    """
    sheet = make_sheet(rulebook)
    scores = score(to_batch([portfolio], sheet, basis), sheet)
    readings = {
        code: read_level(value, rulebook.line(code)) for code, value in portfolio.spd_values.items()
    }
    verdict = classify(Decimal(str(scores.index[0])), rulebook)
    notes = _notes(portfolio, rulebook, scores, readings)
    return ScoreReport(portfolio, rulebook, scores, readings, verdict, notes)


def _notes(
    portfolio: Portfolio, rulebook: Rulebook, scores: Scores, readings: dict[str, LevelReading]
) -> tuple[Note, ...]:
    notes = [Note("example")] if portfolio.example else []
    if rulebook.forecast:
        notes.append(Note("forecast", {"year": rulebook.year, "base": rulebook.assumes}))
    if portfolio.year is not None and portfolio.year != rulebook.year:
        notes.append(Note("other_year", {"said": portfolio.year, "year": rulebook.year}))
    notes += _counting_notes(portfolio, rulebook, scores)
    edges = [code for code, found in readings.items() if found.on_edge]
    notes += [Note("edge", {"line": rulebook.line(code).no}) for code in edges]
    filled = {*portfolio.spd_values, *(c for c, claim in portfolio.spd.items() if claim.claimed)}
    bare = [x.no for x in scores.sheet.spd if x.mandatory.value and x.code not in filled]
    if bare:
        notes.append(Note("spd_mandatory", {"lines": ", ".join(bare)}))
    if any(claim.verified not in (None, claim.claimed) for claim in portfolio.claims):
        notes.append(Note("verified_differs"))
    return tuple(notes)


def _counting_notes(portfolio: Portfolio, rulebook: Rulebook, scores: Scores) -> list[Note]:
    """Say what of the innovations counted, and what did not and why."""
    items = portfolio.innovations
    whys = [outside_why(item, rulebook) for item in items if not item.rejected]
    scored = [i for i, state in zip(items, scores.state, strict=True) if state == SCORED]
    kept = "rejected_kept" if rulebook.counting.rejected_in_divisor.known() else "rejected_left"
    numbers = {
        kept: int(scores.rejected[0]),
        **{f"outside_{why}": whys.count(why) for why in OUTSIDE_WHY},
        "stage_unsaid": sum(item.stage is None for item in scored),
        "eligibility_unsaid": sum(item.applied_on is None or item.words is None for item in scored),
        "affair_unsaid": sum(not item.affair for item in scored),
        "mandatory": int((scores.missing[scores.state == SCORED] > 0).sum()),
    }
    notes = [Note(key, {"number": number}) for key, number in numbers.items() if number]
    n, floor = int(scores.n[0]), scores.sheet.floor
    if n < floor:
        notes.append(Note("below_divisor", {"number": n, "divisor": int(scores.divisor[0])}))
    services = int(scores.services[0])
    if n and services < scores.sheet.required:
        details: dict[str, object] = {"number": services, "required": scores.sheet.required}
        notes.append(Note("services", details))
    return notes


def _points(ticks: float, sheet: ScoreArrays) -> float:
    return points(float(ticks) / sheet.tick)


def _line_json(line: Indicator, gained: float, **more: object) -> dict[str, Any]:
    weight = line.weight
    return {
        **said(line, "code", "no", "name", "aspect", "variable"),
        "weight": float(weight.known()),
        "points": gained,
        "max_points": float(weight.known() * line.top),
        "mandatory": line.mandatory.value,
        **said(weight, "standing", "sources"),
        **more,
    }


def _spd_json(report: ScoreReport) -> list[dict[str, Any]]:
    sheet, ticks = report.scores.sheet, report.scores.spd_lines[0]
    found = []
    for line, gained, weight in zip(sheet.spd, ticks, sheet.spd_weights, strict=True):
        more: dict[str, Any] = {"level": int(gained // weight)}
        if line.code in report.readings:
            more |= said(report.readings[line.code], "value", "on_edge", "to_next")
        found.append(_line_json(line, _points(gained, sheet), **more))
    return found


def _sid_json(report: ScoreReport) -> list[dict[str, Any]]:
    scores = report.scores
    sheet, divisor = scores.sheet, int(scores.divisor[0])
    return [
        _line_json(
            line,
            _points(ticks / divisor, sheet),
            points_sum=_points(ticks, sheet),
            level_sum=int(ticks // weight),
        )
        for line, ticks, weight in zip(
            sheet.sid, scores.sid_lines[0], sheet.sid_weights, strict=True
        )
    ]


def _count_json(report: ScoreReport) -> dict[str, Any]:
    scores, count = report.scores, report.rulebook.count
    weight = count.points
    return {
        **said(count, "code", "no", "name"),
        "aspect": "SID",
        "variable": count.variable,
        "weight": float(weight.known()),
        "points": _points(scores.count[0], scores.sheet),
        "max_points": float(weight.known() * count.cap.known()),
        "counted": min(int(scores.counted[0]), scores.sheet.cap),
        **said(weight, "standing", "sources"),
    }


def _innovations_json(report: ScoreReport) -> list[dict[str, Any]]:
    scores, entries = report.scores, []
    for place, item in enumerate(report.portfolio.innovations):
        entries.append(
            {
                "name": item.name,
                "state": STATES[int(scores.state[place])],
                "maturity": _points(scores.maturity[place], scores.sheet),
                "missing_mandatory": int(scores.missing[place]),
            }
        )
    return entries


def report_json(report: ScoreReport, words: Words) -> dict[str, Any]:
    """Return the report for the command line: ``total`` = ``spd`` + ``sid``, the innovation
    aspect ``sid`` = ``maturity_points`` + ``count_points``; the points of ``lines`` add up to
    ``total``.

    ``maturity_mean``: points of the scored innovations by their number, None without one;
    ``maturity_points``: by the divisor, which is never below the least the rules set.
    """
    scores, book = report.scores, report.rulebook
    sheet, divisor = scores.sheet, int(scores.divisor[0])
    maturity, n = scores.maturity_sum[0] / divisor, int(scores.n[0])
    scored = int((scores.state == SCORED).sum())
    services = book.basic_services.affairs.known()
    return {
        "year": book.year,
        "region": report.portfolio.region,
        "iid": float(scores.index[0]),
        "predicate": report.verdict.predicate,
        "forecast": book.forecast,
        "spd": _points(scores.spd[0], sheet),
        "maturity_mean": _points(scores.maturity_sum[0] / scored, sheet) if scored else None,
        "maturity_points": _points(maturity, sheet),
        "count_points": _points(scores.count[0], sheet),
        "sid": _points(maturity + scores.count[0], sheet),
        "total": _points(scores.spd[0] + maturity + scores.count[0], sheet),
        "max_total": _points(sheet.max_total, sheet),
        "divisor": divisor,
        "n": n,
        "rejected": int(scores.rejected[0]),
        "basic_services": int(scores.services[0]),
        "basic_services_required": sheet.required,
        "basic_services_covered": [
            affair for affair, covered in zip(services, scores.covered[0], strict=True) if covered
        ],
        "to_next": plain(report.verdict.to_next),
        "lines": [*_spd_json(report), *_sid_json(report), _count_json(report)],
        "innovations": _innovations_json(report),
        "notes": [words(f"rules.note_{note.key}", **note.details) for note in report.notes],
    }
