"""What can be said of the country as a whole."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.analysis.headline_grounds import Sentence, ids, listed, spanned
from iga_core.analysis.national import NationalPicture
from iga_core.message import Message, Value
from iga_core.record import Row


def mean_index(years: Sequence[int], picture: NationalPicture) -> Sentence:
    """Return the national mean of every index year of ``years``, and for which none was found.

    Values that differ between sources stand side by side.
    """
    found = {year: picture.figure(year, "mean_index").rows for year in sorted(years)}
    known = {year: rows for year, rows in found.items() if rows}
    values: dict[str, Value] = {"unknown": spanned({*found} - {*known}) if known != found else ""}
    rows = [row for of_year in known.values() for row in of_year]
    if not known:
        return Sentence("mean", Message("headline.mean.none", values), ())
    values["known"] = listed(_of_year(year, of_year) for year, of_year in known.items())
    message = "headline.mean.all" if known == found else "headline.mean.some"
    return Sentence("mean", Message(message, values), ids(rows))


def _of_year(year: int, rows: Sequence[Row]) -> Message:
    """Return "46,01 (2024)", or both of two printed values."""
    first, *rest = (Message("headline.value", {"value": row["value"]}) for row in rows)
    for other in rest:
        first = Message("headline.either", {"one": first, "other": other})
    return Message("headline.value_of", {"value": first, "year": str(year)})
