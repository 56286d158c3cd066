"""Pages left before they stand: the visit lives, and each page has its own address."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.cable import cable
from tests.e2e.visiting import PATIENCE, WORDS, Visit, choose_in_menu, drawn, query

pytestmark = pytest.mark.browser
LATE = 0.25  # seconds, each way: a telephone far from the server
MAP = "peta?tampilan=ubin&tahun=2022"


def stands(page: Page, slug: str) -> tuple[dict[str, str], list[str]]:
    """Wait until a page stands; return the parameters of its address and what it warns of."""
    expect(page.locator("h1")).to_have_text(WORDS(f"page.{slug}"), timeout=PATIENCE)
    drawn(page)
    return query(page), page.get_by_test_id("stAlert").all_inner_texts()


def test_back_shows_each_page_as_it_was_under_its_own_address(visit: Visit) -> None:
    """The browser's history holds mixtures of two addresses; none of them is read as a wish."""
    page = visit(MAP)
    was = {"peta": stands(page, "peta")}
    for slug in ("kriteria", "glosarium"):
        choose_in_menu(page, slug)
        page.wait_for_url(f"**/{slug}?**")
        was[slug] = stands(page, slug)
    seen = ["glosarium"]
    while seen[-1] != "peta":
        page.go_back(wait_until="commit")
        page.wait_for_timeout(500)
        seen.append(page.url.partition("?")[0].rpartition("/")[2])
        assert stands(page, seen[-1]) == was[seen[-1]]
    assert list(dict.fromkeys(seen)) == ["glosarium", "kriteria", "peta"]


def test_a_page_left_while_it_is_on_its_way_leaves_the_visit_alive(tab: Page, server: str) -> None:
    """A browser once threw a large message away while "you have it already" was on its way."""
    with cable(server, LATE) as line:
        tab.goto(f"{line.base}/{MAP}")
        was, start = stands(tab, "peta"), tab.evaluate("history.length")
        choose_in_menu(tab, "kriteria")
        stands(tab, "kriteria")
        choose_in_menu(tab, "glosarium")
        tab.wait_for_timeout(1000 * LATE / 2)  # its page is made, and on its way
        tab.evaluate("steps => history.go(steps)", start - tab.evaluate("history.length"))
        tab.wait_for_timeout(1000 * LATE * 4)
        assert stands(tab, "peta") == was
        choose_in_menu(tab, "glosarium")
        stands(tab, "glosarium")
