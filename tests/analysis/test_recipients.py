"""One meaning of "received an award": counted again by hand for every year and government."""

from __future__ import annotations

import csv

import pytest

from iga_core.analysis.recipients import Recipients, count_of
from iga_core.paths import DATA
from iga_core.record.received import standing_of
from iga_core.regions import TYPES, RegionType
from tests import on_file

RECIPIENTS = Recipients(on_file.record())
WITH_AWARDS = sorted(on_file.record().award_years)


def _printed() -> list[dict[str, str]]:
    with (DATA / "record/awards.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_status_has_one_meaning() -> None:
    statuses = on_file.record().schema.vocabularies["award_status"]
    meanings = {status: standing_of({"status": status}) for status in statuses}
    assert meanings["claimed"] == "own_claim"
    assert meanings["index_only"] == "index_only"
    assert {s for s, m in meanings.items() if m == "received"} == {"reported", "derived"}
    with pytest.raises(KeyError):
        standing_of({"status": "rumoured"})


@pytest.mark.parametrize("year", WITH_AWARDS)
def test_names_and_governments_equal_an_independent_count(year: int) -> None:
    kinds = {region.code: region.type for region in on_file.record().register.regions}
    rows = [
        row
        for row in _printed()
        if row["programme"] == "IGA"
        and row["year"] == str(year)
        and row["status"] in ("reported", "derived")
    ]
    groups: list[tuple[RegionType, ...] | None] = [None, ("kabupaten", "kota")]
    for types in [*groups, *((kind,) for kind in TYPES.values())]:
        mine = [r["region_code"] for r in rows if types is None or kinds[r["region_code"]] in types]
        found = RECIPIENTS.count(year, types)
        assert (found.names, found.governments) == (len(mine), len(set(mine)))


def test_a_special_prize_beside_a_level_is_one_government() -> None:
    twice = [
        {"region_code": "35.10", "status": "reported"},
        {"region_code": "35.10", "status": "reported"},
        {"region_code": "35.10", "status": "claimed"},
        {"region_code": "36.71", "status": "index_only"},
    ]
    found = count_of(twice)
    assert (found.names, found.governments) == (2, 1)


def test_absence_is_known_only_where_every_name_of_the_list_is_on_file() -> None:
    record = on_file.record()
    for region in record.register.regions:
        if not region.autonomous:
            continue
        for year in record.award_years:
            absence = RECIPIENTS.absence(region.code, year)
            assert all(count.known == count.awarded for count in absence.complete)
            assert not any(count.known == count.awarded for count in absence.open)
            named = {(a["category"], a["level"]) for a in RECIPIENTS.rows(region.code, year)}
            lists = (*absence.complete, *absence.open)
            assert not named & {(count.category, count.level) for count in lists}
            if absence.state == "not_listed":
                assert absence.complete
                assert not absence.open


def test_banda_aceh_is_missing_from_complete_lists_of_kota() -> None:
    for year in (2017, 2019, 2022):
        assert RECIPIENTS.absence("11.71", year).state == "not_listed"
        assert not RECIPIENTS.rows("11.71", year)
    assert RECIPIENTS.absence("11.71", 2021).state != "not_listed"
