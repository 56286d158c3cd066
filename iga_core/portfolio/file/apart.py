"""A stranger's file read in a process of its own, which is ended when the file asks too much.

A server reads here: a thread cannot be ended, and one that computes holds up everybody else. One
process stands ready and reads one file at a time. What it may use is bounded by the system:
seconds of the processor for each file, memory, and no file of its own. ADR 0082.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, partial
from math import ceil
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from iga_core.language import Words, load_words
from iga_core.paths import DATA, ROOT
from iga_core.portfolio.file.loading import load_portfolio
from iga_core.portfolio.file.problems import Problem
from iga_core.portfolio.schema import MEGABYTE, Portfolio, PortfolioError
from iga_core.regions import load_aliases, load_register
from iga_core.rules import RulebookNotFoundError, RuleUnknownError, load_rulebook

SECONDS = 3  # of the processor for one file; 2,000 innovations take one
WITHIN = 10.0  # seconds for one file whatever it does, e.g. where the machine is busy
MEMORY = 500 * MEGABYTE  # for one file, beyond what the ready process has
GROWN = 200 * MEGABYTE  # a process that keeps so much more gives way to a fresh one
PATIENCE = 10.0  # seconds a file waits for the one before it
# not ``-m``: what is sent between the two must have the same names in both
START = f"from {__name__} import serve; serve()"
# what may be wrong with a file; each is told to who brought it
REFUSALS = (PortfolioError, RulebookNotFoundError, RuleUnknownError)

Read = tuple[Portfolio, tuple[Problem, ...]]


@dataclass(frozen=True, slots=True)
class _Job:
    data: bytes
    language: str
    year: int
    earlier: bool


@dataclass(frozen=True, slots=True)
class _Answer:
    """``read`` or why not: the place in ``REFUSALS`` and what the error holds. ``last``: the
    process ends with it.
    """

    read: Read | None = None
    refusal: int = 0
    held: dict[str, Any] | None = None
    last: bool = False


class ReaderProcess:
    """Reads portfolio files by the rules and regions of ``folder``; for all threads, in turn."""

    def __init__(self, folder: Path = DATA) -> None:
        """Start nothing before ``prepare`` or the first file."""
        self._folder = folder
        self._turn = threading.Lock()  # whoever holds it may use the other two
        self._process: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None

    def prepare(self) -> None:
        """Let a process get ready, unless one is or another file is being read. Does not wait."""
        if self._turn.acquire(blocking=False):
            try:
                self._ready()
            finally:
                self._turn.release()

    def read(self, data: bytes, words: Words, year: int, *, earlier: bool = False) -> Read:
        """Return the portfolio in a file and what of it could not be read.

        A file that names no year is read by the rules of ``year``; with ``earlier`` also one of
        a year whose own rules do not suffice to read it. Raises as ``load_portfolio`` does;
        PortfolioError also for a file that asks too much, and where others are before it too long.
        """
        if not self._turn.acquire(timeout=PATIENCE):
            raise PortfolioError("busy")
        try:
            answer = self._answer(_Job(data, words.language, year, earlier))
        finally:
            self._turn.release()
        if answer.read is None:
            kind = REFUSALS[answer.refusal]
            error = kind.__new__(kind)
            vars(error).update(answer.held or {})
            raise error
        return answer.read

    def close(self) -> None:
        """End the process; the next file starts one anew."""
        with self._turn:
            self._end()

    def _answer(self, job: _Job) -> _Answer:
        line = self._ready()
        answer = _Answer(held=vars(PortfolioError("too_heavy")), last=True)
        with suppress(EOFError, OSError):  # ended by a limit
            line.send(job)
            if line.poll(WITHIN):
                answer = line.recv()
        if answer.last:
            self._end()
            self._ready()  # the next file need not wait for it
        return answer

    def _ready(self) -> Connection:
        if self._process is None or self._line is None or self._process.poll() is not None:
            self._end()
            ours, theirs = Pipe()
            with theirs:
                self._process = subprocess.Popen(
                    [sys.executable, "-c", START, str(theirs.fileno()), str(self._folder)],
                    cwd=ROOT,
                    env={**os.environ, "OPENBLAS_NUM_THREADS": "1"},  # each takes address space
                    pass_fds=[theirs.fileno()],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.DEVNULL,
                    stderr=subprocess.DEVNULL,  # a parser's warnings quote what stands in cells
                )
            self._line = ours
        return self._line

    def _end(self) -> None:
        if self._line is not None:
            self._line.close()
        if self._process is not None:
            self._process.kill()
            self._process.wait()
        self._process = self._line = None


@cache
def shared_reader() -> ReaderProcess:
    """Return the one reader of this process."""
    return ReaderProcess()


def _unreadable_alone(error: Exception, *, earlier: bool) -> bool:
    """Say whether a file can only be read by the rules of a year given with it."""
    if isinstance(error, PortfolioError):
        said_none = error.reason == "missing" and error.details.get("key") == "year"
        return said_none or error.reason == "workbook_no_year"
    return earlier and isinstance(error, RuleUnknownError)


def _memory() -> tuple[int, int]:
    """Return the address space and the memory this process has, in bytes; 0 where not told."""
    try:
        space, held = Path("/proc/self/statm").read_text(encoding="ascii").split()[:2]
    except OSError:
        return 0, 0
    page = os.sysconf("SC_PAGE_SIZE")
    return int(space) * page, int(held) * page


def _bound(what: int, limit: int) -> None:
    """Lower a limit of the system; one that is lower already stays."""
    import resource  # not on every system a developer may have

    hard = resource.getrlimit(what)[1]
    if hard != resource.RLIM_INFINITY:
        limit = min(limit, hard)
    resource.setrlimit(what, (limit, hard))


def _serve(line: Connection, folder: Path) -> None:
    """Answer one file after the other, until the line is closed or memory does not come back."""
    import resource

    register = load_register(folder / "regions")
    aliases = load_aliases(folder / "regions", register)
    rules = cache(partial(load_rulebook, folder=folder / "rulebooks"))
    space, start = _memory()
    if space:
        _bound(resource.RLIMIT_AS, space + MEMORY)
    _bound(resource.RLIMIT_FSIZE, 0)
    _bound(resource.RLIMIT_CORE, 0)
    last = False
    while not last:
        job: _Job = line.recv()
        used = resource.getrusage(resource.RUSAGE_SELF)
        _bound(resource.RLIMIT_CPU, ceil(used.ru_utime + used.ru_stime) + SECONDS)
        words = load_words(job.language)
        read = partial(load_portfolio, job.data, rules, words, register=register, aliases=aliases)
        found: Read | None = None
        refusal: Exception | None = None
        try:
            try:
                reading = read()
            except (PortfolioError, RuleUnknownError) as error:
                if not _unreadable_alone(error, earlier=job.earlier):
                    raise
                reading = read(year=job.year)
            found = reading.portfolio, reading.problems
        except REFUSALS as error:
            refusal = error
        except MemoryError:
            refusal, last = PortfolioError("too_heavy"), True
        last = last or _memory()[1] > start + GROWN
        if refusal is None:
            line.send(_Answer(found, last=last))
        else:
            place = REFUSALS.index(type(refusal))
            line.send(_Answer(refusal=place, held=vars(refusal), last=last))


def serve() -> None:
    """Be the process that reads. Its command line: the number of the open line, the folder."""
    with suppress(EOFError, OSError):
        _serve(Connection(int(sys.argv[1])), Path(sys.argv[2]))
