"""Scoring all governments at once, beside a plain Python loop doing the same in the same run."""

from __future__ import annotations

from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np

from iga_core.rules import Batch, ScoreArrays, cached_rulebook, make_sheet, score

GOVERNMENTS, INNOVATIONS, YEAR = 546, 30_000, 2026
FAST_RUNS, SLOW_RUNS = 30, 5


def make_batch(
    sheet: ScoreArrays, governments: int = GOVERNMENTS, innovations: int = INNOVATIONS
) -> Batch:
    """Return random portfolios; the same ones in every run."""
    dice = np.random.default_rng(2026)
    affairs = len(sheet.rulebook.basic_services.affairs.known())
    main = dice.integers(0, 2 * affairs, innovations)
    return Batch(
        spd=dice.integers(0, 4, (governments, len(sheet.spd)), dtype=np.int8),
        sid=dice.integers(0, 4, (innovations, len(sheet.sid)), dtype=np.int8),
        owner=np.sort(dice.integers(0, governments, innovations)),
        state=np.zeros(innovations, dtype=np.int8),
        affairs=main[:, None] == np.arange(affairs),
    )


def plain_loop(batch: Batch, sheet: ScoreArrays) -> list[float]:
    """Return the indices, one innovation, one line at a time, in plain Python."""
    spd, sid = batch.spd.tolist(), batch.sid.tolist()
    owner, affairs = batch.owner.tolist(), batch.affairs.tolist()
    spd_weights, sid_weights = sheet.spd_weights.tolist(), sheet.sid_weights.tolist()
    lines = [[0] * len(sid_weights) for _ in spd]
    found: list[set[int]] = [set() for _ in spd]
    counted = [0] * len(spd)
    for levels, government, covers in zip(sid, owner, affairs, strict=True):
        sums = lines[government]
        counted[government] += 1
        for place, level in enumerate(levels):
            if not 0 <= level <= 3:
                raise ValueError(level)
            sums[place] += level * sid_weights[place]
        found[government].update(place for place, covered in enumerate(covers) if covered)
    indices = []
    for government, levels in enumerate(spd):
        points = sum(w * level for w, level in zip(spd_weights, levels, strict=True))
        n = counted[government]
        divisor = max(sheet.floor, n)
        met = len(found[government]) >= sheet.required
        points += sheet.count_points * min(n, sheet.cap) if met else 0
        above = (points * divisor + sum(lines[government])) * 100 * 10**sheet.decimals
        below = divisor * sheet.max_total
        indices.append((2 * above + below) // (2 * below) / 10**sheet.decimals)
    return indices


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """Return the median of ``runs`` runs."""
    taken = []
    for _ in range(runs):
        start = perf_counter()
        work()
        taken.append(1000 * (perf_counter() - start))
    return median(taken)


def run() -> list[str]:
    """Return one line per measurement: median milliseconds, and how many times faster."""
    sheet = make_sheet(cached_rulebook(YEAR))
    batch = make_batch(sheet)
    if score(batch, sheet).index.tolist() != plain_loop(batch, sheet):
        raise AssertionError("the two ways of scoring disagree")
    fast = milliseconds(lambda: score(batch, sheet), FAST_RUNS)
    slow = milliseconds(lambda: plain_loop(batch, sheet), SLOW_RUNS)
    size = f"{INNOVATIONS} innovations x {len(sheet.sid)} lines, {GOVERNMENTS} governments"
    return [
        f"scoring {size}: median {fast:.1f} ms (target 15)",
        f"plain Python loop, same input: median {slow:.1f} ms, {slow / fast:.0f} times slower (20)",
    ]
