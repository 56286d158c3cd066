"""Aturan, opened through the real entry point."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis.season import EXPECTED
from iga_core.language import load_words
from iga_core.rules import rulebook_years
from pages._shared import atlas
from tests import on_file
from tests.opened import html_of, open_page, text

WORDS = load_words("id")


def answer(at: AppTest) -> list[str]:
    """The sentences of the first screen: the large one, and the line below it."""
    found = re.findall(r'<p class="(?:headline|second)">(.*?)</p>', html_of(at))
    return [re.sub(r"<a .*?</a>|<[^>]*>", "", one) for one in found]


@pytest.mark.parametrize(
    ("skor", "jenis", "first", "second"),
    [
        ("62,5", "semua", "Inovatif (2027 perkiraan, 2026, 2025), Sangat Inovatif (2024", ""),
        ("58,2", "kota", "Inovatif (2027 perkiraan, 2026, 2025", "6,81 poin lagi ke Sangat"),
        ("2501", "semua", "Sangat Inovatif (2020", "Pada 2020"),
    ],
)
def test_the_first_sentence_gives_a_scores_class_by_year(
    skor: str, jenis: str, first: str, second: str
) -> None:
    large, below = answer(open_page("aturan", skor=skor, jenis=jenis))
    assert large.startswith(f"Skor {skor}: {first}")
    assert second in below


def test_a_scores_place_is_said_among_the_known_of_its_type() -> None:
    scores = {y: atlas.known_scores().get((y, "kota"), ()) for y in rulebook_years()}
    newest = max(year for year, found in scores.items() if found)
    below = sum(float(score) < 58.2 for score in scores[newest])
    said = answer(open_page("aturan", skor="58,2", jenis="kota"))[1]
    assert f"di atas {below} dari {len(scores[newest])} skor kota" in said


def test_the_typed_score_is_a_line_through_the_bands_of_its_scale() -> None:
    assert html_of(open_page("aturan", skor="58,2")).count('class="upright"') == len(
        [year for year in rulebook_years() if atlas.rulebooks()[year].scale.known().high]
    )
    for skor in ("", "2501"):
        assert 'class="upright"' not in html_of(open_page("aturan", skor=skor))


@pytest.mark.parametrize("year", sorted(atlas.seasons()))
def test_a_season_stands_on_the_first_screen_under_its_own_year_alone(year: int) -> None:
    at = open_page("aturan", tahun=str(year))
    assert answer(at)[0].startswith(f"Tahapan {year}")
    picture = (
        html_of(at).partition(WORDS("chart.season_said", year=year))[2].partition("</table>")[0]
    )
    links = re.findall(r"baris=(musim-[^\"&]*)", picture)
    assert links == [row["id"] for row in atlas.seasons()[year]]
    missing = {*EXPECTED} - {row["stage"] for row in atlas.seasons()[year]}
    assert all(WORDS.term("season_stage", stage) in picture for stage in missing)


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
    large, below = answer(at)
    assert large.startswith("Skor 2,501: Kurang Inovatif")
    assert below.startswith("Skor 2501: Sangat Inovatif")
    assert not at.warning
    assert "**Sangat Inovatif**" in row(at, 2020) and "**Kurang Inovatif**" in row(at, 2026)


def test_the_place_is_among_known_scores_of_the_type() -> None:
    assert re.search(r"di atas \d+ dari \d+ skor", row(open_page("aturan", skor="62"), 2024))
    unscored = min(set(rulebook_years()) - set(on_file.record().index_years))
    assert WORDS("aturan.no_scores") in row(open_page("aturan", skor="62"), unscored)
