"""Maps: a mark for each government with a row, a row behind each mark, the legend of one number."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.analysis.mapping import (
    LAYERS,
    MEASURES,
    PROGRAMMES,
    YEAR_STEPS,
    YEARS,
    MapView,
    map_view,
)
from iga_core.chart import html, look, svg
from iga_core.chart.land import QUIET, Asked, Maps, Speech, signs
from iga_core.chart.model import Key, LandMap
from iga_core.geo.box import JAVA_BALI
from iga_core.geo.positions import standings
from iga_core.record import NOT_ASSESSED, RECEIVED, rows_of
from pages._shared import atlas

FACTS = atlas.map_facts()
HOSTILE = "<script>x</script>\"&'"
SPEECH = Speech(
    spot=lambda value: f"{value.code} {value.group}",
    name=lambda code: code,
    href=lambda code: f"/peta?daerah={code}",
    whole="semua",
)
MAPS = Maps(FACTS, standings(atlas.record()), "/land.svg")
LARGER = ("Jawa dan Bali", JAVA_BALI)
layers = st.sampled_from(sorted(LAYERS))
years = st.sampled_from(FACTS.years)
programmes = st.sampled_from(PROGRAMMES)


def received(programme: str, layer: str, year: int, *, whole: bool) -> set[str]:
    """Who received, counted from the rows of the record."""
    kinds = {region.code: region.type for region in atlas.record().register.regions}
    return {
        row["region_code"]
        for row in rows_of(atlas.record().tables["awards"])
        if row["programme"] == programme
        and row["status"] in RECEIVED
        and kinds[row["region_code"]] in LAYERS[layer]
        and (row["year"] <= year if whole else row["year"] == year)
    }


def drawn(view: MapView, **asked: object) -> LandMap:
    given = Asked(larger=LARGER, **asked)  # type: ignore[arg-type]
    return MAPS.land(view, given, SPEECH, ())


@settings(max_examples=60, deadline=None)
@given(layers, years, programmes, st.booleans())
def test_each_mark_has_a_row_and_each_receiver_a_mark(
    layer: str, year: int, programme: str, whole: bool
) -> None:
    view = map_view(FACTS, year, programme, YEARS if whole else "level", LAYERS[layer])
    frames = drawn(view).frames
    unjudged = {spot.code for spot in frames[0].spots if spot.sign.token[0] == "state"}
    assert all(FACTS.of(code, year).state == NOT_ASSESSED for code in unjudged)
    marks = {s.code for s in frames[0].spots if not s.sign.hollow and s.code not in unjudged}
    assert marks == received(programme, layer, year, whole=whole)
    claims = {spot.code for spot in frames[0].spots if spot.sign.hollow}
    for code in claims:
        told = FACTS.claimed(programme, code, year)
        assert told and not {code} & marks
    quiet = len(frames[0].dots) + len(frames[0].dashes)
    assert len(frames[0].spots) + quiet == view.governments
    assert {spot.code for spot in frames[1].spots} <= {spot.code for spot in frames[0].spots}


def test_a_mark_drawn_twice_is_met_once() -> None:
    frames = drawn(map_view(FACTS, FACTS.years[-1], "IGA", "level")).frames
    twice = {spot.code for spot in frames[1].spots}
    assert twice and {spot.code for spot in frames[0].spots if spot.again} == twice
    text = html.write(drawn(map_view(FACTS, FACTS.years[-1], "IGA", "level")))
    links = re.findall(r"<a [^>]*>", text)
    met = [link for link in links if 'tabindex="-1"' not in link]
    assert len(met) == len(frames[0].spots)
    assert all('aria-hidden="true"' in link for link in links if link not in met)
    assert all('title="' in link and "/peta?daerah=" in link for link in met)


@pytest.mark.parametrize("measure", [*MEASURES, YEARS])
def test_each_class_of_a_legend_has_its_mark(measure: str) -> None:
    for programme in PROGRAMMES:
        for year in FACTS.years:
            view = map_view(FACTS, year, programme, measure)
            known = signs(view)
            shown = {entry.group for entry in view.legend if entry.count}
            assert shown <= set(known)
            marks = [(s.shape, s.token, s.colour, s.hollow) for g, s in known.items() if g in shown]
            assert len(set(marks)) >= len(marks) - len({*QUIET} & shown)


def test_the_steps_of_years_are_those_of_the_look() -> None:
    assert tuple(map(int, look.look()["years"])) == YEAR_STEPS


def test_only_the_classes_asked_for_are_drawn() -> None:
    view = map_view(FACTS, FACTS.years[-1], "IGA", "level")
    for entry in view.legend:
        frame = drawn(view, classes=(entry.group,)).frames[0]
        assert len(frame.spots) + len(frame.dots) + len(frame.dashes) == entry.count


def test_the_chosen_government_is_marked_and_named_even_without_an_award() -> None:
    view = map_view(FACTS, FACTS.years[-1], "IGA", "level")
    for value in view.values:
        spots = [s for f in drawn(view, chosen=value.code).frames for s in f.spots if s.chosen]
        assert {spot.code for spot in spots} == {value.code}
        assert [spot.name for spot in spots if not spot.again] == [value.code]


def test_many_years_stand_in_the_mark_and_the_name_beside_it() -> None:
    view = map_view(FACTS, FACTS.years[-1], "IGA", YEARS)
    spots = [s for f in drawn(view).frames for s in f.spots if not s.again]
    for spot in spots:
        held = next(v.value for v in view.values if v.code == spot.code)
        often = isinstance(held, int) and held >= YEAR_STEPS[-1]
        assert (spot.text, spot.name) == ((str(held), spot.code) if often else ("", ""))
    assert any(spot.name for spot in spots)


def test_a_level_that_sources_differ_on_has_a_ring() -> None:
    view = map_view(FACTS, FACTS.years[-1], "IGA", "level")
    code = next(value.code for value in view.values if value.awarded)
    made = MAPS.land(view, Asked(), SPEECH, (), {code})
    assert [spot.code for spot in made.frames[0].spots if spot.disputed] == [code]
    assert html.write(made).count(" disputed") == 1


@settings(max_examples=20, deadline=None)
@given(layers.filter(lambda layer: layer != "provinsi"), years, st.sampled_from([*MEASURES, YEARS]))
def test_each_government_of_the_layer_has_a_tile(layer: str, year: int, measure: str) -> None:
    view = map_view(FACTS, year, "IGA", measure, LAYERS[layer])
    made = MAPS.tiles(view, Asked(), SPEECH, ())
    assert {tile.code for tile in made.tiles} == {value.code for value in view.values}
    assert len({(tile.column, tile.row) for tile in made.tiles}) == len(made.tiles)
    assert all(0 <= t.column < made.columns and 0 <= t.row < made.rows for t in made.tiles)


def test_a_border_is_drawn_from_both_sides() -> None:
    made = MAPS.tiles(map_view(FACTS, FACTS.years[-1], "IGA", "level"), Asked(), SPEECH, ())
    at = {(tile.column, tile.row): tile for tile in made.tiles}
    for tile in made.tiles:
        beside = at.get((tile.column + 1, tile.row))
        if beside:
            other = beside.code.partition(".")[0] != tile.code.partition(".")[0]
            assert ("r" in tile.edges) == ("l" in beside.edges) == other


@pytest.mark.parametrize("measure", ["level", "score", YEARS])
def test_the_picture_for_paper_holds_the_marks_and_the_legend(measure: str) -> None:
    view = map_view(FACTS, 2023, "IGA", measure)
    known = signs(view)
    keys = tuple(
        Key(known[e.group], f"kelas {e.group}", str(e.count)) for e in view.legend if e.count
    )
    land = MAPS.land(view, Asked(chosen=view.values[0].code, larger=LARGER), SPEECH, keys)
    tiles = MAPS.tiles(view, Asked(chosen=view.values[0].code), SPEECH, keys)
    for figure, marks in ((land, len(land.frames[0].spots)), (tiles, len(tiles.tiles))):
        text = svg.write(figure, title="Judul", source="Sumber")
        ET.fromstring(text)
        assert all(f"{key.label} {key.count}" in text for key in keys)
        assert text.count("<path") + text.count("<rect") > marks
    assert svg.write(land).count("<svg") == 1 + len(land.frames)


def test_words_are_text() -> None:
    view = map_view(FACTS, FACTS.years[-1], "IGA", YEARS)
    speech = replace(SPEECH, spot=lambda value: HOSTILE, name=lambda code: HOSTILE, whole=HOSTILE)
    key = Key(signs(view)["1"], HOSTILE, HOSTILE)
    for figure in (
        MAPS.land(view, Asked(larger=(HOSTILE, JAVA_BALI)), speech, (key,)),
        MAPS.tiles(view, Asked(), speech, (key,)),
    ):
        assert "<script>x" not in html.write(figure) + svg.write(figure)
    assert "<script>x" not in html.keys([key], HOSTILE)
