"""Last year's portfolio under this year's rules: what is kept, what is lost, what it is worth."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings

from iga_core.language import load_words
from iga_core.portfolio import Claim, Portfolio, score_portfolio
from iga_core.portfolio.carry import Carried, CarriedLine, Lost, carry
from iga_core.portfolio.tree import line_points
from iga_core.rules import Rulebook, cached_rulebook
from tests.portfolio.made import BOOK, SIX, clean, portfolios, sound

WORDS = load_words("id")

NEXT = cached_rulebook(2027)
fixed = settings(max_examples=80)


def line(found: Carried, code: str) -> CarriedLine:
    return next(item for item in found.lines if item.change.code == code)


def made(**changes: Any) -> Rulebook:  # noqa: ANN401 - any field
    """A rulebook after 2026 in which lines changed: weight, gone, new, fewer levels."""
    lines = {item.code: item for item in BOOK.lines}
    video, tools = lines["sid_video"], lines.pop("sid_tools")
    weight = video.weight.model_copy(update={"value": Decimal(2)})
    lines["sid_video"] = video.model_copy(update={"weight": weight})
    lines["sid_new"] = tools.model_copy(update={"code": "sid_new", "name": "Baru"})
    monev = lines["sid_monev"]
    lines["sid_monev"] = monev.model_copy(update={"levels": monev.levels[:2]})
    return BOOK.model_copy(update={"year": 2030, "lines": tuple(lines.values()), **changes})


def test_2026_to_2027_shows_the_divisor_and_the_sixth_affair() -> None:
    five = tuple(sound(n, affair=SIX[n % 5]) for n in range(13))
    found = carry(replace(clean(), innovations=five), BOOK, NEXT)
    assert found.before
    assert found.after
    assert (found.lacking_before, found.lacking_after, found.lost) == ("", "", ())
    changed = {rule.key for rule in found.rules if rule.changed}
    unknown = {rule.key for rule in found.rules if rule.changed is None}
    assert changed == {"divisor", "basic_services.required"}
    assert unknown == {"eligibility.applied_from", "eligibility.applied_to"}
    # 13 innovations at level 3: divided by 13, then by 14; all points for the number are lost
    assert line(found, "sid_video").effect == Decimal("11.14") - 12
    assert line(found, "sid_count").effect == -13 * Decimal("0.38")
    assert line(found, "spd_vision").effect == 0
    assert {item.change.kind for item in found.lines} == {"same"}


def test_2025_to_2026_says_that_the_rules_of_2025_do_not_suffice() -> None:
    found = carry(clean(), cached_rulebook(2025), BOOK)
    assert (found.before, found.lacking_before) == (None, "divisor")
    assert found.after
    assert found.after.scores.index[0] == score_portfolio(clean(), BOOK).scores.index[0]
    assert {item.effect for item in found.lines} == {None}
    assert line(found, "spd_vision").change.kind == "unknown"
    assert line(found, "sid_video").change.kind in {"same", "name"}


def test_lines_gone_new_and_reweighted() -> None:
    found = carry(clean(), BOOK, made())
    gone, new, video = (line(found, code) for code in ("sid_tools", "sid_new", "sid_video"))
    assert [x.change.kind for x in (gone, new, video)] == ["gone", "new", "weight"]
    assert [x.claims for x in (gone, new, video)] == [0, 0, 13]
    assert [x.effect for x in (gone, new, video)] == [-6, 0, -6]
    assert [gone.after, new.before] == [None, None]
    assert [video.change.before, video.change.after] == [4, 2]
    assert Lost("line", 1, "sid_tools") in found.lost


def test_a_level_that_no_longer_exists_is_lost_not_lowered() -> None:
    found = carry(clean(), BOOK, made())
    assert Lost("level", 1, "sid_monev") in found.lost
    assert "sid_monev" not in found.portfolio.innovations[0].levels
    assert found.portfolio.innovations[0].levels["sid_video"] == Claim(3, 3)


def test_an_affair_no_longer_listed_is_left_empty() -> None:
    listed = tuple(name for name in BOOK.affairs.known() if name != "pangan")
    after = made(affairs=BOOK.affairs.model_copy(update={"value": listed}))
    found = carry(clean(affair="pangan", crossing_affairs=("pangan", SIX[0])), BOOK, after)
    item = found.portfolio.innovations[0]
    assert (item.affair, item.crossing_affairs) == ("", (SIX[0],))
    assert found.lost.count(Lost("affair", 1, "pangan")) == 2


def test_raw_values_are_last_years_and_told_so() -> None:
    spd = {code: claim for code, claim in clean().spd.items() if code != "spd_pad"}
    own = replace(clean(), spd=spd, spd_values={"spd_pad": Decimal("3.1")})
    assert carry(own, BOOK, NEXT).stale == ("spd_pad",)
    pad = BOOK.line("spd_pad")
    words = pad.model_copy(update={"levels": BOOK.line("spd_vision").levels})
    lines = tuple(words if item.code == "spd_pad" else item for item in BOOK.lines)
    found = carry(own, BOOK, BOOK.model_copy(update={"lines": lines}))
    assert (found.lost, found.stale) == ((Lost("value", 0, "spd_pad"),), ())


def test_the_window_is_applied_again() -> None:
    first, last = BOOK.eligibility.applied_from, BOOK.eligibility.applied_to
    days = {
        "applied_from": first.model_copy(update={"value": date(2025, 1, 1)}),
        "applied_to": last.model_copy(update={"value": date(2026, 12, 31)}),
    }
    window = BOOK.eligibility.model_copy(update=days)
    items = (
        sound(0, developed_on=None),
        sound(1),
        sound(2, applied_on=date(2026, 2, 1), developed_on=None),
        sound(3, stage="uji-coba"),
        sound(4, rejected=True),
    )
    own = replace(clean(), innovations=items)
    found = carry(own, BOOK, BOOK.model_copy(update={"eligibility": window}))
    assert [(entry.before, entry.after) for entry in found.entries] == [
        ("", "window"),
        ("", ""),
        ("window", ""),
        ("stage", "stage"),
        ("rejected", "rejected"),
    ]
    assert {entry.after for entry in carry(own, BOOK, NEXT).entries} == {
        "unknown",
        "stage",
        "rejected",
    }


@given(portfolios())
@fixed
def test_an_effect_is_what_printed_points_differ_by_and_points_add_up(
    portfolio: Portfolio,
) -> None:
    for after in (NEXT, made()):
        found = carry(portfolio, BOOK, after)
        assert found.before
        assert found.after
        before = sum(line_points(found.before).values())
        now = sum(line_points(found.after).values())
        assert sum((x.points_after or 0) - (x.points_before or 0) for x in found.lines) == (
            now - before
        )
        for item in found.lines:
            if item.points_before is not None and item.points_after is not None:
                printed = (WORDS.number(p, 2) for p in (item.points_before, item.points_after))
                was, is_now = (Decimal(text.replace(",", ".")) for text in printed)
                assert item.effect == is_now - was


@given(portfolios())
@fixed
def test_the_same_rules_change_nothing(portfolio: Portfolio) -> None:
    found = carry(portfolio, BOOK, BOOK)
    assert found.portfolio == portfolio
    assert found.lost == ()
    assert {item.effect for item in found.lines} == {0}
    assert all(entry.before == entry.after for entry in found.entries)
    assert not any(rule.changed for rule in found.rules)
