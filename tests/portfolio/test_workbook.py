"""A workbook is read as people fill it in; written and read again it is the same portfolio."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from hypothesis import example as also
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from iga_core.portfolio import (
    Claim,
    Innovation,
    Portfolio,
    PortfolioError,
    load_portfolio,
    make_template,
    portfolio_bytes,
    read_portfolio,
)
from iga_core.portfolio.file.cells import CellError, as_day, as_flag, as_level, as_number, as_year
from iga_core.rules import cached_rulebook
from tests.portfolio.portfolios import portfolios
from tests.portfolio.workbooks import (
    BOOK,
    FIRST,
    REGISTER,
    WORDS,
    column,
    edited,
    example,
    example_file,
    made,
    outcome,
    part,
    put,
    put_spd,
    read,
    repacked,
)

few = settings(max_examples=30)
ODD = Portfolio(
    year=2026,
    innovations=(
        Innovation('=HYPERLINK("x")', agency="_x0041_", location="<b>&amp;", evidence={}),
        Innovation("👩‍🔬 Élan\nbaris dua", agency="'+62", location="@SUM(A1)"),
        Innovation("2025", agency="12,5", location="ya"),
    ),
)


@given(portfolios(BOOK))
@also(ODD)
@few
def test_a_portfolio_is_the_same_after_the_workbook(made: Portfolio) -> None:
    found = read(make_template(BOOK, WORDS, portfolio=made))
    assert found.unread == ()
    assert found.portfolio == made


@given(portfolios(BOOK))
@also(ODD)
@few
def test_a_portfolio_is_the_same_after_json(made: Portfolio) -> None:
    found, _ = read_portfolio(portfolio_bytes(made), cached_rulebook, register=REGISTER)
    assert found == made


cells = (
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1))
    | st.text(st.characters(exclude_categories=["C"]), max_size=20)
    | st.sampled_from(["=1/0", "2", "Tingkat 2", "ya", "12,5 %", "1.234,5", "03/03/2025"])
)


@given(st.lists(st.tuples(st.integers(1, 12), st.integers(1, 20), cells), max_size=30))
@settings(max_examples=20)
def test_nothing_in_any_cell_breaks_the_reading(changes: list[tuple[int, int, Any]]) -> None:
    def change(book: Any) -> None:  # noqa: ANN401
        for sheet in book.worksheets:
            for row, place, value in changes:
                sheet.cell(row, place).value = value

    outcome(edited(change))  # a refusal or a reading; anything else is raised


def test_both_kinds_of_file_are_told_apart_by_their_contents() -> None:
    for data in (example_file(), portfolio_bytes(example())):
        assert load_portfolio(data, cached_rulebook, WORDS).portfolio == example()


def test_the_year_asked_for_comes_before_the_one_written() -> None:
    found = read(example_file(), year=2027)
    assert (found.rulebook.year, found.portfolio.year) == (2027, 2026)


def first(data: bytes) -> Innovation:
    found = outcome(data)
    assert not isinstance(found, PortfolioError)
    assert found.unread == ()
    return found.portfolio.innovations[0]


@pytest.mark.parametrize(
    ("code", "value", "field", "read_as"),
    [
        ("sid_regulation.claimed", "2", "levels", 2),
        ("sid_regulation.claimed", 2.0, "levels", 2),
        ("sid_regulation.claimed", "Tingkat 2", "levels", 2),
        ("sid_regulation.claimed", "Level II", "levels", 2),
        ("sid_regulation.claimed", "0", "levels", 0),
        ("sid_regulation.claimed", "2 (Perkada)", "levels", 2),
        ("sid_regulation.claimed", "Tingkat 2: Peraturan kepala daerah", "levels", 2),
        ("sid_regulation.claimed", "2. Perkada, 2025", "levels", 2),
        ("sid_regulation.claimed", "2 \N{EN DASH} Perkada\nNo. 3", "levels", 2),
        ("affair", "2.10 Komunikasi & Informatika", "affair", "komunikasi-informatika"),
        ("affair", "Perumahan dan Kawasan Pemukiman", "affair", "perumahan"),
        (
            "affair",
            "Ketentraman, Ketertiban Umum, serta Perlindungan Masyarakat",
            "affair",
            "trantibumlinmas",
        ),
        ("stage", "uji coba", "stage", "uji-coba"),
        ("stage", "PENERAPAN ", "stage", "penerapan"),
        ("stage", "uji-coba", "stage", "uji-coba"),
        ("affair", "kesehatan", "affair", "kesehatan"),
        ("affair", "Pekerjaan Umum dan Penataan Ruang", "affair", "pekerjaan-umum"),
        ("affair", "pekerjaan-umum", "affair", "pekerjaan-umum"),
        (
            "crossing_affairs",
            "Ketenteraman, ketertiban umum, dan pelindungan masyarakat; Sosial",
            "crossing_affairs",
            ("trantibumlinmas", "sosial"),
        ),
        ("crossing_affairs", "sosial, pangan", "crossing_affairs", ("sosial", "pangan")),
        ("crossing_affairs", "Sosial\nPangan", "crossing_affairs", ("sosial", "pangan")),
        ("form", "inovasi pelayanan publik", "form", "pelayanan-publik"),
        ("type", "Non-Digital", "type", "non-digital"),
        ("words", "1.234", "words", 1234),
        ("words", "320 kata", "words", 320),
        ("words", 320.0, "words", 320),
        ("rejected", "YA", "rejected", True),
        ("rejected", False, "rejected", False),
        ("applied_on", "3 Maret 2025", "applied_on", date(2025, 3, 3)),
        ("applied_on", "03/04/2025", "applied_on", date(2025, 4, 3)),
        ("applied_on", "3-4-2025", "applied_on", date(2025, 4, 3)),
        ("applied_on", "Senin, 3 maret 2025", "applied_on", date(2025, 3, 3)),
        ("applied_on", "Jum'at 7 Maret 2025", "applied_on", date(2025, 3, 7)),
        ("applied_on", "tanggal 3 Nopember 2025", "applied_on", date(2025, 11, 3)),
        ("applied_on", "3-Pebruari-2025", "applied_on", date(2025, 2, 3)),
        ("applied_on", "03 Agt. 2025", "applied_on", date(2025, 8, 3)),
        ("applied_on", "2025/03/03", "applied_on", date(2025, 3, 3)),
        ("applied_on", "2025-03-03 00:00:00", "applied_on", date(2025, 3, 3)),
        ("applied_on", datetime(2025, 3, 3, 8), "applied_on", date(2025, 3, 3)),
        ("agency", 112, "agency", "112"),
    ],
)
def test_a_cell_is_read_as_people_fill_it_in(
    code: str, value: object, field: str, read_as: object
) -> None:
    found = getattr(first(put(code, value)), field)
    if field == "levels":
        found = found["sid_regulation"].claimed
    assert found == read_as


@pytest.mark.parametrize(
    ("value", "read_as"),
    [
        (5.23, "5.23"),
        ("5,23", "5.23"),
        ("5.23", "5.23"),
        ("1.234,5", "1234.5"),
        ("12,5 %", "12.5"),
        ("-5,14", "-5.14"),
        ("\N{MINUS SIGN}5,14", "-5.14"),
        (" 7 ", "7"),
        ("０,５", "0.5"),
    ],
)
def test_a_number_is_read_as_indonesians_write_it(value: object, read_as: str) -> None:
    found = outcome(put_spd("spd_pad", "value", value))
    assert not isinstance(found, PortfolioError)
    assert found.unread == ()
    assert found.portfolio.spd_values["spd_pad"] == Decimal(read_as)


def test_a_cell_shown_as_percent_is_a_percentage() -> None:
    def change(book: Any) -> None:  # noqa: ANN401
        cell = book["SPD"].cell(13, column(book["SPD"], "value"))
        cell.value, cell.number_format = 0.125, "0.0%"

    found = outcome(edited(change))
    assert not isinstance(found, PortfolioError)
    assert found.portfolio.spd_values["spd_pad"] == Decimal("12.5")


@pytest.mark.parametrize("old", [False, True], ids=["from 1900", "from 1904"])
def test_a_bare_serial_is_a_day_and_is_told(old: bool) -> None:
    serial = 45719 - (1462 if old else 0)

    def change(book: Any) -> None:  # noqa: ANN401
        cell = book["Inovasi"].cell(FIRST, column(book["Inovasi"], "applied_on"))
        cell.value, cell.number_format = serial, "General"

    data = edited(change)
    if old:
        name = "xl/workbook.xml"
        text = re.sub(rb"<workbookPr\b", b'<workbookPr date1904="1"', part(name, data))
        data = repacked({name: text}, data)
    found = outcome(data)
    assert not isinstance(found, PortfolioError)
    assert found.portfolio.innovations[0].applied_on == date(2025, 3, 3)
    told = [p for p in found.problems if p.message.id == "workbook.note_read_as"]
    assert [(p.row, p.message.values["read"]) for p in told] == [(FIRST, "3 Maret 2025")]


@pytest.mark.parametrize(
    ("reader", "cell"),
    [
        (lambda cell: as_level(cell, 3), "IV"),
        (lambda cell: as_level(cell, 3), "2/3"),
        (lambda cell: as_level(cell, 3), "dua"),
        (lambda cell: as_level(cell, 3), float("nan")),
        (lambda cell: as_number(cell, True), "1e5"),
        (lambda cell: as_number(cell, True), float("inf")),
        (lambda cell: as_number(cell, False), "12,5 %"),
        (lambda cell: as_number(cell, True), "1,234"),
        (as_day, "2025-13-01"),
        (lambda cell: as_level(cell, 3), "1-10 orang"),
        (lambda cell: as_level(cell, 3), "1,5"),
        (lambda cell: as_level(cell, 3), "2 (4)"),
        (as_day, "03/13/25"),
        (as_day, "3/25"),
        (as_day, "TA 2025"),
        (as_day, "Nopember 2025"),
        (as_year, "2025/2026"),
        (as_year, "26"),
        (as_day, "20250303"),
        (as_day, True),
        (as_day, 1e300),
        (as_flag, 1),
    ],
)
def test_what_has_two_readings_or_none_is_not_guessed(
    reader: Callable[[object], object], cell: object
) -> None:
    with pytest.raises(CellError):
        reader(cell)


def without_codes(book: Any) -> None:  # noqa: ANN401
    for sheet in book.worksheets[1:]:
        sheet.delete_rows(4)
    book["SPD"].delete_cols(1)


def reordered(book: Any) -> None:  # noqa: ANN401
    sheet = book["Inovasi"]
    last = sheet.max_column
    for row in range(3, sheet.max_row + 1):
        cells = [sheet.cell(row, place) for place in range(1, last + 1)]
        held = [(cell.value, cell.number_format) for cell in cells]
        for cell, (value, form) in zip(cells, reversed(held), strict=True):
            cell.value, cell.number_format = value, form


def spread(book: Any) -> None:  # noqa: ANN401
    for sheet in book.worksheets[1:]:
        sheet.insert_rows(8, 3)
        sheet.insert_rows(1, 2)
        sheet.insert_cols(2)


def retitled(book: Any) -> None:  # noqa: ANN401
    sheet = book["Inovasi"]
    for place in range(1, 15):
        sheet.cell(3, place).value = f"Judul kami {place}"


@pytest.mark.parametrize("change", [without_codes, spread, retitled, reordered])
def test_a_moved_table_is_still_found(change: Callable[[Any], None]) -> None:
    found = outcome(edited(change))
    assert not isinstance(found, PortfolioError)
    assert found.unread == ()
    assert found.portfolio == example()


def own_table(book: Any) -> None:  # noqa: ANN401
    """A list as an office makes it: one heading row, other names, numbers beneath, a blank row."""
    sheet = book.active
    sheet.title = "Rekap"
    sheet.append(["REKAP INOVASI DAERAH"])
    sheet.append([])
    sheet.append(["No.", "Judul Inovasi", "OPD", "Urusan", "Tahapan", "Regulasi Inovasi Daerah"])
    sheet.append([1, 2, 3, 4, 5, 6])
    sheet.append([1, "Antar Obat", "Dinkes", "kesehatan", "penerapan", 3])
    sheet.append([])
    sheet.append([2, "Kelas Jemput", "Disdik", "pendidikan", "uji coba", "Tingkat 1"])


def test_an_offices_own_list_is_read_by_its_headings() -> None:
    def change(book: Workbook) -> None:
        own_table(book)
        guide = book.create_sheet("Petunjuk")
        guide.append(["Tahun aturan", "2026"])

    found = outcome(made(change))
    assert not isinstance(found, PortfolioError)
    assert found.unread == ()
    assert found.portfolio.innovations == (
        Innovation("Antar Obat", "Dinkes", affair="kesehatan", stage="penerapan",
                   levels={"sid_regulation": Claim(3)}),
        Innovation("Kelas Jemput", "Disdik", affair="pendidikan", stage="uji-coba",
                   levels={"sid_regulation": Claim(1)}),
    )  # fmt: skip
    assert {p.message.id for p in found.problems} >= {
        "workbook.note_numbering",
        "workbook.note_columns_missing",
        "workbook.note_no_spd",
    }


def test_a_formula_gives_the_value_it_was_saved_with() -> None:
    row, sheet = b'<c r="L5"><f>100+200</f><v>300</v></c>', "xl/worksheets/sheet3.xml"
    text, number = re.subn(rb'<c r="L5"[^>]*><v>\d+</v></c>', row, part(sheet))
    assert number == 1
    assert first(repacked({sheet: text})).words == 300


def test_what_is_not_read_stays_unsaid_and_the_rest_is_kept() -> None:
    found = outcome(put("applied_on", "entah"))
    assert not isinstance(found, PortfolioError)
    expected = replace(example().innovations[0], applied_on=None)
    assert found.portfolio.innovations == (expected, *example().innovations[1:])


def test_reading_leaves_the_file_as_it_was() -> None:
    data = example_file()
    outcome(data)
    assert load_workbook(BytesIO(data)).sheetnames == ["Petunjuk", "SPD", "Inovasi", "Daftar"]
