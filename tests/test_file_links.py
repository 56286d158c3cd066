"""A file to take along is a plain link that looks like a button, in both schemes."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.opened import CLASS, FileLink, file_links
from tests.test_look import LOOK, STYLE, TEXT, contrast, rgb

SCRIPT = """
from pages._shared.files.link import link
link({label!r}, {address!r}, **{given!r})
"""
HOSTILE = '"><img src=x onerror=alert(1)> & <b>'


def drawn(label: str, address: str, **given: bool) -> FileLink:
    at = AppTest.from_string(SCRIPT.format(label=label, address=address, given=given)).run()
    assert not at.exception
    (found,) = file_links(at)
    return found


def test_the_link_leads_to_its_address_as_a_download_in_the_same_tab() -> None:
    found = drawn("Unduh", "/unduh/a.csv?tahun=2026&daerah=11.71")
    assert (found.label, found.address) == ("Unduh", "/unduh/a.csv?tahun=2026&daerah=11.71")
    assert "download" in found.marks and "target" not in found.marks
    assert not found.primary and drawn("Unduh", "/a", primary=True).primary


def test_label_and_address_are_text() -> None:
    found = drawn(HOSTILE, f"/unduh/{HOSTILE}")
    assert (found.label, found.address) == (HOSTILE, f"/unduh/{HOSTILE}")
    assert set(found.marks) == {"class", "href", "download"}


def test_a_disabled_link_leads_nowhere_and_says_so() -> None:
    found = drawn("Unduh", "/unduh/a.csv", disabled=True)
    assert found.address is None and "download" not in found.marks
    assert (found.marks["role"], found.marks["aria-disabled"]) == ("link", "true")


RULES = re.findall(rf"\n\.{CLASS}([^ {{]*) {{(.*?)\n}}", STYLE, re.DOTALL)
PAIR = re.compile(r"([a-z-]+): (?:1px solid )?light-dark\((#\w+), (#\w+)\)")


def test_its_colours_are_the_themes_in_both_schemes() -> None:
    tokens = {(LOOK["light"][name], LOOK["dark"][name]) for name in LOOK["light"]}
    pairs = {(light, dark) for _, rule in RULES for _, light, dark in PAIR.findall(rule)}
    assert pairs and pairs <= tokens


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_its_letters_read_on_its_ground(scheme: str) -> None:
    plain = {name: pair for name, *pair in PAIR.findall(dict(RULES)[""])}
    for state, rule in RULES:
        drawn = plain | {name: pair for name, *pair in PAIR.findall(rule)}
        at = ("light", "dark").index(scheme)
        letters, ground = rgb(drawn["color"][at]), rgb(drawn["background"][at])
        assert contrast(letters, ground) >= TEXT, state
