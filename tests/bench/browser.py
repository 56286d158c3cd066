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

from playwright.sync_api import Browser, BrowserContext, Page

from iga_core.language import load_words
from iga_core.paths import ROOT
from pages._shared import frame
from tests.bench.static_page import build
from tests.bench.wire import Relay
from tests.chromium import chromium
from tests.client import path_of
from tests.e2e.visiting import choose_in_menu
from tests.opened import open_page
from tests.served import served_app

HERE = Path(__file__).parent
WORDS = load_words("id")
VISITS: dict[str, dict[str, Any]] = tomllib.loads((HERE / "visits.toml").read_text("utf-8"))
PATIENCE = 60_000  # milliseconds
ROUNDS = 5
RATIO, KILOBYTES = 1.3, 60  # at most
FLOOR = "streamlit alone"  # an app of one line: what no page of ours can be faster than
ONE_LINE = "import streamlit as st\n\nst.caption({text!r})\n"


@dataclass
class Found:
    """What was measured of one page: milliseconds, a figure per round; kilobytes on the wire."""

    cold: list[float] = field(default_factory=list)
    warm: list[float] = field(default_factory=list)
    change: list[float] = field(default_factory=list)
    switch: list[float] = field(default_factory=list)
    cold_size: float = 0
    warm_size: float = 0
    change_size: float = 0


class Visit:
    """One browser tab, and how long until its page stood."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        """Open ``address`` and wait until it is drawn."""
        self.page: Page = context.new_page()
        self.page.set_default_timeout(PATIENCE)
        self.page.goto(address)
        self.page.wait_for_function("bench.drawn")
        self.drawn = float(self.page.evaluate("bench.drawn"))

    def change(self, slug: str, name: str, how: str, value: str) -> float:
        """Use one widget of a page; return the milliseconds until what it changes stands."""
        self.page.evaluate("bench.begin()")
        widget = self.page.locator(f".st-key-{slug}_{name}")
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
        choose_in_menu(self.page, slug)
        return self.settled()

    def settled(self) -> float:
        """Wait until a change has come to rest; return the milliseconds it took."""
        return float(self.page.wait_for_function("bench.changed()").json_value())


def _address(base: str, slug: str) -> str:
    return f"{base}/{path_of(slug)}?{VISITS[slug]['query']}"


def _ready(visit: Visit, slug: str) -> None:
    """Do what must have happened before the change that is measured."""
    if "first" in VISITS[slug]:
        visit.change(slug, VISITS[slug]["first"], "press", "")


def _switched(visit: Visit, slug: str) -> float:
    """Leave the page by the menu and come back; return the milliseconds of coming back."""
    visit.go(frame.PAGES[-1] if slug != frame.PAGES[-1] else frame.PAGES[0])
    return visit.go(slug)


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


def _drawn(context: BrowserContext, address: str) -> float:
    """Open ``address`` in a new tab; return the milliseconds until it is drawn."""
    visit = Visit(context, address)
    visit.page.close()
    return visit.drawn


def _used(context: BrowserContext, address: str, slug: str) -> Visit:
    """Open ``address`` and change its filter once: all scripts it needs are then at hand."""
    visit = Visit(context, address)
    _ready(visit, slug)
    visit.change(slug, *VISITS[slug]["change"])
    visit.page.close()
    return visit


def _round(browser: Browser, app: str, static: str, slug: str, ours: Found, theirs: Found) -> None:
    """Measure one page once, the app and the static page by turns."""
    address, file = _address(app, slug), f"{static}/{slug}.html"
    with _context(browser) as context:
        ours.cold.append(_used(context, address, slug).drawn)
        theirs.cold.append(_drawn(context, file))
        visit = Visit(context, address)
        ours.warm.append(visit.drawn)
        _ready(visit, slug)
        ours.change.append(visit.change(slug, *VISITS[slug]["change"]))
        ours.switch.append(_switched(visit, slug))
        visit.page.close()
        theirs.warm.append(_drawn(context, file))


def _floor(browser: Browser, base: str, found: Found) -> None:
    """Measure Streamlit itself: a page of one line."""
    with _context(browser) as context:
        found.cold.append(_drawn(context, base))
        found.warm.append(_drawn(context, base))


def _weigh(
    browser: Browser, app: Relay, static: Relay, slug: str, ours: Found, theirs: Found
) -> None:
    """Count the bytes of one page, in visits of their own: a relay costs time."""
    address, file = _address(app.address, slug), f"{static.address}/{slug}.html"
    with _context(browser) as context:
        start = app.received
        _drawn(context, address)
        ours.cold_size = (app.received - start) / 1024
        _used(context, address, slug)
        start = app.received
        visit = Visit(context, address)
        ours.warm_size = (app.received - start) / 1024
        _ready(visit, slug)
        start = app.received
        visit.change(slug, *VISITS[slug]["change"])
        ours.change_size = (app.received - start) / 1024
        visit.page.close()
        start = static.received
        _drawn(context, file)
        theirs.cold_size = (static.received - start) / 1024


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

    The app of one line stands among the pages of the app as ``FLOOR``. Raises FileNotFoundError
    when no browser is found.
    """
    ours: dict[str, Found] = {slug: Found() for slug in (*slugs, FLOOR)}
    theirs: dict[str, Found] = {slug: Found() for slug in slugs}
    with _servers(slugs) as (app, static, line), chromium() as browser:
        with Relay(app).open() as ours_sent, Relay(static).open() as theirs_sent:
            for slug in slugs:  # also the server's own first run of a page: not a visitor's wait
                _weigh(browser, ours_sent, theirs_sent, slug, ours[slug], theirs[slug])
        for number in range(rounds):
            print(f"round {number + 1} of {rounds}", file=sys.stderr, flush=True)
            for slug in slugs:
                _round(browser, app, static, slug, ours[slug], theirs[slug])
            _floor(browser, line, ours[FLOOR])
    return ours, theirs


def met(reached: bool) -> str:
    """Return how a table says whether a target is met."""
    return "met" if reached else "**not met**"


def _opening(ours: dict[str, Found], theirs: dict[str, Found]) -> Iterator[str]:
    yield "| page | cold ms | static | warm ms | static | warm ratio | target |"
    yield "| --- | --: | --: | --: | --: | --: | --- |"
    for slug, found in ours.items():
        cold, warm = median(found.cold), median(found.warm)
        if slug not in theirs:
            yield f"| {slug} | {cold:.0f} | | {warm:.0f} | | | |"
            continue
        other = theirs[slug]
        ratio = warm / median(other.warm)
        yield (
            f"| {slug} | {cold:.0f} | {median(other.cold):.0f} "
            f"| {warm:.0f} | {median(other.warm):.0f} | {ratio:.1f} | {met(ratio <= RATIO)} |"
        )


def _using(ours: dict[str, Found], theirs: dict[str, Found]) -> Iterator[str]:
    yield (
        "| page | filter to result ms | page switch ms "
        "| KB cold | static | KB warm | KB a change | target |"
    )
    yield "| --- | --: | --: | --: | --: | --: | --: | --- |"
    for slug, other in theirs.items():
        found = ours[slug]
        yield (
            f"| {slug} | {median(found.change):.0f} | {median(found.switch):.0f} "
            f"| {found.cold_size:.0f} | {other.cold_size:.0f} | {found.warm_size:.1f} "
            f"| {found.change_size:.1f} | {met(found.change_size <= KILOBYTES)} |"
        )


def report(slugs: Sequence[str], rounds: int) -> Iterator[str]:
    """Measure, and yield the lines of two tables (Markdown)."""
    before = os.getloadavg()[0]
    ours, theirs = measure(slugs, rounds)
    yield (
        f"Chromium on loopback, {os.cpu_count()} cores, {rounds} rounds, medians; load average "
        f"{before:.1f} before, {os.getloadavg()[0]:.1f} after. Targets: warm open at most "
        f"{RATIO} x the static page, {KILOBYTES} KB a change (as sent, packed)."
    )
    yield ""
    yield from _opening(ours, theirs)
    yield ""
    yield from _using(ours, theirs)
