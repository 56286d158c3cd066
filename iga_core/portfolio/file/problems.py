"""What a workbook says cell by cell: values read, and problems kept with their place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import partial
from typing import Literal, TypeVar

from openpyxl.utils import get_column_letter

from iga_core.language import Words
from iga_core.message import Message, told
from iga_core.portfolio.file.cells import (
    Cell,
    CellError,
    Percent,
    as_day,
    as_level,
    as_text,
    blank,
    hides_marks,
)
from iga_core.portfolio.file.headings import Headings, Row
from iga_core.portfolio.file.reading import shown
from iga_core.portfolio.schema import Claim
from iga_core.rules import Indicator

T = TypeVar("T")
ProblemKind = Literal["unread", "note"]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the team must know. ``kind``: a value that stays unsaid, or a note.

    ``sheet`` as it is called in the file; ``row`` as the spreadsheet counts; ``column``: letter
    and heading; ``given``: what stands there; ``message``: what was expected, or what was done.
    """

    kind: ProblemKind
    sheet: str
    message: Message
    row: int | None = None
    column: str = ""
    given: str = ""


def problem_line(problem: Problem, words: Words) -> str:
    """Return a problem as one line: where, what stands there, what was expected."""
    parts = [words("workbook.at_sheet", sheet=problem.sheet)] if problem.sheet else []
    if problem.row is not None:
        parts.append(words("workbook.at_row", row=problem.row))
    if problem.column:
        parts.append(words("workbook.at_column", column=problem.column))
    if problem.given:
        parts.append(words("workbook.at_value", value=problem.given))
    said = told(problem.message, words)
    return f"{', '.join(parts)}: {said}" if parts else said


@dataclass(slots=True)
class Log:
    """Collects the problems of one sheet, in the order they are met."""

    sheet: str
    found: list[Problem] = field(default_factory=list)

    def note(self, id: str, row: int | None = None, column: str = "", **values: str | int) -> None:
        """Keep what was done or left; ``id``: of a message that ``values`` fill."""
        self.found.append(Problem("note", self.sheet, Message(id, values), row, column))

    def unread(self, message: Message, row: int | None, column: str, given: str) -> None:
        """Keep a value that stays unsaid."""
        self.found.append(Problem("unread", self.sheet, message, row, column, given))


@dataclass(frozen=True, slots=True)
class ProblemTable:
    """The located table of one sheet: reads cells by code, and reports what it cannot read."""

    headings: Headings
    log: Log

    def cell(self, row: Row, code: str) -> Cell:
        """Return what stands in a row under a column, None where the column is not there."""
        place = self.headings.columns.get(code)
        return None if place is None or place >= len(row[1]) else row[1][place]

    def column(self, code: str) -> str:
        """Return a column as people find it: letter and heading."""
        place = self.headings.columns[code]
        title = self.headings.titles.get(place, code)
        return f"{get_column_letter(place + 1)} ({title})"

    def read(self, row: Row, code: str, reader: Callable[[Cell], T]) -> T | None:
        """Return the cell read by ``reader``, None when it is blank or cannot be read."""
        cell = self.cell(row, code)
        if blank(cell):
            return None
        try:
            return reader(cell)
        except CellError as error:
            self.refuse(row, code, error.expected)
            return None

    def refuse(self, row: Row, code: str, message: Message) -> None:
        """Report a cell that stays unsaid."""
        cell = self.cell(row, code)
        given = cell.value if isinstance(cell, Percent) else cell
        self.log.unread(message, row[0], self.column(code), shown(str(given)))

    def text(self, row: Row, code: str) -> str:
        """Return the text of a cell, empty when it is blank; hidden marks are told."""
        cell = self.cell(row, code)
        if hides_marks(cell):
            self.log.note("workbook.note_hidden_marks", row[0], self.column(code))
        return self.read(row, code, as_text) or ""

    def day(self, row: Row, code: str, epoch: datetime, words: Words) -> date | None:
        """Return the day of a cell; a bare serial number is told with the day it was read as."""
        found = self.read(row, code, partial(as_day, epoch=epoch))
        if found is not None and isinstance(self.cell(row, code), int | float):
            said = words.day(found.isoformat())
            self.log.note("workbook.note_read_as", row[0], self.column(code), read=said)
        return found

    def claim(self, row: Row, line: Indicator, codes: Sequence[str]) -> Claim | None:
        """Return the levels of a line; ``codes``: of the claimed and the verified column."""
        levels = partial(as_level, top=line.top)
        claimed, verified = (self.read(row, code, levels) for code in codes)
        if claimed is not None:
            return Claim(claimed, verified)
        if verified is not None:
            self.refuse(row, codes[1], Message("workbook.expect_claim"))
        return None
