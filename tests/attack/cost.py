"""``python -m tests.attack.cost``: what watching one run of a page costs, in milliseconds."""

from __future__ import annotations

import statistics
import sys
import time
from contextlib import redirect_stdout
from tempfile import TemporaryFile

from pages._shared.telemetry import log, runs

RUNS = 5000


def main() -> None:
    """Print median and 95th percentile over ``RUNS`` runs of nothing, each logged."""
    log.start()
    taken = []
    with TemporaryFile("w") as file, redirect_stdout(file):
        for _ in range(RUNS):
            start = time.perf_counter()
            with runs.run("daerah"):
                pass
            taken.append((time.perf_counter() - start) * 1000)
    median, p95 = statistics.median(taken), statistics.quantiles(taken, n=20)[-1]
    print(f"{RUNS} runs: median {median:.3f} ms, p95 {p95:.3f} ms", file=sys.stdout)


if __name__ == "__main__":
    main()
