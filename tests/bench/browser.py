"""What a visitor waits for: each page in a real browser, beside the same page as a static file.

Every round opens, for each page, the app and the static page in one fresh browser context:
first with an empty cache, then, after a change of a filter and a change of page, once more with
what is cached. So both sides see the same machine at the same time.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any
from urllib.parse import parse_qsl

from playwright.sync_api import Browser, BrowserContext, Page, WebSocket, sync_playwright

from iga_core.language import load_words
from iga_core.paths import ROOT
from pages._shared import frame
from tests.bench.static_page import build
from tests.opened import open_page
from tests.served import served_app

HERE = Path(__file__).parent
WORDS = load_words("id")
VISITS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "visits.toml").read_text("utf-8"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
SWITCHES = ("--no-sandbox", "--disable-gpu", "--disable-background-networking")
PATIENCE = 60_000  # milliseconds
ROUNDS = 5
RATIO, KILOBYTES = 1.3, 60  # at most
FLOOR = "streamlit alone"  # an app of one line: what no page of ours can be faster than
ONE_LINE = "import streamlit as st\n\nst.caption({text!r})\n"


@dataclass
class Found:
    """What was measured of one page, a figure per round: milliseconds and kilobytes."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)
    switch: list[float] = field(default_factory=list)
    cold_http: list[float] = field(default_factory=list)
    open_socket: list[float] = field(default_factory=list)
    change_bytes: list[float] = field(default_factory=list)


class Visit:
    """One browser tab: what it received, and how long until it stood."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Open ``address`` and wait until it is drawn."""
        self.received = 0
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.on("websocket", self._watch)
        self.page.goto(address)
        self.page.wait_for_function("bench.drawn")
        self.drawn = float(self.page.evaluate("bench.drawn"))

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framereceived", self._count)

    def _count(self, data: str | bytes) -> None:
        self.received += len(data)

    def fetched(self) -> float:
        """Return the bytes that came over HTTP so far, headers included."""
        return float(self.page.evaluate("bench.fetched()"))

    def change(self, key: str, how: str, value: str) -> float:
        """Use one widget; return the milliseconds until what it changes stands."""
        self.page.evaluate("bench.begin()")
        widget = self.page.locator(f".st-key-{key}")
        if how == "pick":
            widget.get_by_text(WORDS(value), exact=True).click()
        elif how == "press":
            widget.get_by_role("button").click()
        else:
            place = widget.locator("input").first
            place.click()
            place.fill(value)
            place.press("Enter")
        return self.settled()

    def go(self, slug: str) -> float:
        """Choose a page in the menu; return the milliseconds until it stands."""
        self.page.evaluate("bench.begin()")
        name = WORDS(f"page.{slug}")
        self.page.get_by_test_id("stTopNavLink").get_by_text(name, exact=True).click()
        return self.settled()

    def settled(self) -> float:
        """Wait until a change has come to rest; return the milliseconds it took."""
        self.page.wait_for_function("bench.changed()")
        return float(self.page.evaluate("bench.changed()"))


def _address(base: str, slug: str) -> str:
    path = "" if slug == frame.PAGES[0] else slug
    return f"{base}/{path}?{VISITS[slug]['query']}"


def _used(visit: Visit, slug: str, found: Found) -> None:
    """Measure a change of a filter and a change of page in an open visit."""
    plan = VISITS[slug]
    if "first" in plan:
        visit.change(plan["first"], "press", "")
    http, socket = visit.fetched(), visit.received
    found.change.append(visit.change(*plan["change"]))
    found.change_bytes.append((visit.fetched() - http + visit.received - socket) / 1024)
    visit.go(frame.PAGES[-1] if slug != frame.PAGES[-1] else frame.PAGES[0])
    found.switch.append(visit.go(slug))


@contextmanager
def _context(browser: Browser) -> Iterator[BrowserContext]:
    """Return a browser context with an empty cache, in which every page is watched."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    script = (HERE / "probe.js").read_text("utf-8")
    context.add_init_script(script.replace("@FOOTER@", WORDS("frame.footer")[:40]))
    try:
        yield context
    finally:
        context.close()


def _again(context: BrowserContext, address: str) -> tuple[float, float]:
    """Open ``address`` in a new tab; return milliseconds until drawn, kilobytes over HTTP."""
    visit = Visit(context, address)
    fetched = visit.fetched() / 1024
    visit.page.close()
    return visit.drawn, fetched


def _round(browser: Browser, app: str, static: str, slug: str, ours: Found, theirs: Found) -> None:
    """Measure one page once, the app and the static page by turns."""
    with _context(browser) as context:
        address, file = _address(app, slug), f"{static}/{slug}.html"
        visit = Visit(context, address)
        ours.cold.append(visit.drawn)
        ours.cold_http.append(visit.fetched() / 1024)
        ours.open_socket.append(visit.received / 1024)
        _used(visit, slug, ours)
        visit.page.close()
        drawn, fetched = _again(context, file)
        theirs.cold.append(drawn)
        theirs.cold_http.append(fetched)
        _again(context, file)  # both sides have now run their scripts twice
        ours.warm.append(_again(context, address)[0])
        theirs.warm.append(_again(context, file)[0])


def _floor(browser: Browser, base: str, found: Found) -> None:
    """Measure Streamlit itself: a page of one line."""
    with _context(browser) as context:
        drawn, fetched = _again(context, base)
        found.cold.append(drawn)
        found.cold_http.append(fetched)
        _again(context, base)
        found.warm.append(_again(context, base)[0])


@contextmanager
def served_folder(folder: Path) -> Iterator[str]:
    """Serve static files from a process of its own."""
    command = [sys.executable, "-m", "tests.bench.static_page", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
    finally:
        process.terminate()
        process.wait(timeout=20)
        if process.stdout:
            process.stdout.close()


@contextmanager
def _servers(slugs: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Serve the app, the static pages of ``slugs`` and an app of one line."""
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pages = {slug: open_page(slug, **dict(parse_qsl(VISITS[slug]["query"]))) for slug in slugs}
        build(folder / "static", pages)
        line = folder / "line"
        shutil.copytree(ROOT / ".streamlit", line / ".streamlit")
        text = ONE_LINE.format(text=WORDS("frame.footer"))
        (line / "app.py").write_text(text, encoding="utf-8")
        yield (
            stack.enter_context(served_app()),
            stack.enter_context(served_folder(folder / "static")),
            stack.enter_context(served_app(line)),
        )


def measure(slugs: Sequence[str], rounds: int) -> tuple[dict[str, Found], dict[str, Found]]:
    """Return what was found of each page of the app, and of its static page, by slug.

    The app of one line stands among the pages of the app as ``FLOOR``. Raises RuntimeError when
    no Chromium is found.
    """
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        raise RuntimeError(f"none of {', '.join(BROWSERS)} found")
    ours: dict[str, Found] = {slug: Found() for slug in (*slugs, FLOOR)}
    theirs: dict[str, Found] = {slug: Found() for slug in slugs}
    with _servers(slugs) as (app, static, line), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=SWITCHES)
        for slug in slugs:  # the server's own first run of a page is not a visitor's
            _round(browser, app, static, slug, Found(), Found())
        for _ in range(rounds):
            for slug in slugs:
                _round(browser, app, static, slug, ours[slug], theirs[slug])
            _floor(browser, line, ours[FLOOR])
        browser.close()
    return ours, theirs


def _met(met: bool) -> str:
    return "met" if met else "**not met**"


def _opening(ours: dict[str, Found], theirs: dict[str, Found]) -> Iterator[str]:
    yield "| page | cold ms | static | warm ms | static | warm ratio | target | cold KB | static |"
    yield "| --- | --: | --: | --: | --: | --: | --- | --: | --: |"
    for slug, found in ours.items():
        cold, warm = median(found.cold), median(found.warm)
        size = median(found.cold_http)
        if slug not in theirs:
            yield f"| {slug} | {cold:.0f} | | {warm:.0f} | | | | {size:.0f} | |"
            continue
        other = theirs[slug]
        ratio = warm / median(other.warm)
        yield (
            f"| {slug} | {cold:.0f} | {median(other.cold):.0f} "
            f"| {warm:.0f} | {median(other.warm):.0f} | {ratio:.1f} | {_met(ratio <= RATIO)} "
            f"| {size:.0f} | {median(other.cold_http):.0f} |"
        )


def _using(ours: dict[str, Found]) -> Iterator[str]:
    yield "| page | filter to result ms | page switch ms | open KB | KB per change | target |"
    yield "| --- | --: | --: | --: | --: | --- |"
    for slug, found in ours.items():
        if found.change:
            size = median(found.change_bytes)
            yield (
                f"| {slug} | {median(found.change):.0f} | {median(found.switch):.0f} "
                f"| {median(found.open_socket):.0f} | {size:.1f} | {_met(size <= KILOBYTES)} |"
            )


def report(slugs: Sequence[str], rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of two tables (Markdown)."""
    before = os.getloadavg()[0]
    ours, theirs = measure(slugs, rounds)
    yield (
        f"Chromium on loopback, {os.cpu_count()} cores, {rounds} rounds, medians; load average "
        f"{before:.1f} before, {os.getloadavg()[0]:.1f} after. Targets: warm open at most "
        f"{RATIO} x the static page, {KILOBYTES} KB per change."
    )
    yield ""
    yield from _opening(ours, theirs)
    yield ""
    yield from _using(ours)
