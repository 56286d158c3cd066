"""What the workbench finds, as the command line prints it. Innovations are numbered from 1."""

from __future__ import annotations

from collections.abc import Sequence
from math import isinf
from typing import Any

from iga_core.language import Words
from iga_core.message import told
from iga_core.portfolio.advice.alarm import Cliff
from iga_core.portfolio.advice.keep import BestSubset, EntryCost
from iga_core.portfolio.advice.planning import Plan
from iga_core.portfolio.advice.risk import Risk
from iga_core.portfolio.advice.steps import Held, Step
from iga_core.portfolio.encoding import plain, points, said
from iga_core.portfolio.schema import Portfolio
from iga_core.rules import Band, Indicator


def _numbers(places: Sequence[int]) -> list[int]:
    return [place + 1 for place in places]


def _named(place: int, portfolio: Portfolio) -> dict[str, Any]:
    return {"number": place + 1, "name": portfolio.innovations[place].name}


def _line(line: Indicator, level: int) -> dict[str, Any]:
    asks = line.asks(level)
    return {
        **said(line, "code", "no", "name"),
        "asks": said(asks, "low", "high") if isinstance(asks, Band) else asks,
        "evidence": line.evidence.value,
    }


def step_json(step: Step, portfolio: Portfolio) -> dict[str, Any]:
    """Return one step. ``gain``: of the printed index; ``exact``, ``per_effort``: unrounded."""
    each = step.per_effort
    return {
        "kind": step.kind,
        "line": step.line and _line(step.line, step.to_level),
        "innovation": None if step.innovation is None else _named(step.innovation, portfolio),
        **said(step, "from_level", "to_level", "affair", "gain", "exact", "effort"),
        "per_effort": None if each is None or isinf(each) else points(each),
    }


def held_json(found: Held, portfolio: Portfolio) -> dict[str, Any]:
    """Return an innovation that earns nothing as it stands."""
    return {
        **_named(found.innovation, portfolio),
        **said(found, "state", "why", "lines", "gain", "exact"),
    }


def plan_json(found: Plan, words: Words) -> dict[str, Any]:
    """Return a plan. New innovations are numbered on from the portfolio's last."""
    return {
        **said(found, "target", "budget", "status"),
        "iid_before": float(found.index_before),
        "iid_after": float(found.index_after),
        "effort": float(found.effort),
        "new_innovations": found.new,
        "new_affairs": plain(found.new_affairs),
        "newcomer": said(found.newcomer, "pattern", "number", "levels", "effort"),
        "upgrades": [
            {
                **_line(item.line, item.to_level),
                **said(item, "from_level", "to_level"),
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
        "maturity": points(found.maturity),
        **said(found, "gain", "exact", "costs"),
        "iid_without": float(found.without),
        "carries": plain(found.carries),
    }


def subset_json(found: BestSubset) -> dict[str, Any]:
    """Return the best subset to send."""
    return {
        **{name: _numbers(getattr(found, name)) for name in ("send", "leave", "forced")},
        "iid_all": float(found.index_all),
        "iid_best": float(found.index_best),
        "gain": float(found.gain),
    }


def cliff_json(found: Cliff, portfolio: Portfolio) -> dict[str, Any]:
    """Return how firmly the condition on basic services stands."""
    return {
        **said(found, "met", "required", "spare", "points"),
        "affairs": {item.affair: _numbers(item.carriers) for item in found.affairs},
        "falls": [
            {
                **_named(item.innovation, portfolio),
                **said(item, "affairs", "breaks"),
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
        **said(found, "draws", "seed"),
        "iid_now": float(found.index_now),
        "mean": points(found.mean),
        **said(found, "lowest", "highest"),
        "quantiles": {str(share): float(value) for share, value in found.quantiles},
        "classes": [said(chance, "predicate", "sure", "possible") for chance in found.classes],
        "condition_lost": float(found.condition_lost),
        "histogram": [plain((x.low, x.high, x.draws)) for x in found.histogram],
    }
