"""Facets: equal to an independent recount, and sentences that never say more than the lists."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.analysis.facets import (
    FACETS,
    FacetIndex,
    Selection,
    build_facets,
    count_by,
    facet_counts,
    sentence,
)
from iga_core.language import load_words
from iga_core.record import Record
from tests import on_file

COLUMN = {
    "programme": "programme",
    "year": "year",
    "level": "level",
    "category": "category",
    "region_type": "type",
    "island_group": "island_group",
    "province": "province_code",
    "status": "status",
}


@cache
def record() -> Record:
    return on_file.record()


@cache
def index() -> FacetIndex:
    return build_facets(record())


@cache
def flat() -> pd.DataFrame:
    """The awards joined to their regions by a way of its own."""
    awards = record().tables["awards"]
    regions = record().tables["regions"][["code", "type", "island_group", "province_code"]]
    joined = awards.merge(regions, left_on="region_code", right_on="code", how="left")
    return joined.assign(year=joined["year"].astype(str))


def recount(selection: Selection, without: str = "") -> pd.DataFrame:
    rows = flat()
    for facet in FACETS:
        chosen = selection.chosen(facet)
        if chosen and facet != without:
            rows = rows[rows[COLUMN[facet]].isin(chosen)]
    if selection.codes is not None:
        rows = rows[rows["region_code"].isin(selection.codes)]
    return rows


def selections() -> st.SearchStrategy[Selection]:
    def some(facet: str) -> st.SearchStrategy[tuple[str, ...]]:
        values = [*index().terms[facet], "tidak-ada"]
        return st.one_of(
            st.just(()), st.lists(st.sampled_from(values), max_size=3, unique=True).map(tuple)
        )

    codes = st.one_of(
        st.none(),
        st.frozensets(st.sampled_from(sorted(set(flat()["region_code"]))), max_size=30),
    )
    return st.builds(Selection, **{facet: some(facet) for facet in FACETS}, codes=codes)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(selections())
def test_counts_equal_an_independent_recount(selection: Selection) -> None:
    counts = facet_counts(index(), selection)
    rows = recount(selection)
    assert counts.total == len(rows)
    assert [index().ids[i] for i in counts.positions] == list(rows["id"])
    for facet in FACETS:
        others = recount(selection, without=facet)[COLUMN[facet]].value_counts().to_dict()
        chosen = selection.chosen(facet)
        found = {option.value: option.count for option in counts.options[facet]}
        assert {value: n for value, n in found.items() if n} == others
        assert set(chosen) <= set(found)
        assert {o.value for o in counts.options[facet] if o.active} == set(chosen)
        active = [o.count for o in counts.options[facet] if o.active or not chosen]
        assert sum(active) == counts.total


IGA_2020 = Selection(programme=("IGA",), year=("2020",))


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (
            Selection(
                ("IGA",), ("2020",), ("Sangat Inovatif",), ("Kota",), island_group=("Sumatera",)
            ),
            "Kota, IGA 2020, Sangat Inovatif, Sumatera: 12 dari 25 yang diketahui (seluruhnya 33)",
        ),
        (
            Selection(
                ("IGA",),
                ("2020",),
                ("Sangat Inovatif",),
                region_type=("kota",),
                island_group=("Sumatera",),
            ),
            "Kota, IGA 2020, Sangat Inovatif, Sumatera: 12 dari 25 yang diketahui (seluruhnya 33)",
        ),
        (
            Selection(("IGA",), ("2020",), ("Terinovatif",), ("Kabupaten",)),
            "Kabupaten, IGA 2020, Terinovatif: 10 dari 10 (daftarnya lengkap)",
        ),
        (Selection(), "Semua penghargaan di catatan ini: 539 baris; 25 di antaranya"),
    ],
)
def test_sentence(selection: Selection, expected: str) -> None:
    text = sentence(selection, facet_counts(index(), selection), load_words("id"))
    assert text.startswith(expected)


@pytest.mark.parametrize(
    ("selection", "state", "awarded"),
    [
        # all categories: only where a printed total confirms that no list is missing
        (Selection(("IGA",), ("2021",), ("Terinovatif",)), "partial", 31),
        (Selection(("IGA",), ("2022",), ("Terinovatif",)), "not_lists", None),
        # a region type cuts through the mixed lists of that year
        (
            Selection(("IGA",), ("2023",), ("Terinovatif",), region_type=("kota",)),
            "not_lists",
            None,
        ),
        (
            Selection(("IGA",), ("2022",), ("Sangat Inovatif",), ("Kabupaten",)),
            "size_unknown",
            None,
        ),
        # two years, one without any list on file
        (
            Selection(("IGA",), ("2020", "2022"), ("Sangat Inovatif",), ("Kota",)),
            "not_lists",
            None,
        ),
        (
            Selection(("IGA",), ("2020",), ("Terinovatif", "Sangat Inovatif"), ("Kota",)),
            "partial",
            43,
        ),
        # sources disagree on the size (15 or 16): no size is used
        (Selection(("IGA",), ("2023",), ("Sangat Inovatif",), ("Kota",)), "size_unknown", None),
    ],
)
def test_coverage_uses_sizes_only_for_whole_lists(
    selection: Selection, state: str, awarded: int | None
) -> None:
    coverage = facet_counts(index(), selection).coverage
    assert (coverage.state, coverage.awarded) == (state, awarded)


@settings(max_examples=60, deadline=None, derandomize=True)
@given(selections())
def test_every_sentence_is_whole(selection: Selection) -> None:
    text = sentence(selection, facet_counts(index(), selection), load_words("id"))
    assert "  " not in text
    assert "None" not in text
    assert "{" not in text


def test_count_by_adds_up_and_keeps_the_unknown_apart() -> None:
    table = count_by(index(), "region_type", "level", IGA_2020)
    assert sum(map(sum, table.counts)) == table.total == len(recount(IGA_2020))
    assert tuple(map(sum, table.counts)) == table.row_totals
    assert tuple(map(sum, zip(*table.counts, strict=True))) == table.column_totals
    unknown = dict(zip(table.columns, table.unknown, strict=True))
    # 33 + 115 + 16 awarded, 25 + 50 + 4 on file; one Terinovatif list has no known size
    assert unknown == {"Terinovatif": None, "Sangat Inovatif": 85}


def test_count_by_says_nothing_of_unknown_receivers() -> None:
    narrowed = Selection(year=("2020",), island_group=("Sumatera",))
    table = count_by(index(), "level", "province", narrowed)
    assert set(table.unknown) == {None}
    assert table.unknown_total is None
    with pytest.raises(ValueError, match="two different"):
        count_by(index(), "level", "level")


def test_an_active_option_that_no_row_has_stays_with_zero() -> None:
    counts = facet_counts(index(), Selection(year=("2016",)))
    option = next(o for o in counts.options["year"] if o.value == "2016")
    assert (option.count, option.active, counts.total) == (0, True, 0)
