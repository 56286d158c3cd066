"""The attack in a real browser: nothing of what was typed runs, is fetched or becomes a link."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import quote, urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Dialog, Page

from iga_core.language import load_words
from pages._shared.filters import LIMIT
from tests.attack import hostile, reading
from tests.attack.visits import LONG, rooms
from tests.chromium import chromium
from tests.client import path_of

WORDS = load_words("id")
LIMIT_SAID = WORDS.number(LIMIT)
PATIENCE = 30_000  # milliseconds
# what input could have become: anything that names the foreign host, or carries a script of it
BECOME = f"""() => [...document.querySelectorAll('body *')].filter(e =>
    [...e.attributes].some(a => /^on/.test(a.name) || /^\\s*javascript:/i.test(a.value)
        || (/^(src|href|action|data|srcset|poster|style)$/.test(a.name)
            && a.value.includes('{hostile.FOREIGN}')))
    || (/^(script|style|iframe|object|embed|svg)$/i.test(e.tagName)
        && /alert\\(1\\)/.test(e.outerHTML))
).map(e => e.outerHTML.slice(0, 200))"""


class Watched:
    """A browser that notes all it was made to do."""

    def __init__(self, context: BrowserContext, base: str) -> None:
        self.base, self.context = base, context
        self.foreign: list[str] = []
        self.dialogs: list[str] = []
        self.console: list[str] = []
        context.on("request", lambda request: self._asked(request.url))
        context.on("dialog", self._dialog)
        context.on("console", self._said)
        self.page = context.new_page()
        self.page.set_default_timeout(PATIENCE)

    def _asked(self, url: str) -> None:
        own = urlsplit(self.base).netloc
        if not url.startswith(("data:", "blob:")) and urlsplit(url).netloc != own:
            self.foreign.append(url)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _said(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.console.append(message.text[:200])

    def open(self, address: str) -> Page:
        """Open an address and wait until the page stands to its last line."""
        self.page.goto(f"{self.base}/{address}")
        self.settled()
        return self.page

    def settled(self) -> None:
        """Wait until nothing runs any more."""
        self.page.get_by_text(WORDS("frame.footer"), exact=True).wait_for()
        self.page.wait_for_selector("[data-test-script-state=notRunning]", state="attached")
        self.page.wait_for_timeout(150)  # what a browser would fetch, it asks for at once

    def sound(self, given: str) -> None:
        """Raise AssertionError if anything but showing text came of what was given."""
        assert not self.foreign, (given[:200], self.foreign)
        assert not self.dialogs, (given[:200], self.dialogs)
        assert self.page.evaluate(BECOME) == [], given[:200]
        assert self.page.locator(".stException").count() == 0, given[:200]


@contextmanager
def browser(base: str) -> Iterator[Watched]:
    """Start a browser. Raises FileNotFoundError where there is none."""
    with chromium() as started:
        yield Watched(started.new_context(), base)


def addresses(watched: Watched, number: int, seed: int = 3) -> int:
    """Open ``number`` hostile addresses. Returns how many."""
    dice, names = random.Random(seed), sorted(reading.tables())
    for place in range(number):
        slug = names[place % len(names)]
        table = reading.tables()[slug]
        given = [(param.name, dice.choice(hostile.SAMPLES)[:2000]) for param in table]
        name, value = dice.choice(hostile.SAMPLES)[:200], dice.choice(hostile.SAMPLES)[:200]
        given.append((name or "x", value))
        query = "&".join(f"{quote(n, safe='')}={quote(v, safe='')}" for n, v in given)
        watched.open(f"{path_of(slug)}?{query}")
        watched.sound(f"{slug}?{query}")
    return number


def boxes(watched: Watched, texts: Sequence[str]) -> int:
    """Type every text into every text box. Returns how many were typed."""
    typed = 0
    for slug, query in rooms(watched.base):
        watched.open(f"{path_of(slug)}?{query}")
        fields = watched.page.get_by_test_id("stTextInput").locator("input")
        for place in range(fields.count()):
            for text in texts:
                fields.nth(place).fill(text.replace("\n", " "))
                fields.nth(place).press("Enter")
                watched.page.wait_for_timeout(300)
                watched.settled()
                watched.sound(f"{slug} {text}")
                typed += 1
    return typed


def long_texts(watched: Watched) -> int:
    """Paste a megabyte into a box of every page that has one; the page says what it takes.

    Returns how many were pasted.
    """
    pasted = 0
    for slug, query in rooms(watched.base):
        for text in LONG[:2]:
            page = watched.open(f"{path_of(slug)}?{query}")
            field = page.get_by_test_id("stTextInput").locator("input").first
            field.fill(text)
            field.press("Enter")
            page.get_by_test_id("stAlert").filter(has_text=LIMIT_SAID).first.wait_for()
            watched.settled()
            watched.sound(f"{slug} {text}")
            assert len(field.input_value()) <= LIMIT
            assert len(page.url) < 5000
            pasted += 1
    return pasted
