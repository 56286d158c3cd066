"""The shell: a page's answer stands before Streamlit's program is there, and gives way to it."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from iga_core.language import languages, load_words
from tests.e2e.visiting import Visit, drawn

pytestmark = pytest.mark.browser
VIEWS = (
    "", "penghargaan?tahun=2020", "peta?rentang=semua", "peringkat", "daerah?daerah=33.05",
    "bandingkan",
)  # fmt: skip


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("address", VIEWS)
def test_the_answer_stands_without_a_program_and_is_that_of_the_page(
    tab: Page, server: str, address: str, language: str
) -> None:
    page, spoken = tab, f"{server}/{address}{'&' if '?' in address else '?'}bahasa={language}"
    page.goto(spoken)
    drawn(page, load_words(language))
    title, said = page.title(), page.locator(".said").first.inner_text()
    assert page.locator("#arriving").count() == 0
    browser = page.context.browser
    assert browser
    with browser.new_context(java_script_enabled=False) as without:
        bare = without.new_page()
        bare.goto(page.url)
        arriving = bare.locator("#arriving")
        expect(arriving.get_by_role("heading", level=1)).to_be_visible()
        assert arriving.locator(".said").inner_text().split() == said.split()
        assert bare.title() == title
        assert bare.locator("html").get_attribute("lang") == language


def test_a_deep_address_asks_for_its_server_once_and_for_no_font_of_streamlits(
    visit: Visit,
) -> None:
    page = visit("penghargaan")
    asked = page.evaluate("performance.getEntriesByType('resource').map(one => one.name)")
    assert len([name for name in asked if name.endswith("_stcore/health")]) <= 1
    assert asked and not [name for name in asked if "SourceSans" in name]
