"""Read one CSV file strictly: UTF-8, the declared columns, equally many cells in each line."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pandas as pd

from iga_core.record.declaration import Table
from iga_core.record.violation import Violation

FIRST_ROW = 2  # line number of the first data row: line 1 holds the column names


class _NotCsvError(ValueError):
    """The text stops being CSV at a line."""

    def __init__(self, line: int) -> None:
        super().__init__(f"not CSV at line {line}")
        self.line = line


def _cells(text: str) -> list[list[str]]:
    """Return the cells of ``text``; raises _NotCsvError with the line where it is broken."""
    lines = csv.reader(StringIO(text), strict=True)
    try:
        cells = list(lines)
    except csv.Error:
        raise _NotCsvError(lines.line_num) from None
    if not cells:
        raise _NotCsvError(0)
    return cells


def _malformed(table: Table, header: list[str], rows: list[list[str]]) -> list[Violation]:
    violations = [
        Violation(table.path, 1, name, "", "missing_column")
        for name in table.column_names
        if name not in header
    ]
    violations += [
        Violation(table.path, 1, name, "", "unknown_column")
        for name in header
        if name not in table.column_names
    ]
    violations += [
        Violation(table.path, 1, name, "", "repeated_column")
        for place, name in enumerate(header)
        if name in header[:place]
    ]
    for number, cells in enumerate(rows, FIRST_ROW):
        if len(cells) != len(header):
            found: dict[str, object] = {"found": len(cells), "expected": len(header)}
            violations.append(
                Violation(table.path, number, "", ",".join(cells), "broken_line", found)
            )
        elif "\n" in "".join(cells):
            violations.append(Violation(table.path, number, "", cells[0], "line_break"))
    return violations


def read_table(table: Table, folder: Path) -> tuple[pd.DataFrame, list[Violation]]:
    """Return the table as text (empty cell = empty text), and what keeps it from being read.

    With violations the frame is empty, but has the declared columns.
    """
    empty = pd.DataFrame(columns=list(table.column_names), dtype=str)
    path = folder / table.path
    if not path.is_file():
        return empty, [Violation(table.path, 0, "", "", "missing_file")]
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        byte = repr(raw[error.start : error.start + 1])
        return empty, [Violation(table.path, line, "", byte, "not_utf8")]
    try:
        header, *rows = _cells(text)
    except _NotCsvError as error:
        return empty, [Violation(table.path, error.line, "", "", "not_csv")]
    violations = _malformed(table, header, rows)
    if violations:
        return empty, violations
    frame = pd.DataFrame(rows, columns=header, dtype=str)
    return frame[list(table.column_names)], []
