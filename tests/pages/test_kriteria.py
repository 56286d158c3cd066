"""Kriteria, opened through the real entry point."""

import re
from collections import Counter

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words
from iga_core.rules import facts_in, load_rulebook
from tests.opened import open_page, text

WORDS = load_words("id")

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
