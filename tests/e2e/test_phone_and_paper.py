"""A phone of 360 pixels, a keyboard alone, and a sheet of paper."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader

from iga_core.geo.box import COUNTRY, JAVA_BALI
from pages._shared import atlas
from tests.e2e.visiting import WORDS, Visit

pytestmark = pytest.mark.browser
# what can be pressed or typed into; of a group of radio buttons the keyboard stops at one
REACHABLE = """
    () => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
        .filter(part => part.getClientRects().length && !part.disabled && part.tabIndex >= 0)
        .filter(part => part.getAttribute('role') !== 'radio')
        .filter(part => !part.closest('[inert], [aria-hidden=true]'))
        .map((part, number) => { part.dataset.number = number; return number })
"""


def test_on_a_phone_the_map_begins_on_the_first_screen_and_keeps_its_shape(visit: Visit) -> None:
    page = visit("peta", width=360)
    sentence, picture = (page.locator(name).first for name in (".headline", "figure.land"))
    for part in (sentence, picture):
        box = part.bounding_box()
        assert box and box["y"] < page.viewport_size["height"]  # type: ignore[index]
    country, larger = (frame.bounding_box() for frame in page.locator("figure.land .frame").all())
    assert country and larger
    for frame, shape in ((country, COUNTRY), (larger, JAVA_BALI)):
        assert abs(frame["width"] / frame["height"] - shape.ratio) < 0.1
    assert country["height"] + larger["height"] < page.viewport_size["height"] / 2  # type: ignore[index]


@pytest.mark.parametrize("address", ["", "peta", "peringkat"])
def test_the_keyboard_reaches_everything(visit: Visit, address: str) -> None:
    page = visit(address)
    wanted = set(page.evaluate(REACHABLE))
    reached: set[int] = set()
    for _ in range(3 * len(wanted)):
        page.keyboard.press("Tab")
        number = page.evaluate("document.activeElement?.dataset?.number ?? null")
        reached |= {int(number)} if number is not None else set()
        if reached >= wanted:
            break
    missing = [
        page.evaluate(
            "n => document.querySelector(`[data-number='${n}']`).outerHTML.slice(0, 200)", n
        )
        for n in sorted(wanted - reached)
    ]
    assert len(wanted) > 20 and missing == []


def on_paper(page: Page) -> str:
    """The text of the page as it prints on A4, without line breaks."""
    sheets = PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return " ".join(" ".join(sheet.extract_text() for sheet in sheets).split())


@pytest.mark.parametrize("address", ["?tahun=2020", "daerah?daerah=17.71", "peringkat?tahun=2022"])
def test_a_page_prints_with_address_version_and_sources(visit: Visit, address: str) -> None:
    page = visit(address)
    text = on_paper(page)
    closely = re.sub(r"\s", "", text)
    assert page.url.replace(" ", "") in closely
    assert str(atlas.version()) in text
    assert "/sumber" in text
    for hidden in (WORDS("page.glosarium"), WORDS("take.pdf")):
        assert hidden not in text
    for row in page.locator("table:visible tr").all()[:40]:
        first = row.locator("th, td").first.inner_text().strip()
        assert re.sub(r"\s", "", first) in closely
    page.emulate_media(media="screen")
    assert not page.locator(".st-key-printed_foot").is_visible()
