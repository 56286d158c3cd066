"""A score through the class limits of all years, and the stages of a season as a time line."""

from __future__ import annotations

import calendar
from datetime import date
from decimal import Decimal

import pytest

from iga_core.analysis.season import not_found
from iga_core.analysis.timemachine import class_spans
from iga_core.chart import html, svg
from iga_core.chart.limits import limits_ruler
from iga_core.chart.season import HELD, PLANNED, season_ruler
from iga_core.language import load_words
from iga_core.record import Row
from iga_core.rules import cached_rulebook, rulebook_years
from pages._shared import atlas

WORDS = load_words("id")
BOOKS = [cached_rulebook(year) for year in sorted(rulebook_years(), reverse=True)]
BOUNDED = [book for book in BOOKS if book.scale.known().high]


def test_a_row_of_limits_holds_the_classes_and_the_known_scores_of_its_own_year() -> None:
    known = atlas.known_scores()
    figure = limits_ruler(BOUNDED, known, "kota", Decimal("58.2"), WORDS, lambda _: "note")
    assert [row.label for row in figure.rows] == [str(book.year) for book in BOUNDED]
    assert figure.upright
    assert figure.upright == (float(Decimal("58.2")) / 100, "58,2")
    for book, row in zip(BOUNDED, figure.rows, strict=True):
        spans = [(span.low / 100, span.high / 100, span.predicate) for span in class_spans(book)]
        assert [(b.low, b.high, b.token[1]) for b in row.bands] == spans
        scores = [float(score) / 100 for score in known.get((book.year, "kota"), ())]
        assert [point.at for point in row.points] == scores
        limits = {e.predicate: e.value for e in book.classes if isinstance(e.value, Decimal)}
        for band in row.bands:
            if band.token[1] in limits:
                assert band.label == f"{band.token[1]} {WORDS.number(limits[band.token[1]], 2)}"
            else:
                assert not band.short
    written = html.write(figure)
    assert written.count('class="upright"') == len(BOUNDED)
    assert ">58,2<" in svg.write(figure)


def test_without_a_score_no_line_is_drawn() -> None:
    figure = limits_ruler(BOUNDED, {}, "", None, WORDS, lambda _: "")
    assert figure.upright is None and "upright" not in html.write(figure)


def stage(name: str, first: str, last: str, basis: str = "held") -> Row:
    return {"id": f"x-{name}", "stage": name, "from_on": first, "to_on": last, "basis": basis}


def days(year: int, low: float, high: float) -> tuple[int, int]:
    """How many days of a year pass before a stretch begins and ends."""
    length = 365 + calendar.isleap(year)
    return round(low * length), round(high * length)


@pytest.mark.parametrize(
    ("year", "first", "last", "passed"),
    [
        (2026, "2026-04-29", "2026-04-29", (118, 119)),
        (2026, "2026-02", "2026-02", (31, 59)),
        (2024, "2024-02", "2024-03-01", (31, 61)),
        (2025, "2025-12-08", "", (341, 342)),
        (2025, "", "2025-09", (243, 273)),
        (2025, "2024-11-20", "2026-01-05", (0, 365)),
    ],
)
def test_a_stage_stands_on_its_days(
    year: int, first: str, last: str, passed: tuple[int, int]
) -> None:
    figure = season_ruler(year, [stage("entry", first, last)], WORDS, lambda row: f"/{row}")
    (row,) = figure.rows
    (band,) = row.bands
    assert days(year, band.low, band.high) == passed
    assert row.href == "/x-entry"
    assert WORDS.day(first or last) in row.note


def test_what_was_held_and_what_was_only_planned_look_apart() -> None:
    rows = [stage("letter", "2026-05", "2026-05"), stage("entry", "2026-06", "2026-07", "plan")]
    figure = season_ruler(2026, rows, WORDS, str)
    assert [row.bands[0].token for row in figure.rows] == [HELD, PLANNED]


@pytest.mark.parametrize("year", sorted(atlas.seasons()))
def test_every_stage_on_file_is_drawn_in_its_year_and_the_others_are_named(year: int) -> None:
    rows = atlas.seasons()[year]
    figure = season_ruler(year, rows, WORDS, str)
    assert [row.href for row in figure.rows] == [row["id"] for row in rows]
    assert all(0 <= row.bands[0].low < row.bands[0].high <= 1 for row in figure.rows)
    for row in rows:
        assert date.fromisoformat((row["from_on"] or row["to_on"])[:7] + "-01").year == year
    missing = [WORDS.term("season_stage", name) for name in not_found(rows)]
    assert bool(figure.rest) == bool(missing)
    assert all(name in figure.rest for name in missing)
    svg.write(figure)
