"""Who moved from which class to which between two years that one rulebook family judged.

What is not known is a class of its own here: a government without a predicate on file has not
fallen, risen or stayed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from iga_core.record import Record, Row, rows_of
from iga_core.regions import RegionType
from iga_core.rules import MixedScalesError, Rulebook, one_family

UNKNOWN = ""  # no predicate on file


@dataclass(frozen=True, slots=True)
class Move:
    """One government: its predicate in both years ("" = unknown) and the rows that say so.

    ``before``, ``after``: its rows of ``Record.view``, None with nothing on file.
    """

    code: str
    start: str
    end: str
    before: Row | None
    after: Row | None


@dataclass(frozen=True, slots=True)
class Moves:
    """All governments of one type that existed in both years. ``classes``: lowest first, then "".

    ``cells``: who moved from a class to another, by both names; every pair of classes has one.
    """

    first: int
    last: int
    kind: RegionType
    classes: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[Move, ...]]

    @property
    def total(self) -> int:
        """How many governments existed in both years."""
        return sum(map(len, self.cells.values()))

    @property
    def known(self) -> int:
        """How many of them have a predicate on file in both years."""
        return sum(len(found) for key, found in self.cells.items() if UNKNOWN not in key)

    def row(self, start: str) -> int:
        """Return how many were in class ``start`` in the first year."""
        return sum(len(self.cells[start, end]) for end in self.classes)

    def column(self, end: str) -> int:
        """Return how many are in class ``end`` in the last year."""
        return sum(len(self.cells[start, end]) for start in self.classes)


@dataclass(frozen=True, slots=True)
class MoveRibbon:
    """One cell as a ribbon between two stacked columns (unit: governments, from the bottom).

    ``left`` and ``right``: lower edge on either side; ``number``: its thickness.
    """

    start: str
    end: str
    number: int
    left: int
    right: int


def comparable_years(books: Mapping[int, Rulebook], years: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of ``years``, earlier first, that one rulebook family judged."""
    found = []
    for first, last in combinations(sorted(years), 2):
        try:
            one_family([books[first], books[last]])
        except MixedScalesError:
            continue
        found.append((first, last))
    return found


def class_moves(
    record: Record, books: Mapping[int, Rulebook], kind: RegionType, first: int, last: int
) -> Moves:
    """Return the moves of every ``kind`` of government that existed in both years.

    Raises MixedScalesError for years of two rulebook families, and ValueError when ``first`` is
    not before ``last``.
    """
    if first >= last:
        raise ValueError(f"{first} is not before {last}")
    one_family([books[first], books[last]])
    limits = [entry.predicate for entry in books[last].classes]
    view = rows_of(record.view[record.view["year"].isin([first, last])])
    shown = {(row["region_code"], row["year"]): row for row in view}
    existed = {region.code for region in record.register.participating(first, kind)}
    moves = []
    for region in record.register.participating(last, kind):
        if region.code in existed:
            before, after = (shown.get((region.code, year)) for year in (first, last))
            start, end = (row["predicate"] if row else UNKNOWN for row in (before, after))
            moves.append(Move(region.code, start, end, before, after))
    names = record.schema.vocabularies["predicate"][::-1]
    held = {name for move in moves for name in (move.start, move.end)}
    classes = (*(name for name in names if name in held or name in limits), UNKNOWN)
    cells = {
        (start, end): tuple(move for move in moves if (move.start, move.end) == (start, end))
        for start in classes
        for end in classes
    }
    return Moves(first, last, kind, classes, cells)


def ribbons(moves: Moves) -> tuple[MoveRibbon, ...]:
    """Return every cell that holds someone as a ribbon: no ribbon of a column overlaps another.

    Unknown lies at the bottom, then the classes, lowest first.
    """
    order = (UNKNOWN, *moves.classes[:-1])
    drawn = []
    left, right = _feet(moves, order, "row"), _feet(moves, order, "column")
    for start in order:
        for end in order:
            number = len(moves.cells[start, end])
            if number:
                drawn.append(MoveRibbon(start, end, number, left[start], right[end]))
                left[start] += number
                right[end] += number
    return tuple(drawn)


def _feet(moves: Moves, order: Sequence[str], side: str) -> dict[str, int]:
    """Return where each class begins in a column."""
    feet, reached = {}, 0
    for name in order:
        feet[name] = reached
        reached += moves.row(name) if side == "row" else moves.column(name)
    return feet
