"""Facets of the award list: live counts, the filter as a sentence, and counts by two facets.

One ``Selection`` gives the rows of everything that is shown. A count is of awards received; own
claims and rows of the index alone stand beside it, so that both add up to the rows listed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iga_core.analysis.awards import ListCount, described_awards, list_counts
from iga_core.analysis.lists import ListKey, completeness, key_of
from iga_core.analysis.recipients import AwardCount, count_of
from iga_core.language import Words
from iga_core.record import Record, Row, rows_of, standing_of
from iga_core.regions import TYPE_CATEGORY

FACETS = (
    "programme",
    "year",
    "level",
    "category",
    "session",
    "region_type",
    "island_group",
    "province",
    "status",
)
QUESTION_FACETS = ("year", "level")
"""The facets that a ready-made question reads itself, before it looks for its answer."""
LIST_FACETS = ("programme", "year", "category", "level")
"""The facets that choose whole lists; the others cut through them."""
SENTENCE_ORDER = (
    "region_type",
    "category",
    "programme",
    "year",
    "level",
    "session",
    "island_group",
    "province",
    "status",
)
NAMED_LISTS = 8
"""So many lists behind a selection are named one by one in its sentence; more are counted."""

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep: several values per facet; none keeps everything.

    Years are text like every other value; ``province`` holds province codes.
    ``codes``: regions found by a name search, None = no search. ``answer``: ids of the awards
    that answer a ready-made question, None = no question.
    """

    programme: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    region_type: tuple[str, ...] = ()
    island_group: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    session: tuple[str, ...] = ()
    codes: frozenset[str] | None = None
    answer: frozenset[str] | None = None

    def chosen(self, facet: str) -> tuple[str, ...]:
        """Return the values chosen in ``facet``. Raises AttributeError for an unknown facet."""
        values: tuple[str, ...] = getattr(self, facet)
        return values

    def choosing(self, chosen: Mapping[str, tuple[str, ...]]) -> Selection:
        """Return this selection with the values of ``chosen`` (by facet) for its own."""
        values: dict[str, Any] = dict(chosen)
        return replace(self, **values)

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered."""
        no_rows_named = self.codes is None and self.answer is None
        return no_rows_named and not any(self.chosen(facet) for facet in FACETS)


@dataclass(frozen=True, slots=True)
class FacetIndex:
    """The awards as codes. ``codes[facet][i]`` is the position of row i's value in ``terms``.

    Built once per record (``build_facets``) and never changed. ``awards``: the rows themselves;
    ``received``: which of them count; ``on_list``: positions of the received rows of each list;
    ``labels``: province names.
    """

    awards: tuple[Row, ...]
    ids: NDArray[np.str_]
    terms: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, NDArray[np.intp]]
    regions: Mapping[str, NDArray[np.intp]]
    received: Mask
    lists: tuple[ListCount, ...]
    on_list: Mapping[ListKey, NDArray[np.intp]]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet: the awards received it would give under the other facets' filters.

    ``uncounted``: own claims and rows of the index alone that would be listed with them.
    """

    value: str
    count: int
    active: bool
    uncounted: int = 0


@dataclass(frozen=True, slots=True)
class Coverage:
    """The lists behind a selection, as far as programme, year, category, level and type go.

    ``lists``: it holds every name on file of them. ``parts``: a chosen region type cuts through
    them, or they lack names that may be of that type. ``only``: the one list that the rows of
    the selection are exactly, None when they are more, or less.
    """

    lists: tuple[ListCount, ...]
    parts: tuple[ListCount, ...]
    only: ListCount | None

    @property
    def concerned(self) -> tuple[ListCount, ...]:
        """Every list a name of the selection stands in or may be missing from."""
        return (*self.lists, *self.parts)


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The rows a selection gives, and the live counts of every option.

    ``selection``: the one whose rows are shown, a question's answer in it; ``positions``: of its
    rows in the order of the awards table. ``count``: the names and governments received among
    them; ``claims`` and ``index_only``: rows that are listed and not counted.
    """

    selection: Selection
    positions: NDArray[np.intp]
    count: AwardCount
    claims: int
    index_only: int
    options: Mapping[str, tuple[Option, ...]]
    coverage: Coverage
    labels: Mapping[str, str] = field(repr=False)

    @property
    def total(self) -> int:
        """How many rows are listed, counted or not."""
        return len(self.positions)


def _ordered(column: str, found: Iterable[str], record: Record) -> tuple[str, ...]:
    """Return the values that occur: by vocabulary, years newest first, provinces by code."""
    present = set(found)
    if column in {"year", "province"}:
        return tuple(sorted(present, reverse=column == "year"))
    own = {"programme", "level", "category", "status", "session"}
    table = "awards" if column in own else "regions"
    name = "type" if column == "region_type" else column
    declared = next(c for c in record.schema.tables[table].columns if c.name == name)
    vocabulary = record.schema.vocabularies[declared.vocabulary]
    # "" last: what a source leaves out (a session) is a group of its own in counts
    return tuple(value for value in (*vocabulary, "") if value in present)


def build_facets(record: Record) -> FacetIndex:
    """Return the awards of ``record`` as codes. Takes some ms: build once."""
    awards = described_awards(record)
    island = {region.code: region.island_group for region in record.register.regions}
    columns = {
        "programme": awards["programme"],
        "year": awards["year"].astype(str),
        "level": awards["level"],
        "category": awards["category"],
        "region_type": awards["region_type"],
        "island_group": awards["region_code"].map(island),
        "province": awards["province_code"],
        "status": awards["status"],
        "session": awards["session"],
    }
    values = {name: _ordered(name, cells, record) for name, cells in columns.items()}
    codes = {
        name: pd.Index(values[name]).get_indexer(pd.Index(cells)).astype(np.intp)
        for name, cells in columns.items()
    }
    rows = tuple(rows_of(record.tables["awards"]))
    received = np.array([standing_of(row) == "received" for row in rows], dtype=bool)
    on_list: dict[ListKey, list[int]] = {}
    for place in np.flatnonzero(received).tolist():
        row = rows[place]
        found = row["programme"], row["year"], row["category"], row["level"]
        on_list.setdefault(found, []).append(place)
    regions = awards.groupby("region_code").indices
    return FacetIndex(
        awards=rows,
        ids=awards["id"].to_numpy(dtype=str),
        terms=values,
        codes=codes,
        regions={str(code): np.asarray(found, dtype=np.intp) for code, found in regions.items()},
        received=received,
        lists=list_counts(record),
        on_list={key: np.asarray(found, dtype=np.intp) for key, found in on_list.items()},
        labels={r.code: r.name for r in record.register.regions if r.type == "provinsi"},
    )


def _mask(index: FacetIndex, facet: str, selection: Selection) -> Mask | None:
    """Return which rows have a chosen value of ``facet``; None = no filter."""
    chosen = selection.chosen(facet)
    if not chosen:
        return None
    allowed = np.array([value in chosen for value in index.terms[facet]], dtype=bool)
    return allowed[index.codes[facet]]


def _named(index: FacetIndex, selection: Selection) -> Mask:
    """Return which rows a name search and a question leave."""
    mask = np.ones(len(index.ids), dtype=bool)
    if selection.codes is not None:
        mask[:] = False
        for code in selection.codes:
            if code in index.regions:
                mask[index.regions[code]] = True
    if selection.answer is not None:
        mask &= np.isin(index.ids, list(selection.answer))
    return mask


def _all_of(masks: Iterable[Mask | None], start: Mask) -> Mask:
    result = start.copy()
    for mask in masks:
        if mask is not None:
            result &= mask
    return result


def _rows(index: FacetIndex, selection: Selection) -> Mask:
    masks = (_mask(index, facet, selection) for facet in FACETS)
    return _all_of(masks, _named(index, selection))


def rows_in(awards: FacetIndex, selection: Selection) -> tuple[Row, ...]:
    """Return the awards of ``selection``, counted or not, in the order of the awards table."""
    return tuple(awards.awards[i] for i in np.flatnonzero(_rows(awards, selection)))


def _options(
    index: FacetIndex, facet: str, others: Mask, chosen: tuple[str, ...]
) -> tuple[Option, ...]:
    values = index.terms[facet]
    codes = index.codes[facet]

    def numbers(mask: Mask) -> list[int]:
        counted: list[int] = np.bincount(codes[mask], minlength=len(values)).tolist()
        return counted

    counts = zip(
        values, numbers(others & index.received), numbers(others & ~index.received), strict=True
    )
    found = [Option(value, n, value in chosen, besides) for value, n, besides in counts]
    return tuple(_with_gone(found, values, chosen))


def _with_gone(found: list[Option], values: Sequence[str], chosen: tuple[str, ...]) -> list[Option]:
    """Add the choices no award has any more: they stay visible, so that they can be undone."""
    return found + [Option(value, 0, True) for value in chosen if value not in values]


def _asked_options(
    index: FacetIndex,
    facet: str,
    selection: Selection,
    answered: Callable[[Selection], Selection],
) -> tuple[Option, ...]:
    """Return the options of a facet that the question reads: each is asked by itself."""
    chosen = selection.chosen(facet)
    found = []
    for value in index.terms[facet]:
        mask = _rows(index, answered(selection.choosing({facet: (value,)})))
        counted = int((mask & index.received).sum())
        found.append(Option(value, counted, value in chosen, int(mask.sum()) - counted))
    return tuple(_with_gone(found, index.terms[facet], chosen))


def facet_counts(
    awards: FacetIndex,
    selection: Selection,
    answered: Callable[[Selection], Selection] | None = None,
) -> FacetCounts:
    """Return the rows of ``selection`` and, per facet and option, what it would give.

    ``answered`` turns a selection into the one whose rows answer a ready-made question. An
    option stands under the other facets' filters: those of a facet add up to the rows when
    nothing is chosen in it, and its active options always do (not in ``QUESTION_FACETS`` while
    a question is asked: each value there is a question of its own).
    """
    shown = answered(selection) if answered else selection
    masks = {facet: _mask(awards, facet, shown) for facet in FACETS}
    named = _named(awards, shown)
    mask = _all_of(masks.values(), named)
    options = {}
    for facet in FACETS:
        if answered and facet in QUESTION_FACETS:
            options[facet] = _asked_options(awards, facet, selection, answered)
            continue
        others = (
            mask
            if masks[facet] is None
            else _all_of((other for name, other in masks.items() if name != facet), named)
        )
        options[facet] = _options(awards, facet, others, selection.chosen(facet))
    positions = np.flatnonzero(mask)
    rows = [awards.awards[i] for i in positions]
    standings = [standing_of(row) for row in rows]
    return FacetCounts(
        selection=shown,
        positions=positions,
        count=count_of(rows),
        claims=standings.count("own_claim"),
        index_only=standings.count("index_only"),
        options=options,
        coverage=coverage_of(awards, shown),
        labels=awards.labels,
    )


OWN_CATEGORY = {category: kind for kind, category in TYPE_CATEGORY.items()}
"""The categories whose lists name governments of one type only."""


def coverage_of(awards: FacetIndex, selection: Selection) -> Coverage:
    """Return the lists behind ``selection``, whatever else narrows it.

    A list that may name any type (Papua, pillars) concerns a chosen type unless it is complete
    and names nobody of it.
    """
    kept = _mask(awards, "region_type", selection)
    whole, parts, outside = [], [], 0
    for count in awards.lists:
        rows = awards.on_list.get(key_of(count), np.empty(0, dtype=np.intp))
        chosen = all(
            str(getattr(count, facet)) in selection.chosen(facet)
            for facet in LIST_FACETS
            if selection.chosen(facet)
        )
        if not chosen:
            continue
        inside = len(rows) if kept is None else int(kept[rows].sum())
        kind = OWN_CATEGORY.get(count.category)
        every = (
            count.complete and inside == len(rows)
            if kind is None
            else bool(kind in selection.region_type)
        )
        if kept is None or every:
            whole.append(count)
        elif inside or (kind is None and not count.complete):
            parts.append(count)
            outside += inside
    only = whole[0] if len(whole) == 1 and not outside else None
    return Coverage(tuple(whole), tuple(parts), only)


def lists_within(awards: FacetIndex, selection: Selection) -> tuple[ListCount, ...]:
    """Return every list as the facets of ``selection`` that choose no lists leave it.

    ``known``: its names that are left; ``awarded``: its size, None where it is not known or names
    may have been left out. A list that nobody counted and nobody received is none.
    """
    whole: dict[str, tuple[str, ...]] = dict.fromkeys(LIST_FACETS, ())
    others = replace(selection.choosing(whole), answer=None)
    narrowed = not replace(others, region_type=()).empty
    left = _rows(awards, others)
    found = []
    for count in awards.lists:
        if not count.known and count.awarded is None:
            continue
        known = int(left[awards.on_list.get(key_of(count), [])].sum())
        kind = OWN_CATEGORY.get(count.category)
        untouched = not others.region_type or kind in others.region_type
        if untouched and not narrowed:
            found.append(count)
        elif known:
            found.append(replace(count, known=known, awarded=None))
    return tuple(found)


def option_name(facet: str, value: str, labels: Mapping[str, str], words: Words) -> str:
    """Return how a facet's value reads on screen."""
    if facet == "province":
        return labels.get(value, value)
    if facet == "session":
        return words("award.session_short", session=value) if value else words("facet.no_session")
    return words.term("award_status" if facet == "status" else facet, value)


def filters_told(selection: Selection, counts: FacetCounts, words: Words, question: str) -> str:
    """Return what is asked and chosen in words. ``question``: in words, "" = none is asked."""
    parts: dict[str, str] = {}
    for facet in SENTENCE_ORDER:
        chosen = selection.chosen(facet)
        if chosen:
            names = [option_name(facet, value, counts.labels, words) for value in chosen]
            parts[facet] = words("facet.or").join(names)
    if "programme" in parts and "year" in parts:  # "IGA 2020", as people say it
        parts["year"] = f"{parts.pop('programme')} {parts['year']}"
    if parts.get("region_type") == parts.get("category"):
        parts.pop("category", None)
    found = [question, *parts.values()] if question else list(parts.values())
    if selection.codes is not None:
        found.append(words("facet.by_name"))
    return ", ".join(found) or words("facet.everything")


def _list_told(count: ListCount, selection: Selection, words: Words) -> str:
    """Return a list and how much of it is known; what the selection says alone is left out."""
    name = [str(getattr(count, f)) for f in ("level", "year") if len(selection.chosen(f)) != 1]
    return words(
        f"facet.list.{completeness(count)}",
        name=" · ".join([count.category, *name]),
        known=words.number(count.known),
        awarded=words.number(count.awarded or 0),
    )


def _lists_told(selection: Selection, coverage: Coverage, words: Words) -> str:
    """Say how much of the lists behind a selection is known: each, or of many how many."""
    text = ""
    for place, lists in (("lists", coverage.lists), ("parts", coverage.parts)):
        if place == "lists" and coverage.only and _says_its_list(selection, coverage.only):
            continue
        message, values = (
            f"facet.{place}.each",
            {"lists": "; ".join(_list_told(count, selection, words) for count in lists)},
        )
        if len(lists) > NAMED_LISTS:
            complete = sum(bool(count.complete) for count in lists)
            message = f"facet.{place}.many"
            values = {"complete": words.number(complete), "number": words.number(len(lists))}
        text += words(message, **values) if lists else ""
    return text


def _says_its_list(selection: Selection, only: ListCount) -> bool:
    """Whether the filters themselves name the list, so that its state can follow them at once."""
    group = selection.category or selection.region_type
    return len(group) == len(selection.year) == len(selection.level) == 1


def headline(counts: FacetCounts, words: Words, question: str = "") -> str:
    """Say what is chosen and how much of it was received: names, and governments behind them."""
    return words(
        "facet.sentence.counted",
        filters=filters_told(counts.selection, counts, words, question),
        names=words.number(counts.count.names),
        governments=words.number(counts.count.governments),
    )


def uncounted(counts: FacetCounts, words: Words) -> str:
    """Say which rows are listed and not counted; "" when every row counts."""
    kinds = (("claims", counts.claims), ("index_only", counts.index_only))
    told = [words(f"facet.uncounted.{name}", number=words.number(n)) for name, n in kinds if n]
    return words("facet.uncounted", kinds=", ".join(told)) if told else ""


def sentence(counts: FacetCounts, words: Words, question: str = "") -> str:
    """Say the filter and its result in one sentence that never says more than the lists know.

    As ``result``; where the rows are several lists, it says of each how much is known; a question
    is no list. What is listed and not counted comes last.
    """
    text = result(counts, words, question)
    if not question and not counts.selection.empty:
        text += _lists_told(counts.selection, counts.coverage, words)
    besides = uncounted(counts, words)
    return f"{text}; {besides}" if besides else text


def result(counts: FacetCounts, words: Words, question: str = "") -> str:
    """Say the filter and how many names it gives, of its list where it is one list.

    E.g. "Kota, IGA 2020, Sangat Inovatif, Sumatera: 12 dari 25 yang diketahui (seluruhnya 33);
    12 nama, 12 pemerintah daerah".
    """
    selection, coverage = counts.selection, counts.coverage
    text = headline(counts, words, question)
    only = coverage.only
    if not question and only and _says_its_list(selection, only):
        narrowed = counts.count.names != only.known
        state = completeness(only)
        message = f"facet.sentence.{state}"
        if state == "partial" and not narrowed:
            message = "facet.sentence.partial_whole"
        text = words(
            message,
            filters=filters_told(selection, counts, words, question),
            shown=words.number(counts.count.names),
            known=words.number(only.known),
            awarded=words.number(only.awarded or 0),
            names=words.number(counts.count.names),
            governments=words.number(counts.count.governments),
        )
    return text


@dataclass(frozen=True, slots=True)
class CountTable:
    """Awards received by two facets (unit: awards).

    ``counts[i][j]``: those with ``rows[i]`` and ``columns[j]``; ``row_totals`` and
    ``column_totals`` add up to ``total``. ``unknown``: per column the awards that were given
    according to the list sizes but are not on file; None = cannot be said.
    """

    facet_a: str
    facet_b: str
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    counts: tuple[tuple[int, ...], ...]
    unknown: tuple[int | None, ...]
    row_totals: tuple[int, ...]
    column_totals: tuple[int, ...]
    total: int
    unknown_total: int | None


def _missing(lists: Sequence[ListCount]) -> int | None:
    """Return how many awards of ``lists`` are not on file; None where a size is not known."""
    if not lists or any(count.awarded is None for count in lists):
        return None
    return sum((count.awarded or 0) - count.known for count in lists)


def count_by(
    awards: FacetIndex, facet_a: str, facet_b: str, selection: Selection | None = None
) -> CountTable:
    """Count the awards received in ``selection`` by two facets, the unknown as a row of their own.

    An unknown award has no receiver, so it can be told apart by programme, year, category and
    level only; for columns of another facet, and under a filter that cuts through lists, the row
    holds None. Raises KeyError for an unknown facet, ValueError for the same facet twice.
    """
    if facet_a == facet_b:
        raise ValueError(f"two different facets are needed, not {facet_a} twice")
    selection = selection or Selection()
    shown = np.flatnonzero(_rows(awards, selection) & awards.received)
    width = len(awards.terms[facet_b])
    height = len(awards.terms[facet_a])
    code_a = awards.codes[facet_a][shown]
    code_b = awards.codes[facet_b][shown]
    grid = np.bincount(code_a * width + code_b, minlength=height * width).reshape(height, width)
    keep_rows, keep_columns = grid.sum(axis=1) > 0, grid.sum(axis=0) > 0
    coverage = coverage_of(awards, selection)
    lists = coverage.lists
    names = [str(v) for v in awards.terms[facet_b]]
    whole = (*LIST_FACETS, "region_type")
    list_rows = Selection().choosing({facet: selection.chosen(facet) for facet in whole})
    cut = selection != list_rows or bool(coverage.parts)
    if facet_b in LIST_FACETS and not cut:
        with_list = {str(getattr(count, facet_b)) for count in lists}
        keep_columns = keep_columns | np.array([name in with_list for name in names], dtype=bool)
    columns = [name for name, keep in zip(names, keep_columns, strict=True) if keep]
    grid = grid[keep_rows][:, keep_columns]
    unknown: list[int | None] = [
        _missing([c for c in lists if str(getattr(c, facet_b)) == name])
        if facet_b in LIST_FACETS and not cut
        else None
        for name in columns
    ]
    return CountTable(
        facet_a=facet_a,
        facet_b=facet_b,
        rows=tuple(v for v, keep in zip(awards.terms[facet_a], keep_rows, strict=True) if keep),
        columns=tuple(columns),
        counts=tuple(tuple(int(n) for n in row) for row in grid.tolist()),
        unknown=tuple(unknown),
        row_totals=tuple(int(n) for n in grid.sum(axis=1).tolist()),
        column_totals=tuple(int(n) for n in grid.sum(axis=0).tolist()),
        total=len(shown),
        unknown_total=None if cut else _missing(lists),
    )
