"""A score through the class limits of every year: a row of bands each, newest first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from iga_core.analysis.timemachine import KnownScores
from iga_core.chart.bands import bands_of
from iga_core.chart.model import ClassBand, Point, Ruler, RulerRow
from iga_core.chart.score import QUARTERS
from iga_core.language import Words
from iga_core.rules import Rulebook, ValueInterval


def limits_ruler(
    books: Sequence[Rulebook],
    known: KnownScores,
    kind: str,
    score: Decimal | None,
    words: Words,
    verdicts: Callable[[Rulebook], str],
) -> Ruler:
    """Return a row per year of ``books``, all of one scale with an end: its classes, its scores.

    ``kind``: the region type whose known scores are points, "" for all; ``score``: the line
    through all rows (None: none); ``verdicts``: what a year says of it.
    """
    high = float(books[0].scale.known().high or 0)
    rows = tuple(
        RulerRow(
            str(book.year),
            tuple(
                Point(float(one) / high, "", small=True) for one in known.get((book.year, kind), ())
            ),
            note=verdicts(book),
            bands=_bands(book, high, words),
        )
        for book in books
    )
    line = None if score is None else (float(score) / high, words.typed(score))
    ticks = tuple((share, words.number(share * high)) for share in QUARTERS)
    years = f"{books[-1].year}–{books[0].year}"
    heading, said = words("chart.limits"), words("chart.limits_said", years=years)
    return Ruler(said, heading, (), ticks, rows, upright=line)


def _bands(book: Rulebook, high: float, words: Words) -> tuple[ClassBand, ...]:
    """Return the bands of a year, each with the score it begins at."""
    decimals = book.scale.known().decimals
    limits = {entry.predicate: entry.known() for entry in book.classes}
    begins = {
        predicate: words.number(limit, decimals)
        for predicate, limit in limits.items()
        if not isinstance(limit, ValueInterval)
    }
    found = []
    for band in bands_of(book, high, words):
        name = band.token[1]
        short = begins.get(name, "") if name else ""
        found.append(replace(band, label=f"{band.label} {short}".strip(), short=short))
    return tuple(found)
