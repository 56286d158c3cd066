"""A served app and a browser before it; nothing but that server is ever asked."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.chromium import chromium
from tests.e2e.visiting import Visit, drawn, tab_of
from tests.missing import missing
from tests.served import served_app


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    try:
        with chromium() as started:
            yield started
    except FileNotFoundError as error:
        missing(f"a browser ({error})")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """A fresh server: the first test of a file is the first visit it ever sees."""
    with served_app() as base:
        yield base


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """One browser for all visits of a file: scripts are read once, as a visitor's are."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context
    context.close()


@pytest.fixture
def visit(context: BrowserContext, server: str) -> Iterator[Visit]:
    """Open addresses, each in a tab of its own; afterwards look at all that was asked for."""
    tabs: list[Page] = []
    asked: list[str] = []

    def open_address(address: str, width: int = 1280) -> Page:
        page = tab_of(context, asked)
        tabs.append(page)
        page.set_viewport_size({"width": width, "height": 900})
        page.goto(f"{server}/{address}")
        drawn(page)
        return page

    yield open_address
    for page in tabs:
        expect(page.locator(".stException")).to_have_count(0)
        expect(page.get_by_role("dialog")).to_have_count(0)  # "Page not found" is one
        page.close()
    hosts = {urlsplit(url).netloc for url in asked if not url.startswith(("data:", "blob:"))}
    assert hosts == {urlsplit(server).netloc}
    assert any(url.startswith("ws:") for url in asked), "websockets must be watched too"


@pytest.fixture
def tab(context: BrowserContext) -> Iterator[Page]:
    """A tab that nothing is asked of."""
    page = tab_of(context, [])
    yield page
    page.close()
