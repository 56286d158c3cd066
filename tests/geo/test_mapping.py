"""What a map shows adds up to the governments of the year; unknown is a class of its own."""

from __future__ import annotations

from itertools import pairwise

import pytest

from iga_core.analysis.mapping import (
    MEASURES,
    PROGRAMMES,
    WITHOUT_AWARD,
    YEAR_STEPS,
    MapFacts,
    awards_by_province,
    build_map_facts,
    governments_by_province,
    map_view,
)
from iga_core.analysis.mapping import YEARS as YEARS_MEASURE
from iga_core.paths import DATA
from iga_core.record import Record, coverage_by_year, load_record
from iga_core.record.coverage import NOT_ASSESSED, STATES, UNKNOWN

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
    early, late = (map_view(facts, year, "IGA", "level", province="91") for year in (2022, 2023))
    assert len(early.values) > len(late.values)
    assert {"93.01"} & {v.code for v in early.values} and "93.01" not in {
        v.code for v in late.values
    }


def test_the_years_of_a_government_are_counted_up_to_the_one_shown(facts: MapFacts) -> None:
    for code in ("32.01", "35.10", "17.71"):
        for year in YEARS:
            rows = facts.recipients.rows(code)
            held = {row["year"] for row in rows if row["year"] <= year}
            shown = map_view(facts, year, "IGA", YEARS_MEASURE).values
            value = next(v for v in shown if v.code == code)
            assert value.value == (len(held) or None)
            if held:
                assert int(value.group) == max(step for step in YEAR_STEPS if step <= len(held))


def test_provinces_are_ranked_by_what_the_legend_counts(facts: MapFacts) -> None:
    for year in YEARS:
        view = map_view(facts, year, "IGA", "level")
        ranked = governments_by_province(facts, view, facts.levels)
        assert sum(number for _, number in ranked) == sum(v.awarded for v in view.values)
        assert [n for _, n in ranked] == sorted((n for _, n in ranked), reverse=True)
        for code, number in ranked:
            inside = map_view(facts, year, "IGA", "level", province=code).legend
            assert sum(e.count for e in inside if e.group in facts.levels) == number


def test_what_does_not_exist_is_refused(facts: MapFacts) -> None:
    with pytest.raises(ValueError, match="no map"):
        map_view(facts, 2024, "IGA", "luck")
