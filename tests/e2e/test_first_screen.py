"""The answer in five seconds: where sentence and picture stand, how long a page is, how quiet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.e2e.visiting import WORDS, Visit, drawn

pytestmark = pytest.mark.browser
WIDE, HIGH, PHONE, PHONE_HIGH = 1280, 800, 390, 844  # pixels
SENTENCE_WITHIN, PICTURE_WITHIN = 200, 400  # pixels from the top, on a wide screen
QUIET = 6  # times that a page may say in words that something was not found
LONGEST = 4.5  # screens on a phone
# page, what makes the view, screens at most on a wide screen
VIEWS = [
    ("", "", 2.0),
    ("peta", "", 2.0),
    ("peta", "rentang=semua", 2.0),
    ("daerah", "", 2.5),
    ("daerah", "daerah=11.71", 2.5),  # little is known
    ("daerah", "daerah=13.76", 2.5),  # nothing is known
    ("daerah", "daerah=32", 2.5),  # a province
    ("bandingkan", "", 2.5),
    ("penghargaan", "", 2.5),
    ("penghargaan", "tahun=2023&kategori=Kota&tingkat=Terinovatif", 2.5),
    ("peringkat", "", 2.5),
    ("cek_mandiri", "", 2.5),
]


def top(page: Page, selector: str) -> float:
    box = page.locator(selector).first.bounding_box()
    assert box, selector
    return box["y"]


def length(page: Page) -> int:
    return int(page.get_by_test_id("stMain").evaluate("main => main.scrollHeight"))


@pytest.mark.parametrize(("slug", "query", "screens"), VIEWS, ids=str)
def test_sentence_and_picture_stand_on_the_first_screen(
    visit: Visit, slug: str, query: str, screens: float
) -> None:
    _stands(visit(f"{slug}?{query}", width=WIDE), screens)


def test_a_team_s_desk_stands_on_the_first_screen(visit: Visit) -> None:
    """With the example open, on the part that is open first."""
    page = visit("cek_mandiri?tahun=2026", width=WIDE)
    page.get_by_role("button", name=WORDS("cek_mandiri.example"), exact=True).click()
    drawn(page)
    _stands(page, 2.5)


def _stands(page: Page, screens: float) -> None:
    page.set_viewport_size({"width": WIDE, "height": HIGH})
    page.wait_for_timeout(300)
    assert top(page, ".headline") < SENTENCE_WITHIN
    assert top(page, "figure.chart") < PICTURE_WITHIN
    assert length(page) <= screens * HIGH
    shown = page.get_by_test_id("stMain").inner_text().casefold()
    assert shown.count("belum ditemukan") <= QUIET
    page.set_viewport_size({"width": PHONE, "height": PHONE_HIGH})
    page.wait_for_timeout(300)
    assert top(page, ".headline") < PHONE_HIGH
    assert top(page, "figure.chart") < PHONE_HIGH
    assert length(page) <= LONGEST * PHONE_HIGH
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


def test_no_library_of_charts_is_fetched_by_a_page_of_tables(visit: Visit) -> None:
    page = visit("penghargaan", width=WIDE)
    fetched = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert fetched and not [name for name in fetched if "vega" in name.casefold()]
