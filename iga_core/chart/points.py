"""Points of the criteria that public statistics show, of one government or several."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from iga_core.analysis.criteria import PlacedIndicator
from iga_core.chart.model import Bar, Bars
from iga_core.language import Words
from iga_core.rules import Indicator


def points_bars(
    placed: Sequence[Sequence[PlacedIndicator]],
    who: Sequence[str],
    words: Words,
    address: Callable[[Indicator], str],
) -> tuple[Bars, tuple[Indicator, ...]]:
    """Return a bar per line with a figure, and the lines whose figure was found of nobody.

    ``placed``: the lines of each government of ``who``, in one order; ``address``: of a line.
    """
    bars, unseen = [], []
    for lines in zip(*placed, strict=True):
        line = lines[0].line.line
        if all(one.line.points is None for one in lines):
            unseen.append(line)
            continue
        shares, values = [], []
        for one in lines:
            points, most = one.line.points, one.line.max_points
            shares.append(None if points is None else float(points / most) if most else 0.0)
            reached = words("chart.legend.not_found") if points is None else words.figure(points)
            values.append(f"{reached} / {words.figure(most)}")
        label = f"{line.no} {words.glossed('line', line.name)}".strip()
        bars.append(Bar(label, tuple(shares), tuple(values), address(line)))
    said = words("chart.points_said", names=", ".join(who))
    return Bars(said, tuple(who), tuple(bars)), tuple(unseen)
