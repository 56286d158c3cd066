"""The workbench on 200 innovations: each part, all together, an edit on the page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal

import numpy as np

from iga_core.language import load_words
from iga_core.portfolio import (
    Claim,
    Innovation,
    Portfolio,
    best_subset,
    cached_workbench,
    cliff,
    costs,
    make_template,
    plan,
    portfolio_bytes,
    preset_refusals,
    rank_steps,
    read_workbook,
    reject_risk,
    score_portfolio,
)
from iga_core.portfolio.review.rehearsal import rehearse
from iga_core.rules import Rulebook, cached_rulebook
from pages._parts.cek_mandiri import session
from tests.bench.scoring import YEAR, milliseconds
from tests.opened import open_page, open_part

INNOVATIONS, RUNS = 200, 15
TODAY = date(YEAR, 6, 1)


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
    return Portfolio(year=book.year, spd=levels("SPD"), innovations=tuple(items))


def run() -> list[str]:
    """Return one line: the median milliseconds of each part."""
    book, bench = cached_rulebook(YEAR), cached_workbench()
    own, efforts = make_portfolio(book), bench.efforts
    chances = preset_refusals(bench, bench.risk.presets[-1].id)
    work = {
        "steps": lambda: rank_steps(own, book, efforts),
        "plan": lambda: plan(own, book, efforts, target=Decimal(80)),
        "budget": lambda: plan(own, book, efforts, budget=Decimal(400)),
        "costs": lambda: costs(own, book),
        "best subset": lambda: best_subset(own, book),
        "cliff": lambda: cliff(own, book),
        "rehearse": lambda: rehearse(own, book, TODAY),
        "risk": lambda: reject_risk(
            own,
            book,
            chances,
            draws=bench.risk.draws,
            seed=bench.risk.seed,
            quantiles=bench.risk.quantiles,
        ),
    }
    found = ", ".join(f"{name} {milliseconds(job, RUNS):.1f}" for name, job in work.items())
    return [
        f"workbench, {INNOVATIONS} innovations, median ms: {found}",
        f"read, scored, planned, rehearsed: median {_all(own, book):.0f} ms (target 2000)",
        f"an edit on the page: median {milliseconds(_edit(own), RUNS):.0f} ms (target 300)",
    ]


def _all(own: Portfolio, book: Rulebook) -> float:
    words = load_words("id")
    data, efforts = make_template(book, words, portfolio=own), cached_workbench().efforts

    def work() -> None:
        read = read_workbook(data, cached_rulebook, words).portfolio
        score_portfolio(read, book)
        plan(read, book, efforts, target=Decimal(80))
        rehearse(read, book, TODAY)

    return milliseconds(work, RUNS)


def _edit(own: Portfolio) -> Callable[[], object]:
    """Return an edit of one level on the page, a changed one each time."""
    at = open_page("cek_mandiri")
    at.file_uploader(key="cek_mandiri_file").upload("team.json", portfolio_bytes(own)).run()
    open_part(at, "isi")
    held: session.Held = at.session_state[session.HELD]
    levels = iter(range(1_000_000))

    def edit() -> object:
        changed = {0: {"claimed": next(levels) % 4}}
        at.session_state[f"cek_mandiri_spd_{held.round}"] = {
            "edited_rows": changed,
            "added_rows": [],
            "deleted_rows": [],
        }
        return at.run()

    return edit
