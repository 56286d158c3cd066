"""The picture of a year's criteria: every line once, as long as its points, seen or not."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from iga_core.chart import html
from iga_core.chart.framework import Framework, PointLine, framework
from iga_core.language import load_words
from iga_core.rules import CountedValue, Indicator, cached_rulebook, rulebook_years
from pages._shared import atlas

WORDS = load_words("id")


def address(line: Indicator | CountedValue) -> str:
    return f"/kriteria?indikator={line.code}"


def drawn(year: int, daerah: str = "", only: set[str] | None = None) -> Framework:
    book = cached_rulebook(year)
    seen = {one.line.line.code: one.line for one in atlas.placed(year).get(daerah, ())}
    codes = {line.code for line in book.lines} | {book.count.code}
    return framework(book, seen, codes if only is None else only, WORDS, address, "sid_video")


def lines(figure: Framework) -> dict[str, PointLine]:
    found = [line for aspect in figure.aspects for group in aspect for line in group.lines]
    by_code = {line.href.partition("indikator=")[2]: line for line in found}
    assert len(by_code) == len(found)
    return by_code


@pytest.mark.parametrize("year", rulebook_years())
def test_every_line_stands_once_as_long_as_its_points(year: int) -> None:
    book, found = cached_rulebook(year), lines(drawn(year))
    counted = {book.count.code} if book.count.most is not None else set()
    assert set(found) == {line.code for line in book.lines} | counted
    largest = max((line.most for line in book.lines if line.most), default=Decimal(1))
    for line in book.lines:
        own = found[line.code]
        assert (own.most is None) == (line.most is None)
        if line.most is not None:
            assert own.most == pytest.approx(float(line.most / largest))
            assert own.value == WORDS.figure(line.most)
        assert own.reached is None and line.name in own.name


def test_the_parts_of_all_points_follow_one_another() -> None:
    book, figure = cached_rulebook(2026), drawn(2026)
    spd, maturity = book.maxima.spd.known(), book.maxima.maturity.known()
    total = book.maxima.total.known()
    lows = [part.low for part in figure.parts]
    assert lows == pytest.approx([0, float(spd / total), float((spd + maturity) / total)])
    groups = [group for aspect in figure.aspects for group in aspect if group.total]
    told = sum(Decimal(group.total.replace(",", ".")) for group in groups)
    assert told == spd + maturity


def test_points_of_a_year_whose_whole_is_not_known_have_no_bar() -> None:
    unknown = [y for y in rulebook_years() if cached_rulebook(y).maxima.total.value is None]
    assert unknown and all(not drawn(year).parts for year in unknown)


def test_what_is_seen_of_a_government_is_filled_and_the_rest_an_outline() -> None:
    placed = atlas.placed(2026)["11.71"]
    known = {one.line.line.code: one.line for one in placed if one.line.points is not None}
    figure = drawn(2026, "11.71")
    for code, line in lines(figure).items():
        own = known.get(code)
        assert (line.reached is None) == (own is None)
        if own and own.points is not None:
            assert line.reached == pytest.approx(float(own.points / own.max_points))
            assert line.value.startswith(f"{WORDS.printed(own.points)} / ")
    total = cached_rulebook(2026).maxima.total.known()
    most = sum(line.max_points for line in known.values())
    assert figure.seen == pytest.approx(float(most / total))
    assert 0 < figure.reached <= figure.seen
    written = html.filled("framework.html", figure=figure, legend=[], note="")
    assert written.count('class="outline open"') == written.count('class="seen"') == len(known)


def test_only_the_lines_sought_are_drawn_and_the_open_one_is_marked() -> None:
    figure = drawn(2026, only={"sid_video", "sid_count"})
    assert {code: line.chosen for code, line in lines(figure).items()} == {
        "sid_video": True,
        "sid_count": False,
    }
    written = html.filled("framework.html", figure=figure, legend=[], note="")
    (current,) = re.findall(r'<a href="([^"]*)" aria-current="true">', written)
    assert current.endswith("sid_video")


def test_the_number_of_innovations_says_how_it_is_counted() -> None:
    count = cached_rulebook(2026).count
    note = lines(drawn(2026))[count.code].note
    assert WORDS.printed(count.points.known()) in note
    assert WORDS.number(count.cap.known()) in note
