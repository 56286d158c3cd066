"""Differences recomputed by hand from the files, benchmarks, and what is offered instead."""

from __future__ import annotations

import csv
from decimal import Decimal
from fractions import Fraction
from statistics import median

import pytest

from iga_core.analysis.benchmarks import BENCHMARKS, benchmark, mark
from iga_core.analysis.comparison import JudgedRow
from iga_core.analysis.national import build_national_picture
from iga_core.analysis.sides import Measure
from iga_core.numbers import round_half_up
from iga_core.paths import DATA
from tests.analysis.test_fairness import BANDA_ACEH, BENGKULU, COMPARER, GROUNDS, RECORD, TANGERANG

PICTURE = build_national_picture(RECORD)
POVERTY = Measure("statistic", "poverty_rate")


def column(name: str, key: str, value: str, **wanted: str) -> dict[str, Decimal]:
    """One column of a file by another, of the rows that hold ``wanted``."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        rows = [r for r in csv.DictReader(lines) if all(r[k] == v for k, v in wanted.items())]
    return {row[key]: Decimal(row[value]) for row in rows if row[value]}


def poverty(kind: str) -> dict[str, Decimal]:
    """Poverty rates of 2025 of all autonomous governments of a type."""
    found = column(
        "statistics/statistics.csv", "region_code", "value", year="2025", measure="poverty_rate"
    )
    with (DATA / "regions/regions.csv").open(encoding="utf-8", newline="") as lines:
        codes = {
            r["code"]
            for r in csv.DictReader(lines)
            if r["type"] == kind and r["autonomous"] == "yes"
        }
    return {code: value for code, value in found.items() if code in codes}


def row_of(measure: Measure, year: int | None, *codes: str) -> JudgedRow:
    (found,) = (r for r in COMPARER.compare(codes, year).rows if r.measure == measure)
    return found


def test_a_statistic_differs_by_the_share_of_governments_in_between() -> None:
    kota = poverty("kota")
    low, high = kota[BANDA_ACEH], kota[BENGKULU]
    passed = sum(low <= value < high for value in kota.values())
    row = row_of(POVERTY, None, BANDA_ACEH, BENGKULU)
    assert row.year == 2025
    assert row.difference == Fraction(passed, len(kota) - 1)


def test_the_two_ends_of_a_type_differ_wholly_and_equals_not_at_all() -> None:
    kota = poverty("kota")
    ends = sorted(kota, key=lambda code: kota[code])
    assert row_of(POVERTY, 2025, ends[0], ends[-1]).difference == 1
    same = next((a, b) for a in ends for b in ends if a < b and kota[a] == kota[b])
    assert row_of(POVERTY, 2025, *same).difference == 0


def test_a_score_differs_by_its_points() -> None:
    scores = column("record/results.csv", "region_code", "score", year="2023", quality="final")
    row = row_of(Measure("score"), 2023, TANGERANG, "36.73")
    assert row.difference == Fraction(abs(scores[TANGERANG] - scores["36.73"])) / 100


def test_a_summed_score_differs_by_its_part_of_the_larger() -> None:
    scores = column("record/results.csv", "region_code", "score", year="2020", quality="final")
    row = row_of(Measure("score"), 2020, "18.71", "35.22")
    least, most = sorted((scores["18.71"], scores["35.22"]))
    assert row.difference == 1 - Fraction(least) / Fraction(most)


def test_not_assessed_is_no_low_class() -> None:
    predicates = {
        word: next(
            str(code)
            for code in RECORD.view.loc[
                (RECORD.view["predicate"] == word) & (RECORD.view["year"] == 2021), "region_code"
            ]
        )
        for word in ("Sangat Inovatif", "Inovatif", "Kurang Inovatif", "Tidak Dapat Dinilai")
    }
    measure = Measure("predicate")
    found = {
        (a, b): COMPARER.judged(measure, 2021, (predicates[a], predicates[b])).difference
        for a in predicates
        for b in predicates
        if a != b
    }
    assert found["Sangat Inovatif", "Inovatif"] == found["Inovatif", "Kurang Inovatif"] == 0.5
    assert found["Sangat Inovatif", "Kurang Inovatif"] == 1
    assert {found[word, "Tidak Dapat Dinilai"] for word in list(predicates)[:3]} == {1}


def test_all_years_take_the_newest_year_in_which_most_compare() -> None:
    row = row_of(Measure("score"), None, TANGERANG, "36.73")
    years = set.intersection(
        *(
            set(RECORD.view.loc[
                (RECORD.view["region_code"] == code) & RECORD.view["score"].notna(), "year"
            ])
            for code in (TANGERANG, "36.73")
        )
    )  # fmt: skip
    assert row.year == max(years)


def test_banda_aceh_and_bengkulu() -> None:
    found = COMPARER.compare((BANDA_ACEH, BENGKULU))
    assert not any(found.scored.values()) and not found.series
    assert found.fair_years[Measure("predicate")] == (2020,)
    assert found.fair_years[Measure("award", programme="IGA", level="Sangat Inovatif")] == (2020,)
    assert [row.measure.name for row in found.alone] == ["innovations"]


def test_instead_of_what_is_withheld_the_same_measure_of_another_year_is_offered() -> None:
    level = Measure("award", programme="IGA", level="Sangat Inovatif")
    held = [w for w in COMPARER.compare((BANDA_ACEH, BENGKULU)).withheld if w.row.measure == level]
    assert {w.row.year: w.years for w in held} == {2023: (2020,), 2024: (2020,), 2025: (2020,)}
    assert all(POVERTY in w.measures for w in held if w.row.year == 2025)


def test_a_middle_is_given_only_for_a_whole_group() -> None:
    row = row_of(POVERTY, 2025, BANDA_ACEH, BENGKULU)
    kota = sorted(poverty("kota").values())
    whole = mark(GROUNDS, row, benchmark(GROUNDS, PICTURE, "jenis", BANDA_ACEH, None))
    assert (whole.known, whole.size) == (len(kota), 93)
    assert (whole.low, whole.middle, whole.high) == (kota[0], median(kota), kota[-1])
    part = mark(GROUNDS, row, benchmark(GROUNDS, PICTURE, "kelas", BANDA_ACEH, 2020))
    assert part.size == 43  # kota Sangat Inovatif 2020, as printed
    assert part.known < 43 and part.middle is None and part.low is not None


def test_a_middle_of_scores_is_withheld_while_one_is_unknown() -> None:
    row = row_of(Measure("score"), 2023, TANGERANG, "36.73")
    found = mark(GROUNDS, row, benchmark(GROUNDS, PICTURE, "jenis", TANGERANG, 2023))
    assert 2 <= found.known < 93 and found.middle is None


def test_a_benchmark_holds_no_score_that_does_not_compare() -> None:
    row = row_of(Measure("score"), 2025, TANGERANG, "36.02")
    found = mark(GROUNDS, row, benchmark(GROUNDS, PICTURE, "jenis", "62.71", 2025))
    view = RECORD.view[(RECORD.view["year"] == 2025) & RECORD.view["score"].notna()]
    kota = {r.code for r in RECORD.register.participating(2025, "kota")}
    final = view[
        view["region_code"].isin(kota) & ~view["quality"].isin(["provisional", "year_unsure"])
    ]
    assert "62.71" in set(view["region_code"]) - set(final["region_code"])
    assert found.known == len(final)


@pytest.mark.parametrize("name", BENCHMARKS)
def test_a_benchmark_is_of_one_type(name: str) -> None:
    for code in (BANDA_ACEH, "36.02", "64"):
        found = benchmark(GROUNDS, PICTURE, name, code, 2020)
        kinds = {RECORD.register.get(c).type for c in found.codes}
        assert kinds <= {RECORD.register.get(code).type}
        assert found.size is None or len(found.codes) <= found.size


def test_the_winners_of_2020() -> None:
    found = benchmark(GROUNDS, PICTURE, "terinovatif", BANDA_ACEH, 2020)
    assert (len(found.codes), found.size, found.year) == (10, 10, 2020)


def test_peers_are_those_that_are_named() -> None:
    found = benchmark(GROUNDS, PICTURE, "serupa", BANDA_ACEH, None, ("17.71", "33.73"))
    kota = poverty("kota")
    of_them = mark(GROUNDS, row_of(POVERTY, 2025, BANDA_ACEH, BENGKULU), found)
    middle = (kota["17.71"] + kota["33.73"]) / 2
    assert of_them.middle == round_half_up(middle, 2)


def test_an_unknown_benchmark_is_refused() -> None:
    with pytest.raises(ValueError, match="no benchmark"):
        benchmark(GROUNDS, PICTURE, "tetangga", BANDA_ACEH, None)
