"""Every view, in every language: nothing serious for axe-core, nothing cut on a phone.

A view is opened once and turned about, as opening is what costs.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from iga_core.language import Words, languages, load_words
from pages._shared import filters
from pages._shared.words import PARAMETER
from tests.e2e.views import OWN_WORK, VIEWS
from tests.e2e.visiting import WORDS, Visit, drawn, open_part

pytestmark = pytest.mark.browser
GRAVE = {"serious", "critical"}
KNOWN_FILE = Path(__file__).with_name("axe_known.toml")
KNOWN = tomllib.loads(KNOWN_FILE.read_text("utf-8")).get("known", [])
# by night the same page stands in other colours, in another language in the same ones: only what
# looks at colours can find more there, and only what does not look at them here
ALL: dict[str, Any] = {"resultTypes": ["violations"]}
COLOUR_RULES = ("color-contrast", "link-in-text-block")
FIRST = {"light": ALL, "dark": {**ALL, "runOnly": list(COLOUR_RULES)}}
OTHERS = {"light": {**ALL, "rules": {rule: {"enabled": False} for rule in COLOUR_RULES}}}

MATCHES = "([path, selector]) => document.querySelector(path)?.matches(selector) ?? false"
STILL = "document.getAnimations().every(a => a.playState !== 'running')"
Finding = dict[str, Any]

WIDTH, PHONE = 1280, 360  # pixels; the narrowest phones in use
# what may be wider than the screen scrolls inside itself: tables, data grids, tabs, drawings
BEYOND = """
    () => [...document.querySelector('[data-testid=stMain]')
            .querySelectorAll('p, li, h1, h2, h3, button, label, summary, '
                + 'input:not([type=range])')]  // a slider's own stands unseen behind its thumb
        .filter(part => !part.closest('table, [data-testid=stDataFrame], [role=tablist], svg'))
        .filter(part => part.getClientRects().length)
        .filter(part => getComputedStyle(part).visibility !== 'hidden')
        .filter(part => part.getBoundingClientRect().right > innerWidth + 1)
        .map(part => part.outerHTML.slice(0, 160))
"""
WIDER = """
    () => Math.max(
        ...[document.documentElement, document.querySelector('[data-testid=stMain]')]
            .map(part => part.scrollWidth - innerWidth),
    )
"""


def _is_known(page: Page, rule: str, node: Finding) -> bool:
    path = node["target"][-1]
    return any(
        rule == known["rule"] and page.evaluate(MATCHES, [path, known["selector"]])
        for known in KNOWN
    )


def _grave(page: Page, options: dict[str, Any]) -> list[tuple[str, Finding]]:
    """What axe-core calls serious or critical, a pair of rule and node each."""
    found = Axe().run(page, options=options).response["violations"]
    grave = [rule for rule in found if rule["impact"] in GRAVE]
    return [(rule["id"], node) for rule in grave for node in rule["nodes"]]


def _unknown(page: Page, options: dict[str, Any]) -> list[str]:
    return [
        f"{rule}: {node['target']} {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule, node in _grave(page, options)
        if not _is_known(page, rule, node)
    ]


def _cut(page: Page, words: Words) -> list[str]:
    """What a phone of the narrowest kind would not show, without scrolling sideways."""
    page.set_viewport_size({"width": PHONE, "height": 900})
    drawn(page, words)
    page.wait_for_timeout(200)  # charts follow the width a moment later
    wider = page.evaluate(WIDER)
    cut = [*page.evaluate(BEYOND), *([f"{wider} pixels too wide"] if wider > 0 else [])]
    page.set_viewport_size({"width": WIDTH, "height": 900})
    return cut


def _wrong(page: Page, words: Words) -> dict[str, list[str]]:
    """What is wrong with what stands on the page now, by language and state."""
    found = {}
    schemes = FIRST if words.language == WORDS.language else OTHERS
    for scheme, options in schemes.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        drawn(page, words)
        page.wait_for_function(STILL)
        found[f"{words.language} {scheme}"] = _unknown(page, options)
    found[f"{words.language} phone"] = _cut(page, words)
    return {state: defects for state, defects in found.items() if defects}


def _speak(page: Page, words: Words) -> None:
    """Turn the page to a language by its switch."""
    name = words("frame.language_name")
    page.get_by_test_id("stButtonGroup").get_by_text(name, exact=True).click()
    page.wait_for_url(f"**{PARAMETER}={words.language}**")
    drawn(page, words)


@pytest.mark.parametrize("address", VIEWS)
def test_a_view_is_fit_for_every_reader(visit: Visit, address: str) -> None:
    page = visit(address)
    found = _wrong(page, WORDS)
    for words in map(load_words, languages()):
        if words.language != WORDS.language:
            _speak(page, words)
            found |= _wrong(page, words)
    assert found == {}


@pytest.mark.parametrize("language", languages())
def test_every_part_of_the_workbench_is_fit_for_every_reader(visit: Visit, language: str) -> None:
    words = load_words(language)
    page = visit(OWN_WORK)
    _speak(page, words)
    page.get_by_role("button", name=words("cek_mandiri.example")).click()
    found = {}
    for part in filters.CHECK_PARTS:
        open_part(page, part, words)
        found[part] = _wrong(page, words)
    assert not any(found.values()), found


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: f"{known['rule']} {known['selector']}")
def test_a_known_defect_still_occurs(visit: Visit, known: Finding) -> None:
    page = visit(known["view"])
    occurs = [
        node
        for rule, node in _grave(page, ALL)
        if rule == known["rule"] and page.evaluate(MATCHES, [node["target"][-1], known["selector"]])
    ]
    assert occurs, "mended: take it out of axe_known.toml"
    assert known["reason"]
