"""Verbs on a team's own portfolio: score it, plan what to do next."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from iga_core.cli.answers import refuse
from iga_core.cli.portfolio_file import answer_with_portfolio
from iga_core.language import Words
from iga_core.numbers import as_decimal

if TYPE_CHECKING:
    from iga_core.portfolio import Basis, Efforts, Plan, Portfolio, Risk, ScoreReport, Workbench
    from iga_core.rules import Rulebook

Found = dict[str, Any]
STEPS = 20  # printed unless asked otherwise


def _print(arguments: argparse.Namespace, found: Found, said: Callable[[], str]) -> int:
    print(json.dumps(found, ensure_ascii=False) if arguments.json else said())
    return 0


def _basis(arguments: argparse.Namespace) -> Basis:
    return "verified" if arguments.verified else "claimed"


def _head(found: Found, words: Words) -> str:
    return words(
        "rules.score_line",
        year=found["year"],
        iid=words.number(found["iid"], 2),
        predicate=found["predicate"],
        spd=words.number(found["spd"], 2),
        sid=words.number(found["sid"], 2),
        total=words.number(found["total"], 2),
        max=words.number(found["max_total"], 2),
    )


def _score(arguments: argparse.Namespace, words: Words) -> int:
    def answer(portfolio: Portfolio, rulebook: Rulebook) -> int:
        from iga_core.portfolio import report_json, score_portfolio

        found = report_json(score_portfolio(portfolio, rulebook, _basis(arguments)), words)
        notes = (f"- {note}" for note in found["notes"])
        return _print(arguments, found, lambda: "\n".join([_head(found, words), *notes]))

    return answer_with_portfolio(arguments, words, answer)


def _efforts(arguments: argparse.Namespace, bench: Workbench) -> Efforts:
    from iga_core.portfolio import load_efforts

    return load_efforts(arguments.efforts) if arguments.efforts else bench.efforts


def _made(
    arguments: argparse.Namespace, report: ScoreReport, basis: Basis, bench: Workbench
) -> Plan | None:
    """Return the plan asked for; without a wish the one to the next class, if there is one."""
    from iga_core.portfolio import plan
    from iga_core.rules import read_number

    budget = None if arguments.budget is None else read_number(arguments.budget)
    target = None if arguments.target is None else read_number(arguments.target)
    if budget is None and target is None:
        target = report.verdict.next_limit
        if target is None:
            return None
    return plan(
        report.portfolio,
        report.rulebook,
        _efforts(arguments, bench),
        basis,
        target=target,
        budget=budget,
        most_new=bench.plan.most_new,
        seconds=bench.plan.seconds,
    )


def _risk(
    arguments: argparse.Namespace, report: ScoreReport, basis: Basis, bench: Workbench
) -> Risk:
    from iga_core.portfolio import PortfolioError, preset_refusals, reject_risk

    names = [preset.id for preset in bench.risk.presets]
    name = arguments.preset or names[0]
    if name not in names:
        raise PortfolioError("unknown_preset", value=name, known=", ".join(names))
    return reject_risk(
        report.portfolio,
        report.rulebook,
        preset_refusals(bench, name),
        basis,
        draws=bench.risk.draws,
        seed=bench.risk.seed if arguments.seed is None else arguments.seed,
        quantiles=bench.risk.quantiles,
    )


def _planned(
    arguments: argparse.Namespace, words: Words, portfolio: Portfolio, rulebook: Rulebook
) -> Found:
    """Return everything the workbench finds of one portfolio."""
    from iga_core.portfolio import (
        best_subset,
        cliff,
        costs,
        held,
        load_workbench,
        rank_steps,
        report_json,
        score_portfolio,
    )
    from iga_core.portfolio.advice import workbench_json as shape

    bench = load_workbench(arguments.data / "workbench.toml")
    basis = _basis(arguments)
    report = score_portfolio(portfolio, rulebook, basis)
    efforts = _efforts(arguments, bench)
    steps = rank_steps(portfolio, rulebook, efforts, basis)
    made = _made(arguments, report, basis, bench)
    return {
        "score": report_json(report, words),
        "effort_unit": efforts.unit,
        "assumptions": bench.note,
        "steps_number": len(steps),
        "steps": [shape.step_json(step, portfolio) for step in steps[: arguments.steps]],
        "held": [shape.held_json(x, portfolio) for x in held(portfolio, rulebook, basis)],
        "plan": made and shape.plan_json(made, words),
        "entries": [shape.cost_json(x, portfolio) for x in costs(portfolio, rulebook, basis)],
        "best_subset": shape.subset_json(best_subset(portfolio, rulebook, basis)),
        "cliff": shape.cliff_json(cliff(portfolio, rulebook, basis), portfolio),
        "risk": shape.risk_json(_risk(arguments, report, basis, bench)),
    }


def _effort_said(effort: float | None, unit: str, words: Words) -> str:
    if effort is None:
        return words("planner.effort_closed")
    return words("planner.effort", effort=words.figure(effort), unit=unit)


def _step_said(step: Found, unit: str, words: Words) -> str:
    line, item = step["line"], step["innovation"]
    what = words(
        f"planner.step_{step['kind']}",
        no=line["no"] if line else "",
        line=line["name"] if line else "",
        name=item["name"] if item else "",
        affair=words.term("affair", step["affair"]),
        before=step["from_level"],
        after=step["to_level"],
    )
    effort = _effort_said(step["effort"], unit, words)
    return words(
        "planner.step",
        gain=words.number(step["gain"], 2),
        exact=words.number(step["exact"], 3),
        what=what,
        effort=effort,
    )


def _plan_said(made: Found | None, unit: str, words: Words) -> list[str]:
    if made is None:
        return [words("planner.no_next")]
    wish = "target" if made["target"] is not None else "budget"
    head = words(
        f"planner.head_{wish}",
        wish=words.figure(made[wish]),
        unit=unit,
        status=words(f"planner.status_{made['status']}"),
        before=words.number(made["iid_before"], 2),
        after=words.number(made["iid_after"], 2),
        effort=words.figure(made["effort"]),
        furthest=words.number(made["furthest"], 2),
    )
    new, affairs = made["new_innovations"], made["new_affairs"]
    lines = [head]
    if new:
        named = ", ".join(words.term("affair", affair) for affair in affairs)
        key = "planner.new_affairs" if affairs else "planner.new"
        lines.append(words(key, number=new, affairs=named))
    for item in made["upgrades"]:
        lines.append(
            words(
                "planner.upgrade",
                no=item["no"],
                line=item["name"],
                before=item["from_level"],
                after=item["to_level"],
                number=len(item["innovations"]) or 1,
            )
        )
    limits = made["limits"] if made["status"] == "unreachable" else []
    return [*lines, *(f"- {limit}" for limit in limits)]


def _keep_said(found: Found, words: Words) -> list[str]:
    costly = sum(entry["costs"] for entry in found["entries"])
    best, cliff = found["best_subset"], found["cliff"]
    return [
        words(
            "planner.keep",
            costly=costly,
            number=len(found["entries"]),
            send=len(best["send"]),
            index=words.number(best["iid_best"], 2),
        ),
        words(
            "planner.cliff_met" if cliff["met"] else "planner.cliff_lost",
            covered=cliff["required"] + cliff["spare"],
            required=cliff["required"],
            points=words.number(cliff["points"], 2),
            weakest=len(cliff["weakest"]),
        ),
    ]


def _risk_said(risk: Found, words: Words) -> str:
    chances = (
        words(
            "planner.chance",
            predicate=chance["predicate"],
            share=words.number(100 * as_decimal(chance["possible"]), 1),
        )
        for chance in risk["classes"]
        if chance["possible"]
    )
    return words(
        "planner.risk",
        draws=words.number(risk["draws"]),
        low=words.number(risk["lowest"], 2),
        mean=words.number(risk["mean"], 2),
        high=words.number(risk["highest"], 2),
        chances="; ".join(chances),
    )


def _said(found: Found, words: Words) -> str:
    unit = found["effort_unit"]
    shown = {"shown": len(found["steps"]), "number": found["steps_number"]}
    return "\n".join(
        [
            _head(found["score"], words),
            found["assumptions"],
            *_plan_said(found["plan"], unit, words),
            *_keep_said(found, words),
            _risk_said(found["risk"], words),
            words("planner.steps", **shown),
            *(_step_said(step, unit, words) for step in found["steps"]),
        ]
    )


def _plan(arguments: argparse.Namespace, words: Words) -> int:
    def answer(portfolio: Portfolio, rulebook: Rulebook) -> int:
        from iga_core.rules import NumberError

        try:
            found = _planned(arguments, words, portfolio, rulebook)
        except NumberError as error:
            typed = arguments.target or arguments.budget
            return refuse(words(f"cli.number_{error}", value=ascii(typed)[1:-1][:40]))
        return _print(arguments, found, lambda: _said(found, words))

    return answer_with_portfolio(arguments, words, answer)


def _add_file(verb: argparse.ArgumentParser, words: Words) -> None:
    """Declare what every verb on a portfolio file takes."""
    verb.add_argument("file", type=Path, metavar="FILE.json")
    verb.add_argument("--year", type=int, help=words("cli.score_year"))
    verb.add_argument("--verified", action="store_true", help=words("cli.score_verified"))
    verb.add_argument("--json", action="store_true")


def _whole(typed: str) -> int:
    number = int(typed)
    if number < 0:
        raise ValueError
    return number


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Declare the verbs of this file."""
    score = verbs.add_parser("score", help=words("cli.score"))
    score.set_defaults(run=_score)
    _add_file(score, words)
    plan = verbs.add_parser("plan", help=words("cli.plan"))
    plan.set_defaults(run=_plan)
    _add_file(plan, words)
    wish = plan.add_mutually_exclusive_group()
    wish.add_argument("--target", help=words("cli.plan_target"))
    wish.add_argument("--budget", help=words("cli.plan_budget"))
    plan.add_argument("--efforts", type=Path, metavar="FILE.toml", help=words("cli.plan_efforts"))
    plan.add_argument("--preset", help=words("cli.plan_preset"))
    plan.add_argument("--seed", type=_whole, help=words("cli.plan_seed"))
    plan.add_argument("--steps", type=_whole, default=STEPS, help=words("cli.plan_steps"))
