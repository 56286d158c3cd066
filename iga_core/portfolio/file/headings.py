"""Where a table begins on a sheet, and which column is which: by code, name, or near name."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from iga_core.portfolio.file.cells import Cell, as_text, blank, clean
from iga_core.portfolio.file.layout import LONGEST_HEADING, bare

SEARCHED = 30  # rows with content in which the heading is looked for
NEAR_HEADING = 88  # of 100: how like a known name a heading must be to be read as it
MARGIN = 4  # by how much it must be nearer than to any other column

Row = tuple[int, Sequence[Cell]]
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


def _title(cell: Cell) -> str:
    return "" if blank(cell) or not isinstance(cell, str) else " ".join(clean(cell).split())


def _carried(cells: Sequence[Cell]) -> list[str]:
    """Return headings with a merged one carried on over the columns it spans."""
    found, last = [], ""
    for cell in cells:
        last = _title(cell) or last
        found.append(last)
    return found


def _single(rows: Sequence[Row], place: int) -> list[tuple[str, ...]]:
    """Return the names each column goes by when one row is the heading."""
    return [(title,) if (title := _title(cell)) else () for cell in rows[place][1]]


def _double(rows: Sequence[Row], place: int, known: Mapping[str, str]) -> list[tuple[str, ...]]:
    """Return the names when a row of groups stands above the heading.

    A merged group is only in its first cell, so it is carried on; it is part of a column's name
    where that name is known, else it may be a mere title.
    """
    above, below = rows[place][1], rows[place + 1][1]
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


def _matched(names: Sequence[tuple[str, ...]], known: Mapping[str, str]) -> list[str]:
    """Return the code of each column, empty where no name is known."""
    return [
        next((known[bare(name)] for name in candidates if bare(name) in known), "")
        for candidates in names
    ]


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
    for place, (_, cells) in enumerate(rows):
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
) -> Headings:
    """Put columns together: ``last`` is the place of the heading's lowest row."""
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
    body = rows[last + 1 :]
    return Headings(columns, shown, body, rows[last][0], near, tuple(twice), tuple(ignored))


def find_headings(
    rows: Sequence[Row], codes: Collection[str], known: Mapping[str, str], needed: str
) -> Headings | None:
    """Return the headings of a sheet; None when no row holds the column ``needed``.

    ``codes``: what the hidden row holds; ``known``: code by bare name (see ``bare``). With a code
    row, columns without a code are still looked for by name.
    """
    searched = rows[:SEARCHED]
    place = _code_row(searched, codes, needed)
    if place is not None:
        written = [as_text(cell) if isinstance(cell, str) else "" for cell in rows[place][1]]
        above = place - 1
        names = _double(rows, above - 1, known) if above > 0 else _single(rows, max(above, 0))
        by_name = _matched(names, known)
        width = max(len(written), len(names))
        written += [""] * (width - len(written))
        by_name += [""] * (width - len(by_name))
        held = {code for code in written if code in codes}
        merged = [
            code if code in codes else ("" if name in held else name)
            for code, name in zip(written, by_name, strict=True)
        ]
        return _headings(rows, place, merged, names, known)
    best: tuple[int, int, list[tuple[str, ...]], list[str]] | None = None
    for at in range(len(searched)):
        plans = [(at, _single(searched, at))]
        if at + 1 < len(searched):
            plans.append((at + 1, _double(searched, at, known)))
        for last, names in plans:
            found = _matched(names, known)
            score = len({code for code in found if code})
            if needed in found and (best is None or score > best[0]):
                best = score, last, names, found
    if best is None:
        return None
    _, last, names, found = best
    return _headings(rows, last, found, names, known)
