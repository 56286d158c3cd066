"""Cliff alarm: what hangs on the condition, on which entries, and what their fall costs."""

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings

from iga_core.portfolio import Innovation, Portfolio, cliff, score_portfolio
from iga_core.rules import Rulebook
from tests.portfolio.drawn import BOOK, BOOKS, ELSEWHERE, PORTFOLIOS, SIX, even, switched

LEVELS = {"sid_video": 2, "sid_budget": 1}


def index(portfolio: Portfolio, book: Rulebook) -> Decimal:
    return Decimal(str(score_portfolio(portfolio, book).scores.index[0]))


def changed(portfolio: Portfolio, place: int, *items: Innovation) -> Portfolio:
    before, after = portfolio.innovations[:place], portfolio.innovations[place + 1 :]
    return replace(portfolio, innovations=(*before, *items, *after))


@pytest.mark.parametrize(("n", "points"), [(50, 7.60), (200, 30.40), (250, 30.40), (0, 0.0)])
def test_the_points_that_hang_on_the_condition(n: int, points: float) -> None:
    found = cliff(even(n, LEVELS), BOOK)
    assert found.points == Decimal(str(points))
    lost = cliff(even(n, LEVELS, SIX[:4]), BOOK)
    assert lost.points == Decimal(str(points))  # what the condition would bring
    if n:
        assert (found.spare, found.met, lost.spare, lost.met) == (0, True, -1, False)


def one_carrier(n: int, affairs: tuple[str, ...] = SIX[:4], alone: str = SIX[4]) -> Portfolio:
    """``n`` innovations, the last of which alone covers an affair."""
    made = even(n - 1, LEVELS, affairs)
    return replace(made, innovations=(*made.innovations, Innovation("sendiri", affair=alone)))


def test_a_single_entry_that_carries_the_condition() -> None:
    found = cliff(one_carrier(50), BOOK)
    assert [x.innovation for x in found.falls] == [49]
    fall = found.falls[0]
    assert (fall.affairs, fall.breaks) == ((SIX[4],), True)
    assert fall.rejected == Decimal("7.60")  # it stays in the divisor and had no maturity
    assert fall.withdrawn < Decimal("7.60")  # without it the divisor shrinks
    assert found.weakest == (49,)
    left = cliff(one_carrier(50), switched(stays=False))
    assert left.falls[0].rejected == fall.withdrawn


def test_with_one_spare_no_single_entry_breaks_it_but_two_do() -> None:
    found = cliff(one_carrier(50, SIX[:5], SIX[5]), BOOK)
    assert (found.spare, [x.breaks for x in found.falls]) == (1, [False])
    assert found.falls[0].rejected == Decimal("0.15")  # its own 0.38 points of 2.5
    assert len(found.weakest) == 1 + 9  # and the fewest carriers of another affair
    assert 49 in found.weakest


def test_an_affair_that_two_cover_has_no_single_carrier() -> None:
    assert cliff(even(10, LEVELS), BOOK).falls == ()


def test_what_names_no_affair_is_counted() -> None:
    items = (Innovation("a"), Innovation("b", affair=ELSEWHERE), Innovation("c", rejected=True))
    found = cliff(Portfolio(innovations=items), BOOK)
    assert (found.unsaid, found.weakest, found.falls) == (1, (), ())


@given(PORTFOLIOS, BOOKS)
@settings(max_examples=80)
def test_a_fall_costs_what_scoring_anew_says(portfolio: Portfolio, book: Rulebook) -> None:
    now = index(portfolio, book)
    report = score_portfolio(portfolio, book).scores
    found = cliff(portfolio, book)
    assert found.spare == int(report.services[0]) - found.required
    for fall in found.falls:
        item = portfolio.innovations[fall.innovation]
        refused = changed(portfolio, fall.innovation, replace(item, rejected=True))
        gone = changed(portfolio, fall.innovation)
        assert fall.rejected == now - index(refused, book)
        assert fall.withdrawn == now - index(gone, book)
        after = int(score_portfolio(gone, book).scores.services[0])
        assert fall.breaks == (found.met and after < found.required)


@given(PORTFOLIOS, BOOKS)
@settings(max_examples=60)
def test_no_fewer_entries_break_the_condition(portfolio: Portfolio, book: Rulebook) -> None:
    found = cliff(portfolio, book)
    carriers = [set(x.carriers) for x in found.affairs]

    def met(fallen: set[int]) -> bool:
        return sum(bool(x - fallen) for x in carriers) >= found.required

    if not found.weakest:
        assert not met(set()) or met({place for some in carriers for place in some})
        return
    assert met(set()) and not met(set(found.weakest))
    every = sorted(set().union(*carriers))
    if len(found.weakest) <= 4:
        fewer = combinations(every, len(found.weakest) - 1)
        assert all(met(set(some)) for some in fewer)
