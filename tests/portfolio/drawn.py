"""Portfolios to try things on: random ones of any kind, and even ones for known figures."""

from decimal import Decimal
from typing import Any

import numpy as np
from hypothesis import strategies as st

from iga_core.declared.rulebook import MissingValue
from iga_core.portfolio import Claim, Efforts, Innovation, Portfolio
from iga_core.rules import Fact, Rulebook, cached_rulebook

BOOK = cached_rulebook(2026)
ONE, TWO, THREE = Decimal(1), Decimal(2), Decimal(3)
EFFORTS = Efforts(  # a test's own, so that a new assumption in data/ changes no test
    unit="hari",
    sid=(ONE, TWO, THREE),
    spd=(Decimal("2.5"), THREE, Decimal(8)),
    bands=(),
    innovation=Decimal(10),
    affair=THREE,
    correction=ONE,
    first_level=1,
)
SPD, SID = BOOK.aspect("SPD"), BOOK.aspect("SID")
SIX = BOOK.basic_services.affairs.known()
ELSEWHERE = "pariwisata"  # an affair that is none of the basic services


def switched(
    *,
    stays: bool = True,
    crossing: bool = False,
    missing: MissingValue = "noted",
    divisor: int = 12,
    required: int = 5,
    book: Rulebook = BOOK,
) -> Rulebook:
    """The rules of 2026 with the readings that are open, and some numbers, switched."""
    counting, services = book.counting, book.basic_services

    def said(fact: Fact[Any], value: object) -> Fact[Any]:
        return fact.model_copy(update={"value": value})

    counts = {
        "rejected_in_divisor": said(counting.rejected_in_divisor, stays),
        "missing_mandatory": said(counting.missing_mandatory, missing),
    }
    covered = {
        "crossing_counts": said(services.crossing_counts, crossing),
        "required": said(services.required, required),
    }
    changes = {
        "divisor": said(book.divisor, divisor),
        "counting": counting.model_copy(update=counts),
        "basic_services": services.model_copy(update=covered),
    }
    return book.model_copy(update=changes)


BOOKS = st.builds(
    switched,
    stays=st.booleans(),
    crossing=st.booleans(),
    missing=st.sampled_from(["noted", "noted", "rejected"]),
    divisor=st.sampled_from([3, 12]),
    required=st.sampled_from([0, 2, 5, 6]),
)


def drawn(seed: int, number: int, sparse: bool = False) -> Portfolio:
    """A portfolio of ``number`` innovations in any state; the same seed, the same portfolio."""
    dice = np.random.default_rng(seed)
    affairs = [*SIX, ELSEWHERE, ""]
    low = 0 if sparse else int(dice.integers(0, 2))

    def levels(codes: list[str]) -> dict[str, Claim]:
        return {
            code: Claim(int(dice.integers(low, 4)), int(dice.integers(0, 4)))
            if dice.random() < 0.2
            else Claim(int(dice.integers(low, 4)))
            for code in codes
            if dice.random() < 0.95
        }

    def innovation(place: int) -> Innovation:
        return Innovation(
            name=f"Inovasi {place + 1}",
            affair=str(dice.choice(affairs)),
            crossing_affairs=tuple(str(a) for a in dice.choice(SIX, int(dice.integers(0, 3)))),
            stage="uji-coba" if dice.random() < 0.1 else "penerapan",
            rejected=bool(dice.random() < 0.15),
            words=int(dice.choice([299, 300, 400, 400])),
            levels=levels([line.code for line in SID]),
        )

    measured = [line for line in SPD if line.has_bands and dice.random() < 0.3]
    values = {line.code: Decimal(int(dice.integers(-60, 200))) / 10 for line in measured}
    return Portfolio(
        spd=levels([line.code for line in SPD if line not in measured]),
        spd_values=values,
        innovations=tuple(innovation(place) for place in range(number)),
    )


PORTFOLIOS = st.builds(drawn, st.integers(0, 2**32), st.integers(0, 30))


def even(n: int, maturity: dict[str, int], affairs: tuple[str, ...] = SIX[:5]) -> Portfolio:
    """``n`` innovations of equal levels, spread over ``affairs``."""
    levels = {code: Claim(level) for code, level in maturity.items()}
    items = (
        Innovation(f"Inovasi {i + 1}", affair=affairs[i % len(affairs)], levels=levels)
        for i in range(n)
    )
    return Portfolio(innovations=tuple(items))
