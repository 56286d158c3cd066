"""A stranger's file before it is read: what it is, and that opening it harms nobody.

A workbook is a ZIP of XML. Sizes, counts and declarations are looked at before any of it is
parsed; macros and links to other files are never followed. What is refused gives one line.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from openpyxl import Workbook, load_workbook

from iga_core.portfolio.schema import PortfolioError

MEGABYTE = 1_000_000
MAX_BYTES = 10 * MEGABYTE  # of the file; 200 innovations take less than 0.2 MB
MAX_XML = 30 * MEGABYTE  # of all parts that are parsed, unpacked
MAX_SHARED = 12 * MEGABYTE  # of shared texts or of styles: both are parsed whole
MAX_RATIO, RATIO_FROM = 200, MEGABYTE  # unpacked to packed, of parts above the second
MAX_PARTS = 2_000
MAX_SHEETS = 40
MAX_SHEET_COLUMNS = 300  # what lies beyond is not read: four times the widest layout
MAX_CELLS = 250_000  # 2,000 innovations x 74 columns leave room; more would pass 3 seconds

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
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW = re.compile(rb"<(?:\w+:)?row[\s/>]")
# a formula that no stored value follows
_BARE_FORMULA = re.compile(
    rb"(?:</(?:\w+:)?f>|<(?:\w+:)?f(?:\s[^>]*)?/>)\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></|</)"
)
_PERCENT = re.compile(rb'numFmtId="(?:9|10)"|formatCode="[^"]*%')
_HTML = re.compile(rb"<(?:!doctype|html|table|\?xml|head|body)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Opened:
    """A workbook ready to read. ``formulas``: the places (row, column) by sheet that hold one,
    looked for only when some formula has no stored value.

    ``percents``: some cell may be shown as percent. ``macros``: it carries programs, which are
    left alone.
    """

    book: Workbook
    formulas: Mapping[str, frozenset[tuple[int, int]]]
    percents: bool
    macros: bool


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


def _parsed(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _refuse_bombs(archive: ZipFile) -> None:
    parts = archive.infolist()
    if any(part.flag_bits & 1 for part in parts):
        raise PortfolioError("workbook_encrypted")
    names = {part.filename for part in parts}
    if "xl/workbook.xml" not in names:
        found = [reason for name, reason in OTHERS.items() if name in names]
        raise PortfolioError(found[0] if found else "workbook_zip")
    size = sum(part.file_size for part in parts if _parsed(part.filename))
    shared = [p.file_size for p in parts if p.filename in ("xl/sharedStrings.xml", "xl/styles.xml")]
    dense = any(
        part.file_size > RATIO_FROM and part.file_size > MAX_RATIO * max(part.compress_size, 1)
        for part in parts
    )
    if dense or size > MAX_XML or len(parts) > MAX_PARTS or max(shared, default=0) > MAX_SHARED:
        raise PortfolioError("workbook_bomb", size=size // MEGABYTE, limit=MAX_XML // MEGABYTE)
    sheets = sum(name.startswith("xl/worksheets/sheet") for name in names)
    if sheets > MAX_SHEETS:
        raise PortfolioError("workbook_sheets", number=sheets, limit=MAX_SHEETS)


def _refuse_declarations(text: bytes) -> None:
    """Raise for XML that declares entities or hides its letters: no office program writes so."""
    if text.startswith((b"\xff\xfe", b"\xfe\xff", b"\0")) or b"\0" in text[:100]:
        raise PortfolioError("workbook_entities")
    if _DECLARATION.search(text):
        raise PortfolioError("workbook_entities")


def _look_through(archive: ZipFile) -> tuple[bool, bool]:
    """Read every part that will be parsed; return whether a formula has no stored value, and
    whether a percent format is in use.
    """
    cells, formulas, percents = 0, False, False
    for part in archive.infolist():
        if not _parsed(part.filename):
            continue
        text = archive.read(part)
        _refuse_declarations(text)
        if part.filename == "xl/styles.xml":
            percents = _PERCENT.search(text) is not None
        if part.filename.startswith("xl/worksheets/"):
            cells += len(_CELL.findall(text)) + len(_ROW.findall(text))
            formulas = formulas or _BARE_FORMULA.search(text) is not None
    if cells > MAX_CELLS:
        raise PortfolioError("workbook_cells", number=cells, limit=MAX_CELLS)
    return formulas, percents


@contextmanager
def reading_a_strangers_file() -> Iterator[None]:
    """Turn whatever a parser stumbles over into the one line that the file is damaged."""
    try:
        yield
    except PortfolioError:
        raise
    except (BadZipFile, zlib.error, EOFError):
        raise PortfolioError("workbook_damaged") from None
    except Exception as error:  # a parser fails in more ways than it names: the file is at fault
        raise PortfolioError("workbook_damaged") from error


def _formula_places(data: bytes) -> dict[str, frozenset[tuple[int, int]]]:
    book = load_workbook(BytesIO(data), read_only=True, data_only=False, keep_links=False)
    found = {}
    for sheet in book.worksheets:
        sheet.reset_dimensions()
        places = (
            (cell.row, cell.column)
            for row in sheet.iter_rows(max_col=MAX_SHEET_COLUMNS)
            for cell in row
            if getattr(cell, "data_type", "") == "f"
        )
        found[sheet.title] = frozenset(places)
    book.close()
    return found


def open_workbook(data: bytes) -> Opened:
    """Open a workbook after looking it through. Raises PortfolioError."""
    _refuse_other_files(data)
    with reading_a_strangers_file():
        with ZipFile(BytesIO(data)) as archive:
            _refuse_bombs(archive)
            formulas, percents = _look_through(archive)
            macros = any(name.endswith("vbaProject.bin") for name in archive.namelist())
        book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
        return Opened(book, _formula_places(data) if formulas else {}, percents, macros)
