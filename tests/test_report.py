""" "Kirim sumber": on every row that is told, with what it is for, to the operator or as a text."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from iga_core.language import load_words
from iga_core.record import rows_of
from pages._shared import facts, filters, report
from tests import on_file
from tests.opened import html_of, open_page, text

RECORD = on_file.record()
WORDS = load_words("id")
SEND = WORDS("source.send")
AWARD = str(RECORD.tables["awards"]["id"].iloc[0])
RESULT = str(RECORD.tables["results"]["id"].iloc[0])
DISPUTE = str(RECORD.tables["disputes"]["id"].iloc[0])
FIGURE = str(RECORD.tables["national"]["id"].iloc[0])


def links(shown: str) -> list[str]:
    """Where "kirim sumber" leads, all of them on a page."""
    return re.findall(rf"\[{SEND}\]\(([^)]*)\)", shown)


@pytest.mark.parametrize("row", [AWARD, RESULT, DISPUTE, FIGURE])
def test_a_told_row_takes_a_source_with_its_id_filled_in(row: str) -> None:
    (address, *_) = links(text(open_page("sumber", baris=row)))
    query = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert query == {report.PARAMETER: row}
    at = open_page("sumber", **query)
    (ready,) = (str(element.value) for element in at.code)
    assert row in ready and f"baris={row}" in ready
    assert WORDS("source.send_where", site="")[:30] in text(at)


@pytest.mark.parametrize("row", [AWARD, RESULT, DISPUTE])
def test_where_the_operator_gives_an_address_it_goes_there(
    row: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ATLAS_REPORT_TO", "ralat@example.go.id")
    (address, *_) = links(text(open_page("sumber", baris=row)))
    assert address.startswith("mailto:ralat@example.go.id?")
    assert row in unquote(address)


@pytest.mark.parametrize("part", filters.SOURCE_PARTS[:4])
def test_every_row_of_the_tables_of_sumber_takes_a_source(part: str) -> None:
    table = [line for line in text(open_page("sumber", bagian=part)).splitlines() if "|" in line]
    rows = [line for line in table if line.startswith("| ")][2:]
    assert rows and all(len(links(row)) == 1 for row in rows)
    assert len({address for row in rows for address in links(row)}) == len(rows)


def test_a_gap_without_a_row_is_named_in_the_text() -> None:
    named = "IGA 2025: Provinsi, Sangat Inovatif"
    at = open_page("sumber", lapor=named)
    (ready,) = (str(element.value) for element in at.code)
    assert named in ready and "baris=" not in ready


def test_the_card_of_an_award_a_line_of_proof_and_a_dispute_take_a_source() -> None:
    card = text(open_page("penghargaan", penghargaan=AWARD))
    assert any(address.endswith(f"lapor={AWARD}") for address in links(card))
    assert len(links(facts.row_text(RECORD, RESULT))) == 1
    for dispute in rows_of(RECORD.tables["disputes"])[:3]:
        (address,) = links(facts.dispute_text(dispute))
        assert address.endswith(f"lapor={dispute['id']}")


@pytest.mark.parametrize(("code", "year"), [("17.71", "2022"), ("12.01", "2023")])
def test_a_year_of_a_government_takes_a_source_whether_anything_is_known_of_it(
    code: str, year: str
) -> None:
    shown = text(open_page("daerah", daerah=code, tahun=year))
    wanted = {report.PARAMETER: [f"wilayah-{code}, {year}"]}
    assert wanted in [parse_qs(urlsplit(address).query) for address in links(shown)]


def test_what_an_address_gives_is_shown_and_not_obeyed() -> None:
    hostile = "<script>alert(1)</script>[x](https://evil.example)"
    at = open_page("sumber", lapor=hostile)
    assert hostile in str(at.code[0].value)
    assert "](https://evil" not in text(at).replace(str(at.code[0].value), "")
    assert "<script>alert" not in html_of(at)
