"""A team's own files: fetched by nobody's run, kept by their visit only, saved once wholly sent."""

from __future__ import annotations

import gc
import json
import socket
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import replace
from functools import partial
from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words
from iga_core.portfolio import Portfolio, read_portfolio
from iga_core.rules import cached_rulebook
from pages._parts.cek_mandiri import session, start
from pages._parts.cek_mandiri.taking import BOX as TAKE
from pages._shared import filters
from pages._shared.bounds import BOUNDS
from pages._shared.files import own
from tests.opened import file_links, open_box, open_page, open_part, text
from tests.own_server import fetch, own_server

WORDS = load_words("id")
REGION = "11.71"
SOON = 5.0  # seconds


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with own_server() as base:
        yield base


def team(**query: str) -> AppTest:
    """A visit to Cek Mandiri with work that nobody has."""
    at = open_page("cek_mandiri", bagian="mulai", tahun="2026", daerah=REGION, **query)
    at.button(key="cek_mandiri_empty").click().run()
    open_box(at, start.BOX).button(key="cek_mandiri_fill").click().run()
    open_box(at, TAKE)
    assert warned(at)
    return at


def held(at: AppTest) -> session.Held:
    work: session.Held = at.session_state[session.HELD]
    return work


def warned(at: AppTest) -> bool:
    open_box(at, TAKE)
    words = load_words(at.session_state["language"])
    shown = words("cek_mandiri.unsaved") in text(at)
    primary = {
        link.primary for link in file_links(at) if link.label == words("cek_mandiri.save_json")
    }
    assert primary == {shown}, "the warning and the look of the buttons say the same"
    return shown


def path(at: AppTest, message: str = "cek_mandiri.save_json", **given: object) -> str:
    """Where one file of a page lies."""
    label = load_words(at.session_state["language"])(message, **given)
    (found,) = [link.address for link in file_links(at) if link.label == label]
    assert found
    return found


def brought(file: bytes) -> Portfolio:
    """The portfolio in a JSON file, as it is read when it is brought back."""
    return read_portfolio(file, cached_rulebook)[0]


def later(true: Callable[[], bool], within: float = SOON) -> bool:
    end = time.monotonic() + within
    while not true() and time.monotonic() < end:
        time.sleep(0.02)
    return true()


def renamed(at: AppTest, name: str) -> Portfolio:
    """Edit the work of a visit as a table does, and draw the page."""
    edited = replace(held(at).portfolio, name=name)
    held(at).portfolio = edited
    open_box(at, TAKE)
    return edited


def test_the_runs_of_others_take_no_file_away(server: str) -> None:
    mine, other = team(), team()
    other_region = replace(held(other).portfolio, region="17.71")
    held(other).portfolio = other_region
    address = server + path(mine)
    for _ in range(3):
        other.run()
    answer = fetch(address)
    assert answer.status == 200
    assert brought(answer.body) == held(mine).portfolio
    assert json.loads(fetch(server + path(other)).body)["region"] == "17.71"


def test_a_file_leaves_as_an_attachment_that_nobody_keeps(server: str) -> None:
    answer = fetch(server + path(team()))
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["Content-Disposition"].startswith('attachment; filename="atlas-iga_')
    assert int(answer.headers["Content-Length"]) == len(answer.body)


@pytest.mark.parametrize("form", ["json", "xlsx"])
def test_saved_is_what_was_wholly_sent(server: str, form: str) -> None:
    at = team()
    address = server + path(at, f"cek_mandiri.save_{form}")
    with closing(HTTPConnection(urlsplit(address).netloc)) as line:
        line.request("HEAD", address.removeprefix(server))
        assert line.getresponse().status == 200
        time.sleep(0.5)
        assert warned(at.run()), "headers are no file"
    assert server + path(at, f"cek_mandiri.save_{form}") == address, (
        "the same state, the same address"
    )
    assert fetch(address).status == 200
    assert later(lambda: held(at).saved == held(at).portfolio)
    assert not warned(at.run())


def broken_off(address: str, after: int) -> None:
    """Ask for a file and leave after so many of its bytes."""
    place = urlsplit(address)
    asked = f"GET {place.path}?{place.query} HTTP/1.1\r\nHost: {place.netloc}\r\n\r\n".encode()
    with socket.create_connection((str(place.hostname), int(place.port or 80))) as line:
        line.sendall(asked)
        got = b""
        while b"\r\n\r\n" not in got or len(got.partition(b"\r\n\r\n")[2]) < after:
            got += line.recv(4096)


@pytest.mark.parametrize("longest_name", [10, 3_000_000], ids=["short", "long"])
def test_a_file_broken_off_in_the_middle_saves_nothing(server: str, longest_name: int) -> None:
    at = team()
    renamed(at, "x" * longest_name)
    address = server + path(at)
    for after in (0, 1, 200):
        broken_off(address, after)
    time.sleep(1)
    assert warned(at.run())
    fetch(address)
    assert later(lambda: not warned(at.run()))


def test_what_is_edited_before_the_browser_asks_is_not_saved(server: str) -> None:
    at = team()
    before, address = held(at).portfolio, server + path(at)
    after = renamed(at, "Kota")
    assert server + path(at) != address
    assert brought(fetch(address).body) == before
    assert later(lambda: held(at).saved == before)
    assert warned(at.run())
    held(at).portfolio = before  # taken back by hand
    assert not warned(at.run())
    held(at).portfolio = after
    open_box(at, TAKE)
    fetch(server + path(at))
    assert later(lambda: held(at).saved == after)
    fetch(address)  # the older one once more: what is saved stays saved
    time.sleep(0.5)
    assert not warned(at.run())


def test_a_file_of_work_that_gave_way_saves_nothing_of_the_next(server: str) -> None:
    at = team()
    address = server + path(at)
    for _ in range(2):  # asked once whether unsaved work may go
        open_box(at, start.BOX).button(key="cek_mandiri_empty").click().run()
    open_box(at, start.BOX).button(key="cek_mandiri_fill").click().run()
    assert warned(at)
    fetch(address)
    time.sleep(0.5)
    assert warned(at.run())
    fetch(server + path(at))
    assert later(lambda: not warned(at.run()))


def of_every_part(at: AppTest) -> list[str]:
    found = []
    for part in filters.CHECK_PARTS:
        open_part(at, part)
        found += [link.address or "" for link in file_links(at)]
    return [address for address in found if own.PATH in address]


def test_every_own_file_goes_with_its_visit(server: str) -> None:
    at = team()
    addresses = set(of_every_part(at))
    assert {address.partition("?")[0].rpartition(".")[2] for address in addresses} == {
        "json",
        "pdf",
        "xlsx",
    }
    last = server + path(at)
    assert fetch(last).status == 200
    del at
    gc.collect()
    for address in addresses:
        answer = fetch(server + address)
        assert (answer.status, answer.headers["Cache-Control"]) == (404, "no-store"), address
        assert answer.body.decode() == WORDS("file.gone")


def test_what_is_gone_is_said_in_the_readers_language(server: str) -> None:
    token = f"{server}{own.PATH}/nothing/a.json"
    for query, language in {"": "id", "?bahasa=en": "en", "?bahasa=xx": "id"}.items():
        answer = fetch(token + query)
        assert (answer.status, answer.body.decode()) == (
            404,
            load_words(language)("file.gone"),
        )
    english = open_page("cek_mandiri", bahasa="en")
    english.button(key="cek_mandiri_empty").click().run()
    assert path(open_box(english, TAKE)).endswith("?bahasa=en")


def test_tokens_are_long_and_never_twice() -> None:
    found = [path(team()).removeprefix(own.PATH).split("/")[1] for _ in range(2)]
    assert len(set(found)) == 2 and all(len(token) >= 40 for token in found)


# one shelf, without a page


def put(shelf: own.Shelf, make: Callable[[], bytes], key: str = "a") -> str:
    offer = own.Offer(key, make, "a.bin", "application/octet-stream", object(), lambda: None)
    return f"{own.PATH}/{shelf.put(offer)}/a.bin"


def counted(size: int, calls: list[int]) -> bytes:
    calls.append(size)
    return bytes(size)


def test_a_made_file_is_made_once_until_its_time_is_over(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BOUNDS, "own_seconds", 0.5)
    shelf, calls = own.Shelf(), list[int]()
    address = server + put(shelf, partial(counted, 7, calls))
    assert fetch(address).body == fetch(address).body == bytes(7)
    assert calls == [7]
    assert later(lambda: not shelf.made)
    fetch(address)
    assert calls == [7, 7]


def test_older_made_files_give_way(server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(BOUNDS, "own_bytes", 100)
    shelf, calls = own.Shelf(), list[int]()
    addresses = [server + put(shelf, partial(counted, size, calls), f"{size}") for size in (60, 40)]
    for address in (*addresses, *addresses):
        fetch(address)
    assert calls == [60, 40]
    large = server + put(shelf, partial(counted, 101, calls), "large")
    assert len(fetch(large).body) == 101, "too large to keep, and sent all the same"
    assert not shelf.made
    for address in (addresses[0], server + put(shelf, partial(counted, 50, calls), "50")):
        fetch(address)
    assert sum(map(len, shelf.made.values())) <= 100
    assert [len(data) for data in shelf.made.values()] == [50]


def test_of_one_key_the_newest_may_be_asked_for(server: str) -> None:
    shelf = own.Shelf()
    made = [server + put(shelf, partial(bytes, n)) for n in range(BOUNDS["own_kept"] + 2)]
    other = server + put(shelf, bytes, "other")
    assert [fetch(address).status for address in made] == [404, 404] + [200] * BOUNDS["own_kept"]
    assert fetch(other).status == 200


def test_few_files_are_made_at_once_and_who_waits_too_long_is_told(
    server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(BOUNDS, "file_seconds", 0.3)
    shelf, go_on, running = own.Shelf(), threading.Event(), list[int]()

    def slow() -> bytes:
        running.append(1)
        assert go_on.wait(SOON)
        return b"made"

    addresses = [server + put(shelf, slow, f"{n}") for n in range(BOUNDS["file_places"] + 2)]
    with ThreadPoolExecutor() as asking:
        first = [asking.submit(fetch, address) for address in addresses[: BOUNDS["file_places"]]]
        assert later(lambda: len(running) == BOUNDS["file_places"])
        late = [asking.submit(fetch, a) for a in (*addresses[-2:], addresses[-1])]
        for answer in (one.result() for one in late):
            assert answer.status == 503
            assert answer.headers["Retry-After"] and answer.headers["Cache-Control"] == "no-store"
            assert answer.body.decode() == WORDS("file.busy", seconds=BOUNDS["retry_seconds"])
        go_on.set()
        assert [one.result().body for one in first] == [b"made"] * len(first)
    assert len(running) == BOUNDS["file_places"], "what nobody waits for is not made"
    assert fetch(addresses[-1]).body == b"made"


def test_two_who_ask_for_one_file_at_once_have_it_made_once(server: str) -> None:
    shelf, calls = own.Shelf(), list[int]()

    def slow() -> bytes:
        time.sleep(0.3)
        return counted(3, calls)

    address = server + put(shelf, slow)
    with ThreadPoolExecutor() as asking:
        assert {answer.status for answer in asking.map(fetch, [address] * 4)} == {200}
    assert calls == [3]


def test_neither_token_nor_name_nor_error_is_logged(
    capfd: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    shelf = own.Shelf()

    def broken() -> bytes:
        raise ValueError("RAHASIA")

    with own_server() as base:
        good, bad = put(shelf, bytes), put(shelf, broken)
        assert fetch(base + good).status == 200
        answer = fetch(f"{base}{bad}?bahasa=en")
        fetch(f"{base}{own.PATH}/nobody/a.bin")
    assert (answer.status, answer.body.decode()) == (500, load_words("en")("file.failed"))
    printed = " ".join([*capfd.readouterr(), *(line.getMessage() for line in caplog.records)])
    assert "own_file_failed" in printed and "ValueError" in printed
    tokens = [address.split("/")[-2] for address in (good, bad)]
    for secret in (*tokens, "a.bin", "nobody", "RAHASIA"):
        assert secret not in printed


def test_below_a_path_of_its_own() -> None:
    with own_server("/atlas") as base:
        shelf = own.Shelf()
        address = put(shelf, bytes)
        assert fetch(f"{base}/atlas{address}").status == 200
        assert fetch(base + address).status == 404
