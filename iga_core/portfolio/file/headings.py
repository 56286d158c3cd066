"""Where a table begins on a sheet, and which column is which: by code, name, or near name."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest

from rapidfuzz import fuzz, process

from iga_core.portfolio.file.cells import Cell, as_text, blank, clean
from iga_core.portfolio.file.layout import LONGEST_HEADING, bare

SEARCHED = 30  # rows with content in which the heading is looked for
NEAR_HEADING = 88  # of 100: how like a known name a heading must be to be read as it
MARGIN = 4  # by how much it must be nearer than to any other column

Row = tuple[int, list[Cell]]
"""Row number as the spreadsheet shows it, and the cells from column A."""


@dataclass(frozen=True, slots=True)
class Headings:
    """``columns``: place (from 0) by code; ``titles``: heading by place; ``rows``: below them.

    ``near``: code by place, of headings read as a name they only resemble; ``twice`` and
    ``ignored``: places of columns that are not read.
    """

    columns: Mapping[str, int]
    titles: Mapping[int, str]
    rows: Sequence[Row]
    row: int
    near: Mapping[int, str] = field(default_factory=dict)
    twice: tuple[int, ...] = ()
    ignored: tuple[int, ...] = ()


_NUMBERED = re.compile(r"^\W*\d{1,2}[a-z]?\s*[.):]\s*(?=[^\W\d])", re.IGNORECASE)


def _title(cell: Cell) -> str:
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return as_text(cell)
    return "" if blank(cell) or not isinstance(cell, str) else " ".join(clean(cell).split())


def _carried(cells: Sequence[Cell]) -> list[str]:
    """Return headings with a merged one carried on over the columns it spans."""
    found, last = [], ""
    for cell in cells:
        last = _title(cell) or last
        found.append(last)
    return found


def _single(row: Row) -> list[tuple[str, ...]]:
    """Return the names each column goes by when one row is the heading."""
    return [(title,) if (title := _title(cell)) else () for cell in row[1]]


def _double(upper: Row, lower: Row, known: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the names when a row of groups stands above the heading.

    A merged group is only in its first cell, so it is carried on; it is part of a column's name
    where that name is known, else it may be a mere title.
    """
    above, below = upper[1], lower[1]
    width = max(len(above), len(below))
    own = [_title(cell) for cell in above] + [""] * width
    groups = _carried([*above, *[None] * (width - len(above))])
    subs = [_title(cell) for cell in below] + [""] * width
    found: list[tuple[str, ...]] = []
    for column in range(width):
        both = f"{groups[column]} {subs[column]}".strip()
        if not subs[column]:
            found.append((own[column],) if own[column] else ())
        elif bare(both) in known:
            found.append((both, subs[column]))
        else:
            found.append((subs[column], both))
    return found


def _known(name: str, known: Mapping[str, str]) -> str:
    """Return the code of a name, also of one with the number it has in a list: "2. Regulasi"."""
    return known.get(bare(name)) or known.get(bare(_NUMBERED.sub("", name)), "")


def _matched(names: Sequence[tuple[str, ...]], known: Mapping[str, str]) -> list[str]:
    """Return the code of each column, empty where no name is known.

    A number alone names a line only where all such numbers do: a list that counts its own columns
    from 1 means others.
    """
    found = [
        next(filter(None, (_known(name, known) for name in candidates)), "") for candidates in names
    ]
    numbered = [place for place, held in enumerate(names) if held and held[0].isdecimal()]
    if not all(found[place] for place in numbered):
        for place in numbered:
            found[place] = ""
    return found


def _near(candidates: Sequence[str], known: Mapping[str, str], taken: Collection[str]) -> str:
    """Return the one code a heading surely resembles, empty when none or more than one does."""
    free = {name: code for name, code in known.items() if code not in taken}
    best: dict[str, float] = {}
    for heading in candidates:
        said = bare(heading)
        if len(said) < 4:
            continue
        for name, score, _ in process.extract(
            said, list(free), scorer=fuzz.ratio, limit=8, score_cutoff=NEAR_HEADING - MARGIN
        ):
            best[free[name]] = max(best.get(free[name], 0.0), score)
    ranked = sorted(best.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < NEAR_HEADING:
        return ""
    if len(ranked) > 1 and ranked[0][1] - ranked[1][1] < MARGIN:
        return ""
    return ranked[0][0]


def _code_row(rows: Sequence[Row], codes: Collection[str], needed: str) -> int | None:
    """Return the place of the row of codes, wherever sorting has put it."""
    for place, (_, cells) in enumerate(rows):
        if place < SEARCHED or needed in cells:
            found = {as_text(cell) for cell in cells if isinstance(cell, str)} & set(codes)
            if needed in found and len(found) > 2:
                return place
    return None


def _headings(
    rows: Sequence[Row],
    last: int,
    codes: Sequence[str],
    names: Sequence[tuple[str, ...]],
    known: Mapping[str, str],
    aside: int | None = None,
) -> Headings:
    """Put columns together: ``last`` is the place of the heading's lowest row.

    ``aside``: the place of the row of codes.
    """
    columns: dict[str, int] = {}
    near: dict[int, str] = {}
    twice, open_places = [], []
    for place, code in enumerate(codes):
        if code and code not in columns:
            columns[code] = place
        elif code:
            twice.append(place)
        elif place < len(names) and names[place]:
            open_places.append(place)
    ignored = []
    for place in open_places:
        code = _near(names[place], known, columns)
        if code:
            columns[code], near[place] = place, code
        else:
            ignored.append(place)
    titles = {place: found[0] for place, found in enumerate(names) if found}
    shown = {place: title[:LONGEST_HEADING] for place, title in titles.items()}
    body = [row for place, row in enumerate(rows) if place > last and place != aside]
    return Headings(columns, shown, body, rows[last][0], near, tuple(twice), tuple(ignored))


def _by_names(
    rows: Sequence[Row], known: Mapping[str, str], needed: str, aside: int | None, enough: int
) -> tuple[int, list[tuple[str, ...]], list[str]] | None:
    """Return the heading that names most columns: its lowest row, the names, the codes.

    ``aside``: the place of the row of codes; ``enough``: columns with which the first is taken.
    """
    best: tuple[int, int, list[tuple[str, ...]], list[str]] | None = None
    searched = [place for place in range(min(SEARCHED + 1, len(rows))) if place != aside]
    for at, after in zip_longest(searched[:SEARCHED], searched[1:]):
        plans = [(at, _single(rows[at]))]
        if after is not None:
            plans.append((after, _double(rows[at], rows[after], known)))
        for last, names in plans:
            found = _matched(names, known)
            score = len({code for code in found if code})
            if needed in found and (best is None or score > best[0]):
                best = score, last, names, found
        if best and best[0] >= enough:
            break
    return best[1:] if best else None


def find_headings(
    rows: Sequence[Row], codes: Collection[str], known: Mapping[str, str], needed: str
) -> Headings | None:
    """Return the headings of a sheet; None when no row holds the column ``needed``.

    ``codes``: what the hidden row holds; ``known``: code by bare name (see ``bare``). With a code
    row, columns without a code are still looked for by name; the row may stand anywhere, what is
    below the names is the table.
    """
    place = _code_row(rows, codes, needed)
    coded = rows[place][1] if place is not None else ()
    written = [as_text(cell) if isinstance(cell, str) else "" for cell in coded]
    plan = _by_names(rows, known, needed, place, len(coded) // 2 or len(codes))
    if place is None:
        return _headings(rows, plan[0], plan[2], plan[1], known) if plan else None
    if plan and written.index(needed) == plan[2].index(needed):
        last, names, by_name = plan
    else:  # renamed: what stands above the codes are the names
        above = rows[max(place - 2, 0) : place]
        names = (
            _double(above[0], above[1], known)
            if len(above) == 2
            else [n for r in above for n in _single(r)]
        )
        last, by_name = place, _matched(names, known)
    width = max(len(written), len(names))
    written += [""] * (width - len(written))
    by_name += [""] * (width - len(by_name))
    held = {code for code in written if code in codes}
    merged = [
        code if code in codes else ("" if name in held else name)
        for code, name in zip(written, by_name, strict=True)
    ]
    return _headings(rows, last, merged, names, known, place)
