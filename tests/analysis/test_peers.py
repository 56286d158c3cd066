"""Peers: near by features that are on file, the same from both sides, parts that add up."""

import math
import time
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.analysis.peers import (
    WHOLE,
    Cell,
    Kinds,
    Peer,
    PeerSpace,
    PeerWeightError,
    adjusted_weights,
    alike,
    apart,
    build_peer_space,
    find_peers,
)
from iga_core.declared.peers import FromPredicate, FromStatistic, load_peer_rules
from iga_core.record import Record, RowIndex, rows_of
from iga_core.regions import RegionNotFoundError
from tests import on_file

RECORD = on_file.record()
RULES = load_peer_rules()
SPACE = build_peer_space(RECORD, RULES)
FEATURES = [feature.id for feature in RULES.features]
WEIGHTS = [feature.weight for feature in RULES.features]
ALL = len(SPACE.codes)
BANDA_ACEH, YOGYAKARTA = "11.71", "34.71"
REGIONS = {row["code"]: row for row in rows_of(RECORD.tables["regions"])}
FIGURES = {
    (r["region_code"], r["measure"], r["year"]): (r["value"], r["series_id"])
    for r in rows_of(RECORD.tables["statistics"])
}
weights_of = st.fixed_dictionaries(
    {name: st.sampled_from([0.0, 0.25, 1 / 3, 1.0, 3.0]) for name in FEATURES}
)


def kind(code: str) -> str:
    return RECORD.register.get(code).type


def between(space: PeerSpace, code: str, other: str, **asked: object) -> Peer | None:
    """``other`` as seen from ``code``."""
    found = find_peers(space, code, number=ALL, **asked)  # type: ignore[arg-type]
    return next((peer for peer in found.peers if peer.code == other), None)


def without(measure: str, code: str) -> Record:
    """The record as if one government's values of a measure had never been found."""
    table = RECORD.tables["statistics"]
    kept = table[(table["measure"] != measure) | (table["region_code"] != code)]
    return replace(RECORD, tables={**RECORD.tables, "statistics": kept})


@pytest.mark.parametrize("kinds", ["same", "all"])
def test_every_government_has_at_least_five_peers_and_their_parts_add_up(kinds: Kinds) -> None:
    assert len(SPACE.codes) == 546
    for code in SPACE.codes:
        found = find_peers(SPACE, code, kinds=kinds)
        assert found.status == "found" and len(found.peers) >= 5, code
        assert code not in [peer.code for peer in found.peers]
        assert (
            found.compared + found.too_little_known
            == (ALL if kinds == "all" else sum(kind(c) == kind(code) for c in SPACE.codes)) - 1
        )
        for peer in found.peers:
            assert kinds == "all" or kind(peer.code) == kind(code)
            assert sum(part.part or 0 for part in peer.parts) == peer.total
            assert [part.feature for part in peer.parts] == FEATURES
        order = [(peer.total, peer.code) for peer in found.peers]
        assert order == sorted(order)


@given(st.sampled_from(SPACE.codes), st.sampled_from(SPACE.codes), weights_of, st.booleans())
@settings(max_examples=150)
def test_the_distance_is_the_same_from_both_sides(
    code: str, other: str, weights: dict[str, float], everyone: bool
) -> None:
    asked = {"weights": weights, "kinds": "all" if everyone else "same"}
    there, back = between(SPACE, code, other, **asked), between(SPACE, other, code, **asked)
    if there is None or back is None:
        assert there is back is None
        return
    assert there.total == back.total
    for mine, theirs in zip(there.parts, back.parts, strict=True):
        assert (mine.own, mine.other) == (theirs.other, theirs.own)
        assert (mine.distance, mine.part) == (theirs.distance, theirs.part)
    assert sum(part.part or 0 for part in there.parts) == there.total
    assert 0 <= there.total <= WHOLE + len(FEATURES)  # each part is rounded by itself


def test_a_distance_is_the_weighted_mean_that_the_page_explains() -> None:
    peer = between(SPACE, BANDA_ACEH, YOGYAKARTA)
    assert peer is not None
    kota = [r for r in REGIONS.values() if r["type"] == "kota" and r["autonomous"] == "yes"]
    people = [math.log(r["population_2024s2"]) for r in kota]
    own, other = (math.log(REGIONS[c]["population_2024s2"]) for c in (BANDA_ACEH, YOGYAKARTA))
    expected = abs(own - other) / (max(people) - min(people))
    part = peer.parts[FEATURES.index("penduduk")]
    assert part.distance == pytest.approx(expected)
    known = sum(p.weight for p in peer.known)
    assert part.part == round(WHOLE * expected * part.weight / known)
    mean = sum(p.weight * (p.distance or 0) for p in peer.known) / known
    assert peer.total == pytest.approx(WHOLE * mean, abs=len(FEATURES) / 2)


def test_a_kota_has_kota_for_peers_unless_asked_otherwise() -> None:
    assert {kind(p.code) for p in find_peers(SPACE, BANDA_ACEH, number=ALL).peers} == {"kota"}
    everyone = find_peers(SPACE, BANDA_ACEH, number=ALL, kinds="all").peers
    assert {kind(peer.code) for peer in everyone} == {"kota", "kabupaten", "provinsi"}


def test_two_that_are_equal_in_all_that_counts_stand_by_code() -> None:
    only = dict.fromkeys(FEATURES, 0.0) | {"pulau": 1.0}
    found = find_peers(SPACE, BANDA_ACEH, weights=only, number=ALL)
    same = [peer.code for peer in found.peers if peer.total == 0]
    assert len(same) > 5 and same == sorted(same)
    assert {RECORD.register.get(code).island_group for code in same} == {"Sumatera"}
    assert {peer.total for peer in found.peers} == {0, WHOLE}


def test_every_value_is_a_cell_of_the_record() -> None:
    for code, cells in zip(SPACE.codes, SPACE.cells, strict=True):
        row = REGIONS[code]
        held = {f.id: cell for f, cell in zip(RULES.features, cells, strict=True)}
        assert held["penduduk"].value == row["population_2024s2"]
        assert held["luas"].value == row["area_km2"]
        assert held["pulau"].value == row["island_group"]
        assert held["papua"].value == row["papua_cluster"]
        assert (held["tertinggal"].value or "") == row["tertinggal_2020_2024"]
        lists = f"{row['pksn_2020_2024']}; {row['pksn_2025_2029']}".split("; ")
        assert set(str(held["pksn"].value).split("; ")) - {""} == set(lists) - {""}
        for feature in RULES.features:
            origin = feature.origin
            if isinstance(origin, FromStatistic):
                known = FIGURES.get((code, origin.measure, origin.year))
                assert held[feature.id].value == (known and known[0])
                assert held[feature.id].counted == (known is not None)
                assert known is None or known[1] in origin.series


def test_an_empty_cell_counts_only_where_it_says_something() -> None:
    place = SPACE.place["31"]  # Jakarta: a province, outside Papua, on no list
    held = dict(zip(FEATURES, SPACE.cells[place], strict=True))
    assert held["papua"] == Cell("", "wilayah-31", True)
    assert held["pksn"] == Cell("", "wilayah-31", True)
    assert held["tertinggal"] == Cell(None, "wilayah-31", False)


@pytest.mark.parametrize("code", [BANDA_ACEH, "31", "94.05", "11.72", "32.01"])
def test_a_cell_names_the_row_it_was_read_from(code: str) -> None:
    index = RowIndex(RECORD)
    for feature, cell in zip(RULES.features, SPACE.cells[SPACE.place[code]], strict=True):
        found = index.find(cell.row_id) if cell.row_id else None
        if cell.counted:
            assert found is not None and found.row.get("region_code", code) == code
        if found is not None and isinstance(feature.origin, FromStatistic):
            assert (found.row["value"], found.row["year"]) == (cell.value, feature.origin.year)


def test_only_an_index_report_makes_a_class() -> None:
    feature = next(f for f in RULES.features if isinstance(f.origin, FromPredicate))
    assert isinstance(feature.origin, FromPredicate)
    place = FEATURES.index(feature.id)
    view = RECORD.view[RECORD.view["year"] == feature.origin.year].set_index("region_code")
    cells = {code: cells[place] for code, cells in zip(SPACE.codes, SPACE.cells, strict=True)}
    seen = {code: cell for code, cell in cells.items() if cell.value is not None}
    assert seen and {code for code in view.index if view.at[code, "predicate"]} == set(seen)
    for code, cell in seen.items():
        assert cell.value == view.at[code, "predicate"]
        assert cell.counted == (view.at[code, "predicate_basis"] == "index_report")
    assert {cell.counted for cell in seen.values()} == {True, False}


def test_classes_lie_as_far_apart_as_their_order_says() -> None:
    place = FEATURES.index("predikat")
    origin = RULES.features[place].origin
    assert isinstance(origin, FromPredicate)
    known = [c for c in SPACE.codes if SPACE.cells[SPACE.place[c]][place].counted]
    seen = set()
    for peer in find_peers(SPACE, known[0], kinds="all", number=ALL).peers:
        part = peer.parts[place]
        if peer.code in known:
            steps = abs(
                origin.order.index(str(part.own.value)) - origin.order.index(str(part.other.value))
            )
            assert part.distance == steps / (len(origin.order) - 1)
            seen.add(part.distance)
        else:
            assert (part.distance, part.missing) == (None, "other")
    assert len(seen) > 1


def test_a_missing_value_is_named_and_the_others_share_its_weight() -> None:
    origin = next(f.origin for f in RULES.features if f.id == "ipm")
    assert isinstance(origin, FromStatistic)
    whole = between(SPACE, BANDA_ACEH, YOGYAKARTA)
    space = build_peer_space(without(origin.measure, YOGYAKARTA), RULES)
    there = between(space, BANDA_ACEH, YOGYAKARTA)
    back = between(space, YOGYAKARTA, BANDA_ACEH)
    assert whole and there and back
    lost = there.parts[FEATURES.index("ipm")]
    assert (lost.missing, lost.part, lost.distance) == ("other", None, None)
    assert lost.other == Cell(None, "", False)
    assert back.parts[FEATURES.index("ipm")].missing == "own"
    assert len(there.known) == len(whole.known) - 1
    heavier = sum(p.weight for p in whole.known) / sum(p.weight for p in there.known)
    for before, after in zip(whole.parts, there.parts, strict=True):
        if before.feature != "ipm" and before.part is not None:
            assert after.part == pytest.approx(before.part * heavier, abs=1.5)
    assert sum(part.part or 0 for part in there.parts) == there.total


def test_a_value_of_another_series_stays_visible_but_is_not_compared() -> None:
    ipm = next(f for f in RULES.features if f.id == "ipm")
    assert isinstance(ipm.origin, FromStatistic)
    narrow = ipm.changed(statistic=ipm.origin.changed(series=("T14", "T16")))
    features = tuple(narrow if f.id == "ipm" else f for f in RULES.features)
    space = build_peer_space(RECORD, RULES.changed(features=features))
    cell = space.cells[space.place[BANDA_ACEH]][FEATURES.index("ipm")]
    assert cell.value == Decimal("89.55") and not cell.counted
    peer = find_peers(space, BANDA_ACEH).peers[0]
    assert peer.parts[FEATURES.index("ipm")].missing == "both"


def test_who_is_hardly_known_is_not_compared() -> None:
    only = dict.fromkeys(FEATURES, 0.0) | {"predikat": 3.0, "penduduk": 1.0}
    known = find_peers(SPACE, "32.01", weights=only, number=ALL)
    assert (known.status, known.peers) == ("too_little_known", ())
    open_to_all = build_peer_space(RECORD, RULES.changed(least_known=0.0))
    assert find_peers(open_to_all, "32.01", weights=only).status == "found"


def test_without_any_weight_there_is_no_distance() -> None:
    found = find_peers(SPACE, BANDA_ACEH, weights=dict.fromkeys(FEATURES, 0.0))
    assert (found.status, found.peers) == ("no_weight", ())


def test_a_feature_set_first_weighs_more_and_one_left_out_nothing() -> None:
    weights = adjusted_weights(RULES, ["luas", "pulau"], ["pulau", "ipm"])
    expected = dict(zip(FEATURES, WEIGHTS, strict=True))
    assert weights == expected | {"luas": expected["luas"] * RULES.stressed, "pulau": 0, "ipm": 0}
    peer = find_peers(SPACE, BANDA_ACEH, weights=weights).peers[0]
    assert {"pulau", "ipm"}.isdisjoint(part.feature for part in peer.asked)
    assert peer.parts[FEATURES.index("ipm")].part == 0


@pytest.mark.parametrize("wrong", [{"gaji": 1.0}, {"luas": -1.0}, {"luas": math.nan},
                                   {"luas": math.inf}, {"luas": 1e308, "ipm": 1e308}])  # fmt: skip
def test_a_weight_that_means_nothing_is_refused(wrong: dict[str, float]) -> None:
    with pytest.raises(PeerWeightError):
        find_peers(SPACE, BANDA_ACEH, weights=wrong)


@pytest.mark.parametrize("code", ["31.71", "99.99"])
def test_only_autonomous_governments_have_peers_or_are_peers(code: str) -> None:
    assert code not in SPACE.codes
    with pytest.raises(RegionNotFoundError, match=code):
        find_peers(SPACE, code)


def test_reasons_name_what_is_near_and_what_makes_the_distance() -> None:
    for code in SPACE.codes[::7]:
        for peer in find_peers(SPACE, code).peers:
            far = apart(peer, 2)
            near = alike(peer, RULES.near, 3, without=far)
            parts = [part.part for part in peer.known if part.part is not None]
            assert [part.part for part in far] == sorted((p for p in parts if p), reverse=True)[:2]
            assert not {p.feature for p in near} & {p.feature for p in far}
            assert all(p.distance is not None and p.distance <= RULES.near for p in near)
            assert all((p.typical or 0) > (p.distance or 0) for p in near)


def test_sharing_what_few_have_tells_more_than_lacking_it() -> None:
    natuna = find_peers(SPACE, "21.03").peers[0]  # both are on the list of PKSN
    assert natuna.code == "14.03"
    assert alike(natuna, RULES.near, 1)[0].feature == "pksn"
    bogor = find_peers(SPACE, "32.01").peers[0]  # neither is
    assert "pksn" not in [part.feature for part in alike(bogor, RULES.near, 3)]


def test_the_file_takes_years_that_hold_kabupaten_and_kota_and_the_newest_statistics() -> None:
    statistics = RECORD.tables["statistics"]
    local = statistics[statistics["region_code"].str.len() == 5]
    for feature in RULES.features:
        if isinstance(feature.origin, FromStatistic):
            years = local.loc[local["measure"] == feature.origin.measure, "year"]
            assert feature.origin.year == max(years), feature.id
        elif isinstance(feature.origin, FromPredicate):
            of_year = RECORD.tables["results"].query("year == @feature.origin.year")
            named = of_year.loc[of_year["predicate"] != "", "region_code"]
            assert set(named.map(RECORD.register.get).map(lambda r: r.type)) >= {
                "kabupaten",
                "kota",
            }


def test_a_search_takes_less_than_three_milliseconds() -> None:
    started = time.perf_counter()
    for code in SPACE.codes:
        find_peers(SPACE, code, kinds="all")
    assert (time.perf_counter() - started) / ALL < 0.003
