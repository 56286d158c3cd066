"""Lines that public statistics give: with value, level, rows and source, open to overwriting."""

from decimal import Decimal

from iga_core.portfolio import Claim, Portfolio, make_template, prefill, read_workbook
from iga_core.rules import cached_rulebook, index_figures, lines_from_statistics, read_level
from tests import on_file
from tests.portfolio.workbooks import BOOK, WORDS

RECORD = on_file.record()
INDEX = index_figures(RECORD.tables["statistics"])
SERIES = RECORD.tables["series"]
SOURCES = dict(zip(SERIES["id"], SERIES["source_id"], strict=True))
CITY = {"10a", "10b", "11a", "11b"}


def numbers(code: str) -> set[str]:
    return {BOOK.line(line).no for line in prefill(code, BOOK, INDEX, SOURCES)}


def test_a_city_has_poverty_and_hdi_and_a_province_more() -> None:
    assert numbers("11.71") == CITY
    assert numbers("11") > CITY


def test_a_value_has_its_level_rows_and_sources() -> None:
    known = set(RECORD.tables["sources"]["id"])
    rows = {
        (r, y, m, s): Decimal(str(v))
        for r, y, m, v, s in RECORD.tables["statistics"].itertuples(index=False)
    }
    for code, line in prefill("11.71", BOOK, INDEX, SOURCES).items():
        assert line.level == read_level(line.value, BOOK.line(code)).level
        assert line.figures
        for figure in line.figures:
            key = (figure.region_code, figure.year, figure.measure, figure.series_id)
            assert rows[key] == figure.value
        assert set(line.source_ids) <= known
        assert line.source_ids


def test_it_is_what_the_criteria_page_shows() -> None:
    for region in RECORD.register.regions[:60]:
        given = {
            x.line.code: x.reading.value
            for x in lines_from_statistics(region.code, BOOK, INDEX)
            if x.reading is not None
        }
        found = prefill(region.code, BOOK, INDEX, SOURCES)
        assert {code: line.value for code, line in found.items()} == given


def test_the_workbook_holds_the_values_with_their_source() -> None:
    filled = prefill("11.71", BOOK, INDEX, SOURCES)
    data = make_template(BOOK, WORDS, portfolio=Portfolio("11.71", 2026), prefill=filled)
    found = read_workbook(data, cached_rulebook, WORDS).portfolio
    assert found.spd_values == {code: line.value for code, line in filled.items()}
    assert set(found.spd_evidence) == set(filled)
    assert all(text.startswith("BPS, ") for text in found.spd_evidence.values())


def test_what_the_team_says_comes_before_the_statistics() -> None:
    filled = prefill("11.71", BOOK, INDEX, SOURCES)
    own = Portfolio(
        "11.71", 2026, {"spd_hdi_level": Claim(2)}, {"spd_poverty_level": Decimal("9.99")}
    )
    data = make_template(BOOK, WORDS, portfolio=own, prefill=filled)
    found = read_workbook(data, cached_rulebook, WORDS).portfolio
    assert found.spd == {"spd_hdi_level": Claim(2)}
    assert found.spd_values["spd_poverty_level"] == Decimal("9.99")


def test_a_government_without_figures_has_nothing_filled() -> None:
    assert prefill("11.71", BOOK, {}, SOURCES) == {}
