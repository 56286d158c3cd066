"""What a comparison is held against: a group of governments, as far as it is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import median

from iga_core.analysis.comparison import JudgedRow
from iga_core.analysis.national import NationalPicture
from iga_core.analysis.sides import Grounds, Measure
from iga_core.numbers import decimals_of, round_half_up
from iga_core.record import received
from iga_core.record.award_levels import ladder
from iga_core.regions import TYPE_CATEGORY

BENCHMARKS = ("provinsi", "jenis", "kelas", "terinovatif", "serupa")
PUBLIC = frozenset({"score", "innovations", "statistic", "population", "area"})
"""Measures of which a median means something."""
MIDDLE_DECIMALS = 2


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A group. ``size``: how many belong to it (None: not known); ``codes``: those on file.

    ``year``: of the class or the awards that make the group, None where no year does.
    ``predicate``: the class that makes it, or "".
    """

    name: str
    codes: tuple[str, ...]
    size: int | None
    year: int | None = None
    predicate: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A group's values on one row that compare with the row's. ``words``: how often each word.

    ``low``, ``high``: of the known values. ``middle``: their median, only when every member of
    the group is known: the middle of a part says nothing about the whole.
    """

    known: int
    size: int | None
    low: Decimal | None = None
    high: Decimal | None = None
    middle: Decimal | None = None
    words: Mapping[str, int] | None = None


def _class_year(grounds: Grounds, code: str, year: int | None) -> tuple[int, str] | None:
    """Return the newest year (or ``year``) with a predicate of ``code``, and the predicate."""
    for wanted in reversed(grounds.index_years):
        if year in (None, wanted):
            (side,) = grounds.sides(Measure("predicate"), wanted, (code,))
            if side.value is not None:
                return wanted, side.text
    return None


def benchmark(
    grounds: Grounds,
    picture: NationalPicture,
    name: str,
    code: str,
    year: int | None,
    peers: tuple[str, ...] = (),
) -> Benchmark:
    """Return the group ``name`` (see ``BENCHMARKS``) around the government ``code``.

    All of one type, as ``code`` is. ``year``: of the class or the awards; None takes the newest
    one on file. ``peers``: the codes that make the group ``serupa``. Raises ValueError for an
    unknown name.
    """
    if name == "serupa":
        return Benchmark(name, peers, len(peers))
    register = grounds.record.register
    region = register.get(code)
    same = tuple(r.code for r in register.regions if r.autonomous and r.type == region.type)
    if name == "jenis":
        return Benchmark(name, same, len(same))
    if name == "provinsi":
        near = tuple(c for c in same if register.get(c).province_code == region.province_code)
        return Benchmark(name, near, len(near))
    if name == "kelas":
        found = _class_year(grounds, code, year)
        if found is None:
            return Benchmark(name, (), None, year)
        wanted, predicate = found
        sides = grounds.sides(Measure("predicate"), wanted, same)
        codes = tuple(s.code for s in sides if s.text == predicate)
        figure = picture.figure(wanted, "predicate_count", region.type, predicate)
        size = int(figure.rows[0]["value"]) if figure.known and not figure.disputed else None
        return Benchmark(name, codes, size, wanted, predicate)
    if name == "terinovatif":
        return _winners(grounds, TYPE_CATEGORY[region.type], year)
    raise ValueError(f"no benchmark {name!r}")


def _winners(grounds: Grounds, category: str, year: int | None) -> Benchmark:
    awards = received(grounds.record.tables["awards"])
    level = ladder(grounds.record.schema)[0]
    listed = awards[
        (awards["programme"] == "IGA")
        & (awards["category"] == category)
        & (awards["level"] == level)
    ]
    wanted = year if year is not None else int(listed["year"].max())
    codes = tuple(sorted(listed.loc[listed["year"] == wanted, "region_code"]))
    count = grounds.lists.get(("IGA", wanted, category, level))
    return Benchmark("terinovatif", codes, count.awarded if count else None, wanted)


def _middle(values: Sequence[Decimal]) -> Decimal:
    """Return the median, with two decimals at most, or as many as the values have."""
    middle = median(values)
    most = max(MIDDLE_DECIMALS, *map(decimals_of, values))
    return round_half_up(middle, min(most, decimals_of(middle)))


def mark(grounds: Grounds, row: JudgedRow, group: Benchmark) -> Mark:
    """Return what is known of ``group`` on ``row``: only values that compare with the row's own.

    ``row`` must compare two governments at least.
    """
    sides = grounds.sides(row.measure, row.year, group.codes)
    own = row.standing.standing
    like = [side for side in sides if side.clear and side.standing == own]
    values = [side.value for side in like if side.value is not None]
    whole = group.size == len(group.codes) == len(values)
    if not values:
        return Mark(0, group.size)
    if row.measure.name not in PUBLIC:
        words = Counter(side.text for side in like)
        return Mark(len(values), group.size, words=words)
    middle = _middle(values) if whole else None
    return Mark(len(values), group.size, min(values), max(values), middle)


def marks(
    grounds: Grounds, rows: Sequence[JudgedRow], groups: Sequence[Benchmark]
) -> tuple[tuple[Mark, ...], ...]:
    """Return a mark per row and group."""
    return tuple(tuple(mark(grounds, row, group) for group in groups) for row in rows)
