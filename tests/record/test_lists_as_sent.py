"""Lists as an editor has them: any file, titles, numbering, cells said once, words of the press."""

from __future__ import annotations

import csv
import zipfile
from datetime import date, datetime
from functools import cache
from io import BytesIO, StringIO
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from iga_core.__main__ import main
from iga_core.declared.press import load_press_words
from iga_core.language import load_words
from iga_core.message import told
from iga_core.paths import DATA
from iga_core.record import importing
from iga_core.record.importing import ImportPlan, Options, plan_import
from iga_core.record.press_words import PressReader
from iga_core.record.sheet import ListFile, SheetError, read_settled, read_sheet
from iga_core.regions import TYPES
from tests import on_file

WORDS = load_words("id")
OPTIONS = Options(
    source_url="https://www.contoh.go.id/daftar.html",
    source_date="2031-12-10",
    ceremony_on="2031-12-09",
)
Rows = list[list[object]]
HEAD: list[object] = ["Tahun", "Program", "Kategori", "Tingkat", "Peringkat", "Nama Daerah"]
LIST: Rows = [
    HEAD,
    [2031, "IGA", "Kabupaten", "Terinovatif", 1, "Kab. Lahat"],
    [2031, "IGA", "Kota", "Sangat Inovatif", "", "Kota Madiun"],
]
IDS = ["iga-2031-kabupaten-terinovatif-16.04", "iga-2031-kota-sangat-inovatif-35.77"]
GIVEN = {"year": "2031", "programme": "IGA", "category": "Kabupaten", "level": "Terinovatif"}


def in_text(rows: Rows, sign: str = ",") -> str:
    out = StringIO()
    csv.writer(out, delimiter=sign).writerows(rows)
    return out.getvalue()


def in_xlsx(rows: Rows, *merged: str, others: dict[str, Rows] | None = None) -> bytes:
    book, out = Workbook(), BytesIO()
    for title, cells in {"Daftar": rows, **(others or {})}.items():
        sheet = book.create_sheet(title)
        for row in cells:
            sheet.append(row)
    for span in merged:
        book["Daftar"].merge_cells(span)
    del book["Sheet"]
    book.save(out)
    return out.getvalue()


def in_ods(rows: Rows) -> bytes:
    names = ("office", "table", "text")
    spaces = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in names)
    lines = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell office:value-type="string">'
            f"<text:p>{escape(str(cell))}</text:p></table:table-cell>"
            for cell in row
        )
        + "</table:table-row>"
        for row in rows
    )
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"'
            '><manifest:file-entry manifest:full-path="/" manifest:media-type='
            '"application/vnd.oasis.opendocument.spreadsheet"/></manifest:manifest>',
        )
        packed.writestr(
            "content.xml",
            f"<office:document-content{spaces}><office:body><office:spreadsheet>"
            f'<table:table table:name="Daftar">{lines}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return out.getvalue()


@pytest.fixture(autouse=True)
def _one_record(monkeypatch: pytest.MonkeyPatch) -> None:
    """The record is read once for all lists: none of them changes it."""
    monkeypatch.setattr(importing, "load_record", lambda _: on_file.record())


def planned(raw: bytes, given: dict[str, str] | None = None, **more: object) -> ImportPlan:
    sheet = read_sheet(raw, given)
    options = Options(**{**vars_of(OPTIONS), **more})  # type: ignore[arg-type]
    return plan_import(DATA, sheet, WORDS, options)


def vars_of(options: Options) -> dict[str, object]:
    return {name: getattr(options, name) for name in Options.__dataclass_fields__}


def ids(plan: ImportPlan) -> list[str]:
    return [line.id for line in plan.lines]


def said(plan: ImportPlan) -> list[str]:
    """Message ids of the notes and of the rows left out."""
    notes = [note.id for note in plan.notes]
    return [*notes, *(line.message.id for line in plan.lines if line.message)]


FILES = {
    "comma": in_text(LIST).encode(),
    "semicolon": in_text(LIST, ";").encode(),
    "tab": in_text(LIST, "\t").encode(),
    "bar": in_text(LIST, "|").encode(),
    "mark": in_text(LIST).encode("utf-8-sig"),
    "utf-16": in_text(LIST, "\t").encode("utf-16"),
    "utf-16 without mark": in_text(LIST, "\t").encode("utf-16-le"),
    "utf-16 big end": in_text(LIST, ";").encode("utf-16-be"),
    "windows": in_text(
        [*LIST, [2031, "IGA", "Kota", "Terinovatif", "\u2013", "Kota \u2018X\u2019"]]
    ).encode("cp1252"),
    "named separator": b"sep=;\r\n" + in_text(LIST, ";").encode(),
    "xlsx": in_xlsx(LIST),
    "ods": in_ods(LIST),
}


@pytest.mark.parametrize("form", FILES)
def test_every_form_of_a_file_is_the_same_list(form: str) -> None:
    assert ids(planned(FILES[form]))[:2] == IDS


def test_letters_that_are_only_supposed_are_told() -> None:
    assert "import.letters" in said(planned(FILES["windows"]))
    assert "import.letters" not in said(planned(FILES["comma"]))


def test_the_cells_of_a_workbook_are_read_as_they_are_shown() -> None:
    rows: Rows = [
        ["Tahun", "Kode Wilayah", "Skor", "Peringkat Nasional", "Keadaan Per", "Inovasi"],
        [2031.0, "11.71", 65.01, 3, date(2031, 11, 8), 12],
        [2031, 12.16, 60.1 + 0.2, "IV", datetime(2031, 11, 8), "1.234"],
    ]
    cells = [cells for _, cells in read_sheet(in_xlsx(rows)).rows]
    assert cells[0] == {
        "year": "2031", "name": "11.71", "score": "65.01", "national_rank": "3",
        "innovations_as_of": "2031-11-08", "innovations": "12",
    }  # fmt: skip
    assert (cells[1]["score"], cells[1]["innovations_as_of"]) == ("60.3", "2031-11-08")


TITLES: Rows = [
    ["DAFTAR PENERIMA INNOVATIVE GOVERNMENT AWARD", *[""] * 5],
    [""] * 6,
    ["Lampiran I", *[""] * 5],
]


def test_titles_above_and_headings_again_on_the_next_page_are_passed_over_and_told() -> None:
    for raw in (in_text([*TITLES, *LIST, HEAD]).encode(), in_xlsx([*TITLES, *LIST, HEAD])):
        plan = planned(raw)
        assert ids(plan) == IDS
        assert said(plan).count("import.passed_over") == 3
        assert any("Lampiran I" in told(note, WORDS) for note in plan.notes)


def test_headings_in_several_rows_and_the_numbers_of_the_columns() -> None:
    heads: Rows = [
        ["No", "Tahun", "Penerima", "", "Penghargaan", "", ""],
        ["", "", "Nama Daerah", "Provinsi", "Program", "Kategori", "Tingkat"],
        ["(1)", "(2)", "(3)", "(4)", "(5)", "(6)", "(7)"],
        [1, 2031, "Lahat", "Sumatera Selatan", "IGA", "Kabupaten", "Terinovatif"],
        [2, 2031, "Madiun", "Jawa Timur", "IGA", "Kota", "Sangat Inovatif"],
    ]
    for raw in (in_text(heads).encode(), in_xlsx(heads, "A1:A2", "B1:B2", "C1:D1", "E1:G1")):
        assert ids(planned(raw)) == IDS


def test_a_numbering_column_is_passed_over_told_and_never_a_rank() -> None:
    for heading in ("No", "No.", "NOMOR", "No Urut", ""):
        rows = [[heading, *LIST[0]], *([n, *row] for n, row in enumerate(LIST[1:], 1))]
        plan = planned(in_text(rows).encode())
        assert ids(plan) == IDS
        assert "import.numbering" in said(plan)
        ranks = {r["id"]: r["rank"] for r in plan.draft.rows("awards") if r["id"] in IDS}
        assert ranks == {IDS[0]: "1", IDS[1]: ""}


def test_a_column_without_heading_that_says_something_is_refused() -> None:
    with pytest.raises(SheetError, match="unknown_columns"):
        read_sheet(in_text([[*LIST[0], ""], [*LIST[1], "x"], [*LIST[2], "y"]]).encode())


def test_cells_said_once_hold_for_the_rows_below() -> None:
    rows: Rows = [HEAD, LIST[1], ["", "", "", "", 2, "Kab. Sragen"], LIST[2]]
    for raw in (in_text(rows).encode(), in_ods(rows)):
        plan = planned(raw)
        assert ids(plan) == [IDS[0], "iga-2031-kabupaten-terinovatif-33.14", IDS[1]]
        assert said(plan).count("import.carried") == 4
    merged = [f"{column}2:{column}3" for column in "ABCD"]
    assert ids(planned(in_xlsx(rows, *merged))) == ids(planned(in_text(rows).encode()))


def test_nothing_else_is_carried_down() -> None:
    rows: Rows = [[*HEAD, "Provinsi"], [*LIST[1], "Sumatera Selatan"]]
    rows.append(["", "", "", "", "", "Kab. Sragen", ""])
    (_, first), (_, second) = read_sheet(in_text(rows).encode()).rows
    assert (first["rank"], first["province"]) == ("1", "Sumatera Selatan")
    assert (second["rank"], second["province"]) == ("", "")


def test_a_merged_cell_holds_for_its_rows_and_no_further() -> None:
    rows: Rows = [[*HEAD, "Provinsi"], [*LIST[1], "Sumatera Selatan"]]
    rows += [["", "", "", "", "", name, ""] for name in ("Empat Lawang", "Sragen")]
    provinces = [c["province"] for _, c in read_sheet(in_xlsx(rows, "G2:G3")).rows]
    assert provinces == ["Sumatera Selatan", "Sumatera Selatan", ""]


def test_a_line_of_its_own_holds_for_the_rows_below_it() -> None:
    text = (
        "Tahun 2031\nProgram: IGA\nNama Daerah\tPeringkat\n"
        "A. KATEGORI KABUPATEN TERINOVATIF\n1. Kab. Lahat\tI\n"
        "B. Kategori Kota\nTingkat: Sangat Inovatif\nMadiun\t-\n"
    )
    assert ids(planned(text.encode())) == IDS


def test_options_hold_where_the_list_says_nothing() -> None:
    names = "1. Kab. Lahat\r\n2. Kab. Sragen\r\n"
    wanted = [IDS[0], "iga-2031-kabupaten-terinovatif-33.14"]
    numbered = "1\tKab. Lahat\n2\tKab. Sragen\n"
    headed = "Nama Daerah\nLahat\nKab. Sragen\n"
    for text in (names, numbered, headed):
        assert ids(planned(text.encode(), GIVEN)) == wanted
        with pytest.raises(SheetError, match="columns_missing"):
            read_sheet(text.encode())
    own = planned(in_text(LIST).encode(), {**GIVEN, "year": "2030", "level": "Penerima IGA"})
    assert ids(own) == IDS


def test_a_name_that_holds_a_separator_stays_whole_in_a_list_of_names() -> None:
    plan = planned(b"Kab. Lahat, Sumatera Selatan\nKab. Sragen; Jateng\n", GIVEN)
    assert ids(plan) == [IDS[0], "iga-2031-kabupaten-terinovatif-33.14"]


def test_a_title_above_names_alone_is_refused_by_its_row() -> None:
    plan = planned(b"Daftar Penerima\n1. Kab. Lahat\n", GIVEN)
    assert [line.outcome for line in plan.lines] == ["unknown", "new"]


def test_a_row_of_another_width_is_refused_and_the_others_are_taken() -> None:
    raw = in_text([*LIST, [2031, "IGA", "Kota"], [*LIST[2], "x"]]).encode()
    plan = planned(raw)
    assert ids(plan)[:2] == IDS
    assert [(line.number, line.outcome) for line in plan.lines[2:]] == [
        (4, "refused"),
        (5, "refused"),
    ]
    assert said(plan).count("import.broken_line") == 2


def test_one_of_several_sheets_is_chosen_by_name_only() -> None:
    raw = in_xlsx(LIST, others={"Kota": [HEAD, LIST[2]], "Catatan": [["Lihat surat"]]})
    with pytest.raises(SheetError) as error:
        read_sheet(raw)
    assert (error.value.message, error.value.values) == (
        "several_sheets",
        {"sheets": "Daftar, Kota"},
    )
    assert [cells["name"] for _, cells in read_sheet(raw, sheet="Kota").rows] == ["Kota Madiun"]
    with pytest.raises(SheetError, match="no_sheet"):
        read_sheet(raw, sheet="Lampiran")


def test_a_code_beside_the_name_must_fit_it() -> None:
    head = [*HEAD, "Kode Wilayah"]
    plan = planned(in_text([head, [*LIST[1], "16.04"], [*LIST[2], "35.19"]]).encode())
    assert [line.outcome for line in plan.lines] == ["new", "unknown"]


# words of the press -----------------------------------------------------------------------------


@cache
def reader() -> PressReader:
    return PressReader(load_press_words(DATA), on_file.record().schema.vocabularies, WORDS)


@pytest.mark.parametrize(
    ("vocabulary", "text", "word"),
    [
        ("programme", "Innovative Government Award", "IGA"),
        ("programme", "INNOVATIVE GOVERNMENT AWARDS (IGA)", "IGA"),
        ("programme", "Smart City", "SmartCity"),
        ("category", "Kab", "Kabupaten"),
        ("category", "Kab.", "Kabupaten"),
        ("category", "Klaster Pemkot", "Kota"),
        ("category", "Kategori: Prov.", "Provinsi"),
        ("category", "Wilayah Perbatasan", "Daerah Perbatasan"),
        ("category", "Kategori Daerah Tertinggal", "Daerah Tertinggal"),
        ("category", "wilayah Papua", "Papua"),
        ("level", "Terinovativ", "Terinovatif"),
        ("level", "sangat  inovatif", "Sangat Inovatif"),
        ("level", "Level Sangat Innovatif", "Sangat Inovatif"),
        ("level", "Daerah Terinovatif", "Terinovatif"),
        ("session", "Sesi II", "II"),
    ],
)
def test_a_word_of_the_press_is_the_word_on_file(vocabulary: str, text: str, word: str) -> None:
    assert reader().word(vocabulary, text) == word


@pytest.mark.parametrize(
    ("vocabulary", "text"),
    [
        ("level", "Inovatif"),
        ("level", "Predikat Sangat Inovatif"),
        ("level", "Kurang Inovatif"),
        ("category", "Kabupaten/Kota"),
        ("category", "Jawa Barat"),
        ("category", "Kategori"),
        ("programme", "Penghargaan"),
        ("programme", ""),
    ],
)
def test_what_means_nothing_on_file_is_no_word(vocabulary: str, text: str) -> None:
    assert reader().word(vocabulary, text) == ""


def test_every_word_on_file_and_every_form_of_it_is_read_as_itself() -> None:
    vocabularies = on_file.record().schema.vocabularies
    for name in ("programme", "category", "level", "session"):
        for value in vocabularies[name]:
            assert reader().word(name, value) == value
    for form in load_press_words(DATA).forms:
        for written in (*form.written, *map(str.upper, form.written)):
            assert reader().word(form.vocabulary, written) == form.value, written


@pytest.mark.parametrize(
    "text",
    [
        "Kabupaten Terinovatif",
        "Terinovatif Kabupaten",
        "Kab. - Terinovativ",
        "Kategori Kabupaten: Terinovatif",
    ],
)
def test_category_and_level_may_stand_in_one_cell(text: str) -> None:
    wanted = {"category": "Kabupaten", "level": "Terinovatif"}
    assert reader().parts("category", text) == reader().parts("level", text) == wanted


def test_a_cell_that_says_both_needs_no_other_and_contradicts_none() -> None:
    head: list[object] = ["Tahun", "Program", "Kategori", "Nama Daerah"]
    raw = in_text([head, [2031, "IGA", "Kabupaten Terinovatif", "Lahat"]]).encode()
    assert ids(planned(raw)) == IDS[:1]
    row = [2031, "IGA", "Kabupaten Terinovatif", "Sangat Inovatif", "", "Lahat"]
    plan = planned(in_text([HEAD, row]).encode())
    assert said(plan) == ["import.two_words"]
    row = [2031, "IGA", "Kabupaten", "", "", "Lahat"]
    assert said(planned(in_text([HEAD, row]).encode())) == ["import.unknown_word"]


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("7", "7"), ("III", "3"), ("peringkat 7", "7"), ("Juara I", "1"), ("ke-2", "2"),
        ("Terbaik II", "2"), ("No. 4", "4"), ("(5)", "5"), ("6.", "6"), ("#8", "8"),
        ("Peringkat Pertama", "1"), ("kesepuluh", "10"), ("XIV", "14"), ("-", ""), ("\u2014", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_a_rank_as_it_is_written(text: str, rank: str) -> None:
    plan = planned(in_text([HEAD, [*LIST[1][:4], text, "Kab. Lahat"]]).encode())
    (award,) = (row for row in plan.draft.rows("awards") if row["id"] == IDS[0])
    assert award["rank"] == rank


@pytest.mark.parametrize(
    "text", ["Harapan I", "7 dari 10", "IIII", "terbaik", "1-3", "XL", "7,5", "x", "v"]
)
def test_what_is_no_rank_is_refused(text: str) -> None:
    plan = planned(in_text([HEAD, [*LIST[1][:4], text, "Kab. Lahat"]]).encode())
    assert said(plan) == ["import.bad_value"]


@given(st.integers(1, 39))
def test_roman_numerals_count(number: int) -> None:
    numeral = (
        "X" * (number // 10)
        + ("", *["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX"])[number % 10]
    )
    assert reader().rank(numeral) == str(number)


@pytest.mark.parametrize(
    "text",
    [
        "2031-12 | 2031-12-10",
        "2031-12-10; 2031-12-11",
        "10 dan 11 Desember 2031",
        "10-11 Desember 2031",
    ],
)
def test_two_dates_in_a_cell_are_asked_back(text: str) -> None:
    raw = in_text([[*HEAD, "Tanggal Sumber"], [*LIST[1], text]]).encode()
    assert said(planned(raw)) == ["import.two_days"]


def test_as_many_dates_as_addresses_belong_to_them() -> None:
    urls = ("https://satu.contoh.go.id/a", "https://dua.contoh.go.id/b")
    row = [*LIST[1], " | ".join(urls), "2031-12 | 2031-12-10"]
    plan = planned(in_text([[*HEAD, "Sumber", "Tanggal Sumber"], row]).encode())
    dates = {row["url"]: row["published_on"] for row in plan.draft.rows("sources")}
    assert [dates[url] for url in urls] == ["2031-12", "2031-12-10"]


# names of two -----------------------------------------------------------------------------------


def pairs() -> list[str]:
    """Names that a kabupaten and a kota of today share."""
    local = [r for r in on_file.record().register.participating(2031) if r.type != "provinsi"]
    names = [region.name_short for region in local]
    return sorted({name for name in names if names.count(name) > 1})


def test_a_category_that_names_the_type_tells_every_pair_apart() -> None:
    rows: Rows = [HEAD]
    for name in pairs():
        rows += [[2031, "IGA", c, "Terinovatif", "", name] for c in ("Kab.", "Kota")]
    plan = planned(in_text(rows).encode())
    register = on_file.record().register
    for line in plan.lines:
        region = register.get(line.id.rpartition("-")[2])
        assert line.outcome == "new" and region.name_short == line.name
        assert f"-{region.type}-" in line.id
    assert len(plan.lines) == 2 * len(pairs())


def test_another_category_tells_no_pair_apart() -> None:
    rows = [HEAD, *([2031, "IGA", "Papua", "Terinovatif", "", name] for name in pairs())]
    assert {line.outcome for line in planned(in_text(rows).encode()).lines} == {"ambiguous"}


def test_a_name_with_its_type_is_not_bent_to_the_category() -> None:
    for name in pairs():
        row = [2031, "IGA", "Kota", "Terinovatif", "", f"Kab. {name}"]
        assert said(planned(in_text([HEAD, row]).encode())) == ["import.type_against_category"]


SOLOK: Rows = [HEAD, [2031, "IGA", "Papua", "Terinovatif", "", "Solok"], LIST[1]]
SOLOK.append([2031, "IGA", "Papua", "Terinovatif", "", "Kabupaten Negeri Dongeng"])


def settled(
    *rows: tuple[object, object], head: tuple[str, str] = ("baris", "kode")
) -> dict[int, str]:
    return read_settled(in_text([[*head], *map(list, rows)]).encode(), solok())


def solok() -> ListFile:
    return read_sheet(in_text(SOLOK).encode())


def test_a_second_file_settles_what_is_open() -> None:
    chosen = settled((2, "13.72"), (4, "1604"))
    plan = planned(in_text(SOLOK).encode(), settled=chosen)
    wanted = ["iga-2031-papua-terinovatif-13.72", IDS[0], "iga-2031-papua-terinovatif-16.04"]
    assert ids(plan) == wanted
    raw = in_xlsx([["Baris", "Nama Daerah", "Kode Wilayah"], [2, "Solok", "13.02"]])
    assert read_settled(raw, solok()) == {2: "13.02"}


@pytest.mark.parametrize(
    ("line", "code"), [(2, "32.73"), (3, "33.14"), (2, "99.99"), (4, "Dongeng")]
)
def test_a_row_is_not_settled_as_what_its_name_cannot_mean(line: int, code: str) -> None:
    plan = planned(in_text(SOLOK).encode(), settled=settled((line, code)))
    (found,) = (found for found in plan.lines if found.number == line)
    assert found.message is not None and found.message.id == "import.settled_wrong"


@pytest.mark.parametrize(
    "rows", [[(9, "13.72")], [("x", "13.72")], [(2, "")], [(2, "13.72"), (2, "13.02")]]
)
def test_a_settling_that_fits_no_row_is_refused(rows: list[tuple[object, object]]) -> None:
    with pytest.raises(SheetError, match="settle_row"):
        settled(*rows)
    with pytest.raises(SheetError, match="settle_row"):
        settled((2, "13.72"), head=("baris", "nama"))


# hostile files ----------------------------------------------------------------------------------


def stretched() -> bytes:
    book, out = Workbook(), BytesIO()
    book.worksheets[0]["A1"], book.worksheets[0]["XFD1048576"] = "x", "y"
    book.save(out)
    return out.getvalue()


HOSTILE = {
    "cells at both ends": stretched(),
    "cut short": in_xlsx(LIST)[:3000],
    "locked": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000,
    "too many rows": in_xlsx([HEAD] * 20_001),
    "noise": bytes(range(256)) * 40,
    "one quote": b'tahun;nama;skor\n2031;"' + b"x" * 200_000,
}


@pytest.mark.parametrize("form", HOSTILE)
def test_a_hostile_file_is_one_line(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "daftar.xlsx"
    path.write_bytes(HOSTILE[form])
    assert main(["import", str(path)]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)


def test_everything_on_the_command_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, settle = tmp_path / "nama.txt", tmp_path / "pilihan.csv"
    path.write_text("Kab. Lahat\nSolok\n", encoding="utf-16")
    settle.write_text("baris;kode\n2;13.72\n", encoding="utf-8")
    command = ["import", str(path), "--year", "2031", "--programme", "Innovative Government Award"]
    command += ["--category", "Wilayah Perbatasan", "--level", "Terinovativ"]
    command += ["--source", OPTIONS.source_url, "--ceremony", "2031-12-09"]
    assert main(command) == 1
    assert "--settle" in capsys.readouterr().out
    main([*command, "--settle", str(settle)])
    assert "iga-2031-daerah-perbatasan-terinovatif-13.72" in capsys.readouterr().out
    assert set(TYPES) == {"provinsi", "kabupaten", "kota"}
