"""The command ``read``: the contract of its JSON, its list, and what it refuses."""

from __future__ import annotations

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from iga_core.__main__ import main
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record.importing import Options, plan_import
from iga_core.record.sheet import read_sheet

KEYS = [
    "start", "end", "text", "kind", "region", "year", "programme", "category", "level", "session",
    "rank", "rank_base", "score", "scale", "predicate", "count", "verdict", "rows", "why",
]  # fmt: skip
TEXT = (
    "Kota Solok meraih Kota Sangat Inovatif IGA 2023 dengan skor 60,46, peringkat 22 dari 93 kota."
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "berita.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_json_follows_the_contract(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["read", str(article), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["verdict"] == "supported"
    assert all(list(claim) == KEYS for claim in found["claims"])
    by_kind = {claim["kind"]: claim for claim in found["claims"]}
    assert (by_kind["score"]["score"], by_kind["score"]["scale"]) == (60.46, "0-100")
    assert (by_kind["rank"]["rank"], by_kind["rank"]["rank_base"]) == (22, 93)
    assert by_kind["award"]["rows"] == ["iga-2023-kota-sangat-inovatif-13.72"]
    assert by_kind["award"]["score"] is None


def test_standard_input_is_read(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(TEXT.encode())))
    assert main(["read", "-"]) == 0
    out = capsys.readouterr().out
    assert "iga-2023-kota-sangat-inovatif-13.72" in out
    assert load_words("id")("reader.verdict_supported") in out


def test_the_list_is_one_that_import_takes(article: Path, tmp_path: Path) -> None:
    out = tmp_path / "daftar.csv"
    given = ["--date", "2023-12-13", "--source", "https://contoh.id/berita"]
    assert main(["read", str(article), "--as-list", str(out), *given]) == 0
    plan = plan_import(
        DATA, read_sheet(out.read_bytes()), load_words("id"), Options(ceremony_on="2023-12-12")
    )
    assert [line.outcome for line in plan.lines] == ["completed"]


@pytest.mark.parametrize("extra", [["--date", "kemarin"], ["--date", "2023-13-01"]])
def test_a_date_that_is_none_is_refused(article: Path, extra: list[str]) -> None:
    assert main(["read", str(article), *extra]) == 2


def test_a_file_that_cannot_be_read_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "x.pdf"
    path.write_bytes(b"%PDF-1.4 broken")
    assert main(["read", str(path)]) == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
