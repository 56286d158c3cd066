"""Workbooks of Excel 5 to 2003 (.xls): records (BIFF) in a file of streams (OLE).

The libraries that read them tell neither number formats nor hidden rows, so a percentage would be
another number here than in .xlsx.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from struct import Struct, unpack_from

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils.datetime import MAC_EPOCH, WINDOWS_EPOCH, from_excel

from iga_core.portfolio.file.cells import Cell
from iga_core.portfolio.file.sheets import (
    MAX_SHEET_COLUMNS,
    Book,
    Gathering,
    Line,
    Span,
    as_percent,
    shows_percent,
    whole,
)
from iga_core.portfolio.schema import PortfolioError

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
STREAMS = ("Workbook", "Book")
ERRORS = {
    **{0: "#NULL!", 7: "#DIV/0!", 15: "#VALUE!", 23: "#REF!"},
    **{29: "#NAME?", 36: "#NUM!", 42: "#N/A"},
}
BIFF8 = 0x0600
END, CONTINUE, LOCKED = 0x0A, 0x3C, 0x2F
BEGIN, EPOCH, SHEET, TEXTS, FORMAT, STYLE = 0x809, 0x22, 0x85, 0xFC, 0x41E, 0xE0
ROW, NUMBER, RK, RKS, FORMULA, RESULT = 0x208, 0x203, 0x27E, 0xBD, 0x06, 0x207
SHARED, LABEL, RICH, FLAG, MERGED = 0xFD, 0x204, 0xD6, 0x205, 0xE5
HIDDEN = 0x20
_HEAD, _AT, _MULTI = Struct("<HH"), Struct("<HHH"), Struct("<HI")

Record = tuple[int, list[bytes]]
"""The number of a record's kind, and its contents with those of the records that continue it."""


def _chain(table: Sequence[int], start: int) -> list[int]:
    found: list[int] = []
    while start < len(table):
        if len(found) == len(table):
            raise PortfolioError("workbook_damaged")
        found.append(start)
        start = table[start]
    return found


def _stream(data: bytes) -> bytes:
    """Return the stream that holds the workbook. Raises PortfolioError when there is none."""
    size, small = 1 << data[30], 1 << data[32]

    def sectors(places: Sequence[int]) -> bytes:
        return b"".join(data[(n + 1) * size : (n + 2) * size] for n in places)

    listed = array("I", data[76:512])
    following = unpack_from("<I", data, 68)[0]
    for _ in range(min(unpack_from("<I", data, 72)[0], len(data) // size)):
        part = array("I", sectors([following]))
        listed += part[:-1]
        following = part[-1]
    end = len(data) // size
    table = array("I", sectors([place for place in listed if place < end]))
    folder = sectors(_chain(table, unpack_from("<I", data, 48)[0]))
    entries = [folder[at : at + 128] for at in range(0, len(folder), 128)]
    held = {
        entry[: max(unpack_from("<H", entry, 64)[0] - 2, 0)].decode("utf-16-le"): entry
        for entry in entries
        if entry[66] in (2, 5)
    }
    entry = next((held[name] for name in STREAMS if name in held), None)
    if entry is None:
        raise PortfolioError("workbook_unknown" if held else "workbook_damaged")
    start, length = unpack_from("<II", entry, 116)
    if length >= unpack_from("<I", data, 56)[0]:
        return sectors(_chain(table, start))[:length]
    root = sectors(_chain(table, unpack_from("<I", held["Root Entry"], 116)[0]))
    parts = array("I", sectors(_chain(table, unpack_from("<I", data, 60)[0])))
    places = _chain(parts, start)
    return b"".join(root[n * small : (n + 1) * small] for n in places)[:length]


def _records(stream: bytes, at: int) -> Iterator[Record]:
    """Yield the records from a place on, up to the end of what begins there."""
    depth, found = 0, list[Record]()
    while at + 4 <= len(stream):
        kind, length = _HEAD.unpack_from(stream, at)
        content = stream[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == CONTINUE and found:
            found[0][1].append(content)
            continue
        yield from found
        found = [(kind, [content])]
        depth += (kind == BEGIN) - (kind == END)
        if depth == 0:
            break
    yield from found


@dataclass(slots=True)
class _Texts:
    """Reads texts one after the other from contents that go on in further records."""

    parts: list[bytes]
    at: int = 8
    place: int = 0

    def more(self) -> None:
        if self.at >= len(self.parts[self.place]):
            self.place, self.at = self.place + 1, 0

    def skip(self, number: int) -> None:
        while number:
            self.more()
            step = min(number, len(self.parts[self.place]) - self.at)
            self.at, number = self.at + step, number - step

    def text(self) -> str:
        self.more()
        letters, flags = unpack_from("<HB", self.parts[self.place], self.at)
        self.at += 3
        after = 0
        if flags & 8:
            after += 4 * unpack_from("<H", self.parts[self.place], self.at)[0]
            self.at += 2
        if flags & 4:
            after += unpack_from("<I", self.parts[self.place], self.at)[0]
            self.at += 4
        found = []
        while letters:
            if self.at >= len(self.parts[self.place]):  # a record that goes on says its width
                self.more()
                flags = self.parts[self.place][0]
                self.at = 1
            part = self.parts[self.place]
            wide = 1 + (flags & 1)
            step = min(letters, (len(part) - self.at) // wide)
            if not step:
                raise PortfolioError("workbook_damaged")
            found.append(_decoded(part[self.at : self.at + step * wide], flags))
            self.at, letters = self.at + step * wide, letters - step
        self.skip(after)
        return "".join(found)


def _decoded(letters: bytes, flags: int) -> str:
    return letters.decode("utf-16-le" if flags & 1 else "latin-1", errors="replace")


@dataclass(slots=True)
class _Workbook:
    """What the sheets of one file share."""

    version: int
    epoch: datetime = WINDOWS_EPOCH
    texts: list[str] = field(default_factory=list)
    formats: dict[int, str] = field(default_factory=lambda: dict(BUILTIN_FORMATS))
    styles: list[int] = field(default_factory=list)
    sheets: list[tuple[str, int]] = field(default_factory=list)

    def take(self, kind: int, parts: list[bytes]) -> None:
        """Keep what a record says."""
        content = parts[0]
        if kind == LOCKED:
            raise PortfolioError("workbook_encrypted")
        if kind == EPOCH and content[0]:
            self.epoch = MAC_EPOCH
        elif kind == SHEET and content[5] == 0:
            self.sheets.append((self.short(content, 6), unpack_from("<I", content)[0]))
        elif kind == FORMAT:
            long = self.version == BIFF8
            text = self.long(content, 2) if long else self.short(content, 2)
            self.formats[unpack_from("<H", content)[0]] = text
        elif kind == STYLE:
            self.styles.append(unpack_from("<H", content, 2)[0])
        elif kind == TEXTS:
            reader = _Texts(parts)
            self.texts = [reader.text() for _ in range(unpack_from("<I", content, 4)[0])]

    def short(self, content: bytes, at: int) -> str:
        """Return a text whose length is one byte."""
        if self.version != BIFF8:
            return content[at + 1 : at + 1 + content[at]].decode("cp1252", errors="replace")
        wide = 1 + (content[at + 1] & 1)
        return _decoded(content[at + 2 : at + 2 + content[at] * wide], content[at + 1])

    def long(self, content: bytes, at: int) -> str:
        """Return a text whose length is two bytes."""
        letters = unpack_from("<H", content, at)[0]
        if self.version != BIFF8:
            return content[at + 2 : at + 2 + letters].decode("cp1252", errors="replace")
        wide = 1 + (content[at + 2] & 1)
        return _decoded(content[at + 3 : at + 3 + letters * wide], content[at + 2])

    def number(self, value: float, style: int) -> Cell:
        """Return a number as its cell shows it: a day, a percentage, or as it is."""
        shown = self.formats.get(self.styles[style], "") if style < len(self.styles) else ""
        if is_date_format(shown):
            try:
                return from_excel(value, self.epoch)
            except (OverflowError, ValueError):
                return "#VALUE!"
        return as_percent(value) if shows_percent(shown) else whole(value)

    def lines(self, stream: bytes, at: int, merged: list[Span]) -> Iterator[Line]:
        """Yield the rows of the sheet that begins at a place."""
        rows: dict[int, dict[int, Cell]] = defaultdict(dict)
        hidden, awaited = set(), (0, 0)
        for kind, parts in _records(stream, at):
            content = parts[0]
            if kind == ROW:
                number, look = unpack_from("<H10xH", content)
                if look & HIDDEN:
                    hidden.add(number)
            elif kind == MERGED:
                for place in range(2, len(content) - 7, 8):
                    top, bottom, left = unpack_from("<HHH", content, place)
                    merged.append((top + 1, left, bottom + 1))
            elif kind == RESULT:
                joined = b"".join(parts[:1] + [part[1:] for part in parts[1:]])
                rows[awaited[0]][awaited[1]] = self.long(joined, 0)
            elif kind == RKS:
                row, first = _HEAD.unpack_from(content)
                for step, place in enumerate(range(4, len(content) - 2, 6)):
                    style, packed = _MULTI.unpack_from(content, place)
                    rows[row][first + step] = self.number(_unpacked(packed), style)
            elif kind in (NUMBER, RK, FORMULA, SHARED, LABEL, RICH, FLAG):
                row, column, style = _AT.unpack_from(content)
                awaited = row, column
                rows[row][column] = self.cell(kind, content, style)
        for number in sorted(rows):
            cells = rows[number]
            width = min(max(cells) + 1, MAX_SHEET_COLUMNS)
            yield number + 1, [cells.get(place) for place in range(width)], number in hidden

    def cell(self, kind: int, content: bytes, style: int) -> Cell:
        """Return what a cell holds; of a formula the value it was saved with."""
        if kind == SHARED:
            return self.texts[unpack_from("<I", content, 6)[0]]
        if kind in (LABEL, RICH):
            return self.long(content, 6)
        if kind == RK:
            return self.number(_unpacked(unpack_from("<I", content, 6)[0]), style)
        if kind == FLAG:
            return ERRORS.get(content[6], "#VALUE!") if content[7] else bool(content[6])
        if kind == FORMULA and content[12:14] == b"\xff\xff":
            saved = {1: bool(content[8]), 2: ERRORS.get(content[8], "#VALUE!")}
            return saved.get(content[6])  # a text follows in a record of its own
        return self.number(unpack_from("<d", content, 6)[0], style)


def _unpacked(packed: int) -> float:
    """Return the number that is packed into 30 bits: a whole one or half a float, or its 100th."""
    if packed & 2:
        value = float((packed >> 2) - (1 << 30 if packed >> 31 else 0))
    else:
        value = unpack_from("<d", bytes(4) + (packed & 0xFFFFFFFC).to_bytes(4, "little"))[0]
    return value / 100 if packed & 1 else value


def read_xls(data: bytes) -> Book:
    """Return the sheets of a workbook. Raises PortfolioError, and whatever damage leads to."""
    stream = _stream(data)
    book = _Workbook(unpack_from("<H", stream, 4)[0])
    for kind, parts in _records(stream, 0):
        book.take(kind, parts)
    found = Gathering()
    for title, at in book.sheets:
        merged: list[Span] = []
        found.add(title, book.lines(stream, at, merged), merged)
    return Book(tuple(found.sheets), book.epoch)
