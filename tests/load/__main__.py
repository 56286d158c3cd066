"""``make load``: many visitors on one process, each a filter change every five seconds."""

from __future__ import annotations

import argparse
import asyncio
import os

from pages._shared import frame
from tests.load.crowd import EVERY, Cost, Seen, crowd
from tests.served import serving

TARGET = 1000.0  # milliseconds that 95 of 100 changes may take
EVERYWHERE, ON_THE_DESK = 50, 75  # visitors at once on one process
DESK = "penghargaan"
SECONDS = 40.0
PRESSES = 100  # of downloads, while the first page's visitors change their filters
ROW = "{:12}{:>9}{:>8}{:>8}{:>8}{:>8}{:>9}{:>8}{:>8}{:>8}{:>8}  {}"


def row(slug: str, visitors: int, seen: Seen, cost: Cost) -> str:
    """Return one line of the table."""
    middle, late, longest = seen.milliseconds()
    size = sum(answer.size for answer in seen.answers) / len(seen.answers) / 1024
    met = "met" if late < TARGET and not seen.errors else "NOT MET"
    return ROW.format(
        slug,
        visitors,
        len(seen.answers),
        f"{middle:.0f}",
        f"{late:.0f}",
        f"{longest:.0f}",
        f"{size:.0f}",
        f"{cost.cores:.2f}",
        f"{1000 * cost.server / len(seen.answers):.0f}",
        f"{cost.load:.1f}",
        len(seen.errors),
        met,
    )


def main() -> None:
    """Print one line per page, and every kind of error once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", nargs="+", default=[DESK, *frame.PAGES], choices=frame.PAGES)
    parser.add_argument("--visitors", type=int, help=f"default {EVERYWHERE}, first {ON_THE_DESK}")
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--presses", type=int, default=PRESSES, help="downloads, on the first page")
    arguments = parser.parse_args()
    print(
        f"a change every {EVERY:.0f} s per visitor for {arguments.seconds:.0f} s; one process, "
        f"{os.cpu_count()} cores shared with the visitors; target: p95 under {TARGET:.0f} ms\n"
        "cpu ms: processor time of the server per change, which other work hardly moves"
    )
    print(
        ROW.format(
            *("page", "visitors", "changes", "p50 ms", "p95 ms", "max ms"),
            *("KB each", "cores", "cpu ms", "load", "errors", ""),
        )
    )
    errors: set[str] = set()
    with serving() as server:
        for place, slug in enumerate(arguments.pages):
            first = ON_THE_DESK if place == 0 and slug == DESK else EVERYWHERE
            visitors = arguments.visitors or first
            pressed = arguments.presses if place == 0 else 0
            seen, cost = asyncio.run(
                crowd(
                    server.base,
                    slug,
                    visitors,
                    arguments.seconds,
                    server.process.pid,
                    pressed=pressed,
                )
            )
            print(row(slug, visitors, seen, cost), flush=True)
            if pressed:
                print(f"{pressed} presses of downloads meanwhile: {len(seen.files)} files")
            errors |= {f"{slug}: {error}" for error in seen.errors}
    print(*sorted(errors), sep="\n")


if __name__ == "__main__":
    main()
