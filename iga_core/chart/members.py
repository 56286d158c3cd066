"""How many governments of a province received which award, year by year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from iga_core.analysis.recipients import Recipients
from iga_core.chart.model import Heat, HeatGroup, HeatRow, HeatStrip
from iga_core.language import Words
from iga_core.record import Record

MemberAddress = Callable[[int, str], str]
"""Where the awards of a year and level are listed."""


def roll_up(
    record: Record,
    recipients: Recipients,
    codes: Sequence[str],
    words: Words,
    address: MemberAddress,
) -> HeatStrip:
    """Return, by level and year, how many of ``codes`` are found among the winners, of all.

    All are those that could take part that year. A level that none of them ever received is left
    out.
    """
    found: dict[str, dict[int, set[str]]] = {}
    for code in codes:
        for award in recipients.rows(code):
            by_year = found.setdefault(str(award["level"]), {})
            by_year.setdefault(int(award["year"]), set()).add(code)
    years = tuple(sorted(record.award_years))
    existing = {
        year: len({r.code for r in record.register.participating(year)}.intersection(codes))
        for year in years
    }
    groups = []
    for level in record.schema.vocabularies["level"]:
        if level not in found:
            continue
        cells = []
        for year in years:
            number, size = len(found[level].get(year, ())), existing[year]
            said = words("chart.members_cell", year=year, level=level, found=number, size=size)
            href = address(year, level)
            cells.append(Heat(said, number, size, href) if number else Heat(said))
        row = HeatRow(words("chart.members"), "", tuple(cells))
        groups.append(HeatGroup(level, ("level", level), (row,)))
    first, last = years[0], years[-1]
    return HeatStrip(words("chart.members_said", first=first, last=last), years, tuple(groups))
