"""Who prints what of an award, and how many texts say so: two addresses of one text are one.

A source is tied to the fields it was seen to print (``ties``). A row's only source is what the
row was read from, so it prints all of it. Of several sources that nobody has tied it is not
known which one prints what: they are the sources of the row, and no more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from iga_core.record.rows import Row, rows_of

FIELDS = ("receiver", "year", "level")
"""What a source can be seen to print of an award: the words of ``tie_field``, in order."""


def texts_of(sources: Iterable[Row]) -> tuple[tuple[Row, ...], ...]:
    """Return rows of ``sources`` by text, in order: those that carry one text stand together."""
    groups: dict[str, list[Row]] = {}
    for source in sources:
        groups.setdefault(source["text_group"] or source["id"], []).append(source)
    return tuple(tuple(group) for group in groups.values())


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The sources of one award row by what they print.

    ``whole``: print receiver, year and level; ``partly``: print the receiver, but lack the fields
    named beside them; ``untied``: nobody has said what they print.
    """

    whole: tuple[Row, ...]
    partly: tuple[tuple[Row, tuple[str, ...]], ...]
    untied: tuple[Row, ...]

    @property
    def known(self) -> bool:
        """Whether it is known which source prints the award."""
        return bool(self.named)

    @property
    def named(self) -> tuple[Row, ...]:
        """The sources to name for the award: those that print all of it, else part of it."""
        return self.whole or tuple(source for source, _ in self.partly)


Ties = Mapping[tuple[str, str], tuple[str, ...]]


def ties_of(ties: pd.DataFrame) -> Ties:
    """Return the fields that a source prints, by award id and source id."""
    return {
        (row["award_id"], row["source_id"]): tuple(row["fields"].split()) for row in rows_of(ties)
    }


def witnesses(award_id: str, sources: Sequence[Row], ties: Ties) -> Witnesses:
    """Return who prints what of an award. ``sources``: of its row, in order."""
    if len(sources) == 1:
        return Witnesses(tuple(sources), (), ())
    printed = {source["id"]: ties.get((award_id, source["id"]), ()) for source in sources}
    lacking = {i: tuple(f for f in FIELDS if f not in fields) for i, fields in printed.items()}
    return Witnesses(
        whole=tuple(s for s in sources if not lacking[s["id"]]),
        partly=tuple(
            (s, lacking[s["id"]]) for s in sources if printed[s["id"]] and lacking[s["id"]]
        ),
        untied=tuple(s for s in sources if not printed[s["id"]]),
    )
