"""What is logged, what a visitor reads when a page fails, what Streamlit's insides are held to."""

from __future__ import annotations

import gc
import json
import logging
import re
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.uploaded_file_manager import UploadedFileRec

from iga_core.language import load_words
from iga_core.paths import ROOT
from pages._shared import atlas, links, streamlit_insides
from pages._shared.bounds import BOUNDS
from pages._shared.telemetry import log, runs
from tests.attack import uploads
from tests.client import Seen, visit
from tests.served import served_app

WORDS = load_words("id")
SECRET = "rahasia1q2w3e4r"
SOURCE = str(atlas.record().tables["sources"]["id"].iloc[0])


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "printed"


@pytest.fixture(scope="module")
def server(printed: Path) -> Iterator[str]:
    with served_app(output=printed) as base:
        yield base


def opened(base: str, slug: str, query: str = "") -> Seen:
    with visit(base) as one:
        return one.run(slug, query)


# the log


def lines(printed: Path) -> list[dict[str, Any]]:
    text = printed.read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line.startswith("{")]


def test_a_run_gives_one_line_and_no_more_than_its_facts(server: str, printed: Path) -> None:
    before = len(lines(printed))
    opened(server, "sumber", f"bagian=sumber&cari={SECRET}&{SECRET}=1&bahasa={SECRET}")
    (line,) = lines(printed)[before:]
    assert set(line) == {"time", "event", "page", "language", "ms", "outcome"}
    assert (line["event"], line["page"], line["language"]) == ("run", "sumber", "id")
    assert line["outcome"] == "ok"
    assert isinstance(line["ms"], float) and 0 < line["ms"] < 60_000


def test_a_failed_run_is_logged_by_place_and_shown_calmly(server: str, printed: Path) -> None:
    with visit(server) as one:
        (box, *_) = one.run("aturan", "").of("selectbox")
        before = len(lines(printed))
        # no browser sends this for a choice
        forged = WidgetState(id=box.id, json_value=json.dumps({SECRET: SECRET}))
        seen = one.run("aturan", None, [forged])
    assert [alert.body for alert in seen.of("alert")] == [WORDS("frame.failed")]
    assert not seen.of("exception")
    (error,) = [line for line in lines(printed)[before:] if line["event"] == "error"]
    assert error["page"] in {"aturan", ""}
    first: dict[str, Any] = error["error"][0]
    assert set(first) == {"type", "at"} and first["type"] and first["at"]
    assert not any(str(ROOT) in place or place.startswith("/") for place in first["at"])


def test_no_line_holds_what_a_visitor_gave(server: str, printed: Path) -> None:
    """A visit with a text in its address, and whatever ran before in this module."""
    with visit(server) as one:
        one.run("penghargaan", f"nama={SECRET}&{SECRET}={SECRET}")
    text = printed.read_text(encoding="utf-8")
    assert '"event": "run"' in text
    assert SECRET not in text
    assert "127.0.0.1" not in "".join(line for line in text.splitlines() if line.startswith("{"))


def asked(base: str, path: str) -> None:
    """Ask by GET, as a browser's address bar does; any answer will do."""
    with suppress(urllib.error.HTTPError), urllib.request.urlopen(base + path, timeout=20) as seen:
        seen.read()


def test_a_fresh_process_keeps_the_promise_from_its_first_request_on(tmp_path: Path) -> None:
    output = tmp_path / "printed"
    paths = (
        f"/daerah?daerah=11.71&nama={SECRET}",
        f"/{SECRET}",
        f"/app/static/{SECRET}.json?{SECRET}",
        f"/_stcore/upload_file/{SECRET}/{SECRET}",
    )
    with served_app(output=output) as base:
        for path in paths:
            asked(base, path)
        opened(base, "daerah", f"nama={SECRET}")
        for path in paths:
            asked(base, path)
    told = output.read_text(encoding="utf-8").splitlines()
    assert [line for line in told if line.startswith("{")], "nothing was heard at all"
    for line in told:
        assert not any(given in line for given in (SECRET, "11.71", "127.0.0.1")), line
        assert not re.search(r"%[sdr]|GET|HTTP/|\[accepted\]", line), line


def failing() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(f"{SECRET} {error}") from error


def test_an_error_is_told_by_type_and_place_through_its_causes(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for wished in ("info", "debug"):
        monkeypatch.setenv(log.SWITCH, wished)
        log.start()
        try:
            failing()
        except ValueError as error:
            log.said(logging.ERROR, "error", error, page="daerah")
        line = json.loads(capsys.readouterr().out)
        assert [part["type"] for part in line["error"]] == ["ValueError", "KeyError"]
        assert line["error"][0]["at"][-1].startswith("tests/attack/test_telemetry.py:")
        assert (SECRET in json.dumps(line)) is (wished == "debug")
    monkeypatch.setenv(log.SWITCH, "info")
    log.start()


@pytest.mark.parametrize(("wished", "heard"), [("info", 2), ("error", 1), ("off", 0)])
def test_the_environment_switches_the_log(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, wished: str, heard: int
) -> None:
    monkeypatch.setenv(log.SWITCH, wished)
    log.start()
    log.said(logging.INFO, "run", page="daerah")
    log.said(logging.ERROR, "error", page="daerah")
    assert len(capsys.readouterr().out.splitlines()) == heard
    monkeypatch.setenv(log.SWITCH, "info")
    log.start()


def test_a_level_that_is_none_is_named(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(log.SWITCH, "loud")
    log.start()
    assert json.loads(capsys.readouterr().out)["event"] == "unknown_level"
    monkeypatch.setenv(log.SWITCH, "info")
    log.start()


def test_a_library_logs_its_message_without_its_values(capsys: pytest.CaptureFixture[str]) -> None:
    logger, handler = logging.getLogger("streamlit.elements.some"), logging.StreamHandler()
    logger.addHandler(handler)
    try:
        raise ValueError(SECRET)
    except ValueError as error:
        logger.warning("Failed to parse %s as a date", SECRET, exc_info=True)
        logger.warning(error)
    finally:
        logger.removeHandler(handler)
    told = capsys.readouterr().err
    assert "Failed to parse \N{HORIZONTAL ELLIPSIS} as a date [ValueError]" in told
    assert SECRET not in told


@pytest.mark.parametrize(
    ("name", "message", "heard"),
    [
        ("python_multipart.multipart", "Did not find %-5r at %d: 9%% sure", True),
        ("asyncio", f"Exception in callback\nhandle: <Handle {SECRET}>", True),
        ("uvicorn.error", '%s - "WebSocket %s" [accepted]', False),
        ("uvicorn.access", '%s - "%s %s HTTP/%s" %d', False),
    ],
)
def test_no_other_logger_says_a_value_or_an_empty_template(
    capsys: pytest.CaptureFixture[str], name: str, message: str, heard: bool
) -> None:
    logger, handler = logging.getLogger(name), logging.StreamHandler()
    logger.addHandler(handler)
    try:
        (logger.warning if heard else logger.info)(message, *[SECRET] * (2 * ("%-5r" in message)))
    finally:
        logger.removeHandler(handler)
    told = capsys.readouterr().err
    assert bool(told) is heard
    assert SECRET not in told and not re.search(r"%[^ ]", told)
    assert not heard or len(told.splitlines()) == 1


def test_a_stopped_run_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    class Ended(BaseException):
        pass

    log.start()
    with pytest.raises(Ended), runs.run("daerah"):
        raise Ended
    assert json.loads(capsys.readouterr().out)["outcome"] == "stopped"


# a page that fails, for a visitor

FAILING = f"""
import streamlit as st

def fail():
    raise RuntimeError("{SECRET}")

@st.fragment
def part():
    if st.checkbox("part"):
        fail()

st.checkbox("callback", on_change=fail)
if st.checkbox("page"):
    fail()
part()
"""


def test_whatever_fails_says_so_in_our_words_and_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(FAILING, encoding="utf-8")
    output = tmp_path / "printed"
    with served_app(folder=tmp_path, output=output) as base:
        for number, where in enumerate(("page", "part", "callback"), 1):
            with visit(base) as one:
                first = one.run("", "")
                (box,) = [box for box in first.of("checkbox") if box.label == where]
                ticked = [WidgetState(id=box.id, bool_value=True)]
                seen = one.run("", None, ticked, first.fragment_of(box.id))
            assert [alert.body for alert in seen.of("alert")] == [WORDS("frame.failed")], where
            assert not seen.of("exception"), where
            errors = [line for line in lines(output) if line["event"] == "error"]
            assert len(errors) == number, where
            assert errors[-1]["error"][0]["type"] == "RuntimeError", where
    assert SECRET not in output.read_text(encoding="utf-8")


# uploads


@pytest.fixture
def insides() -> None:
    streamlit_insides.replace_insides()


def sent(manager: MemoryUploadedFileManager, visit: str, name: str, size: int) -> None:
    manager.add_file(visit, UploadedFileRec(name, name, "", b"x" * size))


def test_unread_uploads_of_one_visit_have_their_share_of_memory(insides: None) -> None:
    manager, size = MemoryUploadedFileManager("/upload"), BOUNDS["upload_bytes"] // 3
    sent(manager, "another", "0", size)
    for number in range(5):
        sent(manager, "one", str(number), size)
    held = manager.get_files("one", [str(number) for number in range(5)])
    assert [file.file_id for file in held] == ["2", "3", "4"]
    assert manager.get_files("another", ["0"])


def test_an_upload_goes_when_its_connection_ends(server: str) -> None:
    place = uploads.Pass.of(server)
    with visit(server) as one:
        one.run("cek_mandiri", "")
        address = server + one.place_for("a.xlsx").upload_url
        assert uploads.put(address, b"x" * 9_000_000, "a.xlsx", place.headers()) < 300
        assert uploaded(server) >= 9_000_000
    end = time.monotonic() + 10
    while uploaded(server) and time.monotonic() < end:
        time.sleep(0.1)
    assert uploaded(server) == 0


def uploaded(base: str) -> int:
    """Return the bytes of uploads a server holds, by its own counters."""
    with urllib.request.urlopen(f"{base}/_stcore/metrics", timeout=20) as seen:
        text = seen.read().decode()
    pattern = r"^cache_memory_bytes\{.*UploadedFileManager.*\} (\S+)"
    return sum(int(float(found)) for found in re.findall(pattern, text, re.M))


# what any visitor could ask of Streamlit


def test_a_visitor_cannot_empty_the_cache_of_all() -> None:
    before = atlas.record(), links.source_link(SOURCE)
    nobody: Any = Mock()
    AppSession._handle_clear_cache_request(nobody)
    assert atlas.record() is before[0]
    assert links.source_link(SOURCE) is before[1]


def test_a_full_collection_is_made_now_and_then_and_not_after_every_run(
    insides: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(script_runner.gc, streamlit_insides.Collector)  # type: ignore[attr-defined]
    asked: list[int] = []

    def collect(generation: int) -> int:
        asked.append(generation)
        return 7

    monkeypatch.setattr(gc, "collect", collect)
    clock = [100.0]
    collector = streamlit_insides.Collector(lambda: clock[0])
    assert [collector.collect(2) for _ in range(3)] == [7, 0, 0]
    clock[0] += BOUNDS["collect_seconds"]
    assert collector.collect(2) == 7
    assert asked == [2, 2]
