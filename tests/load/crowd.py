"""A crowd of visitors on one page of a served app, and what they had to wait."""

from __future__ import annotations

import asyncio
import os
import random
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from statistics import quantiles
from urllib.parse import parse_qs

import psutil
from websockets.exceptions import WebSocketException

from tests.client import VisitError
from tests.load.visitor import Answer, Visitor, visiting

EVERY = 5.0  # seconds between two changes of one visitor
# pages whose files are pressed; a public one has the address of its view, and stands in a box
PRESSED: dict[str, tuple[str, ...]] = {
    "daerah": ("pdf", "xlsx", "png"),
    "bandingkan": ("pdf", "xlsx", "png"),
    "peta": ("png", "svg"),
    "penghargaan": ("csv", "xlsx", "svg"),
    "cek_mandiri": (),
}
TRIES = 20  # changes after which a page still offers no file: something is wrong
LOST = (WebSocketException, OSError)  # a connection that broke, or no answer in time


@dataclass
class Seen:
    """What a crowd saw: its answers, what went wrong, as told, and the files that were pressed."""

    answers: list[Answer] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    files: list[int] = field(default_factory=list)  # bytes of each that a press gave

    def milliseconds(self) -> tuple[float, float, float]:
        """Return median, 95th percentile and maximum; raises ValueError without two answers."""
        times = sorted(answer.milliseconds for answer in self.answers)
        if len(times) < 2:
            raise ValueError(f"{len(times)} answers, errors: {self.errors[:3]}")
        cuts = quantiles(times, n=100, method="inclusive")
        return cuts[49], cuts[94], times[-1]


@dataclass(frozen=True, slots=True)
class Cost:
    """What the machine gave meanwhile: wall seconds, processor seconds, load average at the end."""

    wall: float
    server: float
    crowd: float
    load: float

    @property
    def cores(self) -> float:
        """How many cores the server used on average."""
        return self.server / self.wall


class Meter:
    """Counts the processor time of servers and of this process over a while."""

    def __init__(self, *pids: int) -> None:
        """Start counting."""
        self._servers = [psutil.Process(pid) for pid in pids]
        self._start = self._now()

    def _now(self) -> tuple[float, float, float]:
        used = [sum(process.cpu_times()[:2]) for process in self._servers]
        return time.perf_counter(), sum(used), sum(psutil.Process().cpu_times()[:2])

    def read(self) -> Cost:
        """Return what was used since the start; a server that has ended raises NoSuchProcess."""
        wall, server, crowd = (b - a for a, b in zip(self._start, self._now(), strict=True))
        return Cost(wall, server, crowd, os.getloadavg()[0])


async def _change(visitor: Visitor, dice: random.Random, seconds: float, seen: Seen) -> None:
    """Change a filter every ``EVERY`` seconds; a late answer moves the next change."""
    await asyncio.sleep(dice.uniform(0, min(EVERY, seconds)))
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        started = time.monotonic()
        try:
            seen.answers.append(await visitor.change(dice))
        except VisitError as error:
            seen.errors.append(str(error))
        except LOST as error:
            seen.errors.append(f"{type(error).__name__}: {error}")
            return
        await asyncio.sleep(max(0.0, started + EVERY - time.monotonic()))


async def _offered(visitor: Visitor, dice: random.Random) -> list[str]:
    """Change a filter and return the addresses of the files of what is then shown.

    A government beside itself offers none, so a comparison goes on until it is one of two.
    """
    for _ in range(TRIES):
        await visitor.change(dice)
        asked = {"daerah": [""], **parse_qs(visitor.query)}
        others = {*asked.get("dengan", ["tidak"])[0].split(",")} - {"tidak", *asked["daerah"]}
        if forms := PRESSED[visitor.slug]:
            if visitor.slug != "bandingkan" or others:
                return [f"/unduh/{visitor.slug}.{form}?{visitor.query}" for form in forms]
        elif visitor.files:
            return list(visitor.files.values())
    raise VisitError(f"{visitor.slug}: no file offered")


async def presses(base: str, number: int, seconds: float, seen: Seen) -> list[int]:
    """Press ``number`` downloads over ``seconds``, each after a change; return bytes of the files.

    They are of all kinds: every page of ``PRESSED`` is a visit, and its files are pressed in turn.
    What went wrong is told in ``seen``.
    """
    dice, sizes = random.Random(number), list[int]()
    if not number:
        return sizes
    async with AsyncExitStack() as visits:
        opened = [await visits.enter_async_context(visiting(base, slug)) for slug in PRESSED]
        for visitor in opened:
            await visitor.open()
        end = time.monotonic() + seconds
        for turn in range(number):
            visitor = opened[turn % len(opened)]
            try:
                files = await _offered(visitor, dice)
                sizes.append(await visitor.fetch(base, files[turn // len(opened) % len(files)]))
            except (VisitError, *LOST) as error:
                seen.errors.append(f"{type(error).__name__}: {error}")
            await asyncio.sleep(max(0.0, (end - time.monotonic()) / (number - turn)))
    return sizes


async def crowd(
    base: str, slug: str, visitors: int, seconds: float, *pids: int, pressed: int = 0
) -> tuple[Seen, Cost]:
    """Let ``visitors`` open a page one after another, then all change filters for ``seconds``.

    Meanwhile ``pressed`` downloads are pressed by others; ``Seen.files`` are what came of them.
    Raises VisitError or what the connection raises when a visitor cannot even open the page.
    """
    seen = Seen()
    async with AsyncExitStack() as visits:
        opened = []
        for _ in range(visitors):
            opened.append(await visits.enter_async_context(visiting(base, slug)))
            await opened[-1].open()
        meter = Meter(*pids)
        changing = [_change(v, random.Random(n), seconds, seen) for n, v in enumerate(opened)]
        pressing = asyncio.ensure_future(presses(base, pressed, seconds, seen))
        await asyncio.gather(*changing)
        seen.files = await pressing
        return seen, meter.read()
