"""The workbook of a year: every line, every drop-down, codes to find them by, the mark."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from iga_core.portfolio import (
    Claim,
    Innovation,
    Portfolio,
    PortfolioError,
    make_template,
    read_workbook,
    vocabularies,
)
from iga_core.portfolio.fields import FIELDS
from iga_core.portfolio.file import layout
from iga_core.rules import RuleUnknownError, cached_rulebook
from tests.portfolio.workbooks import BOOK, CODES, FIRST, WORDS, example, example_file


def opened(data: bytes) -> Any:  # noqa: ANN401 - openpyxl has no types
    return load_workbook(BytesIO(data))


@pytest.mark.parametrize("year", [2026, 2027])
def test_every_line_of_the_year_is_there(year: int) -> None:
    rulebook = cached_rulebook(year)
    book = opened(make_template(rulebook, WORDS))
    assert book.sheetnames == ["Petunjuk", "SPD", "Inovasi", "Daftar"]
    lines = [line.code for line in rulebook.aspect("SPD")]
    assert [cell.value for cell in book["SPD"]["A"][FIRST - 1 :]] == lines
    codes = [cell.value for cell in book["Inovasi"][CODES]]
    assert codes == list(layout.innovation_columns(rulebook))
    assert len(codes) == len(FIELDS) + 4 * len(rulebook.aspect("SID"))
    assert book["Petunjuk"]["C5"].value == year


def test_the_codes_are_hidden_and_the_headings_are_words() -> None:
    book = opened(make_template(BOOK, WORDS))
    for name in ("SPD", "Inovasi", "Daftar"):
        assert book[name].row_dimensions[CODES].hidden
        assert book[name].freeze_panes
    assert book["SPD"].column_dimensions["A"].hidden
    assert [book["Inovasi"].cell(3, n).value for n in (1, 2, len(FIELDS) + 1)] == [
        "Nama inovasi",
        "Perangkat daerah",
        "Tingkat diklaim",
    ]
    assert not any(sheet.protection.sheet for sheet in book.worksheets)


def test_every_choice_is_a_drop_down() -> None:
    sheet = opened(make_template(BOOK, WORDS))["Inovasi"]
    rules = {}
    for rule in sheet.data_validations.dataValidation:
        for area in rule.sqref.ranges:
            rules[sheet.cell(CODES, area.min_col).value] = rule
            assert (area.min_row, area.max_row >= 300) == (FIRST, True)
    for name, field in FIELDS.items():
        if field.listed:
            assert rules[name].type == "list", name
            assert rules[name].formula1.startswith("'Daftar'!$"), name
    for line in BOOK.aspect("SID"):
        for part in ("claimed", "verified"):
            assert rules[f"{line.code}.{part}"].formula1 == '"0,1,2,3"'


def test_the_lists_hold_every_allowed_value() -> None:
    sheet = opened(make_template(BOOK, WORDS))["Daftar"]
    columns = {cells[CODES - 1].value: [c.value for c in cells[CODES:]] for cells in sheet.columns}
    for name, values in vocabularies(BOOK).items():
        listed = [value for value in columns[name] if value]
        assert listed == [WORDS.term(name, value) for value in values]


def test_levels_are_explained_where_they_are_filled_in() -> None:
    book = opened(make_template(BOOK, WORDS))
    comment = book["Inovasi"].cell(2, len(FIELDS) + 1).comment
    level = str(BOOK.line("sid_regulation").levels[2].value)
    assert level in comment.text
    assert any(level in str(cell.value) for cell in book["Petunjuk"]["C"])


@pytest.mark.parametrize("code", ["spd_licensing", "sid_video"])
def test_evidence_is_asked_for_with_how_sure_that_is(code: str) -> None:
    evidence = BOOK.line(code).evidence
    guide = opened(make_template(BOOK, WORDS))["Petunjuk"]
    (said,) = [str(c.value) for c in guide["C"] if evidence.known() in str(c.value)]
    (asked,) = [line for line in said.splitlines() if evidence.known() in line]
    assert evidence.instrument in asked
    assert WORDS.term("standing", evidence.standing) in asked


@pytest.mark.parametrize("name", ["Petunjuk", "SPD", "Inovasi"])
def test_every_row_is_tall_enough_for_the_text_wrapped_in_it(name: str) -> None:
    sheet = opened(example_file())[name]
    widths = {
        column: int(span.width)
        for span in sheet.column_dimensions.values()
        for column in range(span.min, span.max + 1)
    }
    most = 0
    for row in sheet.iter_rows(min_row=FIRST, min_col=2):
        for cell in row:
            if isinstance(cell.value, str) and cell.alignment.wrap_text:
                parts = cell.value.split("\n")
                lines = sum(-(-len(part) // widths[cell.column]) or 1 for part in parts)
                assert (sheet.row_dimensions[cell.row].height or 15) >= 14 * lines, cell
                most = max(most, lines)
    assert most > 1


def test_the_cells_to_fill_are_marked_and_those_to_read_are_not_so() -> None:
    book = opened(make_template(BOOK, WORDS))
    spd, items = book["SPD"], book["Inovasi"]
    head = {cell.value: cell.column for cell in spd[CODES]}
    line = spd[FIRST]
    filled = {code: line[place - 1].fill.fgColor.rgb for code, place in head.items()}
    inputs = {filled[code] for code in ("value", "claimed", "verified", "evidence")}
    assert len(inputs) == 1
    assert not inputs & {filled[code] for code in ("line", "unit", "level_1", "proof")}
    assert line[head["value"] - 1].border.left.style
    (area,) = items.conditional_formatting
    (span,) = area.sqref.ranges
    assert (span.min_row, span.min_col, span.max_col) == (FIRST, 1, items.max_column)
    assert area.rules[0].dxf.fill.bgColor.rgb == next(iter(inputs))


def test_the_innovations_are_printed_at_a_size_that_can_be_read_with_name_and_headings() -> None:
    sheet = opened(example_file())["Inovasi"]
    assert not sheet.sheet_properties.pageSetUpPr.fitToPage
    assert int(sheet.page_setup.scale) >= 60
    assert (sheet.print_title_cols, sheet.print_title_rows) == ("$A:$A", "$2:$3")


def test_an_example_is_marked_on_every_sheet() -> None:
    marked, plain = opened(example_file()), opened(make_template(BOOK, WORDS))
    for name in marked.sheetnames:
        assert str(marked[name].cell(1, 2).value).startswith("CONTOH")
        assert "CONTOH" in marked[name].oddHeader.center.text
        assert "CONTOH" not in str(plain[name].cell(1, 2).value)


def test_text_is_never_a_formula_or_a_link() -> None:
    items = (Innovation("=1+1", agency="@x", evidence={"sid_video": "https://contoh.invalid/a"}),)
    sheet = opened(make_template(BOOK, WORDS, portfolio=Portfolio(innovations=items)))["Inovasi"]
    assert sheet.cell(FIRST, 1).data_type == "s"
    assert not any(cell.hyperlink for row in sheet.iter_rows() for cell in row)


def test_the_same_contents_give_the_same_bytes() -> None:
    assert make_template(BOOK, WORDS, portfolio=example()) == example_file()


@pytest.mark.parametrize("year", [2018, 2020, 2023, 2025])
def test_a_year_whose_rules_do_not_suffice_refuses(year: int) -> None:
    with pytest.raises(RuleUnknownError) as caught:
        make_template(cached_rulebook(year), WORDS)
    assert caught.value.year == year


@pytest.mark.parametrize(
    ("made", "reason"),
    [
        (Portfolio(spd={"spd_gone": Claim(1)}), "unknown_slug_far"),
        (Portfolio(innovations=(Innovation("A", levels={"sid_gone": Claim(1)}),)),
         "unknown_slug_far"),
        (Portfolio(innovations=(Innovation("A" * 40_000),)), "workbook_long_text"),
        (Portfolio(innovations=(Innovation("A"),) * 2001), "workbook_rows"),
    ],
)  # fmt: skip
def test_what_a_workbook_would_lose_is_refused(made: Portfolio, reason: str) -> None:
    with pytest.raises(PortfolioError) as caught:
        make_template(BOOK, WORDS, portfolio=made)
    assert caught.value.reason == reason
    assert WORDS(f"portfolio.{reason}", **caught.value.details)


def test_a_workbook_carried_to_the_next_year_is_stamped_with_it() -> None:
    data = make_template(cached_rulebook(2027), WORDS, portfolio=example())
    found = read_workbook(data, cached_rulebook, WORDS)
    assert (found.rulebook.year, found.portfolio.year) == (2027, 2027)
    assert found.portfolio.innovations == example().innovations
