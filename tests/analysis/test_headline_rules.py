"""Sentences on a year's rules: points seen and unseen, a score under each year, a season."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import pytest

from iga_core.analysis import headline_rules
from iga_core.analysis.headlines import Sentence
from iga_core.analysis.season import EXPECTED
from iga_core.analysis.timemachine import read_under_all_years
from iga_core.language import Words, all_words, load_words
from iga_core.message import told
from iga_core.record import RowIndex
from iga_core.rules import cached_rulebook, classify, rulebook_years
from pages._shared import atlas
from tests import on_file

RECORD = on_file.record()
ROWS = RowIndex(RECORD)
BOOKS = {year: cached_rulebook(year) for year in rulebook_years()}
PLACED = {year: atlas.placed(year) for year in BOOKS}
WORDS = load_words("id")
YEARS = sorted(BOOKS)


def said(sentence: Sentence | None, words: Words = WORDS) -> str:
    assert sentence
    return told(sentence.text, words)


def numbers(text: str) -> list[Decimal]:
    """The numbers in an Indonesian sentence, in order."""
    return [Decimal(found.replace(",", ".")) for found in re.findall(r"\d+(?:,\d+)?", text)]


def with_figures() -> Iterator[tuple[int, str]]:
    for year, governments in PLACED.items():
        for code, lines in governments.items():
            if any(line.line.points is not None for line in lines):
                yield year, code


def test_points_seen_and_not_seen_are_all_points_of_the_year() -> None:
    seen = 0
    for year, code in with_figures():
        known = [one.line for one in PLACED[year][code] if one.line.reading is not None]
        sentence = headline_rules.visible(BOOKS[year], PLACED[year][code])
        reached, most, lines, rest = numbers(said(sentence))
        assert lines == len(known)
        points = [line.line.weight.known() * line.reading.level for line in known if line.reading]
        assert reached == sum(points, Decimal(0))
        assert most + rest == BOOKS[year].maxima.total.known()
        figures = [(f.year, f.value) for line in known for f in line.figures]
        found = [ROWS.find(row) for row in sentence.rows]
        assert {(int(r.row["year"]), r.row["value"]) for r in found if r} == set(figures)
        seen += 1
    assert seen


def test_without_a_figure_no_point_is_seen() -> None:
    year, code = next(with_figures())
    unread = [
        replace(one, line=replace(one.line, reading=None, points=None, figures=()))
        for one in PLACED[year][code]
    ]
    sentence = headline_rules.visible(BOOKS[year], unread)
    assert (sentence.text.id, sentence.rows) == ("headline.criteria.none", ())


def weighed(year: int) -> dict[str, Decimal]:
    book = BOOKS[year]
    found = {line.name: line.most for line in book.lines}
    if book.count.most is not None:
        found[book.count.name] = book.count.most
    return {name: most for name, most in found.items() if most is not None}


@pytest.mark.parametrize("year", YEARS)
def test_the_largest_lines_are_named_and_only_of_known_weights(year: int) -> None:
    text, known = said(headline_rules.largest(BOOKS[year])), weighed(year)
    assert str(year) in text
    if not known:
        assert not any(line.name in text for line in BOOKS[year].lines)
        return
    first, *rest = sorted(set(known.values()), reverse=True)
    named = {name for name, most in known.items() if most in (first, *rest[:1])}
    assert all(name in text for name in named)
    total = BOOKS[year].maxima.total.value
    lines = len(BOOKS[year].lines) + bool(BOOKS[year].count.name)
    whole = total is not None and len(known) == lines
    assert (f"{len(known)} indikator yang bobotnya ditemukan" in text) == (not whole)
    assert (f"dari {WORDS.figure(total or 0)} poin" in text) == whole


def test_a_weight_that_is_not_known_takes_away_the_claim_on_all_points() -> None:
    book = BOOKS[2026]
    lines = (book.lines[0].model_copy(update={"weight": BOOKS[2021].divisor}), *book.lines[1:])
    sentence = headline_rules.largest(book.model_copy(update={"lines": lines}))
    assert sentence.text.id == "headline.largest.known"


@pytest.mark.parametrize("score", ["0", "34,99", "35", "58,2", "62,5", "65,01", "100"])
def test_a_score_has_one_class_in_each_year_and_every_year_once(score: str) -> None:
    value = Decimal(score.replace(",", "."))
    books = [BOOKS[year] for year in reversed(YEARS) if BOOKS[year].scale.known().high]
    text = said(headline_rules.verdicts(read_under_all_years(value, "", books, {})))
    assert text.startswith(f"Skor {score}: ")
    parts = re.findall(r"([^(]+) \(([^)]*)\)", text.partition(": ")[2].rstrip("."))
    told_years = {int(y): classes.strip(", ") for classes, years in parts for y in numbers(years)}
    assert sum(len(numbers(years)) for _, years in parts) == len(told_years)
    for book in books:
        verdict = classify(value, book)
        assert told_years.get(book.year, "").partition(", tidak")[0] == " atau ".join(
            verdict.candidates
        )
        assert (f"{book.year} perkiraan" in text) == (book.forecast and bool(verdict.candidates))


def test_a_score_of_no_year_says_nothing() -> None:
    books = [BOOKS[year] for year in YEARS if BOOKS[year].scale.known().high]
    assert headline_rules.verdicts(read_under_all_years(Decimal(300), "", books, {})) is None


def test_the_distance_leads_to_the_limit_of_the_next_class() -> None:
    known = atlas.known_scores()
    for book in (BOOKS[2023], BOOKS[2025], BOOKS[2026]):
        (reading,) = read_under_all_years(Decimal("58.2"), "kota", [book], known)
        text = said(headline_rules.distance(reading, "kota"))
        year, points, *place = numbers(text)
        limits = {entry.value: entry.predicate for entry in book.classes}
        assert year == book.year
        assert text.split(" lagi ke ")[1].startswith(limits[Decimal("58.2") + points])
        scores = known.get((book.year, "kota"), ())
        below = sum(score < Decimal("58.2") for score in scores)
        assert place == ([below, len(scores)] if scores else [])


def test_the_highest_class_without_known_scores_has_no_distance() -> None:
    (reading,) = read_under_all_years(Decimal(99), "kota", [BOOKS[2026]], {})
    assert headline_rules.distance(reading, "kota") is None


@pytest.mark.parametrize("year", sorted(atlas.seasons()))
def test_a_season_tells_its_dates_and_how_many_stages_were_not_found(year: int) -> None:
    stages = atlas.seasons()[year]
    sentence = headline_rules.season(year, stages)
    text, missing = said(sentence), {*EXPECTED} - {row["stage"] for row in stages}
    assert set(sentence.rows) == {row["id"] for row in stages}
    assert (f"; {len(missing)} tahapan lain belum ditemukan" in text) == bool(missing)
    told_days = stages if len(stages) <= headline_rules.NAMED else (stages[0], stages[-1])
    for row in told_days:
        assert WORDS.term("season_stage", row["stage"]) in text
        assert WORDS.day(row["from_on"] or row["to_on"]) in text


def test_a_year_without_a_date_says_so() -> None:
    sentence = headline_rules.season(2030, ())
    assert (sentence.text.id, sentence.rows) == ("headline.season.none", ())


def test_the_window_of_a_year_is_that_of_its_own_rules() -> None:
    for year, book in BOOKS.items():
        first, last = book.eligibility.applied_from.value, book.eligibility.applied_to.value
        sentence = headline_rules.window(book)
        assert (sentence is None) == (first is None or last is None)
        if sentence and first and last:
            text = said(sentence)
            assert str(year) in text
            assert WORDS.day(first.isoformat()) in text and WORDS.day(last.isoformat()) in text


def test_every_sentence_reads_in_every_language() -> None:
    year, code = next(with_figures())
    books = [BOOKS[year] for year in YEARS if BOOKS[year].scale.known().high]
    readings = read_under_all_years(Decimal(30), "", books, atlas.known_scores())
    found = [
        headline_rules.visible(BOOKS[year], PLACED[year][code]),
        *map(headline_rules.largest, BOOKS.values()),
        headline_rules.verdicts(readings),
        *(headline_rules.distance(reading, "") for reading in readings),
        *(headline_rules.season(year, rows) for year, rows in atlas.seasons().items()),
    ]
    for words in all_words():
        assert all("{" not in said(sentence, words) for sentence in found if sentence)
