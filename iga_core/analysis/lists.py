"""Award lists: how much of each is on file."""

from __future__ import annotations

from collections import defaultdict
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


def printed_sizes(record: Record) -> dict[ListKey, frozenset[int]]:
    """Return the list sizes that national figures print for exactly one list (unit: awards).

    Several values for one list mean that sources disagree; such a size is not used.
    Figures over several lists ("all categories") are left out: they are no list's size.
    """
    sizes: dict[ListKey, set[int]] = defaultdict(set)
    categories = scope_categories(record)
    (of_pillar,) = record.schema.vocabularies["pillar_level"]
    for row in rows_of(record.tables["national"]):
        if row["value"] is None or row["region_code"]:
            continue
        year, category = row["year"], categories.get(row["scope"])
        if row["metric"] == "awarded" and category:
            sizes["IGA", year, category, row["level"]].add(int(row["value"]))
        elif row["metric"] == "smart_city_recipients" and row["pillar"]:
            sizes["SmartCity", year, row["pillar"], of_pillar].add(int(row["value"]))
    return {key: frozenset(values) for key, values in sizes.items()}
