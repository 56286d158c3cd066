"""Where governments of a type stand in a year: their scores on the class bands, their ranks."""

from __future__ import annotations

from collections.abc import Callable

from iga_core.analysis.ranking import RankStanding, RankTable
from iga_core.analysis.timemachine import class_spans
from iga_core.chart.bands import bands_of
from iga_core.chart.model import Point, Ruler, RulerRow, Stretch
from iga_core.language import Words
from iga_core.record import Record
from iga_core.regions import display_name
from iga_core.rules import Rulebook

MARKS = 5  # of a scale


def top_of(table: RankTable, book: Rulebook) -> float:
    """Return where a year's scale of scores ends: its own end, or past the highest on file."""
    high = book.scale.known().high
    if high is not None:
        return float(high)
    reached = [float(s.view["score"]) for s in table.scored]
    return 1.08 * max([*reached, *(span.low for span in class_spans(book, 0.0))])


def _share(rank: int, existing: int) -> float:
    return (rank - 1) / max(1, existing - 1)


def _span(standing: RankStanding, existing: int, words: Words) -> Stretch | None:
    """Return the published rank, or the ranks that are still possible; None: neither is known."""
    if standing.rank is not None:
        at = _share(standing.rank, existing)
        text = words.number(standing.rank)
        if standing.rank_problems:
            text = words("chart.rank_unsure", rank=text)
        return Stretch(at, at, text)
    if standing.interval is None:
        return None
    best, worst = standing.interval.best.rank, standing.interval.worst.rank
    text = words.number(best)
    if best != worst:
        text = words("chart.rank_between", best=text, worst=words.number(worst))
    return Stretch(_share(best, existing), _share(worst, existing), text)


def ranked(
    record: Record,
    table: RankTable,
    book: Rulebook,
    words: Words,
    address: Callable[[str], str],
    chosen: str = "",
) -> Ruler:
    """Return a row per known score, best first; ``chosen``: the government asked about.

    The rank is the printed one, or the span of ranks that printed pairs still leave open. A score
    that is not final is a ring.
    """
    top, existing = top_of(table, book), table.existing
    rows = tuple(
        RulerRow(
            display_name(record.register.get(standing.code)),
            (
                Point(
                    float(standing.view["score"]) / top,
                    words.printed(standing.view["score"]),
                    filled=standing.final is not None,
                    who=0 if standing.code == chosen else None,
                ),
            ),
            address(standing.code),
            _span(standing, existing, words),
            standing.code == chosen,
        )
        for standing in table.scored
    )
    kind = words.term("rank_scope", table.kind)
    places = sorted({1, existing, *(round(existing * part / 4) for part in (1, 2, 3))})
    step = top / MARKS
    return Ruler(
        words(
            "chart.ranked_said",
            known=words.number(len(table.scored)),
            existing=words.number(existing),
            kind=kind,
            year=table.year,
        ),
        words("chart.score_of", year=table.year),
        bands_of(book, top, words),
        tuple((i / MARKS, words.number(i * step)) for i in range(MARKS + 1)),
        rows,
        (
            words("chart.rank_of", existing=words.number(existing), kind=kind),
            tuple((_share(place, existing), words.number(place)) for place in places),
        ),
        words(
            "chart.others",
            number=words.number(existing - len(table.scored)),
            kind=kind,
        )
        if existing > len(table.scored)
        else "",
    )
