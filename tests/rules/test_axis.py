"""No two scales and no two years of the summed scale share an axis: in the core, on every page."""

import json

import pytest

from iga_core.analysis.timemachine import class_spans
from iga_core.rules import MixedScalesError, cached_rulebook, one_axis, one_family, rulebook_years
from pages._shared import frame
from tests import on_file
from tests.opened import open_page

RECORD = on_file.record()
BOOKS = {year: cached_rulebook(year) for year in rulebook_years()}
SCORE_FIELDS = {"score", "low", "high"}


@pytest.mark.parametrize("years", [(2020, 2021), (2018, 2019), (2019, 2020), (2018, 2026)])
def test_what_may_not_share_an_axis_is_refused(years: tuple[int, ...]) -> None:
    with pytest.raises(MixedScalesError):
        one_axis([BOOKS[year] for year in years])


@pytest.mark.parametrize("years", [(2020,), (2021, 2026), (2025, 2025)])
def test_what_may_share_an_axis_names_its_scale(years: tuple[int, ...]) -> None:
    assert one_axis([BOOKS[year] for year in years]) == BOOKS[years[0]].scale.known().id


@pytest.mark.parametrize("years", [(2021, 2022), (2024, 2025), (2022, 2025), (2019, 2020)])
def test_scores_of_two_rule_families_are_refused(years: tuple[int, ...]) -> None:
    with pytest.raises(MixedScalesError):
        one_family([BOOKS[year] for year in years])


def test_scores_of_one_rule_family_share_an_axis() -> None:
    assert one_family([BOOKS[year] for year in (2022, 2023, 2024)]) == "iid-2022-2024"


@pytest.mark.parametrize("year", BOOKS)
def test_class_spans_cover_a_bounded_scale_without_gap(year: int) -> None:
    spans = class_spans(BOOKS[year])
    if BOOKS[year].scale.known().high is None:
        assert spans == ()
    else:
        assert [s.low for s in spans[1:]] == [s.high for s in spans[:-1]]
        assert (spans[0].low, spans[-1].high) == (0, 100)


def charts(slug: str, **query: str) -> list[dict[str, object]]:
    """The specs of all charts on one page."""
    at = open_page(slug, **query)
    return [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]


def fields(spec: object) -> set[str]:
    """Every field an encoding of ``spec`` reads."""
    if isinstance(spec, dict):
        own = {spec["field"]} if isinstance(spec.get("field"), str) else set()
        return own.union(*map(fields, spec.values()))
    return set().union(*map(fields, spec)) if isinstance(spec, list) else set()


def assert_one_axis(spec: dict[str, object]) -> None:
    """A chart that reads scores says on which scale and of which years, and may."""
    if not fields(spec) & SCORE_FIELDS:
        return
    meta = spec["usermeta"]
    assert isinstance(meta, dict)
    if "score_years" in meta:
        assert one_family([BOOKS[year] for year in meta["score_years"]]) == meta["family"]
    else:
        assert one_axis([BOOKS[year] for year in meta["rule_years"]]) == meta["scale"]


@pytest.mark.parametrize("slug", frame.PAGES)
def test_no_chart_of_a_page_mixes_scales(slug: str) -> None:
    for spec in charts(slug):
        assert_one_axis(spec)
