"""Verbs on the portfolio workbook: write a year's template."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from iga_core.cli.answers import refuse
from iga_core.language import Words

if TYPE_CHECKING:
    from iga_core.portfolio import Portfolio, Prefilled
    from iga_core.rules import Rulebook


class _RefusedError(ValueError):
    """The command cannot be carried out; its text is the line to print."""


def _example(rulebook: Rulebook, words: Words) -> Portfolio:
    from iga_core.portfolio import load_example

    found = load_example(rulebook)
    if found is None:
        raise _RefusedError(words("cli.template_no_example", year=rulebook.year))
    return found


def _of_region(
    arguments: argparse.Namespace, rulebook: Rulebook, words: Words
) -> tuple[Portfolio, dict[str, Prefilled]]:
    """Return an empty portfolio of the region, and what public statistics say of it."""
    from iga_core.portfolio import Portfolio, prefill
    from iga_core.record import load_record
    from iga_core.regions.register import display_name
    from iga_core.rules import index_figures

    record = load_record(arguments.data)
    code = arguments.region
    if code not in record.register:
        raise _RefusedError(words("cli.template_no_region", region=code))
    series = record.tables["series"]
    sources = dict(zip(series["id"], series["source_id"], strict=True))
    filled = prefill(code, rulebook, index_figures(record.tables["statistics"]), sources)
    name = display_name(record.register.get(code))
    return Portfolio(region=code, year=rulebook.year, name=name), filled


def _template(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.cli.portfolio_file import no_rule
    from iga_core.portfolio import PortfolioError, make_template
    from iga_core.rules import RulebookError, RulebookNotFoundError, RuleUnknownError, load_rulebook

    try:
        if arguments.region and arguments.example:
            raise _RefusedError(words("cli.template_both"))
        rulebook = load_rulebook(arguments.year, arguments.data / "rulebooks")
        make = partial(make_template, rulebook, words)
        if arguments.example:
            data = make(portfolio=_example(rulebook, words))
        elif arguments.region:
            portfolio, filled = _of_region(arguments, rulebook, words)
            data = make(portfolio=portfolio, prefill=filled)
        else:
            data = make()
        arguments.out.write_bytes(data)
    except (_RefusedError, RulebookError) as error:
        return refuse(str(error))
    except (RulebookNotFoundError, RuleUnknownError) as error:
        return refuse(no_rule(error, words))
    except PortfolioError as error:
        return refuse(words(f"portfolio.{error.reason}", **error.details))
    print(arguments.out)
    return 0


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Declare the verbs of this file."""
    template = verbs.add_parser("template", help=words("cli.template"))
    template.add_argument("out", type=Path, metavar="OUT.xlsx")
    template.add_argument("--year", type=int, required=True, help=words("cli.template_year"))
    template.add_argument("--region", help=words("cli.template_region"))
    template.add_argument("--example", action="store_true", help=words("cli.template_example"))
    template.set_defaults(run=_template)
