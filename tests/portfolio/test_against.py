"""A projection stands beside published scores of its own rule family, or beside none."""

from decimal import Decimal

import pytest

from iga_core.analysis.timemachine import known_scores
from iga_core.language import load_words
from iga_core.message import told
from iga_core.portfolio.against import other_said, place_among, placement_said
from iga_core.rules import load_rulebooks
from tests.until import until

WORDS = load_words("id")
BOOKS = load_rulebooks()[0]
KNOWN = known_scores(until(2025))  # before any score under the rules of 2026


def scores(*printed: str) -> list[Decimal]:
    return [Decimal(text) for text in printed]


def test_2026_stands_alone() -> None:
    found = place_among(Decimal("72.10"), "kota", 2026, BOOKS, KNOWN)
    assert (found.compared, found.scores) == (None, ())
    assert (found.below, found.equal, found.above) == (0, 0, 0)
    assert found.verdict.predicate == "Sangat Inovatif"
    assert [limit.predicate for limit in found.limits][-1] == "Sangat Inovatif"
    said = told(placement_said(found), WORDS)
    assert said.startswith("Tidak ada yang dapat dibandingkan secara adil")
    assert "2026" in said


def test_other_families_are_told_apart_each_on_its_own_scale() -> None:
    others = place_among(Decimal(50), "kota", 2026, BOOKS, KNOWN).others
    assert [other.year for other in others] == [2025, 2024, 2023, 2022, 2021, 2020, 2019, 2018]
    assert {other.scale for other in others} > {"0-100"}
    for other in others:
        known = KNOWN[other.year, "kota"]
        assert (other.known, other.lowest, other.highest) == (len(known), known[0], known[-1])
        assert str(other.year) in told(other_said(other), WORDS)


def test_inside_one_family_the_newest_year_counts() -> None:
    known = {
        (2022, "kota"): scores("10"),
        (2024, "kota"): scores("40", "50", "50", "61.5"),
        (2024, ""): scores("1"),
    }
    found = place_among(Decimal("50.00"), "kota", 2023, BOOKS, known)
    assert (found.compared, found.below, found.equal, found.above) == (2024, 1, 2, 1)
    assert found.others == ()
    said = told(placement_said(found), WORDS)
    assert all(part in said for part in ("2023", "2024", "4 skor", "1 lebih rendah", "2 sama"))


@pytest.mark.parametrize("year", [2025, 2026, 2027])
def test_a_year_of_another_family_is_never_compared(year: int) -> None:
    known = {(at, "kota"): scores("50") for at in BOOKS if at != year}
    found = place_among(Decimal(50), "kota", year, BOOKS, known)
    assert found.compared is None
    assert {other.year for other in found.others} == set(BOOKS) - {year}


def test_published_scores_of_its_own_year_are_compared() -> None:
    known = {**KNOWN, (2026, "kota"): scores("41", "70")}
    found = place_among(Decimal(60), "kota", 2026, BOOKS, known)
    assert (found.compared, found.below, found.above) == (2026, 1, 1)
    assert 2026 not in {other.year for other in found.others}


def test_a_year_whose_family_is_not_known_is_not_compared() -> None:
    family = BOOKS[2024].family.model_copy(update={"value": None})
    nobody = BOOKS[2024].model_copy(update={"family": family})
    found = place_among(
        Decimal(50), "kota", 2023, {**BOOKS, 2024: nobody}, {(2024, "kota"): scores("50")}
    )
    assert found.compared is None
    assert [other.family for other in found.others] == [None]


def test_a_type_without_scores_has_none() -> None:
    found = place_among(Decimal(50), "kota", 2026, BOOKS, {(2025, "provinsi"): scores("50")})
    assert found.others == ()
