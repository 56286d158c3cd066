"""Files read back to the same rows, and nothing in them can be run."""

from __future__ import annotations

import csv
import json
from functools import cache
from io import BytesIO, StringIO
from zipfile import ZipFile

import openpyxl
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.analysis.facets import Selection, build_facets, facet_counts
from iga_core.analysis.presets import Questions, answered
from iga_core.language import load_words
from iga_core.message import told
from iga_core.publish.tables import (
    COLUMNS,
    SHEETS,
    Context,
    FileForm,
    award_table,
    context_of,
    defused,
    file_name,
    make_file,
    plain_cell,
    to_csv,
    to_json,
    to_xlsx,
)
from iga_core.record import Record, Row, rows_of
from iga_core.record.version import Version
from tests import on_file

START = tuple("=+-@\t\r\n＝＋－＠")
VERSION = Version("2026-11-21", "0123abcd")
KOTA = Selection(year=("2020",), level=("Sangat Inovatif",), category=("Kota",))


@cache
def record() -> Record:
    return on_file.record()


@cache
def table() -> pd.DataFrame:
    return award_table(record(), "https://atlas.example.id")


def read_csv(data: bytes) -> list[Row]:
    """Read a CSV of ours back as text, whichever separator it has; apostrophes are undone."""
    text = data.decode("utf-8-sig")
    separator = ";" if ";" in text.split("\n", 1)[0] else ","
    return [
        {name: plain_cell(cell) for name, cell in row.items()}
        for row in csv.DictReader(StringIO(text, newline=""), delimiter=separator)
    ]


def context(selection: Selection = KOTA, name: str = "") -> Context:
    address = "https://atlas.example.id/penghargaan?tahun=2020"
    words = load_words("id")
    counts = facet_counts(build_facets(record()), selection)
    return context_of(counts, VERSION, words, address=address, name=name)


def as_text(frame: pd.DataFrame) -> list[dict[str, str]]:
    return [{n: "" if v is None else str(v) for n, v in row.items()} for row in rows_of(frame)]


@pytest.mark.parametrize("separator", [",", ";"])
def test_csv_reads_back_to_the_same_rows(separator: str) -> None:
    data = to_csv(table(), separator)
    assert data.startswith(b"\xef\xbb\xbf")
    assert read_csv(data) == as_text(table())
    again = pd.read_csv(BytesIO(data), sep=separator, dtype=str, keep_default_na=False)
    assert list(again.columns) == list(COLUMNS)
    assert again.map(plain_cell).to_dict("records") == as_text(table())
    assert "12.10" not in {c for c in again["region_code"] if len(c) < 5}


def test_xlsx_reads_back_to_the_same_rows() -> None:
    words = load_words("id")
    file = make_file(table(), "xlsx", context(Selection()), record(), words)
    book = openpyxl.load_workbook(BytesIO(file.data))
    assert book.sheetnames == [words(f"download.sheet.{name}") for name in SHEETS]
    head, *rows = book.worksheets[0].iter_rows(values_only=True)
    assert list(head) == list(COLUMNS)
    found = [
        {n: "" if v is None else str(v) for n, v in zip(COLUMNS, row, strict=True)} for row in rows
    ]
    assert found == as_text(table())
    assert isinstance(rows[0][1], int)  # the year is a number, the region code is text
    assert isinstance(rows[0][8], str)
    sources = list(book.worksheets[2].iter_rows(min_row=2, values_only=True))
    cited = {i for ids in table()["source_ids"] for i in ids.split()}
    assert {row[0] for row in sources} == cited
    described = [row[0] for row in book.worksheets[3].iter_rows(min_row=2, values_only=True)]
    assert described == list(COLUMNS)
    about = dict(book.worksheets[4].iter_rows(min_row=2, max_col=2, values_only=True))
    assert about["Versi data"] == str(VERSION)
    assert about["Jumlah baris"] == len(record().tables["awards"])


def test_json_reads_back_to_the_same_rows() -> None:
    file = make_file(table(), "json", context(Selection()), record(), load_words("id"))
    content = json.loads(file.data)
    assert content["data"] == rows_of(table())
    assert content["rows"] == file.rows == len(record().tables["awards"])
    assert content["version"] == str(VERSION)


@settings(max_examples=300)
@given(st.text(alphabet=st.sampled_from([*START, *"';, ab1\"|"]), max_size=12))
def test_defusing_is_undone_exactly_and_leaves_no_formula(text: str) -> None:
    safe = defused(text)
    assert plain_cell(safe) == text
    assert not safe.startswith(START)
    for separator in ";,\t":  # also when opened with the other separator
        assert not any(part.startswith(START) for part in safe.split(separator))


def hostile() -> pd.DataFrame:
    cells = ['=HYPERLINK("http://x","y")', "+1", "-2", "@SUM(A1)", "\t=1", "\r=1", "'=1", "a;=1+1"]
    rows = len(cells)
    return pd.DataFrame({"id": cells, "value": [-1.5] * rows, "source_ids": [""] * rows})


@pytest.mark.parametrize("separator", [",", ";"])
def test_no_formula_survives_in_csv(separator: str) -> None:
    data = to_csv(hostile(), separator)
    text = data.decode("utf-8-sig")
    for opened_with in ",;\t":
        for row in list(csv.reader(StringIO(text, newline=""), delimiter=opened_with))[1:]:
            for cell in row:
                assert not cell.startswith(START) or cell == "-1.5"
    assert [row["id"] for row in read_csv(data)] == list(hostile()["id"])


def test_no_formula_survives_in_xlsx() -> None:
    words = load_words("id")
    words_of = Context("penghargaan", "=1+1", (("=cmd", "@x"),), (), "=2", VERSION)
    known = hostile().rename(columns={"value": "rank"})
    data = to_xlsx(known, record().tables["sources"].head(3), words_of, record(), words)
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert b"<f" not in archive.read(name)
                assert b"hyperlink" not in archive.read(name)
    sheet = openpyxl.load_workbook(BytesIO(data)).worksheets[0]
    first = [row[0] for row in sheet.iter_rows(min_row=2)]
    assert {cell.data_type for cell in first} == {"s"}
    assert first[0].value == hostile()["id"][0]
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == [-1.5] * len(hostile())


def test_the_same_contents_give_the_same_bytes() -> None:
    words = load_words("id")
    forms: tuple[FileForm, ...] = ("csv", "csv_semicolon", "xlsx", "json")
    for form in forms:
        files = [make_file(table().head(20), form, context(), record(), words) for _ in range(2)]
        assert files[0] == files[1]


def test_what_i_see_is_what_is_in_the_file() -> None:
    counts = facet_counts(build_facets(record()), KOTA)
    file = make_file(
        table().iloc[counts.positions], "csv_semicolon", context(), record(), load_words("id")
    )
    assert file.name == (
        f"atlas-iga_penghargaan_2020_kota_sangat-inovatif_{counts.total}-baris.csv"
    )
    assert file.rows == counts.total == len(read_csv(file.data)) > 0
    assert {row["category"] for row in read_csv(file.data)} == {"Kota"}


def test_file_names_stay_short_and_plain() -> None:
    words = load_words("id")
    years = tuple(str(year) for year in record().award_years)
    many = Selection(year=years, province=("11", "12"), codes=frozenset())
    name = file_name(context(many, "../../=Kota Solok" * 20), 3, "xlsx", words)
    assert len(name) <= 120
    assert name.startswith(f"atlas-iga_penghargaan_{len(years)}-tahun_")
    assert name.endswith("_3-baris.xlsx")
    assert "/" not in name
    assert file_name(context(Selection()), 3, "csv", words) == (
        "atlas-iga_penghargaan_semua_3-baris.csv"
    )


def test_json_knows_the_filters() -> None:
    content = json.loads(to_json(table().head(0), record().tables["sources"].head(0), context()))
    assert content["filters"] == {"Tahun": "2020", "Tingkat": "Sangat Inovatif", "Kategori": "Kota"}
    assert content["data"] == []


def test_a_file_says_of_each_row_whether_it_counts_and_in_its_title_how_many() -> None:
    rows = read_csv(to_csv(table()))
    meant = {"reported": "received", "derived": "received", "claimed": "own_claim"}
    for row in rows:
        assert row["standing"] == meant.get(row["status"], "index_only")
    received = [row["region_code"] for row in rows if row["standing"] == "received"]
    assert f"{len(received)} nama, {len(set(received))} pemerintah" in context(Selection()).title


def test_a_file_of_an_answer_names_its_question() -> None:
    words, index = load_words("id"), build_facets(record())
    preset = Questions(record()).ask("in_a_row", (), ("Terinovatif",))
    counts = facet_counts(index, answered(Selection(level=("Terinovatif",)), preset))
    question = told(preset.asked, words)
    about = context_of(counts, VERSION, words, address="", question=question)
    assert dict(about.filters)[words("penghargaan.preset")] == question
    assert question in about.title
    assert file_name(about, counts.total, "csv", words).startswith(
        "atlas-iga_penghargaan_tiga-tahun-berturut-turut-atau-lebih_terinovatif_"
    )
