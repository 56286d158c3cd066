"""The bench measures what it says: the same contents on both sides, bytes as they are sent."""

import json
import re
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.bench.__main__ import PAGES, first_change
from tests.bench.browser import KILOBYTES
from tests.bench.static_page import Handler, build, page_html
from tests.bench.wire import Relay
from tests.opened import open_page
from tests.served import served_app


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with served_app() as base:
        yield base


@pytest.mark.parametrize("slug", PAGES)
def test_a_change_sends_little(server: str, slug: str) -> None:
    assert 1 < first_change(server, slug) <= KILOBYTES


def test_the_static_page_holds_what_the_page_holds() -> None:
    at = open_page("peringkat", bagian="perpindahan")
    made = page_html(at)
    specs = re.findall(r'id="vega\d+-spec">(.*?)</script>', made, re.DOTALL)
    charts = at.get("vega_lite_chart")
    assert len(specs) == len(charts) >= 1
    assert all(json.loads(spec)["datasets"]["rows"] for spec in specs)
    tables = [e.value for e in at.markdown if e.value.startswith("|")]
    rows = sum(len(table.splitlines()) - 1 for table in tables)  # but the line under the head
    assert rows > 5 and made.count("<tr>") == rows
    assert at.title[0].value in made
    assert not re.search(r'src="(?!/vega\.js")', made)


def test_bytes_are_counted_as_they_are_sent(tmp_path: Path) -> None:
    build(tmp_path, {"aturan": open_page("aturan", skor="62")})
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(tmp_path))) as there:
        threading.Thread(target=there.serve_forever, daemon=True).start()
        with Relay(f"http://127.0.0.1:{there.server_address[1]}").open() as relay:
            answer = urllib.request.urlopen(f"{relay.address}/aturan.html", timeout=10)
            packed = answer.read()
        there.shutdown()
    assert packed == (tmp_path / "aturan.html.gz").read_bytes()
    assert len(packed) < relay.received < len(packed) + 400
