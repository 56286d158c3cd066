"""Reading and writing a workbook of 200 full innovations."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import date
from io import BytesIO
from statistics import median
from time import perf_counter
from zipfile import ZipFile

from iga_core.language import load_words
from iga_core.portfolio import (
    Claim,
    Innovation,
    Portfolio,
    PortfolioError,
    load_portfolio,
    make_template,
    read_workbook,
)
from iga_core.portfolio.agencies.handing import agency_files
from iga_core.rules import cached_rulebook
from tests.portfolio.test_broken_workbooks import REFUSED

INNOVATIONS, YEAR, RUNS = 200, 2026, 9
AGENCIES, EACH = 60, 4


def full_portfolio(number: int = INNOVATIONS) -> Portfolio:
    """Return a portfolio in which every line of every innovation is claimed, verified, proven."""
    lines = [line.code for line in cached_rulebook(YEAR).aspect("SID")]
    item = Innovation(
        name="Inovasi",
        agency="Dinas",
        affair="kesehatan",
        stage="penerapan",
        words=320,
        levels={code: Claim(3, 2) for code in lines},
        evidence={code: f"Bukti untuk {code}" for code in lines},
    )
    items = tuple(replace(item, name=f"Inovasi {n}") for n in range(number))
    return Portfolio(year=YEAR, innovations=items)


def run() -> list[str]:
    """Return one line per measurement: median milliseconds."""
    words, rulebook, portfolio = load_words("id"), cached_rulebook(YEAR), full_portfolio()
    reading, writing = [], []
    for _ in range(RUNS):
        start = perf_counter()
        data = make_template(rulebook, words, portfolio=portfolio)
        middle = perf_counter()
        found = read_workbook(data, cached_rulebook, words)
        reading.append(1000 * (perf_counter() - middle))
        writing.append(1000 * (middle - start))
        if found.portfolio != portfolio:
            raise AssertionError("what was read is not what was written")
    size = f"{INNOVATIONS} full innovations"
    return [
        f"reading a workbook of {size}: median {median(reading):.0f} ms (target 1000)",
        f"writing it: median {median(writing):.0f} ms",
        f"reading the files of {AGENCIES} agencies: {_agencies():.0f} ms (target 3000)",
        f"slowest of the {len(REFUSED)} refused files: {_slowest():.0f} ms (target 3000)",
    ]


def _agencies() -> float:
    """Return the median milliseconds of reading the files of many agencies, a few entries each."""
    words, rulebook = load_words("id"), cached_rulebook(YEAR)
    items = full_portfolio(AGENCIES * EACH).innovations
    named = tuple(replace(item, agency=f"Dinas {n // EACH}") for n, item in enumerate(items))
    made = Portfolio(year=YEAR, innovations=named)
    with ZipFile(BytesIO(agency_files(made, rulebook, words, date(YEAR, 6, 1)))) as archive:
        files = [archive.read(name) for name in archive.namelist()]
    taken = []
    for _ in range(3):
        start = perf_counter()
        for data in files:
            load_portfolio(data, cached_rulebook, words)
        taken.append(1000 * (perf_counter() - start))
    return median(taken)


def _slowest() -> float:
    """Return the milliseconds of the broken file that takes longest to be refused."""
    words, taken = load_words("id"), []
    for make, _ in REFUSED.values():
        data = make()
        start = perf_counter()
        with suppress(PortfolioError):
            read_workbook(data, cached_rulebook, words)
        taken.append(1000 * (perf_counter() - start))
    return max(taken)
