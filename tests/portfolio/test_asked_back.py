"""What is uncertain in a file is asked back by kind and place; nothing is added or lost unsaid."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from openpyxl import Workbook

from iga_core.language import all_words
from iga_core.paths import DATA
from iga_core.portfolio import (
    Claim,
    Innovation,
    PortfolioError,
    load_portfolio,
    portfolio_json,
    problem_count,
    problem_lines,
    vocabularies,
)
from iga_core.portfolio.fields import FIELDS
from iga_core.portfolio.file import layout
from iga_core.portfolio.file.workbook import WorkbookReading
from iga_core.regions import load_aliases
from iga_core.rules import cached_rulebook
from tests.portfolio.forms import FORMS
from tests.portfolio.workbooks import (
    BOOK,
    CODES,
    FIRST,
    REGISTER,
    WORDS,
    column,
    edited,
    example,
    made,
    outcome,
    put,
    put_spd,
)

ALIASES = load_aliases(DATA / "regions", REGISTER)
Change = Callable[[Any], None]


def reading(data: bytes) -> WorkbookReading:
    return load_portfolio(data, cached_rulebook, WORDS, BOOK.year, REGISTER, ALIASES)


def names(found: WorkbookReading) -> list[str]:
    return [item.name for item in found.portfolio.innovations]


def told(found: WorkbookReading, message: str) -> list[int | None]:
    """The rows of which a message is told."""
    problems = [x for x in found.problems if x.message.id == f"workbook.{message}"]
    return sorted(
        (row for x in problems for row in (x.row, *x.more)), key=lambda row: (row is None, row)
    )


def listed(*rows: tuple[object, ...], title: str = "Rekap") -> bytes:
    """A list as an office makes it: names, agencies, stages, and levels of line 16."""

    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.title = title
        for row in (("Nama inovasi", "OPD", "Tahapan", "Regulasi Inovasi Daerah"), *rows):
            sheet.append(list(row))

    return made(change)


FULL = [("Satu", "Dinas A", "penerapan", 2), ("Dua", "Dinas B", "penerapan", 3)]


@pytest.mark.parametrize(
    "row",
    [
        ("JUMLAH", None, None, 5),
        ("Total Inovasi", None, None, "5"),
        ("Rata-rata", None, None, 2.5),
        ("Grand Total: 2 inovasi",),
        ("Keterangan : data sementara",),
        ("Catatan: nilai menurut OPD",),
        ("*) belum diverifikasi",),
        ("Mengetahui,", "Banda Aceh, 30 April 2026"),
        ("NIP. 19700101 199001 1 001",),
    ],
    ids=str,
)
def test_what_stands_below_a_table_is_no_innovation_and_is_told(row: tuple[object, ...]) -> None:
    found = reading(listed(*FULL, row))
    assert names(found) == ["Satu", "Dua"]
    assert told(found, "note_below") == [4]


def test_subtotals_between_the_rows_are_told_and_what_follows_is_read() -> None:
    found = reading(listed(FULL[0], ("Jumlah Dinas A", None, None, 2), FULL[1], ("JUMLAH",)))
    assert names(found) == ["Satu", "Dua"]
    assert told(found, "note_below") == [3, 5]


@pytest.mark.parametrize(
    "row",
    [
        ("Total Bersih Kampung", "Dinas LH", "penerapan", 1),
        ("Jumlah Jentik Daring", "Dinkes"),
        ("Sumber Air Warga", "Dinas PU", "penerapan", 2),
        ("Totalitas Layanan",),
        ("Notebook Guru",),
        ("Kepala Sekolah Menyapa",),
    ],
    ids=str,
)
def test_an_innovation_that_only_begins_like_a_total_stays_one(row: tuple[object, ...]) -> None:
    found = reading(listed(row, *FULL, row))
    assert names(found) == [row[0], "Satu", "Dua", row[0]]
    assert told(found, "note_below") == []


def test_innovations_of_a_name_alone_stay_above_a_signature() -> None:
    signed = [(), ("Banda Aceh, 30 April 2026",), ("Kepala Bappeda",), (), ("Budi",), ("NIP 1",)]
    found = reading(listed(("Satu",), ("Dua",), *signed))
    assert names(found) == ["Satu", "Dua"]
    assert told(found, "note_below") == [5, 6, 8, 9]


def test_a_name_merged_over_rows_is_one_innovation_and_the_rows_are_asked_for() -> None:
    def change(book: Any) -> None:  # noqa: ANN401
        sheet = book["Inovasi"]
        sheet.cell(FIRST + 1, 1).value = None
        sheet.merge_cells(start_row=FIRST, end_row=FIRST + 1, start_column=1, end_column=1)

    found = reading(edited(change))
    assert len(found.portfolio.innovations) == len(example().innovations) - 1
    assert told(found, "expect_own_name") == [FIRST + 1]


def two_sheets(second: Change) -> bytes:
    def change(book: Any) -> None:  # noqa: ANN401
        book.copy_worksheet(book["Inovasi"]).title = "Inovasi (2)"
        second(book["Inovasi (2)"])

    return edited(change)


def test_a_copied_sheet_adds_nothing_and_that_is_told() -> None:
    found = reading(two_sheets(lambda sheet: None))
    assert found.portfolio == example()
    number = len(example().innovations)
    assert len(told(found, "note_said_before")) == number
    assert len(told(found, "note_sheet_read")) == 2
    assert problem_count(found.problems) == number + 2


def test_where_two_sheets_differ_both_are_kept_and_told() -> None:
    def change(sheet: Any) -> None:  # noqa: ANN401
        sheet.delete_rows(FIRST + 1, 100)
        sheet.cell(FIRST, column(sheet, "agency")).value = "Dinas Lain"

    found = reading(two_sheets(change))
    first = example().innovations[0]
    extra = replace(first, agency="Dinas Lain")
    assert found.portfolio.innovations == (*example().innovations, extra)
    assert len(told(found, "note_name_again")) == 1


def test_a_sheet_that_is_not_read_is_told() -> None:
    def change(book: Any) -> None:  # noqa: ANN401
        book.create_sheet("Anggaran").append(["Belanja", 5])

    found = reading(edited(change))
    assert [p.sheet for p in found.problems if p.message.id == "workbook.note_sheet_left"] == [
        "Anggaran"
    ]
    assert found.portfolio == example()


@pytest.mark.parametrize(
    ("code", "name", "region", "message", "row"),
    [
        ("11.71", "Kota Banda Aceh", "11.71", "", 0),
        ("Pemkot Banda Aceh", None, "11.71", "note_region", 6),
        ("Kab. Aceh Barat", None, "11.05", "note_region", 6),
        (1171, None, "11.71", "note_region", 6),
        (11.71, None, "11.71", "", 0),
        (12.1, None, "12.10", "", 0),
        ("11,71", None, "11.71", "note_region", 6),
        ("11.71 Kota Banda Aceh", None, "11.71", "", 0),
        (None, "Pemerintah Kota Banda Aceh", "11.71", "note_region", 7),
        (None, "Mamuju Utara", "76.01", "note_region", 7),
        ("-", "Kota Banda Aceh", "11.71", "note_region", 7),
        ("99.99", "Kota Banda Aceh", "11.71", "expect_region", 6),
        ("11.71", "Kota Sabang", "11.71", "note_other_region", 7),
        ("Kota Antah", None, "", "expect_region", 6),
        (None, "Kota Antah", "", "note_region_name", 7),
        (None, "Bandung", "", "note_region_name", 7),
    ],
)
def test_the_region_is_read_as_people_write_it(
    code: object, name: str | None, region: str, message: str, row: int
) -> None:
    def change(book: Any) -> None:  # noqa: ANN401
        guide = book["Petunjuk"]
        guide.cell(6, 3).value, guide.cell(7, 3).value, guide.cell(8, 3).value = code, name, "Tidak"

    found = reading(edited(change))
    assert found.portfolio.region == region
    if message:
        assert told(found, message) == [row]
    else:
        assert found.problems == ()


def test_a_list_says_its_year_and_region_above_its_headings() -> None:
    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for row in (
            ["REKAP INOVASI"],
            ["Pemerintah Daerah", ":", "Kota Banda Aceh"],
            ["Tahun Anggaran: 2026"],
            [],
            ["No", "Nama inovasi", "OPD", "Tahapan"],
            [1, "Satu", "Dinas A", "penerapan"],
        ):
            sheet.append(row)

    found = outcome(made(change))
    assert not isinstance(found, PortfolioError)
    assert (found.portfolio.year, found.portfolio.region) == (2026, "11.71")
    assert names(found) == ["Satu"]


@pytest.mark.parametrize("said", ["TA 2026", "Tahun Anggaran 2026", "T.A. 2026", "2026", 2026])
def test_the_year_is_read_as_people_write_it(said: object) -> None:
    def change(book: Any) -> None:  # noqa: ANN401
        book["Petunjuk"].cell(5, 3).value = said

    found = outcome(edited(change))
    assert not isinstance(found, PortfolioError)
    assert (found.portfolio.year, found.problems) == (2026, ())


def headed(*lines: str) -> bytes:
    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["Nama inovasi", "OPD", "Tahapan", *lines])
        sheet.append(["Satu", "Dinas A", "penerapan", *[2] * len(lines)])

    return made(change)


SID = BOOK.aspect("SID")


@pytest.mark.parametrize(
    "write",
    [
        lambda line: line.code,
        lambda line: line.no,
        lambda line: line.name.upper(),
        lambda line: f"{line.no}. {line.name}",
        lambda line: f"Indikator {line.no}",
        lambda line: WORDS(f"workbook.also_{line.code}").split(";")[0],
        lambda line: f"{int(line.no) - 15}. {line.name}",
    ],
)
def test_a_line_is_known_by_code_number_and_each_of_its_names(write: Callable[[Any], str]) -> None:
    found = reading(headed(*map(write, SID)))
    (item,) = found.portfolio.innovations
    assert item.levels == {line.code: Claim(2) for line in SID}
    assert told(found, "note_ignored") == told(found, "note_near_heading") == []


def test_numbers_that_count_a_lists_own_columns_name_no_line() -> None:
    found = reading(headed(*(str(number) for number in range(1, 21))))
    (item,) = found.portfolio.innovations
    assert item.levels == {}
    assert len(told(found, "note_ignored")) == 20


def test_no_further_name_means_two_things() -> None:
    meant: dict[str, str] = {}
    fields = {name: code for code in FIELDS for name in layout.names_of(code)}
    lines = {
        name: line.code
        for line in (*SID, *BOOK.aspect("SPD"))
        for name in layout.line_names((line,))
    }
    for name, code in (*fields.items(), *lines.items()):
        assert meant.setdefault(name, code) == code, name
    for vocabulary, values in vocabularies(BOOK).items():
        found: dict[str, str] = {}
        for value in values:
            for name in layout.choice_names(vocabulary, (value,)):
                assert found.setdefault(name, value) == value, name


@pytest.mark.parametrize(
    "name", ["Perpustakaan dan Kearsipan", "Perindustrian dan Perdagangan", "Lainnya", "Umum"]
)
def test_an_affair_that_may_be_two_is_asked_for(name: str) -> None:
    found = reading(put("affair", name))
    assert found.portfolio.innovations[0].affair == ""
    assert [p.row for p in found.unread] == [FIRST]


@pytest.mark.parametrize(
    ("said", "affair"),
    [
        ("Perumahan dan Kawasan Permukiman", "perumahan"),
        ("Ketenteraman, Ketertiban Umum, dan Perlindungan Masyarakat", "trantibumlinmas"),
        ("Kesehatan", "kesehatan"),
        ("Health", "kesehatan"),
    ],
)
def test_json_knows_the_same_affairs_and_regions(said: str, affair: str) -> None:
    item = {"name": "Satu", "affair": said, "crossing_affairs": [said]}
    data = json.dumps({"year": 2026, "region": "Pemkot Banda Aceh", "innovations": [item]})
    found = reading(data.encode()).portfolio
    assert found.innovations == (Innovation("Satu", affair=affair, crossing_affairs=(affair,)),)
    assert found.region == "11.71"


def test_json_of_the_example_is_as_it_was() -> None:
    assert reading(json.dumps(portfolio_json(example())).encode()).portfolio == example()


@pytest.mark.parametrize("form", FORMS)
def test_a_percentage_is_the_same_number_in_every_form(form: str) -> None:
    for shown, value in (("0.00%", 0.0523), ('0.00"%"', 5.23), ("General", 5.23)):
        data = put_spd("spd_income_per_capita", "value", value, shown=shown)
        found = reading(FORMS[form](data))
        assert found.portfolio.spd_values["spd_income_per_capita"] == Decimal("5.23")
        assert found.unread == ()


@pytest.mark.parametrize("form", FORMS)
def test_days_errors_and_truths_are_the_same_in_every_form(form: str) -> None:
    for code, value, read_as in (
        ("applied_on", date(2025, 3, 3), date(2025, 3, 3)),
        ("rejected", True, True),
        ("words", 320, 320),
    ):
        found = reading(FORMS[form](put(code, value)))
        assert getattr(found.portfolio.innovations[0], code) == read_as
    (problem,) = reading(FORMS[form](put("agency", "#REF!"))).unread
    assert (problem.row, problem.message.id) == (FIRST, "workbook.expect_no_error")


def dashes(book: Any) -> None:  # noqa: ANN401
    """A dash in every empty cell, one wrong day and one wrong level."""
    sheet = book["Inovasi"]
    for row in sheet.iter_rows(min_row=FIRST, max_row=FIRST + 23):
        for cell in row:
            if cell.value is None:
                cell.value = "-"
    sheet.cell(FIRST + 20, column(sheet, "applied_on")).value = "31 Februari 2025"
    for row in range(FIRST, FIRST + 9):
        sheet.cell(row, column(sheet, "words")).value = "cukup"


def test_what_is_asked_back_is_counted_by_kind_the_rarest_first() -> None:
    empty = sum(
        cell.value is None
        for row in laid_out().iter_rows(min_row=FIRST, max_row=FIRST + 23)
        for cell in row
    )
    found = reading(edited(dashes))
    for words in all_words():
        lines = problem_lines(found.problems, words)
        assert "31 Februari 2025" in lines[0]
        assert "cukup" in lines[1]
        assert words("workbook.note_nothing", word="-") in lines[2]
        assert len(lines) == 3
    counts = {p.message.id: 0 for p in found.problems}
    for problem in found.problems:
        counts[problem.message.id] += problem.count
    day = 1 if example().innovations[20].applied_on is None else 0
    count = sum(item.words is None for item in example().innovations[:9])
    assert counts["workbook.note_nothing"] == empty - day - count
    assert problem_count(found.problems) == empty - day - count + 10


def laid_out() -> Any:  # noqa: ANN401
    held: list[Any] = []
    edited(lambda book: held.append(book["Inovasi"]))
    return held[0]


def test_many_places_of_one_kind_are_one_line_with_the_first_of_them() -> None:
    def change(book: Any) -> None:  # noqa: ANN401
        for row in range(FIRST, FIRST + 20):
            for line in SID[:5]:
                sheet = book["Inovasi"]
                sheet.cell(row, column(sheet, f"{line.code}.claimed")).value = f"x{row}"
                sheet.cell(row, column(sheet, f"{line.code}.verified")).value = None

    found = reading(edited(change))
    (line,) = problem_lines(found.problems, WORDS)
    assert line.startswith("100 tempat")
    assert f"baris {FIRST}" in line
    assert "\n" not in line and len(line) < 800


def test_a_hidden_row_is_read_and_told() -> None:
    def change(book: Any) -> None:  # noqa: ANN401
        for sheet, row in (("Inovasi", FIRST + 3), ("SPD", FIRST + 1)):
            book[sheet].row_dimensions[row].hidden = True

    found = reading(edited(change))
    assert found.portfolio == example()
    assert told(found, "note_hidden_row") == [FIRST + 1, FIRST + 3]


def test_a_year_that_the_file_does_not_say_is_told() -> None:
    found = reading(listed(*FULL))
    assert (found.portfolio.year, found.rulebook.year) == (None, BOOK.year)
    assert told(found, "note_no_year") == [None]


def test_the_row_of_codes_is_no_innovation_wherever_it_stands() -> None:
    def change(book: Any) -> None:  # noqa: ANN401
        sheet = book["Inovasi"]
        for place in range(1, sheet.max_column + 1):
            code = sheet.cell(CODES, place)
            sheet.cell(FIRST + 24, place).value, code.value = code.value, None

    found = reading(edited(change))
    assert (found.portfolio, found.problems) == (example(), ())
