"""The tile map: every region once, provinces whole, neighbours near."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from iga_core.paths import DATA
from iga_core.record import Record, load_record, rows_of

Cell = tuple[int, int]

# Provinces of several islands, and how many pieces the table gives them: sea lies between.
ISLANDS = {
    "11": 3, "12": 2, "13": 2, "19": 2, "21": 2, "31": 2, "35": 2, "52": 2, "53": 3, "71": 3,
    "72": 2, "73": 2, "74": 4, "81": 6, "82": 2, "91": 2, "96": 2,
}  # fmt: skip


@pytest.fixture(scope="module")
def record() -> Record:
    return load_record(DATA)


@pytest.fixture(scope="module")
def cells(record: Record) -> dict[str, Cell]:
    return {t["region_code"]: (t["column"], t["row"]) for t in rows_of(record.tables["tiles"])}


def distance(a: Cell, b: Cell) -> int:
    return max(abs(a[0] - b[0]), abs(a[1] - b[1]))


def pieces(cells: Iterable[Cell]) -> int:
    left, count = set(cells), 0
    while left:
        count += 1
        edge = [left.pop()]
        while edge:
            here = edge.pop()
            near = {cell for cell in left if distance(here, cell) == 1}
            left -= near
            edge += near
    return count


def test_every_kabupaten_and_kota_once(record: Record, cells: dict[str, Cell]) -> None:
    expected = {r.code for r in record.register.regions if r.type != "provinsi"}
    assert set(cells) == expected
    assert len(record.tables["tiles"]) == len(expected) == 514
    assert sum(code.startswith("31.") for code in cells) == 6


def test_no_two_regions_share_a_tile(cells: dict[str, Cell]) -> None:
    assert len(set(cells.values())) == len(cells)


def test_the_map_fits(cells: dict[str, Cell]) -> None:
    assert max(x for x, _ in cells.values()) <= 60
    assert max(y for _, y in cells.values()) <= 27


def test_provinces_hang_together(record: Record, cells: dict[str, Cell]) -> None:
    found = {}
    for province in (r.code for r in record.register.regions if r.type == "provinsi"):
        inside = [cell for code, cell in cells.items() if code.startswith(f"{province}.")]
        found[province] = pieces(inside)
    assert {code: count for code, count in found.items() if count > 1} == ISLANDS


def test_island_groups_do_not_touch(record: Record, cells: dict[str, Cell]) -> None:
    group = {r.code: r.island_group for r in record.register.regions}
    touching = [
        (a, b)
        for a, here in cells.items()
        for b, there in cells.items()
        if a < b and group[a] != group[b] and distance(here, there) == 1
    ]
    assert touching == []


def test_neighbours_on_the_map_are_near_in_tiles(
    record: Record, cells: dict[str, Cell], capsys: pytest.CaptureFixture[str]
) -> None:
    regions = record.tables["regions"].set_index("code")
    near = 0
    for code, cell in cells.items():
        own = regions.loc[[c for c in cells if c[:2] == code[:2] and c != code]]
        here = regions.loc[code]
        apart = (own["map_lon"] - here["map_lon"]) ** 2 + (own["map_lat"] - here["map_lat"]) ** 2
        near += distance(cell, cells[str(apart.idxmin())]) <= 2
    share = near / len(cells)
    with capsys.disabled():
        print(f"\n  nearest neighbour within two tiles: {share:.1%} of {len(cells)}")
    assert share >= 0.7


def test_every_province_has_a_label_on_the_map(record: Record) -> None:
    labels = record.tables["province_labels"]
    provinces = {r.code for r in record.register.regions if r.type == "provinsi"}
    assert set(labels["province_code"]) == provinces
    assert labels["column"].between(0, 60).all()
    assert labels["row"].between(-1, 28).all()
    assert labels["label"].str.len().max() <= 11
