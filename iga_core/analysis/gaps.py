"""What is still missing of the award lists: names, or how long a list is."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from iga_core.analysis.awards import ListCount, list_counts
from iga_core.analysis.lists import ListKey, key_of
from iga_core.record import Record, Row, rows_of, standing_of


@dataclass(frozen=True, slots=True)
class Gap:
    """An award list that is not whole on file.

    ``row``: the id of the row with its size ("" where the size is not known); ``claims``: awards
    of it that count once a report of them is found.
    """

    count: ListCount
    row: str
    claims: tuple[Row, ...]

    @property
    def missing(self) -> int | None:
        """How many names are missing; None where the size of the list is not known."""
        return None if self.count.awarded is None else self.count.awarded - self.count.known


def gaps(record: Record) -> tuple[Gap, ...]:
    """Return the lists that are not whole: fewest names missing first, then those without a size.

    Among equals the newest stands first.
    """
    rows = {
        (r["programme"], r["year"], r["category"], r["level"]): str(r["id"])
        for r in rows_of(record.tables["lists"])
    }
    claims: dict[ListKey, list[Row]] = defaultdict(list)
    for award in rows_of(record.tables["awards"]):
        if standing_of(award) == "own_claim":
            key = award["programme"], award["year"], award["category"], award["level"]
            claims[key].append(award)
    found = [
        Gap(count, rows.get(key_of(count), ""), tuple(claims[key_of(count)]))
        for count in list_counts(record)
        if not count.complete
    ]
    return tuple(sorted(found, key=lambda gap: (gap.missing is None, gap.missing or 0)))
