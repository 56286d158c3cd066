"""The network goes, or the server restarts: what a visitor has in front of them afterwards."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect

from deploy import health
from tests.e2e.cable import Cable, cable
from tests.e2e.visiting import PATIENCE, WORDS, drawn, tab_of
from tests.served import Server, free_port, serving

pytestmark = pytest.mark.browser
WARM_WITHIN = 120.0  # seconds
LONG = 3 * PATIENCE  # a browser waits longer between its tries the longer nobody answers
VIEWS = [
    "penghargaan?tahun=2020&jenis=kota&baris=pulau",
    "daerah?daerah=35.29&tahun=2021&serupa=semua",
    "peringkat?bagian=peringkat&tahun=2023&jenis=kabupaten&daerah=18.08",
]


@contextmanager
def ready(port: int | None = None) -> Iterator[Server]:
    """A server that has drawn its first page, which takes long on a busy machine."""
    with serving(port=port) as server:
        health.look(server.base, "", WARM_WITHIN)
        yield server


def connected(page: Page, yes: bool) -> None:
    """Wait until the browser itself says that it is connected, or is not."""
    state = page.locator("[data-test-connection-state=CONNECTED]")
    expect(state).to_have_count(1 if yes else 0, timeout=LONG)


def standing(page: Page) -> dict[str, Any]:
    """Everything a visitor would call their view: address, values of the filters, all text."""
    drawn(page)
    return {
        "address": page.url,
        "filters": page.locator("input, [data-baseweb=tag]").evaluate_all(
            "all => all.map(one => one.value ?? one.innerText)"
        ),
        "text": page.get_by_test_id("stMain").inner_text(),
    }


def example(page: Page, base: str) -> None:
    """Open the example in Cek Mandiri, on a part that shows its contents."""
    page.goto(f"{base}/cek_mandiri?bagian=skor&tahun=2026&daerah=semua")
    drawn(page)
    page.get_by_role("button", name=WORDS("cek_mandiri.example"), exact=True).click()
    expect(mark(page)).to_be_visible(timeout=PATIENCE)
    drawn(page)


def mark(page: Page) -> Locator:
    text = WORDS("cek_mandiri.example_mark").replace("**", "")
    return page.get_by_text(text)


def choose(page: Page, widget: str, label: str, option: str) -> None:
    """Choose an option of a list by their texts; ``option`` is a pattern."""
    box = page.get_by_test_id(widget).filter(has_text=label)
    box.locator("input").click()
    page.get_by_role("option", name=re.compile(option)).click()


def interrupted(line: Cable, tab: Page) -> None:
    """Cut the network until the browser says so, and mend it until it says so."""
    line.cut()
    connected(tab, False)
    line.mend()
    connected(tab, True)


# a view; a filter to choose in it after the connection came back; what the address then holds
GOING_ON = [
    (VIEWS[2], ("stSelectbox", WORDS("filter.tahun"), "^2021$"), "tahun=2021"),
]


def test_after_a_restart_views_are_the_same_and_go_on_and_a_teams_work_is_lost(
    context: BrowserContext,
) -> None:
    """What docs/deploy.md warns of: the work is in the memory of the server, and nowhere else."""
    tabs = {view: tab_of(context, []) for view, *_ in GOING_ON}
    team = tab_of(context, [])
    port = free_port()
    with ready(port) as server:
        for view, tab in tabs.items():
            tab.goto(f"{server.base}/{view}")
        before = {view: standing(tab) for view, tab in tabs.items()}
        example(team, server.base)
        address = team.url
        server.process.kill()
        for tab in (*tabs.values(), team):
            connected(tab, False)
    with ready(port):
        for view, choice, held in GOING_ON:
            tab = tabs[view]
            connected(tab, True)
            assert standing(tab) == before[view]
            choose(tab, *choice)
            tab.wait_for_url(f"**{held}**")
            gone_on = standing(tab)
            assert gone_on["text"] != before[view]["text"]
            tab.reload()
            assert standing(tab) == gone_on
            tab.close()
        connected(team, True)
        expect(mark(team)).to_have_count(1)  # the browser keeps showing what it had
        team.get_by_role("tab", name=WORDS("cek_mandiri.part_gladi")).click()
        expect(mark(team)).to_have_count(0, timeout=PATIENCE)
        drawn(team)
        assert team.url == address
        begin = team.get_by_role("button", name=WORDS("cek_mandiri.example"), exact=True)
        expect(begin).to_be_visible()
        team.close()


def test_a_view_and_a_teams_work_are_the_same_after_the_network_was_gone(tab: Page) -> None:
    with ready() as server, cable(server.base) as line:
        tab.goto(f"{line.base}/{VIEWS[0]}")
        before = standing(tab)
        interrupted(line, tab)
        assert standing(tab) == before
        example(tab, line.base)
        work = standing(tab)
        interrupted(line, tab)
        assert standing(tab) == work
