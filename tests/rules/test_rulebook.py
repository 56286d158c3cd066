"""The files of the rules: what each year knows, and what the loader refuses."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from iga_core.declared.rulebook import FOLDER
from iga_core.record.checks.files import cited_sources
from iga_core.rules import (
    Fact,
    RulebookError,
    RulebookNotFoundError,
    RuleUnknownError,
    ValueInterval,
    load_rulebook,
    load_rulebooks,
)

BOOKS, BROKEN = load_rulebooks()


def changed(folder: Path, old: str, new: str, year: int = 2026) -> Path:
    """Write a copy of a rulebook in which one passage differs."""
    text = (FOLDER / f"{year}.toml").read_text(encoding="utf-8")
    assert old in text
    (folder / f"{year}.toml").write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder


def test_every_file_is_sound() -> None:
    assert not BROKEN
    assert sorted(BOOKS) == list(range(2018, 2028))


def test_only_2027_assumes_another_year() -> None:
    assert {y: b.assumes for y, b in BOOKS.items() if b.assumes} == {2027: 2026}
    book = BOOKS[2027]
    assert (book.standing, book.forecast) == ("announced", True)
    assert (book.divisor.known(), book.divisor.standing) == (14, "announced")
    assert (book.basic_services.required.known(), book.divisor.assumed_from) == (6, None)
    inherited = book.count.points
    assert (inherited.known(), inherited.assumed_from) == (Decimal("0.38"), 2026)
    assert inherited.standing == "reconstructed"
    assert book.eligibility.applied_from.value is None


def test_what_is_not_known_raises_and_names_rule_and_year() -> None:
    with pytest.raises(RuleUnknownError, match=r"2022.*divisor"):
        BOOKS[2022].divisor.known()
    with pytest.raises(RulebookNotFoundError, match="2017"):
        load_rulebook(2017)


def test_standings_of_class_limits() -> None:
    top = {year: book.classes[-1] for year, book in BOOKS.items() if book.classes}
    assert {year: limit.standing for year, limit in top.items()} == {
        2018: "single_source", 2020: "verified", 2021: "reconstructed", 2022: "single_source",
        2023: "verified", 2024: "single_source", 2025: "single_source", 2026: "verified",
        2027: "reconstructed",
    }  # fmt: skip
    assert isinstance(top[2021].known(), ValueInterval)


def test_every_summed_year_is_its_own_family() -> None:
    families = {year: book.family.known() for year, book in BOOKS.items()}
    summed = [y for y, book in BOOKS.items() if book.scale.known().id == "summed"]
    assert summed == [2018, 2019, 2020]
    for year in summed:
        assert list(families.values()).count(families[year]) == 1


@pytest.mark.parametrize(("year", "points"), [(2020, 154), (2022, 111), (2024, 111), (2025, 111)])
def test_older_tables_add_up(year: int, points: int) -> None:
    lines = BOOKS[year].aspect("SID")
    assert sum(line.weight.known() * line.top for line in lines) == points
    assert len(lines) == 20


def test_every_value_says_where_it_is_written() -> None:
    for book in BOOKS.values():
        for key, source in cited_sources(book):
            assert key
            assert source


def test_every_single_weight_is_held_by_a_sum(tmp_path: Path) -> None:
    """Change each weight of each year by 0.25: the loader refuses the file."""
    for year, book in BOOKS.items():
        text = (FOLDER / f"{year}.toml").read_text(encoding="utf-8")
        for line in book.lines if book.assumes is None else ():
            start = text.index(f'code = "{line.code}"')
            weight = line.weight.value
            if weight is None:
                continue
            at = text.index("weight = { value = ", start) + len("weight = { value = ")
            end = text.index(",", at)
            broken = text[:at] + str(weight + Decimal("0.25")) + text[end:]
            (tmp_path / f"{year}.toml").write_text(broken, encoding="utf-8")
            with pytest.raises(RulebookError, match="sum"):
                load_rulebook(year, tmp_path)


def test_only_an_announced_year_may_assume(tmp_path: Path) -> None:
    changed(tmp_path, "value = 12", "value = 12")
    folder = changed(tmp_path, 'standing = "announced"', 'standing = "verified"', 2027)
    with pytest.raises(RulebookError, match="assumes_standing"):
        load_rulebook(2027, folder)


# What the two local systems and the two public code files print of 2026, read in the files.
SIMONDA, SUMBAWA = "github-simonda", "github-inovahub-sumbawa"
METRO, FORM = "kode-publik-70291004433", "kode-publik-57486725890"
HALVES = {"2": "2", "5": "1.5", "10": "1.5", "11": "1.5", "13": "2"}
BY_NO = {line.no: line for line in BOOKS[2026].lines}


def printed_by(fact: Fact[Any]) -> tuple[str, set[str]]:
    return fact.standing, set(fact.sources)


@pytest.mark.parametrize(
    ("no", "level", "words", "sources"),
    [
        ("23", 3, "atau kepala perangkat daerah atas namanya", {SIMONDA, FORM}),
        ("22", 1, "3 aktor, termasuk pelaksananya", {SIMONDA, FORM}),
        ("25", 2, "media milik pemerintah", {SIMONDA, METRO}),
        ("25", 3, "Media berita independen", {SIMONDA, METRO}),
    ],
)
def test_a_level_of_2026_says_all_that_its_sources_print(
    no: str, level: int, words: str, sources: set[str]
) -> None:
    meaning = BY_NO[no].levels[level - 1]
    assert words in str(meaning.value)
    assert printed_by(meaning) == ("verified", sources)


@pytest.mark.parametrize(
    ("no", "level", "words", "sources"),
    [
        ("23", 2, "kepala perangkat daerah atau yang setara", {SIMONDA, FORM}),
        ("23", 2, "kepala puskesmas, kepala sekolah", {FORM}),
        ("33", 1, "1–200 orang", {SIMONDA, FORM, METRO}),
        ("33", 2, "20,01–50% unit", {FORM, METRO}),
        ("33", 2, "hemat 10,01–20%", {FORM, METRO}),
        ("33", 3, "hemat 20,01–30%", {FORM}),
        ("33", 3, "lebih dari 20%", {METRO}),
        ("33", 3, "pendapatan naik 20% atau lebih", {FORM}),
    ],
)
def test_a_part_of_a_level_has_the_sources_that_print_it(
    no: str, level: int, words: str, sources: set[str]
) -> None:
    found = BY_NO[no].levels[level - 1]
    assert words in str(found.value)
    (part,) = [part for part in found.parts if words in str(part.value)]
    assert printed_by(part) == ("verified" if len(sources) > 1 else "single_source", sources)
    assert printed_by(found) == ("single_source", {FORM})


def test_only_one_file_prints_the_evidence_of_a_line() -> None:
    for line in BOOKS[2026].lines:
        if line.evidence.value is not None:
            source = METRO if line.aspect == "SPD" else FORM
            assert printed_by(line.evidence) == ("single_source", {source}), line.no
            assert "bukan dokumen kementerian" in line.evidence.instrument
    assert printed_by(BY_NO["4"].statistic) == ("single_source", {METRO})


@pytest.mark.parametrize(
    ("no", "words"),
    [
        ("16", "berlaku sebelum 2026"),
        ("16", "peraturan daerah disertai keputusan yang menyebut inovasinya"),
        ("18", "BOSP"),
        ("18", "BOK/JKN"),
        ("21", "RKAS, RUK/RPK, RBA, dan rencana desa"),
        ("33", "tanda tangan penerima manfaat"),
        ("35", "gambar sampul dengan logo kementerian"),
    ],
)
def test_the_evidence_of_2026_leaves_nothing_out(no: str, words: str) -> None:
    assert words in str(BY_NO[no].evidence.value)


@pytest.mark.parametrize(
    ("no", "words"),
    [
        ("6", "dalam rupiah; T-1 dibandingkan dengan T-2"),
        ("7", "T-1 dibandingkan dengan T-2"),
        ("8", "T-1"),
        ("9", "T-1"),
        ("12", "dua tahun"),
    ],
)
def test_a_line_says_which_years_it_asks_for(no: str, words: str) -> None:
    period = BY_NO[no].period
    assert words in str(period.value)
    assert printed_by(period) == ("single_source", {METRO})
    assert "bukan dokumen kementerian" in period.instrument


@pytest.mark.parametrize("number", HALVES)
def test_the_weight_of_both_halves_is_verified_and_the_split_is_not(number: str) -> None:
    halves = [BY_NO[f"{number}a"], BY_NO[f"{number}b"]]
    assert sum(half.weight.known() for half in halves) == Decimal(HALVES[number])
    for half in halves:
        assert printed_by(half.weight) == ("single_source", {SIMONDA})
        assert half.whole.known() == Decimal(HALVES[number])
        assert printed_by(half.whole) == ("verified", {SIMONDA, SUMBAWA})
        assert all("dalam satu baris" in level.note for level in half.levels)


def test_the_limit_of_2021_is_written_as_the_interval_it_lies_in() -> None:
    low, high = (BOOKS[2021].classes[place] for place in (2, 3))
    assert low.known() == ValueInterval(Decimal("29.35"), Decimal("30.37"))
    assert high.known() == ValueInterval(Decimal("59.62"), Decimal("60.14"))
