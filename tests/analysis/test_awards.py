"""The name filter of the award list: whole names, parts of names, and no other government."""

import pytest

from iga_core.analysis.awards import NameSearch, match_name
from tests import on_file


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kota Lampung", {"18.71", "18.72"}),  # of the name, or in the province
        ("Kabupaten Bandung", {"32.04"}),
        ("Solo", {"33.72"}),
        ("Kabupaten Toba Samosir", {"12.12"}),
        ("Kutai", {"64.02"}),
        ("tanger", {"36.03", "36.71", "36.74"}),
    ],
)
def test_a_name_finds_those_it_may_mean(text: str, codes: set[str]) -> None:
    assert match_name(on_file.record(), text) == NameSearch(frozenset(codes), known=True)


@pytest.mark.parametrize(
    ("text", "kinds", "place"),
    [
        ("lampung", {"provinsi", "kabupaten", "kota"}, "18"),
        ("jawa tengah", {"provinsi", "kabupaten", "kota"}, "33"),
        ("kota sumatera", {"kota"}, "Sumatera"),
        ("Kabupaten Kalimantan", {"kabupaten"}, "Kalimantan"),
    ],
)
def test_a_province_or_island_finds_whoever_lies_in_it(
    text: str, kinds: set[str], place: str
) -> None:
    regions = on_file.record().register.regions
    inside = {
        r.code for r in regions if place in {r.province_code, r.island_group} and r.type in kinds
    }
    assert inside
    assert match_name(on_file.record(), text) == NameSearch(frozenset(inside), known=True)


def test_no_name_is_no_search() -> None:
    assert match_name(on_file.record(), "  ") is None


@pytest.mark.parametrize("text", ["Jawa Tengah 2025", "Kebumenn", "menang di mana"])
def test_a_text_that_names_nobody_is_never_taken_for_a_name(text: str) -> None:
    found = match_name(on_file.record(), text)
    assert found and not found.known
