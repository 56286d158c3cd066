"""Cek Mandiri, part Hukum: each innovation's answer with reason and article; answers are kept."""

from dataclasses import replace
from typing import Any

from streamlit.testing.v1 import AppTest

from iga_core.declared.law import ANSWERS, cached_law
from iga_core.language import load_words, unlinked
from iga_core.portfolio import Innovation, Portfolio, load_example, read_portfolio
from iga_core.portfolio.encoding import portfolio_bytes
from iga_core.portfolio.review.screen import screen
from iga_core.rules import cached_rulebook
from pages._parts.cek_mandiri import session
from tests.opened import open_page, open_part, text

BOOK, WORDS, LAW = cached_rulebook(2026), load_words("id"), cached_law()


def example() -> Portfolio:
    found = load_example(BOOK)
    assert found is not None
    return found


def opened(portfolio: Portfolio) -> AppTest:
    at = open_page("cek_mandiri", tahun=str(BOOK.year))
    at.session_state[session.HELD] = session.Held(portfolio, portfolio, 0)
    open_part(at, "hukum")
    assert not at.exception
    return at


def row_of(said: str, name: str) -> list[str]:
    (line,) = [line for line in said.splitlines() if line.startswith("| ") and name in line]
    return [cell.strip() for cell in line.strip("| ").split(" | ")]


def test_every_innovation_stands_with_both_answers() -> None:
    made = example()
    said = text(opened(made))
    found = screen(made, LAW, BOOK)
    marks = {"met": "●", "unmet": "■", "undecided": "□"}
    for entry in found.entries:
        cells = row_of(said, f"{entry.position}. {unlinked(entry.innovation.name, 80)} |")
        assert cells[1][0] == marks[entry.outcome("entry")]
        assert cells[2][0] == marks[entry.outcome("index")]


def test_a_no_is_unmet_and_names_article_and_sources() -> None:
    ones: dict[str, Any] = dict.fromkeys(ANSWERS, "ya")
    item = Innovation("Antar Obat", **{**ones, "renewal": "tidak"})
    said = text(opened(Portfolio(year=2026, innovations=(item,))))
    cells = row_of(said, "1. Antar Obat | ■")
    assert cells[3] == "Pembaruan"
    (line,) = [line for line in said.splitlines() if line.startswith("| Pembaruan | ■")]
    assert "Tim menjawab tidak" in line and "Pasal 6" in line and "kompas.com" in line


def test_an_answer_outlives_other_parts_and_the_file() -> None:
    made = example()
    answered = replace(made.innovations[0], burden_free="tidak")
    work = replace(made, innovations=(answered, *made.innovations[1:]))
    at = opened(work)
    open_part(at, "isi")
    assert not at.exception
    held = at.session_state[session.HELD].portfolio
    assert held.innovations[0].burden_free == "tidak"
    again, _ = read_portfolio(portfolio_bytes(held), lambda _: BOOK)
    assert again.innovations[0].burden_free == "tidak"


def test_a_year_without_a_window_says_so() -> None:
    at = open_page("cek_mandiri")
    made = replace(example(), year=2027)
    at.session_state[session.HELD] = session.Held(made, made, 0)
    at.selectbox(key="cek_mandiri_tahun").set_value("2027").run()
    open_part(at, "hukum")
    assert not at.exception
    assert "Aturan 2027 tentang" in text(at)


def test_no_text_of_a_team_is_obeyed() -> None:
    evil = Innovation("<script>alert(1)</script> | **tebal** https://jahat.example")
    said = text(opened(Portfolio(year=2026, innovations=(evil,))))
    assert "<script>" not in said
    assert "\\*\\*tebal" in said


def test_without_innovations_it_says_so() -> None:
    said = text(opened(Portfolio(year=2026)))
    assert WORDS("cek_mandiri.no_items") in said
