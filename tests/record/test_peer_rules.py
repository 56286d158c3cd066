"""``data/peers.toml``: read strictly, and what it names must be on file."""

import shutil
from pathlib import Path

import pytest

from iga_core.declared.peers import FILE
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import check, describe
from tests.slips import violations_beside


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return Path(shutil.copytree(DATA, tmp_path_factory.mktemp("copy") / "data"))


@pytest.mark.parametrize(
    ("old", "new", "key", "reason"),
    [
        ("schema = 1", "schema = 2", "schema", "schema"),
        ("schema = 1", "schema = ", "", "not_toml"),
        ("number = 5", "number = 0", "number", "not_allowed"),
        ("number = 5", "peers = 5", "peers", "unknown_key"),
        ("stressed = 3", "stressed = 0.5", "stressed", "not_allowed"),
        ("least_known = 0.5", "least_known = 1.5", "least_known", "not_allowed"),
        ("near = 0.1", "", "near", "missing"),
        ('id = "luas"', 'id = "penduduk"', "feature.penduduk", "repeated"),
        ('id = "luas"', 'id = "Luas tanah"', "feature.Luas tanah.id", "not_slug"),
        ('kind = "named"', 'kind = "border"', "feature.pksn.kind", "not_allowed"),
        ('kind = "ordinal"', 'kind = "number"', "feature.predikat", "not_allowed"),
        ("weight = 0.25", "weight = -1", "feature.pulau.weight", "not_allowed"),
        ("weight = 0.25", 'weight = "a lot"', "feature.pulau.weight", "not_number"),
        ("empty_counts = true", "empty_counts = 1", "feature.papua.empty_counts", "not_flag"),
        ("weight = 0.5\ncolumns = [\"pksn", "weight = 0.5\nempty_counts = true\ncolumns = [\"pksn",
         "feature.pksn.empty_counts", "not_allowed"),
        ('["island_group"]', '["island_group", "papua_cluster"]', "feature.pulau.columns",
         "not_allowed"),
        ('["island_group"]', "[]", "feature.pulau.columns", "not_list"),
        ('["island_group"]', '["island"]', "feature.pulau.columns", "not_allowed"),
        ('["island_group"]', '["name"]', "feature.pulau.columns", "not_allowed"),
        ('["area_km2"]', '["seat"]', "feature.luas.columns", "not_allowed"),
        ('"pksn_2025_2029"]', '"tertinggal_2020_2024"]', "feature.pksn.columns", "not_allowed"),
        ('measure = "poverty_rate"', 'measure = "rate"', "feature.miskin.statistic.measure",
         "not_allowed"),
        ("year = 2025, series = [\"T14\"", "year = 2030, series = [\"T14\"",
         "feature.ipm.statistic.year", "not_allowed"),
        ('"T16", "T17"', '"T16", "T12"', "feature.ipm.statistic.series", "not_allowed"),
        ("predicate = { year = 2025", "predicate = { year = 2017",
         "feature.predikat.predicate.year", "not_allowed"),
        ('bases = ["index_report"]', 'bases = ["rumour"]', "feature.predikat.predicate.bases",
         "not_allowed"),
        ('"Kurang Inovatif", "Inov', '"Terinovatif", "Inov', "feature.predikat.predicate.order",
         "not_allowed"),
    ],
)  # fmt: skip
def test_a_broken_file_is_named_in_one_clear_line(
    data: Path, old: str, new: str, key: str, reason: str
) -> None:
    text = (DATA / FILE).read_text(encoding="utf-8")
    assert old in text
    (data / FILE).write_text(text.replace(old, new, 1), encoding="utf-8")
    violations = violations_beside(data)
    assert {(o.file, o.column, o.rule) for o in violations} >= {(FILE, key, f"rulebook_{reason}")}
    line = describe(violations[0], load_words("id"))
    assert line.startswith(f"{FILE}, ") and "\n" not in line
    if key:
        assert f"kolom {key}," in line


def test_a_file_that_is_gone_is_named(data: Path) -> None:
    (data / FILE).unlink()
    assert [(o.file, o.rule) for o in check(data)] == [(FILE, "rulebook_no_file")]


def test_one_wrong_name_gives_one_line(data: Path) -> None:
    text = (DATA / FILE).read_text(encoding="utf-8")
    (data / FILE).write_text(text.replace("area_km2", "area"), encoding="utf-8")
    assert [(o.column, o.value) for o in violations_beside(data)] == [
        ("feature.luas.columns", "area")
    ]


def test_no_feature_without_any_weight(data: Path) -> None:
    head, _, rest = (DATA / FILE).read_text(encoding="utf-8").partition("[[feature]]")
    lines = [line if "weight" not in line else "weight = 0" for line in rest.splitlines()]
    (data / FILE).write_text(head + "[[feature]]" + "\n".join(lines), encoding="utf-8")
    assert [(o.column, o.rule) for o in violations_beside(data)] == [
        ("feature", "rulebook_not_allowed")
    ]
