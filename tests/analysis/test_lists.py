"""List sizes: every size the national figures print is on file, and absence is never overread."""

from __future__ import annotations

from collections import defaultdict

import pytest

from iga_core.analysis.awards import ListCount, list_counts
from iga_core.analysis.lists import ListKey, completeness, key_of, scope_categories
from iga_core.record import Record, rows_of
from tests import on_file


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


def test_every_undisputed_printed_size_is_on_file() -> None:
    record = on_file.record()
    sizes = {key_of(count): count.awarded for count in list_counts(record)}
    printed = printed_sizes(record)
    disputed = {key for key, values in printed.items() if len(values) > 1}
    read = " ".join(  # a disputed size is on file only where a dispute of that year was read
        row["reading"] for row in rows_of(record.tables["disputes"]) if row["status"] == "resolved"
    )
    for key, values in printed.items():
        if key not in disputed:
            assert {sizes.get(key)} == values, key
        elif (size := sizes.get(key)) is not None:
            assert size in values
            assert str(size) in read, key


def test_the_fifty_smart_city_recipients_of_2023() -> None:
    sizes = {key_of(count): count for count in list_counts(on_file.record())}
    count = sizes["SmartCity", 2023, "Pilar tidak disebut", "Penerima penghargaan"]
    assert (count.known, count.awarded) == (0, 50)


@pytest.mark.parametrize(
    ("known", "awarded", "state"),
    [
        (10, 10, "complete"),
        (9, 10, "partial"),
        (0, 10, "partial"),
        (10, None, "size_unknown"),
    ],
)
def test_a_list_is_complete_only_when_all_its_names_are_on_file(
    known: int, awarded: int | None, state: str
) -> None:
    count = ListCount("IGA", 2020, "Kota", "Terinovatif", known, awarded)
    assert completeness(count) == state
