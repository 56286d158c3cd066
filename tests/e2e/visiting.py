"""What browser tests do alike: open a tab, wait until a page stands, read its address."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import BrowserContext, Page, WebSocket, expect
from playwright.sync_api import Error as PlaywrightError

from iga_core.language import Words, load_words
from pages._shared import filters, frame

WORDS = load_words("id")
PATIENCE = 60_000  # milliseconds; a cold start on a busy machine takes most of it
Visit = Callable[..., Page]
SENT: dict[Page, list[str | bytes]] = {}  # what each page told the server


def tab_of(context: BrowserContext, asked: list[str]) -> Page:
    """A new tab that notes in ``asked`` every address it asks for."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.on("request", lambda request: asked.append(request.url))
    SENT[page] = []

    def watch(socket: WebSocket) -> None:
        asked.append(socket.url)
        socket.on("framesent", lambda data: SENT[page].append(data))

    page.on("websocket", watch)
    return page


def drawn(page: Page, words: Words = WORDS) -> None:
    """Wait until the page stands to its last line and nothing runs any more.

    By locators only: the public policy lets no page evaluate a text of its own accord, which is
    how ``wait_for_function`` asks a second time.
    """
    for wanted, count in (
        (page.get_by_text(words("frame.footer"), exact=True), 1),  # two while a part is changed
        (page.locator("[data-test-script-state=notRunning]"), 1),
        (page.get_by_test_id("stSkeleton"), 0),
        (page.locator("[data-testid=stVegaLiteChart]:not(:has(svg))"), 0),
    ):
        expect(wanted).to_have_count(count, timeout=PATIENCE)


def until(page: Page, script: str) -> None:
    """Wait until ``script`` is true, under any policy: asked from outside, again and again."""
    end = time.monotonic() + PATIENCE / 1000
    while not page.evaluate(script):
        assert time.monotonic() < end, script
        page.wait_for_timeout(50)


def query(page: Page) -> dict[str, str]:
    asked = parse_qs(urlsplit(page.url).query, keep_blank_values=True)
    return {name: values[0] for name, values in asked.items()}


def open_part(page: Page, name: str, words: Words = WORDS) -> None:
    """Open a part of Cek Mandiri by its numbered tab."""
    label = f"{filters.CHECK_PARTS.index(name) + 1} {words(f'cek_mandiri.part_{name}')}"
    page.get_by_role("tab", name=label, exact=True).click()
    page.wait_for_url(f"**bagian={name}**")
    drawn(page, words)


def open_box(page: Page, message: str, words: Words = WORDS) -> None:
    """Press the button below which a box opens."""
    page.get_by_role("button", name=words(message), exact=True).click()
    expect(page.get_by_test_id("stPopoverBody")).to_be_visible()
    drawn(page, words)


def close_box(page: Page, words: Words = WORDS) -> None:
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("stPopoverBody")).to_have_count(0)
    drawn(page, words)


def choose_in_menu(page: Page, slug: str, words: Words = WORDS) -> None:
    """Choose a page in the menu: its group is opened first, where it stands in one."""
    group = next(name for name, slugs in frame.GROUPS.items() if slug in slugs)
    kind = "stTopNavDropdownLink" if group else "stTopNavLink"
    link = page.get_by_test_id(kind).get_by_text(words(f"page.{slug}"), exact=True)
    if group:
        section = page.get_by_test_id("stTopNavSection")
        section.get_by_text(words(f"menu.{group}"), exact=True).click()
        with suppress(PlaywrightError):  # a group still open from before closes by that press
            link.wait_for(timeout=2000)
        if not link.is_visible():
            section.get_by_text(words(f"menu.{group}"), exact=True).click()
    link.click()
