"""Every page as the public meets it: in a browser, behind nginx, under its security headers."""

from __future__ import annotations

import re
import urllib.error
import urllib.request
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from iga_core.paths import ROOT
from pages._shared import filters, frame
from tests.behind import Door, behind_nginx, nginx
from tests.e2e.visiting import WORDS, choose_in_menu, drawn, open_box, open_part, until
from tests.missing import missing

pytestmark = pytest.mark.browser
REFUSED = re.compile("Content.Security.Policy|Refused to|MIME type", re.IGNORECASE)
EXAMPLE = ROOT / "examples/portfolio_2026.json"


@pytest.fixture(scope="module")
def door() -> Iterator[Door]:
    if nginx() is None:
        missing("nginx")
    with behind_nginx() as door:
        yield door


@pytest.fixture
def tab(tab: Page) -> Iterator[Page]:
    """A tab that fails the test when the browser refused anything the page wanted."""
    said: list[str] = []
    tab.on("console", lambda message: said.append(message.text))
    tab.on("pageerror", lambda error: said.append(str(error)))
    yield tab
    assert not [text[:300] for text in said if REFUSED.search(text)]


def answer(door: Door, path: str, **headers: str) -> tuple[int, dict[str, str]]:
    """Status and headers (in small letters) of one request."""
    asked = urllib.request.Request(f"{door.base}{path}", headers=headers)
    try:
        with urllib.request.urlopen(asked, timeout=60) as found:
            return found.status, {name.lower(): value for name, value in found.headers.items()}
    except urllib.error.HTTPError as error:
        return error.code, {name.lower(): value for name, value in error.headers.items()}


def test_every_page_stands_under_the_policy(tab: Page, door: Door) -> None:
    tab.goto(door.base)
    drawn(tab)
    for slug in frame.PAGES[1:]:
        choose_in_menu(tab, slug)
        tab.wait_for_url(f"**/{slug}?**")
        drawn(tab)
        if slug == "peta":
            expect(tab.locator("figure.land a").first).to_be_visible()


def press(page: Page, message: str) -> None:
    page.get_by_role("button", name=WORDS(message), exact=True).click()
    drawn(page)


def test_a_team_can_work_under_the_policy(tab: Page, door: Door) -> None:
    """A file goes in, every part is drawn, the browser asks before it leaves, a file comes out."""
    guard = "typeof window.onbeforeunload === 'function'"
    tab.goto(f"{door.base}/cek_mandiri?bagian=mulai&tahun=2026&daerah=11.71")
    drawn(tab)
    tab.locator("input[type=file]").first.set_input_files(str(EXAMPLE))
    expect(tab.get_by_role("tab")).to_have_count(len(filters.CHECK_PARTS))
    for part in (*filters.CHECK_PARTS[1:], filters.CHECK_PARTS[0]):
        open_part(tab, part)
    for begin in ("cek_mandiri.anew", "cek_mandiri.fill"):
        assert not tab.evaluate(guard)
        open_box(tab, "cek_mandiri.open")
        press(tab, begin)
    until(tab, guard)
    open_box(tab, "take.box")
    with tab.expect_download() as download:
        tab.get_by_role("link", name=WORDS("cek_mandiri.save_json"), exact=True).click()
    assert download.value.path().stat().st_size > 100
    until(tab, f"!({guard})")


def test_what_is_nobodys_business_is_closed(door: Door) -> None:
    for path in ("/_stcore/metrics", "/_stcore/agent/openapi.json", "/peta/_stcore/metrics"):
        assert answer(door, path)[0] == 404, path
    assert answer(door, "/_stcore/health")[0] == 200


def test_files_with_a_hash_in_their_name_are_small_and_kept(door: Door) -> None:
    with urllib.request.urlopen(door.base, timeout=60) as page:
        script = re.search(rb'src="\.(/static/js/index\.[^"]+)"', page.read())
    assert script
    status, headers = answer(door, script[1].decode(), **{"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in headers["cache-control"]
    assert "set-cookie" not in headers  # a shared cache would hand it to everybody
    assert headers["x-content-type-options"] == "nosniff"


def test_a_visitor_stays_with_one_replica(door: Door) -> None:
    given = answer(door, "/")[1]["set-cookie"].partition(";")[0]
    assert re.fullmatch("atlas_replica=[0-9a-f]{32}", given)
    assert "atlas_replica" not in answer(door, "/", Cookie=given)[1].get("set-cookie", "")
    forged = answer(door, "/", Cookie="atlas_replica=x" * 3)[1]["set-cookie"]
    assert re.match("atlas_replica=[0-9a-f]{32};", forged)
    assert "Secure" in answer(door, "/", **{"X-Forwarded-Proto": "https"})[1]["set-cookie"]
