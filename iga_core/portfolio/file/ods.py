"""Spreadsheets of OpenDocument (.ods): ``content.xml`` of the package, read row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import IO
from xml.etree.ElementTree import Element, iterparse

from iga_core.portfolio.file.cells import ERRORS, FORMULA, Cell
from iga_core.portfolio.file.sheets import (
    MAX_SHEET_COLUMNS,
    Book,
    Gathering,
    Line,
    Span,
    as_percent,
    whole,
)

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_TABLE, _OFFICE, _TEXT = (f"{{{_OASIS}:{name}:1.0}}" for name in ("table", "office", "text"))
_KIND_OF_ERROR = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}value-type"
TABLE, ROW, CELL = (f"{_TABLE}{name}" for name in ("table", "table-row", "table-cell"))
COVERED, PARAGRAPH = f"{_TABLE}covered-table-cell", f"{_TEXT}p"
ELSEWHERE = "'file:"  # how the copy of another file's sheet is called, kept for formulas
SIGNS = {f"{_TEXT}s": " ", f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n"}
_BLANKS = re.compile(r"[\t\r\n ]+")

Events = Iterator[tuple[str, Element]]


def _count(element: Element, name: str) -> int:
    return max(int(element.get(f"{_TABLE}{name}", "1")), 1)


def _text(element: Element) -> str:
    """Return the text of a paragraph: blanks in the XML are one space, meant ones are signs."""
    found = [_BLANKS.sub(" ", element.text or "")]
    for child in element:
        sign = SIGNS.get(child.tag)
        times = min(int(child.get(f"{_TEXT}c", "1")), MAX_SHEET_COLUMNS)
        found.append(_text(child) if sign is None else sign * times)
        found.append(_BLANKS.sub(" ", child.tail or ""))
    return "".join(found)


def _value(cell: Element) -> Cell:
    """Return what a cell holds; a percentage as such."""
    kind = cell.get(f"{_OFFICE}value-type")
    text = "\n".join(map(_text, cell.findall(PARAGRAPH)))
    if cell.get(_KIND_OF_ERROR) == "error":
        return text if text in ERRORS else "#VALUE!"
    if kind in ("float", "currency"):
        return whole(float(cell.get(f"{_OFFICE}value", "")))
    if kind == "percentage":
        return as_percent(float(cell.get(f"{_OFFICE}value", "")))
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return datetime.fromisoformat(cell.get(f"{_OFFICE}date-value", ""))
    if kind is None and not text:
        return FORMULA if cell.get(f"{_TABLE}formula") else None
    return cell.get(f"{_OFFICE}string-value") or text or None


def _cells(row: Element, number: int, merged: list[Span]) -> list[Cell]:
    found: list[Cell] = []
    for cell in row:
        if cell.tag not in (CELL, COVERED) or len(found) >= MAX_SHEET_COLUMNS:
            continue
        down = _count(cell, "number-rows-spanned")
        if down > 1:
            merged.append((number, len(found), number + down - 1))
        times = min(_count(cell, "number-columns-repeated"), MAX_SHEET_COLUMNS - len(found))
        found += [_value(cell) if cell.tag == CELL else None] * times
    return found


def _lines(events: Events, merged: list[Span]) -> Iterator[Line]:
    """Yield the rows of the table that has begun, up to its end."""
    number, depth = 1, 1
    for event, element in events:
        if element.tag == TABLE:  # one in a cell or a drawing is no sheet
            depth += 1 if event == "start" else -1
            if not depth:
                return
        elif event == "end" and element.tag == ROW and depth == 1:
            times, cells = _count(element, "number-rows-repeated"), _cells(element, number, merged)
            hidden = element.get(f"{_TABLE}visibility", "visible") != "visible"
            element.clear()
            if any(cell is not None for cell in cells):
                for step in range(times):
                    yield number + step, list(cells), hidden
            number += times


def read_ods(content: IO[bytes]) -> Book:
    """Return the sheets of ``content.xml``. Raises PortfolioError, and whatever damage leads to."""
    found = Gathering()
    events: Events = iterparse(content, ("start", "end"))
    for event, element in events:
        if event == "start" and element.tag == TABLE:
            title, merged = element.get(f"{_TABLE}name", ""), list[Span]()
            if title.startswith(ELSEWHERE):
                for _ in _lines(events, merged):
                    pass
            else:
                found.add(title, _lines(events, merged), merged)
    return Book(tuple(found.sheets))
