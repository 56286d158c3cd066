"""Points of the criteria that public statistics show, of one government or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from iga_core.analysis.criteria import PlacedIndicator
from iga_core.chart.model import Bar, Bars
from iga_core.language import Words
from iga_core.rules import Indicator


def points_bar(
    label: str, reached: Sequence[Decimal | None], most: Decimal, words: Words, href: str = ""
) -> Bar:
    """Return the points that each government reached of ``most`` (None: no figure found)."""
    return Bar(
        label,
        tuple(None if one is None else float(one / most) if most else 0.0 for one in reached),
        tuple(
            words("chart.legend.not_found")
            if one is None
            else f"{words.printed(one)} / {words.printed(most)}"
            for one in reached
        ),
        href,
    )


def points_bars(
    placed: Sequence[Sequence[PlacedIndicator]],
    who: Sequence[str],
    words: Words,
    address: Callable[[Indicator], str],
) -> tuple[Bars, tuple[Indicator, ...]]:
    """Return a bar per line with a figure, and the lines whose figure was found of nobody.

    ``placed``: the lines of each government of ``who``, in one order, or () for one that takes no
    part; ``address``: of a line.
    """
    bars, unseen = [], []
    for number, one in enumerate(next(filter(None, placed), ())):
        line = one.line.line
        reached = [lines[number].line.points if lines else None for lines in placed]
        if all(points is None for points in reached):
            unseen.append(line)
            continue
        label = f"{line.no} {words.glossed('line', line.name)}".strip()
        bar = points_bar(label, reached, one.line.max_points, words, address(line))
        said = zip(bar.values, placed, strict=True)
        bars.append(replace(bar, values=tuple(text if own else "" for text, own in said)))
    whole = words("chart.points_said", names=", ".join(who))
    return Bars(whole, tuple(who), tuple(bars)), tuple(unseen)
