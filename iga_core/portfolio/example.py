"""The sample portfolio: invented, marked as an example in every view, never part of the record."""

from __future__ import annotations

from pathlib import Path

from iga_core.paths import EXAMPLES
from iga_core.portfolio.reading import read_portfolio
from iga_core.portfolio.schema import Portfolio
from iga_core.rules import Rulebook


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
