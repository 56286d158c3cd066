"""The index: constants and examples with their source, and what holds for every portfolio."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.rules import (
    Batch,
    RuleUnknownError,
    ScoreArrays,
    bound,
    cached_rulebook,
    classify,
    index_of_totals,
    make_sheet,
    round_half_up,
    score,
)
from iga_core.rules.scoring import OUTSIDE, REJECTED, SCORED
from tests.bench.scoring import make_batch, plain_loop
from tests.rules.cases import read_cases

BOOK = cached_rulebook(2026)
SHEET = make_sheet(BOOK)
SIX = len(BOOK.basic_services.affairs.known())
CASES = read_cases("index")
fixed = settings(max_examples=60)


def uniform(n: int, level: int = 3, spd: int = 3) -> Batch:
    """One government with ``n`` innovations, every line at one level."""
    return Batch(
        spd=np.full((1, len(SHEET.spd)), spd, dtype=np.int8),
        sid=np.full((n, len(SHEET.sid)), level, dtype=np.int8),
        owner=np.zeros(n, dtype=np.int64),
        state=np.zeros(n, dtype=np.int8),
        affairs=np.eye(SIX, dtype=np.bool_)[np.arange(n) % SIX],
    )


@st.composite
def batches(draw: st.DrawFn) -> Batch:
    """A few governments with a few dozen innovations in any state."""
    seed, governments = draw(st.integers(0, 2**32)), draw(st.integers(1, 5))
    batch = make_batch(SHEET, governments, draw(st.integers(0, 60)))
    dice = np.random.default_rng(seed)
    state = dice.choice([SCORED, SCORED, REJECTED, OUTSIDE], len(batch.sid)).astype(np.int8)
    sid = dice.integers(0, 4, batch.sid.shape, dtype=np.int8)
    return replace(batch, sid=sid, state=state)


@pytest.mark.parametrize("case", CASES["case"], ids=str)
def test_worked_case(case: dict[str, Any]) -> None:
    book = cached_rulebook(case["year"])
    sheet = make_sheet(book)
    maturities = [Decimal(case["maturity"])] * case["n"]
    total, iid = index_of_totals(Decimal(case["spd"]), maturities, case["services"], sheet)
    printed = Decimal(case["total"])
    assert round(total, 4) == round(printed, 4)
    assert iid == Decimal(case["iid"])
    assert max(sheet.floor, case["n"]) == case["divisor"]
    assert classify(iid, book).predicate == case["predicate"]


@pytest.mark.parametrize("case", CASES["bound"], ids=str)
def test_upper_bound(case: dict[str, Any]) -> None:
    sheet = replace(SHEET, floor=case["divisor"])
    assert bound(case["n"], sheet) == Decimal(case["iid"])


def test_constants_of_2026() -> None:
    most, shares = BOOK.maxima, BOOK.shares
    values = [f.known() for f in (most.spd, most.maturity, most.count, most.sid, most.total)]
    assert values == [63, 111, 76, 187, 250]
    printed = [str(f.known()) for f in (shares.spd, shares.sid, shares.maturity, shares.count)]
    assert printed == ["25.20", "74.80", "44.40", "30.40"]
    assert (len(SHEET.spd), len(SHEET.sid)) == (20, 20)
    assert all(line.top == 3 for line in BOOK.lines)
    assert sum(line.weight.known() for line in SHEET.spd) == 21
    assert sum(line.weight.known() for line in SHEET.sid) == 37
    mandatory = [line.no for line in SHEET.sid if line.mandatory.known()]
    assert mandatory == ["16", "17", "32", "33", "35"]
    numbers = {line.no.rstrip("ab") for line in SHEET.spd if line.mandatory.known()}
    assert numbers == {"1", *map(str, range(3, 12))}
    assert SHEET.floor == 12
    assert SHEET.required == 5


@pytest.mark.parametrize(("level", "points"), [(1, 37), (2, 74), (3, 111)])
def test_one_innovation_at_one_level(level: int, points: int) -> None:
    assert score(uniform(1, level), SHEET).maturity[0] == points * SHEET.tick


def test_a_perfect_portfolio_is_100() -> None:
    assert score(uniform(200), SHEET).index.tolist() == [100.0]
    assert score(uniform(300), SHEET).index.tolist() == [100.0]


def test_an_empty_portfolio_is_0() -> None:
    found = score(uniform(0, spd=0), SHEET)
    assert found.index.tolist() == [0.0]
    assert classify(Decimal(0), BOOK).predicate == "Tidak Dapat Dinilai"


def test_five_affairs_keep_the_count_points_and_four_lose_all() -> None:
    for services, count in ((6, 20 * 38), (5, 20 * 38), (4, 0)):
        batch = uniform(20)
        batch = replace(batch, affairs=batch.affairs & (np.arange(SIX) < services))
        found = score(batch, SHEET)
        assert (found.services[0], found.count[0]) == (services, count)


def test_rejected_stay_in_the_divisor_unless_switched() -> None:
    batch = uniform(20)
    batch.state[:5] = REJECTED
    batch.state[5] = OUTSIDE
    kept, left = (
        score(batch, replace(SHEET, rejected_in_divisor=switch)) for switch in (True, False)
    )
    assert (kept.n[0], kept.rejected[0], kept.divisor[0]) == (14, 5, 19)
    assert left.divisor[0] == 14
    assert left.index[0] > kept.index[0]


def test_an_unfilled_mandatory_line_can_be_made_to_reject() -> None:
    batch = uniform(13)
    batch.sid[0, int(np.flatnonzero(SHEET.mandatory)[0])] = 0
    noted = score(batch, SHEET)
    strict = score(batch, replace(SHEET, missing="rejected"))
    assert (noted.missing[0], noted.n[0], strict.n[0], strict.rejected[0]) == (1, 13, 12, 1)


@pytest.mark.parametrize("year", [2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025])
def test_a_year_whose_rules_do_not_suffice_says_which(year: int) -> None:
    with pytest.raises(RuleUnknownError, match=str(year)):
        make_sheet(cached_rulebook(year))


@pytest.mark.parametrize("level", [-1, 4])
def test_a_level_that_no_line_has_is_refused(level: int) -> None:
    batch = uniform(3)
    batch.sid[0, 0] = level
    with pytest.raises(ValueError, match="level"):
        score(batch, SHEET)


@given(batches(), st.data())
@fixed
def test_raising_a_level_never_lowers_the_index(batch: Batch, data: st.DataObject) -> None:
    before = score(batch, SHEET).index
    levels = data.draw(st.sampled_from([batch.spd, batch.sid] if len(batch.sid) else [batch.spd]))
    row = data.draw(st.integers(0, len(levels) - 1))
    column = data.draw(st.integers(0, levels.shape[1] - 1))
    levels[row, column] = min(3, levels[row, column] + 1)
    assert (score(batch, SHEET).index >= before).all()


@given(batches(), st.integers(0, 2**32))
@fixed
def test_order_is_irrelevant(batch: Batch, seed: int) -> None:
    order = np.random.default_rng(seed).permutation(len(batch.sid))
    shuffled = replace(
        batch,
        sid=batch.sid[order],
        owner=batch.owner[order],
        state=batch.state[order],
        affairs=batch.affairs[order],
    )
    assert score(shuffled, SHEET).index.tolist() == score(batch, SHEET).index.tolist()


@given(batches())
@fixed
def test_no_portfolio_exceeds_the_bound(batch: Batch) -> None:
    found = score(batch, SHEET)
    for n, index in zip(found.n, found.index, strict=True):
        assert Decimal(str(index)) <= bound(int(n), SHEET)


def one(batch: Batch, row: int) -> Batch:
    """The portfolio of one government alone."""
    own = batch.owner == row
    return Batch(
        batch.spd[row : row + 1],
        batch.sid[own],
        np.zeros(int(own.sum()), dtype=np.int64),
        batch.state[own],
        batch.affairs[own],
    )


@given(batches())
@fixed
def test_one_and_many_agree(batch: Batch) -> None:
    many = score(batch, SHEET)
    for row in range(len(batch.spd)):
        alone = score(one(batch, row), SHEET)
        assert alone.index[0] == many.index[row]
        assert alone.sid_lines[0].tolist() == many.sid_lines[row].tolist()


@given(batches())
@fixed
def test_steps_add_up(batch: Batch) -> None:
    found = score(batch, SHEET)
    assert (found.spd_lines.sum(axis=1) == found.spd).all()
    by_owner = np.bincount(batch.owner, weights=found.maturity, minlength=len(batch.spd))
    assert (by_owner == found.maturity_sum).all()
    for row in range(len(found.index)):
        points = Decimal(int(found.spd[row] + found.count[row]))
        points += Decimal(int(found.maturity_sum[row])) / int(found.divisor[row])
        exact = 100 * points / SHEET.max_total
        assert Decimal(str(found.index[row])) == round_half_up(exact, SHEET.decimals)


def test_a_plain_loop_agrees() -> None:
    batch = make_batch(SHEET, 40, 900)
    assert score(batch, SHEET).index.tolist() == plain_loop(batch, SHEET)


def test_half_a_hundredth_goes_up() -> None:
    sheet: ScoreArrays = SHEET
    total, iid = index_of_totals(
        Decimal("0.0125"), [], 0, replace(sheet, tick=10000, max_total=2_500_000)
    )
    assert (total, iid) == (Decimal("0.0125"), Decimal("0.01"))
