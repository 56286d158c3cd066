"""The portfolio on paper: the list for a meeting, and a page for each innovation."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

from iga_core.declared.law import cached_law
from iga_core.portfolio import Claim, Innovation, Portfolio
from iga_core.portfolio.fields import FIELDS
from iga_core.portfolio.file.layout import heading_of
from iga_core.portfolio.file.printed import make_prints
from iga_core.rules.wording import level_text
from tests.portfolio.workbooks import BOOK, WORDS, example, outcome

SID = BOOK.aspect("SID")


def sheets(portfolio: Portfolio) -> list[list[list[Any]]]:
    book = load_workbook(BytesIO(make_prints(portfolio, BOOK, WORDS)))
    return [[[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in book]


def cards(portfolio: Portfolio) -> list[list[list[Any]]]:
    """The rows of each innovation's page, its name first."""
    rows = sheets(portfolio)[1][2:]
    pages: list[list[list[Any]]] = []
    for row in rows:
        if row[0] and not any(row[1:]):
            pages.append([])
        pages[-1].append(row)
    return pages


def test_the_order_of_the_form_names_fields_of_an_innovation_each_once() -> None:
    order = cached_law().form_order.known()
    assert set(order) <= set(FIELDS) and len(set(order)) == len(order)


def test_a_page_follows_the_form_from_the_top_and_then_the_indicators() -> None:
    pages = cards(example())
    assert [page[0][0] for page in pages] == [item.name for item in example().innovations]
    for page in pages:
        order = cached_law().form_order.known()
        labels = [row[1] for row in page[1 : len(order) + 1]]
        assert labels == [heading_of(name, WORDS) for name in order]
        assert [row[0] for row in page if row[0] in {line.no for line in SID}][-len(SID) :] == [
            line.no for line in SID
        ]


def test_a_level_is_printed_with_its_meaning_its_check_and_the_note() -> None:
    line = SID[0]
    item = Innovation(
        "Pos Obat",
        words=0,
        levels={line.code: Claim(2, 1)},
        evidence={line.code: "=SK 1"},
        notes={line.code: "Lampirkan pindaian"},
    )
    ((_, *page),) = cards(Portfolio(innovations=(item,)))
    row = next(row for row in page if row[1] == line.name)
    meaning = level_text(line.levels[1].known(), WORDS)
    assert all(said in row[2] for said in (meaning, "Lampirkan pindaian"))
    assert WORDS("workbook.card_verified", level=1) in row[2]
    assert row[3] == "=SK 1"
    words = next(row for row in page if row[1] == heading_of("words", WORDS))
    assert words[2] == "0", "said to be none is not unsaid"


def test_the_list_for_a_meeting_counts_claims_and_those_without_evidence() -> None:
    codes = [line.code for line in SID[:3]]
    item = Innovation(
        "Pos Obat", levels=dict.fromkeys(codes, Claim(1)), evidence={codes[0]: "SK 1"}
    )
    rows = sheets(replace(example(), innovations=(*example().innovations, item)))[0]
    last = next(row for row in rows if row[1] == "Pos Obat")
    assert last[0] == len(example().innovations) + 1
    assert last[6:8] == [3, 2]


def test_what_is_printed_is_never_read_as_a_portfolio() -> None:
    found = outcome(make_prints(example(), BOOK, WORDS), BOOK.year)
    assert getattr(found, "reason", None) == "workbook_no_sheet"
