"""A new list comes in: an invented year 2026, into a copy of data/."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from iga_core.__main__ import main
from iga_core.analysis.categories import build_categories
from iga_core.analysis.national import build_national_picture
from iga_core.derived import derived_files
from iga_core.language import load_words
from iga_core.message import told
from iga_core.paths import DATA, ROOT
from iga_core.record import check, load_record, rows_of
from iga_core.record.importing import ImportPlan, Options, plan_import
from iga_core.record.sheet import SheetError, day, read_sheet, score_number, whole_number
from iga_core.record.transaction import changing, recover, replace_files
from iga_core.record.version import data_files, data_version
from tests import on_file
from tests.until import cut

SOURCE = "https://www.contoh.go.id/daftar-iga-2026.html"
HEAD = (
    "Tahun;Program;Kategori;Tingkat;Peringkat;Nama Daerah;Sumber;Tanggal Sumber;Tanggal Penyerahan"
)
WORDS = load_words("id")
TODAY = date.today()
TAKING_PART = on_file.record().register.participating(2026)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    copied = shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(".*"))
    cut(copied, 2025)
    return copied


def line(category: str, level: str, rank: object, name: str) -> str:
    cells = (2026, "IGA", category, level, rank, name, SOURCE, "10 November 2026", "2026-11-09")
    return ";".join(map(str, cells))


@cache
def list_of_60() -> bytes:
    """55 new rows, two ambiguous names, one unknown, one duplicate, one contradiction.

    The contradiction: rank 1 of the kota list is given to two governments.
    """
    register = on_file.record().register
    names = Counter(region.name_short for region in register.regions)
    kota = [r.name for r in register.regions if r.type == "kota" and r.autonomous][:20]
    alone = [
        r.name
        for r in register.regions
        if r.type == "kabupaten" and r.autonomous and names[r.name_short] == 1
    ][:35]
    rows = [line("Kota", "Terinovatif", i, name) for i, name in enumerate(kota, 1)]
    rows += [line("kabupaten", "SANGAT INOVATIF", "", name) for name in alone]
    rows += [
        line("Daerah Tertinggal", "Terinovatif", "", "Solok"),
        line("Papua", "Terinovatif", "", "Madiun"),
        line("Kabupaten", "Sangat Inovatif", "", "Kabupaten Negeri Dongeng"),
        line("Kota", "Terinovatif", 1, kota[0]),
        line("Kota", "Terinovatif", 1, "Kota Bontang"),
    ]
    assert len(rows) == 60
    return ("\ufeff" + "\r\n".join([HEAD, *rows]) + "\r\n").encode()


def state(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in data_files(folder)}


def run(folder: Path, raw: bytes, options: Options | None = None) -> ImportPlan:
    with changing(folder):
        plan = plan_import(folder, read_sheet(raw), WORDS, options)
        violations, contents = plan.draft.settled(WORDS, derived_files, TODAY)
        replace_files(folder, contents)
    assert violations == []
    return plan


def test_sixty_rows_as_described(data: Path) -> None:
    before = state(data)
    plan = plan_import(data, read_sheet(list_of_60()), WORDS)
    assert plan.summary == {
        "new": 55,
        "ambiguous": 2,
        "unknown": 1,
        "duplicate": 1,
        "contradicting": 1,
    }
    assert state(data) == before  # nothing is written without apply
    ambiguous = [line for line in plan.lines if line.outcome == "ambiguous"]
    solok = [candidate.name for candidate in ambiguous[0].candidates]
    assert solok == ["Kabupaten Solok", "Kota Solok"]
    assert len(ambiguous[1].candidates) == 2
    (unknown,) = (line for line in plan.lines if line.outcome == "unknown")
    assert unknown.name == "Kabupaten Negeri Dongeng"

    run(data, list_of_60())
    record = load_record(data)
    new = [a for a in rows_of(record.tables["awards"]) if a["year"] == 2026]
    assert len(new) == 56
    assert len({a["id"] for a in new}) == 56
    assert all(a["id"].startswith("iga-2026-") for a in new)
    assert {a["ceremony_on"] for a in new} == {"2026-11-09"}
    source = record.tables["sources"].iloc[-1]
    assert (source["url"], source["published_on"]) == (SOURCE, "2026-11-10")
    assert {a["source_ids"] for a in new} == {source["id"]}
    bontang = next(a for a in new if a["region_code"] == "64.74")
    assert bontang["rank"] is None  # the rank stays with the row that came first
    dispute = record.tables["disputes"].iloc[-1]
    assert dispute["status"] == "open"
    assert dispute["region_codes"].split()[0] == "64.74"
    assert "contoh.go.id" in dispute["claims"]
    assert 2026 in record.award_years
    year = record.tables["award_years"].set_index("year").loc[2026]
    assert (year["scale"], year["provinsi"], year["kota"]) == ("", 38, 93)
    assert check(data) == []


def test_what_was_there_is_untouched(data: Path) -> None:
    before = state(data)
    run(data, list_of_60())
    after = state(data)
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "record/awards.csv",
        "record/sources.csv",
        "record/disputes.csv",
        "record/award_years.csv",
        "record/categories.csv",
    }
    for name in changed:
        assert after[name].startswith(before[name])


def test_twice_gives_no_second_copy(data: Path) -> None:
    run(data, list_of_60())
    first = state(data)
    again = run(data, list_of_60())
    assert state(data) == first
    assert again.summary == {
        "same": 56,
        "ambiguous": 2,
        "unknown": 1,
        "contradicting": 1,
    }


REPLACE_THEN_DIE = """
import os, signal, sys
import iga_core.record.transaction as transaction
left = int(sys.argv[1])
real = os.replace
def replace(*paths, **names):
    global left
    if left == 0:
        os.kill(os.getpid(), signal.SIGKILL)
    left -= 1
    return real(*paths, **names)
transaction.os.replace = replace
from iga_core.__main__ import main
from iga_core.analysis.categories import build_categories
from iga_core.analysis.national import build_national_picture
main(["--data", sys.argv[2], "import", sys.argv[3], "--apply"])
"""


@pytest.mark.parametrize("replaced", [0, 1, 2, 3, 4])
def test_a_killed_import_leaves_the_record_as_it_was(
    data: Path, tmp_path: Path, replaced: int
) -> None:
    before, version = state(data), data_version(data).digest
    path = tmp_path / "list.csv"
    path.write_bytes(list_of_60())
    command = [sys.executable, "-c", REPLACE_THEN_DIE, str(replaced), str(data), str(path)]
    died = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    assert died.returncode == -9, died.stderr.decode()
    # the first replacement puts the journal in place, the others the four files
    assert (data / ".change" / "journal.json").is_file() == (replaced > 0)
    assert (state(data) == before) == (replaced <= 1)
    assert check(data) == []  # the next start puts the old files back
    assert state(data) == before
    assert data_version(data).digest == version
    assert not (data / ".change").exists()
    assert not recover(data)
    if replaced == 4:  # the next import finds nothing of it
        assert run(data, list_of_60()).count("new") == 55


def test_an_error_half_way_puts_everything_back(
    data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state(data)
    real, calls = os.replace, []

    def replace(source: Path, target: Path) -> None:
        calls.append(target)
        if len(calls) == 3:
            raise OSError("disk full")
        real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(OSError, match="disk full"):
        run(data, list_of_60())
    assert state(data) == before
    assert not (data / ".change").exists()


def test_a_result_that_breaks_a_rule_is_not_written(data: Path) -> None:
    before = state(data)
    # the list of kota Terinovatif 2020 is complete with ten awards: an eleventh breaks the checks
    raw = "\n".join(
        [
            "tahun,program,kategori,tingkat,nama,sumber",
            f"2020,IGA,Kota,Terinovatif,Kota Sabang,{SOURCE}",
        ]
    ).encode()
    with changing(data):
        plan = plan_import(data, read_sheet(raw), WORDS)
        violations, contents = plan.draft.settled(WORDS, derived_files, TODAY)
    assert [violation.rule for violation in violations] == ["list_size"]
    assert contents == {}
    assert state(data) == before


def award_rows(*rows: str) -> bytes:
    head = "year,programme,category,level,rank,name,source,source date,ceremony,type"
    return "\n".join([head, *rows]).encode()


def test_a_level_that_contradicts_the_record_is_kept_beside_it_with_a_dispute(data: Path) -> None:
    raw = award_rows(f"2020,IGA,Kota,Terinovatif,,Kota Banda Aceh,{SOURCE},,,")
    plan = plan_import(data, read_sheet(raw), WORDS)
    assert plan.lines[0].outcome == "contradicting"
    dispute = plan.draft.rows("disputes")[-1]
    assert dispute["years"] == "2020"
    assert "Sangat Inovatif" in dispute["claims"]
    assert "Terinovatif" in dispute["claims"]
    assert len(plan.draft.rows("awards")) == len(on_file.record().tables["awards"]) + 1


def test_a_report_completes_a_claim(data: Path) -> None:
    claimed = next(
        a
        for a in rows_of(load_record(data).tables["awards"])
        if a["status"] == "claimed" and (a["year"], a["category"]) == (2020, "Kabupaten")
    )
    code = claimed["region_code"]
    raw = award_rows(f"2020,IGA,Kabupaten,Sangat Inovatif,,{code},{SOURCE},2020-12-19,,")
    assert run(data, raw).lines[0].outcome == "completed"
    after = load_record(data).tables["awards"].set_index("id").loc[claimed["id"]]
    assert after["status"] == "reported"
    assert after["source_ids"].startswith(claimed["source_ids"])
    assert run(data, raw).lines[0].outcome == "same"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (f"2026,IGA,Kota,Terinovatif,,Kota Solok,{SOURCE},,,", "ceremony_missing"),
        (f"2026,IGA,Kota,Terinovatif,,Kota Solok,{SOURCE},,2025-12-09,", "bad_value"),
        ("2026,IGA,Kota,Terinovatif,,Kota Solok,,,2026-11-09,", "source_missing"),
        ("2026,IGA,Kota,Terinovatif,,Kota Solok,bukan alamat,,2026-11-09,", "bad_value"),
        (f"2026,IGA,Kota,Terinovatif,x,Kota Solok,{SOURCE},,2026-11-09,", "bad_value"),
        (f"2026,IGA,Kota,Terinovatip,,Kota Solok,{SOURCE},,2026-11-09,", "unknown_word"),
        (
            f"2026,IGA,Kota,Terinovatif,,Kabupaten Solok,{SOURCE},,2026-11-09,",
            "type_against_category",
        ),
        (f"2026,IGA,Kota,Terinovatif,,31.71,{SOURCE},,2026-11-09,", "cannot_take_part"),
        (f"26,IGA,Kota,Terinovatif,,Kota Solok,{SOURCE},,2026-11-09,", "bad_value"),
    ],
)
def test_rows_that_cannot_be_taken_in_say_why(data: Path, row: str, message: str) -> None:
    plan = plan_import(data, read_sheet(award_rows(row)), WORDS)
    found = plan.lines[0]
    assert found.outcome == "refused"
    assert found.message is not None
    assert found.message.id == f"import.{message}"
    assert plan.draft.changed == ()


@pytest.mark.parametrize(
    ("name", "code"),
    [("71,71", "71.71"), ("71.71", "71.71"), ("7171", "71.71"), ("1. Kota Manado", "71.71")],
)
def test_a_code_or_number_mangled_on_its_way_is_read_as_no_other(
    data: Path, name: str, code: str
) -> None:
    raw = award_rows(f'2026,IGA,Kota,Terinovatif,1,"{name}",{SOURCE},,2026-11-09,')
    (found,) = plan_import(data, read_sheet(raw), WORDS).lines
    assert found.id == f"iga-2026-kota-terinovatif-{code}"


def test_a_code_that_lost_its_zero_is_refused_with_what_it_can_have_been(data: Path) -> None:
    raw = award_rows(f"2026,IGA,Kabupaten,Terinovatif,1,12.1,{SOURCE},,2026-11-09,")
    (found,) = plan_import(data, read_sheet(raw), WORDS).lines
    assert (found.outcome, found.id) == ("unknown", "")
    assert [region.code for region in found.candidates] == ["12.01", "12.10"]


def test_a_type_column_tells_two_of_one_name_apart(data: Path) -> None:
    raw = award_rows(f"2026,IGA,Kota,Terinovatif,1,Solok,{SOURCE},,2026-11-09,kota")
    plan = plan_import(data, read_sheet(raw), WORDS)
    assert plan.lines[0].id == "iga-2026-kota-terinovatif-13.72"


def test_a_new_word_is_taken_only_on_demand_and_reaches_the_dictionary(data: Path) -> None:
    raw = award_rows(f"2026,IGA,Klaster Pesisir,Terinovatif,,Kota Sabang,{SOURCE},,2026-11-09,")
    assert plan_import(data, read_sheet(raw), WORDS).lines[0].outcome == "refused"
    plan = run(data, raw, Options(new_words=True))
    assert "gloss.category.Klaster Pesisir" in "".join(told(note, WORDS) for note in plan.notes)
    assert "Klaster Pesisir" in load_record(data).schema.vocabularies["category"]
    assert "Klaster Pesisir" in (data / "README.md").read_text("utf-8")
    assert check(data) == []


def test_a_new_category_is_counted_by_sizes_and_national_figures_without_an_edit(
    data: Path,
) -> None:
    name = "Klaster Pesisir"
    sizes = "tahun;program;kategori;tingkat;dasar;jumlah penerima\n"
    sizes += f"2026;IGA;{name};Terinovatif;award_list;3"
    award = f"2026,IGA,{name},Terinovatif,,Kota Sabang,{SOURCE},,2026-11-09,"
    figure = f"tahun;ukuran;cakupan;angka\n2026;nominees;{name.upper()};9"
    options = Options(source_url=SOURCE, new_words=True)
    for raw in (sizes.encode(), award_rows(award), figure.encode()):
        assert {line.outcome for line in run(data, raw, options).lines} == {"new"}
    record = load_record(data)
    counted = build_categories(record, build_national_picture(record)).counts[2026, name]
    assert [row["value"] for row in counted.nominees.rows] == [9]
    assert counted.given is not None and counted.given["awarded"] == 3
    assert {WORDS.term("scope", row["scope"]) for row in counted.nominees.rows} == {name}
    assert check(data) == []


@pytest.mark.parametrize(
    ("column", "word", "message"),
    [
        ("cakupan", "Klaster Pesisir", "scope_without_category"),
        ("ukuran", "jumlah kapal", "closed_word"),
    ],
)
def test_a_word_that_import_does_not_add_is_refused_with_where_it_goes(
    data: Path, column: str, word: str, message: str
) -> None:
    row = {"tahun": "2026", "ukuran": "nominees", "cakupan": "kota", "angka": "9"} | {column: word}
    raw = f"{';'.join(row)}\n{';'.join(row.values())}\n".encode()
    options = Options(source_url=SOURCE, new_words=True)
    (found,) = plan_import(data, read_sheet(raw), WORDS, options).lines
    assert found.outcome == "refused" and found.message is not None
    assert found.message.id == f"import.{message}"
    assert "data/schema/vocabularies.csv" in told(found.message, WORDS)


@cache
def decree_2026() -> bytes:
    """Index results of all governments, as a decree's annex prints."""
    regions = TAKING_PART
    rows = [
        f"2026;{r.code};{60 - i % 40},{i % 100:02};"
        f"{'Inovatif' if 60 - i % 40 + i % 100 / 100 > 40 else 'Kurang Inovatif'};{i + 1};{i + 3}"
        for i, r in enumerate(regions)
    ]
    head = "tahun;kode wilayah;skor;predikat;peringkat nasional;jumlah inovasi"
    return "\n".join([head, *rows]).encode()


def test_all_rows_of_a_decree(data: Path) -> None:
    options = Options(
        source_url=SOURCE, source_date="2026-11-08", scale="0-100", decree="Kepmendagri contoh"
    )
    without_scale = plan_import(data, read_sheet(decree_2026()), WORDS, Options(source_url=SOURCE))
    assert without_scale.summary == {"refused": len(TAKING_PART)}
    plan = run(data, decree_2026(), options)
    assert plan.summary == {"new": len(TAKING_PART)}
    record = load_record(data)
    results = record.results[record.results["year"] == 2026]
    assert len(results) == len(TAKING_PART)
    assert set(results["quality"]) == {"final"}
    assert set(results["innovations_basis"]) == {"unstated"}
    first = results.set_index("region_code").loc["11"]
    assert (first["score"], first["score_as_printed"], first["id"]) == (
        60.0,
        "60,00",
        "iid-2026-11-1",
    )
    assert 2026 in record.index_years
    before = state(data)
    assert run(data, decree_2026(), options).summary == {"same": len(TAKING_PART)}
    assert state(data) == before


def test_results_that_differ_stand_side_by_side_with_a_dispute(data: Path) -> None:
    known = next(
        r
        for r in rows_of(load_record(data).results)
        if r["year"] == 2025 and r["score"] is not None and r["quality"] == "final"
    )
    early = f"year,name,score,source\n2025,{known['region_code']},12.34,{SOURCE}".encode()
    before_the_decree = plan_import(data, read_sheet(early), WORDS)
    assert before_the_decree.lines[0].outcome == "new"  # what was known before contradicts nothing
    head = "year,name,score,quality,source"
    raw = f"{head}\n2025,{known['region_code']},12.34,final,{SOURCE}".encode()
    plan = run(data, raw)
    assert plan.lines[0].outcome == "contradicting"
    record = load_record(data)
    ours = record.results[
        (record.results["region_code"] == known["region_code"]) & (record.results["year"] == 2025)
    ]
    assert Decimal("12.34") in set(ours["score"])
    assert known["score"] in set(ours["score"])
    assert record.tables["disputes"].iloc[-1]["subject"] == "result"
    before = state(data)
    assert run(data, raw).lines[0].outcome == "same"
    assert state(data) == before


def test_a_rank_without_its_base_is_refused(data: Path) -> None:
    raw = f"year,name,rank,source\n2025,Kota Sabang,3,{SOURCE}".encode()
    line = plan_import(data, read_sheet(raw), WORDS).lines[0]
    assert line.message is not None
    assert line.message.id == "import.rank_base"


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        (b"\xff\xfe", "columns_missing"),
        (b"\xff\xfe\x00", "not_text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not_text"),
        (b"PK\x03\x04 cut short", "not_workbook"),
        (b"tahun,nama,warna\n2026,x,y\n", "unknown_columns"),
        (b"tahun,nama\n2026,x\n", "columns_missing"),
        (b"tahun,nama,daerah,skor\n2026,x,y,1\n", "columns_twice"),
        (b'tahun,nama,skor\n2026,"x,1\n', "not_csv"),
        (b"", "columns_missing"),
    ],
)
def test_files_that_cannot_be_read_say_why(raw: bytes, message: str) -> None:
    with pytest.raises(SheetError) as error:
        read_sheet(raw)
    assert error.value.message == message
    assert WORDS(f"import.{message}", **error.value.values)


def test_numbers_and_dates_as_people_write_them() -> None:
    assert [whole_number(t) for t in ("", "7", "2.501")] == [None, 7, 2501]
    assert score_number("65,01", 100) == "65.01"
    assert score_number("65.01", 100) == "65.01"
    assert score_number("4.280", None) == "4280"
    assert score_number("1.234,5", None) == "1234.5"
    assert [day(t) for t in ("18 Desember 2020", "18/12/2020", "2020-12", "")] == [
        "2020-12-18",
        "2020-12-18",
        "2020-12",
        "",
    ]
    for wrong in ("12,3,4", "x", "1,2.3"):
        with pytest.raises(ValueError, match=r"."):
            score_number(wrong, 100)
    with pytest.raises(ValueError, match=r"."):
        day("32/12/2020")


def test_on_the_command_line(
    data: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, before = tmp_path / "list.csv", state(data)
    path.write_bytes(list_of_60())
    assert main(["--data", str(data), "import", str(path)]) == 1  # three rows need a decision
    shown = capsys.readouterr().out
    assert "Kota Solok" in shown
    assert "--apply" in shown
    assert state(data) == before
    assert main(["--data", str(data), "import", str(path), "--apply"]) == 1
    assert "record/awards.csv" in capsys.readouterr().out
    assert len(load_record(data).tables["awards"]) == len(on_file.record().tables["awards"]) + 56
    assert main(["--data", str(data), "check"]) == 0
    assert main(["--data", str(data), "import", str(tmp_path / "none.csv")]) == 2
