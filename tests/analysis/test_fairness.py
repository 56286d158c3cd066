"""The guard: a test per reason with governments of the record, and properties over any selection.

The examples are looked up in the files, not in the guard's own tables.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.analysis.comparison import Comparer, Comparison, JudgedRow
from iga_core.analysis.fairness import REASONS, UNCLEAR, ReasonKind, Side, judge
from iga_core.analysis.profile import build_histories
from iga_core.analysis.sides import Grounds, Measure
from iga_core.paths import DATA
from iga_core.rules import cached_rulebook, index_figures, one_family, rulebook_years
from tests.until import until

RECORD = until(2025)  # worked examples: they stand whatever is awarded later
BOOKS = {year: cached_rulebook(year) for year in rulebook_years()}
GROUNDS = Grounds(
    RECORD, build_histories(RECORD), BOOKS, index_figures(RECORD.tables["statistics"])
)
COMPARER = Comparer(GROUNDS)
SCORE, RANK = Measure("score"), Measure("rank_within_type")
COUNT = Measure("innovations")
BANDA_ACEH, BENGKULU, TANGERANG, BALIKPAPAN = "11.71", "17.71", "36.71", "64.71"


def printed(name: str, **wanted: str) -> list[dict[str, str]]:
    """The rows of a file that hold ``wanted``, as they are written there."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        rows: list[dict[str, str]] = list(csv.DictReader(lines))
    return [row for row in rows if all(row[k] == v for k, v in wanted.items())]


def kinds(row: JudgedRow) -> list[ReasonKind]:
    return [reason.kind for reason in row.fairness.reasons]


def held(row: JudgedRow) -> list[ReasonKind]:
    """The reasons of a row of two governments, of which nothing may have been compared."""
    assert (row.compared, row.difference, row.fairness.allowed) == ((), None, False)
    return kinds(row)


def newest_scores(*codes: str) -> JudgedRow:
    """The newest score of each, as the page judges them when no year has scores of all."""
    (found,) = (
        w.row
        for w in COMPARER.compare(codes).withheld
        if w.row.measure == SCORE and w.row.fairness.reasons
    )
    return found


def test_a_sum_of_2020_is_not_held_against_a_score_of_2021() -> None:
    bandar_lampung, serang = "18.71", "36.73"
    assert [r["scale"] for r in printed("record/results.csv", id="iid-2020-18.71-1")] == ["summed"]
    sides = (
        *GROUNDS.sides(SCORE, 2020, (bandar_lampung,)),
        *GROUNDS.sides(SCORE, 2021, (serang,)),
    )
    assert [side.scale for side in sides] == ["summed", "0-100"]
    assert [r.kind for r in judge(sides).reasons] == ["other_scale"]


def test_a_score_of_2024_is_not_held_against_one_of_2025() -> None:
    sides = (
        *GROUNDS.sides(SCORE, 2024, ("36.71",)),
        *GROUNDS.sides(SCORE, 2025, ("11.05",)),
        *GROUNDS.sides(SCORE, 2025, ("36.71",)),
    )
    assert {side.scale for side in sides} == {"0-100"}
    settled = [side for side in sides if not side.unsettled]
    assert [r.kind for r in judge(settled).reasons] == ["other_rulebook"]
    (reason,) = judge(settled).reasons
    assert [side.family for side in reason.sides] == ["iid-2022-2024", "iid-2025"]


def test_two_sums_of_different_years_are_two_rulebooks() -> None:
    sides = (*GROUNDS.sides(SCORE, 2019, ("32.01",)), *GROUNDS.sides(SCORE, 2020, ("18.71",)))
    assert {side.scale for side in sides} == {"summed"}
    assert [r.kind for r in judge(sides).reasons] == ["other_rulebook"]


def test_a_name_missing_from_the_partial_list_of_2020_proves_nothing() -> None:
    level = Measure("award", programme="IGA", level="Sangat Inovatif")
    (row,) = printed(
        "record/lists.csv", programme="IGA", year="2020", category="Kota", level="Sangat Inovatif"
    )
    named = printed(
        "record/awards.csv", programme="IGA", year="2020", category="Kota", level="Sangat Inovatif"
    )
    assert 0 < len(named) < int(row["awarded"]) == 33
    assert "62.71" not in {r["region_code"] for r in named}
    assert held(COMPARER.judged(level, 2020, (BANDA_ACEH, "62.71"))) == ["partial_list"]


def test_a_name_missing_from_a_complete_list_was_not_awarded() -> None:
    level = Measure("award", programme="IGA", level="Terinovatif")
    row = COMPARER.judged(level, 2022, (BANDA_ACEH, BENGKULU))
    assert [side.value for side in row.sides] == [0, 1]
    assert row.fairness.allowed and row.difference == 1


def counted(year: str, basis: str) -> list[str]:
    """Kota whose only count of a year is on ``basis``, without a day and not interim."""
    rows = [r for r in printed("record/results.csv", year=year) if r["innovations"]]
    codes = [r["region_code"] for r in rows]
    return [
        r["region_code"]
        for r in rows
        if r["innovations_basis"] == basis
        and codes.count(r["region_code"]) == 1
        and not r["innovations_as_of"]
        and r["innovations_interim"] != "yes"
        and r["quality"] != "provisional"
    ]


def test_counts_of_different_things_are_withheld() -> None:
    (submitted, *_), (other, *_) = counted("2024", "submitted"), counted("2024", "reported")
    assert held(COMPARER.judged(COUNT, 2024, (submitted, other))) == ["other_basis"]


def test_counts_of_the_same_thing_compare() -> None:
    first, second, *_ = counted("2024", "submitted")
    row = COMPARER.judged(COUNT, 2024, (first, second))
    assert row.fairness.allowed
    values = {
        r["region_code"]: float(r["innovations"])
        for r in printed("record/results.csv", year="2024")
        if r["innovations"]
    }
    least, most = sorted((values[first], values[second]))
    assert row.difference == pytest.approx((most - least) / most)


def test_counts_that_do_not_say_what_they_count_match_none_not_even_each_other() -> None:
    first, second, *_ = counted("2025", "unstated")
    row = COMPARER.judged(COUNT, 2025, (first, second))
    assert {side.basis for side in row.sides} == {UNCLEAR}
    assert held(row) == ["other_basis"]


def test_a_rank_of_91_kota_is_not_held_against_one_of_93() -> None:
    bases = {
        r["region_code"]: r["type_rank_base"]
        for r in printed("record/results.csv", year="2020")
        if r["region_code"] in ("75.71", "32.77") and r["rank_within_type"]
    }
    assert bases == {"75.71": "91", "32.77": "93"}
    assert held(COMPARER.judged(RANK, 2020, ("75.71", "32.77"))) == ["other_rank_base"]


def test_ranks_among_kota_and_among_kabupaten_are_withheld() -> None:
    row = COMPARER.judged(RANK, 2024, ("36.71", "51.06"))
    assert [side.rank_base for side in row.known] == ["kota", "kabupaten"]
    assert held(row) == ["other_rank_base"]


def test_a_rank_whose_base_is_not_printed_matches_none() -> None:
    (row,) = (
        r
        for r in printed("record/results.csv", year="2022", quality="rank_base_unprinted")
        if r["national_rank"]
    )
    codes = (row["region_code"], "61.72")
    assert held(COMPARER.judged(Measure("national_rank"), 2022, codes)) == ["other_rank_base"]


def test_the_provisional_score_of_palangkaraya_is_not_held_against_a_final_one() -> None:
    (row,) = printed("record/results.csv", year="2025", region_code="62.71")
    assert row["quality"] == "provisional"
    assert held(COMPARER.judged(SCORE, 2025, (TANGERANG, "62.71"))) == ["provisional_against_final"]


def test_an_own_claim_is_no_award_and_stands_beside_what_the_lists_say() -> None:
    level = Measure("award", programme="IGA", level="Sangat Inovatif")
    statuses = {
        r["region_code"]: r["status"]
        for r in printed("record/awards.csv", year="2023", level="Sangat Inovatif")
        if r["region_code"] in (BENGKULU, TANGERANG)
    }
    assert statuses == {BENGKULU: "claimed", TANGERANG: "reported"}
    row = COMPARER.judged(level, 2023, (BENGKULU, TANGERANG))
    claimed, received = row.sides
    assert (claimed.value, received.value) == (Decimal(0), Decimal(1))
    assert claimed.claim and claimed.claim["region_code"] == BENGKULU and claimed.row is None
    assert received.claim is None
    assert held(row) == ["partial_list"]


def test_two_series_of_a_statistic_are_two_bases() -> None:
    poverty = Measure("statistic", "poverty_rate")
    assert held(COMPARER.judged(poverty, 2025, ("11", BANDA_ACEH))) == ["other_basis"]


def test_what_is_unknown_is_not_unfair() -> None:
    row = COMPARER.judged(COUNT, 2025, (BANDA_ACEH, BENGKULU))
    assert (row.fairness.reasons, row.fairness.unknown) == ((), (BANDA_ACEH,))
    assert not row.fairness.allowed


def test_the_newest_scores_are_withheld_when_no_year_has_both() -> None:
    row = newest_scores("36.73", "18.71")
    assert kinds(row) == ["other_scale"]
    assert row.difference is None


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        ("other_scale", {"scale": "summed"}, {"scale": "0-100"}),
        ("other_rulebook", {"family": "a"}, {"family": "b"}),
        ("partial_list", {"rank_base": "Kota"}, {"rank_base": "Kota", "complete": False}),
        ("other_basis", {"basis": "submitted"}, {"basis": "validated"}),
        ("other_rank_base", {"rank_size": 91}, {"rank_size": 93}),
        ("provisional_against_final", {"unsettled": "provisional"}, {}),
    ],
)
def test_each_difference_in_standing_is_its_own_reason(
    kind: ReasonKind, one: dict[str, Any], other: dict[str, Any]
) -> None:
    verdict = judge((Side("a", 2025, Decimal(1), **one), Side("b", 2025, Decimal(2), **other)))
    assert [reason.kind for reason in verdict.reasons] == [kind]
    assert verdict.groups == ()


def test_every_reason_has_a_case_above() -> None:
    marks = test_each_difference_in_standing_is_its_own_reason.pytestmark
    assert [case[0] for case in marks[0].args[1]] == list(REASONS)


def test_of_three_the_two_that_compare_are_kept_together() -> None:
    codes = (TANGERANG, "36.73", "32.77")
    level = Measure("award", programme="IGA", level="Sangat Inovatif")
    row = COMPARER.judged(level, 2025, codes)
    assert kinds(row) == ["partial_list"]  # the first has the index class alone: no award
    assert row.compared == ("36.73", "32.77")
    (found,) = (w for w in COMPARER.compare(codes, 2025).withheld if w.row.measure == level)
    assert found.groups == (("36.73", "32.77"),)


CODES = st.lists(
    st.sampled_from(
        sorted(
            {*RECORD.view["region_code"], *RECORD.tables["awards"]["region_code"], "31.71", "91"}
        )
    ),
    min_size=2,
    max_size=6,
    unique=True,
)
YEARS = st.none() | st.sampled_from(RECORD.award_years)


def fair(row: JudgedRow) -> None:
    """What is compared stands on the same, is known, and is of two governments at least."""
    sides = [side for side in row.sides if side.code in row.compared]
    assert len(sides) != 1
    assert len({side.standing for side in sides}) <= 1
    assert all(side.clear and side.year == row.year for side in sides)
    assert (row.difference is None) == (not sides)
    assert row.difference is None or 0 <= row.difference <= 1


def accounted(comparison: Comparison) -> None:
    """Every value that stands in no comparison of its row is unknown, alone or withheld."""
    told = {(w.row.measure, w.row.year) for w in comparison.withheld}
    for _, rows in comparison.by_year:
        for row in rows:
            outside = {s.code for s in row.known} - set(row.compared)
            if outside and len(row.known) > 1 and comparison.year in (None, row.year):
                assert row.fairness.reasons
                assert (row.measure, row.year) in told or row.measure == SCORE


@given(CODES, YEARS)
@settings(max_examples=150)
def test_no_comparison_of_any_governments_is_unfair(codes: Sequence[str], year: int | None) -> None:
    comparison = COMPARER.compare(codes, year)
    every = [row for _, rows in comparison.by_year for row in rows]
    for row in (*comparison.rows, *comparison.alone, *every):
        fair(row)
    for withheld in comparison.withheld:
        assert withheld.row.fairness.reasons
        for group in withheld.groups:
            together = [s for s in withheld.row.sides if s.code in group]
            assert not judge(together).reasons
    differences = [row.difference or 0 for row in comparison.rows]
    assert differences == sorted(differences, reverse=True)
    accounted(comparison)


@given(CODES, YEARS)
@settings(max_examples=150)
def test_no_series_of_scores_mixes_scales_or_rulebooks(
    codes: Sequence[str], year: int | None
) -> None:
    for series in COMPARER.compare(codes, year).series:
        assert one_family([BOOKS[y] for y in series.years]) == series.family
        assert {point.scale for point in series.points} == {series.scale}
        assert all(point.row and point.row["quality"] != "provisional" for point in series.points)
        assert len({point.code for point in series.points}) > 1
        assert year is None or year in series.years
