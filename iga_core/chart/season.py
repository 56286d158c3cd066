"""The stages of a season as a time line: a row each, from January to December of its year."""

from __future__ import annotations

from calendar import isleap, monthrange
from collections.abc import Callable, Sequence
from datetime import date

from iga_core.analysis.season import not_found
from iga_core.chart.model import ClassBand, Ruler, RulerRow
from iga_core.language import Words
from iga_core.record import Row

QUARTERS = (1, 4, 7, 10)  # the months whose names stand below the line
HELD, PLANNED = ("quiet", "reached"), ("quiet", "span")


def season_ruler(
    year: int, stages: Sequence[Row], words: Words, address: Callable[[str], str]
) -> Ruler:
    """Return a row per stage on file, and in words the stages that were not found.

    ``address``: of a row. A stage without a beginning or an end stands on the day that is known.
    """
    rows = tuple(
        RulerRow(
            words.term("season_stage", row["stage"]),
            (),
            address(row["id"]),
            note=days(row, words),
            bands=(_stretch(year, row),),
        )
        for row in stages
    )
    months = words.locale.months["stand-alone"]["abbreviated"]
    ticks = [(_share(year, date(year, month, 1)), months[month]) for month in QUARTERS]
    rest = ", ".join(words.term("season_stage", name) for name in not_found(tuple(stages)))
    return Ruler(
        words("chart.season_said", year=year),
        "",
        (),
        (*ticks, (1.0, months[12])),
        rows,
        rest=words("aturan.stages_unknown", names=rest) if rest else "",
    )


def days(row: Row, words: Words) -> str:
    """Return the days of a stage; an end that was not found is said."""
    first, last = str(row["from_on"]), str(row["to_on"])
    if first and last:
        return words.day(first if first == last else f"{first}/{last}")
    if first:
        return words("aturan.from_day", day=words.day(first))
    return words("aturan.to_day", day=words.day(last))


def _share(year: int, day: date) -> float:
    """Return how much of ``year`` has passed when ``day`` begins, 0 to 1."""
    return min(max((day - date(year, 1, 1)).days / (365 + isleap(year)), 0.0), 1.0)


def _stretch(year: int, row: Row) -> ClassBand:
    first, last = str(row["from_on"] or row["to_on"]), str(row["to_on"] or row["from_on"])
    begins = date.fromisoformat(first if len(first) > 7 else f"{first}-01")
    if len(last) > 7:
        ends = date.fromisoformat(last)
    else:
        month = date.fromisoformat(f"{last}-01")
        ends = month.replace(day=monthrange(month.year, month.month)[1])
    token = HELD if row["basis"] == "held" else PLANNED
    after = _share(year, date.fromordinal(ends.toordinal() + 1))
    return ClassBand(_share(year, begins), after, "", token)
