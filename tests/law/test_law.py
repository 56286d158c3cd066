"""The law as data: read strictly, told by key; what it names is on file; the window of a year."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.declared.law import ANSWERS, cached_law, load_law
from iga_core.language import load_words
from iga_core.law import DayError, Days, read_days, read_window
from iga_core.paths import DATA
from iga_core.portfolio import STAGES, Innovation
from iga_core.record import check, describe
from iga_core.rules import RulebookError, cached_rulebook
from tests.slips import violations_beside

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


def copied(folder: Path, change: Callable[[str], str]) -> Path:
    data = Path(shutil.copytree(DATA, folder / "data", ignore=shutil.ignore_patterns(".*")))
    path = data / "law.toml"
    text = path.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    path.write_text(changed, encoding="utf-8")
    return data


BROKEN = [
    ('id = "pembaruan"', 'id = "manfaat"', "criterion.manfaat"),
    ('field = "renewal"', 'field = "name"', "criterion[1].field"),
    ('field = "renewal"', "field = []", "criterion[1].field"),
    ('{ by = "answer", yes = "met", no = "unmet" }', '{ by = "guess" }', "criterion[1].step[1].by"),
    ('yes = "met"', 'yes = "perhaps"', "criterion[1].step[1].yes"),
    ('by = "affair",', 'by = "affair", level = 2,', "criterion[4].step[2]"),
    ("level = 1", 'level = "satu"', "criterion[2].step[2].level"),
    ('criterion = "tanpa-beban"', 'criterion = "beban"', "paraphrase[3].criterion"),
    ("schema = 1", "schema = 2", "schema"),
    ('standing = "verified"', 'standing = "sure"', "criterion[1].text"),
    ("[[form]]", "[[shape]]", "shape"),
    ("schema = 1", "schema = = 1", ""),
]


@pytest.mark.parametrize(("old", "new", "key"), BROKEN)
def test_a_broken_file_is_told_by_its_key(tmp_path: Path, old: str, new: str, key: str) -> None:
    data = copied(tmp_path, lambda text: text.replace(old, new, 1))
    with pytest.raises(RulebookError) as caught:
        load_law(data)
    assert caught.value.key == key
    (line,) = [describe(violation, WORDS) for violation in violations_beside(data)]
    assert "law.toml" in line and key in line


@pytest.mark.parametrize(
    ("old", "new", "value"),
    [
        ('"kompas-2017-09-28"', '"kompas-2018"', "kompas-2018"),
        ('line = "sid_benefit"', 'line = "sid_nothing"', "sid_nothing"),
        ('id = "penerapan"', 'id = "terapan"', "penerapan"),
    ],
)
def test_what_the_law_names_is_on_file(tmp_path: Path, old: str, new: str, value: str) -> None:
    data = copied(tmp_path, lambda text: text.replace(old, new, 1))
    (line,) = [describe(violation, WORDS) for violation in violations_beside(data)]
    assert "law.toml" in line and value in line


def test_without_the_file_the_check_says_so(tmp_path: Path) -> None:
    data = Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(".*")))
    (data / "law.toml").unlink()
    (line,) = [describe(violation, WORDS) for violation in check(data)]
    assert "law.toml" in line


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
