"""``make replicas``: two replicas behind nginx, one of them killed under load.

All state of a view is in its address, so a visitor whose replica dies sends the change that got no
answer to the other one, and must then see what the address shows a newcomer. Cek Mandiri is left
out: its work lies in the visit's memory and dies with it.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import sys
import time
import urllib.request
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from itertools import cycle, islice

from pages._shared import frame
from tests.behind import Door, behind_nginx
from tests.client import VisitError
from tests.load.crowd import EVERY, LOST, Meter, Seen
from tests.load.visitor import Visitor, visiting

VISITORS, SECONDS = 150, 30.0
TARGET = 1000.0  # milliseconds that 95 of 100 changes may take
COMES_BACK_WITHIN = 60.0  # seconds
BETWEEN_TRIES = 0.5  # seconds, about what a browser waits
# Cek Mandiri has what is lost with its visit; Beranda leads elsewhere, nothing on it is changed
SLUGS = [slug for slug in frame.PAGES if slug not in ("cek_mandiri", "beranda")]


@dataclass
class Loss:
    """A connection that broke: seconds until the next answer, and what in it is wrong."""

    seconds: float
    different: str


@dataclass
class Fate:
    """What happened to all visitors: their changes before and after the kill, and their losses."""

    before: Seen = field(default_factory=Seen)
    after: Seen = field(default_factory=Seen)
    losses: list[Loss] = field(default_factory=list)
    killed: bool = False

    def now(self) -> Seen:
        """Return where to write now."""
        return self.after if self.killed else self.before


def cookie(base: str) -> str:
    """Return the cookie nginx gives a new visitor; raises ValueError when it gives none."""
    with urllib.request.urlopen(base, timeout=60) as answer:
        found = re.search(r"atlas_replica=\w+", answer.headers.get("Set-Cookie", ""))
    if not found:
        raise ValueError("nginx set no cookie")
    return found[0]


def open_visits(base: str) -> int:
    """Return how many visits a replica holds now, from its own counters."""
    with urllib.request.urlopen(f"{base}/_stcore/metrics", timeout=60) as answer:
        text = answer.read().decode()
    found = re.search(r"^active_sessions (\d+)", text, re.MULTILINE)
    if not found:
        raise ValueError(text)
    return int(found[1])


class Regular:
    """A visitor who keeps changing filters and, when the connection breaks, comes back."""

    def __init__(self, base: str, slug: str, number: int) -> None:
        """Come as visitor ``number`` to a page."""
        self.base, self.slug = base, slug
        self.dice = random.Random(number)
        self.headers: dict[str, str] = {}
        self.visits = AsyncExitStack()

    async def arrive(self) -> None:
        """Take the cookie and open the page."""
        self.headers["Cookie"] = await asyncio.to_thread(cookie, self.base)
        self.visitor = await self._connect()
        await self.visitor.open()

    async def _connect(self) -> Visitor:
        visit = visiting(self.base, self.slug, headers=self.headers)
        return await self.visits.enter_async_context(visit)

    async def stay(self, until: float, fate: Fate) -> None:
        """Change a filter every ``EVERY`` seconds up to ``until``, come what may."""
        await asyncio.sleep(self.dice.uniform(0, EVERY))
        while time.monotonic() < until:
            started, seen = time.monotonic(), fate.now()
            try:
                seen.answers.append(await self.visitor.change(self.dice))
            except VisitError as error:
                seen.errors.append(f"{self.slug}: {error}")
            except LOST:
                fate.losses.append(await self._come_back())
            await asyncio.sleep(max(0.0, started + EVERY - time.monotonic()))

    async def _come_back(self) -> Loss:
        """Connect again as a browser does and go on; say what is not as the address says."""
        broke = time.monotonic()
        while time.monotonic() < broke + COMES_BACK_WITHIN:
            await asyncio.sleep(BETWEEN_TRIES)
            try:
                await self.visitor.go_on((await self._connect()).socket)
            except VisitError as error:
                return Loss(time.monotonic() - broke, f"{self.slug}: {error}")
            except LOST:
                continue
            return Loss(time.monotonic() - broke, await self._differing())
        return Loss(COMES_BACK_WITHIN, f"{self.slug}?{self.visitor.query}: not back")

    async def _differing(self) -> str:
        """Return where the view differs from what its address shows a newcomer, "" for nowhere."""
        view, query = self.visitor.view(), self.visitor.query
        async with visiting(self.base, self.slug, query) as newcomer:
            await newcomer.open()
            fresh = newcomer.view()
        places = sorted(place for place in view | fresh if view.get(place) != fresh.get(place))
        return f"{self.slug}?{query}: {places}" if places else ""


async def run(door: Door, visitors: int, seconds: float) -> bool:
    """Let visitors in, kill a replica in the middle, print what was seen; say if all is well."""
    fate = Fate()
    everybody = [
        Regular(door.base, slug, n) for n, slug in enumerate(islice(cycle(SLUGS), visitors))
    ]
    for visitor in everybody:
        await visitor.arrive()
    held = [open_visits(replica.base) for replica in door.replicas]
    print(f"{visitors} visitors; the replicas hold {held[0]} and {held[1]} of them")
    kept, killed = door.replicas
    meter = Meter(kept.process.pid, killed.process.pid)
    staying = [asyncio.create_task(v.stay(time.monotonic() + 2 * seconds, fate)) for v in everybody]
    await asyncio.sleep(seconds)
    cost = meter.read()
    fate.killed = True
    killed.process.kill()
    await asyncio.gather(*staying)
    for visitor in everybody:
        await visitor.visits.aclose()
    print(f"both: {told(fate.before)}; {cost.cores:.2f} cores, load average {cost.load:.1f}")
    print(f"one killed: {told(fate.after)}")
    different = [loss.different for loss in fate.losses if loss.different]
    slowest = max((loss.seconds for loss in fate.losses), default=0.0)
    print(
        f"connections broken: {len(fate.losses)} of the {held[1]} it held; all back after "
        f"{slowest:.1f} s; views not as they were: {len(different)}"
    )
    print(*different[:5], *fate.before.errors[:5], *fate.after.errors[:5], sep="\n")
    return not different and len(fate.losses) == held[1]


def told(seen: Seen) -> str:
    """Return the figures of a crowd in words."""
    middle, late, longest = seen.milliseconds()
    met = "met" if late < TARGET else "NOT MET"
    return (
        f"{len(seen.answers)} changes, p50 {middle:.0f}, p95 {late:.0f}, max {longest:.0f} ms "
        f"(target: p95 under {TARGET:.0f} ms, {met}), {len(seen.errors)} errors"
    )


def main() -> int:
    """Exit code 1 when a view was lost, or other connections broke than those of the replica."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--visitors", type=int, default=VISITORS)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="before, and after the kill")
    arguments = parser.parse_args()
    with behind_nginx() as door:
        return 0 if asyncio.run(run(door, arguments.visitors, arguments.seconds)) else 1


if __name__ == "__main__":
    sys.exit(main())
