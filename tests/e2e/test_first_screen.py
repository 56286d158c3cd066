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
    ("bandingkan", "daerah=11.71&dengan=17.71,35.10,33.74,32.01,36.71", 2.5),  # two kinds
    ("penghargaan", "", 2.5),
    ("penghargaan", "tahun=2023&kategori=Kota&tingkat=Terinovatif", 2.5),
    ("peringkat", "", 2.5),
    ("kriteria", "", 2.5),
    ("kriteria", "daerah=11.71", 2.5),
    ("kriteria", "daerah=11.71&indikator=sid_benefit", 2.5),
    ("aturan", "", 2.5),
    ("aturan", "tahun=2024", 2.5),  # a season of many stages
    ("aturan", "skor=58,2&jenis=kota", 2.5),
    ("glosarium", "", 2.5),
    ("glosarium", "istilah=iid", 2.5),
    ("smart_city", "", 2.5),
    ("hukum", "", 2.5),
    ("hukum", "tanggal=2023-01-01&tahun=2026", 2.5),
    ("sumber", "", 2.5),
    ("cek_mandiri", "", 2.5),
]
PICTURE = "figure.chart, .terms, .st-key-glosarium_open"


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
    assert top(page, PICTURE) < PICTURE_WITHIN
    assert length(page) <= screens * HIGH
    shown = page.get_by_test_id("stMain").inner_text().casefold()
    assert shown.count("belum ditemukan") <= QUIET
    page.set_viewport_size({"width": PHONE, "height": PHONE_HIGH})
    page.wait_for_timeout(300)
    assert top(page, ".headline") < PHONE_HIGH
    assert top(page, PICTURE) < PHONE_HIGH
    assert length(page) <= LONGEST * PHONE_HIGH
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE


@pytest.mark.parametrize(("width", "height"), [(WIDE, HIGH), (PHONE, PHONE_HIGH)])
def test_an_indicator_pressed_far_down_opens_in_sight_with_its_evidence(
    visit: Visit, width: int, height: int
) -> None:
    page = visit("kriteria?tahun=2026", width=width)
    page.set_viewport_size({"width": width, "height": height})
    for name in ("Video inovasi daerah", "Visi dan Misi"):
        line = page.get_by_role("link", name=name)
        line.evaluate("line => line.scrollIntoView()")  # below the menu, above what is open
        page.get_by_test_id("stMain").evaluate("main => main.scrollBy(0, -200)")
        line.click()
        card = page.get_by_role("heading", name=name)
        card.wait_for()
        page.wait_for_timeout(300)
        evidence = page.get_by_text("Bukti: ").first.bounding_box()
        heading = card.bounding_box()
        assert heading and evidence
        assert 0 < heading["y"] < evidence["y"] < height
    page.get_by_role("link", name="Tutup").click()
    card.wait_for(state="detached")


def test_no_library_of_charts_is_fetched_by_a_page_of_tables(visit: Visit) -> None:
    page = visit("penghargaan", width=WIDE)
    fetched = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert fetched and not [name for name in fetched if "vega" in name.casefold()]
