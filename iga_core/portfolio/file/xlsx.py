"""Workbooks of Excel (.xlsx, .xlsm), also of the strict form, by openpyxl's parser of sheets."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.utils import range_boundaries
from openpyxl.worksheet._reader import FORMULA_TAG, MERGE_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from iga_core.portfolio.file.cells import FORMULA, Cell
from iga_core.portfolio.file.sheets import (
    MAX_SHEET_COLUMNS,
    Book,
    Gathering,
    Line,
    Span,
    as_percent,
    shows_percent,
)
from iga_core.portfolio.schema import PortfolioError

# the strict form calls its namespaces otherwise; openpyxl finds no sheet in it, and no fault
_STRICT = re.compile(rb"""(["'])http://purl\.oclc\.org/ooxml/(\w+)/""")
_TRANSITIONAL = rb"\1http://schemas.openxmlformats.org/\2/2006/"


class _Parser(WorkSheetParser):  # type: ignore[misc] # openpyxl has no types
    """Reads the cells of a sheet; a formula without a stored value is ``FORMULA``."""

    def lines(self, percents: frozenset[int], merged: list[Span]) -> Iterator[Line]:
        """Yield row by row; of what stands around the rows only merged cells are looked at."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                number, cells = self.parse_row(element)
                hidden = element.get("hidden") in ("1", "true")
                element.clear()
                yield number, _placed(cells, percents), hidden
            elif element.tag == MERGE_TAG:
                for cell in element:
                    left, top, _, bottom = range_boundaries(cell.get("ref"))
                    merged.append((top, left - 1, bottom))

    def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return one cell: row, column, value, data_type and style_id."""
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["value"] = FORMULA
        return cell


def _placed(cells: list[dict[str, Any]], percents: frozenset[int]) -> list[Cell]:
    found: list[Cell] = []
    for cell in cells:
        place, value = cell["column"], cell["value"]
        if value is None or not 0 < place <= MAX_SHEET_COLUMNS:
            continue
        if type(value) in (int, float) and cell["style_id"] in percents:
            value = as_percent(value)
        found += [None] * (place - len(found))
        found[place - 1] = value
    return found


def _percents(book: Workbook) -> frozenset[int]:
    """Return the styles that show a number as percent."""
    sheet = book.worksheets[0]
    styles = range(len(book._cell_styles))
    formats = (ReadOnlyCell(sheet, 1, 1, 0, "n", style).number_format for style in styles)
    return frozenset(style for style, text in enumerate(formats) if shows_percent(text or ""))


def _transitional(archive: ZipFile, data: bytes) -> bytes:
    """Return a workbook of the strict form with the usual names of namespaces; any other as is."""
    telling = [name for name in archive.namelist() if name.endswith((".rels", "/workbook.xml"))]
    if not any(_STRICT.search(archive.read(name)) for name in telling):
        return data
    buffer = BytesIO()
    with ZipFile(buffer, "w") as renamed:
        for part in archive.infolist():
            renamed.writestr(part.filename, _STRICT.sub(_TRANSITIONAL, archive.read(part)))
    return buffer.getvalue()


def read_xlsx(archive: ZipFile, data: bytes) -> Book:
    """Return the sheets of the workbook ``data``, opened as ``archive``.

    Rows and columns left out, and the size a sheet says it has, are not made up. Raises
    PortfolioError, and whatever damage leads to.
    """
    usual = BytesIO(_transitional(archive, data))
    book = load_workbook(usual, read_only=True, data_only=True, keep_links=False)
    paths = [sheet._worksheet_path for sheet in book.worksheets]
    if len(set(paths)) < len(paths):  # one part would be read as many sheets
        raise PortfolioError("workbook_damaged")
    found = Gathering()
    percents = _percents(book) if paths else frozenset()
    for sheet in book.worksheets:
        merged: list[Span] = []
        with sheet._get_source() as source:
            parser = _Parser(
                source,
                sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            found.add(sheet.title, parser.lines(percents, merged), merged)
    macros = any(name.endswith("vbaProject.bin") for name in archive.namelist())
    return Book(tuple(found.sheets), book.epoch, macros)
