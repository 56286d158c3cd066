"""Corrections name the value they expect, fail when it is gone, and are logged."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from iga_core.__main__ import main
from iga_core.derived import derived_files
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import check, load_record
from iga_core.record.correcting import (
    Correction,
    CorrectionError,
    correct,
    report_link,
    report_text,
)
from tests import on_file

WORDS = load_words("id")
TODAY = date.today()
ROW = "iga-2020-kota-sangat-inovatif-11.71"
SOURCE = "pikiran-merdeka-banda-aceh-2020"
NOTE = Correction("awards", ROW, "session", "I", "II", "Contoh alasan.", (SOURCE,))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(".*")))


def next_id(step: int = 1) -> str:
    """The id of the correction that comes ``step`` after the last one on file."""
    last = max(str(name) for name in on_file.record().tables["corrections"]["id"])
    return f"koreksi-{int(last.rpartition('-')[2]) + step:03}"


def session(folder: Path) -> str:
    return str(load_record(folder).tables["awards"].set_index("id").at[ROW, "session"])


def test_a_correction_changes_the_value_and_is_logged(data: Path) -> None:
    minted, violations = correct(data, NOTE, TODAY, WORDS, derived_files)
    assert (minted, violations) == (next_id(), [])
    assert session(data) == "II"
    entry = load_record(data).tables["corrections"].iloc[-1]
    assert list(entry[["was", "now", "corrected_on"]]) == ["I", "II", TODAY.isoformat()]


def test_it_fails_when_the_expected_value_is_gone(data: Path) -> None:
    correct(data, NOTE, TODAY, WORDS, derived_files)
    before = (data / "record/corrections.csv").read_bytes()
    with pytest.raises(CorrectionError) as error:
        correct(data, NOTE, TODAY, WORDS, derived_files)
    assert error.value.message == "old_gone"
    assert error.value.values["found"] == "II"
    assert (data / "record/corrections.csv").read_bytes() == before


def test_one_cell_can_be_corrected_again(data: Path) -> None:
    correct(data, NOTE, TODAY, WORDS, derived_files)
    minted, violations = correct(
        data, replace(NOTE, old="II", new="III"), TODAY, WORDS, derived_files
    )
    assert (minted, violations) == (next_id(2), [])
    assert check(data) == []


def test_a_chain_of_corrections_must_meet(data: Path) -> None:
    correct(data, NOTE, TODAY, WORDS, derived_files)
    correct(data, replace(NOTE, old="II", new="III"), TODAY, WORDS, derived_files)
    path = data / "record/corrections.csv"
    text = path.read_text("utf-8").replace(f"{ROW},session,II,III", f"{ROW},session,I,III")
    path.write_text(text, encoding="utf-8")
    assert [violation.rule for violation in check(data)] == ["correction_value"]


def test_a_correction_that_breaks_a_rule_is_not_written(data: Path) -> None:
    before = (data / "record/awards.csv").read_bytes()
    minted, violations = correct(data, replace(NOTE, new="IX"), TODAY, WORDS, derived_files)
    assert minted == ""
    assert [violation.rule for violation in violations] == ["vocabulary"]
    assert (data / "record/awards.csv").read_bytes() == before


@pytest.mark.parametrize(
    ("wanted", "message"),
    [
        (replace(NOTE, table="intake"), "unknown_table"),
        (replace(NOTE, row_id="iga-1999"), "unknown_row"),
        (replace(NOTE, field="colour"), "unknown_field"),
        (replace(NOTE, field="id", old=ROW, new="x"), "key_field"),
        (replace(NOTE, new="I"), "no_change"),
        (replace(NOTE, sources=("tidak ada",)), "unknown_source"),
        (replace(NOTE, reason=" "), "reason_missing"),
    ],
)
def test_what_cannot_be_corrected_says_why(data: Path, wanted: Correction, message: str) -> None:
    with pytest.raises(CorrectionError) as error:
        correct(data, wanted, TODAY, WORDS, derived_files)
    assert error.value.message == message
    assert WORDS(f"correction.{message}", **error.value.values)


def test_on_the_command_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    verb = ["--data", str(data), "correct", "awards", ROW, "session", "I", "II"]
    why = ["--reason", "Contoh.", "--source", "https://contoh.go.id/ralat"]
    assert main([*verb, *why]) == 0
    assert next_id() in capsys.readouterr().out
    assert load_record(data).tables["sources"].iloc[-1]["url"] == "https://contoh.go.id/ralat"
    assert main([*verb, *why]) == 2
    assert "“I”" in capsys.readouterr().err


def test_the_report_is_ready_to_copy_and_to_mail() -> None:
    address = "https://atlas.example.id/penghargaan?penghargaan=x"
    text = report_text(ROW, address, WORDS)
    assert ROW in text and address in text
    link = report_link("ralat@example.id", ROW, text, WORDS)
    assert link.startswith("mailto:ralat@example.id?subject=")
    assert "\n" not in link
    assert unquote(link.partition("body=")[2]) == text


@pytest.mark.parametrize("form", ["https://example.id/baru", "https://example.id/f?project=iga"])
def test_a_report_to_a_form_on_the_web_brings_title_and_text_along(form: str) -> None:
    link = report_link(form, ROW, "satu\ndua & tiga", WORDS)
    asked = parse_qs(urlsplit(link).query)
    assert link.startswith(form) and ROW in asked["title"][0]
    assert asked["body"] == ["satu\ndua & tiga"]
    assert asked.get("project", ["iga"]) == ["iga"]
