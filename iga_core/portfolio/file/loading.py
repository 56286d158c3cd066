"""A portfolio from whatever a team hands over, told by its contents, never by its name; and the
example: invented, marked as such in every view, never part of the record.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from iga_core.language import Words
from iga_core.paths import EXAMPLES
from iga_core.portfolio.file.reading import read_portfolio
from iga_core.portfolio.file.workbook import WorkbookReading, read_workbook
from iga_core.portfolio.schema import Portfolio
from iga_core.regions import Alias, Register
from iga_core.rules import Rulebook


def load_portfolio(
    data: bytes,
    rulebook_of: Callable[[int], Rulebook],
    words: Words,
    year: int | None = None,
    register: Register | None = None,
    aliases: tuple[Alias, ...] = (),
) -> WorkbookReading:
    """Return the portfolio in ``data``, JSON or a file of tables. Raises as their readers do.

    ``register`` and ``aliases``: the regions and what else they are called.
    """
    if data.lstrip(b"\xef\xbb\xbf \r\n\t")[:1] in (b"{", b"["):
        portfolio, rulebook = read_portfolio(data, rulebook_of, year, register, aliases)
        return WorkbookReading(portfolio, rulebook, ())
    return read_workbook(data, rulebook_of, words, year, register, aliases)


def example_years(folder: Path = EXAMPLES) -> tuple[int, ...]:
    """Return the years that have an example, ascending."""
    return tuple(sorted(int(p.stem.rpartition("_")[2]) for p in folder.glob("portfolio_*.json")))


def load_example(rulebook: Rulebook, folder: Path = EXAMPLES) -> Portfolio | None:
    """Return the example written for the year of ``rulebook``, None for a year without one.

    Raises PortfolioError for a broken file.
    """
    path = folder / f"portfolio_{rulebook.year}.json"
    if not path.is_file():
        return None
    return read_portfolio(path.read_bytes(), lambda _: rulebook)[0]
