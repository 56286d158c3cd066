"""The heat strip of the award lists against the rows of the CSV files, counted independently."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Callable

import pytest

from iga_core.analysis.facets import Selection, build_facets
from iga_core.analysis.smart_awards import smart_awards
from iga_core.chart.heat import heat_strip, pillar_strip
from iga_core.chart.model import Heat, HeatStrip
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.regions import TYPE_CATEGORY
from tests import on_file

RECORD = on_file.record()
INDEX = build_facets(RECORD)
WORDS = load_words("id")
TYPES = ("provinsi", "kabupaten", "kota")
PILLARS = RECORD.schema.vocabularies["pillar"]
OWN = (*(TYPE_CATEGORY[kind] for kind in TYPES), *PILLARS)
ISLAND = {region.code: region.island_group for region in RECORD.register.regions}
KIND = {region.code: region.type for region in RECORD.register.regions}
Row = dict[str, str]


def rows_of(name: str) -> list[Row]:
    with (DATA / "record" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


AWARDS, LISTS = rows_of("awards"), rows_of("lists")
RECEIVED = [row for row in AWARDS if row["status"] in ("reported", "derived")]


def made(selection: Selection, programme: str) -> HeatStrip:
    """The strip, a cell's address being what it chooses."""
    return heat_strip(
        INDEX,
        selection,
        programme,
        OWN,
        WORDS,
        lambda year, level, categories: "|".join([str(year), level, *categories]),
        str,
    )


def cells(strip: HeatStrip) -> list[Heat]:
    return [
        cell
        for group in strip.groups
        for row in group.rows
        for cell in row.cells
        if cell.found is not None
    ]


def chosen_by(cell: Heat, rows: list[Row], programme: str) -> list[Row]:
    """The rows of a CSV file that the address of a cell chooses."""
    year, level, *categories = cell.href.split("|")
    return [
        row
        for row in rows
        if row["programme"] == programme
        and (row["year"], row["level"]) == (year, level)
        and row["category"] in categories
    ]


def of_island(row: Row) -> bool:
    return ISLAND[row["region_code"]] == "Sumatera"


def in_session(row: Row) -> bool:
    return row["session"] == "I"


def of_kota(row: Row) -> bool:
    return KIND[row["region_code"]] == "kota"


FILTERS: dict[str, tuple[Selection, Callable[[Row], bool]]] = {
    "none": (Selection(), lambda row: True),
    "island": (Selection(island_group=("Sumatera",)), of_island),
    "session": (Selection(session=("I",)), in_session),
    "type": (Selection(region_type=("kota",)), of_kota),
}


@pytest.mark.parametrize("programme", ["IGA", "SmartCity"])
@pytest.mark.parametrize("name", FILTERS)
def test_every_cell_counts_the_rows_it_opens(name: str, programme: str) -> None:
    selection, kept = FILTERS[name]
    found = cells(made(selection, programme))
    assert bool(found) == any(kept(row) for row in RECEIVED if row["programme"] == programme)
    for cell in found:
        assert cell.found == len([r for r in chosen_by(cell, RECEIVED, programme) if kept(r)])


@pytest.mark.parametrize("programme", ["IGA", "SmartCity"])
@pytest.mark.parametrize("name", FILTERS)
def test_every_received_row_stands_in_exactly_one_cell(name: str, programme: str) -> None:
    selection, kept = FILTERS[name]
    found = cells(made(selection, programme))
    held = Counter(
        row["id"] for cell in found for row in chosen_by(cell, RECEIVED, programme) if kept(row)
    )
    expected = {r["id"] for r in RECEIVED if r["programme"] == programme and kept(r)}
    assert set(held) == expected
    assert set(held.values()) <= {1}


@pytest.mark.parametrize("programme", ["IGA", "SmartCity"])
def test_a_size_is_the_sum_of_the_sizes_on_file_or_not_said(programme: str) -> None:
    for cell in cells(made(Selection(), programme)):
        sizes = {row["category"]: row["awarded"] for row in chosen_by(cell, LISTS, programme)}
        known = {row["category"] for row in chosen_by(cell, RECEIVED, programme)}
        if known <= set(sizes):
            assert cell.size == sum(map(int, sizes.values()))
            assert not cell.said
        else:
            assert cell.size is None
            assert cell.said == WORDS("heat.size_unknown", found=cell.found)


@pytest.mark.parametrize("name", ["island", "session"])
def test_a_list_that_a_filter_cuts_has_no_size(name: str) -> None:
    found = cells(made(FILTERS[name][0], "IGA"))
    assert {cell.size for cell in found} == {None}


def test_a_list_of_the_chosen_type_keeps_its_size() -> None:
    """The lists of kota are whole where kota are chosen; those of any type are cut."""
    for cell in cells(made(FILTERS["type"][0], "IGA")):
        own = cell.href.split("|")[2:] == ["Kota"]
        sizes = [int(row["awarded"]) for row in chosen_by(cell, LISTS, "IGA")]
        assert cell.size == (sum(sizes) if own and sizes else None)


@pytest.mark.parametrize("programme", ["IGA", "SmartCity"])
def test_a_cell_holds_lists_that_somebody_received_or_counted(programme: str) -> None:
    """A list of which only claims are on file is none."""
    lists = {(r["year"], r["level"], r["category"]) for r in (*RECEIVED, *LISTS)}
    for cell in cells(made(Selection(), programme)):
        year, level, *categories = cell.href.split("|")
        assert {(year, level, category) for category in categories} <= lists


@pytest.mark.parametrize("programme", ["IGA", "SmartCity"])
def test_the_cell_whose_rows_are_chosen_is_the_only_marked_one(programme: str) -> None:
    for cell in cells(made(Selection(), programme)):
        year, level, *categories = cell.href.split("|")
        chosen = Selection(year=(year,), level=(level,), category=tuple(reversed(categories)))
        marked = [one.href for one in cells(made(chosen, programme)) if one.chosen]
        assert marked == [cell.href]


def test_smart_city_stands_by_pillars() -> None:
    strip = made(Selection(), "SmartCity")
    labels = {row.label for group in strip.groups for row in group.rows}
    assert set(PILLARS) <= labels
    assert labels - set(PILLARS) <= {"", WORDS("heat.other.SmartCity")}


SMART = smart_awards(RECORD)


@pytest.mark.parametrize(
    "chosen", [(2021, "Smart Society"), (2021, None), (None, None), (None, "Smart Society")]
)
def test_pillars_by_year_count_the_rows_of_the_files(chosen: tuple[int | None, str | None]) -> None:
    made = pillar_strip(SMART, PILLARS, chosen, WORDS, lambda year, name: f"{year}|{name}", str)
    drawn = [
        (year, row.label, cell)
        for group in made.groups
        for row in group.rows
        for year, cell in zip(made.years, row.cells, strict=True)
        if cell.found is not None
    ]
    assert [row.label for row in made.groups[0].rows] == list(PILLARS)
    smart = [row for row in RECEIVED if row["programme"] == "SmartCity"]
    counted = Counter((int(row["year"]), row["category"]) for row in smart)
    sizes: dict[tuple[int, str], int] = Counter()
    for row in LISTS:
        if row["programme"] == "SmartCity":
            sizes[int(row["year"]), row["category"]] += int(row["awarded"])
    for year, name, cell in drawn:
        assert cell.found == counted[year, name]
        assert cell.size in (None, sizes[year, name])
        assert cell.href == f"{year}|{name}"
        assert cell.chosen == ((year, name) == chosen)
    assert {(year, name) for year, name, _ in drawn} >= {*counted, *sizes}
    assert made.chosen_year == chosen[0]
