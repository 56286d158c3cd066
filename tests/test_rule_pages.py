"""Aturan and Kriteria, opened through the real entry point."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words
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
    assert WORDS("rules_page.only_summed") in text(at)
    assert not re.search(r"^\| 2023 \|", text(at), re.MULTILINE)


def test_2027_is_a_forecast_and_says_so() -> None:
    assert "perkiraan" in row(open_page("aturan", skor="62"), 2027)


@pytest.mark.parametrize(
    ("typed", "reason"), [("abc", "bukan angka"), ("-3", "negatif"), ("2.501", "ribuan")]
)
def test_what_is_no_score_is_named(typed: str, reason: str) -> None:
    at = open_page("aturan", skor=typed)
    assert [reason in warning.value for warning in at.warning] == [True]


def test_the_place_is_among_known_scores_of_the_type() -> None:
    assert re.search(r"di atas \d+ dari \d+ skor", row(open_page("aturan", skor="62"), 2024))
    assert WORDS("rules_page.no_scores") in row(open_page("aturan", skor="62"), 2026)


LINES = ("10a", "10b", "11a", "11b")
OWN = {
    "11.71": (("1,50", 3), ("5,45", 2), ("0,70", 2), ("89,55", 3)),
    "17.71": (("1,85", 3), ("11,91", 2), ("0,64", 2), ("84,59", 3)),
}


@pytest.mark.parametrize("code", OWN)
def test_a_governments_own_figures_stand_against_the_lines(
    code: str,
) -> None:
    at = open_page("kriteria", tahun="2026", daerah=code)
    assert "bukan penilaian resmi" in text(at)
    for line, (value, level) in zip(LINES, OWN[code], strict=True):
        (found,) = re.findall(rf"^\| {line} .*$", text(at), re.MULTILINE)
        assert f"**{value}**" in found
        assert f"| {level} / 3 |" in found
        assert "Sumber: [BPS" in found


def test_a_line_without_a_figure_says_so() -> None:
    at = open_page("kriteria", tahun="2026", daerah="11.71")
    (found,) = re.findall(r"^\| 5b .*$", text(at), re.MULTILINE)
    assert "belum ditemukan" in found


def test_every_line_of_2026_shows_its_points_and_source() -> None:
    at = open_page("kriteria", tahun="2026")
    lines = re.findall(r"^- \*\*\d+[ab]? .*$", text(at), re.MULTILINE)
    assert len(lines) == 40
    assert all("poin per tingkat" in line for line in lines)
    assert text(at).count("Dasar bobot:") == 40


@pytest.mark.parametrize("year", [2018, 2021, 2023, 2025])
def test_an_older_year_shows_what_there_is_and_what_is_unknown(year: int) -> None:
    at = open_page("kriteria", tahun=str(year))
    assert "tidak diketahui" in text(at)
