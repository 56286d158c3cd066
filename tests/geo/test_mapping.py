"""What a map shows adds up to the governments of the year; unknown is a class of its own."""

from __future__ import annotations

from itertools import pairwise

import pytest

from iga_core.analysis.mapping import (
    MEASURES,
    PROGRAMMES,
    WITHOUT_AWARD,
    MapFacts,
    awards_by_province,
    build_map_facts,
    card,
    map_view,
    province_cards,
)
from iga_core.paths import DATA
from iga_core.record import Record, coverage_by_year, load_record
from iga_core.record.coverage import NOT_ASSESSED, STATES, UNKNOWN
from iga_core.regions import RegionNotFoundError

YEARS = range(2017, 2026)


@pytest.fixture(scope="module")
def record() -> Record:
    return load_record(DATA)


@pytest.fixture(scope="module")
def facts(record: Record) -> MapFacts:
    return build_map_facts(record)


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("programme", PROGRAMMES)
def test_counts_add_up_to_the_governments(
    facts: MapFacts, record: Record, programme: str, measure: str
) -> None:
    existing = record.tables["award_years"].set_index("year")
    for year in YEARS:
        local = map_view(facts, year, programme, measure)
        provinces = map_view(facts, year, programme, measure, ("provinsi",))
        kinds = existing.loc[year]
        assert sum(e.count for e in local.legend) == local.governments == 508
        assert local.governments == kinds["kabupaten"] + kinds["kota"]
        assert sum(e.count for e in provinces.legend) == kinds["provinsi"]
        assert len({v.code for v in local.values}) == 508
        assert len(local.apart) == 6 and not provinces.apart


def test_states_agree_with_the_coverage(facts: MapFacts, record: Record) -> None:
    covered = coverage_by_year(record.view, record.register, list(YEARS)).set_index("year")
    for year in YEARS:
        view = map_view(facts, year, "IGA", "coverage", ("provinsi", "kabupaten", "kota"))
        counts = {entry.group: entry.count for entry in view.legend}
        assert counts == {state: covered.loc[year, state] for state in STATES}


@pytest.mark.parametrize("measure", MEASURES)
def test_no_value_is_unknown_or_not_assessed_never_low(facts: MapFacts, measure: str) -> None:
    for year in YEARS:
        view = map_view(facts, year, "IGA", measure)
        for value in view.values:
            if value.value is None:
                assert value.group in {UNKNOWN, NOT_ASSESSED, *WITHOUT_AWARD}
            else:
                assert value.group != UNKNOWN or measure == "coverage"


def test_score_classes_are_in_order(facts: MapFacts) -> None:
    for year in YEARS:
        legend = map_view(facts, year, "IGA", "score").legend[:-2]
        known = [entry for entry in legend if entry.low is not None and entry.high is not None]
        for better, worse in pairwise(known):
            assert better.low is not None and worse.high is not None
            assert better.low > worse.high


def test_34_provinces_to_2022_and_38_from_2023(facts: MapFacts) -> None:
    rows = awards_by_province(facts, "IGA")
    for year in YEARS:
        in_year = [row for row in rows if row.year == year]
        assert len(in_year) == (34 if year < 2023 else 38)
        assert sum(row.governments for row in in_year) == 508 + len(in_year)
        for row in in_year:
            assert row.awarded + row.unknown <= row.governments
            assert row.awarded <= row.awards


def test_awards_by_province_hold_every_listed_award(facts: MapFacts, record: Record) -> None:
    awards = record.tables["awards"]
    counted = awards[awards["status"].isin(["reported", "derived"])]
    for programme in PROGRAMMES:
        total = sum(row.awards for row in awards_by_province(facts, programme))
        assert total == (counted["programme"] == programme).sum()


def test_papua_had_two_provinces_before_2023(facts: MapFacts) -> None:
    assert facts.province_in("93.01", 2022) == "91"
    assert facts.province_in("93.01", 2023) == "93"
    assert facts.province_in("96.71", 2021) == "92"
    assert card(facts, "93.01", 2022, "IGA").province.name == "Papua"
    assert not card(facts, "93", 2022, "IGA").takes_part


def test_the_list_of_a_province(facts: MapFacts) -> None:
    codes = [c.region.code for c in province_cards(facts, "17", 2024, "IGA")]
    assert codes[0] == "17" and len(codes) == 11
    jakarta = province_cards(facts, "31", 2024, "IGA")
    assert [c.takes_part for c in jakarta] == [True, *[False] * 6]
    assert len(province_cards(facts, "91", 2022, "IGA")) == 30


def test_a_card_counts_up_to_its_year_only(facts: MapFacts) -> None:
    early, late = (card(facts, "32.01", year, "IGA") for year in (2019, 2025))
    assert early.first == late.first == 2017
    assert early.count < late.count
    assert all(award["year"] == 2019 for award in early.awards)


def test_what_does_not_exist_is_refused(facts: MapFacts) -> None:
    with pytest.raises(ValueError, match="no map"):
        map_view(facts, 2024, "IGA", "luck")
    with pytest.raises(RegionNotFoundError):
        card(facts, "99.99", 2024, "IGA")
