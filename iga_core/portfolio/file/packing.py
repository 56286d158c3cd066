"""A stranger's file before it is read: what it is, and that opening it harms nobody.

A workbook is a ZIP of XML. Sizes, counts and declarations are looked at before any of it is
parsed; macros and links to other files are never followed. What is refused gives one line.

What a part is called says nothing: a workbook's own lists name the parts to be parsed as they
like. So every part that a parser of XML would take (one that begins with ``<``) is measured as
if it were parsed, and only those are.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from typing import Any
from zipfile import BadZipFile, ZipFile, ZipInfo

from openpyxl import Workbook, load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._reader import DATA_TAG, FORMULA_TAG, ROW_TAG, WorkSheetParser
from openpyxl.xml.functions import iterparse

from iga_core.portfolio.file.cells import FORMULA, Cell, Percent
from iga_core.portfolio.schema import MAX_BYTES, MEGABYTE, PortfolioError

MAX_XML = 30 * MEGABYTE  # of all parts that a parser would take, unpacked
MAX_SHARED = 12 * MEGABYTE  # of one that is parsed whole: shared texts, styles, all but sheets
MAX_UNPACKED = 60 * MEGABYTE  # of all parts
MAX_RATIO, RATIO_FROM = 200, MEGABYTE  # unpacked to packed, of parts above the second
MAX_PARTS = 2_000
MAX_SHEETS = 40
MAX_SHEET_COLUMNS = 300  # what lies beyond is not read: four times the widest layout
MAX_CELLS = 250_000  # 2,000 innovations x 74 columns leave room; more would pass 3 seconds
MAX_TAGS = 2 * MEGABYTE  # opening and closing: eight for each of so many cells
MAX_TEXT = 10 * MEGABYTE  # characters of all cells: a shared text counts in each that shows it

ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# how other files begin -> the reason they are refused with
BEGINNINGS = {
    b"PK\x05\x06": "workbook_zip",
    b"%PDF": "workbook_pdf",
    b"{\\rtf": "workbook_word",
    b"\x89PNG": "workbook_picture",
    b"\xff\xd8\xff": "workbook_picture",
    b"GIF8": "workbook_picture",
    b"Rar!": "workbook_zip",
    b"7z\xbc\xaf": "workbook_zip",
    b"\x1f\x8b": "workbook_zip",
    b"\x09\x08": "workbook_xls",
}
# a part of the package -> the reason its owner is refused with
OTHERS = {
    "xl/workbook.bin": "workbook_xlsb",
    "word/document.xml": "workbook_word",
    "ppt/presentation.xml": "workbook_slides",
    "content.xml": "workbook_ods",
}
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PREFIX = rb"(?:[^\s<>/:]+:)?"  # none of these patterns passes a second "<": they stay linear
_CELL = re.compile(rb"<" + _PREFIX + rb"(?:c|row)[\s/>]")
_SHEET = re.compile(rb"<" + _PREFIX + rb"sheet[\s/>]")
_BLANK = b"\xef\xbb\xbf \t\r\n"
# what a number format shows as it stands: "..." and \x; what it leaves room for or repeats: _x, *x
_TEXT_OF_FORMAT = re.compile(r'"[^"]*"|[\\_*].')
_HTML = re.compile(rb"<(?:!doctype|html|table|\?xml|head|body)", re.IGNORECASE)


class _Parser(WorkSheetParser):  # type: ignore[misc] # openpyxl has no types
    """Reads the cells of a sheet; a formula without a stored value is ``FORMULA``."""

    def parse(self) -> Iterator[tuple[int, list[dict[str, Any]]]]:
        """Yield row by row; what stands around the rows, e.g. drop-downs, is not looked at."""
        for _, element in iterparse(self.source):
            if element.tag == ROW_TAG:
                yield self.parse_row(element)
                element.clear()
            elif element.tag == DATA_TAG:
                return

    def parse_cell(self, element: Any) -> dict[str, Any]:  # noqa: ANN401
        """Return one cell: row, column, value, data_type and style_id."""
        cell: dict[str, Any] = super().parse_cell(element)
        if cell["value"] is None and element.find(FORMULA_TAG) is not None:
            cell["value"] = FORMULA
        return cell


@dataclass(frozen=True)
class Opened:
    """A workbook ready to read. ``macros``: it carries programs, which are left alone."""

    book: Workbook
    macros: bool

    @cached_property
    def _percents(self) -> dict[int, bool]:
        """The styles that show a number as percent: whether the sign is but text of the format."""
        sheet = next(iter(self.book.worksheets))
        styles = range(len(self.book._cell_styles))
        shown = ((style, ReadOnlyCell(sheet, 1, 1, 0, "n", style)) for style in styles)
        formats = {style: cell.number_format or "" for style, cell in shown}
        return {
            style: "%" not in _TEXT_OF_FORMAT.sub("", text)
            for style, text in formats.items()
            if "%" in text
        }

    def rows(self, title: str) -> Iterator[tuple[int, list[Cell]]]:
        """Yield the rows of a sheet that the file holds: number and cells, up to the last told.

        What the file does not hold is not made up: rows or columns left out, and the size a sheet
        says it has. Raises PortfolioError for more text than is read.
        """
        book, sheet, length = self.book, self.book[title], 0
        with sheet._get_source() as source:
            parser = _Parser(
                source,
                sheet._shared_strings,
                data_only=True,
                epoch=book.epoch,
                date_formats=book._date_formats,
                timedelta_formats=book._timedelta_formats,
            )
            for number, cells in parser.parse():
                found: list[Cell] = []
                for cell in cells:
                    place = cell["column"]
                    if cell["value"] is None or not 0 < place <= MAX_SHEET_COLUMNS:
                        continue
                    found += [None] * (place - len(found))
                    found[place - 1] = self._shown(cell)
                length += sum(len(value) for value in found if isinstance(value, str))
                if length > MAX_TEXT:
                    raise PortfolioError("too_heavy")
                yield number, found

    def _shown(self, cell: dict[str, Any]) -> Cell:
        """Return what a cell holds, a number shown as percent as such."""
        value: Cell = cell["value"]
        if type(value) in (int, float) and cell["style_id"] in self._percents:
            number, glued = Decimal(str(value)), self._percents[cell["style_id"]]
            return Percent(number if glued else 100 * number, glued)
        return value


def is_workbook(data: bytes) -> bool:
    """Say whether ``data`` is a package or an old office file, whatever its name says."""
    return data.startswith((ZIP, OLE))


def _text_kind(data: bytes) -> str:
    """Return the reason a file that is no office file is refused with."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t")
    if _HTML.match(head):
        return "workbook_html"
    if head[:1] in (b"{", b"["):
        return "workbook_json"
    try:
        text = data[:4096].decode("utf-8-sig", errors="ignore" if len(data) > 4096 else "strict")
    except UnicodeDecodeError:
        return "workbook_unknown"
    if any(ord(c) < 32 and c not in "\t\r\n" for c in text):
        return "workbook_unknown"
    first = text.splitlines()[0] if text.splitlines() else ""
    return "workbook_csv" if any(sign in first for sign in ",;\t") else "workbook_unknown"


def _refuse_other_files(data: bytes) -> None:
    """Raise PortfolioError for everything that is no ZIP."""
    if not data.strip(b"\0 \r\n\t"):
        raise PortfolioError("empty")
    if len(data) > MAX_BYTES:
        raise PortfolioError("too_large", limit=MAX_BYTES // MEGABYTE)
    if data.startswith(OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise PortfolioError("workbook_encrypted")
        is_word = "WordDocument".encode("utf-16-le") in data
        raise PortfolioError("workbook_word" if is_word else "workbook_xls")
    for beginning, reason in BEGINNINGS.items():
        if data.startswith(beginning):
            raise PortfolioError(reason)
    if not data.startswith(ZIP):
        raise PortfolioError(_text_kind(data))


def _is_xml(archive: ZipFile, part: ZipInfo) -> bool:
    """Say whether a parser of XML would take more of a part than its first letter."""
    with archive.open(part) as file:
        head = file.read(4096).lstrip(_BLANK)
    return not head or head.startswith((b"<", b"\0<", b"\0\0\0<", b"\xff\xfe", b"\xfe\xff"))


def _refuse_bombs(parts: list[ZipInfo]) -> None:
    """Raise for a package whose parts are too many, or too large by what they say of themselves."""
    if any(part.flag_bits & 1 for part in parts):
        raise PortfolioError("workbook_encrypted")
    names = {part.filename for part in parts}
    if not names & {"xl/workbook.xml", "[Content_Types].xml"} or names & OTHERS.keys():
        raise PortfolioError(next((OTHERS[n] for n in OTHERS if n in names), "workbook_zip"))
    dense = any(
        part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    _refuse_size(parts, MAX_UNPACKED, at_once=dense or len(parts) > MAX_PARTS)


def _refuse_size(parts: list[ZipInfo], limit: int, *, at_once: bool = False) -> None:
    size = sum(part.file_size for part in parts)
    if at_once or size > limit:
        raise PortfolioError("workbook_bomb", size=size // MEGABYTE, limit=MAX_XML // MEGABYTE)


def _refuse_declarations(text: bytes) -> None:
    """Raise for XML that declares entities or hides its letters: no office program writes so."""
    if text.startswith((b"\xff\xfe", b"\xfe\xff", b"\0")) or b"\0" in text[:100]:
        raise PortfolioError("workbook_entities")
    if _DECLARATION.search(text):
        raise PortfolioError("workbook_entities")


def _look_through(archive: ZipFile) -> None:
    """Look at every part that could be parsed; raise for more than is read."""
    parts = archive.infolist()
    _refuse_bombs(parts)
    parsed = [part for part in parts if _is_xml(archive, part)]
    _refuse_size(parsed, MAX_XML)
    cells = sheets = tags = 0
    for part in parsed:
        text = archive.read(part)
        _refuse_declarations(text)
        if b"sheetData" not in text:
            _refuse_size([part], MAX_SHARED)
        cells += len(_CELL.findall(text))
        sheets += len(_SHEET.findall(text))
        tags += text.count(b"<")
    if sheets > MAX_SHEETS:
        raise PortfolioError("workbook_sheets", number=sheets, limit=MAX_SHEETS)
    if cells > MAX_CELLS:
        raise PortfolioError("workbook_cells", number=cells, limit=MAX_CELLS)
    if tags > MAX_TAGS:
        raise PortfolioError("too_heavy")


@contextmanager
def reading_a_strangers_file() -> Iterator[None]:
    """Turn whatever a parser stumbles over into the one line that the file is damaged."""
    try:
        yield
    except (PortfolioError, MemoryError):
        raise
    except (BadZipFile, zlib.error, EOFError):
        raise PortfolioError("workbook_damaged") from None
    except Exception as error:  # a parser fails in more ways than it names: the file is at fault
        raise PortfolioError("workbook_damaged") from error


def open_workbook(data: bytes) -> Opened:
    """Open a workbook after looking it through. Raises PortfolioError."""
    _refuse_other_files(data)
    with reading_a_strangers_file():
        with ZipFile(BytesIO(data)) as archive:
            _look_through(archive)
            names = archive.namelist()
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        paths = [sheet._worksheet_path for sheet in book.worksheets]
        if len(set(paths)) < len(paths):  # one part would be read as many sheets
            raise PortfolioError("workbook_damaged")
        return Opened(book, any(name.endswith("vbaProject.bin") for name in names))
