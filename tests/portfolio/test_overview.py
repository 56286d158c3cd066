"""The overview says what its parts say: results, reach, and moves that give what they promise."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings

from iga_core.language import load_words
from iga_core.portfolio import (
    Claim,
    Efforts,
    Portfolio,
    best_subset,
    plan,
    rank_steps,
    score_portfolio,
)
from iga_core.portfolio.advice.overview import NEXT, class_said, headline, overview
from iga_core.portfolio.tree import project
from iga_core.rules import ClassLimit, ValueInterval, classify
from tests.portfolio.drawn import EFFORTS
from tests.portfolio.made import BOOK, SID, SPD, clean, portfolios

WORDS = load_words("id")


def index(portfolio: Portfolio) -> Decimal:
    return Decimal(str(score_portfolio(portfolio, BOOK).scores.index[0]))


@given(portfolios())
@settings(max_examples=40)
def test_the_overview_is_what_its_parts_say(portfolio: Portfolio) -> None:
    found, now = overview(portfolio, BOOK, EFFORTS), index(portfolio)
    assert found.best == best_subset(portfolio, BOOK)
    assert found.furthest == plan(portfolio, BOOK, EFFORTS, budget=Decimal(0)).furthest
    assert len(found.moves) <= NEXT
    gains = [move.gain for move in found.moves]
    assert gains == sorted(gains, reverse=True) and all(gain > 0 for gain in gains)
    every = rank_steps(portfolio, BOOK, EFFORTS)
    open_ = [step.gain for step in every if step.effort is not None]
    best = max([*open_, found.best.gain, Decimal(0)])
    assert (gains[0] if gains else 0) == best
    for move in found.moves:
        assert move.after == now + move.gain
        assert move.step is None or move.step in every


def test_to_send_the_best_only_is_a_move_that_costs_nothing() -> None:
    weak = replace(clean(), innovations=clean().innovations[:7])
    items = (*weak.innovations, *(replace(x, levels={}) for x in clean().innovations[:13]))
    own = replace(weak, innovations=items)
    found = overview(own, BOOK, EFFORTS)
    (move,) = (move for move in found.moves if move.step is None)
    sent = replace(own, innovations=tuple(items[place] for place in found.best.send))
    assert (move.after, move.effort) == (
        index(sent),
        Decimal(0),
    ) and move.gain == move.after - index(own)


def test_a_step_out_of_reach_is_no_move() -> None:
    closed: Efforts = EFFORTS.changed(sid=(), spd=(), bands=(), innovation=Decimal(1))
    own = replace(clean(), spd={})
    assert any(step.line for step in rank_steps(own, BOOK, closed))
    assert not any(m.step and m.step.line for m in overview(own, BOOK, closed).moves)


def test_what_nobody_checked_keeps_its_claim_or_counts_nothing() -> None:
    """A level that follows from a raw value is looked up, not claimed: it counts either way."""
    code, other = SPD[0], SPD[1]
    line = next(line for line in BOOK.aspect("SPD") if line.has_bands)
    own = replace(
        clean(),
        spd={code: Claim(3, 2), other: Claim(3)},
        spd_values={line.code: Decimal(1000)},
        innovations=(
            replace(clean().innovations[0], levels={SID[0]: Claim(3, 1), SID[1]: Claim(2)}),
        ),
    )
    kept, zero = (project(own, BOOK, way).verified for way in ("verified", "checked"))
    as_kept = replace(
        own,
        spd={code: Claim(2), other: Claim(3)},
        innovations=(replace(own.innovations[0], levels={SID[0]: Claim(1), SID[1]: Claim(2)}),),
    )
    as_zero = replace(
        own,
        spd={code: Claim(2)},
        innovations=(replace(own.innovations[0], levels={SID[0]: Claim(1)}),),
    )
    assert kept.scores.index[0] == score_portfolio(as_kept, BOOK).scores.index[0]
    assert zero.scores.index[0] == score_portfolio(as_zero, BOOK).scores.index[0]
    assert kept.scores.index[0] > zero.scores.index[0]


@pytest.mark.parametrize("verified", [0, 1])
def test_a_portfolio_is_reviewed_once_a_claim_of_it_was_verified(verified: int) -> None:
    bare = replace(clean(), spd=dict.fromkeys(SPD, Claim(3)), innovations=())
    assert not bare.reviewed
    assert replace(bare, spd={**bare.spd, SPD[0]: Claim(3, verified)}).reviewed
    (item,) = clean().innovations[:1]
    assert replace(bare, innovations=(item,)).reviewed


def fact_of(entry: ClassLimit, value: object) -> ClassLimit:
    return entry.model_copy(update={"value": value})


@pytest.mark.parametrize(
    ("score", "said"),
    [
        ("45.16", "Inovatif, 19,85 poin di bawah Sangat Inovatif"),
        ("65.01", "Sangat Inovatif, kelas tertinggi"),
        ("65", "Inovatif, 0,01 poin di bawah Sangat Inovatif"),
        ("39.9", "Kurang Inovatif, 0,11 poin di bawah Inovatif"),
    ],
)
def test_a_class_is_said_with_the_distance_to_the_next(score: str, said: str) -> None:
    assert class_said(classify(Decimal(score), BOOK), BOOK, WORDS) == said


def test_a_limit_known_to_lie_between_two_numbers_is_said_so() -> None:
    last = BOOK.classes[-1]
    between = fact_of(last, ValueInterval(Decimal(60), Decimal(65)))
    book = BOOK.model_copy(update={"classes": (*BOOK.classes[:-1], between)})
    said = class_said(classify(Decimal(50), book), book, WORDS)
    assert said == "Inovatif, 10,01 sampai 15,00 poin di bawah Sangat Inovatif"
    said = class_said(classify(Decimal(62), book), book, WORDS)
    assert said == "Inovatif atau Sangat Inovatif"
    bare = BOOK.model_copy(update={"classes": ()})
    assert class_said(classify(Decimal(50), bare), bare, WORDS) == WORDS("overview.no_class")


@given(portfolios())
@settings(max_examples=40)
def test_the_sentence_names_the_index_as_printed_and_the_first_move(portfolio: Portfolio) -> None:
    found = overview(portfolio, BOOK, EFFORTS)
    said = headline(found, WORDS)
    assert said.startswith(f"Indeks {WORDS.number(index(portfolio), 2)}: ")
    assert ("Langkah pertama" in said) is bool(found.moves)
    if found.moves:
        assert said.endswith(f"menjadi {WORDS.number(found.moves[0].after, 2)}.")


def test_what_does_not_lift_the_printed_index_is_no_move() -> None:
    """One more innovation where the most that counts is reached with full levels."""
    items = tuple(replace(clean().innovations[0], name=str(n)) for n in range(200))
    own = replace(clean(), innovations=items)
    steps = [step for step in rank_steps(own, BOOK, EFFORTS) if step.effort is not None]
    assert steps and not any(step.gain > 0 for step in steps)
    assert overview(own, BOOK, EFFORTS).moves == ()
