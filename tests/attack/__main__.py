"""``make attack``: hostile addresses, boxes, tables and files against a served app, with counts."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.attack import browsing, hostile, reading, uploads, visits
from tests.served import served_app

MARKS = (hostile.FOREIGN, "alert(1)", "Traceback", "DROP TABLE", "etc/passwd")


def say(name: str, attack: Callable[[], object]) -> None:
    """Run one attack and print what it came to; an AssertionError ends everything."""
    start = time.perf_counter()
    print(f"{name:44}{attack()!s:>10}{time.perf_counter() - start:9.1f} s", flush=True)


def quiet(printed: Path) -> int:
    """Return how many lines the server printed; raise AssertionError if one tells what was sent."""
    lines = printed.read_text(encoding="utf-8", errors="replace").splitlines()
    for line in lines:
        assert not any(mark in line for mark in MARKS), line[:300]
    return len(lines)


def main() -> None:
    """Attack, and print a line per attack: what was sent, and that nothing broke."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--addresses", type=int, default=10_000, help="read by the pure reader")
    parser.add_argument("--pages", type=int, default=520, help="addresses opened in full")
    parser.add_argument("--browser", type=int, default=104, help="addresses opened in a browser")
    asked = parser.parse_args()

    def read() -> int:
        found = reading.attack(asked.addresses)
        print(f"  {found.problems} problems named; slowest reading {found.slowest:.0f} ms")
        return found.read

    say("addresses read", read)
    printed = Path(tempfile.mkdtemp()) / "printed"
    with served_app(output=printed) as base:
        say("pages opened by hostile addresses", lambda: visits.addresses(base, asked.pages))
        say("pages opened by the longest addresses", lambda: visits.long_addresses(base))
        say("hostile texts in boxes", lambda: visits.boxes(base, hostile.SAMPLES))
        say("texts of 1 MB in boxes", lambda: visits.boxes(base, visits.LONG))
        say("cells of tables", lambda: visits.tables(base, hostile.SAMPLES[2:20:3]))
        say("cells of tables, 1 MB", lambda: visits.tables(base, visits.LONG[:1]))
        say("forged widgets", lambda: sum(visits.forged(base, s, "") for s in reading.tables()))
        say("files sent to both uploaders", lambda: uploads.attack(base))
        say("files of a wrong ending", lambda: uploads.wrong_types(base))
        say("tries at the door of uploads", lambda: uploads.gates(base))
        with browsing.browser(base) as watched:
            say("browser: addresses", lambda: browsing.addresses(watched, asked.browser))
            say("browser: texts in boxes", lambda: browsing.boxes(watched, hostile.SAMPLES[4:12]))
            say("browser: 1 MB in boxes", lambda: browsing.long_texts(watched))
        say("pages opened afterwards", lambda: visits.benign(base))
    say("lines printed, none with what was sent", lambda: quiet(printed))


if __name__ == "__main__":
    main()
