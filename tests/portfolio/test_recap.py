"""The recap per agency: counts, parts that add up to the innovation aspect, who is silent."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from hypothesis import given, settings

from iga_core.declared.rehearsal import standards
from iga_core.language import load_words
from iga_core.message import told
from iga_core.portfolio import Claim, Portfolio, score_portfolio
from iga_core.portfolio.review.recap import AgencyRecap, Recap, recap, recap_notes, recap_table
from iga_core.rules import cached_rulebook
from tests.portfolio.made import BOOK, SID, clean, portfolios, sound

LIMITS = standards()
WORDS = load_words("id")
HEALTH = "Dinas Kesehatan"


def of(portfolio: Portfolio, expected: tuple[str, ...] = ()) -> Recap:
    return recap(score_portfolio(portfolio, BOOK), LIMITS, expected)


def agency(found: Recap, name: str) -> AgencyRecap:
    return next(item for item in found.agencies if item.agency == name)


@given(portfolios())
@settings(max_examples=120)
def test_every_innovation_counts_once_and_the_parts_add_up_to_the_innovation_aspect(
    portfolio: Portfolio,
) -> None:
    for year in (2026, 2027):
        report = score_portfolio(portfolio, cached_rulebook(year))
        scores, tick = report.scores, report.scores.sheet.tick
        found = recap(report, LIMITS).agencies
        mean = Fraction(int(scores.maturity_sum[0]), tick * int(scores.divisor[0]))
        count = Fraction(int(scores.count[0]), tick)
        assert sum(x.maturity_points for x in found) == mean
        assert sum(x.count_points for x in found) == count
        assert sum(x.index for x in found) == (mean + count) * 100 / 250
        positions = sorted(place for x in found for place in x.positions)
        assert positions == list(range(1, len(portfolio.innovations) + 1))
        for x in found:
            assert x.sent == len(x.positions) == x.scored + x.outside + x.rejected
            assert (x.maturity_mean is None) == (not x.scored)


def test_an_agency_by_hand() -> None:
    levels = dict.fromkeys(SID, Claim(1, 1))
    items = (
        sound(0, agency=HEALTH, evidence={}),  # 111 points, 20 claims bare
        sound(1, agency="dinas  KESEHATAN", levels={**levels, "sid_video": Claim(0)}),  # 33
        sound(2, agency=HEALTH, rejected=True, levels={}, evidence={}),
        sound(3, agency=HEALTH, stage="inisiatif", evidence={}),
        *(sound(n, agency="Dinas Sosial") for n in range(4, 13)),
    )
    health = agency(of(replace(clean(), innovations=items)), HEALTH)
    assert (health.sent, health.scored, health.outside, health.rejected) == (4, 2, 1, 1)
    assert health.maturity_mean == Fraction(111 + 33, 2)
    assert health.mature == 1
    assert (health.mandatory_missing, health.evidence_missing) == (1, 20)
    # eleven scored and one rejected: divided by twelve; the number brings 0.38 for each scored
    assert health.maturity_points == Fraction(111 + 33, 12)
    assert health.count_points == 2 * Fraction("0.38")
    assert health.index == health.points * 100 / 250


def test_mature_begins_at_the_threshold() -> None:
    full = dict.fromkeys(SID, Claim(3, 3))
    lower = {"sid_video": Claim(0), "sid_replication": Claim(0), "sid_tools": Claim(1)}
    just = full | lower | {"sid_training": Claim(2)}  # 111 - 12 - 9 - 4 - 1 = 85
    below = just | {"sid_training": Claim(1)}
    items = (sound(0, agency="A", levels=just), sound(1, agency="B", levels=below))
    found = of(replace(clean(), innovations=items)).agencies
    assert [(x.maturity_mean, x.mature) for x in found] == [(Fraction(85), 1), (Fraction(84), 0)]


def test_beyond_the_cap_the_points_for_the_number_are_shared_equally() -> None:
    items = tuple(
        sound(n % 13, name=f"Inovasi {n}", agency="A" if n < 100 else "B") for n in range(400)
    )
    found = of(replace(clean(), innovations=items))
    assert [x.count_points for x in found.agencies] == [19, 57]


def test_without_the_affairs_the_number_brings_nothing() -> None:
    items = tuple(replace(item, affair="") for item in clean().innovations)
    found = of(replace(clean(), innovations=items))
    assert [x.count_points for x in found.agencies] == [0, 0, 0]


def test_agencies_stand_in_alphabetical_order_and_the_unsaid_last() -> None:
    items = (sound(0, agency=""), sound(1, agency="Z"), sound(2, agency="a"))
    found = of(replace(clean(), innovations=items))
    assert [x.agency for x in found.agencies] == ["a", "Z", ""]


def test_who_has_not_reported() -> None:
    expected = ("Dinas Kominfo", "DINAS kesehatan", "Dinas Sosial", "")
    found = of(clean(), expected)
    assert (found.expected, found.silent) == (3, ("Dinas Kominfo",))
    assert found.unexpected == ("Dinas Pendidikan",)
    notes = [told(note, WORDS) for note in recap_notes(found, LIMITS)]
    assert "1 dari 3" in notes[0]
    heads, rows = recap_table(found, WORDS)
    assert [row[0] for row in rows][-1] == "Dinas Kominfo"
    assert {len(row) for row in rows} == {len(heads)}


def test_without_a_list_nobody_is_called_silent() -> None:
    found = of(clean())
    assert (found.expected, found.silent, found.unexpected) == (0, (), ())
    assert "tidak diketahui" in told(recap_notes(found, LIMITS)[0], WORDS)


def test_it_says_that_it_does_not_rank() -> None:
    said = [note.id for note in recap_notes(of(clean()), LIMITS)]
    assert said[1:] == ["recap.shares", "recap.mature_rule", "recap.no_rank"]


def test_a_year_with_another_highest_maturity_has_no_mature_ones() -> None:
    mature = LIMITS.threshold.mature.changed(of=154)
    of_another = LIMITS.changed(threshold=LIMITS.threshold.changed(mature=mature))
    found = recap(score_portfolio(clean(), BOOK), of_another)
    assert {x.mature for x in found.agencies} == {None}
    assert "recap.mature_unknown" in [note.id for note in recap_notes(found, of_another)]


def test_nothing_scored_has_no_mean() -> None:
    made = replace(clean(), innovations=(sound(0, applied_on=date(2020, 1, 1), developed_on=None),))
    (only,) = of(made).agencies
    assert [only.maturity_mean, only.mature, only.points] == [None, 0, 0]
    assert recap_table(of(made), WORDS)[1][0][5] is None
