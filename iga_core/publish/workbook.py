"""What every workbook of ours has in common: plain cells, text that stays text, same bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from io import BytesIO

import pandas as pd
import xlsxwriter

from iga_core.language import Words
from iga_core.numbers import decimals_of
from iga_core.record import Record, rows_of
from iga_core.record.declaration import Table

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDEST = 60  # characters a spreadsheet column is opened with
NO_DAY = "2017-01-01"  # written as the day a workbook was made when its version has none
Cell = str | int | Decimal | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, the heads of its columns, and rows as long as ``head``."""

    name: str
    head: Sequence[str]
    rows: Sequence[Sequence[object]]


def plain_value(value: object) -> Cell:
    """Return a plain value: unknown becomes None, a count int, a decimal as it is printed."""
    if value is None or value is pd.NA:
        return None
    if isinstance(value, str | Decimal):
        return value
    number = Decimal(str(value))
    if number.is_nan():
        return None
    return number if number % 1 else int(number)


def plain_rows(frame: pd.DataFrame) -> list[dict[str, Cell]]:
    """Return the rows of ``frame`` with plain values."""
    return [{name: plain_value(value) for name, value in row.items()} for row in rows_of(frame)]


def frame_sheet(name: str, frame: pd.DataFrame) -> Sheet:
    """Return ``frame`` as a sheet, its columns as heads."""
    return Sheet(name, list(frame.columns), [list(row.values()) for row in plain_rows(frame)])


def sources_named(record: Record, source_ids: Iterable[str]) -> pd.DataFrame:
    """Return the rows of ``sources`` that lists of ids name, in the order of that table.

    ``source_ids``: texts of ids with spaces between them.
    """
    wanted = {i for ids in source_ids for i in ids.split()}
    sources = record.tables["sources"]
    return sources[sources["id"].isin(wanted)]


def described(table: Table, columns: Sequence[str], words: Words) -> list[list[str]]:
    """Return name, meaning and meaning of empty per column: from the schema, else our words."""
    declared = {column.name: column for column in table.columns}
    rows = []
    for name in columns:
        if name in declared:
            column = declared[name]
            empty = words("dictionary.never") if column.required else column.empty_means
            rows.append([name, column.description, empty])
        else:
            rows.append([name, words(f"download.column.{name}"), ""])
    return rows


def dictionary_head(words: Words) -> list[str]:
    """Return the heads of what ``described`` gives."""
    return [words(f"dictionary.{name}") for name in ("column", "meaning", "empty")]


def _decimals(sheet: Sheet) -> set[int]:
    """Return with how many decimals the numbers of ``sheet`` are printed, none left out."""
    found = {decimals_of(v) for row in sheet.rows for v in row if isinstance(v, Decimal)}
    return found - {0}


def _write(book: xlsxwriter.Workbook, sheet: Sheet) -> None:
    drawn = book.add_worksheet(sheet.name)
    bold = book.add_format({"bold": True})
    forms = {n: book.add_format({"num_format": f"0.{'0' * n}"}) for n in _decimals(sheet)}
    for column, title in enumerate(sheet.head):
        drawn.write_string(0, column, title, bold)
        width = max([len(title), *(len(str(row[column] or "")) for row in sheet.rows[:200])])
        drawn.set_column(column, column, min(width + 2, WIDEST))
    for number, row in enumerate(sheet.rows, 1):
        for column, value in enumerate(row):
            if value == "":
                continue  # unknown is a cell with nothing in it, not a text without letters
            if isinstance(value, str):
                drawn.write_string(number, column, value)
            elif isinstance(value, Decimal):
                drawn.write_number(number, column, float(value), forms.get(decimals_of(value)))
            elif isinstance(value, int | float):
                drawn.write_number(number, column, value)
    drawn.freeze_panes(1, 0)
    if sheet.rows:
        drawn.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)


def workbook(sheets: Iterable[Sheet], *, title: str, day: str) -> bytes:
    """Return ``sheets`` as XLSX. ``day``: ISO day it is dated with, empty when unknown.

    Text is written as text whatever it begins with; the same contents give the same bytes.
    """
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    book.set_properties({"title": title, "created": datetime.fromisoformat(day or NO_DAY)})
    for sheet in sheets:
        _write(book, sheet)
    book.close()
    return buffer.getvalue()
