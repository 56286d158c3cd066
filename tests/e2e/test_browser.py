"""A visitor's browser against a fresh server: links, filters, maps, hostile texts."""

from __future__ import annotations

import csv
import math
import re
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from iga_core.paths import DATA
from iga_core.regions import load_register
from pages._parts.peta.desk import BESIDE
from pages._parts.peta.specs import WIDTH, ZOOMS
from pages._shared import frame
from tests.e2e.visiting import WORDS, Visit, drawn, query

pytestmark = pytest.mark.browser
MENU = [WORDS(f"page.{slug}") for slug in frame.PAGES]
REGISTER = load_register(DATA / "regions")
FAR = re.compile(r"M.{1000}", re.DOTALL)  # an outline of many points


def title(page: Page) -> str:
    return page.locator("h1").inner_text()


def found(page: Page) -> int:
    """How many rows Penghargaan says its list has."""
    return int(page.locator(".parts a[aria-current] small").inner_text().replace(".", ""))


def test_a_deep_link_first_reaches_our_page(visit: Visit) -> None:
    page = visit("bandingkan?daerah=36.71&dengan=36.73&tahun=2022")
    assert title(page) == WORDS("page.bandingkan")
    links = page.get_by_test_id("stTopNavLink")
    expect(links).to_have_count(len(MENU))
    assert [text.strip() for text in links.all_inner_texts()] == MENU
    assert urlsplit(page.url).path == "/bandingkan"
    asked = {"daerah": "36.71", "dengan": "36.73", "tahun": "2022"}
    assert query(page) == {**asked, "tolok": "tidak", "aturan": "2026", "bahasa": "id"}
    expect(page.get_by_test_id("stMain")).to_contain_text(
        WORDS("bandingkan.chart", years="2022, 2023 dan 2024")
    )
    expect(
        page.get_by_test_id("stVegaLiteChart").first.locator("canvas, svg").first
    ).to_be_visible()


def test_a_filter_changes_the_number_and_its_address_shows_the_same_elsewhere(
    visit: Visit,
) -> None:
    page = visit("penghargaan?tahun=2020")
    before = found(page)
    page.get_by_role("button", name=WORDS("penghargaan.filter")).click()
    kinds = page.locator(".choices section").filter(
        has=page.get_by_role("heading", name=WORDS("facet.name.region_type"))
    )
    kinds.get_by_role("link", name=re.compile(rf"^{WORDS('term.region_type.kota')} \d")).click()
    page.wait_for_url("**jenis=kota**")
    page.keyboard.press("Escape")
    drawn(page)
    assert 0 < found(page) < before
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
    drawn(page)
    assert number <= found(page) < before
    page.go_back()
    page.wait_for_url("**tahun=semua**")
    drawn(page)
    assert found(page) == before


def test_a_change_of_page_by_the_menu_keeps_the_year(visit: Visit) -> None:
    page = visit("daerah?daerah=17.71&tahun=2020")
    page.get_by_test_id("stTopNavLink").filter(has_text=WORDS("page.penghargaan")).click()
    page.wait_for_url("**/penghargaan?**tahun=2020**")
    drawn(page)
    assert title(page) == WORDS("page.penghargaan")


def test_beranda_draws_the_land_and_a_symbol_for_each_award(visit: Visit) -> None:
    chart = visit("?tahun=2020").get_by_test_id("stVegaLiteChart").first
    symbols = chart.locator("svg .mark-symbol.role-mark path")
    with (DATA / "record/awards.csv").open(encoding="utf-8", newline="") as file:
        awards = [row for row in csv.DictReader(file) if row["region_code"][2:]]
    given = {  # one symbol a government; a claim has none
        row["region_code"]
        for row in awards
        if (row["programme"], row["year"]) == ("IGA", "2020")
        and row["status"] in ("reported", "derived")
    }
    expect(symbols).to_have_count(len(given))
    expect(chart.locator("svg [aria-label*='Kota Bengkulu;']")).to_have_count(1)
    expect(chart.locator("svg .mark-shape.role-mark path")).to_have_attribute("d", FAR)


@pytest.mark.parametrize(
    "hostile",
    [
        "https://evil.example/x",
        "www.evil.example",
        "[x](https://evil.example)",
        "![x](https://evil.example/x.png)",
        "<img src=https://evil.example/x.png>",
        "`![x](https://evil.example/x.png)`",
    ],
)
def test_a_visitors_text_is_shown_and_never_obeyed(visit: Visit, hostile: str) -> None:
    text = quote(hostile, safe="")
    page = visit(f"sumber?bagian=sumber&baris={text}&{text}=1&bahasa={text}")
    main = page.get_by_test_id("stMain")
    expect(page.get_by_test_id("stAlert")).to_have_count(3)
    expect(main.locator("a[href*='evil'], img[src*='evil']")).to_have_count(0)


def pixel(page: Page, code: str, zoom: str) -> tuple[float, float]:
    """Where the symbol of a government stands in the fixed view ``zoom`` (Web Mercator)."""
    with (DATA / "regions" / "regions.csv").open(encoding="utf-8", newline="") as file:
        row = next(r for r in csv.DictReader(file) if r["code"] == code)
    box = page.get_by_test_id("stDeckGlJsonChart").bounding_box()
    assert box
    middle = ZOOMS[zoom]
    world = 512 * 2**middle.zoom * BESIDE / WIDTH

    def north(latitude: float) -> float:
        return math.log(math.tan(math.pi / 4 + math.radians(latitude) / 2)) / (2 * math.pi)

    right = (float(row["map_lon"]) - middle.lon) / 360 * world
    down = (north(middle.lat) - north(float(row["map_lat"]))) * world
    return box["x"] + box["width"] / 2 + right, box["y"] + box["height"] / 2 + down


@pytest.mark.parametrize(
    ("code", "zoom"), [("11.71", "Sumatera"), ("17.71", "Sumatera"), ("93.01", "Papua")]
)
def test_a_click_on_a_symbol_opens_the_right_card(visit: Visit, code: str, zoom: str) -> None:
    page = visit(f"peta?tahun=2020&pulau={zoom}&daerah=semua")
    canvas = page.get_by_test_id("stDeckGlJsonChart").locator("canvas").first
    expect(canvas).to_be_visible()
    canvas.evaluate("map => map.scrollIntoView({block: 'center'})")
    name = next(r.name for r in REGISTER.regions if r.code == code)
    heading = page.get_by_role("heading", name=name)

    def clicked() -> bool:  # the first frames of a software-drawn map take no clicks
        page.mouse.click(*pixel(page, code, zoom))
        page.wait_for_timeout(1500)
        return heading.count() > 0

    assert any(clicked() for _ in range(8)), f"no card of {name}"
    assert query(page)["daerah"] == code


def test_a_tile_map_draws_every_regency_and_city(visit: Visit) -> None:
    page = visit("peta?tampilan=ubin&tahun=2020")
    tiles = page.get_by_test_id("stVegaLiteChart").first.locator("svg path[aria-label]")
    expect(tiles.first).to_be_visible()
    assert page.get_by_test_id("stVegaLiteChart").first.locator("svg path").count() > 514


def test_typing_in_the_search_narrows_the_list(visit: Visit) -> None:
    page = visit("penghargaan?tahun=2020")
    before = found(page)
    search = page.get_by_label(WORDS("filter.nama"))
    search.fill("Bandar Lampung")
    search.press("Enter")
    page.wait_for_url("**nama=Bandar**")
    drawn(page)
    assert 0 < found(page) < before
