"""How every verb on a portfolio file reads it, and refuses one that cannot be read."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from iga_core.cli.answers import refuse
from iga_core.language import Words

if TYPE_CHECKING:
    from iga_core.portfolio import Portfolio, PortfolioError, Problem
    from iga_core.rules import Rulebook, RulebookNotFoundError, RuleUnknownError


def answer_with_portfolio(
    arguments: argparse.Namespace, words: Words, answer: Callable[[Portfolio, Rulebook], int]
) -> int:
    """Return what ``answer`` makes of ``arguments.file``, read by the rules of ``arguments.year``.

    Exit code 2 with one line for a file or a year that cannot be read or scored.
    """
    from iga_core.portfolio import PortfolioError, load_portfolio
    from iga_core.regions import load_aliases, load_register
    from iga_core.rules import RulebookError, RulebookNotFoundError, RuleUnknownError, load_rulebook

    try:
        data = arguments.file.read_bytes()
        register = load_register(arguments.data / "regions")
        rules = partial(load_rulebook, folder=arguments.data / "rulebooks")
        aliases = load_aliases(arguments.data / "regions", register)
        read = load_portfolio(data, rules, words, arguments.year, register, aliases)
        _print_problems(read.problems, words)
        return answer(read.portfolio, read.rulebook)
    except PortfolioError as error:
        return refuse(portfolio_refusal(error, words))
    except (RulebookNotFoundError, RuleUnknownError) as error:
        return refuse(no_rule(error, words))
    except RulebookError as error:
        from iga_core.record.checks.beside import rulebook_violation
        from iga_core.record.violation import describe

        return refuse(describe(rulebook_violation(error), words))


def _print_problems(problems: Sequence[Problem], words: Words) -> None:
    """Print what could not be read to the error stream: the result stands on the other."""
    from iga_core.portfolio import problem_lines

    for line in problem_lines(problems, words):
        print(line, file=sys.stderr)


def portfolio_refusal(error: PortfolioError, words: Words) -> str:
    """Return in one line what is wrong with a portfolio file, and where."""
    place = words("portfolio.at", place=error.place) if error.place else ""
    return place + words(f"portfolio.{error.reason}", **error.details)


def no_rule(error: RulebookNotFoundError | RuleUnknownError, words: Words) -> str:
    """Return in one line which rule or year is not on file."""
    from iga_core.rules import RuleUnknownError

    if isinstance(error, RuleUnknownError):
        return words("rules.unknown", year=error.year, rule=error.rule)
    return words("rules.no_rulebook", year=error.year, known=" ".join(map(str, error.known)))
