"""The name filter of the award list: whole names, parts of names, and no other government."""

import pytest

from iga_core.analysis.awards import match_name
from tests import on_file


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("lampung", {"18", "18.01", "18.02", "18.03", "18.04", "18.07", "18.71"}),
        ("Kota Lampung", {"18.71"}),
        ("Kabupaten Bandung", {"32.04"}),
        ("Solo", {"33.72"}),
        ("Kabupaten Toba Samosir", {"12.12"}),
        ("Kutai", {"64.02"}),
        ("tanger", {"36.03", "36.71", "36.74"}),
    ],
)
def test_a_name_finds_those_it_may_mean(text: str, codes: set[str]) -> None:
    assert match_name(on_file.record(), text) == frozenset(codes)


def test_no_name_is_no_search() -> None:
    assert match_name(on_file.record(), "  ") is None
