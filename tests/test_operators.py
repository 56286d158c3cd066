"""What an operator reads when the system refuses something: one line, and never a traceback."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
import uvicorn

from deploy import serve
from iga_core.cli.answers import CLOSED_PIPE
from iga_core.language import load_words
from iga_core.paths import DATA, EXAMPLES, ROOT
from iga_core.record import UnfinishedChangeError
from tests.served import free_port

WORDS = load_words("id")
SAMPLE = EXAMPLES / "portfolio_2026.json"
CORE, SERVER = ("-m", "iga_core"), ("-m", "deploy.serve")


Done = subprocess.CompletedProcess[str]


def run(*arguments: object, output: int = subprocess.PIPE, errors: int = subprocess.PIPE) -> Done:
    return subprocess.run(
        [sys.executable, *map(str, arguments)],
        cwd=ROOT,
        stdout=output,
        stderr=errors,
        text=True,
        timeout=60,
    )


def one_line(done: Done) -> str:
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "Error" not in line and "Errno" not in line
    return line


@pytest.mark.parametrize(
    "verb",
    [
        ["check"],
        ["version"],
        ["dictionary"],
        ["export", "{tmp}/out"],
        ["positions"],
        ["import", SAMPLE],
        ["score", SAMPLE],
        ["resolve", "Kota Bogor"],
    ],
    ids=lambda verb: str(verb[0]),
)
def test_a_folder_that_is_not_there_is_one_line(verb: list[object], tmp_path: Path) -> None:
    given = [str(part).replace("{tmp}", str(tmp_path)) for part in verb]
    done = run(*CORE, "--data", tmp_path / "nowhere", *given)
    said = done.stderr + done.stdout
    assert done.returncode in (1, 2) and "Traceback" not in said
    assert len(said.splitlines()) == 1 and str(tmp_path) in said


@pytest.mark.parametrize("verb", [["import"], ["score"], ["plan"]], ids=str)
def test_a_file_that_is_not_there_is_named(verb: list[str], tmp_path: Path) -> None:
    line = one_line(
        run(*CORE, *verb, tmp_path / "nothing", *(["--target", 60] * (verb == ["plan"])))
    )
    assert WORDS("cli.system_missing") in line and "nothing" in line


def test_a_place_that_takes_no_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file, not a folder", encoding="utf-8")
    line = one_line(run(*CORE, "template", "--year", 2026, tmp_path / "out" / "a.xlsx"))
    assert str(tmp_path / "out") in line
    line = one_line(run(*CORE, "template", "--year", 2026, tmp_path))
    assert WORDS("cli.system_folder") in line


def test_a_full_disk_is_one_line() -> None:
    with Path("/dev/full").open("w") as full:
        line = one_line(run(*CORE, "score", SAMPLE, output=full.fileno()))
    assert line == WORDS("cli.system_full")


@contextmanager
def gone() -> Iterator[int]:
    """An output whose reader went away."""
    reading, writing = os.pipe()
    os.close(reading)
    try:
        yield writing
    finally:
        os.close(writing)


@pytest.mark.parametrize("verb", [["resolve", "Kota"], ["score", SAMPLE], ["version"]], ids=str)
def test_a_reader_that_went_away_ends_the_verb_without_a_word(verb: list[object]) -> None:
    with gone() as nobody:
        done = run(*CORE, *verb, output=nobody)
    assert (done.returncode, done.stderr) == (CLOSED_PIPE, "")


@pytest.mark.parametrize(
    "verb", [["resolve"], ["import", "none.csv"], ["boundaries", "none.shp"]], ids=str
)
def test_a_reader_of_errors_that_went_away_ends_the_verb_too(verb: list[object]) -> None:
    with gone() as nobody:
        done = run(*CORE, *verb, errors=nobody)
    assert (done.returncode, done.stdout) == (CLOSED_PIPE, "")


@pytest.mark.parametrize(("verb", "code"), [("version", 0), ("import none.csv", 2), ("resolve", 2)])
def test_an_output_that_is_closed_is_no_error_of_ours(verb: str, code: int) -> None:
    command = f"{sys.executable} -m iga_core {verb}"
    for closed in (">&-", "2>&-", ">&- 2>&-"):
        done = subprocess.run(
            f"exec {command} {closed}", shell=True, cwd=ROOT, capture_output=True, text=True
        )
        assert done.returncode == code
        assert "Traceback" not in done.stdout + done.stderr


@pytest.mark.parametrize("port", ["80000", "0", "-1", "abc", "8501.5"])
def test_a_port_that_is_none_is_one_line(port: str) -> None:
    assert WORDS("cli.port", given=port) in one_line(run(*SERVER, f"--port={port}"))


def test_a_port_that_is_taken_is_one_line() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run(*SERVER, "--port", taken.getsockname()[1])
    assert one_line(done) == WORDS("cli.system_port_taken")


def test_a_host_or_an_app_that_is_none_is_one_line(tmp_path: Path) -> None:
    one_line(run(*SERVER, "--host", "203.0.113.7", "--port", 8502))
    assert "none.py" in one_line(run(*SERVER, "--app", tmp_path / "none.py"))


@contextmanager
def fetching(kept: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The verb that waits for boundaries from an address, its folder made in ``kept``."""
    before = set(kept.glob("boundaries-*"))
    silent = socket.create_server(("127.0.0.1", 0))  # takes the call and never answers
    address = f"http://127.0.0.1:{silent.getsockname()[1]}/a.geojson"
    process = subprocess.Popen(
        [sys.executable, *CORE, "boundaries", "--url", address, "--out", str(kept / "out")],
        cwd=ROOT,
        env={**os.environ, "TMPDIR": str(kept)},
        stderr=subprocess.PIPE,
    )
    try:
        end = time.monotonic() + 30
        while not set(kept.glob("boundaries-*")) - before and time.monotonic() < end:
            time.sleep(0.05)
        assert set(kept.glob("boundaries-*")) - before
        with silent.accept()[0]:
            yield process
    finally:
        process.kill()
        process.communicate()
        silent.close()


def test_a_verb_that_is_told_to_end_puts_its_folder_away(tmp_path: Path) -> None:
    with fetching(tmp_path) as process:
        process.terminate()
        _, said = process.communicate(timeout=20)
    assert process.returncode == 128 + signal.SIGTERM
    assert b"Traceback" not in said
    assert not list(tmp_path.iterdir())


def test_a_verb_that_is_killed_leaves_what_the_next_one_sweeps(tmp_path: Path) -> None:
    with fetching(tmp_path) as killed:
        killed.kill()
    assert len(list(tmp_path.glob("boundaries-*"))) == 1
    with fetching(tmp_path) as running:
        assert len(list(tmp_path.glob("boundaries-*"))) == 1
        with fetching(tmp_path) as other:
            assert len(list(tmp_path.glob("boundaries-*"))) == 2
            other.terminate()
            other.communicate(timeout=20)
        running.terminate()
        running.communicate(timeout=20)
    assert not list(tmp_path.iterdir())


def test_a_server_that_cannot_undo_a_half_done_change_says_what_to_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And starts: its visitors are asked to wait."""

    def refuse(_: Path) -> NoReturn:
        raise UnfinishedChangeError

    started: list[object] = []
    monkeypatch.setattr(serve, "recover", refuse)
    monkeypatch.setattr(uvicorn, "run", lambda app, **_: started.append(app))
    monkeypatch.setattr(sys, "argv", ["serve", "--port", str(free_port())])
    assert serve.main() == 0 and started
    (line,) = capsys.readouterr().err.splitlines()
    assert "python -m iga_core check" in line


def test_data_that_nobody_may_read_is_one_line(tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the system refuses this user nothing")
    data = tmp_path / "data"
    shutil.copytree(DATA, data)
    (data / "record").chmod(0)
    try:
        assert WORDS("cli.system_denied") in one_line(run(*CORE, "--data", data, "check"))
    finally:
        (data / "record").chmod(0o755)
