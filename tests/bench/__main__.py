"""``make bench``: what the server, a visitor and a local team wait for, medians of one run.

Tables are Markdown, ready for docs/measurements.md. ``--short`` tries every part that opens a page,
once and on one page: it shows that the bench runs, not how fast the app is.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from urllib.parse import urlsplit

from pages._shared import frame
from tests.bench import browser, scoring, workbench, workbook
from tests.bench.wire import CountingSocket
from tests.client import Visit, visit
from tests.served import served_app

RERUNS = 30
MILLISECONDS = 50  # of the server, a rerun, at most
# page slug (and view) -> two addresses to go back and forth between: a filter change each time
PAGES: dict[str, tuple[str, Sequence[str]]] = {
    slug + name.removeprefix("rerun"): (slug, pair)
    for slug, plan in browser.VISITS.items()
    for name, pair in plan.items()
    if name.startswith("rerun")
}


@contextmanager
def counted(base: str) -> Iterator[tuple[Visit, CountingSocket]]:
    """Open a visit whose bytes are counted as they cross the wire."""
    address, counting = urlsplit(base), CountingSocket()
    counting.connect((address.hostname, address.port))
    with visit(base, sock=counting) as one:
        yield one, counting


def first_change(base: str, view: str) -> float:
    """Return the kilobytes sent when a page's address changes for the first time.

    Of both directions the larger.
    """
    slug, pair = PAGES[view]
    sizes = []
    for first, second in (pair, pair[::-1]):
        with counted(base) as (one, wire):
            one.run(slug, first)
            opened = wire.received
            one.run(slug, second)
            sizes.append((wire.received - opened) / 1024)
    return max(sizes)


def measure(base: str, view: str, reruns: int) -> tuple[float, float]:
    """Return median and 95th percentile milliseconds of a page's reruns."""
    slug, pair = PAGES[view]
    times = []
    with counted(base) as (one, _):
        for number in range(reruns + 2):
            started = time.perf_counter()
            one.run(slug, pair[number % 2])
            times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times[2:]), statistics.quantiles(times[2:], n=20)[-1]


def server_table(views: Sequence[str], reruns: int) -> Iterator[str]:
    """Measure the server's part of every page, and yield the lines of a table."""
    yield (
        f"Server alone, {reruns} reruns a page, a changed address each time; loopback, one "
        f"process; load average {os.getloadavg()[0]:.1f}. Target: {MILLISECONDS} ms a rerun."
    )
    yield ""
    yield "| page | median ms | p95 ms | KB a new address | target |"
    yield "| --- | --: | --: | --: | --- |"
    with served_app() as base:
        for view in views:
            size = first_change(base, view)  # first: it also warms the page
            median, p95 = measure(base, view, reruns)
            met = browser.met(median <= MILLISECONDS)
            yield f"| {view} | {median:.1f} | {p95:.1f} | {size:.1f} | {met} |"


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure what is asked for and print it."""
    parser = argparse.ArgumentParser(description="What the app's pages cost", prog="tests.bench")
    parser.add_argument("--short", action="store_true", help="one page, one round")
    parser.add_argument("--rounds", type=int, default=browser.ROUNDS, help="visits of each page")
    parser.add_argument("--pages", nargs="+", default=frame.PAGES, choices=frame.PAGES)
    given = parser.parse_args(arguments)
    pages, rounds, reruns = given.pages, given.rounds, RERUNS
    if given.short:
        pages, rounds, reruns = frame.PAGES[:1], 1, 2
    asked = [view for view, (slug, _) in PAGES.items() if slug in pages]
    for table in (server_table(asked, reruns), browser.report(pages, rounds)):
        for line in table:
            print(line, flush=True)
        print()
    if not given.short:
        for part in (scoring, workbook, workbench):
            print(*(f"- {line}" for line in part.run()), sep="\n")


if __name__ == "__main__":
    main()
