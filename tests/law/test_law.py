"""The law as data: read strictly, told by key; what it names is on file; the window of a year."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.declared.law import ANSWERS, cached_law
from iga_core.language import load_words
from iga_core.law import DayError, Days, read_days, read_window
from iga_core.portfolio import STAGES, Innovation
from iga_core.rules import cached_rulebook

WORDS = load_words("id")
LAW = cached_law()


def test_what_pp_38_2017_asks() -> None:
    """Five criteria, three forms, five initiators (Kompas, deck of BSKDN, articles)."""
    assert [criterion.id for criterion in LAW.criteria] == [
        "pembaruan",
        "manfaat",
        "tanpa-beban",
        "kewenangan",
        "replikasi",
    ]
    assert (len(LAW.forms), len(LAW.initiators)) == (3, 5)
    assert {criterion.text.clause for criterion in LAW.criteria} == {"Pasal 6"}
    assert {criterion.text.standing for criterion in LAW.criteria} == {"verified"}


def test_codes_are_those_of_a_portfolio() -> None:
    assert {criterion.field for criterion in LAW.criteria} == set(ANSWERS)
    assert set(ANSWERS) <= set(Innovation.__dataclass_fields__)
    assert {term.id for term in LAW.stages} == set(STAGES)


def test_kepentingan_publik_is_no_wording_of_the_law() -> None:
    """Radar Lampung 2020 names five aspects; the third differs from the third criterion."""
    assert [p.criterion for p in LAW.paraphrases] == [criterion.id for criterion in LAW.criteria]
    (odd,) = [p for p in LAW.paraphrases if p.relation == "differs"]
    assert (odd.said, odd.criterion) == ("kepentingan publik", "tanpa-beban")


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        (" 2024-02 ", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025-12-31", date(2025, 12, 31), date(2025, 12, 31)),
    ],
)
def test_a_text_means_all_its_days(text: str, first: date, last: date) -> None:
    assert read_days(text) == Days(first, last)


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        *(("23", "form"), ("2023/05", "form"), ("mei 2023", "form"), ("", "form")),
        *(("2023-13", "calendar"), ("2023-02-30", "calendar"), ("0000", "calendar")),
    ],
)
def test_a_text_that_is_no_day_says_what_is_wrong(text: str, wrong: str) -> None:
    with pytest.raises(DayError, match=wrong):
        read_days(text)


@given(st.text(max_size=12))
def test_any_text_is_days_or_an_error(text: str) -> None:
    try:
        days = read_days(text)
    except DayError as error:
        assert str(error) in ("form", "calendar")
    else:
        assert days.first <= days.last


@pytest.mark.parametrize(
    ("text", "year", "outcome"),
    [
        ("2023", 2026, "unmet"),
        ("2023-12-31", 2026, "unmet"),
        ("2024-01-01", 2026, "met"),
        ("2025-12-31", 2026, "met"),
        ("2026-01-01", 2026, "unmet"),
        ("2024", 2026, "met"),
        ("2023", 2025, "met"),
        ("2025-01", 2025, "unmet"),
    ],
)
def test_the_window_is_that_of_the_year(text: str, year: int, outcome: str) -> None:
    """2026: 1 January 2024 to 31 December 2025 (local systems); 2025: 2023 and 2024 (press)."""
    reading = read_window(read_days(text), cached_rulebook(year))
    assert (reading.outcome, reading.known) == (outcome, True)


def test_a_span_across_the_edge_is_undecided_and_so_is_an_unknown_window() -> None:
    across = read_window(Days(date(2023, 12, 1), date(2024, 1, 31)), cached_rulebook(2026))
    assert (across.outcome, across.known) == ("undecided", True)
    unknown = read_window(read_days("2026"), cached_rulebook(2027))
    assert (unknown.outcome, unknown.known) == ("undecided", False)
