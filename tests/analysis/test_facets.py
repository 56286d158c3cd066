"""Facets: equal to an independent recount, and sentences that never say more than the lists."""

from __future__ import annotations

from functools import cache

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.analysis.awards import ListCount, described_awards, list_counts
from iga_core.analysis.facets import (
    FACETS,
    NAMED_LISTS,
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
    "session": "session",
}
RECEIVED = ["reported", "derived"]


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


@settings(max_examples=200)
@given(selections())
def test_counts_equal_an_independent_recount(selection: Selection) -> None:
    counts = facet_counts(index(), selection)
    rows = recount(selection)
    assert counts.total == len(rows)
    assert [index().ids[i] for i in counts.positions] == list(rows["id"])
    sure = rows[rows["status"].isin(RECEIVED)]
    assert counts.count.names == len(sure)
    assert counts.count.governments == sure["region_code"].nunique()
    assert counts.count.names + counts.claims + counts.index_only == counts.total
    assert counts.claims == (rows["status"] == "claimed").sum()
    for facet in FACETS:
        others = recount(selection, without=facet)
        certain = others["status"].isin(RECEIVED)
        chosen = selection.chosen(facet)
        for kept, name in ((certain, "count"), (~certain, "uncounted")):
            expected = others.loc[kept, COLUMN[facet]].value_counts().to_dict()
            found = {option.value: getattr(option, name) for option in counts.options[facet]}
            assert {value: n for value, n in found.items() if n} == expected
        assert set(chosen) <= set(found)
        assert {o.value for o in counts.options[facet] if o.active} == set(chosen)
        active = [o for o in counts.options[facet] if o.active or not chosen]
        assert sum(o.count for o in active) == counts.count.names
        assert sum(o.count + o.uncounted for o in active) == counts.total


KOTA_2020 = [
    row
    for row in described_awards(on_file.record()).to_dict("records")
    if (row["programme"], row["year"], row["category"], row["level"])
    == ("IGA", 2020, "Kota", "Sangat Inovatif")
    and row["status"] in RECEIVED
]
SUMATERA = [row for row in KOTA_2020 if row["province_code"] < "30"]
PART_OF_A_LIST = (
    f"Kota, IGA 2020, Sangat Inovatif, Sumatera: {len(SUMATERA)} dari {len(KOTA_2020)} yang "
    "diketahui (seluruhnya 33)"
)
IGA_2020 = Selection(programme=("IGA",), year=("2020",))


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        (
            Selection(
                ("IGA",), ("2020",), ("Sangat Inovatif",), ("Kota",), island_group=("Sumatera",)
            ),
            PART_OF_A_LIST,
        ),
        (
            Selection(
                ("IGA",),
                ("2020",),
                ("Sangat Inovatif",),
                region_type=("kota",),
                island_group=("Sumatera",),
            ),
            PART_OF_A_LIST,
        ),
        (
            Selection(("IGA",), ("2020",), ("Terinovatif",), ("Kabupaten",)),
            "Kabupaten, IGA 2020, Terinovatif: 10 dari 10 (daftarnya lengkap)",
        ),
        # a list is known by its category or by its type, with the programme or without
        (
            Selection(year=("2023",), level=("Terinovatif",), category=("Kota",)),
            "Kota, 2023, Terinovatif: 10 dari 10 (daftarnya lengkap); 10 nama, 10 pemerintah",
        ),
        (
            Selection(year=("2023",), level=("Terinovatif",), region_type=("kota",)),
            "Kota, 2023, Terinovatif: 10 dari 10 (daftarnya lengkap); 10 nama, 10 pemerintah",
        ),
    ],
)
def test_sentence(selection: Selection, expected: str) -> None:
    text = sentence(facet_counts(index(), selection), load_words("id"))
    assert text.startswith(expected)


def test_the_sentence_names_what_is_listed_and_not_counted() -> None:
    text = sentence(facet_counts(index(), Selection()), load_words("id"))
    rows = recount(Selection())
    claims, index_only = ((rows["status"] == s).sum() for s in ("claimed", "index_only"))
    assert f"tidak dihitung: {claims} klaim daerah sendiri, {index_only} baris" in text


def names_of(count: ListCount) -> pd.DataFrame:
    rows = flat()[flat()["status"].isin(RECEIVED)]
    return rows[
        (rows["programme"] == count.programme)
        & (rows["year"] == str(count.year))
        & (rows["category"] == count.category)
        & (rows["level"] == count.level)
    ]


def choices(count: ListCount) -> list[Selection]:
    """Every way to choose a list: with or without programme, by its category, type or neither."""
    year, level = (str(count.year),), (count.level,)
    groups: list[dict[str, tuple[str, ...]]] = [{"category": (count.category,)}, {}]
    if count.category in ("Provinsi", "Kabupaten", "Kota"):
        groups.append({"region_type": (count.category.lower(),)})
    return [
        Selection(programme=programme, year=year, level=level).choosing(group)
        for programme in ((), (count.programme,))
        for group in groups
    ]


ALONE = {
    "complete": "{known} dari {awarded} (daftarnya lengkap)",
    "partial": "{known} diketahui dari {awarded} seluruhnya",
    "size_unknown": "{known} dari {known} yang diketahui (jumlah seluruhnya tidak diketahui)",
}
AMONG = {
    "complete": "{name} {known} dari {awarded} (lengkap)",
    "partial": "{name} {known} dari {awarded} diketahui",
    "size_unknown": "{name} {known} (jumlah seluruhnya tidak diketahui)",
}


@pytest.mark.parametrize("count", list_counts(record()), ids=str)
def test_every_choice_that_is_a_list_or_holds_it_tells_its_state(count: ListCount) -> None:
    rows = names_of(count)
    state = "size_unknown"
    if count.awarded is not None:
        state = "complete" if len(rows) == count.awarded else "partial"
    values = {"name": count.category, "known": len(rows), "awarded": count.awarded}
    for selection in choices(count):
        chosen = recount(selection)
        same = set(chosen.loc[chosen["status"].isin(RECEIVED), "id"]) == set(rows["id"])
        named = selection.category or selection.region_type
        told = ALONE if same and named else AMONG
        counts = facet_counts(index(), selection)
        text = sentence(counts, load_words("id"))
        if len(counts.coverage.lists) <= NAMED_LISTS:
            assert told[state].format(**values) in text, selection
        else:
            assert f"{len(counts.coverage.lists)} daftar di baliknya" in text


@settings(max_examples=30)
@given(selections())
def test_no_choice_is_called_complete_that_lacks_a_name_of_its_lists(selection: Selection) -> None:
    coverage = facet_counts(index(), selection).coverage
    lists = set(list_counts(record()))
    assert {*coverage.lists, *coverage.parts} <= lists
    types = selection.region_type
    for count in coverage.lists:
        rows = names_of(count)
        assert not types or set(rows["type"]) <= set(types) or count.category.lower() in types
    if coverage.only:
        chosen = recount(
            Selection().choosing(
                {
                    facet: selection.chosen(facet)
                    for facet in ("programme", "year", "level", "category", "region_type")
                }
            )
        )
        chosen = chosen[chosen["status"].isin(RECEIVED)]
        assert set(chosen["id"]) == set(names_of(coverage.only)["id"])


def test_several_whole_lists_tell_each_state() -> None:
    wanted = Selection(("IGA",), ("2022",), ("Terinovatif",))
    text = sentence(facet_counts(index(), wanted), load_words("id"))
    lists = [c for c in list_counts(record()) if (c.year, c.level) == (2022, "Terinovatif")]
    assert len(lists) > 1
    for count in lists:
        assert f"{count.category} {count.known} dari {count.awarded} (lengkap)" in text


def test_a_type_cuts_through_a_list_of_several_types() -> None:
    wanted = Selection(("IGA",), ("2023",), ("Terinovatif",), region_type=("kabupaten",))
    coverage = facet_counts(index(), wanted).coverage
    assert {count.category for count in coverage.lists} == {"Kabupaten", "Daerah Tertinggal"}
    assert [count.category for count in coverage.parts] == ["Daerah Perbatasan"]
    assert coverage.only is None


@settings(max_examples=60)
@given(selections())
def test_every_sentence_is_whole(selection: Selection) -> None:
    text = sentence(facet_counts(index(), selection), load_words("id"))
    assert "  " not in text
    assert "None" not in text
    assert "{" not in text


def test_count_by_adds_up_and_keeps_the_unknown_apart() -> None:
    table = count_by(index(), "region_type", "level", IGA_2020)
    rows = recount(IGA_2020)
    assert sum(map(sum, table.counts)) == table.total == rows["status"].isin(RECEIVED).sum()
    assert tuple(map(sum, table.counts)) == table.row_totals
    assert tuple(map(sum, zip(*table.counts, strict=True))) == table.column_totals
    unknown = dict(zip(table.columns, table.unknown, strict=True))
    lists = [c for c in list_counts(record()) if (c.programme, c.year) == ("IGA", 2020)]
    best = [c for c in lists if c.level == "Sangat Inovatif"]
    assert unknown["Sangat Inovatif"] == sum((c.awarded or 0) - c.known for c in best) > 0
    assert None in {c.awarded for c in lists if c.level == "Terinovatif"}
    assert unknown["Terinovatif"] is None


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


def test_the_unknown_of_a_list_is_the_same_by_type_as_by_category() -> None:
    """Kabupaten, chosen as a type or as a category, lacks as many names of its own list."""
    index = build_facets(on_file.record())
    whole = {"programme": ("IGA",), "year": ("2024",), "level": ("Sangat Inovatif",)}
    by_type = count_by(index, "level", "year", Selection(**whole, region_type=("kabupaten",)))  # type: ignore[arg-type]
    by_category = count_by(index, "level", "year", Selection(**whole, category=("Kabupaten",)))  # type: ignore[arg-type]
    assert by_type.unknown_total == by_category.unknown_total
    assert by_type.unknown_total is not None and by_type.unknown_total > 0
