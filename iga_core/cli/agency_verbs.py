"""The verb on the files of many agencies: gather them into one workbook."""

from __future__ import annotations

import argparse
import errno
from collections.abc import Callable, Iterable
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from iga_core.cli.answers import refuse, system_line
from iga_core.cli.portfolio_file import no_rule, portfolio_refusal
from iga_core.language import Words

if TYPE_CHECKING:
    from iga_core.portfolio import WorkbookReading
    from iga_core.portfolio.agencies.gathering import Returned

Read = Callable[[bytes], "WorkbookReading"]


def _files(folder: Path, out: Path) -> list[Path]:
    """Return the files below ``folder``, without what an office program hides and our own answer.

    Raises OSError for a folder that is none.
    """
    if not folder.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "", str(folder))
    return [
        path
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name[0] not in ".~" and path.resolve() != out.resolve()
    ]


def _returned(path: Path, name: str, read: Read, words: Words) -> Returned:
    from iga_core.portfolio import PortfolioError
    from iga_core.portfolio.agencies.gathering import Returned
    from iga_core.rules import RulebookNotFoundError, RuleUnknownError

    try:
        found = read(path.read_bytes())
    except PortfolioError as error:
        return Returned(name, None, refusal=portfolio_refusal(error, words))
    except (RulebookNotFoundError, RuleUnknownError) as error:
        return Returned(name, None, refusal=no_rule(error, words))
    except OSError as error:
        return Returned(name, None, refusal=system_line(error, words))
    return Returned(name, found.portfolio, found.problems)


def _years(returned: Iterable[Returned]) -> list[int]:
    said = (one.portfolio.year for one in returned if one.portfolio)
    return sorted({year for year in said if year is not None})


def _gather(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.portfolio import PortfolioError, load_portfolio, make_template
    from iga_core.portfolio.agencies.gathering import gather
    from iga_core.portfolio.agencies.telling import gathered_lines
    from iga_core.regions import load_register
    from iga_core.rules import RulebookError, RulebookNotFoundError, RuleUnknownError, load_rulebook

    register = load_register(arguments.data / "regions")
    rules = cache(partial(load_rulebook, folder=arguments.data / "rulebooks"))
    load = partial(load_portfolio, rulebook_of=rules, words=words, register=register)
    try:
        handed = arguments.handed
        base = load(handed.read_bytes(), year=arguments.year).portfolio if handed else None
        year = arguments.year or (base.year if base else None)
        folder = arguments.folder
        returned = [
            _returned(path, str(path.relative_to(folder)), partial(load, year=year), words)
            for path in _files(folder, arguments.out)
        ]
        years = [year] if year else _years(returned)
        if len(years) != 1:
            said = ", ".join(map(str, years))
            return refuse(words("cli.gather_years" if years else "cli.gather_none", years=said))
        book = rules(years[0])
        found = gather(returned, book, base)
        if not found.taken:
            return refuse(words("cli.gather_none"))
        arguments.out.write_bytes(make_template(book, words, portfolio=found.portfolio))
    except PortfolioError as error:
        return refuse(portfolio_refusal(error, words))
    except (RulebookNotFoundError, RuleUnknownError) as error:
        return refuse(no_rule(error, words))
    except RulebookError as error:
        return refuse(str(error))
    print("\n".join(gathered_lines(found, book, words)))
    print(arguments.out)
    return 1 if found.open else 0


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Declare the verb of this file."""
    verb = verbs.add_parser("gather", help=words("cli.gather"))
    verb.set_defaults(run=_gather)
    verb.add_argument("folder", type=Path, metavar="FOLDER")
    verb.add_argument("out", type=Path, metavar="OUT.xlsx")
    verb.add_argument("--handed", type=Path, metavar="FILE", help=words("cli.gather_handed"))
    verb.add_argument("--year", type=int, help=words("cli.gather_year"))
