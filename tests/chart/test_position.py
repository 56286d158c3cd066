"""The class ruler of a portfolio: limits from the rulebook, marks where the indices are."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.chart import html, svg
from iga_core.chart.model import Ruler
from iga_core.chart.position import class_ruler
from iga_core.language import load_words
from iga_core.rules import cached_rulebook, classify, scoring_years

WORDS = load_words("id")
BOOK = cached_rulebook(2026)
indices = st.decimals(0, 100, places=2)


def ruler(score: Decimal, year: int = 2026, **beside: Decimal | None) -> Ruler:
    book = cached_rulebook(year)
    return class_ruler(classify(score, book), book, WORDS, **beside)


@given(indices, st.none() | indices, st.none() | indices, st.none() | indices)
def test_every_index_stands_at_its_place_and_is_said_in_words(
    score: Decimal, verified: Decimal | None, reach: Decimal | None, estimate: Decimal | None
) -> None:
    found = ruler(score, verified=verified, reach=reach, estimate=estimate)
    (row,) = found.rows
    beside = [index for index in (verified, estimate, reach) if index is not None]
    assert [point.at for point in row.points] == pytest.approx(
        [float(index) / 100 for index in (*beside, score)]
    )
    rings = [point for point in row.points if not point.filled]
    assert len(rings) == (verified is not None)
    assert row.points[-1].text == WORDS.number(score, 2)
    for index in (score, *beside):
        assert WORDS.number(index, 2) in found.said
    for written in (html.write(found), svg.write(found)):
        assert WORDS.number(score, 2) in written


@given(indices)
def test_what_is_missing_ends_where_the_next_class_begins(score: Decimal) -> None:
    found, verdict = ruler(score), classify(score, BOOK)
    (row,) = found.rows
    if verdict.next_limit is None:
        assert row.missing is None
        return
    assert row.missing is not None
    assert (row.missing.low, row.missing.high) == pytest.approx(
        (float(score) / 100, float(verdict.next_limit) / 100)
    )
    points = WORDS.number(verdict.next_limit - score, 2)
    assert row.missing.text in ("", WORDS("position.missing", points=points))


@pytest.mark.parametrize("year", scoring_years())
def test_the_classes_are_the_rulebook_s_and_a_forecast_is_marked(year: int) -> None:
    book, found = cached_rulebook(year), ruler(Decimal(50), year)
    assert {band.label for band in found.bands} <= {entry.predicate for entry in book.classes}
    limits = [text for _, text in found.ticks[1:-1]]
    lowest = (entry.known() for entry in book.classes[1:])
    known = {WORDS.number(low, 2) for low in lowest if isinstance(low, Decimal)}
    assert limits and set(limits) <= known
    assert found.forecast is book.forecast
    assert ("forecast" in html.write(found)) is book.forecast
    assert (WORDS("position.forecast", year=year) in html.write(found)) is book.forecast


def test_two_numbers_that_would_lie_on_one_another_are_one() -> None:
    """The other is in the words below the picture."""
    near = ruler(Decimal(50), verified=Decimal("70.00"), reach=Decimal("71.00"))
    far = ruler(Decimal(50), verified=Decimal("40.00"), reach=Decimal("71.00"))
    assert [point.text for point in near.rows[0].points] == ["70,00", "", "50,00"]
    assert [point.text for point in far.rows[0].points] == ["40,00", "71,00", "50,00"]
    assert "71,00" in near.said
