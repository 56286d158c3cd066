"""A team's own files in a browser: what was fetched is saved, a press alone is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, Page, expect

from pages._parts.cek_mandiri.taking import LOOKS_EVERY
from pages._shared.files.own import PATH
from tests.e2e.cable import cable
from tests.e2e.visiting import SENT, WORDS, drawn, open_box, tab_of, until

pytestmark = pytest.mark.browser
START = "cek_mandiri?bagian=mulai&tahun=2026&daerah=11.71"
GUARD = "typeof window.onbeforeunload === 'function'"
FORMS = ("json", "xlsx")


def save(page: Page, form: str) -> None:
    page.get_by_text(WORDS(f"cek_mandiri.save_{form}"), exact=True).click()


def stranger_runs(browser: Browser, server: str) -> None:
    """Another visit comes and goes: each end of a run used to sweep files nobody holds."""
    context = browser.new_context()
    other = tab_of(context, [])
    other.goto(f"{server}/glosarium")
    drawn(other)
    context.close()


@contextmanager
def working(browser: Browser, server: str) -> Iterator[Page]:
    """Cek Mandiri with work that nobody has taken along."""
    context = browser.new_context()
    page = tab_of(context, [])
    page.goto(f"{server}/{START}")
    drawn(page)
    page.get_by_role("button", name=WORDS("cek_mandiri.empty"), exact=True).click()
    drawn(page)
    open_box(page, "cek_mandiri.open")
    page.get_by_role("button", name=WORDS("cek_mandiri.fill"), exact=True).click()
    drawn(page)
    open_box(page, "take.box")
    expect(page.get_by_text(WORDS("cek_mandiri.unsaved"))).to_be_visible()
    yield page
    expect(page.locator(".stException")).to_have_count(0)
    context.close()


@pytest.mark.parametrize("form", FORMS)
def test_a_fetched_file_is_saved(browser: Browser, server: str, form: str) -> None:
    """Also on the very first visit to a fresh server, the first case, and after a stranger's."""
    with working(browser, server) as page:
        if form == "xlsx":
            stranger_runs(browser, server)
        with page.expect_download() as download:
            save(page, form)
        assert download.value.suggested_filename.endswith(f".{form}")
        data = download.value.path().read_bytes()
        assert data[:2] == b"PK" if form == "xlsx" else json.loads(data)["region"] == "11.71"
        expect(page.get_by_text(WORDS("cek_mandiri.unsaved"))).to_have_count(0)
        until(page, f"!({GUARD})")
        told = len(SENT[page])
        page.wait_for_timeout(2500 * LOOKS_EVERY)
        assert len(SENT[page]) == told, "what is saved is not looked after"
        assert "primary" not in str(
            page.get_by_text(WORDS("cek_mandiri.save_json")).get_attribute("class")
        )


def stands_unsaved(page: Page) -> None:
    page.wait_for_timeout(2500 * LOOKS_EVERY)  # longer than the page takes to look again
    expect(page.get_by_text(WORDS("cek_mandiri.unsaved"))).to_be_visible()
    assert page.evaluate(GUARD)


def test_a_press_whose_file_never_came_saves_nothing(browser: Browser, server: str) -> None:
    """Once the connection breaks under the request, once the server no longer knows the file."""
    with cable(server) as line, working(browser, line.base) as page:
        line.loses = f"GET {PATH}/".encode()
        save(page, "json")
        stands_unsaved(page)
        line.loses = None
        page.get_by_role("link", name=WORDS("cek_mandiri.save_json")).evaluate(
            "link => { link.href = link.href.replace(/milik.[^/]+/, 'milik/gone') }"
        )
        save(page, "json")
        stands_unsaved(page)
        with page.expect_download():
            save(page, "xlsx")
        expect(page.get_by_text(WORDS("cek_mandiri.unsaved"))).to_have_count(0)
