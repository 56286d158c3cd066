"""``make memory``: does anything stay when visitors have gone?

Visits over all pages, each opened, changed once and closed; the resident memory of the process
after every hundred. The same changes come again and again, so that after the warm-up no cache
takes in anything new and what still grows was left behind. Growth is the slope of a straight line
through all that follows the warm-up, so that one late step does not decide.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import sys
from collections.abc import Iterable, Sequence
from statistics import linear_regression

import psutil

from pages._shared import frame
from tests.load.visitor import visiting
from tests.served import serving

TARGET = 0.1  # MB per hundred visits
VISITS, STEP = 2000, 100
WARM_UP = 0.5  # of the visits, while caches and the allocator's pools fill
AT_ONCE = 4
DIFFERENT = 20  # changes per page before the first one comes again
MB = 1024 * 1024


def growth(megabytes: Sequence[float]) -> float:
    """Return MB per step by least squares; needs two values."""
    return linear_regression(range(len(megabytes)), megabytes).slope


async def _visit(base: str, slug: str, dice: random.Random) -> None:
    async with visiting(base, slug) as visitor:
        await visitor.open()
        if slug != "beranda":  # it leads elsewhere: nothing on it is changed
            await visitor.change(dice)


async def visit_all(base: str, numbers: Iterable[int]) -> None:
    """Make the visits of these numbers, ``AT_ONCE`` at a time; raises what a visit raises."""
    waiting = iter(numbers)

    async def visitor() -> None:
        for number in waiting:
            kind = number % (len(frame.PAGES) * DIFFERENT)
            await _visit(base, frame.PAGES[kind % len(frame.PAGES)], random.Random(kind))

    await asyncio.gather(*(visitor() for _ in range(AT_ONCE)))


def main() -> int:
    """Print the memory after every hundred visits, and the growth; exit code 1 above target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visits", type=int, default=VISITS)
    arguments = parser.parse_args()
    held: list[float] = []
    with serving() as server:
        process = psutil.Process(server.process.pid)
        for done in range(STEP, arguments.visits + 1, STEP):
            asyncio.run(visit_all(server.base, range(done - STEP, done)))
            held.append(process.memory_info().rss / MB)
            print(f"{done:6} visits {held[-1]:8.1f} MB", flush=True)
    settled = held[int(len(held) * WARM_UP) :]
    found = growth(settled)
    verdict = "met" if found <= TARGET else "NOT MET"
    warm = STEP * (len(held) - len(settled))
    print(
        f"growth after the first {warm} visits: {found:.2f} MB per {STEP} "
        f"visits (target {TARGET}): {verdict}; load average {os.getloadavg()[0]:.1f}"
    )
    return 0 if found <= TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
