"""A government's workbook: all that is on file about it, nothing else, and nothing to be run."""

from __future__ import annotations

from decimal import Decimal
from functools import cache
from io import BytesIO
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest

from iga_core.analysis.recipients import Recipients
from iga_core.language import load_words
from iga_core.publish.dossier import INTERNAL, NAMED_IN, YEAR_COLUMNS, dossier, tables_of
from iga_core.publish.workbook import Sheet, plain_rows, workbook
from iga_core.record import Record
from iga_core.record.version import Version
from iga_core.regions import RegionNotFoundError
from tests import on_file

WORDS = load_words("id")
VERSION = Version("2026-11-22", "0123abcd")
VIEW = "https://atlas.example.id/bandingkan?daerah=11.71&dengan=17.71&tahun=semua"
BOTH = ("11.71", "17.71")
CHOICES = [BOTH, ("32.01",), ("11",), ("94.01",), ("31.71",)]
Rows = list[tuple[object, ...]]


@cache
def record() -> Record:
    return on_file.record()


@cache
def sheets(codes: tuple[str, ...]) -> dict[str, Rows]:
    """The workbook read back: rows of every sheet by its name, heads first."""
    data = dossier(record(), codes, WORDS, title="Dua kota", address=VIEW, version=VERSION)
    book = openpyxl.load_workbook(BytesIO(data))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book.worksheets}


def read_back(codes: tuple[str, ...], table: str) -> tuple[list[str], Rows]:
    """Heads and rows of one table's sheet, without the name we put beside the code."""
    head, *rows = sheets(codes)[WORDS(f"dossier.sheet.{table}")]
    kept = [i for i, name in enumerate(head) if name != "region_name"]
    return [str(head[i]) for i in kept], [tuple(row[i] for i in kept) for row in rows]


def expected(frame: pd.DataFrame) -> Rows:
    """The rows of ``frame`` as a spreadsheet knows them: an empty cell and no text are one."""

    def known(value: object) -> object:
        return float(value) if isinstance(value, Decimal) else None if value == "" else value

    return [tuple(map(known, row.values())) for row in plain_rows(frame)]


@pytest.mark.parametrize("codes", CHOICES)
def test_every_sheet_reads_back_to_the_rows_of_its_table(codes: tuple[str, ...]) -> None:
    for name, frame in tables_of(record(), codes).items():
        head, rows = read_back(codes, name)
        assert head == list(frame.columns) == list(record().tables[name].columns)
        assert rows == expected(frame), name


def naming_columns() -> dict[str, str]:
    """Every table and column of the schema that names a government."""
    return {
        table.name: column.name
        for table in record().schema.tables.values()
        for column in table.columns
        if column.links_to == "regions.code" and table.name != "regions"
    }


def test_no_table_that_names_a_government_is_left_out() -> None:
    assert set(naming_columns()) - INTERNAL == set(NAMED_IN) - {"regions"}


@pytest.mark.parametrize("codes", CHOICES)
def test_nothing_about_them_is_missing_and_nothing_else_is_there(codes: tuple[str, ...]) -> None:
    found = tables_of(record(), codes)
    for name, column in naming_columns().items():
        if name in INTERNAL:
            continue
        whole = record().tables[name]
        about = [bool(set(text.split()) & set(codes)) for text in whole[column]]
        assert sum(about) == len(found[name]) == len(read_back(codes, name)[1])
        pd.testing.assert_frame_equal(whole[about], found[name])
    assert set(found["regions"]["code"]) == set(codes)
    ids = {i for name in NAMED_IN if "id" in found[name] for i in found[name]["id"]}
    whole = record().tables["corrections"]
    corrected = [i for i, text in whole["row_id"].items() if set(text.split()) & ids]
    assert corrected == list(found["corrections"].index)


def test_how_the_record_is_kept_is_no_sheet() -> None:
    assert not {"intake", "retired_ids", "aliases"} & set(tables_of(record(), BOTH))


@pytest.mark.parametrize("codes", CHOICES)
def test_every_source_cited_is_listed_and_no_other(codes: tuple[str, ...]) -> None:
    book = sheets(codes)
    cited: set[str] = set()
    for rows in book.values():
        head, *body = rows
        for column in ("source_ids", "source_id"):
            if column in head:
                at = head.index(column)
                cited |= {i for row in body for i in str(row[at] or "").split()}
    listed = {row[0] for row in read_back(codes, "sources")[1]}
    assert listed == cited != set()


def test_numbers_are_numbers_codes_are_text_and_unknown_is_empty() -> None:
    head, rows = read_back(BOTH, "results")
    scores = [row[head.index("score")] for row in rows]
    assert None in scores  # not found, never zero
    assert {type(row[head.index("year")]) for row in rows} == {int}
    assert {row[head.index("region_code")] for row in rows} == set(BOTH)
    shown = sheets(BOTH)[WORDS("dossier.sheet.results")]
    assert {row[3] for row in shown[1:]} == {"Kota Banda Aceh", "Kota Bengkulu"}


def test_every_column_of_every_sheet_is_explained() -> None:
    book = sheets(BOTH)
    explained = {row[:2] for row in book[WORDS("download.sheet.dictionary")][1:]}
    own = {WORDS("download.sheet.dictionary"), WORDS("download.sheet.version")}
    assert explained == {(n, head) for n, rows in book.items() if n not in own for head in rows[0]}
    assert all(row[2] for row in book[WORDS("download.sheet.dictionary")])


def test_it_says_what_it_is_and_leads_back() -> None:
    about = {row[0]: row[1] for row in sheets(BOTH)[WORDS("download.sheet.version")][1:]}
    assert about[WORDS("download.address")] == VIEW
    assert about[WORDS("download.version")] == str(VERSION)
    assert about[WORDS("dossier.governments")] == "Kota Banda Aceh, Kota Bengkulu"


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", '=HYPERLINK("x")'])
def test_no_formula_and_no_link_survives(start: str) -> None:
    data = workbook([Sheet("x", ["id", start], [[start, -1.5], ["a", None]])], title=start, day="")
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f" not in archive.read(name)
                assert b"hyperlink" not in archive.read(name)
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    assert (sheet["A2"].value, sheet["A2"].data_type) == (start, "s")
    assert (sheet["B2"].value, sheet["B3"].value) == (-1.5, None)


def test_the_same_contents_give_the_same_bytes() -> None:
    made = {
        dossier(record(), BOTH, WORDS, title="x", address=VIEW, version=VERSION) for _ in range(2)
    }
    assert len(made) == 1


def test_an_unknown_government_is_an_error_not_an_empty_book() -> None:
    with pytest.raises(RegionNotFoundError):
        dossier(record(), ["99.99"], WORDS, title="x", address=VIEW, version=VERSION)


@pytest.mark.parametrize("codes", CHOICES)
def test_a_row_per_award_year_tells_received_from_claimed_from_known_absence(
    codes: tuple[str, ...],
) -> None:
    recipients = Recipients(record())
    head, *rows = sheets(codes)[WORDS("dossier.sheet_years")]
    assert tuple(map(str, head)) == YEAR_COLUMNS
    expected_years = {
        (year, code)
        for code in codes
        for year in record().award_years
        if code in {region.code for region in record().register.participating(year)}
    }
    assert {(row[0], row[1]) for row in rows} == expected_years
    for year, code, _, received, claimed, absence, *_ in rows:
        for text, standing in ((received, "received"), (claimed, "own_claim")):
            found = recipients.rows(str(code), int(str(year)), standing=standing)  # type: ignore[arg-type]
            assert (str(text).split("; ") if text else []) == [a["level"] for a in found]
        state = recipients.absence(str(code), int(str(year))).state
        assert absence == (None if received else WORDS(f"dossier.absence_{state}"))
