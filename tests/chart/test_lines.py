"""National figures through the years and windows of application: every cell against the files."""

from __future__ import annotations

import re
from decimal import Decimal

from iga_core.analysis.national import build_national_picture
from iga_core.chart import html, svg
from iga_core.chart.lines import YEARS, national_lines
from iga_core.chart.windows import windows
from iga_core.language import load_words
from iga_core.record import rows_of
from iga_core.rules import cached_rulebook, rulebook_years
from tests import on_file

RECORD = on_file.record()
WORDS = load_words("id")
LINES = national_lines(RECORD, build_national_picture(RECORD), WORDS, lambda row: row)
ROWS = {row["id"]: row for row in rows_of(RECORD.tables["national"])}


def test_every_point_is_a_row_at_its_height_and_open_where_another_value_is_printed() -> None:
    assert LINES.lines
    for line in LINES.lines:
        rows = [ROWS[one.href] for cell in line.cells for one in cell]
        top = max(row["value"] for row in rows)
        assert len({(r["metric"], r["predicate"], r["level"], r["scope"]) for r in rows}) == 1
        assert sum(1 for cell in line.cells if cell) >= YEARS
        for year, cell in zip(LINES.years, line.cells, strict=True):
            values: set[Decimal] = {ROWS[one.href]["value"] for one in cell}
            for one in cell:
                row = ROWS[one.href]
                assert row["year"] == year and one.text == WORDS.printed(row["value"])
                assert one.at == float(row["value"] / top)
                assert one.open == (len(values) > 1)


def test_no_printed_number_on_all_governments_of_several_years_is_left_out() -> None:
    drawn = {one.href for line in LINES.lines for cell in line.cells for one in cell}
    years: dict[tuple[str, str, str], set[int]] = {}
    plain = [
        row
        for row in ROWS.values()
        if row["scope"] == "all"
        and row["value"] is not None
        and not row["region_code"]
        and not row["pillar"]
        and row["year"] in RECORD.index_years
    ]
    for row in plain:
        key = row["metric"], row["predicate"], row["level"]
        years.setdefault(key, set()).add(row["year"])
    wanted = {
        row["id"]
        for row in plain
        if len(years[row["metric"], row["predicate"], row["level"]]) >= YEARS
    }
    assert drawn == wanted


def test_lines_are_written_as_a_table_and_as_a_picture() -> None:
    written = html.write(LINES)
    points = [one for line in LINES.lines for cell in line.cells for one in cell]
    assert written.count("<a href=") == len(points)
    assert written.count('class="open"') == sum(one.open for one in points) > 0
    drawn = svg.write(LINES)
    assert all(one.text in drawn for one in points)


def test_a_year_of_application_is_filled_where_the_rules_count_it() -> None:
    books = [cached_rulebook(year) for year in rulebook_years()]
    known = [b for b in books if b.eligibility.applied_from.value]
    asked = next(b.year for b in books if not b.eligibility.applied_from.value)
    made = windows(books, asked, WORDS, lambda rules, applied: f"{rules} {applied}")
    labels = [lane.label for lane in made.lanes]
    years = [asked, *sorted((b.year for b in known), reverse=True)]
    assert labels == [WORDS("chart.rules_of", year=year) for year in years]
    assert {cell.state for cell in made.lanes[0].cells} == {"not_found"}
    for lane, year in zip(made.lanes[1:], years[1:], strict=True):
        window = cached_rulebook(year).eligibility
        first, last = window.applied_from.known(), window.applied_to.known()
        for applied, cell in zip(made.years, lane.cells, strict=True):
            inside = first.year <= applied <= last.year
            assert (cell.state == "received") == inside, (year, applied)
            assert cell.href == f"{year} {applied}"
            assert re.search(rf"{applied}.*{year}", cell.said)
        assert made.years[0] < first.year and made.years[-1] > last.year
