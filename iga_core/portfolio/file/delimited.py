"""Tables as text (CSV): whatever separator and letters they were saved with."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import suppress
from io import StringIO

from iga_core.portfolio.file.cells import Cell
from iga_core.portfolio.file.sheets import Book, Gathering, Line
from iga_core.portfolio.schema import PortfolioError

# how a text begins that says with which letters it is written
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
PLAIN = ("utf-8", "cp1252")  # tried in this order: what is no UTF-8 comes from Windows
SEPARATORS = ";\t,|"
TRIED = 100  # rows by which the separator is chosen
NAMED = "sep="  # a first line that names the separator


def decoded(data: bytes) -> str | None:
    """Return ``data`` as text, None for what is none."""
    mark = next((MARKS[mark] for mark in MARKS if data.startswith(mark)), None)
    for letters in (mark,) if mark else PLAIN:
        try:
            text = data.decode(letters)
        except UnicodeDecodeError:
            continue
        return None if any(ord(c) < 32 and c not in "\t\r\n\f" for c in text[:4096]) else text
    return None


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    return csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)


def _cuts(text: str, separator: str) -> int:
    """Return how often a separator cuts the first rows, as far as they can be read with it."""
    found = 0
    with suppress(csv.Error):
        for _, row in zip(range(TRIED), _rows(text, separator), strict=False):
            found += max(len(row) - 1, 0)
    return found


def separator_of(text: str) -> str:
    """Return the sign between the cells of a table, empty for a text that is none."""
    first = text.partition("\n")[0].strip().casefold()
    if first.startswith(NAMED) and len(first) == len(NAMED) + 1:
        return first[-1]
    best = max(SEPARATORS, key=lambda sign: _cuts(text, sign))
    return best if _cuts(text, best) else ""


def _lines(text: str, separator: str) -> Iterator[Line]:
    for number, row in enumerate(_rows(text, separator), 1):
        if number == 1 and row and row[0].casefold().startswith(NAMED):
            continue
        cells: list[Cell] = [cell if cell.strip() else None for cell in row]
        yield number, cells, False


def read_delimited(data: bytes) -> Book:
    """Return the one sheet of a table in text. Raises PortfolioError for a text that is none."""
    text = decoded(data)
    separator = separator_of(text) if text else ""
    if text is None or not separator:
        raise PortfolioError("workbook_unknown")
    found = Gathering()
    try:
        found.add("", _lines(text, separator))
    except csv.Error:
        raise PortfolioError("workbook_csv") from None
    return Book(tuple(found.sheets))
