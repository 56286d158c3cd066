"""The blank workbook of a year, with what public statistics say of a government."""

from __future__ import annotations

from iga_core.language import Words
from iga_core.portfolio import Portfolio, make_template, prefill
from iga_core.portfolio.prefill import Prefilled
from iga_core.rules import Rulebook
from pages._shared import load


def statistics_of(book: Rulebook, region: str) -> dict[str, Prefilled]:
    """Return the indicators of ``book`` that public statistics give for ``region`` ("": none)."""
    sources = {series: str(row["source_id"]) for series, row in load.series().items()}
    return prefill(region, book, load.figures(), sources) if region else {}


def template_file(book: Rulebook, region: str, words: Words) -> bytes:
    """Return the workbook to fill in, as XLSX. Needs no visit."""
    portfolio = Portfolio(region=region, year=book.year)
    return make_template(book, words, portfolio=portfolio, prefill=statistics_of(book, region))
