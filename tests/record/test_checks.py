"""The checks: each kind of slip is named with its file, row, column, value and rule, and alone."""

import csv
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from iga_core.language import load_words
from iga_core.paths import DATA, ROOT
from iga_core.record import BrokenDataError, Violation, check, describe, load_record

WORDS = load_words("id")
AWARDS, RESULTS, NATIONAL = "record/awards.csv", "record/results.csv", "record/national.csv"
SOURCES = "record/sources.csv"
LISTS, CORRECTIONS, YEARS = "record/lists.csv", "record/corrections.csv", "record/award_years.csv"
Cells = dict[str, str]


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return shutil.copytree(DATA, tmp_path / "data")


def table(path: Path) -> list[Cells]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def first_row(file: str, fits: Callable[[Cells], object]) -> int:
    """The row number, in the file that is kept, of the first row that fits."""
    return next(n for n, cells in enumerate(table(DATA / file), start=2) if fits(cells))


def set_cell(data: Path, file: str, row: int, column: str, value: str) -> None:
    rows = table(data / file)
    rows[row - 2][column] = value
    with (data / file).open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def set_line(data: Path, file: str, row: int, change: Callable[[str], str]) -> None:
    lines = (data / file).read_text(encoding="utf-8").split("\n")
    lines[row - 1] = change(lines[row - 1])
    (data / file).write_text("\n".join(lines), encoding="utf-8")


def is_id(wanted: str) -> Callable[[Cells], bool]:
    return lambda cells: cells["id"] == wanted


def ranked_kota(cells: Cells) -> bool:
    kota = cells["region_code"][3:] >= "71"
    return kota and bool(cells["rank_within_type"]) and not cells["type_rank_base"]


UNDATED = {
    cells["id"] for cells in table(DATA / SOURCES) if not cells["published_on"]
}  # never older than anything
# what is broken: file, which row, column, the new value, the rule that is named (and the table
# in which, where that is another)
SLIPS: dict[str, tuple[Any, ...]] = {
    "a wrong code": (AWARDS, lambda c: True, "region_code", "99.99", "broken_link"),
    "a duplicate id": (
        AWARDS,
        lambda c: c["id"] != table(DATA / AWARDS)[0]["id"],
        "id",
        table(DATA / AWARDS)[0]["id"],
        "duplicate",
    ),
    "a score of 101 in 2023": (
        RESULTS,
        lambda c: c["year"] == "2023" and c["score"],
        "score",
        "101",
        "off_scale",
    ),
    "a rank of 94 among 93 kota": (
        RESULTS,
        ranked_kota,
        "rank_within_type",
        "94",
        "rank_above_base",
    ),
    "an award dated outside its year": (
        AWARDS,
        lambda c: c["programme"] == "SmartCity" and {*c["source_ids"].split()} <= UNDATED,
        "ceremony_on",
        "2031-01-05",
        "date_outside_year",
    ),
    "a source that does not exist": (
        AWARDS,
        lambda c: True,
        "source_ids",
        "tidak-ada",
        "broken_link",
    ),
    "a list longer than its size": (
        LISTS,
        is_id("daftar-iga-2017-kota-penerima-iga"),
        "awarded",
        "9",
        "list_size",
    ),
    "a class larger than the national figure": (
        NATIONAL,
        is_id("nas-2020-predicate-count-kota-sangat-inovatif"),
        "value",
        "1",
        "class_count",
    ),
    "more participants than governments": (
        NATIONAL,
        is_id("nas-2020-participants"),
        "value",
        "543",
        "participants",
    ),
    "a number of governments that the register contradicts": (
        YEARS,
        lambda c: c["year"] == "2020",
        "kota",
        "94",
        "governments",
    ),
    "a session without its basis": (
        AWARDS,
        lambda c: c["session"],
        "session_basis",
        "",
        "companion",
    ),
    "an award rank given twice": (
        AWARDS,
        lambda c: c["year"] == "2022" and c["level"] == "Terinovatif" and c["rank"] == "2",
        "rank",
        "1",
        "rank_repeated",
    ),
    "an award rank above its list": (
        AWARDS,
        lambda c: c["year"] == "2022" and c["level"] == "Terinovatif" and c["rank"] == "2",
        "rank",
        "500",
        "rank_above_base",
    ),
    "a score on another year's scale": (
        RESULTS,
        lambda c: c["year"] == "2020" and c["scale"],
        "scale",
        "0-100",
        "scale_of_year",
    ),
    "a score without a scale": (
        RESULTS,
        lambda c: c["year"] == "2020" and c["scale"],
        "scale",
        "",
        "scale_without_score",
    ),
    "a correction that matches no more": (
        CORRECTIONS,
        lambda c: True,
        "now",
        "Terbaik",
        "correction_value",
    ),
    "a correction of a row that is gone": (
        CORRECTIONS,
        lambda c: True,
        "row_id",
        "iga-1999",
        "correction_target",
    ),
    "a word outside its vocabulary": (AWARDS, lambda c: True, "level", "Juara", "vocabulary"),
    "a cell that must not be empty": (
        "record/sources.csv",
        lambda c: True,
        "publisher",
        "",
        "required",
    ),
    "a number that is none": (RESULTS, lambda c: True, "year", "dua ribu", "form_int"),
    "a number beyond its limits": (RESULTS, lambda c: True, "innovations", "10001", "limits"),
    "a day that does not exist": (AWARDS, lambda c: True, "ceremony_on", "2017-02-30", "calendar"),
    "a day of the year nought": (AWARDS, lambda c: True, "ceremony_on", "0000-01-01", "calendar"),
    "a source a month older than its award": (
        SOURCES,
        is_id("wordpers-2020-12-18-p-14863"),
        "published_on",
        "2020-11",
        "source_older",
        AWARDS,
    ),
    "a source older than the result it is said to print": (
        SOURCES,
        is_id("jurnalbengkulu-2025-12-10-walikota-bengkulu-dedy-raih-penghargaan"),
        "published_on",
        "2025-07-18",
        "source_older",
        RESULTS,
    ),
    "a tie to a source that the award does not cite": (
        "record/ties.csv",
        lambda c: True,
        "source_id",
        "pikiran-merdeka-banda-aceh-2020",
        "tie_not_cited",
    ),
    "a tie to a field nobody knows": (
        "record/ties.csv",
        lambda c: True,
        "fields",
        "receiver prize",
        "vocabulary",
    ),
    "a text that only one source carries": (
        SOURCES,
        is_id("wordpers-2020-12-18-p-14863"),
        "text_group",
        "naskah-sendiri",
        "text_alone",
    ),
    "a doubt about a row that is gone": (
        "record/doubts.csv",
        lambda c: c["doubt"] == "none",
        "row_id",
        "iid-1999",
        "broken_link",
    ),
    "a doubt that names a source the row does not cite": (
        "record/doubts.csv",
        lambda c: c["doubt"] == "none",
        "source_id",
        "wordpers-2020-12-18-p-14863",
        "doubted_source",
    ),
    "a stage that ends before it begins": (
        "record/season.csv",
        lambda c: c["from_on"] and c["to_on"] and c["stage"] != "ceremony",
        "to_on",
        "2001-01-01",
        "ends_before_it_begins",
    ),
    "a ceremony on another day than its awards": (
        "record/season.csv",
        lambda c: c["stage"] == "ceremony" and c["year"] == "2020",
        "from_on",
        "2020-12-17",
        "ceremony_of_awards",
    ),
    "a row taken in that leads nowhere": (
        "record/intake.csv",
        lambda c: True,
        "ids",
        "iga-1999",
        "broken_link",
    ),
}


def places(violations: list[Violation]) -> list[tuple[str, int, str]]:
    return [(violation.file, violation.row, violation.rule) for violation in violations]


def test_the_data_on_file_pass() -> None:
    assert check(DATA) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_named_and_nothing_else(data: Path, slip: str) -> None:
    file, fits, column, value, rule, *elsewhere = SLIPS[slip]
    row = first_row(file, fits)
    set_cell(data, file, row, column, value)
    if elsewhere:  # the slip breaks the rows that point to it
        found = check(data)
        assert {(o.file, o.column, o.rule) for o in found} >= {(elsewhere[0], "source_ids", rule)}
        assert {o.rule for o in found} == {rule}
        return
    (violation,) = check(data)
    assert (violation.file, violation.row, violation.column, violation.rule) == (
        file,
        row,
        column,
        rule,
    )
    line = describe(violation, WORDS)
    assert line.startswith(f"{file}, baris {row}, kolom {column}, nilai “{value}")
    assert "{" not in line


def test_a_missing_column_is_named(data: Path) -> None:
    for row in range(1, 1 + len((data / YEARS).read_text(encoding="utf-8").splitlines())):
        set_line(data, YEARS, row, lambda line: line.rpartition(",")[0])
    assert check(data) == [Violation(YEARS, 1, "kota", "", "missing_column")]


def test_a_broken_line_is_named(data: Path) -> None:
    row = first_row(AWARDS, lambda c: c["year"] == "2021")
    set_line(data, AWARDS, row, lambda line: line.replace(",", "", 1))
    (violation,) = check(data)
    assert places([violation]) == [(AWARDS, row, "broken_line")]
    assert "terbagi 12 sel, seharusnya 13" in describe(violation, WORDS)


def test_a_file_that_is_not_utf8_is_named_with_the_line_of_the_first_wrong_byte(
    data: Path,
) -> None:
    row = first_row(RESULTS, lambda c: c["year"] == "2021")
    lines = (data / RESULTS).read_bytes().split(b"\n")
    lines[row - 1] += " é".encode("latin-1")
    (data / RESULTS).write_bytes(b"\n".join(lines))
    assert check(data) == [Violation(RESULTS, row, "", "b'\\xe9'", "not_utf8")]


def test_a_missing_file_is_named(data: Path) -> None:
    (data / LISTS).unlink()
    violations = check(data)
    assert violations == [Violation(LISTS, 0, "", "", "missing_file")]
    assert "(seluruh berkas)" in describe(violations[0], WORDS)


def test_a_retired_id_in_use_is_named(data: Path) -> None:
    used, other = (cells["id"] for cells in table(DATA / AWARDS)[:2])
    row = len(table(DATA / "record/retired_ids.csv")) + 2
    with (data / "record/retired_ids.csv").open("a", encoding="utf-8") as file:
        file.write(f"{used},{other},2026-11-21,digabung\n")
    assert check(data) == [Violation("record/retired_ids.csv", row, "id", used, "id_in_use")]


def test_every_slip_is_reported_not_only_the_first(data: Path) -> None:
    set_cell(data, AWARDS, 2, "region_code", "99.99")
    set_cell(data, AWARDS, 5, "level", "Juara")
    set_cell(data, RESULTS, 3, "year", "")
    assert set(places(check(data))) == {
        (AWARDS, 2, "broken_link"),
        (AWARDS, 5, "vocabulary"),
        (RESULTS, 3, "required"),
    }


def test_the_dashboard_refuses_broken_data_with_the_same_violations(data: Path) -> None:
    set_cell(data, AWARDS, 2, "region_code", "99.99")
    with pytest.raises(BrokenDataError) as refused:
        load_record(data)
    assert list(refused.value.violations) == check(data)


def command(*arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "iga_core", *arguments]
    return subprocess.run(line, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")


def test_the_command_passes_the_data_on_file() -> None:
    done = command("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == WORDS("violation.passed") + "\n"


def test_the_command_fails_on_broken_data_and_prints_each_violation(data: Path) -> None:
    set_cell(data, AWARDS, 2, "region_code", "99.99")
    done = command("--data", str(data), "check")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == (
        "record/awards.csv, baris 2, kolom region_code, nilai “99.99”: tidak ada di regions\n"
    )


def test_a_number_is_named_as_it_stands_in_the_file(data: Path) -> None:
    row = first_row(RESULTS, lambda c: c["year"] == "2023" and c["score"])
    set_cell(data, RESULTS, row, "score", "101")
    assert check(data) == [Violation(RESULTS, row, "score", "101", "off_scale")]


def test_an_unknown_column_is_named_and_nothing_else(data: Path) -> None:
    path = data / "record/sources.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(f"{line},x" for line in lines) + "\n", encoding="utf-8")
    assert places(check(data)) == [("record/sources.csv", 1, "unknown_column")]


def test_a_line_break_in_a_cell_is_named_and_nothing_else(data: Path) -> None:
    set_cell(data, "record/sources.csv", 2, "publisher", "liputan\nmusi")
    assert places(check(data)) == [("record/sources.csv", 2, "line_break")]


def test_a_wrong_quotation_mark_is_named_with_its_row(data: Path) -> None:
    set_line(data, AWARDS, 3, lambda line: line.replace(",IGA,", ',"IGA"x,'))
    assert places(check(data)) == [(AWARDS, 3, "not_csv")]


def test_a_code_outside_its_province_is_named(data: Path) -> None:
    row = 2 + [cells["code"] for cells in table(data / "regions/regions.csv")].index("11.71")
    set_cell(data, "regions/regions.csv", row, "province_code", "12")
    assert [violation.row for violation in check(data)] == [row]


def test_what_check_passes_can_be_loaded(data: Path) -> None:
    first = table(data / "regions/aliases.csv")[0]
    other = "misprint" if first["kind"] != "misprint" else "spelling"
    with (data / "regions/aliases.csv").open("a", encoding="utf-8") as file:
        file.write(f"{first['alias']},{first['code']},{other},,\n")
    with pytest.raises(BrokenDataError):
        load_record(data)


def test_a_rule_without_a_position_is_named(data: Path) -> None:
    path = data / "record/precedence.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in lines if not line.startswith("decree,cited,")]
    path.write_text("\n".join(kept) + "\n", encoding="utf-8")
    assert check(data) != []


def test_a_correction_of_a_score_holds(data: Path) -> None:
    source = table(data / "record/sources.csv")[0]["id"]
    with (data / CORRECTIONS).open("a", encoding="utf-8") as file:
        file.write(f"koreksi-999,results,iid-2020-18.71-1,score,2500,2501,2026-11-21,x,{source}\n")
    assert check(data) == []


def test_a_day_of_an_interval_that_does_not_exist_is_named(data: Path) -> None:
    set_cell(data, "record/sources.csv", 2, "published_on", "2020-11-08/2020-02-31")
    assert places(check(data)) == [("record/sources.csv", 2, "calendar")]


def test_an_award_of_a_year_that_is_not_declared_is_named(data: Path) -> None:
    assert table(data / YEARS)[0]["year"] == "2017"
    lines = (data / YEARS).read_text(encoding="utf-8").splitlines(keepends=True)
    (data / YEARS).write_text("".join([lines[0], *lines[2:]]), encoding="utf-8")
    assert check(data) != []


def test_a_result_of_a_government_that_did_not_exist_yet_is_named(data: Path) -> None:
    row = first_row(RESULTS, lambda c: c["year"] == "2018" and not c["predicate"])
    set_cell(data, RESULTS, row, "region_code", "95")
    assert [(violation.file, violation.row) for violation in check(data)] == [(RESULTS, row)]


def test_retired_ids_that_lead_in_a_circle_are_named(data: Path) -> None:
    with (data / "record/retired_ids.csv").open("a", encoding="utf-8") as file:
        file.write("a,b,2026-11-21,x\nb,a,2026-11-21,x\n")
    assert check(data) != []


def test_an_award_of_another_type_is_named(data: Path) -> None:
    row = first_row(AWARDS, lambda c: c["category"] == "Kota" and c["year"] == "2025")
    set_cell(data, AWARDS, row, "category", "Kabupaten")
    assert (AWARDS, row, "category_of_type") in places(check(data))


def test_a_column_named_twice_is_named(data: Path) -> None:
    path = data / "record/scales.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([f"{lines[0]},id", *(f"{li},x" for li in lines[1:])]) + "\n")
    assert places(check(data)) == [("record/scales.csv", 1, "repeated_column")]


CATEGORIES, DECIDERS = "record/categories.csv", "record/category_lists.csv"


def test_a_category_that_no_list_decides_is_named(data: Path) -> None:
    row = first_row(DECIDERS, is_id("daftar-kategori-tertinggal-2015-2019"))
    set_cell(data, DECIDERS, row, "last_year", "2017")
    decided = [c for c in table(DATA / CATEGORIES) if c["category"] == "Daerah Tertinggal"]
    early = [c for c in decided if c["year"] in ("2018", "2019")]
    assert [o.rule for o in check(data)] == ["category_lists"] * len(early)


def test_a_category_that_two_lists_decide_is_named(data: Path) -> None:
    row = first_row(DECIDERS, is_id("daftar-kategori-tertinggal-2015-2019"))
    set_cell(data, DECIDERS, row, "last_year", "2020")
    assert {o.rule for o in check(data)} == {"category_lists"}


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("column", "papua", "category_column"),
        ("hint_columns", "pksn", "category_column"),
        ("yes_values", "", "category_values"),
        ("types", "kabupaten desa", "category_types"),
    ],
)
def test_a_list_that_cannot_be_read_is_named(
    data: Path, column: str, value: str, rule: str
) -> None:
    row = first_row(DECIDERS, is_id("daftar-kategori-papua"))
    set_cell(data, DECIDERS, row, column, value)
    assert places(check(data)) == [(DECIDERS, row, rule)]


@pytest.mark.parametrize(
    ("column", "value"), [("category", "Kota"), ("year", "2021"), ("basis", "named")]
)
def test_an_account_names_a_category_once_for_one_year_and_basis(
    data: Path, column: str, value: str
) -> None:
    row = first_row(CATEGORIES, is_id("kategori-2022-jpnn-kabupaten"))
    set_cell(data, CATEGORIES, row, column, value)
    assert {o.rule for o in check(data)} == {"category_set"}
