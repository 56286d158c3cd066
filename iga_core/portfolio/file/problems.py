"""What a workbook says cell by cell: values read, and problems kept with their place."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Literal, TypeVar

from openpyxl.utils import get_column_letter

from iga_core.language import Words
from iga_core.message import Message, Value, told
from iga_core.portfolio.file.cells import (
    Cell,
    CellError,
    Percent,
    as_day,
    as_level,
    as_text,
    blank,
    clean,
    hides_marks,
    says_nothing,
    short_year,
)
from iga_core.portfolio.file.headings import Headings, Row
from iga_core.portfolio.file.reading import shown
from iga_core.portfolio.file.sheets import ReadSheet
from iga_core.portfolio.schema import Claim
from iga_core.rules import Indicator

T = TypeVar("T")
ProblemKind = Literal["unread", "note"]
SHOWN_ROWS = 5  # rows of one column in which the same stands, as listed
SHOWN_OF_KIND = 3  # problems of one kind that are listed


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the team must know. ``kind``: a value that stays unsaid, or a note.

    ``sheet`` as it is called in the file; ``row`` as the spreadsheet counts; ``column``: letter
    and heading; ``given``: what stands there; ``message``: what was expected, or what was done.
    ``more``: further rows of the same column in which the same stands.
    """

    kind: ProblemKind
    sheet: str
    message: Message
    row: int | None = None
    column: str = ""
    given: str = ""
    more: tuple[int, ...] = ()

    @property
    def count(self) -> int:
        """In how many places it is."""
        return 1 + len(self.more)


def _place(problem: Problem, words: Words) -> str:
    parts = [words("workbook.at_sheet", sheet=problem.sheet)] if problem.sheet else []
    if problem.row is not None:
        rows = ", ".join(map(str, (problem.row, *problem.more[: SHOWN_ROWS - 1])))
        left = problem.count - SHOWN_ROWS
        more = words("workbook.at_more_rows", number=words.number(left)) if left > 0 else ""
        parts.append(words("workbook.at_row", row=rows + more))
    if problem.column:
        parts.append(words("workbook.at_column", column=problem.column))
    if problem.given:
        parts.append(words("workbook.at_value", value=problem.given))
    return ", ".join(parts)


def problem_line(problem: Problem, words: Words) -> str:
    """Return a problem as one line: where, what stands there, what was expected."""
    place, said = _place(problem, words), told(problem.message, words)
    return f"{place}: {said}" if place else said


def problem_count(problems: Sequence[Problem]) -> int:
    """Return in how many places there is something to look at."""
    return sum(problem.count for problem in problems)


def problem_lines(problems: Sequence[Problem], words: Words) -> list[str]:
    """Return the problems of a file by kind, the rarest first, a value left unsaid before a note.

    A kind with many places is one line, with how many there are and where the first are.
    """
    kinds: dict[tuple[str, str, Value], list[Problem]] = defaultdict(list)
    for problem in problems:
        message = problem.message
        kinds[problem.kind, message.id, message.values.get("word", "")].append(problem)
    lines: list[str] = []
    for alike in sorted(kinds.values(), key=lambda x: (problem_count(x), x[0].kind == "note")):
        if len(alike) <= SHOWN_OF_KIND:
            lines += (problem_line(problem, words) for problem in alike)
            continue
        number, shown = words.number(problem_count(alike)), alike[:SHOWN_OF_KIND]
        said = {told(problem.message, words) for problem in alike}
        places = "; ".join(_place(problem, words) for problem in shown)
        if len(said) == 1:
            lines.append(words("workbook.alike", number=number, said=said.pop(), places=places))
        else:
            told_each = "; ".join(problem_line(problem, words) for problem in shown)
            lines.append(words("workbook.alike_various", number=number, lines=told_each))
    return lines


@dataclass(slots=True)
class Log:
    """Collects the problems of one sheet, in the order they are met."""

    sheet: str
    kept: dict[tuple[str, ...], tuple[Problem, list[int]]] = field(default_factory=dict)

    def note(self, id: str, row: int | None = None, column: str = "", **values: Value) -> None:
        """Keep what was done or left; ``id``: of a message that ``values`` fill."""
        self._keep(Problem("note", self.sheet, Message(id, values), None, column), row)

    def unread(self, message: Message, row: int | None, column: str, given: str) -> None:
        """Keep a value that stays unsaid."""
        self._keep(Problem("unread", self.sheet, message, None, column, given), row)

    def _keep(self, problem: Problem, row: int | None) -> None:
        message = problem.message
        key = (problem.kind, message.id, repr(message.values), problem.column, problem.given)
        _, rows = self.kept.setdefault(key, (problem, []))
        if row is not None:
            rows.append(row)

    @property
    def found(self) -> tuple[Problem, ...]:
        """The problems, each once for all rows of a column in which the same stands."""
        return tuple(
            replace(problem, row=rows[0], more=tuple(rows[1:])) if rows else problem
            for problem, rows in self.kept.values()
        )


@dataclass(frozen=True, slots=True)
class ProblemTable:
    """The located table of one sheet: reads cells by code, and reports what it cannot read."""

    headings: Headings
    log: Log

    def tell_habits(self, sheet: ReadSheet, codes: Collection[str]) -> None:
        """Note what in the columns of ``codes`` is read otherwise than it stands there.

        A word for nothing becomes an empty cell; merged cells speak for every row they cover.
        """
        places = [(p, c) for c, p in self.headings.columns.items() if c in codes]
        for number, cells in self.headings.rows:
            for place, code in places:
                cell = cells[place] if place < len(cells) else None
                if says_nothing(cell):
                    cells[place] = None
                    word = clean(str(cell))
                    self.log.note("workbook.note_nothing", number, self.column(code), word=word)
                elif (number, place) in sheet.carried:
                    self.log.note("workbook.note_merged", number, self.column(code))

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
        """Return the day of a cell; one that is not written out is told as it was read."""
        found, cell = self.read(row, code, partial(as_day, epoch=epoch)), self.cell(row, code)
        if found is not None:
            said = words.day(found.isoformat())
            if isinstance(cell, int | float):
                self.log.note("workbook.note_read_as", row[0], self.column(code), read=said)
            elif short_year(cell):
                self.log.note("workbook.note_short_year", row[0], self.column(code), read=said)
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
