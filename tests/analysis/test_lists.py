"""List sizes: every size the national figures print is on file, and absence is never overread."""

from __future__ import annotations

import pytest

from iga_core.analysis.awards import ListCount, list_counts
from iga_core.analysis.lists import completeness, key_of, printed_sizes
from tests import on_file


def test_every_undisputed_printed_size_is_on_file() -> None:
    record = on_file.record()
    sizes = {key_of(count): count.awarded for count in list_counts(record)}
    disputed = {key for key, values in printed_sizes(record).items() if len(values) > 1}
    for key, values in printed_sizes(record).items():
        if key not in disputed:
            assert {sizes.get(key)} == values, key
        else:
            assert sizes.get(key) in {None, *values}, key


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
