"""The measured visits fit the pages: every page, widgets that are there, words that are."""

from urllib.parse import parse_qsl

import pytest

from pages._shared import frame
from tests.bench.browser import VISITS, WORDS
from tests.opened import open_page


def test_every_page_is_measured() -> None:
    assert set(VISITS) == set(frame.PAGES)


@pytest.mark.parametrize("slug", VISITS)
def test_what_is_changed_stands_on_the_page(slug: str) -> None:
    plan = VISITS[slug]
    at = open_page(slug, **dict(parse_qsl(plan["query"])))
    assert not at.warning, "the address is not one this page understands"
    if "first" in plan:
        at.button(key=f"{slug}_{plan['first']}").click().run()
    name, how, value = plan["change"]
    key = f"{slug}_{name}"
    if how == "write":
        assert at.text_input(key=key).value != value
    elif how == "choose":
        box = at.selectbox(key=key)
        assert value in box.options and value != box.value
    else:
        assert WORDS(value) in at.segmented_control(key=key).options
