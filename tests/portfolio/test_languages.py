"""A workbook made in one language is read in any: the portfolio is the same."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import Workbook

from iga_core.language import all_words, languages, load_words
from iga_core.portfolio import Portfolio, make_template, read_workbook, vocabularies
from iga_core.portfolio.fields import FIELDS
from iga_core.portfolio.file import layout
from iga_core.portfolio.file.cells import CellError, as_count, as_day
from iga_core.rules import cached_rulebook
from tests.portfolio.portfolios import portfolios
from tests.portfolio.workbooks import BOOK, CODES, REGISTER, edited, example, made

PAIRS = tuple(product(languages(), repeat=2))
in_each_pair = pytest.mark.parametrize(("written", "reading"), PAIRS)
both = pytest.mark.parametrize("reading", languages())


def read(data: bytes, language: str, year: int | None = None) -> Any:  # noqa: ANN401
    words = load_words(language)
    return read_workbook(data, cached_rulebook, words, year, REGISTER)


def without_codes(book: Any) -> None:  # noqa: ANN401 - openpyxl has no types
    """Leave only what people see: the hidden row and columns of codes are gone."""
    for sheet in book.worksheets[1:]:
        sheet.delete_rows(CODES)
    guide = book.worksheets[0]
    for row in range(1, guide.max_row + 1):
        guide.cell(row, 1).value = None
    for row in range(1, book.worksheets[1].max_row + 1):
        book.worksheets[1].cell(row, 1).value = None


@in_each_pair
def test_the_example_is_read_the_same_whatever_language_it_was_written_in(
    written: str, reading: str
) -> None:
    found = read(make_template(BOOK, load_words(written), portfolio=example()), reading)
    assert found.problems == ()
    assert found.portfolio == example()


@in_each_pair
def test_headings_sheets_and_facts_are_enough_in_every_language(written: str, reading: str) -> None:
    data = make_template(BOOK, load_words(written), portfolio=example())
    found = read(edited(without_codes, data), reading)
    assert found.unread == ()
    assert found.portfolio == example()


@given(portfolio=portfolios(BOOK))
@settings(max_examples=10)
def test_a_portfolio_is_the_same_after_a_workbook_in_another_language(
    portfolio: Portfolio,
) -> None:
    for written, reading in PAIRS:
        found = read(make_template(BOOK, load_words(written), portfolio=portfolio), reading)
        assert found.unread == ()
        assert found.portfolio == portfolio


OWN = {
    "id": (
        ("Nama inovasi", "OPD", "Urusan utama", "Tahap", "Tanggal penerapan", "Ditolak"),
        ("Satu", "Dinas A", "Kesehatan", "Penerapan", "3 Maret 2025", "Tidak"),
    ),
    "en": (
        (
            *("Innovation title", "Department", "Main affair", "Stage"),
            *("Date of implementation", "Rejected"),
        ),
        ("Satu", "Dinas A", "Health", "Implementation", "3 March 2025", "No"),
    ),
}


@in_each_pair
def test_a_teams_own_headings_are_read_in_every_language(written: str, reading: str) -> None:
    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        for row in OWN[written]:
            sheet.append(list(row))

    found = read(made(change), reading, 2026)
    (item,) = found.portfolio.innovations
    assert (item.name, item.agency, item.affair) == ("Satu", "Dinas A", "kesehatan")
    assert (item.applied_on, item.rejected) == (date(2025, 3, 3), False)
    assert item.stage is not None
    assert found.unread == ()


@pytest.mark.parametrize(
    "text",
    [
        *("3 Mei 2025", "3 May 2025", "Sabtu, 3 Mei 2025", "Saturday, 3 May 2025"),
        *("03/05/2025", "2025-05-03"),
    ],
)
def test_a_day_is_read_in_every_language(text: str) -> None:
    assert as_day(text) == date(2025, 5, 3)


@pytest.mark.parametrize("text", ["12 Agu 2025", "12 Aug 2025", "12 August 2025"])
def test_a_short_month_is_read_in_every_language(text: str) -> None:
    assert as_day(text) == date(2025, 8, 12)


@pytest.mark.parametrize("text", ["3 Mai 2025", "Samstag, 3 May 2025"])
def test_a_language_we_do_not_have_is_not_guessed(text: str) -> None:
    with pytest.raises(CellError):
        as_day(text)


@pytest.mark.parametrize("text", ["320", "320 kata", "320 words", "320 Words"])
def test_a_count_of_words_is_read_in_every_language(text: str) -> None:
    assert as_count(text) == 320


def said(message: Callable[[str], str]) -> Callable[[str], frozenset[str]]:
    return lambda code: layout.said_in_all(message(code))


def term(vocabulary: str) -> Callable[[str], frozenset[str]]:
    return lambda code: frozenset(
        layout.bare(words.term(vocabulary, code)) for words in all_words()
    )


@pytest.mark.parametrize(
    ("codes", "names"),
    [
        (layout.SHEETS, said("workbook.sheet_{}".format)),
        (layout.FACTS, said("workbook.fact_{}".format)),
        (layout.LISTS, said("workbook.list_{}".format)),
        (FIELDS, layout.names_of),
        (layout.PARTS, layout.names_of),
        (layout.SPD_COLUMNS, layout.names_of),
        *((values, term(name)) for name, values in vocabularies(BOOK).items()),
    ],
)
def test_no_name_means_two_things_in_two_languages(
    codes: tuple[str, ...], names: Callable[[str], Iterable[str]]
) -> None:
    meant: dict[str, str] = {}
    for code in codes:
        for name in names(code):
            assert meant.setdefault(name, code) == code, name


@both
def test_problems_are_told_in_the_readers_language(reading: str) -> None:
    def change(book: Workbook) -> None:
        sheet = book.worksheets[0]
        sheet.append(["Nama inovasi", "Tahap", "Urusan utama", "Kolom kami"])
        sheet.append(["Satu", "Penerapan", "Kesehatan", "x"])

    words, found = load_words(reading), read(made(change), reading, 2026)
    missing = [p.message.values for p in found.problems if p.message.id.endswith("columns_missing")]
    assert any(words("workbook.field_agency") in str(values) for values in missing)
