"""What if validators reject: exact at chances 0 and 1, repeatable, and like a plain simulation."""

import random
import tracemalloc
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from iga_core.declared.rulebook import ValueInterval
from iga_core.declared.workbench import cached_workbench
from iga_core.portfolio import (
    Chances,
    Claim,
    Innovation,
    Portfolio,
    Refusals,
    Risk,
    preset_refusals,
    reject_risk,
    score_portfolio,
)
from iga_core.rules import Rulebook, cached_rulebook
from tests.portfolio.drawn import BOOK, BOOKS, PORTFOLIOS, SID, SIX, SPD, drawn, switched

NEVER = Refusals(Chances(0, 0, 0))
ALWAYS = Refusals(Chances(1, 0, 0))
SHARES = (0.05, 0.5, 0.95)


def risk(
    portfolio: Portfolio, book: Rulebook, refusals: Refusals, draws: int = 50, seed: int = 1
) -> Risk:
    return reject_risk(portfolio, book, refusals, draws=draws, seed=seed, quantiles=SHARES)


def index(portfolio: Portfolio, book: Rulebook) -> Decimal:
    return Decimal(str(score_portfolio(portfolio, book).scores.index[0]))


def certain(found: Risk) -> Decimal:
    """The one index of all draws."""
    assert found.lowest == found.highest
    assert {value for _, value in found.quantiles} == {found.lowest}
    assert [x.draws for x in found.histogram] == [found.draws]
    assert found.mean == pytest.approx(float(found.lowest))
    return found.lowest


@given(PORTFOLIOS, BOOKS)
@settings(max_examples=60)
def test_chances_of_0_and_1_are_exact(portfolio: Portfolio, book: Rulebook) -> None:
    assert certain(risk(portfolio, book, NEVER)) == index(portfolio, book)
    items = portfolio.innovations
    refused = replace(portfolio, innovations=tuple(_refused(x) for x in items))
    assert certain(risk(portfolio, book, ALWAYS)) == index(refused, book)
    unfilled = tuple(replace(x, levels={}) for x in items)
    bare = replace(portfolio, innovations=unfilled)
    assert certain(risk(portfolio, book, Refusals(Chances(0, 1, 0)))) == index(bare, book)


def _refused(item: Innovation) -> Innovation:
    """Outside stays outside: validators never see it."""
    seen = item.stage != "uji-coba" and (item.words is None or item.words >= 300)
    return replace(item, rejected=item.rejected or seen)


def test_one_entry_or_one_line_can_have_its_own_chance() -> None:
    portfolio = drawn(3, 20)
    place = next(n for n, x in enumerate(portfolio.innovations) if not x.rejected)
    items = list(portfolio.innovations)
    items[place] = _refused(items[place])
    single = replace(portfolio, innovations=tuple(items))
    found = risk(portfolio, BOOK, replace(NEVER, innovations={place: 1}))
    assert certain(found) == index(single, BOOK)
    lines = {"sid_video": 1.0, "spd_vision": 1.0}
    unseen = (
        replace(x, levels={k: v for k, v in x.levels.items() if k != "sid_video"})
        for x in portfolio.innovations
    )
    spd = {k: v for k, v in portfolio.spd.items() if k != "spd_vision"}
    bare = replace(portfolio, innovations=tuple(unseen), spd=spd)
    assert certain(risk(portfolio, BOOK, replace(NEVER, lines=lines))) == index(bare, BOOK)


def test_a_line_from_a_statistic_is_refused_only_by_name() -> None:
    portfolio = Portfolio(spd={line.code: Claim(3) for line in SPD})
    kept = Portfolio(spd={line.code: Claim(3) for line in SPD if line.has_bands})
    found = risk(portfolio, BOOK, Refusals(Chances(0, 0, 1)))
    assert 0 < certain(found) == index(kept, BOOK)
    named = Refusals(Chances(0, 0, 1), lines={x.code: 1.0 for x in SPD if x.has_bands})
    assert certain(risk(portfolio, BOOK, named)) == 0


@pytest.mark.parametrize("stays", [True, False])
def test_the_rulebook_says_whether_the_refused_divide(stays: bool) -> None:
    levels = {line.code: Claim(3) for line in SID}
    items = tuple(Innovation(str(n), affair=SIX[n % 6], levels=levels) for n in range(40))
    portfolio = Portfolio(innovations=items)
    found = risk(
        portfolio, switched(stays=stays), replace(NEVER, innovations=dict.fromkeys(range(10), 1.0))
    )
    mean = Decimal(111) * 30 / (40 if stays else 30)
    assert certain(found) == round((mean + Decimal("0.38") * 30) / Decimal("2.5"), 2)


def test_the_same_seed_repeats_and_another_does_not() -> None:
    portfolio, chances = drawn(5, 30), Refusals(Chances(0.2, 0.1, 0.1))
    assert risk(portfolio, BOOK, chances) == risk(portfolio, BOOK, chances)
    assert risk(portfolio, BOOK, chances).mean != risk(portfolio, BOOK, chances, seed=2).mean


def plain(portfolio: Portfolio, book: Rulebook, chances: Chances, draws: int) -> list[float]:
    """The same simulation, one draw, one innovation, one line at a time."""
    dice = random.Random(9)
    found = []
    for _ in range(draws):
        items = []
        for item in portfolio.innovations:
            levels = {k: v for k, v in item.levels.items() if dice.random() >= chances.sid_line}
            fallen = dice.random() < chances.innovation
            items.append(
                _refused(replace(item, levels=levels)) if fallen else replace(item, levels=levels)
            )
        bands = {line.code for line in SPD if line.has_bands}
        spd = {
            k: v
            for k, v in portfolio.spd.items()
            if k in bands or dice.random() >= chances.spd_line
        }
        after = replace(portfolio, innovations=tuple(items), spd=spd)
        found.append(float(score_portfolio(after, book).scores.index[0]))
    return found


@pytest.mark.parametrize("stays", [True, False])
def test_it_spreads_like_a_plain_simulation(stays: bool) -> None:
    portfolio, book, chances = (
        drawn(8, 25),
        switched(stays=stays, required=4),
        Chances(0.3, 0.1, 0.2),
    )
    found = risk(portfolio, book, Refusals(chances), draws=4000)
    other = sorted(plain(portfolio, book, chances, 800))
    spread = (sum((x - sum(other) / 800) ** 2 for x in other) / 800) ** 0.5
    assert found.mean == pytest.approx(sum(other) / 800, abs=4 * spread / 800**0.5)
    for share, value in found.quantiles:
        near = (other[int(799 * max(0, share - 0.05))], other[int(799 * min(1, share + 0.05))])
        assert near[0] <= float(value) <= near[1]
    assert 0 < found.condition_lost < 1


def test_what_is_counted_adds_up() -> None:
    found = risk(drawn(5, 30), BOOK, Refusals(Chances(0.2, 0.1, 0.1)), draws=700)
    assert sum(x.draws for x in found.histogram) == 700
    assert sum(x.sure for x in found.classes) == pytest.approx(1)
    assert found.histogram[0].low == found.lowest
    assert found.histogram[-1].low <= found.highest < found.histogram[-1].high
    values = [value for _, value in found.quantiles]
    assert values == sorted(values)


def test_a_class_whose_limit_is_an_interval_may_but_need_not_apply() -> None:
    classes = tuple(
        x.model_copy(update={"value": ValueInterval(Decimal(10), Decimal(90))})
        if x.predicate == "Inovatif"
        else x
        for x in BOOK.classes[:3]
    )
    portfolio = Portfolio(spd={line.code: Claim(3) for line in SPD})
    found = risk(portfolio, BOOK.model_copy(update={"classes": classes}), NEVER)
    assert {x.predicate: (float(x.sure), float(x.possible)) for x in found.classes} == {
        "Tidak Dapat Dinilai": (0, 0),
        "Kurang Inovatif": (0, 1),
        "Inovatif": (0, 1),
    }


def test_a_forecast_year_and_no_innovation_at_all() -> None:
    empty = risk(Portfolio(), cached_rulebook(2027), Refusals(Chances(0.5, 0.5, 0.5)))
    assert certain(empty) == 0
    assert empty.condition_lost == 1


def test_memory_stays_small() -> None:
    tracemalloc.start()
    risk(drawn(1, 300), BOOK, Refusals(Chances(0.2, 0.1, 0.1)), draws=6000)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 120_000_000  # drawn in parts: all at once takes twice that


def test_presets_come_from_the_workbench() -> None:
    bench = cached_workbench()
    for preset in bench.risk.presets:
        assert preset_refusals(bench, preset.id).general == preset.chances
    with pytest.raises(KeyError):
        preset_refusals(bench, "tidak ada")


def test_what_is_no_chance_is_refused() -> None:
    for chance in (-0.1, 1.1, float("nan")):
        with pytest.raises(ValueError, match="chance"):
            Refusals(Chances(chance, 0, 0))
        with pytest.raises(ValueError, match="chance"):
            Refusals(Chances(0, 0, 0), lines={"sid_video": chance})
    with pytest.raises(ValueError, match="innovation"):
        risk(Portfolio(), BOOK, replace(NEVER, innovations={0: 1}))
    with pytest.raises(ValueError, match="draws"):
        risk(Portfolio(), BOOK, NEVER, draws=0)
