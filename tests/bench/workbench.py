"""The workbench on one portfolio of 200 innovations: steps, plan, keep or drop, cliff, risk."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from iga_core.portfolio import (
    Claim,
    Innovation,
    Portfolio,
    best_subset,
    cached_workbench,
    cliff,
    costs,
    plan,
    preset_refusals,
    rank_steps,
    reject_risk,
)
from iga_core.rules import Rulebook, cached_rulebook
from tests.bench.scoring import YEAR, milliseconds

INNOVATIONS, RUNS = 200, 15


def make_portfolio(book: Rulebook, number: int = INNOVATIONS) -> Portfolio:
    """Return a random portfolio; the same one in every run."""
    dice = np.random.default_rng(2026)
    affairs = book.affairs.known()

    def levels(aspect: str) -> dict[str, Claim]:
        return {line.code: Claim(int(dice.integers(0, 4))) for line in book.aspect(aspect)}

    items = (
        Innovation(f"Inovasi {n}", affair=affairs[n % len(affairs)], levels=levels("SID"))
        for n in range(number)
    )
    return Portfolio(spd=levels("SPD"), innovations=tuple(items))


def run() -> list[str]:
    """Return one line: the median milliseconds of each part."""
    book, bench = cached_rulebook(YEAR), cached_workbench()
    own, efforts = make_portfolio(book), bench.efforts
    chances = preset_refusals(bench, bench.presets[-1].id)
    work = {
        "steps": lambda: rank_steps(own, book, efforts),
        "plan": lambda: plan(own, book, efforts, target=Decimal(80)),
        "budget": lambda: plan(own, book, efforts, budget=Decimal(400)),
        "costs": lambda: costs(own, book),
        "best subset": lambda: best_subset(own, book),
        "cliff": lambda: cliff(own, book),
        "risk": lambda: reject_risk(
            own, book, chances, draws=bench.draws, seed=bench.seed, quantiles=bench.quantiles
        ),
    }
    found = ", ".join(f"{name} {milliseconds(job, RUNS):.1f}" for name, job in work.items())
    return [f"workbench, {INNOVATIONS} innovations, median ms: {found}"]
