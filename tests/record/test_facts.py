"""The checks on every record of rules, law and Smart City: standing by sources, printed form."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import describe
from iga_core.rules import Band, ValueInterval
from iga_core.rules.printed import PrintedFormError, agrees, read_printed
from tests.slips import violations_beside


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the files beside the tables."""
    for path in DATA.glob("*.toml"):
        shutil.copy(path, tmp_path)
    shutil.copytree(DATA / "rulebooks", tmp_path / "rulebooks")
    return tmp_path


def slip(data: Path, file: str, old: str, new: str) -> list[tuple[str, str, str, str]]:
    """Write one slip into ``file``; return file, key, value and rule of what the checks say."""
    path = data / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    violations = violations_beside(data)
    for violation in violations:
        for language in ("id", "en"):
            assert "\n" not in describe(violation, load_words(language))
    return [(o.file, o.column, o.value, o.rule) for o in violations]


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "standing"),
    [
        (
            "rulebooks/2026.toml",
            'value = 12\nunit = "inovasi"\ninstrument = "Surat Kepala BSKDN '
            '400.10.11/1887/BSKDN, 29 April 2026"\nclause = "Lampiran I angka XI.B"\n'
            'sources = ["github-simonda", "github-inovahub-sumbawa"]',
            'value = 12\nunit = "inovasi"\ninstrument = "x"\nclause = "x"\n'
            'sources = ["github-simonda"]',
            "divisor",
            "verified",
        ),
        (
            "rulebooks/2026.toml",
            'sources = ["kode-publik-57486725890"], standing = "single_source"',
            'sources = ["kode-publik-57486725890"], standing = "verified"',
            "line.sid_regulation.evidence",
            "verified",
        ),
        (
            "rulebooks/2018.toml",
            'standing = "single_source"\nprinted = "501',
            'standing = "verified"\nprinted = "501',
            "class[3]",
            "verified",
        ),
        (
            "rulebooks/2025.toml",
            '"github-brida-inovasi"], also = ["github-sigap-new"]',
            '"github-brida-inovasi", "github-sigap-new"]',
            "line.sid_staff.levels[1]",
            "single_source",
        ),
        (
            "law.toml",
            'sources = ["kompas-2017-09-28", "paparan-bskdn-2022-03"], standing = "verified"',
            'sources = ["kompas-2017-09-28"], standing = "verified"',
            "criterion[1].text",
            "verified",
        ),
        (
            "smartcity.toml",
            'standing = "single_source", printed = "10%"',
            'standing = "verified", printed = "10%"',
            "weights.b.baseline",
            "verified",
        ),
    ],
)  # fmt: skip
def test_a_standing_that_its_sources_do_not_bear_is_named(
    data: Path, file: str, old: str, new: str, key: str, standing: str
) -> None:
    assert slip(data, file, old, new) == [(file, key, standing, "standing_sources")]


def test_two_pages_of_one_publisher_are_one_witness(data: Path) -> None:
    old = 'pedoman-evaluasi-smart-city-5-dimensi"]\nstanding = "single_source"'
    new = old.replace("single_source", "verified")
    assert slip(data, "smartcity.toml", old, new) == [
        ("smartcity.toml", "programme.name", "verified", "standing_sources")
    ]


@pytest.mark.parametrize(
    ("file", "old", "new", "found"),
    [
        # the limit itself, and the class below it that printed where it ends
        ("rulebooks/2026.toml", "value = 40.01", "value = 41.01",
         [("class[2]", "0.01"), ("class[3]", "41.01")]),
        ("rulebooks/2026.toml", "40,01–65,00", "40,01–64,00", [("class[3]", "40.01")]),
        ("rulebooks/2026.toml", "65,01–100,00", "65,01–99,00", [("class[4]", "65.01")]),
        ("rulebooks/2024.toml", 'printed = "di bawah 35"', 'printed = "di bawah 36"',
         [("class[2]", "0.01")]),
        ("rulebooks/2020.toml", "di atas 1.000", "di atas 1.001", [("class[4]", "1001")]),
        ("rulebooks/2018.toml", "1.001 ke atas", "1.000 ke atas", [("class[4]", "1001")]),
        ("rulebooks/2026.toml", 'value = 0.38\n', 'value = 0.38\nprinted = "0,40"\n',
         [("count.points", "0.38")]),
        ("rulebooks/2026.toml", 'value = 25.20\n', 'value = 25.20\nprinted = "25,2 persen"\n', []),
        ("rulebooks/2026.toml", "value = { low = 2.05, high = 5.23 },",
         'value = { low = 2.05, high = 5.23 }, printed = "2,05–5,32",',
         [("line.spd_income_per_capita.levels[2]", "Band(low=Decimal('2.05'), high=")]),
        ("smartcity.toml", 'printed = "3,31"', 'printed = "3,13"', [("case[1].index", "3.31")]),
    ],
)  # fmt: skip
def test_a_value_that_contradicts_its_printed_form_is_named(
    data: Path, file: str, old: str, new: str, found: list[tuple[str, str]]
) -> None:
    said = slip(data, file, old, new)
    assert [(name, key, rule) for name, key, _, rule in said] == [
        (file, key, "printed") for key, _ in found
    ]
    for (_, _, value, _), (_, expected) in zip(said, found, strict=True):
        assert value.startswith(expected)


def test_a_printed_limit_is_no_interval(data: Path) -> None:
    said = slip(
        data,
        "rulebooks/2021.toml",
        "value = { above = 29.35, to = 30.37 }",
        'value = { above = 29.35, to = 30.37 }\nprinted = "30,00–60,00"',
    )
    assert [(key, rule) for _, key, _, rule in said] == [("class[3]", "printed")]


def test_a_printed_form_that_nobody_can_compare_is_named(data: Path) -> None:
    said = slip(data, "rulebooks/2026.toml", "40,01–65,00", "kira-kira 40")
    assert [(key, rule) for _, key, _, rule in said] == [("class[3]", "printed_form")]


@pytest.mark.parametrize(
    ("text", "low", "high", "outside"),
    [
        ("40,01–65,00", "40.01", "65.00", False),
        ("501-1.000", "501", "1000", False),
        ("di atas 1.000", "1000", None, True),
        ("di bawah 35", None, "35", True),
        ("1.001 ke atas", "1001", None, False),
        ("30 persen", "30", "30", False),
        ("5–20%", "5", "20", False),
        ("-5,15–33,84", "-5.15", "33.84", False),
    ],
)
def test_printed_forms_are_read(
    text: str, low: str | None, high: str | None, outside: bool
) -> None:
    found = read_printed(text)
    ends = tuple(None if end is None else Decimal(end) for end in (low, high))
    assert (found.low, found.high, found.outside) == (*ends, outside)


@pytest.mark.parametrize("text", ["", "empat puluh", "40,01–", "1.00–2.00", "±40", "40 / 50"])
def test_what_is_no_printed_form_is_refused(text: str) -> None:
    with pytest.raises(PrintedFormError):
        read_printed(text)


def test_only_numbers_are_compared() -> None:
    assert agrees("Piagam saja", "apa pun")
    assert agrees(True, "ya")
    assert agrees(Band(None, Decimal("2.04")), "di bawah 2,05") is False
    assert agrees(ValueInterval(Decimal(1), Decimal(2)), "1–2")
