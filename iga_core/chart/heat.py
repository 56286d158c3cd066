"""The heat strip of the award lists: by level and kind and year, how many names are on file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

from iga_core.analysis.awards import ListCount
from iga_core.analysis.facets import FacetIndex, Selection, lists_within
from iga_core.analysis.smart_awards import PROGRAMME, SmartAwards
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
    chosen = (
        selection.year == (str(year),)
        and selection.level == (level,)
        and set(selection.category) == set(categories)
    )
    return _counted(lists, words, address(year, level, categories), chosen)


def _counted(lists: Sequence[ListCount], words: Words, href: str, chosen: bool) -> Heat:
    """Return the names found of all ``lists``, of their size where all sizes are known."""
    found = sum(count.known for count in lists)
    sizes = [count.awarded for count in lists if count.awarded is not None]
    size = sum(sizes) if len(sizes) == len(lists) else None
    said = "" if size is not None else words("heat.size_unknown", found=words.number(found))
    return Heat(said, found, size, href, chosen)


def pillar_strip(
    awards: SmartAwards,
    pillars: Sequence[str],
    chosen: tuple[int | None, str | None],
    words: Words,
    address: Callable[[int, str], str],
    year_address: Callable[[int], str],
) -> HeatStrip:
    """Return the Smart City lists by pillar and year, the other groups below; levels together.

    ``chosen``: year and category that are shown (None: all).
    """
    years = tuple(sorted(awards.years))

    def cell(year: int, category: str) -> Heat:
        counts = awards.counts.get((year, category), ())
        if not counts:
            return Heat("")
        return _counted(counts, words, address(year, category), (year, category) == chosen)

    def group(label: str, names: Iterable[str]) -> HeatGroup:
        rows = (HeatRow(name, name, tuple(cell(year, name) for year in years)) for name in names)
        return HeatGroup(label, ("", ""), tuple(rows))

    others = [name for name in awards.categories if name not in pillars]
    return HeatStrip(
        words(
            "heat.said",
            programme=words.term("programme", PROGRAMME),
            first=years[0],
            last=years[-1],
        ),
        years,
        (
            group(words("heat.pillars"), [c for c in awards.categories if c in pillars]),
            group(words("heat.other.SmartCity"), others),
        ),
        chosen[0],
        tuple(map(year_address, years)),
    )
