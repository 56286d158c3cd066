"""The heat strip of the award lists: by level and kind and year, how many names are on file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from iga_core.analysis.awards import ListCount
from iga_core.analysis.facets import FacetIndex, Selection, lists_within
from iga_core.chart.model import Heat, HeatGroup, HeatRow, HeatStrip
from iga_core.language import Words

CellAddress = Callable[[int, str, tuple[str, ...]], str]
"""Where a cell leads: the rows of a year, a level and some categories."""


def kinds(index: FacetIndex, programme: str, own: Sequence[str]) -> dict[str, str]:
    """Return the kind of every category of a programme: its row in the strip, in order.

    A category of ``own`` (a type of government, a pillar) is a kind; "" is all others together.
    """
    mine = {count.category for count in index.lists if count.programme == programme}
    rows = [name for name in own if name in mine]
    return {**{name: name for name in rows}, **dict.fromkeys(sorted(mine - {*rows}), "")}


def heat_strip(
    index: FacetIndex,
    selection: Selection,
    programme: str,
    own: Sequence[str],
    words: Words,
    address: CellAddress,
    year_address: Callable[[int], str],
) -> HeatStrip:
    """Return the lists of ``programme`` as the other facets of ``selection`` leave them.

    ``own``: the categories that have a row of their own, in order. ``address``: where a cell
    leads; ``year_address``: where the head of a year does. The cell whose rows ``selection``
    chooses is marked.
    """
    kind_of = kinds(index, programme, own)
    years = sorted(int(year) for year in index.terms["year"])
    cells: dict[tuple[str, str, int], list[ListCount]] = defaultdict(list)
    for count in lists_within(index, selection):
        if count.programme == programme:
            cells[count.level, kind_of[count.category], count.year].append(count)
    on_file = {
        (count.level, kind_of[count.category])
        for count in index.lists
        if count.programme == programme and (count.known or count.awarded is not None)
    }
    groups = []
    for level in index.terms["level"]:
        rows = [kind for kind in dict.fromkeys(kind_of.values()) if (level, kind) in on_file]
        if not rows:
            continue
        alone = len(rows) == 1
        groups.append(
            HeatGroup(
                words.term("level", level),
                ("level", level),
                tuple(
                    HeatRow(
                        *_labels(kind, programme, words, alone=alone),
                        tuple(
                            _cell(cells[level, kind, year], selection, words, address)
                            for year in years
                        ),
                    )
                    for kind in rows
                ),
            )
        )
    chosen = selection.year
    return HeatStrip(
        words(
            "heat.said",
            programme=words.term("programme", programme),
            first=years[0],
            last=years[-1],
        ),
        tuple(years),
        tuple(groups),
        int(chosen[0]) if len(chosen) == 1 else None,
        tuple(map(year_address, years)),
    )


def _labels(kind: str, programme: str, words: Words, *, alone: bool) -> tuple[str, str]:
    """Return how a row is called, and on a phone; the only row of a level needs no name."""
    if kind:
        return words.term("category", kind), words.term("category_short", kind)
    if alone:
        return "", ""
    return words(f"heat.other.{programme}"), words("heat.other_short")


def _cell(
    lists: Sequence[ListCount], selection: Selection, words: Words, address: CellAddress
) -> Heat:
    """Return what is on file of some lists of a level and year; empty where there is none."""
    if not lists:
        return Heat("")
    year, level = lists[0].year, lists[0].level
    categories = tuple(count.category for count in lists)
    found = sum(count.known for count in lists)
    sizes = [count.awarded for count in lists if count.awarded is not None]
    size = sum(sizes) if len(sizes) == len(lists) else None
    said = "" if size is not None else words("heat.size_unknown", found=words.number(found))
    chosen = (
        selection.year == (str(year),)
        and selection.level == (level,)
        and set(selection.category) == set(categories)
    )
    return Heat(said, found, size, address(year, level, categories), chosen)
