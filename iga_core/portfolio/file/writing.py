"""What the portfolio's workbooks have in common: formats, cells by kind, rows tall enough.

Text is written as text whatever it begins with; nothing is locked; the same contents give the same
bytes. A row of wrapped text says its height: LibreOffice finds none by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from textwrap import wrap
from typing import Any

import xlsxwriter

from iga_core.language import Words
from iga_core.portfolio.encoding import plain_number
from iga_core.portfolio.fields import Field
from iga_core.portfolio.file.layout import SheetName
from iga_core.portfolio.schema import Portfolio, PortfolioError
from iga_core.rules import Rulebook

TITLE = 0  # row of a sheet's title, from 0
LONGEST = 32_767  # characters of a cell
LINE, TALLEST = 15.0, 409.0  # points of a line of text, and of a row at most
CREATED = datetime(2026, 1, 1)  # fixed: same contents, same bytes
A4 = 9
NAVY, PALE, MARK, BLANK, EDGE = "#1F3A5F", "#E8EEF5", "#B3261E", "#FFF8DC", "#B8B8B8"
TO_FILL = {"bg_color": BLANK, "border": 1, "border_color": EDGE}
WRAPPED = {"text_wrap": True, "valign": "top"}
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": NAVY},
    "mark": {"bold": True, "font_size": 14, "font_color": MARK},
    "head": {
        **{"bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "border": 1},
        **{"text_wrap": True, "valign": "vcenter", "align": "center"},
    },
    "code": {"font_size": 8, "num_format": "@"},
    "fixed": {**WRAPPED, "bg_color": PALE, "border": 1},
    "wrap": WRAPPED,
    "label": {"bold": True, "valign": "top"},
    "name": {**WRAPPED, "bold": True, "font_color": NAVY},
    "text": {**WRAPPED, "num_format": "@"},
    "day": {"num_format": "dd/mm/yyyy", "valign": "top"},
    "number": {"valign": "top"},
    "marked": TO_FILL,  # laid over cells that have a format of their own
    "fill": {**WRAPPED, **TO_FILL},
    "fill_text": {**WRAPPED, **TO_FILL, "num_format": "@"},
    "ruled": {**WRAPPED, "border": 1, "border_color": EDGE},
}


def height(cells: Iterable[tuple[str, float]]) -> float:
    """Return the points a row needs. ``cells``: text and the width it has, in characters."""
    lines = (
        sum(len(wrap(part, max(int(width), 1))) or 1 for part in text.split("\n"))
        for text, width in cells
    )
    return min(LINE * max((1, *lines)) + 2, TALLEST)


def flag_text(value: bool, words: Words) -> str:
    """Return yes or no as a cell says it."""
    return words("workbook.flag_yes") if value else words("workbook.flag_no")


def term_text(value: object, field: Field, words: Words) -> object:
    """Return what a field holds as people read it: words for codes, None for a flag not set."""
    if field.kind in ("choice", "choices"):
        several: Any = value if field.kind == "choices" else (value or "",)
        return "; ".join(words.term(field.vocabulary, word) for word in several)
    return None if value is False else value


def write_text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:  # noqa: ANN401
    """Write text as text; signs that a workbook cannot hold become spaces.

    Raises PortfolioError for more than a cell holds.
    """
    held = "".join(c if c >= " " or c in "\n\t" else " " for c in text)
    if len(held) > LONGEST:
        raise PortfolioError("workbook_long_text", limit=LONGEST)
    sheet.write_string(row, column, held, form)


@dataclass(frozen=True, slots=True)
class TeamBook:
    """A workbook being written and what every sheet of it needs."""

    file: xlsxwriter.Workbook
    buffer: BytesIO
    rulebook: Rulebook
    words: Words
    portfolio: Portfolio
    formats: Mapping[str, Any]

    @classmethod
    def begun(cls, rulebook: Rulebook, words: Words, portfolio: Portfolio) -> TeamBook:
        """Return an empty workbook by the rules of ``rulebook``."""
        buffer = BytesIO()
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        file = xlsxwriter.Workbook(buffer, options)
        title = words("workbook.title", year=str(rulebook.year))
        file.set_properties({"title": title, "created": CREATED})
        formats = {name: file.add_format(form) for name, form in FORMATS.items()}
        return cls(file, buffer, rulebook, words, portfolio, formats)

    def bytes(self) -> bytes:
        """Return the workbook as XLSX; nothing can be added after."""
        self.file.close()
        return self.buffer.getvalue()

    def sheet(self, name: SheetName, title: str, *, column: int = 1) -> Any:  # noqa: ANN401
        """Add a sheet with its title in ``column``, the mark of an example on screen and paper.

        On paper: A4, all columns on one page, its number at the foot.
        """
        words = self.words
        sheet = self.file.add_worksheet(words(f"workbook.sheet_{name}"))
        form = "title"
        if self.portfolio.example:
            mark = words("workbook.example_mark")
            title, form = f"{mark}. {title}", "mark"
            sheet.set_tab_color(MARK)
            sheet.set_header(f"&C&B{mark}")
        sheet.write_string(TITLE, column, title, self.formats[form])
        sheet.set_row(TITLE, 22)
        sheet.set_footer("&L&A&R&P / &N")
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def put(
        self,
        sheet: Any,  # noqa: ANN401 - xlsxwriter has no types
        row: int,
        column: int,
        value: object,
        form: str = "",
    ) -> None:
        """Write one value by its kind; None and empty text leave the cell empty.

        ``form``: of the cell, else that of the kind.
        """
        forms = self.formats
        if isinstance(value, bool):
            write_text(sheet, row, column, flag_text(value, self.words), forms.get(form))
        elif isinstance(value, Decimal):
            sheet.write_number(row, column, plain_number(value), forms[form or "number"])
        elif isinstance(value, int):
            sheet.write_number(row, column, value, forms[form or "number"])
        elif isinstance(value, date):
            sheet.write_datetime(row, column, value, forms["day"])
        elif isinstance(value, str) and value:
            write_text(sheet, row, column, value, forms[form or "text"])
        elif form:
            sheet.write_blank(row, column, None, forms[form])
