"""A government's score among those of its kind, on the classes of that year."""

from __future__ import annotations

from iga_core.analysis.ranking import RankStanding, RankTable
from iga_core.analysis.timemachine import class_spans
from iga_core.chart.bands import bands_of
from iga_core.chart.model import ClassBand, Point, Ruler, RulerRow
from iga_core.language import Words
from iga_core.record import Record
from iga_core.regions import display_name
from iga_core.rules import Rulebook

QUARTERS = (0.0, 0.25, 0.5, 0.75, 1.0)  # of the scale, where its numbers stand


def score_ruler(
    record: Record, table: RankTable, book: Rulebook, code: str, words: Words
) -> Ruler | None:
    """Return every score found of a year and kind, with the one of ``code`` marked (None: none).

    Named besides is who stands next above, under the highest next below. A score that is not final
    is a ring. A scale without an end ends at the highest score found, and has no classes.
    """
    scored = table.scored
    place = next((i for i, standing in enumerate(scored) if standing.code == code), None)
    if place is None:
        return None
    scale = book.scale.known()
    low, scores = float(scale.low), [float(standing.view["score"]) for standing in scored]
    high = max(scores) if scale.high is None else float(scale.high)
    if high <= low:
        return None

    def at(value: float) -> float:
        return (value - low) / (high - low)

    def point(standing: RankStanding, text: str, who: int | None) -> Point:
        share, final = at(float(standing.view["score"])), standing.final is not None
        return Point(share, text, final, who, small=who is None)

    bands = bands_of(book, high, words, low) if scale.high is not None else ()
    beside = scored[place - 1] if place else scored[1] if len(scored) > 1 else None
    points = []
    for standing in scored:
        text, score = "", words.printed(standing.view["score"])
        if standing is beside:
            text = f"{score} {display_name(record.register.get(standing.code))}"
        if standing.code != code:
            points.append(point(standing, text, None))
    points.append(point(scored[place], words.printed(scored[place].view["score"]), 0))
    name = display_name(record.register.get(code))
    kind = words.term("rank_scope", table.kind)
    values = {"known": words.number(len(scored)), "existing": words.number(table.existing)}
    unread = any(not span.predicate for span in class_spans(book)) or not book.classes
    return Ruler(
        words("chart.score_said", name=name, kind=kind, year=table.year),
        words("chart.score_unread" if unread else "chart.score_found", **values),
        bands or (ClassBand(0, 1, ""),),
        tuple((share, words.number(low + share * (high - low))) for share in QUARTERS),
        (RulerRow(name, tuple(points), marked=True),),
        alone=True,
    )
