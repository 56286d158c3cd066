"""Points of the criteria: a bar a line, what was not found apart from what takes no part."""

from __future__ import annotations

import re

from iga_core.chart import html, svg
from iga_core.chart.points import points_bars
from iga_core.language import load_words
from pages._shared import atlas

WORDS = load_words("id")
YEAR = 2026
NAMES = ("Aceh", "Banda Aceh", "Jakarta Pusat")
PLACED = [atlas.placed(YEAR).get(code, ()) for code in ("11", "11.71", "31.71")]


def test_a_line_has_the_points_of_each_government_and_those_of_nobody_are_named_apart() -> None:
    figure, unseen = points_bars(PLACED, NAMES, WORDS, lambda line: f"/kriteria?{line.code}")
    lines = [placed.line.line.code for placed in PLACED[0]]
    shown = [bar.href.removeprefix("/kriteria?") for bar in figure.bars]
    assert sorted([*shown, *(line.code for line in unseen)]) == sorted(lines)
    assert not PLACED[2], "takes no part in the award"
    missing = 0
    for bar, code in zip(figure.bars, shown, strict=True):
        for place, own in enumerate(PLACED[:2]):
            line = own[lines.index(code)].line
            if line.points is None:
                missing += 1
                assert (bar.shares[place], bar.values[place]) == (None, WORDS("figure.unknown"))
            else:
                assert bar.shares[place] == float(line.points / line.max_points)
                assert bar.values[place].startswith(f"{WORDS.printed(line.points)} / ")
        assert (bar.shares[2], bar.values[2]) == (None, "")
    assert missing
    written = html.write(figure)
    assert written.count('class="not_found"') == missing
    assert WORDS("figure.unknown") not in re.sub(r"<[^>]*>", " ", written)
    drawn = re.findall(r"<text[^>]*>([^<]*)<", svg.write(figure))
    assert WORDS("figure.unknown") not in drawn and set(NAMES) <= set(drawn)


def test_nobody_that_takes_part_has_no_bars() -> None:
    figure, unseen = points_bars([(), ()], NAMES[1:], WORDS, lambda _: "")
    assert not figure.bars and not unseen
