"""A portfolio as it is and as it would be after a plan, side by side, to hand round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from iga_core.language import Words
from iga_core.numbers import round_half_up
from iga_core.portfolio import Plan, Portfolio, ScoreReport, report_json, score_portfolio
from iga_core.portfolio.advice.planning import carried_out
from iga_core.portfolio.advice.workbench_json import plan_json
from iga_core.portfolio.tree import line_points
from iga_core.publish.workbook import Sheet, workbook
from iga_core.rules import Rulebook

POINTS = 2  # decimals that points are printed with


@dataclass(frozen=True, slots=True)
class Scenarios:
    """The results now and after ``plan``, by claim and under the same rules."""

    now: ScoreReport
    after: ScoreReport
    plan: Plan

    @property
    def rulebook(self) -> Rulebook:
        """The rules of both."""
        return self.now.rulebook


def scenarios(portfolio: Portfolio, rulebook: Rulebook, plan: Plan, words: Words) -> Scenarios:
    """Return ``portfolio`` scored as it is and with ``plan`` carried out.

    Raises RuleUnknownError when the year's rules do not suffice.
    """
    after = carried_out(
        portfolio, rulebook, plan, lambda number: words("scenarios.new", number=number)
    )
    return Scenarios(score_portfolio(portfolio, rulebook), score_portfolio(after, rulebook), plan)


def _summary(report: ScoreReport) -> dict[str, Decimal | int | str]:
    """Return a result by the name of each of its figures."""
    scores, verdict = report.scores, report.verdict
    tick, divisor = scores.sheet.tick, int(scores.divisor[0])
    points = {
        "spd": Fraction(int(scores.spd[0]), tick),
        "maturity": Fraction(int(scores.maturity_sum[0]), tick * divisor),
        "count": Fraction(int(scores.count[0]), tick),
    }
    return {
        "index": verdict.score,
        "predicate": verdict.predicate or " / ".join(verdict.candidates),
        "n": int(scores.n[0]),
        "divisor": divisor,
        "services": int(scores.services[0]),
        **{name: round_half_up(value, POINTS) for name, value in points.items()},
        "total": round_half_up(sum(points.values()), POINTS),
    }


def _rows(
    now: dict[str, Any], after: dict[str, Any], label: Callable[[str], str]
) -> Iterator[list[object]]:
    for name, value in now.items():
        change = None if isinstance(value, str) else after[name] - value
        yield [label(name), value, after[name], change]


def _head(first: str, words: Words) -> list[str]:
    return [words(f"scenarios.column_{name}") for name in (first, "now", "after", "change")]


def summary_table(found: Scenarios, words: Words) -> tuple[list[str], list[list[object]]]:
    """Return headings and rows of both results: index, class, innovations, points."""
    rows = _rows(
        _summary(found.now), _summary(found.after), lambda name: words(f"scenarios.row_{name}")
    )
    return _head("figure", words), list(rows)


def line_table(found: Scenarios, words: Words) -> tuple[list[str], list[list[object]]]:
    """Return headings and rows of the points of every line. Unit: points, as printed."""
    names = {line.code: f"{line.no} {line.name}" for line in found.rulebook.lines}
    names[found.rulebook.count.code] = f"{found.rulebook.count.no} {found.rulebook.count.name}"
    now, after = (
        {code: round_half_up(value, POINTS) for code, value in line_points(report).items()}
        for report in (found.now, found.after)
    )
    return _head("line", words), list(_rows(now, after, lambda code: names[code].strip()))


def _step_rows(found: Scenarios) -> list[list[object]]:
    items = found.after.portfolio.innovations
    return [
        [
            f"{step.line.no} {step.line.name}",
            step.from_level,
            step.to_level,
            "; ".join(items[place].name for place in step.places),
            step.effort * (len(step.places) or 1),
        ]
        for step in found.plan.upgrades
    ]


def scenarios_json(found: Scenarios, words: Words) -> dict[str, Any]:
    """Return both results as the command line prints one, and the plan between them."""
    return {
        "now": report_json(found.now, words),
        "after": report_json(found.after, words),
        "plan": plan_json(found.plan, words),
    }


def scenarios_workbook(found: Scenarios, day: date, words: Words) -> bytes:
    """Return both results, the points of every line and the steps between as XLSX."""
    steps = [words(f"scenarios.column_{x}") for x in ("line", "from", "to", "for", "effort")]
    sheets = (
        Sheet(words("scenarios.sheet_both"), *summary_table(found, words)),
        Sheet(words("scenarios.sheet_lines"), *line_table(found, words)),
        Sheet(words("scenarios.sheet_steps"), steps, _step_rows(found)),
    )
    title = words("scenarios.title", year=found.rulebook.year)
    return workbook(sheets, title=title, day=day.isoformat())
