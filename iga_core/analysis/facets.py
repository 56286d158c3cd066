"""Facets of the award list: live counts, the filter as a sentence, and counts by two facets.

``build_facets`` turns the awards into integer codes once; a recount then takes well under 1 ms.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from iga_core.analysis.awards import ListCount, described_awards, list_counts
from iga_core.analysis.lists import level_totals
from iga_core.language import Words
from iga_core.record import RECEIVED, Record
from iga_core.regions import TYPES

FACETS = (
    "programme",
    "year",
    "level",
    "category",
    "region_type",
    "island_group",
    "province",
    "status",
)
LIST_FACETS = ("programme", "year", "category", "level")
"""The facets that choose whole lists; the others cut through them."""
SENTENCE_ORDER = (
    "region_type",
    "category",
    "programme",
    "year",
    "level",
    "island_group",
    "province",
    "status",
)

Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Selection:
    """What to keep: several values per facet; none keeps everything.

    Years are text like every other value; ``province`` holds province codes.
    ``codes``: regions found by a name search, None = no search.
    """

    programme: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    level: tuple[str, ...] = ()
    category: tuple[str, ...] = ()
    region_type: tuple[str, ...] = ()
    island_group: tuple[str, ...] = ()
    province: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    codes: frozenset[str] | None = None

    def chosen(self, facet: str) -> tuple[str, ...]:
        """Return the values chosen in ``facet``. Raises AttributeError for an unknown facet."""
        values: tuple[str, ...] = getattr(self, facet)
        return values

    @property
    def empty(self) -> bool:
        """Whether nothing is filtered."""
        return self.codes is None and not any(self.chosen(facet) for facet in FACETS)


@dataclass(frozen=True, slots=True)
class FacetIndex:
    """The awards as codes. ``codes[facet][i]`` is the position of row i's value in ``terms``.

    Built once per record (``build_facets``) and never changed. ``labels``: province names.
    """

    ids: tuple[str, ...]
    terms: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, NDArray[np.intp]]
    regions: Mapping[str, NDArray[np.intp]]
    listed: Mask
    lists: tuple[ListCount, ...]
    totals: Mapping[tuple[int, str], int]
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Option:
    """One value of a facet and the rows it would give under the other facets' filters."""

    value: str
    count: int
    active: bool


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the lists behind a selection say (unit: awards).

    ``known``: awards on file that count against the lists; ``awarded``: their full size, only
    with ``state`` ``complete`` or ``partial``. Other states name why there is no size:
    ``size_unknown`` (a list's size is not known), ``not_lists`` (the selection is not made of
    whole lists).
    """

    state: Literal["complete", "partial", "size_unknown", "not_lists"]
    known: int
    awarded: int | None = None


@dataclass(frozen=True, slots=True)
class FacetCounts:
    """The rows a selection gives, and the live counts of every option.

    ``positions``: of the rows in the order of the awards table; ``certain``: how many of them
    are reported or derived (the others are a claim, or the index only).
    """

    total: int
    certain: int
    positions: NDArray[np.intp]
    options: Mapping[str, tuple[Option, ...]]
    coverage: Coverage
    narrowed: bool
    labels: Mapping[str, str] = field(repr=False)


def _ordered(column: str, found: Iterable[str], record: Record) -> tuple[str, ...]:
    """Return the values that occur: by vocabulary, years newest first, provinces by code."""
    present = set(found)
    if column in {"year", "province"}:
        return tuple(sorted(present, reverse=column == "year"))
    table = "awards" if column in {"programme", "level", "category", "status"} else "regions"
    name = "type" if column == "region_type" else column
    declared = next(c for c in record.schema.tables[table].columns if c.name == name)
    vocabulary = record.schema.vocabularies[declared.vocabulary]
    return tuple(value for value in vocabulary if value in present)


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
    }
    values = {name: _ordered(name, cells, record) for name, cells in columns.items()}
    codes = {
        name: pd.Index(values[name]).get_indexer(pd.Index(cells)).astype(np.intp)
        for name, cells in columns.items()
    }
    regions = awards.groupby("region_code").indices
    return FacetIndex(
        ids=tuple(awards["id"]),
        terms=values,
        codes=codes,
        regions={str(code): np.asarray(rows, dtype=np.intp) for code, rows in regions.items()},
        listed=awards["status"].isin(RECEIVED).to_numpy(dtype=bool),
        lists=list_counts(record),
        totals=level_totals(record),
        labels={r.code: r.name for r in record.register.regions if r.type == "provinsi"},
    )


def _mask(index: FacetIndex, facet: str, selection: Selection) -> Mask | None:
    """Return which rows have a chosen value of ``facet``; None = no filter."""
    chosen = selection.chosen(facet)
    if not chosen:
        return None
    allowed = np.array([value in chosen for value in index.terms[facet]], dtype=bool)
    return allowed[index.codes[facet]]


def _name_mask(index: FacetIndex, selection: Selection) -> Mask:
    if selection.codes is None:
        return np.ones(len(index.ids), dtype=bool)
    mask = np.zeros(len(index.ids), dtype=bool)
    for code in selection.codes:
        if code in index.regions:
            mask[index.regions[code]] = True
    return mask


def _all_of(masks: Iterable[Mask | None], start: Mask) -> Mask:
    result = start.copy()
    for mask in masks:
        if mask is not None:
            result &= mask
    return result


def _options(
    index: FacetIndex, facet: str, others: Mask, chosen: tuple[str, ...]
) -> tuple[Option, ...]:
    values = index.terms[facet]
    counts = np.bincount(index.codes[facet][others], minlength=len(values)).tolist()
    found = [
        Option(value, int(n), value in chosen) for value, n in zip(values, counts, strict=True)
    ]
    # a choice no award has any more stays visible, so that it can be taken back
    found += [Option(value, 0, True) for value in chosen if value not in values]
    return tuple(found)


def facet_counts(awards: FacetIndex, selection: Selection) -> FacetCounts:
    """Return the rows of ``selection`` and, per facet and option, the rows under the other facets.

    A facet's options add up to the total when nothing is chosen in it, and its active options
    always do. Unit: rows of the awards table. Under 1 ms for the whole record.
    """
    masks = {facet: _mask(awards, facet, selection) for facet in FACETS}
    named = _name_mask(awards, selection)
    shown = _all_of(masks.values(), named)
    options = {}
    for facet in FACETS:
        others = (
            shown
            if masks[facet] is None
            else _all_of((mask for name, mask in masks.items() if name != facet), named)
        )
        options[facet] = _options(awards, facet, others, selection.chosen(facet))
    return FacetCounts(
        total=int(shown.sum()),
        certain=int((shown & awards.listed).sum()),
        positions=np.flatnonzero(shown),
        options=options,
        coverage=coverage_of(awards, selection),
        narrowed=bool(
            selection.codes is not None
            or selection.island_group
            or selection.province
            or selection.status
        ),
        labels=awards.labels,
    )


def shown_lists(awards: FacetIndex, selection: Selection) -> tuple[ListCount, ...]:
    """Return the lists that the list facets of ``selection`` choose (region type: see below).

    A chosen region type leaves out the lists of another type; lists that hold several types
    (Papua, pillars) stay.
    """
    own = {kind.capitalize(): kind for kind in TYPES}
    return tuple(
        count
        for count in awards.lists
        if (not selection.programme or count.programme in selection.programme)
        and (not selection.year or str(count.year) in selection.year)
        and (not selection.level or count.level in selection.level)
        and (not selection.category or count.category in selection.category)
        and (
            not selection.region_type
            or own.get(count.category, selection.region_type[0]) in selection.region_type
        )
    )


def _whole(awards: FacetIndex, selection: Selection, lists: Sequence[ListCount]) -> bool:
    """Whether ``lists`` are all there can be in ``selection``, and no row of them falls outside.

    Programme, year and level must be chosen. Without a category the lists on file could lack
    one: only a chosen region type with lists of that type alone, or a printed total over all
    categories that the list sizes reach, closes the gap.
    """
    if not (lists and selection.programme and selection.year and selection.level):
        return False
    own = {kind.capitalize() for kind in TYPES}
    if selection.region_type and not all(count.category in own for count in lists):
        return False
    if selection.category or selection.region_type:
        wanted = len(selection.category or selection.region_type)
        for facet in ("programme", "year", "level"):
            wanted *= len(selection.chosen(facet))
        return len(lists) == wanted
    sizes: dict[tuple[int, str], int] = {}
    for count in lists:
        place = count.year, count.level
        sizes[place] = sizes.get(place, 0) + (count.awarded or 0)
    wanted_places = {(int(y), level) for y in selection.year for level in selection.level}
    return selection.programme == ("IGA",) and all(
        sizes.get(place) is not None and sizes[place] == awards.totals.get(place)
        for place in wanted_places
    )


def coverage_of(awards: FacetIndex, selection: Selection) -> Coverage:
    """Return what is known of the lists behind ``selection``, whatever else narrows it."""
    lists = shown_lists(awards, selection)
    known = sum(count.known for count in lists)
    if not _whole(awards, selection, lists):
        return Coverage("not_lists", known)
    if any(count.awarded is None for count in lists):
        return Coverage("size_unknown", known)
    awarded = sum(count.awarded or 0 for count in lists)
    return Coverage("complete" if known == awarded else "partial", known, awarded)


def option_name(facet: str, value: str, labels: Mapping[str, str], words: Words) -> str:
    """Return how a facet's value reads on screen."""
    if facet == "province":
        return labels.get(value, value)
    return words.term("award_status" if facet == "status" else facet, value)


def _filters(selection: Selection, counts: FacetCounts, words: Words) -> str:
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
    found = list(parts.values())
    if selection.codes is not None:
        found.append(words("facet.by_name"))
    return ", ".join(found) or words("facet.everything")


def sentence(selection: Selection, counts: FacetCounts, words: Words) -> str:
    """Say the filter and its result in one sentence that never says more than the lists know.

    E.g. "Kota, IGA 2020, Sangat Inovatif, Sumatera: 12 dari 25 yang diketahui (seluruhnya 33)".
    Claims and index-only rows are counted apart: they do not count against a list.
    """
    coverage = counts.coverage
    message = f"facet.sentence.{coverage.state}"
    if coverage.state == "partial" and not counts.narrowed:
        message = "facet.sentence.partial_whole"
    if selection.empty:
        message = "facet.sentence.all"
    text = words(
        message,
        filters=_filters(selection, counts, words),
        shown=words.number(counts.total if coverage.state == "not_lists" else counts.certain),
        known=words.number(coverage.known),
        awarded=words.number(coverage.awarded or 0),
    )
    unsure = counts.total - counts.certain
    if unsure:
        kind = "among" if coverage.state == "not_lists" else "besides"
        text += words(f"facet.unsure.{kind}", number=words.number(unsure))
    return text


@dataclass(frozen=True, slots=True)
class CountTable:
    """Rows of the awards table by two facets (unit: rows).

    ``counts[i][j]``: rows with ``rows[i]`` and ``columns[j]``; ``row_totals`` and
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
    """Count the rows of ``selection`` by two facets, the unknown awards as a row of their own.

    An unknown award has no receiver, so it can be told apart by programme, year, category and
    level only; for columns of another facet, and under a filter on receiver or status, the row
    holds None. Raises KeyError for an unknown facet, ValueError for the same facet twice.
    """
    if facet_a == facet_b:
        raise ValueError(f"two different facets are needed, not {facet_a} twice")
    selection = selection or Selection()
    shown = facet_counts(awards, selection)
    width = len(awards.terms[facet_b])
    height = len(awards.terms[facet_a])
    code_a = awards.codes[facet_a][shown.positions]
    code_b = awards.codes[facet_b][shown.positions]
    grid = np.bincount(code_a * width + code_b, minlength=height * width).reshape(height, width)
    keep_rows, keep_columns = grid.sum(axis=1) > 0, grid.sum(axis=0) > 0
    lists = shown_lists(awards, selection)
    names = [str(v) for v in awards.terms[facet_b]]
    cut = shown.narrowed or bool(selection.region_type)
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
        total=shown.total,
        unknown_total=None if cut else _missing(lists),
    )
