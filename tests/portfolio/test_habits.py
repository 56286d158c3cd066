"""Files as people have them: of every form and with every habit they read to the same portfolio."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from iga_core.portfolio import Portfolio, PortfolioError, WorkbookReading
from tests.portfolio.forms import FORMS, converted, ods, strict, table, xls
from tests.portfolio.habits import CHOSEN, HABITS, Made, made
from tests.portfolio.workbooks import example, example_file, outcome

ON_CELLS = HABITS[:8]  # those that a table of text can have too, but for percent formats


def reading(data: bytes, year: int | None = None) -> WorkbookReading:
    found = outcome(data, year)
    assert not isinstance(found, PortfolioError), (found.reason, found.details)
    return found


def by_name(portfolio: Portfolio) -> Portfolio:
    """A portfolio whose innovations stand in the order of their names: rows may be sorted."""
    return replace(portfolio, innovations=tuple(sorted(portfolio.innovations, key=str)))


def same(file: Made) -> None:
    found = reading(file.data)
    assert found.unread == ()
    assert by_name(found.portfolio) == by_name(file.portfolio)
    assert file.told <= {problem.message.id for problem in found.problems}


@pytest.mark.parametrize("name", CHOSEN)
def test_a_file_with_habits_is_the_same_portfolio_and_they_are_told(name: str) -> None:
    same(made(*CHOSEN[name]))


def test_each_habit_stands_alone_and_with_every_other_in_every_form() -> None:
    assert len(CHOSEN) == len(HABITS) * (len(HABITS) + 1) // 2 >= 120
    assert {form for _, form in CHOSEN.values()} == set(FORMS)


@pytest.mark.parametrize("form", [strict, xls, ods])
def test_the_example_is_read_without_a_word_from_every_form(form: object) -> None:
    assert callable(form)
    found = reading(form(example_file()))
    assert (found.portfolio, found.problems) == (example(), ())


@pytest.mark.parametrize(
    ("separator", "letters"),
    [
        *product(";,\t|", ("utf-8", "utf-8-sig", "utf-16")),
        (";", "cp1252"),
        ("\t", "utf-16"),
    ],
)
def test_a_table_of_text_is_read_with_any_separator_and_letters(
    separator: str, letters: str
) -> None:
    file = made((HABITS[1],))
    item = replace(file.portfolio.innovations[0], name="Café “Élan” – 2", agency="Dinas; A, B|C\tD")
    found = reading(table(changed(file, item), separator, letters))
    assert found.unread == ()
    assert found.portfolio.innovations[0].name == item.name
    assert found.portfolio.innovations[0].agency == item.agency
    assert found.portfolio.innovations[1:] == file.portfolio.innovations[1:]


def changed(file: Made, item: object) -> bytes:
    from iga_core.portfolio import Innovation, make_template
    from tests.portfolio.workbooks import BOOK, WORDS

    assert isinstance(item, Innovation)
    items = (item, *file.portfolio.innovations[1:])
    return make_template(BOOK, WORDS, portfolio=replace(file.portfolio, innovations=items))


@pytest.mark.parametrize("habit", ON_CELLS, ids=lambda habit: habit.name)
def test_a_table_of_text_with_habits_is_the_same(habit: object) -> None:
    file = made((habit,))  # type: ignore[arg-type]
    found = reading(table(file.data))
    assert found.unread == ()
    assert found.portfolio.innovations == file.portfolio.innovations
    assert (found.portfolio.region, found.portfolio.year) == ("11.71", 2026)


@pytest.mark.parametrize("ending", ["xlsx", "xls", "ods"])
def test_what_libreoffice_saves_again_is_the_same_portfolio(ending: str, tmp_path: Path) -> None:
    files = {habit.name: made((habit,)) for habit in HABITS}
    data = {name: file.data for name, file in files.items()}
    saved = converted(data, ending, tmp_path)
    assert saved.keys() == files.keys()
    for name, file in files.items():
        same(replace(file, data=saved[name]))
