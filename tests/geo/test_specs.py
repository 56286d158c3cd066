"""The specs of the maps stay small, name served files only, and differ by column alone."""

from __future__ import annotations

import json
import re

import pytest

from iga_core.analysis.mapping import MEASURES, PROGRAMMES, build_map_facts, map_view
from iga_core.paths import DATA
from iga_core.record import load_record
from pages._parts.peta import specs

DATA_URL, LAND_URL = "/app/static/regions.json", "/app/static/land.json"
LINES_URL, SHAPES_URL = "/app/static/tiles.json", "/app/static/boundaries/kabupaten_kota.geojson"


def spec_texts(year: int, measure: str, programme: str) -> list[str]:
    deck = specs.symbol_deck(year, measure, "Jawa", LAND_URL, DATA_URL, False, programme=programme)
    tiles = specs.tile_spec(year, measure, DATA_URL, LINES_URL, True, programme=programme)
    areas = specs.choropleth_spec(year, measure, DATA_URL, SHAPES_URL, False, programme=programme)
    return [deck.to_json(), json.dumps(tiles), json.dumps(areas)]


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_specs_are_small_and_foreign_to_nothing(measure: str, programme: str) -> None:
    for text in spec_texts(2024, measure, programme):
        assert len(text) < 10_000
        addresses = re.findall(r"https?://[^\"]+", text)
        assert all(a.startswith("https://vega.github.io/schema/") for a in addresses)
        assert "coordinates" not in text


def test_another_year_changes_names_only() -> None:
    for one, other in zip(
        spec_texts(2023, "predicate", "IGA"), spec_texts(2024, "predicate", "IGA"), strict=True
    ):
        assert one != other
        assert one.replace("2023", "2024") == other


def test_every_class_has_a_colour() -> None:
    facts = build_map_facts(load_record(DATA))
    for measure in MEASURES:
        for year in facts.years:
            shown = {entry.group for entry in map_view(facts, year, "IGA", measure).legend}
            assert shown <= set(specs.colours(measure, year)), (measure, year)


def test_every_island_group_has_a_view() -> None:
    groups = {r.island_group for r in load_record(DATA).register.regions}
    assert {"Indonesia", *groups} == set(specs.ZOOMS) == set(specs.WINDOWS)
