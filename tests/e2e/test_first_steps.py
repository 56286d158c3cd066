"""Cek Mandiri from nothing and from what it hands out, in either language."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, FilePayload, Page, expect

from iga_core.language import Words, load_words
from iga_core.portfolio import Innovation, Portfolio, make_template
from iga_core.publish.workbook import XLSX
from iga_core.rules import cached_rulebook
from pages._shared import filters
from tests.e2e.visiting import close_box, drawn, open_box, open_part, tab_of

pytestmark = pytest.mark.browser
START = "cek_mandiri?bagian=mulai&tahun=2026"
VISITS = [("id", "en-US"), ("en", "id-ID")]
"""Language of the page, language of the browser: each of both once, and never the same two."""


@pytest.fixture(params=VISITS, ids="-".join)
def opened(
    browser: Browser, server: str, request: pytest.FixtureRequest
) -> Iterator[tuple[Page, Words]]:
    """Cek Mandiri in a browser of its own, and the words it should speak."""
    language, locale = request.param
    context = browser.new_context(locale=locale, viewport={"width": 1280, "height": 900})
    page, words = tab_of(context, []), load_words(language)
    page.goto(f"{server}/{START}&bahasa={language}")
    drawn(page, words)
    yield page, words
    context.close()


def press(page: Page, words: Words, message: str) -> None:
    page.get_by_role("button", name=words(message), exact=True).click()
    drawn(page, words)


def stands(page: Page, what: str) -> None:
    """Nothing on the page is an error."""
    expect(page.get_by_test_id("stAlertContentError"), what).to_have_count(0)
    expect(page.locator(".stException"), what).to_have_count(0)


def walk(page: Page, words: Words) -> None:
    """Every part stands whole."""
    for name in (*filters.CHECK_PARTS[1:], filters.CHECK_PARTS[0]):
        open_part(page, name, words)
        stands(page, name)


def bring(page: Page, words: Words, data: bytes, number: int) -> None:
    """Hand a workbook over; it is taken, with so many innovations and nothing to remark."""
    file = FilePayload(name="buku.xlsx", mimeType=XLSX, buffer=data)
    open_box(page, "cek_mandiri.open", words)
    page.locator("input[type=file]").first.set_input_files(file)
    expect(
        page.get_by_text(words("cek_mandiri.taken", number=words.number(number)))
    ).to_be_visible()
    drawn(page, words)
    stands(page, "the start")
    close_box(page, words)


def test_every_part_stands_from_nothing_and_from_the_workbook_that_is_handed_out(
    opened: tuple[Page, Words],
) -> None:
    """The workbook blank as it comes, and with a single row."""
    page, words = opened
    press(page, words, "cek_mandiri.empty")
    walk(page, words)
    open_box(page, "cek_mandiri.open", words)
    with page.expect_download() as download:
        page.get_by_text(words("cek_mandiri.template", year=2026), exact=True).click()
    close_box(page, words)
    bring(page, words, download.value.path().read_bytes(), 0)
    one = Portfolio(year=2026, innovations=(Innovation(name="Satu"),))
    bring(page, words, make_template(cached_rulebook(2026), words, portfolio=one), 1)
    walk(page, words)


def test_a_number_typed_into_a_table_is_what_was_typed(opened: tuple[Page, Words]) -> None:
    """The keys of the growth of income, on from the first cell of its table."""
    page, words = opened
    press(page, words, "cek_mandiri.empty")
    open_part(page, "isi", words)
    grid = page.get_by_test_id("stDataFrame").nth(1)  # below the innovations
    grid.hover()  # as a hand does: a click out of nowhere may choose no cell
    grid.click(position={"x": 40, "y": 50})
    codes = [line.code for line in cached_rulebook(2026).aspect("SPD")]
    for _ in range(codes.index("spd_income_per_capita")):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.locator(".gdg-input").fill("5,23")
    page.keyboard.press("Enter")
    drawn(page, words)
    expect(page.get_by_text(words("cek_mandiri.unsaved"))).to_be_visible()
    cells = grid.locator("[role='gridcell']")
    expect(cells.filter(has_text="5,23")).to_have_count(1)
    expect(cells.filter(has_text="523")).to_have_count(0)


def test_an_estimate_in_three_presses(opened: tuple[Page, Words]) -> None:
    """Thirty innovations, as the sliders stand: the index, what lifts it, rows to fill in."""
    page, words = opened
    slider = page.get_by_role("slider").first
    slider.focus()
    before = page.locator(".headline").inner_text()
    page.keyboard.press("ArrowRight")
    drawn(page, words)
    expect(page.locator(".headline")).not_to_have_text(before)
    number = words.number(int(slider.evaluate("it => it.value ?? it.ariaValueNow")))
    expect(page.locator(".headline")).to_contain_text(number)
    rows = words("cek_mandiri.estimate_rows", number=number)
    page.get_by_role("button", name=rows, exact=True).click()
    drawn(page, words)
    walk(page, words)


def test_the_ruler_stays_in_sight_below_the_bar(opened: tuple[Page, Words]) -> None:
    page, words = opened
    press(page, words, "cek_mandiri.example")
    page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 700)")
    top = page.locator("figure.chart").first.evaluate("it => it.getBoundingClientRect().top")
    bar = page.get_by_test_id("stHeader").evaluate("it => it.getBoundingClientRect().bottom")
    assert bar <= top < bar + 40
