"""Keep or drop: known break-even figures, which entries cost, the best subset by brute force."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.portfolio import (
    Claim,
    Innovation,
    Portfolio,
    best_subset,
    break_even,
    break_even_curve,
    costs,
    score_portfolio,
)
from iga_core.portfolio.advice.position import position_of
from iga_core.portfolio.advice.workbench_json import cost_json, subset_json
from iga_core.rules import Rulebook, make_sheet
from tests.portfolio.drawn import (
    BOOK,
    BOOKS,
    ELSEWHERE,
    PORTFOLIOS,
    SID,
    SIX,
    drawn,
    even,
    switched,
)

SHEET = make_sheet(BOOK)
fixed = settings(max_examples=80)


@pytest.mark.parametrize(
    ("n", "points"), [(12, "75.06"), (50, "60.62"), (199, "4.00"), (200, "80"), (250, "80")]
)
def test_the_break_even_of_one_more(n: int, points: str) -> None:
    """Mean 80, condition met."""
    assert break_even(Decimal(80) * n, n, 0, SHEET, True) == Fraction(points)
    assert break_even_curve(Decimal(80), [n], 0, SHEET, True) == ((n, Fraction(points)),)


def test_the_break_even_at_the_edges() -> None:
    below = break_even(Decimal(80) * 5, 5, 0, SHEET, True)
    assert below < 0  # the divisor stays 12: any innovation pays
    assert break_even(Decimal(80) * 50, 50, 0, SHEET, False) == 80  # no count points to gain
    assert break_even(Decimal(80) * 50, 50, 0, SHEET, False, True) < 0  # it brings the condition
    stays = break_even(Decimal(80) * 50, 50, 10, SHEET, True)
    left = break_even(Decimal(80) * 50, 50, 10, make_sheet(switched(stays=False)), True)
    assert stays < left == Fraction("60.62")
    assert break_even(Decimal(0), 0, 0, SHEET, False) == 0


@given(st.integers(0, 250), st.integers(0, 20), st.booleans(), st.integers(0, 11100))
@fixed
def test_an_entry_at_the_break_even_changes_nothing(
    n: int, rejected: int, met: bool, mean: int
) -> None:
    total = Fraction(mean, 100) * n
    least = break_even(total, n, rejected, SHEET, met)
    divisors = [max(12, n + rejected), max(12, n + rejected + 1)]
    counts = [Fraction(38, 100) * min(k, 200) * met for k in (n, n + 1)]
    assert total / divisors[0] + counts[0] == (total + least) / divisors[1] + counts[1]


def without(portfolio: Portfolio, places: set[int]) -> Portfolio:
    kept = (x for n, x in enumerate(portfolio.innovations) if n not in places)
    return replace(portfolio, innovations=tuple(kept))


def index(portfolio: Portfolio, book: Rulebook) -> Decimal:
    return Decimal(str(score_portfolio(portfolio, book).scores.index[0]))


@given(PORTFOLIOS, BOOKS)
@fixed
def test_what_an_entry_costs_is_what_scoring_without_it_says(
    portfolio: Portfolio, book: Rulebook
) -> None:
    now = index(portfolio, book)
    for found in costs(portfolio, book):
        alone = index(without(portfolio, {found.innovation}), book)
        assert found.without == alone
        assert found.gain == now - alone
        assert cost_json(found, portfolio)["gain"] == float(now - alone)


def test_a_weak_entry_costs_unless_it_carries_an_affair() -> None:
    strong = {"sid_video": 3, "sid_benefit": 3, "sid_replication": 3, "sid_budget": 3}
    portfolio = even(12, strong)
    weak = [Innovation("lemah", affair=ELSEWHERE), Innovation("lemah, pembawa", affair=SIX[5])]
    rejected = Innovation("ditolak", rejected=True)
    six = switched(required=6)
    items = (*portfolio.innovations, *weak, rejected)
    found = costs(replace(portfolio, innovations=items), six)
    assert [x.costs for x in found[-3:]] == [True, False, True]
    assert found[-2].carries == (SIX[5],)
    assert not any(x.costs for x in found[:12])
    left = costs(replace(portfolio, innovations=items), switched(required=6, stays=False))
    assert [x.costs for x in left[-3:]] == [True, False, False]
    assert left[-1].gain == 0


def points(portfolio: Portfolio, book: Rulebook) -> Fraction:
    scores = score_portfolio(portfolio, book).scores
    whole = Fraction(int(scores.spd[0] + scores.count[0]))
    return whole + Fraction(int(scores.maturity_sum[0]), int(scores.divisor[0]))


def brute(portfolio: Portfolio, book: Rulebook) -> tuple[Fraction, int]:
    """The highest points of any subset, and the most entries of a subset that reaches them."""
    position = position_of(portfolio, book)
    choice = np.flatnonzero(position.batch.state == 0).tolist()
    return max(
        (points(without(portfolio, set(left)), book), len(choice) - len(left))
        for size in range(len(choice) + 1)
        for left in combinations(choice, size)
    )


@pytest.mark.parametrize("seed", range(60))
def test_the_best_subset_equals_brute_force(seed: int) -> None:
    book = switched(
        stays=seed % 2 == 0,
        crossing=seed % 3 == 0,
        missing="rejected" if seed % 5 == 0 else "noted",
        divisor=(1, 3, 12)[seed % 3],
        required=(2, 3, 4, 5, 6, 0)[seed % 6],
    )
    portfolio = drawn(seed, seed % 8, sparse=seed % 4 == 0)
    best, number = brute(portfolio, book)
    found = best_subset(portfolio, book)
    assert points(without(portfolio, set(found.leave)), book) == best
    assert len(found.send) == number
    assert found.index_best == index(without(portfolio, set(found.leave)), book)
    assert found.gain == found.index_best - index(portfolio, book)
    assert subset_json(found)["gain"] == float(found.gain)
    assert set(found.forced) <= set(found.send)


@pytest.mark.parametrize("seed", range(20))
def test_entries_without_a_mandatory_line_are_for_choice_too(seed: int) -> None:
    book = switched(missing="rejected", divisor=1, required=seed % 3, stays=seed % 4 > 0)
    made = drawn(seed, 6)
    codes = [line.code for line in SID if line.mandatory.value]
    items = []
    for place, item in enumerate(made.innovations):
        filled = {code: Claim(1 + (seed + place) % 3) for code in codes}
        bare = {codes[0]: Claim(0)} if place % 3 == 0 else {}
        items.append(replace(item, words=None, levels={**item.levels, **filled, **bare}))
    portfolio = replace(made, innovations=tuple(items))
    best, number = brute(portfolio, book)
    found = best_subset(portfolio, book)
    assert points(without(portfolio, set(found.leave)), book) == best
    assert len(found.send) == number


def test_one_entry_for_two_affairs_can_beat_two() -> None:
    """Crossing affairs count and three are required: one weak entry costs less than two."""
    full, third = ({line.code: Claim(n) for line in SID} for n in (3, 1))
    strong = tuple(Innovation(str(n), affair=SIX[0], levels=full) for n in range(14))
    weak = tuple(Innovation(a, affair=a, levels=third) for a in SIX[1:3])
    weaker = {**third, "sid_video": Claim(0)}
    both = Innovation("dua", affair=SIX[1], crossing_affairs=(SIX[2],), levels=weaker)
    portfolio = Portfolio(innovations=(*strong, *weak, both))
    book = switched(crossing=True, divisor=1, required=3)
    tried = [points(without(portfolio, left), book) for left in ({14, 15}, {16}, {14, 15, 16})]
    assert tried[0] == max(tried)
    assert best_subset(portfolio, book).leave == (14, 15)


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("crossing", [False, True])
def test_the_best_of_14_equals_brute_force(seed: int, crossing: bool) -> None:
    """Over arrays: 16,384 subsets, each covering what its entries cover."""
    book = switched(crossing=crossing, divisor=3, required=(4, 5, 6)[seed])
    drawn_ = drawn(100 + seed, 14)
    items = tuple(replace(x, rejected=False, stage=None, words=None) for x in drawn_.innovations)
    portfolio = replace(drawn_, innovations=items)
    position = position_of(portfolio, book)
    sheet, worth = position.sheet, position.worth
    chosen = (np.arange(2**14)[:, None] >> np.arange(14)) & 1
    n = chosen.sum(axis=1)
    services = (chosen @ position.batch.affairs.astype(int) > 0).sum(axis=1)
    count = np.where(services >= sheet.required, sheet.count_points * np.minimum(n, 200), 0)
    best = (count + chosen @ worth / np.maximum(3, n)).max() + position.scores.spd[0]
    found = best_subset(portfolio, book)
    sent = points(without(portfolio, set(found.leave)), book)
    assert float(sent) == pytest.approx(best, abs=1e-9)
    assert len(found.send) + len(found.leave) == 14


def test_a_weak_entry_is_kept_for_its_affair_and_stronger_ones_are_not() -> None:
    levels = {line.code: Claim(3) for line in SID}
    strong = (Innovation(str(n), affair=SIX[n % 4], levels=levels) for n in range(30))
    weak = (Innovation(str(n), levels={"sid_video": Claim(1)}) for n in range(3))
    carrier = Innovation("pembawa", affair=SIX[4])
    found = best_subset(Portfolio(innovations=(*strong, *weak, carrier)), BOOK)
    assert found.leave == (30, 31, 32)
    assert found.forced == (33,)
    assert found.index_best > found.index_all
