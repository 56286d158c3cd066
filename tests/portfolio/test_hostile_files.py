"""No file stops the server: each is answered soon and in one line, by a process of its own."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator

import pytest

from iga_core.portfolio import PortfolioError
from iga_core.portfolio.file import apart
from iga_core.portfolio.file.apart import ReaderProcess
from tests.portfolio.hostile_files import (
    FILES,
    NEAR,
    Given,
    bring,
    hostile,
    second_visitor,
)
from tests.portfolio.workbooks import BOOK, WORDS, answered, example, example_file
from tests.served import served_app

BROUGHT = ("a row far below", "2,001 innovations", "formulas that are shared", "a list 50,000 deep")
OVERDOES = (
    "from tests.portfolio.overdoing import {0} as load; from iga_core.portfolio import apart; "
)
OVERDOES += "apart.load_portfolio = load; apart.serve()"


@pytest.fixture
def reader() -> Iterator[ReaderProcess]:
    made = ReaderProcess()
    yield made
    made.close()


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_answered_in_one_line(name: str) -> None:
    said = answered(FILES[name](random.Random(name)))
    assert said.strip() and "\n" not in said and "{" not in said
    assert len(said) < 300


@pytest.mark.parametrize("name", NEAR)
def test_a_large_honest_file_is_read_whole(name: str) -> None:
    make, number = NEAR[name]
    portfolio, problems = apart.shared_reader().read(make(random.Random(name)), WORDS, BOOK.year)
    assert len(portfolio.innovations) == number
    assert not [problem for problem in problems if problem.kind == "unread"]


def test_there_are_many_and_some_near_every_limit() -> None:
    assert len(FILES) >= 40 and len(NEAR) >= 20


@pytest.mark.parametrize("name", BROUGHT)
def test_a_file_is_another_in_each_round_and_always_the_same(name: str) -> None:
    assert hostile(name, 1) == hostile(name, 1)
    assert len({hostile(name, turn).data for turn in range(3)}) == 3


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with served_app() as base:
        yield base


def test_files_brought_to_a_server_leave_a_second_visitor_alone(server: str) -> None:
    """The measurement in short (``python -m tests.portfolio.hostile_files``): nobody fails."""
    make, whole = NEAR["a workbook of 2,000"]
    data = make(random.Random(0))
    with second_visitor(server) as found:
        for name in BROUGHT:
            bring(server, hostile(name, 1))
        bring(server, Given("", data, whole))
    (seen,) = found
    assert seen.answers
    with pytest.raises(AssertionError):  # the measure itself: what is not read whole is seen
        bring(server, Given("", data, whole + 1))


@pytest.mark.parametrize("how", ["compute", "hold", "die"])
def test_a_reading_that_asks_too_much_is_ended_and_the_next_file_is_read(
    reader: ReaderProcess, monkeypatch: pytest.MonkeyPatch, how: str
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(apart, "START", OVERDOES.format(how))
        start = time.monotonic()
        with pytest.raises(PortfolioError) as refused:
            reader.read(b"{}", WORDS, BOOK.year)
        assert time.monotonic() - start < apart.WITHIN - 1  # its own limit, not our patience
        reader.close()
    assert refused.value.reason == "too_heavy"
    assert reader.read(example_file(), WORDS, BOOK.year) == (example(), ())


def test_a_reading_that_waits_for_ever_is_ended(
    reader: ReaderProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "START", OVERDOES.format("wait"))
    monkeypatch.setattr(apart, "WITHIN", 0.5)
    with pytest.raises(PortfolioError) as refused:
        reader.read(b"{}", WORDS, BOOK.year)
    assert refused.value.reason == "too_heavy"


def test_whoever_waits_too_long_is_told_so(
    reader: ReaderProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "PATIENCE", 0.1)
    with reader._turn, pytest.raises(PortfolioError) as refused:
        reader.read(example_file(), WORDS, BOOK.year)
    assert refused.value.reason == "busy"
    assert reader.read(example_file(), WORDS, BOOK.year) == (example(), ())


def test_one_process_reads_one_file_after_the_other(reader: ReaderProcess) -> None:
    reader.read(example_file(), WORDS, BOOK.year)
    first = reader._process
    for _ in range(3):
        reader.read(example_file(), WORDS, BOOK.year)
    assert first is not None and reader._process is first
    reader.close()
    assert first.poll() is not None


def test_an_error_is_the_same_as_without_the_process(reader: ReaderProcess) -> None:
    with pytest.raises(PortfolioError) as refused:
        reader.read(b'{"year": 2026, "spd": {"entah": 1}}', WORDS, BOOK.year)
    error = refused.value
    assert (error.reason, error.place) == ("unknown_slug_far", "spd")
    assert error.details == {"value": '"entah"', "near": ""}
