"""Broken workbooks: each is refused or read with one clear message, soon, and never a traceback."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from datetime import datetime
from io import BytesIO
from struct import pack
from typing import Any
from zipfile import ZipFile

import pytest
from openpyxl.utils import get_column_letter

from iga_core.portfolio import PortfolioError, problem_line
from tests.portfolio.forms import NAMES, content, in_streams, ods, ods_of, xls, xls_stream
from tests.portfolio.workbooks import (
    CODES,
    FIRST,
    WORDS,
    column,
    edited,
    example,
    example_file,
    made,
    outcome,
    package,
    part,
    put,
    put_spd,
    repacked,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600
LEVEL = "sid_regulation.claimed"
SHEET = "xl/worksheets/sheet3.xml"
STRINGS = "xl/sharedStrings.xml"
LAUGHS = b"""<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a "ha">%s]><sst>&a9;</sst>""" % b"".join(
    b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 10 if n else b"&a;" * 10) for n in range(10)
)
MANY_TEXTS = b"<sst>" + b"".join(b"<si><t>%x</t></si>" % n for n in range(900_000)) + b"</sst>"


ODF = "application/vnd.oasis.opendocument"


def _locked(stream: bytes) -> bytes:
    """The records of a workbook, with the one that says it has a password behind the first."""
    return stream[:20] + b"\x2f\0\2\0\0\0" + stream[20:]


def _circle(data: bytes) -> bytes:
    """A file of streams whose second sector is followed by the first."""
    place = data.rindex(pack("<II", 1, 2))
    return data[: place + 4] + pack("<I", 0) + data[place + 8 :]


def xls_rows(number: int) -> bytes:
    def change(book: Any) -> None:  # noqa: ANN401
        for row in range(FIRST, number):
            book["Inovasi"].cell(row, 1).value = "Inovasi"

    return xls(edited(change))


def locked_ods() -> bytes:
    manifest = b"<manifest><encryption-data/></manifest>"
    return repacked({"META-INF/manifest.xml": manifest}, ods(example_file()))


def rows_again(number: int, text: str = "a", columns: int = 2, sheets: int = 1) -> str:
    """Return OpenDocument whose few cells say that they stand there many times."""

    def row(cells: tuple[str, ...], times: int = 1, across: int = 1) -> str:
        held = "".join(
            f'<table:table-cell table:number-columns-repeated="{across}" '
            f'office:value-type="string"><text:p>{cell}</text:p></table:table-cell>'
            for cell in cells
        )
        return f'<table:table-row table:number-rows-repeated="{times}">{held}</table:table-row>'

    head = row(("Tahun", "2026")) + row(("Nama inovasi", "OPD", "Tahap"))
    rows = head + row((text,), number, columns)
    tables = (f'<table:table table:name="L{n}">{rows}</table:table>' for n in range(sheets))
    return f"<office:document-content {NAMES}>{''.join(tables)}</office:document-content>"


def renamed(old: str, new: str) -> bytes:
    def change(book: Any) -> None:  # noqa: ANN401
        book[old].title = new

    return edited(change)


def without(sheet: str) -> bytes:
    return edited(lambda book: book.remove(book[sheet]))


def stranger(book: Any) -> None:  # noqa: ANN401
    book.active.title = "Anggaran"
    for row in range(1, 20):
        book.active.append([row, "Belanja pegawai", row * 1000])


def no_name_column() -> bytes:
    def change(book: Any) -> None:  # noqa: ANN401
        book["Inovasi"].delete_cols(1)

    return edited(change)


def rows_of(number: int) -> bytes:
    def change(book: Any) -> None:  # noqa: ANN401
        sheet = book["Inovasi"]
        for row in range(number):
            sheet.append([f"Inovasi {row}", "Dinas"])

    return edited(change)


def full_rows(number: int) -> bytes:
    cells = b'<c r="%s%d"><v>1</v></c>'
    letters = [get_column_letter(place).encode() for place in range(1, 75)]
    rows = (
        b'<row r="%d">' % row + b"".join(cells % (c, row) for c in letters) + b"</row>"
        for row in range(500, 500 + number)
    )
    return repacked({SHEET: part(SHEET).replace(b"</sheetData>", b"".join(rows) + b"</sheetData>")})


def sheets_of(number: int) -> bytes:
    def change(book: Any) -> None:  # noqa: ANN401
        for place in range(number):
            book.create_sheet(f"Lembar {place}")

    return edited(change)


def scrambled() -> bytes:
    """The packed bytes of one sheet are noise; the table of contents still reads."""
    data = bytearray(example_file())
    with ZipFile(BytesIO(data)) as book:
        sheet = book.getinfo(SHEET)
    start = sheet.header_offset + 30 + len(SHEET)
    dice = random.Random(1)
    for _ in range(400):
        data[start + dice.randrange(sheet.compress_size)] = dice.randrange(256)
    return bytes(data)


def locked_zip() -> bytes:
    data = bytearray(example_file())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(sign)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(sign, at + 4)
    return bytes(data)


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "0 bytes": (lambda: b"", "empty"),
    "only zeros": (lambda: b"\0" * 5000, "empty"),
    "only spaces": (lambda: b" \r\n\t", "empty"),
    "larger than 10 MB": (lambda: example_file() + b"\0" * 10_000_000, "too_large"),
    "csv without a year": (
        lambda: b"Nama inovasi,OPD,Tahap\nAntar Obat,Dinkes,penerapan\n",
        "workbook_no_year",
    ),
    "csv of something else": (lambda: b"Tanggal;Belanja\n1;2\n", "workbook_no_table"),
    "csv with an open quote": (lambda: b'Nama;Tahap\n"Antar;penerapan\n', "workbook_csv"),
    "csv of 10,000 rows": (
        lambda: b"Nama;OPD;Tahap;Tahun\nTahun;2026\n" + b"Antar;Dinkes;penerapan;x\n" * 10_000,
        "workbook_rows",
    ),
    "csv of a million cells": (lambda: b"a;" * 1_000_000 + b"\n", "workbook_no_table"),
    "csv of 300,000 cells": (
        lambda: (b";".join([b"a"] * 200) + b"\n") * 1_500,
        "workbook_cells",
    ),
    "html named xls": (lambda: b"<html><table><tr><td>1</td></tr></table>", "workbook_html"),
    "xml of 2003": (lambda: b"<?xml version='1.0'?><Workbook/>", "workbook_html"),
    "json": (lambda: b'{"year": 2026}', "workbook_json"),
    "pdf": (lambda: b"%PDF-1.7 ...", "workbook_pdf"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n...", "workbook_picture"),
    "gzip": (lambda: b"\x1f\x8b\x08\0\0", "workbook_zip"),
    "a sentence": (lambda: b"halo dunia", "workbook_unknown"),
    "noise": (lambda: random.Random(3).randbytes(5000), "workbook_unknown"),
    "cut xls": (lambda: OLE + "Workbook".encode("utf-16-le"), "workbook_damaged"),
    "xls of before 1993": (lambda: b"\x09\x08" + bytes(600), "workbook_xls"),
    "streams without a workbook": (lambda: in_streams(b"x", "Contents"), "workbook_unknown"),
    "xls cut in half": (lambda: xls(example_file())[:40_000], "workbook_damaged"),
    "xls with a password": (
        lambda: in_streams(_locked(xls_stream(example_file()))),
        "workbook_encrypted",
    ),
    "xls whose streams go in circles": (lambda: _circle(xls(example_file())), "workbook_damaged"),
    "xls of 5,000 rows": (lambda: xls_rows(5_000), "workbook_rows"),
    "old doc": (lambda: OLE + "WordDocument".encode("utf-16-le"), "workbook_word"),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "workbook_encrypted"),
    "password of the archive": (locked_zip, "workbook_encrypted"),
    "docx": (lambda: package("word/document.xml"), "workbook_word"),
    "pptx": (lambda: package("ppt/presentation.xml"), "workbook_slides"),
    "ods without a table": (lambda: package("mimetype", "content.xml"), "workbook_no_table"),
    "odt": (lambda: ods_of("<a/>", ODF + ".text"), "workbook_word"),
    "odp": (lambda: ods_of("<a/>", ODF + ".presentation"), "workbook_slides"),
    "ods with a password": (locked_ods, "workbook_encrypted"),
    "ods cut in half": (lambda: ods_of(content(example_file())[:20_000]), "workbook_damaged"),
    "ods that multiplies entities": (
        lambda: ods_of(LAUGHS.decode()),
        "workbook_entities",
    ),
    "ods of a row a million times": (
        lambda: ods_of(rows_again(1_000_000)),
        "workbook_rows",
    ),
    "ods of full sheets": (
        lambda: ods_of(rows_again(2_000, "a" * 5, columns=250, sheets=3)),
        "workbook_cells",
    ),
    "ods of long texts again and again": (
        lambda: ods_of(rows_again(1_900, "a" * 9_000)),
        "too_heavy",
    ),
    "ods of 60 sheets": (lambda: ods_of(rows_again(1, sheets=60)), "workbook_sheets"),
    "xlsb": (lambda: package("xl/workbook.bin"), "workbook_xlsb"),
    "a zip of files": (lambda: package("a.txt", "b.txt"), "workbook_zip"),
    "cut in half": (lambda: example_file()[: len(example_file()) // 2], "workbook_damaged"),
    "scrambled": (scrambled, "workbook_damaged"),
    "empty workbook part": (lambda: repacked({"xl/workbook.xml": b""}), "workbook_damaged"),
    "only a workbook part": (lambda: package("xl/workbook.xml"), "workbook_damaged"),
    "sheet that is no xml": (lambda: repacked({SHEET: b"<worksheet><row"}), "workbook_damaged"),
    "text numbers without texts": (lambda: repacked({STRINGS: b"<sst/>"}), "workbook_damaged"),
    "zip bomb": (lambda: repacked({SHEET: b"<a>" + b" " * 29_000_000}), "workbook_bomb"),
    "zip bomb of many parts": (
        lambda: repacked({f"xl/x{n}.xml": b"<a/>" * 240_000 for n in range(40)}),
        "workbook_bomb",
    ),
    "too many texts": (lambda: repacked({STRINGS: MANY_TEXTS}), "workbook_bomb"),
    "entities that multiply": (lambda: repacked({STRINGS: LAUGHS}), "workbook_entities"),
    "entity from a file": (
        lambda: repacked({SHEET: b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><a/>'}),
        "workbook_entities",
    ),
    "entities in other letters": (
        lambda: repacked({STRINGS: LAUGHS.decode().encode("utf-16")}),
        "workbook_entities",
    ),
    "10,000 innovations": (lambda: rows_of(10_000), "workbook_rows"),
    "10,000 full rows": (lambda: full_rows(10_000), "workbook_cells"),
    "60 sheets": (lambda: sheets_of(60), "workbook_sheets"),
    "another workbook": (lambda: made(stranger), "workbook_no_sheet"),
    "empty workbook": (lambda: made(lambda book: None), "workbook_no_sheet"),
    "no sheet of innovations": (lambda: without("Inovasi"), "workbook_no_sheet"),
    "no column of names": (no_name_column, "workbook_no_name"),
    "no year": (lambda: without("Petunjuk"), "workbook_no_year"),
    "a later schema": (lambda: edited(lambda b: b["Petunjuk"].cell(4, 3, 99)), "schema"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_gives_one_line(name: str) -> None:
    make, reason = REFUSED[name]
    data = make()
    found = outcome(data)
    assert isinstance(found, PortfolioError)
    assert found.reason == reason
    line = WORDS(f"portfolio.{found.reason}", **found.details)
    assert "\n" not in line
    assert 5 < len(line) < 200


def twice(book: Any) -> None:  # noqa: ANN401
    sheet = book["Inovasi"]
    place = sheet.max_column + 1
    sheet.cell(CODES, place).value = "agency"
    sheet.cell(FIRST, place).value = "Dinas Lain"


def extra(book: Any) -> None:  # noqa: ANN401
    sheet = book["Inovasi"]
    sheet.insert_cols(3)
    sheet.cell(3, 3).value = "Nomor ponsel"
    sheet.cell(FIRST, 3).value = "0812"


def misspelt(book: Any) -> None:  # noqa: ANN401
    sheet = book["Inovasi"]
    place = column(sheet, "location")
    sheet.cell(CODES, place).value = None
    sheet.cell(3, place).value = "Lokassi inovasi"


def numbered(book: Any) -> None:  # noqa: ANN401
    sheet = book["Inovasi"]
    sheet.insert_rows(FIRST)
    for place in range(1, 20):
        sheet.cell(FIRST, place).value = place


def with_macros() -> bytes:
    """Return the example as an .xlsm holds it."""
    types = "[Content_Types].xml"
    plain, macro = (
        b"openxmlformats-officedocument.spreadsheetml.sheet",
        b"ms-excel.sheet.macroEnabled",
    )
    text = part(types).replace(plain + b".main+xml", macro + b".main+xml")
    assert macro in text
    return repacked({types: text, "xl/vbaProject.bin": b"\0"})


def verified_alone(book: Any) -> None:  # noqa: ANN401
    sheet = book["Inovasi"]
    sheet.cell(28, column(sheet, LEVEL)).value = None
    sheet.cell(28, column(sheet, "sid_regulation.verified")).value = 2


def dropped(code: str) -> bytes:
    def change(book: Any) -> None:  # noqa: ANN401
        sheet = book["Inovasi"]
        sheet.delete_cols(column(sheet, code))

    return edited(change)


def in_spd(row: int, code: str, value: object) -> bytes:
    return put(code, value, row=row, sheet="SPD")


AT = f"baris {FIRST}"
# name -> file, message, what its line must name
TOLD: dict[str, tuple[Callable[[], bytes], str, tuple[str, ...]]] = {
    "text for a number": (
        lambda: put_spd("spd_pad", "value", "naik"),
        "workbook.expect_number",
        ("SPD", "baris 13", "E (Nilai mentah)", "naik", "5,23"),
    ),
    "two readings": (
        lambda: put_spd("spd_pad", "value", "2.501"),
        "workbook.expect_one_reading",
        ("baris 13", "2.501"),
    ),
    "more than can be": (
        lambda: put_spd("spd_hdi_level", "value", 7635),
        "workbook.possible_low_high",
        ("SPD", "baris 19", "7635", "antara 0 dan 100"),
    ),
    "a rate below nothing": (
        lambda: put_spd("spd_poverty_level", "value", "-7"),
        "workbook.possible_low_high",
        ("baris 17", "-7", "antara 0 dan 100"),
    ),
    "a growth of five times": (
        lambda: put_spd("spd_income_per_capita", "value", "523 %"),
        "workbook.possible_low_high",
        ("baris 9", "523", "antara -100 dan 100"),
    ),
    "a fall of more than all": (
        lambda: put_spd("spd_pad", "value", -514),
        "workbook.possible_low",
        ("baris 13", "-514", "paling sedikit -100"),
    ),
    "a percent sign that is real": (
        lambda: put_spd("spd_income_per_capita", "value", 5.23, shown="0.00%"),
        "workbook.possible_low_high",
        ("baris 9", "523"),
    ),
    "a number turned into a date": (
        lambda: put_spd("spd_pad", "value", datetime(2025, 12, 5)),
        "workbook.expect_number_no_date",
        ("baris 13", "2025"),
    ),
    "a value for a line of levels": (
        lambda: put_spd("spd_vision", "value", 3),
        "workbook.expect_level_not_value",
        ("SPD", AT),
    ),
    "value against level": (
        lambda: put_spd("spd_pad", "claimed", 3),
        "workbook.expect_value_or_level",
        ("baris 13", "F (Tingkat diklaim)", "tingkat 2"),
    ),
    "unknown line": (
        lambda: edited(lambda b: b["SPD"].append(["spd_x", "99", "Entah", "", 4])),
        "workbook.expect_line",
        ("baris 25", "Entah"),
    ),
    "line twice": (
        lambda: in_spd(6, "code", "spd_vision"),
        "workbook.note_line_twice",
        ("baris 6", "Visi dan Misi"),
    ),
    "no sheet SPD": (lambda: without("SPD"), "workbook.note_no_spd", ("SPD",)),
    "level in words": (
        lambda: put(LEVEL, "tinggi"),
        "workbook.expect_level",
        ("Inovasi", AT, "T (16 Regulasi Inovasi Daerah Tingkat diklaim)", "tinggi", "0 sampai 3"),
    ),
    "level 7": (lambda: put(LEVEL, 7), "workbook.expect_level", (AT, "7")),
    "level 1.5": (lambda: put(LEVEL, 1.5), "workbook.expect_level", (AT, "1.5")),
    "level -1": (lambda: put(LEVEL, -1), "workbook.expect_level", (AT, "-1")),
    "level true": (lambda: put(LEVEL, True), "workbook.expect_level", (AT, "True")),
    "emoji as level": (lambda: put(LEVEL, "👍"), "workbook.expect_level", (AT, "👍")),
    "verified without claim": (
        lambda: edited(verified_alone),
        "workbook.expect_claim",
        ("baris 28",),
    ),
    "date of 1900": (
        lambda: put("applied_on", datetime(1900, 1, 5)),
        "workbook.expect_day_between",
        (AT, "J (Tanggal penerapan)", "1900"),
    ),
    "small serial": (lambda: put("applied_on", 5), "workbook.expect_day_between", (AT, "5")),
    "31 February": (lambda: put("applied_on", "31/02/2025"), "workbook.expect_day", (AT, "31/02")),
    "unknown month": (lambda: put("trial_on", "3 Foo 2025"), "workbook.expect_day", (AT, "Foo")),
    "only a year": (lambda: put("trial_on", 2024), "workbook.expect_whole_day", (AT, "hari")),
    "only a year, as text": (
        lambda: put("trial_on", "2024"),
        "workbook.expect_whole_day",
        (AT, "2024"),
    ),
    "formula never computed": (
        lambda: put("words", "=100+200"),
        "workbook.expect_value",
        (AT, "L (Kata rancang bangun)", "rumus"),
    ),
    "error of a formula": (
        lambda: put("agency", "#REF!"),
        "workbook.expect_no_error",
        (AT, "#REF!"),
    ),
    "negative words": (lambda: put("words", -5), "workbook.expect_count", (AT, "-5")),
    "affair misspelt": (
        lambda: put("affair", "Kesehatann"),
        "workbook.expect_near",
        (AT, "Kesehatann", "Kesehatan"),
    ),
    "unknown stage": (
        lambda: put("stage", "selesai sudah"),
        "workbook.expect_listed",
        (AT, "selesai sudah", "3 pilihan"),
    ),
    "perhaps rejected": (lambda: put("rejected", "mungkin"), "workbook.expect_flag", (AT, "Ya")),
    "row without a name": (
        lambda: put("name", None),
        "workbook.expect_name",
        ("Inovasi", AT, "A (Nama inovasi)"),
    ),
    "right-to-left marks": (
        lambda: put("name", "Antar \u202eObat"),
        "workbook.note_hidden_marks",
        (AT, "A (Nama inovasi)"),
    ),
    "column twice": (lambda: edited(twice), "workbook.note_column_twice", ("kolom",)),
    "extra column": (lambda: edited(extra), "workbook.note_ignored", ("C (Nomor ponsel)",)),
    "heading misspelt": (lambda: edited(misspelt), "workbook.note_near_heading", ("Lokassi",)),
    "columns numbered": (lambda: edited(numbered), "workbook.note_numbering", (AT,)),
    "missing column": (
        lambda: dropped("stage"),
        "workbook.note_columns_missing",
        ("Inovasi", "Tahap"),
    ),
    "missing line": (
        lambda: dropped(LEVEL),
        "workbook.note_lines_missing",
        ("Inovasi", "16"),
    ),
    "macros": (
        with_macros,
        "workbook.note_macros",
        ("makro",),
    ),
    "unknown region": (
        lambda: edited(lambda b: b["Petunjuk"].cell(6, 3, "Kota Antah Berantah")),
        "workbook.expect_region",
        ("Petunjuk", "baris 6", "C (Kode wilayah)", "Antah"),
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_what_cannot_be_read_is_told_with_its_place(name: str) -> None:
    make, message, named = TOLD[name]
    data = make()
    found = outcome(data)
    assert not isinstance(found, PortfolioError)
    lines = [problem_line(p, WORDS) for p in found.problems if p.message.id == message]
    assert lines
    assert all(text in lines[0] for text in named), lines[0]
    assert "\n" not in lines[0]
    assert len(lines[0]) < 300
    lost = 1 if message == "workbook.expect_name" else 0
    assert len(found.portfolio.innovations) == len(example().innovations) - lost


def test_there_are_at_least_forty() -> None:
    assert len(REFUSED) + len(TOLD) >= 40
    assert len(REFUSED) >= 40


def measured(area: bytes) -> bytes:
    """Return the example with a sheet that says it is of another size: no cell may be lost."""
    text, number = re.subn(rb'<dimension ref="[^"]*"', b'<dimension ref="%s"' % area, part(SHEET))
    assert number == 1
    return repacked({SHEET: text})


HARMLESS = {
    "as saved by a spreadsheet": lambda: edited(lambda book: None),
    "a dimension of all cells": lambda: measured(b"A1:XFD1048576"),
    "a dimension of two cells": lambda: measured(b"A1:B1"),
    "links to other files": lambda: repacked({"xl/externalLinks/externalLink1.xml": b"<a/>"}),
    "5,000 empty rows with borders": lambda: repacked(
        {
            SHEET: part(SHEET).replace(
                b"</sheetData>",
                b"".join(b'<row r="%d"><c r="A%d" s="1"/></row>' % (n, n) for n in range(500, 5500))
                + b"</sheetData>",
            )
        }
    ),
    "a sheet renamed": lambda: renamed("Inovasi", "Data 2026"),
}


@pytest.mark.parametrize("name", HARMLESS)
def test_what_does_no_harm_is_read_without_a_word(name: str) -> None:
    data = HARMLESS[name]()
    found = outcome(data)
    assert not isinstance(found, PortfolioError)
    assert found.problems == ()
    assert found.portfolio == example()
