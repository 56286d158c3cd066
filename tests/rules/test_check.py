"""``check`` reads every published score under its year's classes, and every rulebook."""

import shutil
from pathlib import Path

import pytest

from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import Violation, check, describe

HEAD = "iid-{year}-{code}-9,{year},{code},{score},,0-100,{predicate},index_report"
TAIL = ",,,,,,,,,final,,{source},"
SOURCE = "bantentv-2025-12-kota-serang-raih-predikat-sangat"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data"))


def add(data: Path, year: int, code: str, score: str, predicate: str) -> list[Violation]:
    row = HEAD.format(year=year, code=code, score=score, predicate=predicate)
    path = data / "record" / "results.csv"
    text = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(f"{text}\n{row}{TAIL.format(source=SOURCE)}\n", encoding="utf-8")
    return check(data)


def test_the_record_is_sound() -> None:
    assert check(DATA) == []


@pytest.mark.parametrize(
    ("year", "code", "score", "predicate"),
    [
        (2024, "33.01", "62", "Inovatif"),
        (2025, "33.01", "62", "Sangat Inovatif"),
        (2021, "33.01", "61", "Inovatif"),
        (2023, "33.01", "0", "Kurang Inovatif"),
    ],
)
def test_a_contradiction_without_a_dispute_is_an_violation(
    data: Path, year: int, code: str, score: str, predicate: str
) -> None:
    violations = add(data, year, code, score, predicate)
    assert [(o.rule, o.column, o.value) for o in violations] == [("class", "predicate", predicate)]
    assert predicate in describe(violations[0], load_words("id"))


@pytest.mark.parametrize(
    ("year", "code", "score", "predicate"),
    [
        (2021, "33.01", "30.00", "Inovatif"),
        (2021, "33.01", "30.00", "Kurang Inovatif"),
        (2022, "36.73", "60.56", "Inovatif"),
    ],
)
def test_an_undetermined_score_and_a_dispute_pass(
    data: Path, year: int, code: str, score: str, predicate: str
) -> None:
    assert add(data, year, code, score, predicate) == []


def test_kota_serang_fails_without_its_dispute(data: Path) -> None:
    path = data / "record" / "disputes.csv"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("36.73", "36.72"), encoding="utf-8")
    assert [(o.rule, o.value) for o in check(data)] == [("class", "Inovatif")]


def test_each_broken_rulebook_gives_one_line(data: Path) -> None:
    for year in (2022, 2023):
        path = data / "rulebooks" / f"{year}.toml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("[divisor]", "[divisors]"), encoding="utf-8")
    violations = check(data)
    assert [(o.file, o.column) for o in violations] == [
        ("rulebooks/2022.toml", "divisors"),
        ("rulebooks/2023.toml", "divisors"),
    ]
    assert all("divisors" in describe(o, load_words("id")) for o in violations)


def test_a_year_with_an_index_needs_a_rulebook(data: Path) -> None:
    (data / "rulebooks" / "2024.toml").unlink()
    assert [(o.rule, o.value) for o in check(data)] == [("rulebook_none", "2024")]


def test_a_source_of_a_rule_must_be_on_file(data: Path) -> None:
    path = data / "rulebooks" / "2023.toml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("gatra-2023", "gatra-2032", 1), encoding="utf-8")
    violations = check(data)
    assert [(o.rule, o.column) for o in violations] == [("broken_link", "maxima.spd")]
