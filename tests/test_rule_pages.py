"""Aturan and Kriteria, opened through the real entry point."""

import re
from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words
from iga_core.rules import facts_in, load_rulebook, rulebook_years
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


def line_of(at: AppTest, no: str) -> str:
    """What the page says of one line of the framework."""
    (found,) = re.findall(rf"^- \*\*{no} .*(?:\n  .*)*", text(at), re.MULTILINE)
    return str(found)


@pytest.mark.parametrize(
    ("no", "words", "sources"),
    [
        ("16", "peraturan daerah disertai keputusan", ("Formulir SID 2026",)),
        ("6", "Nilai dalam rupiah", ("Sistem inovasi Kota Metro",)),
    ],
)
def test_evidence_stands_with_its_own_source(no: str, words: str, sources: tuple[str, ...]) -> None:
    said = line_of(open_page("kriteria", tahun="2026"), no)
    (evidence,) = [row for row in said.splitlines() if words in row]
    assert WORDS("term.standing.single_source") in evidence
    assert all(source in evidence for source in sources)
    assert "bukan dokumen kementerian" in evidence
    assert "simonda" not in evidence


def test_a_half_says_that_only_the_sum_has_two_sources() -> None:
    said = line_of(open_page("kriteria", tahun="2026"), "5a")
    weight = [row for row in said.splitlines() if WORDS("kriteria.weight_basis") in row]
    whole = [row for row in said.splitlines() if WORDS("kriteria.whole", weight="1,5") in row]
    assert [WORDS("term.standing.single_source") in row for row in weight] == [True]
    assert [WORDS("term.standing.verified") in row for row in whole] == [True]


def test_a_part_of_a_level_stands_with_its_sources() -> None:
    said = line_of(open_page("kriteria", tahun="2026"), "33")
    (units,) = [row for row in said.splitlines() if "“5–20% unit”" in row]
    assert "Kota Metro" in units
    assert "simonda" not in units


def test_the_head_counts_how_sure_the_rules_are() -> None:
    book = load_rulebook(2025)
    counted = Counter(fact.standing for fact in facts_in(book) if fact.value is not None)
    (head,) = [
        element.value
        for element in open_page("kriteria", tahun="2025").markdown
        if element.value.startswith(f"**{WORDS('kriteria.standing')}")
    ]
    for name, number in counted.items():
        assert f"{WORDS.term('standing', name)} {WORDS.number(number)}" in head
