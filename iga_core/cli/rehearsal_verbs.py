"""The verb on a submission: rehearse it before it is sent."""

from __future__ import annotations

import argparse
import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from iga_core.cli.portfolio_file import answer_with_portfolio
from iga_core.language import Words

if TYPE_CHECKING:
    from iga_core.portfolio import Portfolio
    from iga_core.rules import Rulebook


def _rehearse(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.declared.rehearsal import load_standards
    from iga_core.portfolio.review.rehearsal import rehearse
    from iga_core.portfolio.review.telling import rehearsal_json, rehearsal_lines

    def answer(portfolio: Portfolio, rulebook: Rulebook) -> int:
        limits = load_standards(arguments.data)
        found = rehearse(portfolio, rulebook, date.today(), limits=limits)
        if arguments.json:
            print(json.dumps(rehearsal_json(found, words), ensure_ascii=False))
        else:
            print("\n".join(rehearsal_lines(found, words)))
        return 1 if found.counts["red"] else 0

    return answer_with_portfolio(arguments, words, answer)


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Declare the verb of this file."""
    rehearse = verbs.add_parser("rehearse", help=words("cli.rehearse"))
    rehearse.set_defaults(run=_rehearse)
    rehearse.add_argument("file", type=Path, metavar="FILE.json")
    rehearse.add_argument("--year", type=int, help=words("cli.score_year"))
    rehearse.add_argument("--json", action="store_true")
