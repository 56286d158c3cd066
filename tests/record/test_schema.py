"""The declaration of the tables: a slip in any of its cells is named, in its file and row."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from iga_core.__main__ import main
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import BrokenDataError, Violation, check, describe, load_record
from iga_core.record.dictionary import dictionary
from iga_core.record.schema import load_schema

WORDS = load_words("id")
FILES = ("tables", "columns", "vocabularies")
Cells = dict[str, str]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")


@pytest.fixture
def declared(tmp_path: Path) -> Path:
    """A copy of the declaration alone."""
    return shutil.copytree(DATA / "schema", tmp_path / "schema")


def rows(name: str) -> list[Cells]:
    with (DATA / "schema" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(folder: Path, name: str, cells: list[Cells]) -> None:
    with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(cells[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(cells)


def changed(folder: Path, name: str, place: int, column: str, value: str) -> None:
    cells = rows(name)
    cells[place] |= {column: value}
    write(folder, name, cells)


def named(folder: Path) -> list[Violation]:
    """What is said of a declaration; of a sound one nothing. Every line can be printed."""
    try:
        load_schema(folder)
    except BrokenDataError as error:
        for violation in error.violations:
            for language in ("id", "en"):
                line = describe(violation, load_words(language))
                assert "\n" not in line and "{" not in line
        return list(error.violations)
    return []


def first(name: str, fits: Callable[[Cells], object]) -> int:
    return next(place for place, cells in enumerate(rows(name)) if fits(cells))


PLACES = [
    (name, column, place)
    for name in FILES
    for column in rows(name)[0]
    for place in (0, len(rows(name)) // 2, len(rows(name)) - 1)
]


@pytest.mark.parametrize(("name", "column", "place"), PLACES)
def test_a_cell_that_says_something_else_is_told(
    declared: Path, name: str, column: str, place: int
) -> None:
    """By the declaration's own rules, or because the dictionary no longer follows from it."""
    kept = (DATA / "README.md").read_text(encoding="utf-8")
    for value in ("", "entah apa", "no", "-1", "text", "awards.id", "a\x00b"):
        if value == rows(name)[place][column]:
            continue
        changed(declared, name, place, column, value)
        violations = named(declared)
        assert {o.file for o in violations} <= {f"schema/{n}.csv" for n in FILES}
        assert violations or dictionary(load_schema(declared), WORDS) != kept, value


def is_(column: str, value: str) -> Callable[[Cells], bool]:
    return lambda cells: cells[column] == value


def column(table: str, name: str) -> Callable[[Cells], bool]:
    return lambda cells: (cells["table"], cells["column"]) == (table, name)


SLIPS: dict[str, tuple[str, Callable[[Cells], object], str, str, str]] = {
    "a type that is none": ("columns", column("awards", "rank"), "type", "number", "vocabulary"),
    "neither yes nor no": ("columns", column("awards", "rank"), "required", "ja", "vocabulary"),
    "a limit that is no number": (
        "columns", column("awards", "rank"), "minimum", "one", "form_decimal",
    ),
    "a number without a limit": (
        "columns", column("awards", "rank"), "maximum", "", "declared_filled",
    ),
    "a limit of a text": ("columns", column("awards", "note"), "minimum", "1", "declared_empty"),
    "a number that is said to be a text": (
        "columns", column("awards", "rank"), "type", "text", "declared_empty",
    ),
    "a word without a vocabulary": (
        "columns", column("awards", "level"), "vocabulary", "", "declared_filled",
    ),
    "a vocabulary that nobody declares": (
        "columns", column("awards", "level"), "vocabulary", "tingkat", "broken_link",
    ),
    "an empty cell without a meaning": (
        "columns", column("awards", "rank"), "empty_means", "", "declared_filled",
    ),
    "a column of a table that nobody declares": (
        "columns", column("awards", "rank"), "table", "award", "broken_link",
    ),
    "a link to a table that nobody declares": (
        "columns", column("awards", "region_code"), "links_to", "region.code", "broken_link",
    ),
    "a link to a column that nobody declares": (
        "columns", column("awards", "region_code"), "links_to", "regions.kode", "broken_link",
    ),
    "a link to no column": (
        "columns", column("awards", "region_code"), "links_to", "regions", "broken_link",
    ),
    "a link to a column of another type": (
        "columns", column("awards", "region_code"), "links_to", "awards.year", "link_type",
    ),
    "a column twice": ("columns", column("awards", "rank"), "column", "level", "duplicate"),
    "a key that is no column": ("tables", is_("table", "awards"), "key", "kode", "vocabulary"),
    "a key with a blank too much": (
        "tables", is_("table", "aliases"), "key", "alias  code", "vocabulary",
    ),
    "a table twice": ("tables", is_("table", "aliases"), "table", "regions", "duplicate"),
    "a file of two tables": (
        "tables", is_("table", "results"), "path", "record/awards.csv", "duplicate",
    ),
    "a file outside": ("tables", is_("table", "awards"), "path", "../awards.csv", "table_path"),
    "a word twice": ("vocabularies", is_("value", "kota"), "value", "kabupaten", "duplicate"),
    "a word out of its place": ("vocabularies", is_("value", "kota"), "position", "7", "position"),
    "a place that is no number": (
        "vocabularies", is_("value", "kota"), "position", "tiga", "form_int",
    ),
}  # fmt: skip


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_where_it_stands(declared: Path, slip: str) -> None:
    name, fits, at, value, rule = SLIPS[slip]
    place = first(name, fits)
    changed(declared, name, place, at, value)
    found = {(o.file, o.row, o.rule) for o in named(declared)}
    assert (f"schema/{name}.csv", place + 2, rule) in found


@pytest.mark.parametrize("name", FILES)
def test_a_file_or_a_column_that_is_missing_is_named(declared: Path, name: str) -> None:
    for missing in rows(name)[0]:
        write(declared, name, [{k: v for k, v in c.items() if k != missing} for c in rows(name)])
        assert named(declared) == [
            Violation(f"schema/{name}.csv", 1, missing, "", "missing_column")
        ]
    (declared / f"{name}.csv").write_bytes(b"\xff\xfe")
    assert [o.rule for o in named(declared)] == ["not_utf8"]
    (declared / f"{name}.csv").write_text("", encoding="utf-8")
    assert [o.rule for o in named(declared)] == ["not_csv"]
    (declared / f"{name}.csv").unlink()
    assert [o.rule for o in named(declared)] == ["missing_file"]


def test_a_table_without_columns_is_named(declared: Path) -> None:
    write(declared, "columns", [c for c in rows("columns") if c["table"] != "ties"])
    place = first("tables", is_("table", "ties"))
    assert named(declared) == [
        Violation("schema/tables.csv", place + 2, "table", "ties", "no_columns")
    ]


def test_a_table_that_the_program_reads_and_nobody_declares_is_named(data: Path) -> None:
    for name in ("tables", "columns"):
        write(data / "schema", name, [c for c in rows(name) if c["table"] != "ties"])
    (data / "record/ties.csv").unlink()
    (violation,) = check(data)
    assert violation == Violation("schema/tables.csv", 0, "", "ties", "undeclared")


def test_a_vocabulary_that_the_program_reads_and_nobody_declares_is_named(data: Path) -> None:
    free = {"type": "text", "vocabulary": ""}
    columns = [c | free if c["vocabulary"] == "pillar" else c for c in rows("columns")]
    write(data / "schema", "columns", columns)
    words = [c for c in rows("vocabularies") if c["vocabulary"] != "pillar"]
    write(data / "schema", "vocabularies", words)
    (violation,) = check(data)
    assert violation == Violation("schema/vocabularies.csv", 0, "", "pillar", "undeclared")


def test_a_broken_declaration_is_lines_for_the_operator_and_no_data_for_the_pages(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed(data / "schema", "columns", 0, "type", "number")
    for verb in (["check"], ["dictionary"], ["positions"], ["boundaries", str(data / "README.md")]):
        assert main(["--data", str(data), *verb]) == 1
        said = capsys.readouterr()
        assert said.err == ""
        assert said.out.startswith("schema/columns.csv, baris 2, kolom type, nilai “number”: ")
    with pytest.raises(BrokenDataError):
        load_record(data)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("record/awards_2.csv", ""),
        ("peer.toml", ""),
        ("record/awards.toml", ""),
        ("catatan.txt", ""),
        ("rulebooks/2026.txt", ""),
        ("schema/rules.csv", ""),
        ("README", ""),
        ("awards.csv", ""),
        ("baru/awards.csv", "baru"),
        ("record/lama/2017/awards.csv", "record/lama"),
        ("kosong/", "kosong"),
    ],
)
def test_what_nobody_reads_is_told(data: Path, name: str, told: str) -> None:
    if name.endswith("/"):
        (data / name).mkdir()
    else:
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text("a,b\n", encoding="utf-8")
    assert check(data) == [Violation(told or name, 0, "", "", "undeclared_file")]


@pytest.mark.parametrize("name", ["02026.toml", "٢٠٢٦.toml", "2026-lama.toml"])
def test_rules_of_no_year_are_told(data: Path, name: str) -> None:
    shutil.copy(data / "rulebooks/2026.toml", data / "rulebooks" / name)
    assert [(o.file, o.rule) for o in check(data)] == [(f"rulebooks/{name}", "rulebook_not_a_year")]


def test_what_starts_with_a_dot_is_no_data(data: Path) -> None:
    (data / ".DS_Store").write_bytes(b"\0")
    (data / "record/.change.lock").touch()
    assert check(data) == []


def test_a_word_of_quality_that_has_no_row_is_named(data: Path) -> None:
    """Whether a source may be older than its result is a column, so a new word needs no code."""
    words = rows("vocabularies")
    place = max(int(c["position"]) for c in words if c["vocabulary"] == "quality") + 1
    words.append({"vocabulary": "quality", "value": "draft", "position": str(place)})
    write(data / "schema", "vocabularies", words)
    missing = {(o.file, o.value, o.rule) for o in check(data)}
    assert ("record/qualities.csv", "draft", "no_row") in missing
    with (data / "record/precedence.csv").open("a", encoding="utf-8") as file:
        file.write("quality,draft,99,x\n")
    with (data / "record/qualities.csv").open("a", encoding="utf-8") as file:
        file.write("draft,no,no,no,no,yes,x\n")
    assert check(data) == []


def test_whether_a_source_may_be_older_than_its_result_is_data(data: Path) -> None:
    def edit(file: str, at: str, column: str, value: str) -> None:
        with (data / file).open(encoding="utf-8", newline="") as opened:
            cells = list(csv.DictReader(opened))
        key = next(iter(cells[0]))
        changed_rows = [c | {column: value} if c[key] == at else c for c in cells]
        write((data / file).parent, Path(file).stem, changed_rows)

    source = "jurnalbengkulu-2025-12-10-walikota-bengkulu-dedy-raih-penghargaan"
    edit("record/sources.csv", source, "published_on", "2025-07-18")
    older = [o for o in check(data) if o.file == "record/results.csv"]
    assert older and {o.rule for o in older} == {"source_older"}
    with (data / "record/results.csv").open(encoding="utf-8", newline="") as file:
        claims = list(csv.DictReader(file))
    for quality in {claims[o.row - 2]["quality"] for o in older}:
        edit("record/qualities.csv", quality, "may_predate", "yes")
    assert not [o for o in check(data) if o.file == "record/results.csv"]
