"""The table of an innovation's fields, and what follows from it."""

from __future__ import annotations

from dataclasses import fields
from decimal import Decimal

import pytest

from iga_core.portfolio import Innovation, PortfolioError, read_portfolio, vocabularies
from iga_core.portfolio.fields import FIELDS, FieldKind
from iga_core.portfolio.file.cells import CellError, as_raw
from iga_core.portfolio.file.layout import unit_of
from iga_core.rules import Indicator, cached_rulebook, rulebook_years
from tests.portfolio.workbooks import BOOK

LINES = [line for year in rulebook_years() for line in cached_rulebook(year).lines]
WRONG: dict[FieldKind, tuple[str, str]] = {
    "text": ("7", "not_text"),
    "choice": ('"bukan"', "unknown_choice"),
    "choices": ('["bukan"]', "unknown_choice"),
    "flag": ('"ya"', "not_flag"),
    "day": ('"kemarin"', "not_date"),
    "count": ('"banyak"', "not_number"),
}
# vocabularies of which what is near is told, or that nothing is
NEAR = {"affair": "unknown_affair", "stage": "unknown_stage_far"}


def test_every_attribute_of_an_innovation_is_a_row_of_the_table() -> None:
    assert {*FIELDS, "levels", "evidence", "notes"} == {field.name for field in fields(Innovation)}


def test_the_columns_of_the_pages_table_are_numbered_without_a_gap() -> None:
    places = sorted(field.edited for field in FIELDS.values() if field.edited)
    assert places == list(range(1, len(places) + 1))


@pytest.mark.parametrize("name", FIELDS)
def test_a_field_chosen_from_words_has_a_vocabulary(name: str) -> None:
    field, known = FIELDS[name], {*vocabularies(BOOK), "agencies", "flag"}
    chosen = field.kind in ("choice", "choices", "flag")
    assert field.vocabulary in known if chosen else field.vocabulary in ("", "agencies")


@pytest.mark.parametrize("name", FIELDS)
def test_a_wrong_value_is_told_with_its_place(name: str) -> None:
    said, reason = WRONG[FIELDS[name].kind]
    more = "" if name == "name" else '"name": "A", '
    data = f'{{"year": 2026, "innovations": [{{{more}"{name}": {said}}}]}}'
    with pytest.raises(PortfolioError) as caught:
        read_portfolio(data.encode(), lambda _: BOOK)
    assert caught.value.reason == NEAR.get(FIELDS[name].vocabulary, reason)
    assert caught.value.place == f"innovations[1].{name}"


@pytest.mark.parametrize("line", [x for x in LINES if x.has_bands], ids=lambda line: line.code)
def test_a_line_in_percent_says_so_beside_its_unit(line: Indicator) -> None:
    """The flag decides how a cell is read, so it must not contradict the unit people read."""
    assert line.percent == ("persen" in unit_of(line))


@pytest.mark.parametrize("percent", [True, False])
def test_the_flag_of_a_line_alone_decides_whether_percent_may_be_written(percent: bool) -> None:
    for line in (x for x in BOOK.aspect("SPD") if x.has_bands):
        line, typed = line.model_copy(update={"percent": percent}), "12,5 %"
        if percent:
            assert as_raw(typed, line) == Decimal("12.5")
        else:
            with pytest.raises(CellError):
                as_raw(typed, line)
