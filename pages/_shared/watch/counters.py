"""What this process has served: counts and milliseconds per page, in bounded memory."""

from __future__ import annotations

import statistics
import threading
import time
import tomllib
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

BOUNDS: dict[str, Any] = tomllib.loads(
    Path(__file__).with_name("watch.toml").read_text(encoding="utf-8")
)


@dataclass(frozen=True, slots=True)
class PageFigures:
    """One page: runs by outcome, and p50 and p95 of its newest runs in milliseconds."""

    page: str
    outcomes: dict[str, int]
    p50: float
    p95: float

    @property
    def runs(self) -> int:
        """How often the page ran, whatever came of it."""
        return sum(self.outcomes.values())


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that was met: when (seconds since 1970), on which page, of which type."""

    at: float
    page: str
    kind: str


@dataclass(slots=True)
class _Page:
    outcomes: Counter[str] = field(default_factory=Counter)
    durations: deque[float] = field(default_factory=lambda: deque(maxlen=BOUNDS["durations"]))


class Counters:
    """Counts runs and errors; every method may be called from any thread.

    Memory is bounded as long as the names of pages are: a name is never taken from a visitor.
    """

    def __init__(self, now: Callable[[], float] = time.time) -> None:
        """Start counting at ``now()``, in seconds since 1970."""
        self._now, self._lock = now, threading.Lock()
        self._pages: dict[str, _Page] = {}
        self._faults: deque[Fault] = deque(maxlen=BOUNDS["errors"])
        self._all_faults = 0
        self.started = now()

    def ran(self, page: str, milliseconds: float, outcome: str) -> None:
        """Count one run."""
        with self._lock:
            held = self._pages.setdefault(page, _Page())
            held.outcomes[outcome] += 1
            held.durations.append(milliseconds)

    def failed(self, page: str, kind: str) -> None:
        """Count one error of type ``kind``."""
        with self._lock:
            self._all_faults += 1
            self._faults.append(Fault(self._now(), page, kind))

    def uptime(self) -> float:
        """Return the seconds since counting began."""
        return self._now() - self.started

    def faults(self) -> tuple[int, tuple[Fault, ...]]:
        """Return how many errors there were, and the newest of them, newest first."""
        with self._lock:
            return self._all_faults, tuple(reversed(self._faults))

    def pages(self) -> list[PageFigures]:
        """Return the figures of every page that ran, slowest (by p95) first."""
        with self._lock:
            held = [(n, dict(p.outcomes), list(p.durations)) for n, p in self._pages.items()]
        found = [PageFigures(n, o, *_middle_and_tail(d)) for n, o, d in held]
        return sorted(found, key=lambda page: (-page.p95, page.page))


def _middle_and_tail(durations: list[float]) -> tuple[float, float]:
    """Return p50 and p95 of at least one duration."""
    if len(durations) == 1:
        return durations[0], durations[0]
    return (
        statistics.median(durations),
        statistics.quantiles(durations, n=20, method="inclusive")[-1],
    )


SERVED = Counters()
