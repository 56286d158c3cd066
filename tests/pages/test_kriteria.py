"""Kriteria, opened through the real entry point."""

import re
from collections import Counter
from decimal import Decimal
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis import headline_rules
from iga_core.language import load_words, plain
from iga_core.message import told
from iga_core.rules import (
    Indicator,
    cached_rulebook,
    facts_in,
    load_rulebook,
    rulebook_years,
    scoring_years,
)
from pages._shared import atlas
from tests.opened import html_of, open_page, text

WORDS = load_words("id")
BOOK = cached_rulebook(2026)

LINES = ("10a", "10b", "11a", "11b")
OWN = {
    "11.71": (("1,50", 3), ("5,45", 2), ("0,70", 2), ("89,55", 3)),
    "17.71": (("1,85", 3), ("11,91", 2), ("0,64", 2), ("84,59", 3)),
}


def headline(at: AppTest) -> str:
    """The sentence that stands large, without its mark."""
    (found,) = re.findall(r'<p class="headline">(.*?)</p>', html_of(at))
    return re.sub(r"<a .*?</a>|<[^>]*>", "", found)


def drawn(at: AppTest) -> list[str]:
    """The codes of the lines in the picture, in order."""
    return re.findall(r'<th scope="row"[^>]*><a href="[^"]*indikator=([^"&]*)', html_of(at))


def opened(no: str, **query: str) -> str:
    """What the page says of one line of 2026 that is open."""
    (code,) = [line.code for line in BOOK.lines if line.no == no]
    at = open_page("kriteria", tahun="2026", indikator=code, **query)
    (card,) = [x.value for x in at.markdown if x.value.startswith(f"#### {no} ")]
    return str(card)


@pytest.mark.parametrize("code", OWN)
def test_the_first_sentence_says_what_is_seen_from_outside_and_leads_to_its_figures(
    code: str,
) -> None:
    at = open_page("kriteria", tahun="2026", daerah=code)
    sentence = headline_rules.visible(BOOK, atlas.placed(2026)[code])
    assert headline(at) == told(sentence.text, WORDS)
    assert all(row in html_of(at).replace("%2C", ",") for row in sentence.rows)
    assert WORDS("kriteria.own_reckoning") in html_of(at)


@pytest.mark.parametrize("year", rulebook_years())
def test_without_a_government_the_largest_lines_are_named(year: int) -> None:
    at = open_page("kriteria", tahun=str(year))
    assert headline(at) == told(headline_rules.largest(cached_rulebook(year)).text, WORDS)
    assert 'class="reached"' not in html_of(at)
    codes = [line.code for line in cached_rulebook(year).lines]
    assert set(codes) <= set(drawn(at)) <= {*codes, cached_rulebook(year).count.code}


@pytest.mark.parametrize("code", OWN)
def test_a_governments_own_figures_stand_against_the_lines(code: str) -> None:
    at = open_page("kriteria", tahun="2026", daerah=code)
    assert "bukan penilaian resmi" in text(at)
    for line, (value, level) in zip(LINES, OWN[code], strict=True):
        (found,) = re.findall(rf"^\| {line} .*$", text(at), re.MULTILINE)
        assert f"**{value}**" in found
        assert f"| {level} / 3 |" in found
        assert "Sumber: [BPS" in found
    assert WORDS("kriteria.without", lines="4, 5a, 5b") in text(at)


def test_an_open_line_says_what_the_government_reached() -> None:
    said = opened("11b", daerah="11.71")
    assert "Kota Banda Aceh" in said and "**89,55**" in said
    assert f"{WORDS('kriteria.column_points')}: 2,25 / 2,25" in said
    assert WORDS("figure.unknown") in opened("5b", daerah="11.71")


@pytest.mark.parametrize("line", BOOK.lines, ids=lambda line: line.no)
def test_a_pressed_line_opens_with_levels_evidence_and_basis(line: Indicator) -> None:
    said = opened(line.no)
    assert all(WORDS("kriteria.level", level=level.level) in said for level in line.levels)
    for fact in (line.evidence, line.period):
        assert not fact.value or plain(fact.value, 600) in said
    assert WORDS("kriteria.weight_basis") in said and line.weight.instrument in said
    assert "poin per tingkat" in said


def test_an_open_line_is_closed_by_its_own_link_and_keeps_the_rest() -> None:
    at = open_page("kriteria", tahun="2026", daerah="11.71", indikator="sid_video")
    (href,) = re.findall(r'class="close"><a href="([^"]*)"', html_of(at))
    assert "indikator" not in href and "daerah=11.71" in href
    assert re.findall(r'indikator=([^"&]*)[^>]*aria-current', html_of(at)) == ["sid_video"]


def test_a_line_that_the_year_does_not_have_is_said() -> None:
    at = open_page("kriteria", tahun="2021", indikator="sid_video")
    assert WORDS("kriteria.absent", year=2021) in [info.value for info in at.info]


def test_thirty_innovations_are_worked_out_in_points() -> None:
    at = open_page("kriteria", tahun="2026", indikator=BOOK.count.code)
    (row,) = re.findall(r"^\| 30 \|.*$", text(at), re.MULTILINE)
    gained = 30 * BOOK.count.points.known()
    index = 100 * gained / BOOK.maxima.total.known()
    assert row == f"| 30 | {WORDS.number(gained, 2)} | {WORDS.number(index, 2)} |"
    assert (gained, index) == (Decimal("11.40"), Decimal("4.56"))
    required = WORDS.number(BOOK.basic_services.required.known())
    assert WORDS("kriteria.count_services", required=required) in text(at)


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("16", {"sid_regulation"}),
        ("10", {"spd_poverty_drop", "spd_poverty_level"}),
        ("10a", {"spd_poverty_drop"}),
        ("haki", {"spd_ip_support"}),
        ("puskesmas", {"sid_implementer"}),
        ("banyaknya inovasi", {"sid_count"}),
    ],
)
def test_a_search_finds_a_line_by_number_name_or_what_it_asks(sought: str, found: set[str]) -> None:
    lines = set(drawn(open_page("kriteria", tahun="2026", cari=sought)))
    assert found <= lines
    if sought[0].isdigit():
        assert lines == found
    assert len(lines) < len(BOOK.lines) / 4


@pytest.mark.parametrize("year", rulebook_years())
def test_the_way_to_the_check_names_only_a_year_that_it_scores(year: int) -> None:
    shown = unescape(html_of(open_page("kriteria", tahun=str(year), daerah="11.71")))
    (query,) = re.findall(r'href="/cek_mandiri\?([^"]*)"', shown)
    assert "daerah=11.71" in query
    assert (f"tahun={year}" in query) == (year in scoring_years())
    assert ("tahun=" in query) == (year in scoring_years())


def test_a_search_without_a_match_says_so() -> None:
    at = open_page("kriteria", tahun="2026", cari="zzzz")
    assert not drawn(at)
    assert WORDS("kriteria.nothing", text="`zzzz`") in [info.value for info in at.info]


def test_every_line_of_2026_shows_its_points_and_source_in_the_full_list() -> None:
    at = open_page("kriteria", tahun="2026", bagian="semua")
    lines = re.findall(r"^- \*\*\d+[ab]? .*$", text(at), re.MULTILINE)
    assert len(lines) == len(BOOK.lines)
    assert all("poin per tingkat" in line for line in lines)
    assert text(at).count("Dasar bobot:") == len(BOOK.lines)


@pytest.mark.parametrize("year", [2018, 2021, 2023, 2025])
def test_an_older_year_shows_what_there_is_and_what_is_unknown(year: int) -> None:
    at = open_page("kriteria", tahun=str(year), bagian="rumus")
    assert "tidak diketahui" in text(at)


@pytest.mark.parametrize(
    ("no", "words", "sources"),
    [
        ("16", "peraturan daerah disertai keputusan", ("Formulir SID 2026",)),
        ("6", "Nilai dalam rupiah", ("Sistem inovasi Kota Metro",)),
    ],
)
def test_evidence_stands_with_its_own_source(no: str, words: str, sources: tuple[str, ...]) -> None:
    (evidence,) = [row for row in opened(no).splitlines() if words in row]
    assert WORDS("term.standing.single_source") in evidence
    assert all(source in evidence for source in sources)
    assert "bukan dokumen kementerian" in evidence
    assert "simonda" not in evidence


def test_a_half_says_that_only_the_sum_has_two_sources() -> None:
    said = opened("5a")
    weight = [row for row in said.splitlines() if WORDS("kriteria.weight_basis") in row]
    whole = [row for row in said.splitlines() if WORDS("kriteria.whole", weight="1,5") in row]
    assert [WORDS("term.standing.single_source") in row for row in weight] == [True]
    assert [WORDS("term.standing.verified") in row for row in whole] == [True]


def test_a_part_of_a_level_stands_with_its_sources() -> None:
    (units,) = [row for row in opened("33").splitlines() if "“5–20% unit”" in row]
    assert "Kota Metro" in units
    assert "simonda" not in units


def test_the_formula_counts_how_sure_the_rules_are() -> None:
    book = load_rulebook(2025)
    counted = Counter(fact.standing for fact in facts_in(book) if fact.value is not None)
    (found,) = [
        element.value
        for element in open_page("kriteria", tahun="2025", bagian="rumus").markdown
        if element.value.startswith(f"**{WORDS('kriteria.standing')}")
    ]
    for name, number in counted.items():
        assert f"{WORDS.term('standing', name)} {WORDS.number(number)}" in found
