"""Sentences on some IGA awards: the newest ceremony, who is there most often, who is new.

The last two stand beside the list that holds their rows, and so name none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from iga_core.analysis.awards import list_counts
from iga_core.analysis.headline_grounds import PROGRAMME, Sentence, ids, joined
from iga_core.analysis.recipients import Recipients
from iga_core.message import Message, Value
from iga_core.record import Record, Row, rows_of, standing_of
from iga_core.record.award_levels import winners_level
from iga_core.regions import display_name

NAMED = 4  # governments named one by one


def newest(record: Record, recipients: Recipients) -> Sentence:
    """Return how many winners of the newest ceremony are on file, of how many its lists hold."""
    year = max(record.award_years)
    awards = recipients.awards(year)
    level = winners_level(record.schema, frozenset(award["level"] for award in awards))
    lists = [
        count
        for count in list_counts(record)
        if (count.programme, count.year, count.level) == (PROGRAMME, year, level)
        and (count.known or count.awarded is not None)
    ]
    found = [award for award in awards if award["level"] == level]
    sizes = [count.awarded for count in lists if count.awarded is not None]
    values: dict[str, Value] = {
        "year": str(year),
        "level": level,
        "known": len(found),
        "awarded": sum(sizes),
        "lists": len(lists),
        "complete": sum(bool(count.complete) for count in lists),
    }
    message = "headline.newest.partial"
    if len(sizes) < len(lists):
        message = "headline.newest.size_unknown"
    elif values["complete"] == len(lists):
        message = "headline.newest.complete"
    proof = [
        row
        for row in rows_of(record.tables["lists"])
        if (row["programme"], row["year"], row["level"]) == (PROGRAMME, year, level)
    ]
    return Sentence("newest", Message(message, values), ids(proof))


def _years(recipients: Recipients, codes: Iterable[str]) -> dict[str, set[int]]:
    """Return the years in which governments received an IGA award, by code."""
    return {code: {row["year"] for row in recipients.rows(code)} for code in codes}


def _received(rows: Iterable[Row]) -> list[Row]:
    return [row for row in rows if row["programme"] == PROGRAMME and standing_of(row) == "received"]


def most_often(record: Record, recipients: Recipients, rows: Sequence[Row]) -> Sentence | None:
    """Return who of the receivers in ``rows`` is on record in most years, in all the record.

    None where nobody is in two, or more than ``NAMED`` share the first place.
    """
    codes = dict.fromkeys(str(row["region_code"]) for row in _received(rows))
    by_number: dict[int, list[str]] = defaultdict(list)
    for code, years in _years(recipients, codes).items():
        by_number[len(years)].append(code)
    most = max(by_number, default=0)
    first = by_number[most]
    if most < 2 or len(first) > NAMED or len(codes) < 2:
        return None
    names = sorted(display_name(record.register.get(code)) for code in first)
    values: dict[str, Value] = {
        "names": joined(names),
        "years": str(most),
        "first": str(min(record.award_years)),
    }
    message = "headline.most_often" if len(first) == 1 else "headline.most_often.several"
    return Sentence("most_often", Message(message, values), ())


def recorded_before(
    record: Record, recipients: Recipients, rows: Sequence[Row], year: int
) -> Sentence | None:
    """Return how many receivers of ``year`` in ``rows`` are on record before it.

    None without a receiver, and for the record's first year, before which nothing is on file.
    """
    found = [row for row in _received(rows) if row["year"] == year]
    years = _years(recipients, {str(row["region_code"]) for row in found})
    new = {code for code, held in years.items() if min(held) == year}
    if not found or year == min(record.award_years):
        return None
    values: dict[str, Value] = {"year": str(year), "new": len(new), "number": len(years)}
    message = "headline.before.some" if new else "headline.before.all"
    if len(new) == len(years):
        message = "headline.before.none"
    return Sentence("recorded_before", Message(message, values), ())
