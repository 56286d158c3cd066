"""The legal screen: made-up innovations judged as the data say; other data, other answers."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given

from iga_core.declared.law import ANSWERS, Law, LegalOutcome, LegalStep, cached_law
from iga_core.language import load_words
from iga_core.portfolio import Claim, Innovation, Portfolio, read_portfolio
from iga_core.portfolio.encoding import portfolio_bytes
from iga_core.portfolio.review.screen import LegalCheck, reason_text, screen, screen_innovation
from iga_core.rules import Rulebook, cached_rulebook
from tests.portfolio.portfolios import portfolios

BOOK, LAW = cached_rulebook(2026), cached_law()
WORDS = load_words("id")
ALL_YES: dict[str, Any] = dict.fromkeys(ANSWERS, "ya")
FULL = Innovation(
    name="Contoh",
    form="pelayanan-publik",
    initiator="asn",
    type="digital",
    affair="kesehatan",
    stage="penerapan",
    applied_on=date(2024, 6, 1),
    words=300,
    **ALL_YES,
)
SILENT = Innovation(name="Contoh")
UNMET, OPEN, MET = "unmet", "undecided", "met"

# what is changed in FULL, what is looked at, its outcome, why; entry, index
CASES: list[tuple[dict[str, Any], str, str, str, str, str]] = [
    ({}, "pembaruan", MET, "answer_yes", MET, MET),
    ({"renewal": "tidak"}, "pembaruan", UNMET, "answer_no", UNMET, MET),
    ({"benefit": "tidak"}, "manfaat", UNMET, "answer_no", UNMET, MET),
    ({"burden_free": "tidak"}, "tanpa-beban", UNMET, "answer_no", UNMET, MET),
    ({"authority": "tidak"}, "kewenangan", UNMET, "answer_no", UNMET, MET),
    ({"replicable": "tidak"}, "replikasi", UNMET, "answer_no", UNMET, MET),
    ({"renewal": ""}, "pembaruan", OPEN, "unanswered", OPEN, MET),
    ({"benefit": ""}, "manfaat", OPEN, "unanswered", OPEN, MET),
    ({"burden_free": ""}, "tanpa-beban", OPEN, "unanswered", OPEN, MET),
    ({"authority": ""}, "kewenangan", MET, "affair_listed", MET, MET),
    ({"authority": "", "affair": ""}, "kewenangan", OPEN, "unanswered", OPEN, MET),
    ({"authority": "", "affair": "antariksa"}, "kewenangan", OPEN, "affair_unlisted", OPEN, MET),
    ({"authority": "tidak", "affair": ""}, "kewenangan", UNMET, "answer_no", UNMET, MET),
    ({"replicable": ""}, "replikasi", OPEN, "unanswered", OPEN, MET),
    (
        {"benefit": "", "levels": {"sid_benefit": Claim(2)}},
        *("manfaat", MET, "line_reached", MET, MET),
    ),
    (
        {"benefit": "", "levels": {"sid_benefit": Claim(0)}},
        *("manfaat", OPEN, "line_below", OPEN, MET),
    ),
    (
        {"benefit": "tidak", "levels": {"sid_benefit": Claim(3)}},
        *("manfaat", UNMET, "answer_no", UNMET, MET),
    ),
    (
        {"replicable": "", "levels": {"sid_replication": Claim(1)}},
        *("replikasi", MET, "line_reached", MET, MET),
    ),
    ({"form": ""}, "form", OPEN, "unsaid", OPEN, MET),
    ({"form": "bentuk-baru"}, "form", UNMET, "unlisted", UNMET, MET),
    ({"initiator": ""}, "initiator", OPEN, "unsaid", OPEN, MET),
    ({"initiator": "swasta"}, "initiator", UNMET, "unlisted", UNMET, MET),
    ({"stage": None}, "stage", OPEN, "unsaid", OPEN, OPEN),
    ({"stage": "uji-coba"}, "counted_stage", UNMET, "stage_outside", MET, UNMET),
    ({"applied_on": date(2023, 12, 31)}, "window", UNMET, "window_outside_undeveloped", MET, UNMET),
    ({"applied_on": date(2024, 1, 1)}, "window", MET, "window_inside", MET, MET),
    ({"applied_on": date(2025, 12, 31)}, "window", MET, "window_inside", MET, MET),
    ({"applied_on": date(2026, 1, 1)}, "window", UNMET, "window_outside_undeveloped", MET, UNMET),
    (
        {"applied_on": date(2019, 5, 5), "developed_on": date(2024, 1, 1)},
        *("window", MET, "window_inside", MET, MET),
    ),
    (
        {"applied_on": date(2019, 5, 5), "developed_on": date(2023, 12, 31)},
        *("window", UNMET, "window_outside", MET, UNMET),
    ),
    ({"applied_on": None}, "window", OPEN, "days_unsaid", MET, OPEN),
    ({"words": 299}, "words", UNMET, "words_short", MET, UNMET),
    ({"words": None}, "words", OPEN, "unsaid", MET, OPEN),
]


def checks(item: Innovation, law: Law = LAW, book: Rulebook = BOOK) -> dict[str, LegalCheck]:
    return {check.id: check for check in screen_innovation(item, law, book)}


def overall(
    item: Innovation, law: Law = LAW, book: Rulebook = BOOK
) -> tuple[LegalOutcome, LegalOutcome]:
    (entry,) = screen(Portfolio(innovations=(item,)), law, book).entries
    return entry.outcome("entry"), entry.outcome("index")


@pytest.mark.parametrize(("change", "looked_at", "outcome", "why", "entry", "index"), CASES)
def test_thirty_innovations_are_judged_as_the_data_say(
    change: dict[str, Any], looked_at: str, outcome: str, why: str, entry: str, index: str
) -> None:
    assert len(CASES) >= 30
    item = replace(FULL, **change)
    check = checks(item)[looked_at]
    assert (check.outcome, why in [reason.id for reason in check.reasons]) == (outcome, True)
    assert overall(item) == (entry, index)


def test_what_nobody_said_is_never_held_against_an_innovation() -> None:
    assert {check.outcome for check in checks(SILENT).values()} == {"undecided"}


def test_every_check_says_why_and_where_it_is_written() -> None:
    for change, *_ in CASES:
        for check in checks(replace(FULL, **change)).values():
            assert check.basis and check.reasons
            assert all(reason_text(reason, WORDS) for reason in check.reasons)


def with_steps(name: str, *steps: LegalStep) -> Law:
    """The law with other steps for one criterion."""
    criteria = (c.model_copy(update={"steps": steps}) if c.id == name else c for c in LAW.criteria)
    return LAW.model_copy(update={"criteria": tuple(criteria)})


def test_other_article_data_give_other_answers() -> None:
    item = replace(FULL, renewal="tidak")
    assert overall(item)[0] == "unmet"
    milder = with_steps("pembaruan", LegalStep(by="answer", yes="met", no="undecided"))
    assert overall(item, milder)[0] == "undecided"
    criteria = tuple(c for c in LAW.criteria if c.id != "pembaruan")
    without = LAW.model_copy(update={"criteria": criteria})
    assert overall(item, without)[0] == "met"
    unlisted = replace(FULL, authority="", affair="antariksa")
    strict = with_steps("kewenangan", LegalStep(by="affair", yes="met", no="unmet"))
    assert overall(unlisted)[0] == "undecided"
    assert overall(unlisted, strict)[0] == "unmet"
    forms = tuple(t for t in LAW.forms if t.id != "pelayanan-publik")
    fewer = LAW.model_copy(update={"forms": forms})
    assert overall(FULL, fewer)[0] == "unmet"
    higher = with_steps(
        "manfaat", LegalStep(by="line", yes="met", no="unmet", line="sid_benefit", level=3)
    )
    claimed = replace(FULL, levels={"sid_benefit": Claim(2)})
    assert overall(claimed, higher)[0] == "unmet"


def test_other_years_give_other_windows() -> None:
    item = replace(FULL, applied_on=date(2023, 6, 1))
    assert overall(item)[1] == "unmet"
    assert checks(item, book=cached_rulebook(2025))["window"].outcome == "met"
    unknown = checks(item, book=cached_rulebook(2027))["window"]
    assert (unknown.outcome, unknown.reasons[0].id) == ("undecided", "rule_unknown")


def test_a_rule_not_on_file_is_undecided() -> None:
    stages = BOOK.counting.stages.model_copy(update={"value": None})
    counting = BOOK.counting.model_copy(update={"stages": stages})
    book = BOOK.model_copy(update={"counting": counting})
    found = checks(FULL, book=book)["counted_stage"]
    assert (found.outcome, found.reasons[0].id) == ("undecided", "rule_unknown")


@given(portfolios(BOOK))
def test_the_screen_agrees_with_what_scoring_leaves_out(portfolio: Portfolio) -> None:
    """Unmet for the index, and only that, is outside when scored; nothing raises."""
    from iga_core.portfolio.report import outside_why

    for entry in screen(portfolio, LAW, BOOK).entries:
        outside = bool(outside_why(entry.innovation, BOOK))
        assert (entry.outcome("index") == "unmet") == outside


def test_answers_travel_with_the_file() -> None:
    mixed = replace(FULL, renewal="tidak", replicable="")
    portfolio = Portfolio(year=2026, innovations=(mixed,))
    found, _ = read_portfolio(portfolio_bytes(portfolio), lambda _: BOOK)
    assert found == portfolio
