"""The blank workbook of a year, with what public statistics say of a government; no run needed."""

from __future__ import annotations

from collections.abc import Mapping

from iga_core.language import load_words
from iga_core.portfolio import Portfolio, Prefilled, make_template, prefill
from iga_core.rules import Rulebook
from pages._shared import atlas


def given(book: Rulebook, region: str) -> Mapping[str, Prefilled]:
    """Return the lines of ``book`` that public statistics give of ``region``, by code."""
    sources = {series: str(row["source_id"]) for series, row in atlas.series().items()}
    return prefill(region, book, atlas.figures(), sources)


def template_file(book: Rulebook, region: str, language: str) -> bytes:
    """Return the blank workbook (XLSX) of ``region``, "" for none, by the rules of ``book``."""
    return make_template(
        book,
        load_words(language),
        portfolio=Portfolio(region=region, year=book.year),
        prefill=given(book, region) if region else {},
    )
