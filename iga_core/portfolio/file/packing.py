"""A stranger's file before it is read: what it is, and that opening it harms nobody.

What it is its contents say, never its name. A workbook is a ZIP of XML: sizes, counts and
declarations are looked at before any of it is parsed; macros and links to other files are never
followed. What is refused gives one line.

What a part is called says nothing: a workbook's own lists name the parts to be parsed as they
like. So every part that a parser of XML would take (one that begins with ``<``) is measured as
if it were parsed, and only those are.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from iga_core.portfolio.file.delimited import read_delimited
from iga_core.portfolio.file.ods import read_ods
from iga_core.portfolio.file.sheets import MAX_CELLS, MAX_SHEETS, Book
from iga_core.portfolio.file.xls import OLE, read_xls
from iga_core.portfolio.file.xlsx import read_xlsx
from iga_core.portfolio.schema import MAX_BYTES, MEGABYTE, PortfolioError

MAX_XML = 30 * MEGABYTE  # of all parts that a parser would take, unpacked
MAX_SHARED = 12 * MEGABYTE  # of one that is parsed whole: shared texts, styles, all but sheets
MAX_UNPACKED = 60 * MEGABYTE  # of all parts
MAX_RATIO, RATIO_FROM = 200, MEGABYTE  # unpacked to packed, of parts above the second
MAX_PARTS = 2_000
MAX_TAGS = 2 * MEGABYTE  # opening and closing: eight for each of so many cells

ZIP = b"PK\x03\x04"
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
}
MANIFEST = "META-INF/manifest.xml"
CONTENT = "content.xml"  # of OpenDocument: the part that holds the sheets, or a text
# streams of an old office file -> the reason it is refused with
STREAMS = {
    "EncryptedPackage": "workbook_encrypted",
    "WordDocument": "workbook_word",
    "PowerPoint Document": "workbook_slides",
}
# what the part ``mimetype`` of OpenDocument may end with -> the reason it is refused with
MIMETYPES = {b".text": "workbook_word", b".presentation": "workbook_slides"}
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_PREFIX = rb"(?:[^\s<>/:]+:)?"  # none of these patterns passes a second "<": they stay linear
_CELL = re.compile(rb"<" + _PREFIX + rb"(?:c|row)[\s/>]")
_SHEET = re.compile(rb"<" + _PREFIX + rb"sheet[\s/>]")
_BLANK = b"\xef\xbb\xbf \t\r\n"
_HTML = re.compile(rb"<(?:!doctype|html|table|\?xml|head|body)", re.IGNORECASE)


def is_workbook(data: bytes) -> bool:
    """Say whether ``data`` is a package or an old office file, whatever its name says."""
    return data.startswith((ZIP, OLE))


def _refuse_other_files(data: bytes) -> None:
    """Raise PortfolioError for what is no table, as far as its beginning tells."""
    if not data.strip(b"\0 \r\n\t"):
        raise PortfolioError("empty")
    if len(data) > MAX_BYTES:
        raise PortfolioError("too_large", limit=MAX_BYTES // MEGABYTE)
    if data.startswith(OLE):
        for stream, reason in STREAMS.items():
            if stream.encode("utf-16-le") in data:
                raise PortfolioError(reason)
    for beginning, reason in BEGINNINGS.items():
        if data.startswith(beginning):
            raise PortfolioError(reason)
    head = data[:4096].lstrip(_BLANK)
    if _HTML.match(head):
        raise PortfolioError("workbook_html")
    if head[:1] in (b"{", b"["):
        raise PortfolioError("workbook_json")


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
    if not names & {"xl/workbook.xml", "[Content_Types].xml", CONTENT} or names & OTHERS.keys():
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
        if b"sheetData" not in text and part.filename != CONTENT:
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


def _read_package(archive: ZipFile, data: bytes) -> Book:
    """Return the sheets of a package that was looked through."""
    names = archive.namelist()
    if CONTENT not in names:
        return read_xlsx(archive, data)
    kind = archive.read("mimetype") if "mimetype" in names else b""
    for ending, reason in MIMETYPES.items():
        if ending in kind:
            raise PortfolioError(reason)
    if MANIFEST in names and b"encryption-data" in archive.read(MANIFEST):
        raise PortfolioError("workbook_encrypted")
    with archive.open(CONTENT) as content:
        return read_ods(content)


def open_workbook(data: bytes) -> Book:
    """Return the sheets of a file of any form, looked through first. Raises PortfolioError."""
    _refuse_other_files(data)
    with reading_a_strangers_file():
        if data.startswith(OLE):
            return read_xls(data)
        if not data.startswith(ZIP):
            return read_delimited(data)
        with ZipFile(BytesIO(data)) as archive:
            _look_through(archive)
            return _read_package(archive, data)
