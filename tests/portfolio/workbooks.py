"""Workbooks for tests: the example's, changed by hand."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook

from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.portfolio import (
    Portfolio,
    PortfolioError,
    WorkbookReading,
    load_example,
    make_template,
    read_workbook,
)
from iga_core.portfolio.file.apart import shared_reader
from iga_core.regions import load_register
from iga_core.rules import cached_rulebook

WORDS = load_words("id")
BOOK = cached_rulebook(2026)
REGISTER = load_register(DATA / "regions")
CODES, FIRST = 4, 5  # rows as a spreadsheet counts them
read = partial(read_workbook, rulebook_of=cached_rulebook, words=WORDS, register=REGISTER)


@lru_cache(maxsize=1)
def example() -> Portfolio:
    found = load_example(BOOK)
    assert found is not None
    return found


@lru_cache(maxsize=1)
def example_file() -> bytes:
    return make_template(BOOK, WORDS, portfolio=example())


def edited(change: Callable[[Any], None], data: bytes | None = None) -> bytes:
    """Return the example's workbook as a spreadsheet saves it after ``change``."""
    book = load_workbook(BytesIO(data or example_file()))
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def made(change: Callable[[Any], None]) -> bytes:
    """Return a new workbook after ``change``."""
    book = Workbook()
    change(book)
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def column(sheet: Any, code: str) -> int:  # noqa: ANN401 - openpyxl has no types
    return next(int(cell.column) for cell in sheet[CODES] if cell.value == code)


def put(
    code: str, value: object, *, row: int = FIRST, sheet: str = "Inovasi", shown: str = ""
) -> bytes:
    """Return the example's workbook with one cell changed. ``shown``: its number format."""

    def change(book: Any) -> None:  # noqa: ANN401
        place = book[sheet]
        cell = place.cell(row, column(place, code))
        cell.value = value
        if shown:
            cell.number_format = shown

    return edited(change)


def put_spd(line: str, code: str, value: object, *, shown: str = "") -> bytes:
    row = FIRST + [x.code for x in BOOK.aspect("SPD")].index(line)
    return put(code, value, row=row, sheet="SPD", shown=shown)


def repacked(parts: dict[str, bytes], data: bytes | None = None) -> bytes:
    """Return a package with some of its parts replaced or added."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data or example_file())) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return buffer.getvalue()


def part(name: str, data: bytes | None = None) -> bytes:
    with ZipFile(BytesIO(data or example_file())) as archive:
        return archive.read(name)


def package(*names: str) -> bytes:
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return buffer.getvalue()


def outcome(data: bytes, year: int | None = None) -> WorkbookReading | PortfolioError:
    """Read a file; a refusal is an outcome, any other exception is not."""
    try:
        return read(data, year=year)
    except PortfolioError as error:
        return error


def answered(data: bytes) -> str:
    """Return the one line a file is refused with, or how many innovations were read from it."""
    try:
        portfolio, _ = shared_reader().read(data, WORDS, BOOK.year)
    except PortfolioError as error:
        place = WORDS("portfolio.at", place=error.place) if error.place else ""
        return place + WORDS(f"portfolio.{error.reason}", **error.details)
    return WORDS("cek_mandiri.taken", number=WORDS.number(len(portfolio.innovations)))
