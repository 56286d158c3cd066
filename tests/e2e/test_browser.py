"""A visitor's browser against a fresh server: links, filters, maps, hostile texts."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from iga_core.paths import DATA
from iga_core.regions import load_register
from pages._shared import frame
from tests.e2e.visiting import PATIENCE, WORDS, Visit, choose_in_menu, drawn, query, until

pytestmark = pytest.mark.browser
REGISTER = load_register(DATA / "regions")
FAR = re.compile(r"M.{1000}", re.DOTALL)  # an outline of many points


def title(page: Page) -> str:
    return page.locator("h1").inner_text()


def found(page: Page, holds: Callable[[int], bool] = bool) -> int:
    """How many rows Penghargaan says its list has, once that ``holds``.

    The address changes before the page is asked for: what still stands is the page before.
    """
    end = time.monotonic() + PATIENCE / 1000
    while True:
        text = page.locator(".parts a[aria-current] small").inner_text()
        if holds(number := int(text.replace(".", ""))):
            return number
        assert time.monotonic() < end, number
        page.wait_for_timeout(50)


def test_a_deep_link_first_reaches_our_page(visit: Visit) -> None:
    page = visit("bandingkan?daerah=36.71&dengan=36.73&tahun=2022")
    assert title(page) == WORDS("page.bandingkan")
    groups = page.get_by_test_id("stTopNavSection")
    expect(groups).to_have_text([WORDS(f"menu.{name}") for name in frame.GROUPS if name])
    for group in groups.all():
        group.click()
        expect(page.get_by_test_id("stTopNavDropdownLink").first).to_be_visible()
        page.keyboard.press("Escape")
    assert urlsplit(page.url).path == "/bandingkan"
    asked = {"daerah": "36.71", "dengan": "36.73", "tahun": "2022"}
    rest = {"tolok": "tidak", "aturan": "2026", "bagian": "beda", "bahasa": "id"}
    assert query(page) == {**asked, **rest}
    heading = WORDS("bandingkan.chart", years="2022, 2023 dan 2024")
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_role("table").first).to_be_visible()


def test_a_filter_changes_the_number_and_its_address_shows_the_same_elsewhere(
    visit: Visit,
) -> None:
    page = visit("penghargaan?tahun=2020")
    before = found(page)
    page.get_by_role("button", name=WORDS("filter.open")).click()
    kinds = page.locator(".choices section").filter(
        has=page.get_by_role("heading", name=WORDS("facet.name.region_type"))
    )
    kinds.get_by_role("link", name=re.compile(rf"^{WORDS('term.region_type.kota')} \d")).click()
    page.wait_for_url("**jenis=kota**")
    page.keyboard.press("Escape")
    assert found(page, lambda rows: rows != before) < before
    drawn(page)
    assert (query(page)["tahun"], query(page)["jenis"]) == ("2020", "kota")
    parts = urlsplit(page.url)
    again = visit(f"{parts.path.lstrip('/')}?{parts.query}")
    assert found(again) == found(page)
    assert query(again) == query(page)


def test_a_cell_of_the_strip_opens_its_list_in_this_tab_and_back_returns(visit: Visit) -> None:
    page = visit("penghargaan")
    before = found(page)
    cell = page.locator("table.heat tbody a").first
    number = int(cell.inner_text().split(" ")[0])
    cell.click()
    page.wait_for_url(lambda url: "tahun=semua" not in url)
    assert number <= found(page, lambda rows: rows != before) < before
    page.go_back()
    page.wait_for_url("**tahun=semua**")
    assert found(page, lambda rows: rows == before)


def test_a_change_of_page_by_the_menu_keeps_the_year(visit: Visit) -> None:
    page = visit("daerah?daerah=17.71&tahun=2020")
    choose_in_menu(page, "penghargaan")
    page.wait_for_url("**/penghargaan?**tahun=2020**")
    expect(page.locator("h1")).to_have_text(WORDS("page.penghargaan"))


def test_a_link_of_ours_stays_in_the_tab_and_one_back_returns(visit: Visit) -> None:
    page = visit("")
    row = page.locator("table.matrix tbody tr").first
    name = row.get_by_role("rowheader").inner_text()
    row.get_by_role("link", name=name).click()
    page.wait_for_url("**/daerah?**")
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)
    assert len(page.context.pages) == 1
    page.go_back()
    page.wait_for_url(lambda address: "daerah" not in address.split("?")[0])
    expect(page.locator("table.matrix")).to_be_visible()


def test_a_part_that_is_opened_comes_into_sight(visit: Visit) -> None:
    page = visit("daerah?daerah=33.05")
    tab = page.get_by_role("tab", name=WORDS("daerah.part_serupa"))
    box = tab.bounding_box()
    assert box and box["y"] > 500
    tab.click()
    until(page, "document.querySelector('[role=tablist]').getBoundingClientRect().y < 150")


def test_a_link_pressed_with_a_key_held_opens_another_tab(visit: Visit) -> None:
    page = visit("")
    with page.context.expect_page() as opened:
        page.locator("table.matrix tbody th a").first.click(modifiers=["Control"])
    assert "/daerah?" in opened.value.url
    opened.value.close()


HOSTILE = (
    "https://evil.example/x",
    "www.evil.example",
    "[x](https://evil.example)",
    "![x](https://evil.example/x.png)",
    "<img src=https://evil.example/x.png>",
    "`![x](https://evil.example/x.png)`",
)


def test_a_visitors_text_is_shown_and_never_obeyed(visit: Visit) -> None:
    """As a row, as a language, and as a name that the page does not know."""
    for start in range(0, len(HOSTILE), 3):
        row, language, name = (quote(text, safe="") for text in HOSTILE[start : start + 3])
        page = visit(f"sumber?bagian=sumber&baris={row}&{name}=1&bahasa={language}")
        expect(page.get_by_test_id("stAlert")).to_have_count(3)
        obeyed = page.get_by_test_id("stMain").locator("a[href*='evil'], img[src*='evil']")
        expect(obeyed).to_have_count(0)


@pytest.mark.parametrize("code", ["11.71", "17.71", "93.01"])
def test_a_click_on_a_mark_opens_the_right_card_and_one_step_back_closes_it(
    visit: Visit, code: str
) -> None:
    page = visit("peta?tahun=2020&daerah=semua")
    name = next(r.name for r in REGISTER.regions if r.code == code)
    mark = page.locator(f"figure.chart a[href*='daerah={code}']:not([aria-hidden])").first
    heading = page.get_by_role("heading", name=name)
    if not mark.count():  # without an award: by the tiles
        page = visit("peta?tahun=2020&daerah=semua&tampilan=ubin")
        mark = page.locator(f"figure.chart a[href*='daerah={code}']").first
        heading = page.get_by_role("heading", name=name)
    assert name in str(mark.get_attribute("title"))
    mark.focus()
    page.keyboard.press("Enter")
    expect(heading).to_be_visible()
    assert query(page)["daerah"] == code
    page.go_back()
    expect(heading).to_have_count(0)


def test_a_tile_map_draws_every_regency_and_city(visit: Visit) -> None:
    page = visit("peta?tampilan=ubin&tahun=2020")
    tiles = page.locator("figure.tiled a")
    expect(tiles.first).to_be_visible()
    local = [r for r in REGISTER.participating(2020) if r.type != "provinsi"]
    assert tiles.count() == len(local)


def test_typing_in_the_search_narrows_the_list(visit: Visit) -> None:
    page = visit("penghargaan?tahun=2020")
    before = found(page)
    search = page.get_by_label(WORDS("filter.nama"))
    search.fill("Bandar Lampung")
    search.press("Enter")
    page.wait_for_url("**nama=Bandar**")
    assert found(page, lambda rows: rows != before) < before
    drawn(page)
