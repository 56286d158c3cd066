"""A file of tables as sheets of typed cells, whatever form it came in: what the one reader reads.

What a form does not hold is not made up; how much is held in memory does not hang on what a file
says of itself: repeated rows and merged cells count as often as they are read.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from openpyxl.utils.datetime import WINDOWS_EPOCH

from iga_core.portfolio.file.cells import Cell, Percent, blank
from iga_core.portfolio.file.headings import SEARCHED, Row
from iga_core.portfolio.schema import MAX_INNOVATIONS, PortfolioError

MAX_SHEETS = 40
MAX_SHEET_COLUMNS = 300  # what lies beyond is not read: four times the widest layout
MAX_CELLS = 250_000  # 2,000 innovations x 74 columns leave room; more would pass 3 seconds
MAX_TEXT = 10_000_000  # characters of all cells: a shared text counts in each that shows it
MOST_ROWS = MAX_INNOVATIONS + SEARCHED  # of a sheet that are read: headings besides the rows

# what a number format shows as it stands: "..." and \x; what it leaves room for or repeats: _x, *x
_TEXT_OF_FORMAT = re.compile(r'"[^"]*"|[\\_*].')

Line = tuple[int, list[Cell], bool]
"""A row as a form yields it: number from 1, cells from column A, and whether it is hidden."""
Span = tuple[int, int, int]
"""Cells merged downwards: first row, column (from 0), last row."""


@dataclass(frozen=True, slots=True, eq=False)
class ReadSheet:
    """``rows``: those that hold anything; ``hidden``: the numbers of those that do not show.

    ``carried``: row number and column (from 0) of cells that say what the merged cell above says.
    """

    title: str
    rows: list[Row]
    hidden: frozenset[int] = frozenset()
    carried: frozenset[tuple[int, int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets of one file. ``epoch``: the day its serial numbers count from; ``macros``: it
    carries programs, which are left alone.
    """

    sheets: tuple[ReadSheet, ...]
    epoch: datetime = WINDOWS_EPOCH
    macros: bool = False


@dataclass(slots=True)
class Gathering:
    """Collects the sheets of one file. Raises PortfolioError for more than is read."""

    sheets: list[ReadSheet] = field(default_factory=list)
    cells: int = 0
    text: int = 0

    def add(self, title: str, lines: Iterable[Line], merged: Collection[Span] = ()) -> None:
        """Read a sheet, at most ``MOST_ROWS`` of it; ``merged`` may grow while it is read."""
        if len(self.sheets) == MAX_SHEETS:
            raise PortfolioError("workbook_sheets", number=MAX_SHEETS + 1, limit=MAX_SHEETS)
        rows: list[Row] = []
        hidden = set()
        for number, cells, unseen in lines:
            del cells[MAX_SHEET_COLUMNS:]
            while cells and blank(cells[-1]):
                cells.pop()
            if not cells:
                continue
            self.cells += sum(cell is not None for cell in cells)
            self.text += sum(len(cell) for cell in cells if isinstance(cell, str))
            if self.cells > MAX_CELLS:
                raise PortfolioError("workbook_cells", number=self.cells, limit=MAX_CELLS)
            if self.text > MAX_TEXT:
                raise PortfolioError("too_heavy")
            rows.append((number, cells))
            if unseen:
                hidden.add(number)
            if len(rows) == MOST_ROWS:
                break
        self.sheets.append(ReadSheet(title, rows, frozenset(hidden), _carry(rows, merged)))


def _carry(rows: list[Row], merged: Collection[Span]) -> frozenset[tuple[int, int]]:
    """Let merged cells say in every row they cover what they say in the first."""
    numbers = [number for number, _ in rows]
    carried: set[tuple[int, int]] = set()
    for top, place, bottom in merged:
        at = bisect_left(numbers, top)
        if bottom == top or at == len(rows) or numbers[at] != top:
            continue
        first = rows[at][1]
        if place >= len(first) or blank(first[place]):
            continue
        for number, cells in rows[at + 1 : bisect_right(numbers, bottom)]:
            cells += [None] * (place + 1 - len(cells))
            if blank(cells[place]):
                cells[place] = first[place]
                carried.add((number, place))
    return frozenset(carried)


def shows_percent(number_format: str) -> bool:
    """Say whether a number format multiplies by 100: a sign in quotes is but text."""
    return "%" in _TEXT_OF_FORMAT.sub("", number_format)


def whole(number: float) -> int | float:
    """Return a number without the decimals that it does not have."""
    return int(number) if number.is_integer() and abs(number) < 10**15 else number


def as_percent(number: float) -> Percent:
    """Return a number that its cell shows as percent: 0.125 is 12.5 %."""
    return Percent(100 * Decimal(str(number)))
