"""What follows from the record changes with it; what a dry run lets pass, --apply takes."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from iga_core.__main__ import main
from iga_core.analysis.mapping import build_map_facts, map_view
from iga_core.derived import check_all
from iga_core.geo.positions import standings
from iga_core.language import load_words
from iga_core.paths import DATA, STATIC
from iga_core.record import describe, load_record
from iga_core.record.version import data_files
from tests import on_file
from tests.until import cut

WORDS = load_words("id")
SOURCE = "https://www.contoh.go.id/daftar.html"
HEAD = "tahun,program,kategori,tingkat,peringkat,nama,sumber,tanggal sumber,tanggal penyerahan"
NEW = f"2026,IGA,Daerah Maritim,Terinovatif,1,Kota Sabang,{SOURCE},2026-11-03,2026-11-02"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A copy of the record, with the files of the maps beside it."""
    (tmp_path / "static").mkdir()
    shutil.copyfile(STATIC / "land.svg", tmp_path / "static" / "land.svg")
    copied = shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(".*"))
    if cut(copied, 2025):
        assert main(["--data", str(copied), "positions"]) == 0
    return copied


def state(data: Path) -> dict[str, bytes]:
    files = [*data_files(data), *(data.parent / "static").iterdir()]
    return {path.relative_to(data.parent).as_posix(): path.read_bytes() for path in files}


def take_in(data: Path, row: str, *options: str) -> int:
    path = data.parent / "list.csv"
    path.write_text(f"{HEAD}\n{row}\n", encoding="utf-8")
    return main(["--data", str(data), "import", str(path), "--new-words", *options])


def test_an_import_renews_the_dictionary_and_shows_on_the_map(data: Path) -> None:
    assert take_in(data, NEW, "--apply") == 0
    record = load_record(data)
    shown = map_view(build_map_facts(record), 2026, "IGA", "level").values
    won = [record.register.get(value.code).name for value in shown if value.awarded]
    assert won == ["Kota Sabang"]
    assert "Daerah Maritim" in (data / "README.md").read_text("utf-8")
    assert check_all(data, WORDS) == []


def test_a_corrected_place_moves_the_mark(data: Path) -> None:
    with (data / "regions/regions.csv").open(encoding="utf-8", newline="") as file:
        row = next(row for row in csv.DictReader(file) if row["type"] == "kota")
    verb = ["correct", "regions", row["code"], "map_lon", row["map_lon"], "111.111"]
    why = ["--reason", "Contoh.", "--source", SOURCE]
    assert main(["--data", str(data), *verb, *why]) == 0
    assert standings(load_record(data))[row["code"]].place[0] == 111.111
    assert check_all(data, WORDS) == []


@pytest.mark.parametrize("name", ["data/README.md", "static/land.svg"])
def test_a_stale_file_is_an_violation(data: Path, name: str) -> None:
    path = data.parent / name
    lines = path.read_text("utf-8").splitlines(keepends=True)
    place = len(lines) // 2
    lines[place] = lines[place].replace('"', "'", 1).rstrip("\n") + " basi\n"
    path.write_text("".join(lines), encoding="utf-8")
    (violation,) = check_all(data, WORDS)
    assert (violation.rule, violation.row) == ("stale", place + 1)
    assert Path(name).name in describe(violation, WORDS)
    path.unlink()
    assert [violation.rule for violation in check_all(data, WORDS)] == ["missing_file"]


def test_a_category_with_awards_that_no_account_names_is_an_violation(data: Path) -> None:
    path = data / "record/categories.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("kategori-2021") or ",Kota," not in line]
    path.write_text("".join(kept), encoding="utf-8")
    (violation,) = check_all(data, WORDS)
    assert (violation.rule, violation.column, violation.value) == (
        "category_unnamed",
        "category",
        "Kota",
    )
    assert violation.row > 1 and "2021" in describe(violation, WORDS)


def test_a_prize_of_its_own_is_no_category_to_be_judged_in(data: Path) -> None:
    row = NEW.replace("Daerah Maritim,Terinovatif", "Peserta Pameran Terbaik II,Penghargaan khusus")
    assert take_in(data, row, "--apply") == 0
    named = load_record(data).tables["categories"]
    assert "Peserta Pameran Terbaik II" not in set(named["category"])
    assert check_all(data, WORDS) == []


SLIPS: dict[str, Callable[[str], str]] = {
    "day not in the calendar": lambda row: row.replace("2026-11-02", "2026-02-30"),
    "month not in the calendar": lambda row: row.replace("2026-11-02", "2026-13-01"),
    "source of a day not in the calendar": lambda row: row.replace("2026-11-03", "31/11/2026"),
    "source of a month not in the calendar": lambda row: row.replace("2026-11-03", "2026-13"),
    "source to come": lambda row: row.replace("2026-11-03", "2099-01-01"),
    "source of a year to come": lambda row: row.replace("2026-11-03", "2099"),
    "award year to come": lambda row: row.replace("2026", "2098"),
    "password in the address": lambda row: row.replace("//www.", "//user:pw@www."),
    "token in the address": lambda row: row.replace(".html", ".html?token=abc"),
    "impossible rank": lambda row: row.replace("Terinovatif,1", "Terinovatif,9" + "9" * 22),
}


@pytest.mark.parametrize("slip", SLIPS)
def test_a_dry_run_refuses_what_apply_refuses(
    data: Path, capsys: pytest.CaptureFixture[str], slip: str
) -> None:
    before, said = state(data), []
    for options in ([], ["--apply"]):
        assert take_in(data, SLIPS[slip](NEW), *options) == 1
        said.append(capsys.readouterr().out)
    written, dry = WORDS("import.written", files=WORDS("import.no_file")), WORDS("import.dry")
    assert said[0].replace(dry, "") == said[1].replace(written, "")
    assert state(data) == before


def test_a_list_without_a_slip_passes_the_dry_run_and_writes_nothing(data: Path) -> None:
    before = state(data)
    assert take_in(data, NEW) == 0
    assert state(data) == before


@pytest.mark.parametrize(
    ("field", "old", "new"),
    [("published_on", "", "2099"), ("url", "", "https://a:b@contoh.go.id/x")],
)
def test_a_correction_is_held_to_the_same(data: Path, field: str, old: str, new: str) -> None:
    sources = on_file.record().tables["sources"]
    source = str(sources.loc[sources[field] == old, "id"].iloc[0])
    before = state(data)
    verb = ["correct", "sources", source, field, old, new, "--reason", "x", "--source", SOURCE]
    assert main(["--data", str(data), *verb]) == 1
    assert state(data) == before
