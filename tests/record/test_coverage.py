"""Coverage: four states for everyone who existed, and never one more or less."""

import csv

import pandas as pd
import pytest

from iga_core.paths import DATA
from iga_core.record import STATES, coverage_by_year
from iga_core.record.coverage import state_of
from iga_core.regions import RegionType
from tests import on_file

RECORD = on_file.record()
KINDS: list[RegionType] = ["provinsi", "kabupaten", "kota"]
with (DATA / "record/award_years.csv").open(encoding="utf-8", newline="") as lines:
    FILED = {int(row["year"]): row for row in csv.DictReader(lines)}


@pytest.mark.parametrize("kind", [*KINDS, None])
def test_the_states_add_up_to_all_who_existed(kind: RegionType | None) -> None:
    counts = coverage_by_year(RECORD.view, RECORD.register, RECORD.index_years, kind)
    assert counts["year"].tolist() == sorted(RECORD.index_years)
    assert counts["existing"].tolist() == [
        sum(int(FILED[year][name]) for name in KINDS if kind in (None, name))
        for year in sorted(RECORD.index_years)
    ]
    assert (counts[list(STATES)].sum(axis="columns") == counts["existing"]).all()
    assert (counts[list(STATES)] >= 0).all(axis=None)


def test_the_types_add_up_to_all() -> None:
    parts = [coverage_by_year(RECORD.view, RECORD.register, [2020, 2025], k) for k in KINDS]
    whole = coverage_by_year(RECORD.view, RECORD.register, [2020, 2025])
    pd.testing.assert_frame_equal(pd.concat(parts).groupby("year").sum(), whole.set_index("year"))


def test_a_state_is_what_is_known_and_unknown_is_no_zero() -> None:
    view = pd.DataFrame(
        {
            "score": [0.0, None, None, None, 3.0],
            "predicate": ["", "Inovatif", "Tidak Dapat Dinilai", "", "Tidak Dapat Dinilai"],
            "quality": ["final", "", "", "", "final"],
        }
    )
    expected = ["scored", "predicate_only", "not_assessed", "unknown", "not_assessed"]
    assert state_of(view, RECORD.tables["qualities"]).tolist() == expected


def test_a_score_is_known_only_where_its_quality_is_that_of_a_final_score() -> None:
    qualities = RECORD.tables["qualities"].set_index("quality")["score_final"]
    assert {"provisional", "conflict", "year_unsure"} <= set(qualities[qualities == "no"].index)
    for quality, final in qualities.items():
        view = pd.DataFrame(
            {"score": [50.0, 50.0], "predicate": ["", "Inovatif"], "quality": [quality] * 2}
        )
        expected = ["scored"] * 2 if final == "yes" else ["unknown", "predicate_only"]
        assert state_of(view, RECORD.tables["qualities"]).tolist() == expected, quality


def test_governments_without_a_row_and_those_that_did_not_exist_yet_are_told_apart() -> None:
    view = pd.DataFrame(
        {
            "region_code": ["11.71", "95", "31.71"],  # a kota, a province of 2023, not autonomous
            "year": [2022, 2022, 2022],
            "state": ["scored"] * 3,
        }
    )
    (counts,) = coverage_by_year(view, RECORD.register, [2022]).to_dict("records")
    assert (counts["scored"], counts["unknown"], counts["existing"]) == (1, 541, 542)
