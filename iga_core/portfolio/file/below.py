"""What stands among and below the rows of a table and is no row of it: totals, notes, signatures.

A row is judged by the phrase its first text begins with (of the catalogues) and by how little else
it holds; whoever is left out is told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from iga_core.language import all_words
from iga_core.portfolio.file.cells import Cell, blank, clean
from iga_core.portfolio.file.headings import Row
from iga_core.portfolio.file.layout import LONGEST_HEADING

THIN = 2  # filled columns of the table that a row of signatures may have: two stand side by side
# "Banda Aceh, 30 April 2026" above a signature
_PLACE_AND_DAY = re.compile(r"[^\W\d][^\d,]*,\s*(?:tgl\.?\s*)?(?:\d{1,2}|[.…_]+)\s+[^\W\d]+.*\d{4}")
_NUMBER = re.compile(r"[\d.,%\s()-]+")


@cache
def _begins(kind: str) -> re.Pattern[str]:
    """Return what matches a text that begins with a phrase of ``kind``, as whole words."""
    phrases = {p for words in all_words() for p in words(f"workbook.below_{kind}").split(";")}
    longest = sorted(map(re.escape, phrases), key=lambda phrase: (-len(phrase), phrase))
    return re.compile(rf"\W*(?:{'|'.join(longest)})(?!\w)", re.IGNORECASE)


def _says(text: str, kind: str) -> bool:
    return _begins(kind).match(text) is not None


def first_text(row: Row) -> str:
    """Return the first text of a row, empty for one without."""
    texts = (clean(cell) for cell in row[1] if isinstance(cell, str) and not blank(cell))
    return next(texts, "")[:LONGEST_HEADING]


def _is_text(cell: Cell) -> bool:
    return isinstance(cell, str) and not blank(cell) and not _NUMBER.fullmatch(clean(cell))


def no_rows(rows: Sequence[Row], places: Sequence[int]) -> frozenset[int]:
    """Return the numbers of the rows that are none of the table in the columns ``places``.

    A total has no text besides its own; notes and signatures begin where all that follows is thin.
    """

    def held(row: Row) -> list[Cell]:
        found = (row[1][place] for place in places if place < len(row[1]))
        return [cell for cell in found if not blank(cell)]

    filled = [len(held(row)) for row in rows]
    texts = [first_text(row) for row in rows]
    found = {
        row[0]
        for row, text in zip(rows, texts, strict=True)
        if _says(text, "total") and sum(map(_is_text, held(row))) < 2
    }
    wide = (at for at, row in enumerate(rows) if filled[at] > THIN and row[0] not in found)
    after = max(wide, default=-1) + 1
    signed = [at for at in range(after, len(rows)) if _says(texts[at], "signature")]
    for at in range(after, len(rows)):
        apart = at > 0 and rows[at][0] > rows[at - 1][0] + 1
        office = _says(texts[at], "office") or _PLACE_AND_DAY.fullmatch(texts[at])
        if (
            at in signed
            or _says(texts[at], "note")
            or (apart and office and signed and signed[-1] > at)
        ):
            return frozenset(found | {number for number, _ in rows[at:]})
    return frozenset(found)
