"""Cek Mandiri, send or keep: the page says what the core says, for the sample and made ones."""

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words, plain
from iga_core.portfolio import (
    Innovation,
    Portfolio,
    best_subset,
    break_even_curve,
    cliff,
    costs,
    load_example,
    one_more,
)
from iga_core.rules import cached_rulebook, make_sheet
from pages._parts.cek_mandiri import session
from tests.opened import open_page, open_part, text
from tests.portfolio.drawn import ELSEWHERE, SIX, even

BOOK = cached_rulebook(2026)
WORDS = load_words("id")
EXAMPLE = load_example(BOOK)
# 80 of 111 points: level 2 in all lines, 3 in two lines of weight 3
EIGHTY = {line.code: 2 for line in BOOK.aspect("SID")} | {"sid_regulation": 3, "sid_benefit": 3}
WEAK = {"sid_video": 1}


def opened(portfolio: Portfolio | None = None, part: str = "kirim") -> AppTest:
    """One part with this portfolio; without one, with the sample."""
    at = open_page("cek_mandiri")
    at.button(key="cek_mandiri_example").click().run()
    if portfolio is not None:
        at.session_state[session.HELD] = session.Held(portfolio, portfolio, 1)
    open_part(at, part)
    assert not at.exception
    return at


def number(value: float | Decimal | Fraction, decimals: int = 2) -> str:
    return WORDS.number(value, decimals)


def drawn_rows(at: AppTest, part: str) -> list[dict[Any, Any]]:
    """The rows of one part of the only chart."""
    (chart,) = at.get("vega_lite_chart")
    (dataset,) = chart.proto.datasets
    frame = convert_arrow_bytes_to_pandas_df(dataset.data.data)
    return frame[frame["part"] == part].to_dict("records")


@pytest.mark.parametrize(
    ("n", "points"), [(12, "75,06"), (50, "60,62"), (199, "4,00"), (200, "80,00")]
)
def test_the_known_break_even_figures_stand_on_the_page(n: int, points: str) -> None:
    at = opened(even(n, EIGHTY))
    assert f"Sekarang {n} inovasi dinilai, rata-rata kematangannya 80,00 poin" in text(at)
    assert f"**{points}** poin" in text(at)
    (now,) = drawn_rows(at, "now")
    assert (now["n"], number(now["points"])) == (n, points)


def test_the_curve_is_that_of_the_core_and_goes_through_the_present() -> None:
    assert EXAMPLE is not None
    found = one_more(EXAMPLE, BOOK)
    at = opened()
    wanted = break_even_curve(
        found.mean, range(1, 221), found.rejected, make_sheet(BOOK), found.met
    )
    curve = drawn_rows(at, "curve")
    assert [(row["n"], row["points"]) for row in curve] == [(n, float(y)) for n, y in wanted]
    assert [row["text"] for row in curve] == [number(y) for _, y in wanted]
    (now,) = drawn_rows(at, "now")
    assert dict(wanted)[found.n] == found.least
    assert (now["points"], now["text"]) == (float(found.least), number(found.least))
    scored = [x.maturity for x in costs(EXAMPLE, BOOK) if x.state == "scored"]
    assert [row["points"] for row in drawn_rows(at, "entry")] == scored


def test_few_innovations_make_any_further_one_pay() -> None:
    assert WORDS("cek_mandiri.keep_any", n="5", mean="80,00") in text(opened(even(5, EIGHTY)))


def test_the_affair_that_is_lacking_is_told_apart() -> None:
    lacking = even(50, EIGHTY, affairs=SIX[:4])
    found = one_more(lacking, BOOK)
    assert (found.least, found.met) == (Fraction(80), False)
    assert found.completing is not None
    assert found.completing < 0
    shown = text(opened(lacking))
    assert WORDS("cek_mandiri.keep_completing_any") in shown
    assert "**80,00** poin" in shown
    two = even(50, EIGHTY, affairs=SIX[:3])
    assert one_more(two, BOOK).completing is None
    assert WORDS("cek_mandiri.keep_completing_any") not in text(opened(two))


def row_of(at: AppTest, name: str, cells: int) -> list[list[str]]:
    """The table rows of this many cells that begin with a name."""
    rows = [line.strip("| ").split(" | ") for line in text(at).splitlines()]
    return [row for row in rows if row[0] == plain(name, 80) and len(row) == cells]


def test_every_entry_stands_with_what_sending_it_does() -> None:
    assert EXAMPLE is not None
    at = opened()
    for found in costs(EXAMPLE, BOOK):
        item = EXAMPLE.innovations[found.innovation]
        (row,) = row_of(at, item.name, 7)
        assert row[1] == plain(item.agency, 80)
        assert number(abs(found.gain)) in row[3]
        assert number(found.gain + found.without) == number(best_subset(EXAMPLE, BOOK).index_all)
        assert row[4].endswith(number(abs(found.exact), 3))
        assert ("menurunkan)" in row[3] and "(tidak" not in row[3]) == found.costs
        assert ("−" in row[3]) == (found.gain < 0)
        assert ("−" in row[4]) == (found.exact < -0.0005)
        assert row[5] == number(found.without)
        assert row[6] == (
            ", ".join(WORDS.term("affair", affair) for affair in found.carries) or "–"
        )
        if found.state == "scored":
            assert row[2] == number(found.maturity)
    costly = sum(x.costs for x in costs(EXAMPLE, BOOK))
    assert f"**{costly}** dari 24 inovasi" in text(at)


def test_the_best_choice_is_that_of_the_core() -> None:
    assert EXAMPLE is not None
    at, found = opened(), best_subset(EXAMPLE, BOOK)
    assert (number(float(found.index_best)), len(found.leave)) == ("50,72", 9)
    assert WORDS(
        "cek_mandiri.keep_best_found", send=12, leave=9, all="45,16", best="50,72", gain="5,56"
    ) in text(at)
    heads = ("cek_mandiri.keep_leave", "cek_mandiri.keep_send")
    assert WORDS(heads[0], number=9) in text(at)
    for place, item in enumerate(EXAMPLE.innovations):
        chosen = place in {*found.leave, *found.send}
        alarm = place in {x.single for x in cliff(EXAMPLE, BOOK).affairs}
        rows = [row for row in row_of(at, item.name, 4) if not row[2].isdigit()]
        assert len(rows) == chosen
        assert not chosen or ("satu-satunya" in rows[0][3]) == alarm
    tables = [str(x.value) for x in at.markdown if str(x.value).startswith("| Inovasi |")]
    left = next(x for x in tables if WORDS("cek_mandiri.keep_column_remark") in x)
    assert all(plain(EXAMPLE.innovations[place].name, 80) in left for place in found.leave)


def test_what_is_sent_for_its_affair_says_so() -> None:
    strong = even(40, EIGHTY, affairs=SIX[:4])
    weak = even(3, WEAK, affairs=(ELSEWHERE, ELSEWHERE, SIX[4]))
    made = replace(
        strong,
        innovations=(
            *strong.innovations,
            *(replace(x, name=f"lemah {n}") for n, x in enumerate(weak.innovations)),
        ),
    )
    at, found = opened(made), best_subset(made, BOOK)
    assert found.forced == (42,)
    assert found.leave == (40, 41)
    (row,) = row_of(at, "lemah 2", 4)
    assert row[3] == WORDS("cek_mandiri.keep_forced")


def test_sending_all_is_best_where_it_is() -> None:
    made = even(12, EIGHTY)
    index = number(float(best_subset(made, BOOK).index_all))
    assert WORDS("cek_mandiri.keep_best_all", send="12", all=index) in text(opened(made))


def test_the_alarm_counts_what_the_core_counts() -> None:
    assert EXAMPLE is not None
    at, found = opened(), cliff(EXAMPLE, BOOK)
    for affair in found.affairs:
        (row,) = row_of(at, WORDS.term("affair", affair.affair), 4)
        assert row[2] == str(len(affair.carriers))
        assert ("satu inovasi saja" in row[1]) == (affair.single is not None)
    for fall in found.falls:
        (row,) = row_of(at, EXAMPLE.innovations[fall.innovation].name, 5)
        assert row[3].endswith(number(abs(fall.rejected)))
        assert row[4].endswith(number(abs(fall.withdrawn)))
        assert row[3].startswith("−") == (fall.rejected > 0)
        assert row[4].startswith("−") == (fall.withdrawn > 0)
        assert "▲" in row[2]
    assert f"**{number(found.points)}** poin indeks" in text(at)


def test_one_entry_that_can_break_the_condition_is_red() -> None:
    made = even(13, EIGHTY, affairs=(*SIX[:4],))
    alone = Innovation("penopang", affair=SIX[4], levels=made.innovations[0].levels)
    at = opened(replace(made, innovations=(*made.innovations, alone)))
    (row,) = row_of(at, "penopang", 5)
    assert "■" in row[2]
    assert WORDS("cek_mandiri.keep_breaks") in row[2]
    (affair,) = row_of(at, WORDS.term("affair", SIX[5]), 4)
    assert "■" in affair[1]
    assert affair[1].endswith(WORDS("cek_mandiri.keep_empty"))


def test_verified_levels_give_other_figures_and_stay_chosen() -> None:
    assert EXAMPLE is not None
    at = opened()
    at.segmented_control(key="cek_mandiri_basis").set_value("verified").run()
    best = number(float(best_subset(EXAMPLE, BOOK, "verified").index_best))
    assert best != number(float(best_subset(EXAMPLE, BOOK).index_best))
    assert f"**{best}**" in text(at)
    open_part(at, "skor")
    open_part(at, "kirim")
    assert f"**{best}**" in text(at)


def test_no_text_of_a_team_is_obeyed() -> None:
    made = even(14, WEAK)
    evil = replace(made.innovations[0], name="[x](http://a) | **b**", agency="`c` | :red[d]")
    at = opened(replace(made, innovations=(evil, *made.innovations[1:])))
    assert "[x](http" not in text(at)
    assert " | **b" not in text(at)
    assert " :red[d]" not in text(at)


def test_an_empty_portfolio_says_so() -> None:
    assert WORDS("cek_mandiri.no_entries") in text(opened(Portfolio(year=2026)))
    outside = even(3, EIGHTY)
    items = tuple(replace(x, stage="uji-coba") for x in outside.innovations)
    at = opened(replace(outside, innovations=items))
    assert WORDS("cek_mandiri.keep_nothing_scored") in text(at)


def test_one_more_reads_the_portfolio() -> None:
    found = one_more(even(50, EIGHTY), BOOK)
    assert (found.n, found.rejected, found.met) == (50, 0, True)
    assert (found.mean, found.least) == (Fraction(80), Fraction("60.62"))
