"""One meaning of "received an award", known absence and known scores: alike wherever one looks."""

from __future__ import annotations

import re
from functools import cache
from typing import get_args

import pytest

from iga_core.analysis.briefing import brief_all
from iga_core.analysis.mapping import NOT_LISTED, OWN_CLAIM, PARTLY, build_map_facts, map_view
from iga_core.analysis.profile import build_histories
from iga_core.analysis.recipients import AbsenceState
from iga_core.analysis.sides import Grounds, Measure
from iga_core.language import load_words
from iga_core.record import rows_of, standing_of
from iga_core.regions import TYPES
from iga_core.rules import cached_rulebook, index_figures, rulebook_years
from pages._parts.peta.legend import group_name
from tests import on_file
from tests.one_number import award_numbers, recipients, score_numbers
from tests.opened import html_of, open_page, text

RECORD = on_file.record()
WORDS = load_words("id")
ENGLISH = load_words("en")
FACTS = build_map_facts(RECORD)
HISTORIES = build_histories(RECORD)
BOOKS = {year: cached_rulebook(year) for year in rulebook_years()}
BRIEFS = brief_all(RECORD, HISTORIES, BOOKS, recipients())
OWN = WORDS("term.award_status.claimed")
BENGKULU, TANGERANG, BANDA_ACEH = "17.71", "36.71", "11.71"


@cache
def shown(slug: str, **query: str) -> str:
    """The text of a page, links taken out: what a visitor reads."""
    return re.sub(r"\[((?:[^\[\]\\]|\\.)*)\]\([^()\s]*\)", r"\1", text(open_page(slug, **query)))


def legend(slug: str, **query: str) -> dict[str, int]:
    """The legend of a map: each class and its number."""
    entries = re.findall(r"<span>([^<]*)</span> <b>([\d.]+)</b>", html_of(open_page(slug, **query)))
    return {name: int(number.replace(".", "")) for name, number in entries}


@pytest.mark.parametrize("year", sorted(RECORD.award_years))
def test_every_page_and_file_counts_the_same_governments(year: int) -> None:
    numbers = award_numbers(year)
    assert set(numbers.values()) == {numbers["core"]}, numbers
    assert numbers["core"] > 0


@pytest.mark.parametrize("year", RECORD.index_years)
def test_every_page_counts_the_same_known_scores(year: int) -> None:
    for kind in TYPES.values():
        numbers = score_numbers(year, kind)
        assert len(set(numbers.values())) == 1, (kind, numbers)


@pytest.mark.parametrize("year", sorted(RECORD.award_years))
def test_peta_prints_the_number_of_the_core(year: int) -> None:
    count = recipients().count(year, ("kabupaten", "kota"))
    entries = legend("peta", tahun=str(year))
    assert sum(entries.get(level, 0) for level in FACTS.levels) == count.governments


def test_briefing_history_and_lists_say_the_same_of_every_government() -> None:
    for code, brief in BRIEFS.items():
        years = HISTORIES[code].years
        for standing, told in (("received", brief.awards), ("own_claim", brief.claims)):
            of_years = [a["id"] for f in years for a in f.awards_of("IGA", standing)]  # type: ignore[arg-type]
            of_core = [a["id"] for a in recipients().rows(code, standing=standing)]  # type: ignore[arg-type]
            assert sorted(a["id"] for a in told) == sorted(of_years) == sorted(of_core), code
        for year in RECORD.award_years:
            won = recipients().rows(code, year)
            complete = () if won else recipients().absence(code, year).complete
            assert dict(brief.missing_from).get(year, ()) == complete, (code, year)
            assert bool(won) == (FACTS.level("IGA", code, year) is not None)


@pytest.mark.parametrize("year", sorted(RECORD.award_years))
def test_the_map_tells_claims_and_known_absence_apart_from_what_was_not_found(year: int) -> None:
    for value in map_view(FACTS, year, "IGA", "level").values:
        won = recipients().rows(value.code, year)
        claimed = recipients().rows(value.code, year, standing="own_claim")
        state = recipients().absence(value.code, year).state
        if won:
            assert value.value and value.group == value.value
        elif claimed:
            assert (value.value, value.group) == (None, OWN_CLAIM)
        else:
            assert (value.group == NOT_LISTED) == (state == "not_listed"), value.code
            assert (value.group == PARTLY) == (state == "partly"), value.code


def test_a_part_of_the_country_is_counted_alone() -> None:
    groups = RECORD.schema.vocabularies["island_group"]
    whole = map_view(FACTS, 2022, "IGA", "level")
    parts = [map_view(FACTS, 2022, "IGA", "level", part=group) for group in groups]
    assert sum(part.governments for part in parts) == whole.governments
    for entry in whole.legend:
        found = [e.count for part in parts for e in part.legend if e.group == entry.group]
        assert sum(found) == entry.count
    java = next(part for part in parts if part.part == "Jawa")
    assert sum(legend("peta", tahun="2022", pulau="Jawa").values()) == java.governments


def test_the_summary_of_a_government_sets_its_own_claims_apart() -> None:
    at = shown("daerah", daerah=BENGKULU, bagian="bukti")
    (received,) = re.findall(r"tercatat menerima penghargaan IGA: ([^.]*)\.", at)
    claimed = re.findall(r"Menurut klaim daerah sendiri, tidak dihitung: ([^.]*)\.", at)
    for award in (a for f in HISTORIES[BENGKULU].years for a in f.awards):
        mention = f"{award['year']} ({award['level']})"
        own = standing_of(award) == "own_claim"
        assert (mention in received) != own
        assert claimed and all((mention in text) == own for text in claimed)


@pytest.mark.parametrize("code", [BENGKULU, TANGERANG, BANDA_ACEH])
def test_the_year_table_shows_each_row_for_what_it_is(code: str) -> None:
    lines: dict[str, str] = {}
    page = shown("daerah", daerah=code)
    for found in re.finditer(r"^\| \*\*(\d{4})\*\* \|.*$", page, re.M):
        lines[found[1]] = found[0]
    said = {
        state: "".join(re.findall(WORDS(f"year.{state}_years", years="(.*)"), page))
        for state in get_args(AbsenceState)
    }
    for facts in HISTORIES[code].years:
        if facts.empty:  # has no line: what is known of its absence is said of its years together
            state = recipients().absence(code, facts.year).state
            assert [name for name, years in said.items() if str(facts.year) in years] == [state]
            continue
        cell = lines[str(facts.year)].split(" | ")[1]
        claimed = facts.awards_of("IGA", "own_claim")
        index = facts.awards_of("IGA", "index_only")
        assert (f"({OWN})" in cell) == bool(claimed)
        assert (WORDS("term.award_status.index_only") in cell) == bool(index)
        state = recipients().absence(code, facts.year).state
        told = "tidak tercantum dalam daftar lengkap" in cell
        assert told == (state != "not_found" and not facts.awards_of("IGA")), facts.year


@pytest.mark.parametrize("code", [BENGKULU, TANGERANG, BANDA_ACEH])
def test_the_search_card_says_what_the_profile_says(code: str) -> None:
    card = shown("beranda", daerah=code)
    (line,) = re.findall(r"- \*\*Penghargaan IGA:\*\* (.*)", card)
    received, _, claimed = line.partition("Menurut klaim daerah sendiri")
    for award in (a for f in HISTORIES[code].years for a in f.awards if a["programme"] == "IGA"):
        mention, standing = f"{award['year']} ({award['level']})", standing_of(award)
        assert (mention in received) == (standing == "received")
        assert (mention in claimed) == (standing == "own_claim")
    for year, counts in BRIEFS[code].missing_from:
        lists = ", ".join(f"{count.category} {count.level}" for count in counts)
        assert f"{year} ({lists})" in line.partition("Tidak tercantum dalam daftar lengkap")[2]


def test_known_absence_is_told_in_every_place_that_speaks_of_the_year() -> None:
    for year, _ in BRIEFS[BANDA_ACEH].missing_from:
        at = shown("daerah", daerah=BANDA_ACEH, tahun=str(year))
        card = at[at.index("Penghargaan IGA:**") :].split("\n\n")[0].split("\n**")[0]
        assert "tidak tercantum dalam daftar lengkap" in card, year
        assert WORDS("award.none_found") not in card
        on_map = html_of(open_page("peta", daerah=BANDA_ACEH, tahun=str(year)))
        told = group_name("level", recipients().absence(BANDA_ACEH, year).state)
        assert f'title="Kota Banda Aceh: {told}"' in on_map
        assert legend("peta", tahun=str(year))[told] > 0
        with_years = {"tahun": str(year), "bagian": "tahun"}
        at = shown("bandingkan", daerah=BANDA_ACEH, dengan="17.71", **with_years)
        (line,) = re.findall(r"Kota Banda Aceh tidak tercantum dalam daftar lengkap.*: (.*)", at)
        assert str(year) in line
    assert len(BRIEFS[BANDA_ACEH].missing_from) > 1


def test_a_comparison_never_takes_a_claim_or_an_index_class_for_an_award() -> None:
    years = {"tahun": "2023", "bagian": "tahun"}
    at = shown("bandingkan", daerah=BENGKULU, dengan=TANGERANG, **years)
    rows = [line for line in at.split("\n") if line.startswith("| Penghargaan IGA")]
    assert any(f"({OWN})" in line for line in rows)
    awards = rows_of(RECORD.tables["awards"])
    claims = [award for award in awards if standing_of(award) != "received"]
    assert claims
    grounds = Grounds(RECORD, HISTORIES, BOOKS, index_figures(RECORD.tables["statistics"]))
    for award in claims:
        code, year = award["region_code"], award["year"]
        measure = Measure("award", "", award["programme"], award["level"])
        (side,) = grounds.sides(measure, year, (code,))
        assert bool(side.value) == bool(grounds.awarded(code, year, measure))
        assert (side.row is None) or standing_of(side.row) == "received"
