"""The plan is the best there is: it equals an exhaustive search, and it does what it says."""

from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from itertools import product

import numpy as np
import pytest

from iga_core.language import load_words
from iga_core.message import told
from iga_core.portfolio import Claim, Efforts, Innovation, Plan, Portfolio, plan, score_portfolio
from iga_core.portfolio.advice.planning import carried_out
from iga_core.portfolio.advice.position import position_of
from iga_core.portfolio.advice.programme import Programme, least_effort, most_value
from iga_core.portfolio.advice.steps import newcomer_of, reach, uncovered
from iga_core.rules import Batch, Rulebook, score
from iga_core.rules.scoring import SCORED
from tests.portfolio.drawn import (
    BOOK,
    EFFORTS,
    ELSEWHERE,
    ONE,
    SID,
    SIX,
    SPD,
    drawn,
    even,
    switched,
)

NEW = 2  # new innovations at most
SHAPES = [(1, 2, 1), (1, 2, 2), (3, 1, 1), (4, 1, 0), (2, 1, 2), (0, 3, 1)]


@dataclass(frozen=True)
class Case:
    portfolio: Portfolio
    book: Rulebook
    efforts: Efforts


def case_of(seed: int) -> Case:
    """A few innovations with a few open steps, under rules with few innovations and affairs."""
    dice = np.random.default_rng(seed)
    number, sid, spd = SHAPES[seed % len(SHAPES)]
    book = switched(
        stays=bool(dice.random() < 0.5),
        crossing=bool(dice.random() < 0.3),
        missing="rejected" if dice.random() < 0.15 else "noted",
        divisor=int(dice.choice([1, 2, 4])),
        required=int(dice.choice([0, 1, 2, 3])),
    )
    codes = [*dice.choice([x.code for x in SID], sid, False)]
    codes += [*dice.choice([x.code for x in SPD], spd, False)]

    def effort() -> Decimal:
        return Decimal(int(dice.integers(0, 90))) / 10

    efforts = EFFORTS.changed(
        sid=(),
        spd=(),
        line={str(c): tuple(effort() for _ in range(dice.integers(1, 4))) for c in codes},
        innovation=effort(),
        affair=effort(),
        first_level=int(dice.integers(0, 3)),
    )
    return Case(drawn(seed, number, sparse=True), book, efforts)


@dataclass(frozen=True)
class Found:
    """Every choice there is: effort, exact points, rounded index, (new, of these in an affair)."""

    effort: Decimal
    points: Fraction
    index: Decimal
    new: tuple[int, int]


def choices(case: Case) -> list[Found]:
    """Score every choice of new innovations, affairs and levels."""
    position = position_of(case.portfolio, case.book)
    newcomer = newcomer_of(position, case.efforts)
    most = NEW if newcomer.effort is not None else 0
    free = uncovered(position)
    found = []
    for new in range(most + 1):
        for taken in range(min(new, len(free)) + 1):
            each = newcomer.effort or Decimal(0)
            fixed = new * each + taken * case.efforts.affair
            found += [
                replace(x, effort=x.effort + fixed, new=(new, taken))
                for x in levels(case, new, free[:taken])
            ]
    return found


def levels(case: Case, new: int, affairs: tuple[str, ...]) -> list[Found]:
    position = position_of(case.portfolio, case.book)
    sheet, newcomer = position.sheet, newcomer_of(position, case.efforts)
    spd = position.batch.spd[0]
    sid = np.vstack([position.batch.sid, np.tile(newcomer.levels, (new, 1))]).astype(np.int8)
    state = np.r_[position.batch.state, np.full(new, SCORED)].astype(np.int8)
    covers = np.zeros((len(sid), len(SIX)), dtype=np.bool_)
    covers[: len(sid) - new] = position.batch.affairs
    for place, affair in enumerate(affairs):
        covers[len(sid) - new + place, SIX.index(affair)] = True
    scored = [*np.flatnonzero(position.scored), *range(len(sid) - new, len(sid))]
    cells = [(-1, c, line, int(spd[c])) for c, line in enumerate(SPD)]
    cells += [(r, c, line, int(sid[r, c])) for r in scored for c, line in enumerate(SID)]
    cells = [x for x in cells if reach(x[2], x[3], case.efforts) > x[3]]
    tops = [reach(x[2], x[3], case.efforts) + 1 for x in cells]
    steps = [range(x[3], top) for x, top in zip(cells, tops, strict=True)]
    rows = list(product(*steps))  # one empty row when nothing is open
    grid = np.array(rows, dtype=np.int8).reshape(len(rows), len(cells))
    tall, wide = np.tile(spd, (len(grid), 1)), np.tile(sid, (len(grid), 1, 1))
    tenths = np.zeros(len(grid), dtype=np.int64)
    for (row, column, line, now), chosen in zip(cells, grid.T, strict=True):
        each = [0] * (now + 1)
        for to in range(now + 1, int(chosen.max()) + 1):
            each.append(each[-1] + int((case.efforts.of(line, to) or 0) * 10))
        tenths += np.array(each)[chosen]
        if row < 0:
            tall[:, column] = chosen
        else:
            wide[:, row, column] = chosen
    batch = Batch(
        tall,
        wide.reshape(-1, len(SID)),
        np.repeat(np.arange(len(grid)), len(sid)),
        np.tile(state, len(grid)),
        np.tile(covers, (len(grid), 1)),
    )
    scores = score(batch, sheet)
    return [
        Found(
            Decimal(int(effort)) / 10,
            Fraction(int(scores.spd[i] + scores.count[i]))
            + Fraction(int(scores.maturity_sum[i]), int(scores.divisor[i])),
            Decimal(str(scores.index[i])),
            (0, 0),
        )
        for i, effort in enumerate(tenths)
    ]


def done(case: Case, made: Plan) -> Decimal:
    """The index after doing what the plan says, scored the long way."""
    portfolio = case.portfolio
    spd, values = dict(portfolio.spd), dict(portfolio.spd_values)
    now = position_of(portfolio, case.book).batch.spd[0].tolist()
    levels_now = dict(zip((line.code for line in SPD), now, strict=True))
    codes = [line.code for line in SID]
    profile = {c: Claim(n) for c, n in zip(codes, made.newcomer.levels, strict=True)}
    affairs = [*made.new_affairs, *[ELSEWHERE] * (made.new - len(made.new_affairs))]
    items = [
        *portfolio.innovations,
        *(Innovation("baru", affair=a, levels=profile) for a in affairs),
    ]
    spent = (
        made.new * (made.newcomer.effort or Decimal(0))
        + len(made.new_affairs) * case.efforts.affair
    )
    for item in made.upgrades:
        spent += item.effort * (len(item.places) or 1)
        if item.line.aspect == "SPD":
            assert levels_now[item.line.code] == item.from_level
            levels_now[item.line.code] = item.to_level
            values.pop(item.line.code, None)
            spd[item.line.code] = Claim(item.to_level)
        for place in item.places:
            old = items[place].levels
            assert old.get(item.line.code, Claim(0)).claimed == item.from_level
            items[place] = replace(
                items[place], levels={**old, item.line.code: Claim(item.to_level)}
            )
    assert spent == made.effort
    after = replace(portfolio, spd=spd, spd_values=values, innovations=tuple(items))
    index = Decimal(str(score_portfolio(after, case.book).scores.index[0]))
    made_so = carried_out(portfolio, case.book, made, "baru {}".format)
    assert Decimal(str(score_portfolio(made_so, case.book).scores.index[0])) == index
    return index


def test_a_plan_carried_out_keeps_what_was_verified_and_names_what_is_new() -> None:
    item = Innovation("Satu", levels={SID[0].code: Claim(1, 1)}, evidence={SID[0].code: "SK"})
    own = Portfolio(innovations=(item,))
    made = plan(own, BOOK, EFFORTS, budget=Decimal(10_000))
    after = carried_out(own, BOOK, made, "Baru {}".format)
    assert [x.name for x in after.innovations] == [
        "Satu",
        *(f"Baru {number + 1}" for number in range(made.new)),
    ]
    assert made.new and after.innovations[0].levels[SID[0].code] == Claim(3, 1)
    assert after.innovations[0].evidence == item.evidence
    assert not any(x.evidence for x in after.innovations[1:])


@pytest.mark.parametrize("seed", range(200))
def test_a_plan_equals_an_exhaustive_search(seed: int) -> None:
    case = case_of(seed)
    every = choices(case)
    dice = np.random.default_rng(seed)
    indices = sorted({x.index for x in every})
    budgets = sorted({x.effort for x in every})
    for part in dice.random(3):
        _least_effort(case, every, indices[int(part * len(indices))])
        _most_index(case, every, budgets[int(part * len(budgets))] + Decimal("0.05"))
    _least_effort(case, every, indices[-1] + Decimal("0.01"))


def _least_effort(case: Case, every: list[Found], target: Decimal) -> None:
    made = plan(case.portfolio, case.book, case.efforts, target=target, most_new=NEW)
    assert made.furthest == max(x.index for x in every)
    able = [x for x in every if x.index >= target]
    if not able:
        assert (made.status, made.upgrades, made.new) == ("unreachable", (), 0)
        return
    least = min(x.effort for x in able)
    fewest = min(x.new for x in able if x.effort == least)
    best = max(x.points for x in able if x.effort == least and x.new == fewest)
    assert made.status == "proven"
    assert (made.effort, made.new, len(made.new_affairs)) == (least, *fewest)
    assert made.exact_after == pytest.approx(float(best) / 250)
    assert done(case, made) == made.index_after >= target


def _most_index(case: Case, every: list[Found], budget: Decimal) -> None:
    made = plan(case.portfolio, case.book, case.efforts, budget=budget, most_new=NEW)
    able = [x for x in every if x.effort <= budget]
    best = max(x.points for x in able)
    fewest = min(x.new for x in able if x.points == best)
    least = min(x.effort for x in able if x.points == best and x.new == fewest)
    assert made.status == "proven"
    assert made.exact_after == pytest.approx(float(best) / 250)
    assert (made.effort, made.new, len(made.new_affairs)) == (least, *fewest)
    assert done(case, made) == made.index_after


def test_the_small_portfolios_ask_for_every_kind_of_plan() -> None:
    """The exhaustive test is worth something: its cases raise levels, add, cover and fail."""
    made = []
    for seed in range(60):
        case = case_of(seed)
        budget, target = (Decimal(30), None) if seed % 2 else (None, Decimal(20))
        asked = (case.portfolio, case.book, case.efforts)
        made.append(plan(*asked, budget=budget, target=target, most_new=NEW))
    assert {x.status for x in made} == {"proven", "unreachable"}
    assert {x.new for x in made} == {0, 1, 2}
    assert {len(x.new_affairs) for x in made} >= {0, 1}
    assert sum(len(x.upgrades) > 1 for x in made) > 15
    assert any(len(item.places) > 1 for x in made for item in x.upgrades)


def test_greedy_is_not_enough() -> None:
    """Two steps of 5 points for 5 each beat one of 6 for 6, which gain per effort would take."""
    one = np.array([6, 5, 5])
    none = np.zeros(0, dtype=np.int64)
    upper = np.ones(3, dtype=np.int64)
    programme = Programme(one, np.array([59, 50, 50]), upper, none, none, none)
    assert most_value(programme, 100, 1e9).amounts.tolist() == [0, 1, 1]
    assert least_effort(programme, 10, 1e9).amounts.tolist() == [0, 1, 1]


def test_the_rounded_index_reaches_the_target() -> None:
    """79.996 before rounding is 80.00 after: the plan stops there, not one step later."""
    portfolio = even(200, dict.fromkeys((x.code for x in SID), 2))
    low = float(score_portfolio(portfolio, BOOK).scores.index[0])
    made = plan(portfolio, BOOK, EFFORTS, target=Decimal("80"), most_new=0)
    assert low < made.exact_after < 80 <= made.index_after


def test_the_work_gathers_on_the_highest_innovations() -> None:
    levels = [{"sid_budget": 1, "sid_video": n} for n in (0, 3, 1)]
    items = tuple(Innovation(str(x), levels={k: Claim(v) for k, v in x.items()}) for x in levels)
    own = EFFORTS.changed(sid=(), spd=())
    own = own.with_line("sid_budget", [ONE, ONE])
    made = plan(Portfolio(innovations=items), BOOK, own, budget=Decimal(2), most_new=0)
    assert [(x.from_level, x.to_level, x.places) for x in made.upgrades] == [(1, 2, (1, 2))]


def test_what_cannot_be_reached_says_how_far_and_why() -> None:
    items = (Innovation("a", rejected=True), Innovation("b", stage="uji-coba"))
    closed = EFFORTS.changed(sid=(), spd=())
    made = plan(Portfolio(innovations=items), BOOK, closed, target=Decimal("65.01"), most_new=3)
    assert (made.status, made.effort) == ("unreachable", Decimal(0))
    assert made.index_after == made.index_before
    said = [told(x, load_words("id")) for x in made.limits]
    words = (
        "1, 2a",
        "1 inovasi ditolak",
        "tetap ikut membagi",
        "1 inovasi tidak dinilai",
        "0 dari 5",
    )
    for word in (*words, "Paling banyak 3"):
        assert any(word in line for line in said), word


def test_a_target_already_reached_costs_nothing() -> None:
    made = plan(even(12, {"sid_video": 3}), BOOK, EFFORTS, target=Decimal(1))
    assert (made.status, made.effort) == ("proven", Decimal(0))
    assert (made.upgrades, made.new) == ((), 0)


def test_the_same_question_has_the_same_answer() -> None:
    portfolio = drawn(7, 40)
    asked = [plan(portfolio, BOOK, EFFORTS, target=Decimal(45)) for _ in range(2)]
    assert asked[0] == asked[1]
    assert asked[0].upgrades


def test_without_time_the_plan_says_it_is_not_proven() -> None:
    made = plan(drawn(7, 40), BOOK, EFFORTS, target=Decimal(45), seconds=-1)
    assert made.status == "unproven"
    assert made.index_after >= 45


@pytest.mark.parametrize("wish", [{}, {"target": ONE, "budget": ONE}, {"budget": -ONE}])
def test_one_wish_not_below_nothing(wish: dict[str, Decimal]) -> None:
    with pytest.raises(ValueError, match="target or a budget"):
        plan(Portfolio(), BOOK, EFFORTS, target=wish.get("target"), budget=wish.get("budget"))
