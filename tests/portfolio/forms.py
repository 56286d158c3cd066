"""One workbook in every form people hand over: strict XLSX, XLS, ODS, CSV, and by LibreOffice."""

from __future__ import annotations

import csv
import re
import shutil
import subprocess
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from io import BytesIO, StringIO
from pathlib import Path
from struct import pack
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import load_workbook
from openpyxl.cell import MergedCell
from openpyxl.utils.datetime import to_excel

STRICT = b"http://purl.oclc.org/ooxml/"
SPREADSHEET = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for name in ("office", "table", "text")
)
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
ENTRY, NO_SECTOR, END_OF_CHAIN = 128, 0xFFFFFFFF, 0xFFFFFFFE


def strict(data: bytes) -> bytes:
    """Return a workbook as Excel saves it in the strict form."""
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            new.writestr(
                name,
                re.sub(
                    rb"http://schemas\.openxmlformats\.org/(spreadsheetml|officeDocument|drawingml)"
                    rb"/2006/",
                    STRICT + rb"\1/",
                    text,
                ),
            )
    return buffer.getvalue()


@dataclass(frozen=True)
class Laid:
    """A sheet laid out: cells by row and column from 1, merged cells, hidden rows."""

    title: str
    cells: Mapping[tuple[int, int], Any]
    merged: list[tuple[int, int, int, int]]
    hidden: set[int]

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        last = max((row for row, _ in self.cells), default=0)
        width = max((place for _, place in self.cells), default=0)
        for row in range(1, last + 1):
            yield row, [self.cells.get((row, place)) for place in range(1, width + 1)]


def laid(data: bytes) -> list[Laid]:
    """Return the sheets of a workbook, cells that say anything alone."""
    found = []
    for sheet in load_workbook(BytesIO(data)).worksheets:
        cells = {
            (cell.row, cell.column): cell
            for row in sheet.iter_rows()
            for cell in row
            if not isinstance(cell, MergedCell) and cell.value is not None
        }
        merged = [(m.min_row, m.min_col, m.max_row, m.max_col) for m in sheet.merged_cells.ranges]
        hidden = {number for number, look in sheet.row_dimensions.items() if look.hidden}
        found.append(Laid(sheet.title, cells, merged, hidden))
    return found


def _is_percent(cell: Any) -> bool:  # noqa: ANN401 - openpyxl has no types
    return cell.number_format in ("0%", "0.00%", "0.0%")


def _ods_cell(cell: Any, spans: tuple[int, int] | None) -> str:  # noqa: ANN401
    if cell is None:
        return "<table:table-cell/>"
    value = cell.value
    kind, said = "string", ""
    if isinstance(value, bool):
        kind, said = "boolean", f' office:boolean-value="{str(value).lower()}"'
    elif isinstance(value, int | float):
        kind = "percentage" if _is_percent(cell) else "float"
        said = f' office:value="{value!r}"'
    elif isinstance(value, date):
        kind, said = "date", f' office:date-value="{value.isoformat()}"'
    span = ""
    if spans:
        span = f' table:number-rows-spanned="{spans[0]}" table:number-columns-spanned="{spans[1]}"'
    text = "".join(f"<text:p>{escape(line)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="{kind}"{said}{span}>{text}</table:table-cell>'


def content(data: bytes) -> str:
    """Return ``content.xml`` of a workbook as OpenDocument; covered cells are left in place."""
    tables = []
    for sheet in laid(data):
        spans = {(t, left): (b - t + 1, r - left + 1) for t, left, b, r in sheet.merged}
        rows = []
        for number, cells in sheet.rows():
            hidden = ' table:visibility="collapse"' if number in sheet.hidden else ""
            held = "".join(
                _ods_cell(cell, spans.get((number, place))) for place, cell in enumerate(cells, 1)
            )
            held = re.sub(r"(?:<table:table-cell/>){2,}", _repeated, held)
            rows.append(f"<table:table-row{hidden}>{held}</table:table-row>")
        rows.append('<table:table-row table:number-rows-repeated="1040000"/>')
        name = quoteattr(sheet.title)
        tables.append(f"<table:table table:name={name}>{''.join(rows)}</table:table>")
    body = f"<office:body><office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
    return f"<office:document-content {NAMES}>{body}</office:document-content>"


def _repeated(found: re.Match[str]) -> str:
    times = found[0].count("/>")
    return f'<table:table-cell table:number-columns-repeated="{times}"/>'


def ods_of(xml: str, mimetype: str = SPREADSHEET) -> bytes:
    """Return a package of OpenDocument around ``content.xml``."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", mimetype)
        archive.writestr("content.xml", xml)
    return buffer.getvalue()


def ods(data: bytes) -> bytes:
    """Return a workbook as OpenDocument."""
    return ods_of(content(data))


def _record(kind: int, held: bytes) -> bytes:
    parts = [held[at : at + 8000] for at in range(0, len(held), 8000)] or [b""]
    first = pack("<HH", kind, len(parts[0])) + parts[0]
    return first + b"".join(pack("<HH", 0x3C, len(part)) + part for part in parts[1:])


def _text(text: str) -> bytes:
    return pack("<HB", len(text.encode("utf-16-le")) // 2, 1) + text.encode("utf-16-le")


def _begin(kind: int) -> bytes:
    return _record(0x809, pack("<HHHHII", 0x600, kind, 0, 1997, 0, 0))


def _xls_cell(row: int, place: int, cell: Any, styles: dict[str, int]) -> bytes:  # noqa: ANN401
    value, style = cell.value, styles[cell.number_format]
    at = pack("<HHH", row - 1, place - 1, style)
    if isinstance(value, bool):
        return _record(0x205, at + pack("<BB", value, 0))
    if isinstance(value, int | float):
        return _record(0x203, at + pack("<d", value))
    if isinstance(value, date):
        moment = value if isinstance(value, datetime) else datetime.combine(value, time())
        return _record(0x203, at + pack("<d", to_excel(moment)))
    return _record(0x204, at + _text(str(value)))


def xls_stream(data: bytes) -> bytes:
    """Return the records of a workbook of Excel 97."""
    sheets = laid(data)
    formats = {cell.number_format for sheet in sheets for cell in sheet.cells.values()}
    styles = {text: number for number, text in enumerate(sorted(formats))}
    head = _begin(5)
    for text, number in styles.items():
        head += _record(0x41E, pack("<H", 200 + number) + _text(text))
    head += b"".join(_record(0xE0, pack("<HH", 0, 200 + n) + bytes(16)) for n in styles.values())
    bodies = []
    for sheet in sheets:
        body = _begin(0x10)
        for row in sorted(sheet.hidden):
            body += _record(0x208, pack("<HHHHHHI", row - 1, 0, 99, 0, 0, 0, 0x20))
        body += b"".join(_xls_cell(r, p, cell, styles) for (r, p), cell in sheet.cells.items())
        for top, left, bottom, right in sheet.merged:
            places = pack("<HHHHH", 1, top - 1, bottom - 1, left - 1, right - 1)
            body += _record(0xE5, places)
        bodies.append(body + _record(0x0A, b""))
    names = [pack("<BB", len(s.title), 1) + s.title.encode("utf-16-le") for s in sheets]
    at = len(head) + sum(4 + 6 + len(name) for name in names) + 4
    for name, body in zip(names, bodies, strict=True):
        head += _record(0x85, pack("<IBB", at, 0, 0) + name)
        at += len(body)
    return head + _record(0x0A, b"") + b"".join(bodies)


def in_streams(stream: bytes, name: str = "Workbook") -> bytes:
    """Return a file of streams (OLE) that holds one."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // 512)
    tables = -(-(count + 1 + count // 100 + 1) // 128)
    chain = [*range(1, count), END_OF_CHAIN, END_OF_CHAIN, *[NO_SECTOR - 2] * tables]
    chain += [NO_SECTOR] * (tables * 128 - len(chain))

    def entry(title: str, kind: int, start: int, size: int) -> bytes:
        letters = (title + "\0").encode("utf-16-le")
        links = pack("<HBB", len(letters), kind, 1) + pack("<III", *[NO_SECTOR] * 2, 1)
        return letters.ljust(64, b"\0") + links + bytes(36) + pack("<III", start, size, 0)

    folder = entry("Root Entry", 5, END_OF_CHAIN, 0) + entry(name, 2, 0, len(stream))
    listed = [*range(count + 1, count + 1 + tables)]
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    head += pack("<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10)
    head += pack("<IIIIIIIII", tables, count, 0, 4096, END_OF_CHAIN, 0, END_OF_CHAIN, 0, listed[0])
    head += pack("<108I", *listed[1:], *[NO_SECTOR] * (109 - len(listed)))
    body = stream.ljust(count * 512, b"\0") + folder.ljust(512, b"\0")
    return head + body + pack(f"<{len(chain)}I", *chain)


def xls(data: bytes) -> bytes:
    """Return a workbook as Excel 97 to 2003 saves it."""
    return in_streams(xls_stream(data))


def shown(cell: Any) -> str:  # noqa: ANN401
    """Return a cell as a spreadsheet prints it into a table of text."""
    value = None if cell is None else cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, int | float):
        percent = _is_percent(cell)
        text = f"{value * 100 if percent else value:.10f}".rstrip("0").rstrip(".")
        return text.replace(".", ",") + ("%" if percent else "")
    return str(value)


def table(data: bytes, separator: str = ";", letters: str = "utf-8-sig") -> bytes:
    """Return the innovations of a workbook as a table of text, the facts of its guide above."""
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator)
    guide, innovations = (s for s in laid(data) if s.title in ("Petunjuk", "Inovasi"))
    facts = [cells[1:] for number, cells in guide.rows() if 5 <= number <= 7]
    body = [cells for _, cells in innovations.rows()]
    writer.writerows([shown(cell) for cell in cells] for cells in (*facts, *body))
    return buffer.getvalue().encode(letters)


FORMS: dict[str, Callable[[bytes], bytes]] = {
    "xlsx": lambda data: data,
    "strict": strict,
    "xls": xls,
    "ods": ods,
}


def converted(files: Mapping[str, bytes], ending: str, folder: Path) -> dict[str, bytes]:
    """Return files as LibreOffice saves them with another ending; a loud skip without it."""
    if OFFICE is None:
        warnings.warn("LibreOffice is not here: its files are not read", stacklevel=2)
        pytest.skip("LibreOffice is not here: its files are not read")
    source, target = folder / "from", folder / ending
    source.mkdir()
    for name, data in files.items():
        (source / f"{name}.xlsx").write_bytes(data)
    command = [OFFICE, "--headless", f"-env:UserInstallation={(folder / 'own').as_uri()}"]
    command += ["--convert-to", ending, "--outdir", str(target)]
    command += map(str, sorted(source.glob("*.xlsx")))
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    return {name: (target / f"{name}.{ending}").read_bytes() for name in files}
