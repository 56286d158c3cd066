"""Nothing serious or critical for axe-core on any view, by day and by night."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from iga_core.language import Words, languages, load_words
from pages._shared import params
from tests.e2e.test_browser import ALL_CHARTS, PATIENCE, Visit, browser, server, visit
from tests.e2e.views import OWN_WORK, VIEWS

__all__ = ["browser", "server", "visit"]
pytestmark = pytest.mark.browser
SCHEMES = ("light", "dark")
GRAVE = {"serious", "critical"}
KNOWN_FILE = Path(__file__).with_name("axe_known.toml")
KNOWN = tomllib.loads(KNOWN_FILE.read_text("utf-8")).get("known", [])

MATCHES = "([path, selector]) => document.querySelector(path)?.matches(selector) ?? false"
Finding = dict[str, Any]


def _settled(page: Page, words: Words) -> None:
    """Wait until the page stands to its last line and nothing runs or moves any more."""
    footer = page.get_by_text(words("frame.footer"), exact=True)
    expect(footer).to_be_visible(timeout=PATIENCE)
    expect(page.locator("[data-test-script-state=notRunning]")).to_have_count(1, timeout=PATIENCE)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0, timeout=PATIENCE)
    page.wait_for_function(ALL_CHARTS, timeout=PATIENCE)
    page.wait_for_function("document.getAnimations().every(a => a.playState !== 'running')")


def _is_known(page: Page, rule: str, node: Finding) -> bool:
    path = node["target"][-1]
    return any(
        rule == known["rule"] and page.evaluate(MATCHES, [path, known["selector"]])
        for known in KNOWN
    )


def _grave(page: Page) -> list[tuple[str, Finding]]:
    """What axe-core calls serious or critical, a pair of rule and node each."""
    found = Axe().run(page).response["violations"]
    grave = [rule for rule in found if rule["impact"] in GRAVE]
    return [(rule["id"], node) for rule in grave for node in rule["nodes"]]


def _unknown(page: Page) -> list[str]:
    return [
        f"{rule}: {node['target']} {node['html'][:160]} {node['failureSummary'][:300]}"
        for rule, node in _grave(page)
        if not _is_known(page, rule, node)
    ]


def _in_both(page: Page, words: Words) -> dict[str, list[str]]:
    found = {}
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        _settled(page, words)
        if defects := _unknown(page):
            found[scheme] = defects
    return found


def _speaking(address: str, language: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}bahasa={language}"


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("address", VIEWS)
def test_a_view_has_nothing_serious(visit: Visit, address: str, language: str) -> None:
    page = visit(_speaking(address, language), settle=False)
    assert _in_both(page, load_words(language)) == {}


@pytest.mark.parametrize("language", languages())
def test_no_part_of_the_workbench_has_anything_serious(visit: Visit, language: str) -> None:
    words = load_words(language)
    page = visit(_speaking(OWN_WORK, language), settle=False)
    _settled(page, words)
    page.get_by_role("button", name=words("check.example")).click()
    found = {}
    for part in params.CHECK_PARTS:
        page.get_by_role("radio", name=words(f"check.part_{part}"), exact=True).click()
        page.wait_for_url(f"**bagian={part}**")
        _settled(page, words)
        if defects := _in_both(page, words):
            found[part] = defects
    assert found == {}


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: f"{known['rule']} {known['selector']}")
def test_a_known_defect_still_occurs(visit: Visit, known: Finding) -> None:
    page = visit(known["view"])
    occurs = [
        node
        for rule, node in _grave(page)
        if rule == known["rule"] and page.evaluate(MATCHES, [node["target"][-1], known["selector"]])
    ]
    assert occurs, "mended: take it out of axe_known.toml"
    assert known["reason"]
