"""Where each region is drawn, and the land behind the marks."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from iga_core.geo.box import COUNTRY, JAVA_BALI, RATIOS, box_of
from iga_core.geo.land import FILE, GRID, land_path, land_svg
from iga_core.geo.positions import standings
from iga_core.paths import DATA, STATIC
from iga_core.record import Record, load_record


@pytest.fixture(scope="module")
def record() -> Record:
    return load_record(DATA)


def test_every_region_stands_on_the_map_and_has_a_tile_of_its_own(record: Record) -> None:
    found = standings(record)
    assert sorted(found) == sorted(region.code for region in record.register.regions)
    assert all(COUNTRY.holds(standing.place) for standing in found.values())
    local = [found[r.code].tile for r in record.register.regions if r.type != "provinsi"]
    assert len(set(local)) == len(local)
    named = {code for code, standing in found.items() if standing.label}
    assert named == {r.code for r in record.register.regions if r.type == "provinsi"}


def test_java_and_bali_lie_in_their_frame_and_no_other_island_does(record: Record) -> None:
    found = standings(record)
    for region in record.register.regions:
        if region.type == "provinsi":
            continue
        inside = region.island_group == "Jawa" or region.province_code == "51"
        assert JAVA_BALI.holds(found[region.code].place) == inside, region.name


def test_a_box_around_places_holds_them_and_fits_a_page(record: Record) -> None:
    found = standings(record)
    for province in (r for r in record.register.regions if r.type == "provinsi"):
        inside = [r for r in record.register.regions if r.province_code == province.code]
        places = [found[region.code].place for region in inside]
        box = box_of(places)
        assert all(box.holds(place) for place in places)
        assert RATIOS[0] - 0.01 <= box.ratio <= RATIOS[1] + 0.01


def test_the_land_is_drawn_from_its_outline() -> None:
    feature = (STATIC / "land.json").read_text(encoding="utf-8")
    text = land_svg(feature)
    assert (STATIC / FILE).read_text(encoding="utf-8") == text
    assert len(gzip.compress(text.encode())) < 25_000  # bytes
    path, (wide, high) = land_path(feature)
    corners = []
    for ring in re.findall(r"M([^Mz]*)z", path):
        x = y = 0
        for dx, dy in re.findall(r"(-?\d+) ?(-?\d+)", ring):
            x, y = x + int(dx), y + int(dy)
            corners.append((x, y))
    given = [
        point
        for polygon in json.loads(feature)["geometry"]["coordinates"]
        for ring in polygon
        for point in ring[:-1]
    ]
    assert len(corners) == len(given)
    for (x, y), (longitude, latitude) in zip(corners, given, strict=True):
        assert abs(COUNTRY.west + x * GRID - longitude) < GRID
        assert abs(COUNTRY.north - y * GRID - latitude) < GRID
    assert all(0 < x < wide and 0 < y < high for x, y in corners)
