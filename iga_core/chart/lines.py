"""The national figures through the years, each value as printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from iga_core.analysis.national import NationalPicture
from iga_core.chart.model import Line, Lines, YearValue
from iga_core.language import Words
from iga_core.record import Record, Row

YEARS = 2  # in which a figure must be printed to be drawn through the years
THOUSANDS = 10_000  # from here on a phone shows thousands


def national_lines(
    record: Record, picture: NationalPicture, words: Words, address: Callable[[str], str]
) -> Lines:
    """Return the numbers on all governments together that are printed of several index years.

    What is printed of most years comes first. ``address``: of a row.
    """
    found: dict[tuple[str, str, str], dict[int, tuple[Row, ...]]] = defaultdict(dict)
    for (year, metric, scope, predicate, level), figure in picture.figures.items():
        rows = tuple(row for row in figure.rows if row["value"] is not None and not row["pillar"])
        if scope == "all" and rows and year in record.index_years:
            found[metric, predicate, level][year] = rows
    order = record.schema.vocabularies["metric"]
    keys = sorted(
        (key for key, years in found.items() if len(years) >= YEARS),
        key=lambda key: (-len(found[key]), order.index(key[0]), *key[1:]),
    )
    years = tuple(sorted(record.index_years))
    return Lines(
        words("chart.lines_said", first=years[0], last=years[-1]),
        years,
        tuple(_line(found[key], key, years, words, address) for key in keys),
        words("chart.legend.not_found"),
    )


def _line(
    found: dict[int, tuple[Row, ...]],
    key: tuple[str, str, str],
    years: tuple[int, ...],
    words: Words,
    address: Callable[[str], str],
) -> Line:
    metric, *of = key
    about = ", ".join(filter(None, of))
    label = words.term("metric", metric) + (f" ({about})" if about else "")
    top = max(row["value"] for rows in found.values() for row in rows)

    def printed(year: int, row: Row, *, alone: bool) -> YearValue:
        value = row["value"]
        text = words.printed(value)
        short = text
        if value >= THOUSANDS:
            short = words("chart.thousands", number=words.number(value / 1000, 1))
        said = words("chart.cell.value", year=year, label=label, text=text)
        said = said if alone else words("chart.cell.disputed", said=said)
        share = float(value / top) if top else 0.0
        return YearValue(share, text, short, said, address(str(row["id"])), open=not alone)

    cells = []
    for year in years:
        rows = found.get(year, ())
        values = {row["value"] for row in rows}
        cells.append(tuple(printed(year, row, alone=len(values) == 1) for row in rows))
    return Line(label, tuple(cells))
