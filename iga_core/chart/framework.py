"""The lines of a year's rules with their points, and how much of them is seen of a government."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal

from iga_core.language import Words
from iga_core.rules import CountedValue, Indicator, Rulebook, StatisticLine


@dataclass(frozen=True, slots=True)
class PointLine:
    """A line: ``most`` its points as a share of the largest line's (None: not known).

    ``reached``: the share of them that is seen (None: not seen from outside); ``value``: in words;
    ``note``: how its points are counted, where not by levels.
    """

    name: str
    href: str
    value: str
    most: float | None = None
    reached: float | None = None
    note: str = ""
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class PointGroup:
    """The lines of a variable; ``total``: their points in words ("": not all are known)."""

    label: str
    total: str
    lines: tuple[PointLine, ...]


@dataclass(frozen=True, slots=True)
class PointPart:
    """A part of all points, from ``low`` on; positions are shares of the whole."""

    label: str
    low: float


@dataclass(frozen=True, slots=True)
class Framework:
    """All points of a year in one bar, and its lines by aspect and variable.

    ``parts``: () where they are not known. ``reached``, ``seen``: shares of all points.
    """

    said: str
    parts: tuple[PointPart, ...]
    reached: float
    seen: float
    aspects: tuple[tuple[PointGroup, ...], ...]


Address = Callable[[Indicator | CountedValue], str]


def framework(
    book: Rulebook,
    seen: Mapping[str, StatisticLine],
    lines: Collection[str],
    words: Words,
    address: Address,
    chosen: str = "",
) -> Framework:
    """Return the lines of ``book`` whose codes are in ``lines``, in printed order.

    ``seen``: by code, what public figures show of a government; ``chosen``: the line that is open.
    """
    tops = [line.most for line in book.lines if line.most is not None]
    largest = max(tops, default=Decimal(1))

    def made(line: Indicator) -> PointLine:
        own = seen.get(line.code)
        value = "" if line.most is None else words.figure(line.most)
        reached = None
        if own is not None and own.points is not None:
            reached = float(own.points / own.max_points)
            value = f"{words.printed(own.points)} / {words.printed(own.max_points)}"
        return PointLine(
            f"{line.no} {words.glossed('line', line.name)}".strip(),
            address(line),
            value,
            None if line.most is None else float(line.most / largest),
            reached,
            chosen=line.code == chosen,
        )

    together: dict[str, dict[str, list[Indicator]]] = {}
    for line in book.lines:
        if line.code in lines:
            together.setdefault(line.aspect, {}).setdefault(line.variable, []).append(line)
    aspects = [
        [
            PointGroup(
                words.glossed("variable", variable), _total(group, words), tuple(map(made, group))
            )
            for variable, group in variables.items()
        ]
        for variables in together.values()
    ]
    if book.count.most is not None and book.count.code in lines:
        note = words(
            "kriteria.count_short",
            points=words.printed(book.count.points.known()),
            cap=words.number(book.count.cap.known()),
        )
        name = f"{book.count.no} {words.glossed('line', book.count.name)}".strip()
        value, open_ = words.figure(book.count.most), book.count.code == chosen
        own = PointLine(name, address(book.count), value, note=note, chosen=open_)
        aspects = aspects or [[]]
        aspects[-1].append(PointGroup("", "", (own,)))
    total = book.maxima.total.value
    known = [line for line in seen.values() if line.points is not None]
    whole = float(total or 1)
    return Framework(
        words("kriteria.framework", year=book.year),
        _parts(book, words) if total else (),
        sum(float(line.points or 0) for line in known) / whole,
        sum(float(line.max_points) for line in known) / whole,
        tuple(map(tuple, aspects)),
    )


def _total(lines: Collection[Indicator], words: Words) -> str:
    found = [line.most for line in lines if line.most is not None]
    return words.figure(sum(found, Decimal(0))) if len(found) == len(lines) else ""


def _parts(book: Rulebook, words: Words) -> tuple[PointPart, ...]:
    """Return the parts of all points; () where one of them is not known."""
    names, low, parts = ("spd", "maturity", "count"), Decimal(0), []
    total = book.maxima.total.known()
    for name in names:
        most = getattr(book.maxima, name).value
        if most is None:
            return ()
        label = f"{words(f'kriteria.part_{name}')} {words.figure(most)}"
        parts.append(PointPart(label, float(low / total)))
        low += most
    return tuple(parts)
