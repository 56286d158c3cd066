"""Verbs on the rules: classify a score."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from iga_core.cli.answers import refuse
from iga_core.cli.portfolio_file import no_rule
from iga_core.language import Words

if TYPE_CHECKING:
    from iga_core.rules import Verdict


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
        book = load_rulebook(arguments.year, arguments.data / "rulebooks")
        score = read_number(arguments.score, whole=not book.scale.known().decimals)
        verdict = classify(score, book)
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
    from iga_core.portfolio.encoding import plain, said

    basis = verdict.basis
    return {
        **said(verdict, "year", "score", "status", "predicate", "candidates"),
        "basis": basis
        and said(basis, "instrument", "clause", "sources", "standing", "printed", "how"),
        "to_next": plain(verdict.to_next),
    }


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Declare the verbs of this file."""
    classify = verbs.add_parser("classify", help=words("cli.classify"))
    classify.set_defaults(run=_classify)
    classify.add_argument("score", metavar="SCORE", help=words("cli.classify_score"))
    classify.add_argument("--year", type=int, required=True)
    classify.add_argument("--json", action="store_true")
