"""The release reads back to the same record, file by file."""

from __future__ import annotations

import csv
import hashlib
import json
import shutil
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from iga_core.__main__ import main
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.publish import release
from iga_core.publish.release import ReleaseError, export
from iga_core.publish.tables import plain_cell
from iga_core.record import load_record, rows_of
from iga_core.record.version import data_version
from tests import on_file
from tests.publish.test_tables import read_csv

WORDS = load_words("id")
READ = {"integer": "Int64", "number": "float64"}


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("release") / "out"
    assert main(["export", str(folder), "--base", "https://atlas.example.id"]) == 0
    return folder


def test_the_copy_is_the_same_record(out: Path) -> None:
    mine, theirs = on_file.record(), load_record(out / "data")
    for name, table in mine.tables.items():
        pd.testing.assert_frame_equal(theirs.tables[name], table)
    assert data_version(out / "data").digest == data_version(DATA).digest


def test_no_cell_of_the_copy_is_a_formula(tmp_path: Path) -> None:
    data, released = tmp_path / "data", tmp_path / "out"
    shutil.copytree(DATA, data)
    path = data / "record" / "awards.csv"
    with path.open(encoding="utf-8", newline="") as file:
        heads, *rows = csv.reader(file)
    given = ["=cmd|' /C calc'!A0", "+1+1", "@SUM(A1)", "aman;=1+1", "-5", "'=kutip"]
    for row, note in zip(rows, given, strict=False):
        row[heads.index("note")] = note
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([heads, *rows])
    assert main(["--data", str(data), "export", str(released)]) == 0
    leaves = (released / "data" / "record" / "awards.csv").read_bytes()
    _, *out_rows = csv.reader(leaves.decode("utf-8").splitlines())
    notes = [row[heads.index("note")] for row in out_rows[: len(given)]]
    assert notes == ["'=cmd|' /C calc'!A0", "'+1+1", "'@SUM(A1)", "aman;'=1+1", "-5", "''=kutip"]
    assert [plain_cell(note) for note in notes] == given
    assert out_rows[len(given) :] == rows[len(given) :]
    package = json.loads((released / "datapackage.json").read_text("utf-8"))
    (awards,) = [r for r in package["resources"] if r["name"] == "awards"]
    assert awards["hash"] == f"sha256:{hashlib.sha256(leaves).hexdigest()}"


def test_every_json_file_is_the_same_table(out: Path) -> None:
    record = on_file.record()
    files = {path.stem for path in (out / "json").glob("*.json")}
    assert files == set(record.tables)
    for name, table in record.tables.items():
        text = (out / "json" / f"{name}.json").read_text("utf-8")
        assert json.loads(text, parse_float=Decimal) == rows_of(table)


def test_the_package_describes_every_table_so_that_it_reads_back(out: Path) -> None:
    record = on_file.record()
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    assert package["version"] == str(data_version(DATA))
    assert package["licenses"][0]["name"] == "CC-BY-4.0"
    assert {r["name"] for r in package["resources"]} == set(record.tables)
    for resource in package["resources"]:
        raw = (out / resource["path"]).read_bytes()
        assert resource["hash"] == f"sha256:{hashlib.sha256(raw).hexdigest()}"
        assert resource["bytes"] == len(raw)
        fields = resource["schema"]["fields"]
        kinds = {f["name"]: READ.get(f["type"], "str") for f in fields}
        read = pd.read_csv(
            out / resource["path"],
            dtype=dict.fromkeys(kinds, "str"),
            keep_default_na=False,
        )
        for name, kind in kinds.items():
            if kind == "float64":
                exact = [Decimal(text) if text else None for text in read[name]]
                read[name] = pd.Series(exact, dtype=object)
            elif kind != "str":
                read[name] = pd.to_numeric(read[name].replace("", None)).astype(kind)
        table = record.tables[resource["name"]]
        assert list(read.columns) == list(table.columns)
        assert rows_of(read) == rows_of(table)


def test_keys_and_constraints_of_the_package_hold(out: Path) -> None:
    record = on_file.record()
    package = json.loads((out / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        schema, table = resource["schema"], record.tables[resource["name"]]
        key = schema["primaryKey"]
        assert not table.duplicated([key] if isinstance(key, str) else key).any()
        for foreign in schema["foreignKeys"]:
            target = foreign["reference"]["resource"] or resource["name"]
            values = set(table[foreign["fields"]]) - {""}
            assert values <= set(record.tables[target][foreign["reference"]["fields"]])
        for field in schema["fields"]:
            limits = field.get("constraints", {})
            if "enum" in limits:
                assert set(table[field["name"]]) - {""} <= set(limits["enum"])
            if "minimum" in limits:
                assert (table[field["name"]].dropna() >= limits["minimum"]).all()
            if limits.get("required"):
                assert not (table[field["name"]].astype(str) == "").any()
    awards = next(r for r in package["resources"] if r["name"] == "awards")
    assert {"fields": "region_code", "reference": {"resource": "regions", "fields": "code"}} in (
        awards["schema"]["foreignKeys"]
    )


def test_papers_of_the_release(out: Path) -> None:
    citation = (out / "CITATION.cff").read_text("utf-8")
    version = data_version(DATA)
    assert f'version: "{version}"' in citation
    assert f"date-released: {version.date}" in citation
    assert (out / "DICTIONARY.md").read_text("utf-8") == (DATA / "README.md").read_text("utf-8")
    assert (out / "LICENSE").is_file()
    assert json.loads((out / "VERSION.json").read_text("utf-8"))["digest"] == version.digest
    assert len(read_csv((out / "awards.csv").read_bytes())) == len(
        on_file.record().tables["awards"]
    )


def test_it_is_written_again_over_an_earlier_release_and_nowhere_else(
    out: Path, tmp_path: Path
) -> None:
    words = load_words("id")
    before = {p: p.read_bytes() for p in out.rglob("*") if p.is_file()}
    export(out, words, base="https://atlas.example.id")
    assert {p: p.read_bytes() for p in out.rglob("*") if p.is_file()} == before
    (tmp_path / "mine.txt").write_text("keep", encoding="utf-8")
    with pytest.raises(ReleaseError):
        export(tmp_path, words)
    with pytest.raises(ReleaseError):
        export(DATA / "release", words)
    assert main(["export", str(tmp_path)]) == 2
    assert (tmp_path / "mine.txt").read_text("utf-8") == "keep"


def test_a_release_that_was_killed_half_way_is_made_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed three times, ever later: each next one begins in what the last one left."""
    monkeypatch.setattr(release, "load_record", lambda folder: on_file.record())
    real = Path.write_bytes
    written: list[Path] = []
    for files in (1, 2, 40):
        written.clear()

        def stop(path: Path, content: bytes, files: int = files) -> int:
            if len(written) == files:
                raise KeyboardInterrupt
            written.append(path)
            return real(path, content)

        with monkeypatch.context() as patched:
            patched.setattr(Path, "write_bytes", stop)
            with pytest.raises(KeyboardInterrupt):
                export(tmp_path / "out", WORDS)
    names = [path.name for path in export(tmp_path / "out", WORDS)]
    assert set(names) >= {path.name for path in written}
