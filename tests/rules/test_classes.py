"""Each class edge of each year: below, on, above; and what holds over every scale."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.rules import NumberError, cached_rulebook, classify, read_number, rulebook_years
from tests.rules.cases import read_cases

YEARS = rulebook_years()
CASES = [
    pytest.param(year, case, id=f"{year}: {case['score']}")
    for year in YEARS
    for case in read_cases(f"classes_{year}")["case"]
]
RANKED = [year for year in YEARS if cached_rulebook(year).classes]
EXACT = [  # years whose limits are known to the hundredth
    year
    for year in RANKED
    if cached_rulebook(year).scale.known().decimals
    and all(isinstance(c.value, Decimal) for c in cached_rulebook(year).classes)
]
hundredths = st.integers(0, 10_000).map(lambda n: Decimal(n) / 100)


@pytest.mark.parametrize(("year", "case"), CASES)
def test_worked_case(year: int, case: dict[str, Any]) -> None:
    verdict = classify(Decimal(case["score"]), cached_rulebook(year))
    assert verdict.status == case["status"]
    assert verdict.predicate == case.get("predicate")
    if "candidates" in case:
        assert list(verdict.candidates) == case["candidates"]


def test_every_year_has_cases() -> None:
    assert tuple(range(2018, 2028)) == YEARS


@given(st.sampled_from(RANKED), hundredths, hundredths)
@settings(max_examples=300)
def test_a_higher_score_never_has_a_lower_predicate(year: int, a: Decimal, b: Decimal) -> None:
    book = cached_rulebook(year)
    order = [entry.predicate for entry in book.classes]
    low, high = (
        classify(score if book.scale.known().decimals else score.to_integral_value(), book)
        for score in sorted((a, b))
    )
    assert order.index(low.candidates[0]) <= order.index(high.candidates[0])
    assert order.index(low.candidates[-1]) <= order.index(high.candidates[-1])


@given(st.sampled_from(EXACT), hundredths)
@settings(max_examples=300)
def test_the_distance_leads_exactly_to_the_next_class(year: int, score: Decimal) -> None:
    book = cached_rulebook(year)
    verdict = classify(score, book)
    if verdict.to_next is not None:
        order = [entry.predicate for entry in book.classes]
        reached = classify(score + verdict.to_next, book)
        just_short = classify(score + verdict.to_next - Decimal("0.01"), book)
        assert order.index(str(reached.predicate)) == order.index(str(verdict.predicate)) + 1
        assert just_short.predicate == verdict.predicate


def test_a_score_is_rounded_half_up_before_it_meets_a_limit() -> None:
    book = cached_rulebook(2026)
    assert classify(65.005, book).predicate == "Sangat Inovatif"
    assert classify(65.0049, book).predicate == "Inovatif"
    assert classify(60.56, book).score == Decimal("60.56")


def test_an_interval_tells_the_least_and_the_most_to_the_next_class() -> None:
    verdict = classify(20, cached_rulebook(2021))
    assert (verdict.to_next, verdict.to_next_range) == (None, (Decimal("9.36"), Decimal("10.37")))


@pytest.mark.parametrize(
    ("year", "score", "limit"),
    [(2026, "60.56", "65.01"), (2021, "20", "30.37"), (2021, "30", None), (2026, "99", None)],
)
def test_the_next_limit_is_where_the_next_class_surely_applies(
    year: int, score: str, limit: str | None
) -> None:
    verdict = classify(Decimal(score), cached_rulebook(year))
    assert verdict.next_limit == (None if limit is None else Decimal(limit))


@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_what_is_no_number_is_refused(score: float) -> None:
    with pytest.raises(ValueError, match="finite"):
        classify(score, cached_rulebook(2023))


def test_what_a_visitor_reads_as_basis_is_the_deciding_record() -> None:
    basis = classify(62, cached_rulebook(2023)).basis
    assert basis is not None
    assert (basis.standing, len(basis.sources)) == ("verified", 2)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("62,5", "62.5"),
        ("62.5", "62.5"),
        ("2501", "2501"),
        ("1.234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        (" 62 ", "62"),
        ("0,123", "0.123"),
        ("1.234.567", "1234567"),
    ],
)
def test_comma_and_point_are_both_read(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("2.501", "ambiguous"),
        ("35,336", "ambiguous"),
        ("-5", "negative"),
        ("nan", "not_number"),
        ("", "not_number"),
        ("1e3", "not_number"),
        ("1.2.3", "not_number"),
        ("62,5,1", "not_number"),
        ("٦٢", "not_number"),
        ("inf", "not_number"),
        ("1" * 5000, "not_number"),
    ],
)
def test_what_has_two_readings_or_none_is_refused(text: str, why: str) -> None:
    with pytest.raises(NumberError, match=why):
        read_number(text)
