"""Aturan, opened through the real entry point."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words
from iga_core.rules import rulebook_years
from tests import on_file
from tests.opened import open_page, text

WORDS = load_words("id")


def row(at: AppTest, year: int) -> str:
    """The row of one year in the table of predicates."""
    (found,) = re.findall(rf"^\| {year} \|.*$", text(at), re.MULTILINE)
    return str(found)


@pytest.mark.parametrize(
    ("score", "year", "expected"),
    [
        ("62", 2023, "**Sangat Inovatif**"),
        ("62", 2024, "**Sangat Inovatif**"),
        ("62", 2025, "**Inovatif**"),
        ("62", 2026, "**Inovatif**"),
        ("38", 2023, "**Inovatif**"),
        ("38", 2026, "**Kurang Inovatif**"),
        ("60,01", 2023, "**Sangat Inovatif**"),
        ("30", 2021, "tidak dapat ditentukan: Kurang Inovatif atau Inovatif"),
        ("2501", 2020, "**Sangat Inovatif**"),
        ("62", 2019, "tidak ada aturan"),
    ],
)
def test_a_score_reads_as_each_year_says(score: str, year: int, expected: str) -> None:
    assert expected in row(open_page("aturan", skor=score), year)


def test_a_sum_is_on_the_summed_scale_only() -> None:
    at = open_page("aturan", skor="2501")
    assert WORDS("aturan.only_summed") in text(at)
    assert not re.search(r"^\| 2023 \|", text(at), re.MULTILINE)


def test_2027_is_a_forecast_and_says_so() -> None:
    assert "perkiraan" in row(open_page("aturan", skor="62"), 2027)


@pytest.mark.parametrize(("typed", "reason"), [("abc", "bukan angka"), ("-3", "negatif")])
def test_what_is_no_score_is_named(typed: str, reason: str) -> None:
    at = open_page("aturan", skor=typed)
    assert [reason in warning.value for warning in at.warning] == [True]


@pytest.mark.parametrize("typed", ["2.501", "2,501"])
def test_what_can_be_a_sum_or_a_score_is_said_as_both(typed: str) -> None:
    at = open_page("aturan", skor=typed)
    (said,) = (x.value for x in at.info if x.value.startswith("2501, jumlah poin 2018–2020:"))
    summed, bounded = said.split("; bila 2,501 pada skala 0–100: ")
    assert "**Sangat Inovatif**" in summed and "**Kurang Inovatif**" in bounded
    assert not at.warning
    assert "**Sangat Inovatif**" in row(at, 2020) and "**Kurang Inovatif**" in row(at, 2026)


def test_the_place_is_among_known_scores_of_the_type() -> None:
    assert re.search(r"di atas \d+ dari \d+ skor", row(open_page("aturan", skor="62"), 2024))
    unscored = min(set(rulebook_years()) - set(on_file.record().index_years))
    assert WORDS("aturan.no_scores") in row(open_page("aturan", skor="62"), unscored)
