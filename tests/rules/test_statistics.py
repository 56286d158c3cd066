"""Lines that follow from public statistics, recomputed from the table."""

from decimal import Decimal
from typing import Any

import pandas as pd
import pytest

from iga_core.paths import DATA
from iga_core.regions import load_register
from iga_core.rules import cached_rulebook, index_figures, lines_from_statistics
from tests.rules.cases import read_cases

BOOK = cached_rulebook(2026)
TABLE = pd.read_csv(DATA / "statistics" / "statistics.csv", dtype={"region_code": "string"})
INDEX = index_figures(TABLE)
REGIONS = load_register(DATA / "regions").regions


@pytest.mark.parametrize("case", read_cases("statistics_2026")["case"], ids=str)
def test_worked_case(case: dict[str, Any]) -> None:
    lines = {x.line.no: x for x in lines_from_statistics(case["region"], BOOK, INDEX)}
    reading = lines[case["no"]].reading
    assert reading is not None
    assert (reading.value, reading.level) == (Decimal(case["value"]), case["level"])


def test_no_level_without_a_figure_for_any_region() -> None:
    known = set(zip(TABLE["region_code"], TABLE["year"], TABLE["measure"], strict=True))
    for region in REGIONS:
        for found in lines_from_statistics(region.code, BOOK, INDEX):
            rule = found.line.statistic.known()
            years = [2025] if rule.compute == "value" else [2025, 2024]
            assert all((region.code, year, rule.measure) in known for year in years) == bool(
                found.figures
            )
            assert (found.reading is None) == (not found.figures) == (found.points is None)
            assert len({figure.series_id for figure in found.figures}) <= 1
    assert len(REGIONS) == 552


def test_which_lines_have_figures() -> None:
    fed: dict[bool, set[str]] = {True: set(), False: set()}
    for region in REGIONS:
        given = {x.line.no for x in lines_from_statistics(region.code, BOOK, INDEX) if x.figures}
        province = region.type == "provinsi"
        assert given == {"10a", "10b", "11a", "11b"} | ({"4", "5a", "5b"} if province else set())
        fed[province] |= given


def test_never_a_difference_across_two_series() -> None:
    broken = TABLE.copy()
    rows = (broken["region_code"] == "11.71") & (broken["year"] == 2024)
    broken.loc[rows, "series_id"] = "T0"
    lines = lines_from_statistics("11.71", BOOK, index_figures(broken))
    given = {x.line.no for x in lines if x.figures}
    assert given == {"10b", "11b"}


def test_two_series_that_could_both_serve_give_nothing() -> None:
    rows = TABLE[(TABLE["region_code"] == "11.71") & (TABLE["year"] >= 2024)]
    doubled = pd.concat([rows, rows.assign(series_id="T0")])
    lines = lines_from_statistics("11.71", BOOK, index_figures(doubled))
    assert not any(x.figures for x in lines)


def test_2027_has_no_figures_yet() -> None:
    lines = lines_from_statistics("11.71", cached_rulebook(2027), INDEX)
    assert lines
    assert not any(x.figures for x in lines)
