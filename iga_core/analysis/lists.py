"""Award lists: how much of each is on file."""

from __future__ import annotations

from typing import Literal

from iga_core.analysis.awards import ListCount
from iga_core.record import Record, rows_of

ListKey = tuple[str, int, str, str]
"""Programme, year, category, level: what identifies a list."""


def scope_categories(record: Record) -> dict[str, str]:
    """Return the category that each scope of a national figure counts, by scope."""
    return {
        row["scope"]: row["category"]
        for row in rows_of(record.tables["category_lists"])
        if row["scope"]
    }


def key_of(count: ListCount) -> ListKey:
    """Return what identifies the list of ``count``."""
    return count.programme, count.year, count.category, count.level


def completeness(count: ListCount) -> Literal["complete", "partial", "size_unknown"]:
    """Return the state of a list: the last part of a message id such as ``cite.list.partial``."""
    if count.awarded is None:
        return "size_unknown"
    return "complete" if count.complete else "partial"
