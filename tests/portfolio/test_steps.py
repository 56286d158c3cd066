"""Next best evidence: every step adds what scoring the changed portfolio anew adds."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.portfolio import (
    Basis,
    Claim,
    Innovation,
    Portfolio,
    Step,
    held,
    rank_steps,
    score_portfolio,
)
from iga_core.portfolio.advice.position import position_of
from iga_core.portfolio.advice.steps import newcomer_of
from iga_core.portfolio.advice.workbench_json import held_json, step_json
from iga_core.rules import Rulebook
from tests.portfolio.drawn import (
    BOOK,
    BOOKS,
    EFFORTS,
    ELSEWHERE,
    PORTFOLIOS,
    SID,
    SIX,
    drawn,
    even,
    switched,
)

BASES: tuple[Basis, ...] = ("claimed", "verified")


def index(portfolio: Portfolio, book: Rulebook, basis: Basis) -> Decimal:
    return Decimal(str(score_portfolio(portfolio, book, basis).scores.index[0]))


def taken(portfolio: Portfolio, step: Step, book: Rulebook, basis: Basis) -> Portfolio:
    """The portfolio after ``step``, made the long way."""
    items = list(portfolio.innovations)
    if step.kind == "spd":
        assert step.line is not None
        values = {k: v for k, v in portfolio.spd_values.items() if k != step.line.code}
        spd = {**portfolio.spd, step.line.code: Claim(step.to_level)}
        return replace(portfolio, spd=spd, spd_values=values)
    if step.kind in ("innovation", "affair"):
        newcomer = newcomer_of(position_of(portfolio, book, basis), EFFORTS)
        levels = {x.code: Claim(n) for x, n in zip(SID, newcomer.levels, strict=True)}
        items.append(Innovation("Baru", affair=step.affair or ELSEWHERE, levels=levels))
    elif step.kind == "correction":
        assert step.innovation is not None
        items[step.innovation] = replace(items[step.innovation], affair=step.affair)
    else:
        assert step.line is not None and step.innovation is not None
        old = items[step.innovation]
        levels = {**old.levels, step.line.code: Claim(step.to_level)}
        items[step.innovation] = replace(old, levels=levels)
    return replace(portfolio, innovations=tuple(items))


@given(PORTFOLIOS, BOOKS, st.sampled_from(BASES), st.data())
@settings(max_examples=300)
def test_a_step_adds_what_scoring_anew_adds(
    portfolio: Portfolio, book: Rulebook, basis: Basis, data: st.DataObject
) -> None:
    steps = rank_steps(portfolio, book, EFFORTS, basis)
    before = index(portfolio, book, basis)
    rare = [step for step in steps if step.kind not in ("spd", "sid")]
    chosen = [*rare, *data.draw(st.lists(st.sampled_from(steps), max_size=12))]
    for step in chosen:
        added = index(taken(portfolio, step, book, basis), book, basis) - before
        assert step.gain == added, step
        assert step_json(step, portfolio)["gain"] == float(added)
        assert abs(step.exact - float(added)) <= 0.01, step


def test_every_step_of_some_portfolios_is_right() -> None:
    for seed in range(6):
        book = switched(missing="rejected" if seed % 2 else "noted", stays=seed % 3 > 0)
        portfolio = drawn(seed, 4 + 5 * seed)
        before = index(portfolio, book, "claimed")
        for step in rank_steps(portfolio, book, EFFORTS):
            added = index(taken(portfolio, step, book, "claimed"), book, "claimed") - before
            assert step.gain == added, (seed, step)


@given(PORTFOLIOS, BOOKS)
@settings(max_examples=60)
def test_every_line_below_its_highest_level_is_a_step(portfolio: Portfolio, book: Rulebook) -> None:
    position = position_of(portfolio, book)
    steps = rank_steps(portfolio, book, EFFORTS)
    levels = position.batch.sid.tolist()
    wanted = {
        (place, line.code, levels[place][column])
        for place in range(len(levels))
        if position.scored[place]
        for column, line in enumerate(SID)
        if levels[place][column] < line.top
    }
    found = {
        (x.innovation, x.line.code, x.from_level)
        for x in steps
        if x.kind == "sid" and x.line and x.innovation is not None and position.scored[x.innovation]
    }
    assert found == wanted
    assert sum(x.kind == "spd" for x in steps) == int((position.batch.spd < 3).sum())
    gains = [step.exact for step in steps]
    assert gains == sorted(gains, reverse=True)


def test_known_gains_of_50_innovations() -> None:
    """One video level on one of 50 adds 0.032, one of a 1.5 government line 0.60: unrounded."""
    steps = rank_steps(even(50, {"sid_video": 1}), BOOK, EFFORTS)
    video = next(x for x in steps if x.line and x.line.code == "sid_video")
    heavy = next(x for x in steps if x.line and x.line.weight.known() == Decimal("1.5"))
    assert (round(video.exact, 6), round(heavy.exact, 6)) == (0.032, 0.6)
    assert (video.from_level, video.to_level, video.effort) == (1, 2, EFFORTS.of(SID[-1], 2))


def test_a_step_says_what_the_next_level_asks_for() -> None:
    steps = rank_steps(Portfolio(), BOOK, EFFORTS)
    vision = next(x for x in steps if x.line and x.line.code == "spd_vision")
    assert vision.asks == "Inovasi hanya disebut dalam misi"
    assert vision.evidence == "RPJMD atau peraturan kepala daerah"
    statistic = next(x for x in steps if x.line and x.line.has_bands)
    assert (statistic.effort, statistic.per_effort) == (None, None)


def test_efforts_are_the_teams_own() -> None:
    own = EFFORTS.with_line("spd_vision", [Decimal("0.5")])
    steps = rank_steps(Portfolio(), BOOK, own, order="per_effort")
    assert steps[0].line is not None
    assert (steps[0].line.code, steps[0].effort) == ("spd_vision", Decimal("0.5"))
    raised = Portfolio(spd={"spd_vision": Claim(1)})
    later = [x for x in rank_steps(raised, BOOK, own) if x.line and x.line.code == "spd_vision"]
    assert [x.effort for x in later] == [None]


def test_the_newcomer_is_the_teams_own_median() -> None:
    items = tuple(
        Innovation(str(n), levels={"sid_video": Claim(n), "sid_budget": Claim(3)})
        for n in (1, 2, 3, 3)
    )
    rejected = Innovation("x", rejected=True, levels={"sid_video": Claim(0)})
    position = position_of(Portfolio(innovations=(*items, rejected)), BOOK)
    found = newcomer_of(position, EFFORTS)
    levels = dict(zip((line.code for line in SID), found.levels, strict=True))
    assert (found.pattern, found.number) == ("median", 4)
    assert {code: n for code, n in levels.items() if n} == {"sid_video": 2, "sid_budget": 3}
    assert found.effort == EFFORTS.innovation + (1 + 2) + (1 + 2 + 3)
    assert newcomer_of(position, EFFORTS, 2).levels == (2,) * len(SID)
    assert newcomer_of(position, EFFORTS.with_line("sid_video", []), 2).levels[-1] == 0


def test_a_team_without_innovations_gets_a_stated_pattern() -> None:
    found = newcomer_of(position_of(Portfolio(), BOOK), EFFORTS)
    assert (found.pattern, found.number) == ("level", EFFORTS.first_level)
    assert set(found.levels) == {EFFORTS.first_level}


def test_an_affair_is_only_corrected_where_the_file_names_it() -> None:
    items = (
        Innovation("a", affair=SIX[0], crossing_affairs=(SIX[1],)),
        Innovation("b", affair=SIX[0]),
        Innovation("c", affair=SIX[2], crossing_affairs=(SIX[1],)),  # its own would fall empty
        Innovation("d", affair=ELSEWHERE, crossing_affairs=(SIX[3],)),
        Innovation("e", affair=ELSEWHERE, crossing_affairs=(SIX[3],), rejected=True),
    )
    steps = rank_steps(Portfolio(innovations=items), BOOK, EFFORTS)
    found = {(x.innovation, x.affair) for x in steps if x.kind == "correction"}
    assert found == {(0, SIX[1]), (3, SIX[3])}
    crossing = rank_steps(Portfolio(innovations=items), switched(crossing=True), EFFORTS)
    assert not [x for x in crossing if x.kind == "correction"]


@given(PORTFOLIOS, BOOKS.filter(lambda book: book.counting.missing_mandatory.value == "noted"))
@settings(max_examples=60)
def test_what_a_cured_innovation_adds_is_what_scoring_anew_says(
    portfolio: Portfolio, book: Rulebook
) -> None:
    before = index(portfolio, book, "claimed")
    for found in held(portfolio, book):
        items = list(portfolio.innovations)
        items[found.innovation] = replace(
            items[found.innovation], rejected=False, stage="penerapan", words=None
        )
        cured = replace(portfolio, innovations=tuple(items))
        added = index(cured, book, "claimed") - before
        assert found.gain == added
        assert held_json(found, portfolio)["gain"] == float(added)


@pytest.mark.parametrize("strict", [False, True])
def test_what_earns_nothing_says_why_and_what_it_would_add(strict: bool) -> None:
    book = switched(missing="rejected" if strict else "noted", stays=False)
    full = {line.code: Claim(2) for line in SID}
    items = (
        Innovation("dinilai", affair=SIX[0], levels=full),
        Innovation("ditolak", affair=SIX[1], levels=full, rejected=True),
        Innovation("uji coba", affair=SIX[2], levels=full, stage="uji-coba"),
        Innovation("pendek", levels=full, words=10),
        Innovation("tanpa video", levels={**full, "sid_video": Claim(0)}),
    )
    portfolio = Portfolio(innovations=items)
    found = {x.innovation: x for x in held(portfolio, book)}
    whys = {1: "rejected", 2: "stage", 3: "words", **({4: "mandatory"} if strict else {})}
    assert {place: x.why for place, x in found.items()} == whys
    cured = replace(items[1], rejected=False)
    after = replace(portfolio, innovations=(items[0], cured, *items[2:]))
    added = index(after, book, "claimed") - index(portfolio, book, "claimed")
    assert found[1].gain == added
    assert not [x for x in rank_steps(portfolio, book, EFFORTS) if x.innovation in (1, 2, 3)]
    if strict:
        assert found[4].lines == ("sid_video",)
        mended = [x for x in rank_steps(portfolio, book, EFFORTS) if x.innovation == 4]
        assert [x.line and x.line.code for x in mended] == ["sid_video"]
