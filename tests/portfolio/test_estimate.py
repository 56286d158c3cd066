"""Four figures give the index that scoring gives to a portfolio which has them."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.portfolio import Portfolio, score_portfolio
from iga_core.portfolio.advice.estimate import (
    PARTS,
    Estimate,
    Lift,
    estimated,
    lifts,
    most,
    rows,
)
from iga_core.rules import cached_rulebook
from iga_core.rules.scoring import SCORED
from tests.portfolio.drawn import switched
from tests.portfolio.made import BOOK, portfolios

TENTH = Decimal("0.1")
figures = st.builds(
    Estimate,
    st.integers(0, 250),
    st.decimals(0, 111, places=1),
    st.integers(0, 6),
    st.decimals(0, 63, places=1),
)


@given(portfolios())
def test_the_estimate_of_a_portfolio_is_its_index(portfolio: Portfolio) -> None:
    """Of the innovations that are scored: a rejected one counts in the divisor besides."""
    for year in (2026, 2027):
        book = cached_rulebook(year)
        scores = score_portfolio(portfolio, book).scores
        kept = [
            item
            for item, state in zip(portfolio.innovations, scores.state, strict=True)
            if state == SCORED
        ]
        scores = score_portfolio(replace(portfolio, innovations=tuple(kept)), book).scores
        tick, n = scores.sheet.tick, len(kept)
        given_ = Estimate(
            n,
            Decimal(int(scores.maturity_sum[0])) / (tick * max(n, 1)),
            int(scores.services[0]),
            Decimal(int(scores.spd[0])) / tick,
        )
        assert estimated(given_, book) == Decimal(str(scores.index[0]))


@given(figures)
def test_what_lifts_most_stands_first_and_nothing_lifted_is_beyond_what_counts(
    found: Estimate,
) -> None:
    now, raised = estimated(found, BOOK), lifts(found, BOOK, TENTH)
    assert sorted(lift.part for lift in raised) == sorted(PARTS)
    assert [lift.gain for lift in raised] == sorted((x.gain for x in raised), reverse=True)
    for lift in raised:
        moved: dict[str, Any] = {lift.part: lift.to}
        assert lift.index == estimated(replace(found, **moved), BOOK) == now + lift.gain
        assert lift.to <= max(getattr(most(BOOK), lift.part), getattr(found, lift.part))


@pytest.mark.parametrize("required", [4, 6])
def test_basic_services_are_lifted_as_far_as_the_rules_require(required: int) -> None:
    book = switched(required=required)
    short = lifts(Estimate(30, Decimal(50), 0, Decimal(30)), book, TENTH)
    (lift,) = (lift for lift in short if lift.part == "services")
    count = 100 * 30 * book.count.points.known() / book.maxima.total.known()
    assert lift.to == required and lift.gain == round(count, 2)
    there = lifts(Estimate(30, Decimal(50), required, Decimal(30)), book, TENTH)
    assert Lift("services", required, there[-1].index, Decimal("0.00")) in there


def test_rows_of_an_estimate_claim_nothing() -> None:
    own = Portfolio(region="11.71", year=2026)
    made = rows(Estimate(3, Decimal(50), 5, Decimal(30)), own, "Baris {}".format)
    assert (made.region, made.year) == ("11.71", 2026)
    assert [item.name for item in made.innovations] == ["Baris 1", "Baris 2", "Baris 3"]
    assert not any((x.levels, x.evidence, x.affair) != ({}, {}, "") for x in made.innovations)
    assert not made.spd and not made.reviewed
