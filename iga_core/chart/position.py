"""A portfolio's index on the classes of its year: claimed, verified, what is missing, the reach."""

from __future__ import annotations

from decimal import Decimal

from iga_core.chart.bands import bands_of
from iga_core.chart.model import ClassBand, Point, Ruler, RulerRow, Stretch
from iga_core.language import Words
from iga_core.rules import Rulebook, Verdict

WHOLE = 100
NEAR = 0.03  # to the scale's end: a limit there has no number of its own
ROOM = 0.12  # of the ruler, that a text between two marks needs


def class_ruler(
    verdict: Verdict,
    rulebook: Rulebook,
    words: Words,
    *,
    verified: Decimal | None = None,
    reach: Decimal | None = None,
    estimate: Decimal | None = None,
) -> Ruler:
    """Return the ruler of ``verdict``, with its distance to the next class.

    ``verified``, ``reach``, ``estimate``: indices beside it, None where there is none. Unit: index
    points. A scale without an upper end ends at 100: the index is a share of all points.
    """
    scale = rulebook.scale.known()
    low, high = float(scale.low), float(scale.high or WHOLE)

    def at(index: Decimal) -> float:
        return (float(index) - low) / (high - low)

    def text(index: Decimal) -> str:
        return words.number(index, scale.decimals)

    score, limit = verdict.score, verdict.next_limit
    beside = [
        Point(
            at(index),
            text(index),
            filled,
            small=filled,
            below=True,
            side="left" if at(index) > ROOM else "",
        )
        for index, filled in ((verified, False), (estimate, True))
        if index is not None
    ]
    if reach is not None:
        near = any(abs(at(reach) - point.at) < ROOM for point in beside)
        beside.append(Point(at(reach), "" if near else text(reach), small=True, below=True))
    bands = bands_of(rulebook, high, words, low)
    limits = [
        (band.low, words.number(low + band.low * (high - low), scale.decimals))
        for band in bands[1:]
        if band.low > NEAR
    ]
    missing = None
    if limit is not None:
        far = at(limit) - at(score) > ROOM
        short = words("position.missing", points=text(limit - score)) if far else ""
        missing = Stretch(at(score), at(limit), short)
    said = [words("position.claimed", index=text(score), year=rulebook.year)]
    for name, index in (("verified", verified), ("estimate", estimate), ("reach", reach)):
        if index is not None:
            said.append(words(f"position.{name}", index=text(index)))
    return Ruler(
        "; ".join(said),
        words("position.forecast" if rulebook.forecast else "position.heading", year=rulebook.year),
        bands or (ClassBand(0, 1, ""),),
        ((0.0, words.number(low)), *limits, (1.0, words.number(high))),
        (RulerRow(said[0], (*beside, Point(at(score), text(score))), missing=missing),),
        alone=True,
        forecast=rulebook.forecast,
    )
