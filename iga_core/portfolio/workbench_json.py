"""What the workbench finds, as the command line prints it. Innovations are numbered from 1."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from iga_core.language import Words
from iga_core.message import told
from iga_core.numbers import round_half_up
from iga_core.portfolio.alarm import Cliff
from iga_core.portfolio.keep import BestSubset, EntryCost
from iga_core.portfolio.planning import Plan
from iga_core.portfolio.report import STEP_DECIMALS
from iga_core.portfolio.risk import Risk
from iga_core.portfolio.schema import Portfolio
from iga_core.portfolio.steps import Held, Newcomer, Step
from iga_core.rules import Band, Indicator


def _points(value: float | Fraction) -> float:
    return float(round_half_up(value, STEP_DECIMALS))


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _numbers(places: Sequence[int]) -> list[int]:
    return [place + 1 for place in places]


def _named(place: int, portfolio: Portfolio) -> dict[str, Any]:
    return {"number": place + 1, "name": portfolio.innovations[place].name}


def _line(line: Indicator, level: int) -> dict[str, Any]:
    asks = line.asks(level)
    said = {"low": _float(asks.low), "high": _float(asks.high)} if isinstance(asks, Band) else asks
    return {
        "code": line.code,
        "no": line.no,
        "name": line.name,
        "asks": said,
        "evidence": line.evidence.value,
    }


def step_json(step: Step, portfolio: Portfolio) -> dict[str, Any]:
    """Return one step. ``gain``: of the printed index; ``exact``, ``per_effort``: unrounded."""
    each = step.per_effort
    return {
        "kind": step.kind,
        "line": step.line and _line(step.line, step.to_level),
        "innovation": None if step.innovation is None else _named(step.innovation, portfolio),
        "from_level": step.from_level,
        "to_level": step.to_level,
        "affair": step.affair,
        "gain": float(step.gain),
        "exact": _points(step.exact),
        "effort": _float(step.effort),
        "per_effort": None if each in (None, float("inf")) else _points(each or 0.0),
    }


def held_json(found: Held, portfolio: Portfolio) -> dict[str, Any]:
    """Return an innovation that earns nothing as it stands."""
    return {
        **_named(found.innovation, portfolio),
        "state": found.state,
        "why": found.why,
        "lines": list(found.lines),
        "gain": float(found.gain),
        "exact": _points(found.exact),
    }


def _newcomer(newcomer: Newcomer) -> dict[str, Any]:
    return {
        "pattern": newcomer.pattern,
        "number": newcomer.number,
        "levels": list(newcomer.levels),
        "effort": _float(newcomer.effort),
    }


def plan_json(found: Plan, words: Words) -> dict[str, Any]:
    """Return a plan. New innovations are numbered on from the portfolio's last."""
    return {
        "target": _float(found.target),
        "budget": _float(found.budget),
        "status": found.status,
        "iid_before": float(found.index_before),
        "iid_after": float(found.index_after),
        "effort": float(found.effort),
        "new_innovations": found.new,
        "new_affairs": list(found.new_affairs),
        "newcomer": _newcomer(found.newcomer),
        "upgrades": [
            {
                **_line(item.line, item.to_level),
                "from_level": item.from_level,
                "to_level": item.to_level,
                "innovations": _numbers(item.places),
                "effort_each": float(item.effort),
            }
            for item in found.upgrades
        ],
        "furthest": float(found.furthest),
        "limits": [told(message, words) for message in found.limits],
    }


def cost_json(found: EntryCost, portfolio: Portfolio) -> dict[str, Any]:
    """Return what sending one entry adds; it costs where ``exact`` is below 0."""
    return {
        **_named(found.innovation, portfolio),
        "state": found.state,
        "maturity": _points(found.maturity),
        "gain": float(found.gain),
        "exact": _points(found.exact),
        "costs": found.costs,
        "iid_without": float(found.without),
        "carries": list(found.carries),
    }


def subset_json(found: BestSubset) -> dict[str, Any]:
    """Return the best subset to send."""
    return {
        "send": _numbers(found.send),
        "leave": _numbers(found.leave),
        "forced": _numbers(found.forced),
        "iid_all": float(found.index_all),
        "iid_best": float(found.index_best),
        "gain": float(found.gain),
    }


def cliff_json(found: Cliff, portfolio: Portfolio) -> dict[str, Any]:
    """Return how firmly the condition on basic services stands."""
    return {
        "met": found.met,
        "required": found.required,
        "spare": found.spare,
        "points": float(found.points),
        "affairs": {item.affair: _numbers(item.carriers) for item in found.affairs},
        "falls": [
            {
                **_named(item.innovation, portfolio),
                "affairs": list(item.affairs),
                "breaks": item.breaks,
                "loss_if_rejected": float(item.rejected),
                "loss_if_withdrawn": float(item.withdrawn),
            }
            for item in found.falls
        ],
        "weakest": _numbers(found.weakest),
        "affair_unsaid": found.unsaid,
    }


def risk_json(found: Risk) -> dict[str, Any]:
    """Return the spread of the index. Shares from 0 to 1."""
    return {
        "draws": found.draws,
        "seed": found.seed,
        "iid_now": float(found.index_now),
        "mean": _points(found.mean),
        "lowest": float(found.lowest),
        "highest": float(found.highest),
        "quantiles": {str(share): float(value) for share, value in found.quantiles},
        "classes": [
            {"predicate": x.predicate, "sure": float(x.sure), "possible": float(x.possible)}
            for x in found.classes
        ],
        "condition_lost": float(found.condition_lost),
        "histogram": [[float(x.low), float(x.high), x.draws] for x in found.histogram],
    }
