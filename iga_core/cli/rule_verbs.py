"""Verbs on the rules: score a portfolio, classify a score."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from iga_core.cli.answers import refuse
from iga_core.cli.portfolio_file import answer_with_portfolio, no_rule
from iga_core.language import Words

if TYPE_CHECKING:
    from iga_core.portfolio import Portfolio
    from iga_core.rules import Rulebook, Verdict


def _score(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.portfolio import report_json, score_portfolio

    def answer(portfolio: Portfolio, rulebook: Rulebook) -> int:
        basis: Literal["claimed", "verified"] = "verified" if arguments.verified else "claimed"
        found = report_json(score_portfolio(portfolio, rulebook, basis), words)
        print(json.dumps(found, ensure_ascii=False) if arguments.json else _said(found, words))
        return 0

    return answer_with_portfolio(arguments, words, answer)


def _classify(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.rules import (
        NumberError,
        RulebookError,
        RulebookNotFoundError,
        classify,
        load_rulebook,
        read_number,
    )

    try:
        score = read_number(arguments.score)
        verdict = classify(score, load_rulebook(arguments.year, arguments.data / "rulebooks"))
    except NumberError as error:
        return refuse(words(f"cli.number_{error}", value=ascii(arguments.score)[1:-1][:40]))
    except RulebookNotFoundError as error:
        return refuse(no_rule(error, words))
    except RulebookError as error:
        return refuse(str(error))
    if arguments.json:
        print(json.dumps(verdict_json(verdict), ensure_ascii=False))
        return 0
    said = verdict.predicate or " / ".join(verdict.candidates) or "-"
    status = words(f"rules.status_{verdict.status}")
    print(words("rules.verdict", year=arguments.year, score=score, status=status, said=said))
    return 0


def verdict_json(verdict: Verdict) -> dict[str, object]:
    """Return a verdict as the command line prints it: points as numbers, the basis in words."""
    basis = verdict.basis
    return {
        "year": verdict.year,
        "score": float(verdict.score),
        "status": verdict.status,
        "predicate": verdict.predicate,
        "candidates": list(verdict.candidates),
        "basis": basis
        and {
            "instrument": basis.instrument,
            "clause": basis.clause,
            "sources": list(basis.sources),
            "standing": basis.standing,
            "printed": basis.printed,
            "how": basis.how,
        },
        "to_next": None if verdict.to_next is None else float(verdict.to_next),
    }


def _said(found: dict[str, Any], words: Words) -> str:
    head = words(
        "rules.score_line",
        year=found["year"],
        iid=words.number(found["iid"], 2),
        predicate=found["predicate"],
        spd=words.number(found["spd"], 2),
        sid=words.number(found["sid"], 2),
        total=words.number(found["total"], 2),
        max=words.number(found["max_total"], 2),
    )
    return "\n".join([head, *(f"- {note}" for note in found["notes"])])


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Declare the verbs of this file."""
    score = verbs.add_parser("score", help=words("cli.score"))
    score.set_defaults(run=_score)
    score.add_argument("file", type=Path, metavar="FILE")
    score.add_argument("--year", type=int, help=words("cli.score_year"))
    score.add_argument("--verified", action="store_true", help=words("cli.score_verified"))
    score.add_argument("--json", action="store_true")
    classify = verbs.add_parser("classify", help=words("cli.classify"))
    classify.set_defaults(run=_classify)
    classify.add_argument("score", metavar="SCORE", help=words("cli.classify_score"))
    classify.add_argument("--year", type=int, required=True)
    classify.add_argument("--json", action="store_true")
