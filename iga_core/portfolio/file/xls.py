"""Workbooks of Excel 5 to 2003 (.xls), by xlrd: the library that also tells number formats."""

from __future__ import annotations

from collections.abc import Iterator
from io import StringIO

import xlrd
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel
from xlrd.biffh import error_text_from_code
from xlrd.book import Book as Workbook
from xlrd.sheet import Cell as Read
from xlrd.sheet import Sheet as Worksheet

from iga_core.portfolio.file.cells import Cell
from iga_core.portfolio.file.sheets import (
    MAX_SHEET_COLUMNS,
    Book,
    Gathering,
    Line,
    as_percent,
    shows_percent,
    whole,
)
from iga_core.portfolio.schema import PortfolioError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
EPOCHS = (WINDOWS_EPOCH, MAC_EPOCH)
NO_DAY = "#VALUE!"
# what xlrd says of a file that is none of a workbook, or is locked
UNKNOWN, LOCKED = "Can't find workbook", "encrypted"


def _cell(book: Workbook, cell: Read) -> Cell:
    """Return what a cell holds as it shows: a day, a percentage; of a formula what was saved."""
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return error_text_from_code.get(cell.value, NO_DAY)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return from_excel(cell.value, EPOCHS[book.datemode])
        except (OverflowError, ValueError):
            return NO_DAY
    if cell.ctype != xlrd.XL_CELL_NUMBER:
        return None
    shown = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    return as_percent(cell.value) if shows_percent(shown) else whole(cell.value)


def _lines(book: Workbook, sheet: Worksheet) -> Iterator[Line]:
    """Yield the rows of a sheet."""
    for number in range(sheet.nrows):
        cells = [_cell(book, cell) for cell in sheet.row(number)[:MAX_SHEET_COLUMNS]]
        info = sheet.rowinfo_map.get(number)
        yield number + 1, cells, bool(info and info.hidden)


def read_xls(data: bytes) -> Book:
    """Return the sheets of a workbook. Raises PortfolioError, and whatever damage leads to."""
    try:
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=StringIO())
    except xlrd.XLRDError as error:
        if LOCKED in str(error):
            raise PortfolioError("workbook_encrypted") from error
        raise PortfolioError(
            "workbook_unknown" if UNKNOWN in str(error) else "workbook_damaged"
        ) from error
    found = Gathering()
    for sheet in book.sheets():
        merged = [(top + 1, left, end) for top, end, left, _ in sheet.merged_cells]
        found.add(sheet.name, _lines(book, sheet), merged)
    return Book(tuple(found.sheets), EPOCHS[book.datemode])
