"""Random portfolios of a year: what a team could hold, for properties."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from iga_core.paths import DATA
from iga_core.portfolio import Claim, Innovation, Portfolio, vocabularies
from iga_core.portfolio.fields import FIELDS, UNSAID, Field
from iga_core.portfolio.file.cells import ERRORS, says_nothing
from iga_core.regions import load_register
from iga_core.rules import Indicator, Rulebook

CODES = sorted(load_register(DATA / "regions").by_code)
# what can stand in a cell and be seen; how others are read is tested by example
SEEN = st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" =+-@'\"<&;,_x")


def texts(least: int = 1) -> st.SearchStrategy[str]:
    kept = st.text(SEEN, min_size=least, max_size=40).map(str.strip)
    return kept.filter(
        lambda text: len(text) >= least and text not in ERRORS and not says_nothing(text)
    )


def claims(line: Indicator) -> st.SearchStrategy[Claim]:
    levels = st.integers(0, line.top)
    return st.builds(Claim, levels, st.none() | levels)


def by_line(lines: tuple[Indicator, ...], values: Any) -> st.SearchStrategy[dict[str, Any]]:  # noqa: ANN401
    return st.fixed_dictionaries({}, optional={line.code: values(line) for line in lines})


def innovations(rulebook: Rulebook) -> st.SearchStrategy[Innovation]:
    words, lines = vocabularies(rulebook), rulebook.aspect("SID")

    kinds: dict[str, st.SearchStrategy[Any]] = {
        "text": texts(0),
        "flag": st.booleans(),
        "day": st.none() | st.dates(date(1950, 1, 1), date(2100, 12, 31)),
        "count": st.none() | st.integers(0, 100_000),
    }

    def values(field: Field) -> st.SearchStrategy[Any]:
        chosen = words.get(field.vocabulary, ())
        if field.kind == "choice":
            return st.sampled_from((UNSAID[field.name], *chosen))
        if field.kind == "choices":
            return st.lists(st.sampled_from(chosen), unique=True, max_size=4).map(tuple)
        return texts() if field.name == "name" else kinds[field.kind]

    return st.builds(
        Innovation,
        **{name: values(field) for name, field in FIELDS.items()},
        levels=by_line(lines, claims),
        evidence=by_line(lines, lambda line: texts()),
        notes=by_line(lines, lambda line: texts()),
    )


@st.composite
def portfolios(draw: st.DrawFn, rulebook: Rulebook) -> Portfolio:
    lines = rulebook.aspect("SPD")
    spd = draw(by_line(lines, claims))

    def numbers(line: Indicator) -> st.SearchStrategy[Decimal]:
        limits = line.possible.known()
        most = Decimal(10_000)
        return st.decimals(
            -most if limits.low is None else limits.low, limits.high or most, places=4
        )

    valued = tuple(line for line in lines if line.has_bands and line.code not in spd)
    return Portfolio(
        region=draw(st.sampled_from(["", *CODES])),
        year=rulebook.year,
        spd=spd,
        spd_values=draw(by_line(valued, numbers)),
        spd_evidence=draw(by_line(lines, lambda line: texts())),
        innovations=tuple(draw(st.lists(innovations(rulebook), max_size=4))),
        name=draw(texts(0)),
        example=draw(st.booleans()),
        agencies=tuple(draw(st.lists(texts(), unique=True, max_size=4))),
    )
