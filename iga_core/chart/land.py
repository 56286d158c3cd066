"""Maps of what the record says: how a class is marked, where a mark stands, which are named."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import get_args

from iga_core.analysis.mapping import (
    NOT_LISTED,
    OWN_CLAIM,
    PARTLY,
    YEARS,
    MapFacts,
    MapView,
    RegionValue,
)
from iga_core.chart.look import look, ramp
from iga_core.chart.model import Anchor, Frame, Key, LandMap, Sign, Spot, Tile, Tiles
from iga_core.geo.box import COUNTRY, Box, Place
from iga_core.geo.positions import Standing
from iga_core.record import NOT_ASSESSED, UNKNOWN

TOKENS = {"level": "level", "predicate": "predicate", "coverage": "state"}
"""The section of ``look.toml`` with the marks of a measure; a measure without one has the ramp."""
QUIET: dict[str, Sign] = {
    UNKNOWN: Sign("dot"), NOT_LISTED: Sign("dash"), PARTLY: Sign("dash")
}  # fmt: skip
"""What carries no answer."""
RADIUS, SMALLEST, LARGEST = 4.0, 3.0, 6.0  # pixels: of a mark, of the ends of the ramp
GROWN = 1.45  # marks of a larger frame are so much larger
WIDE, LETTER, LINE = 880, 7.2, 15  # pixels a frame takes where there is room; of a name's letters


def signs(view: MapView) -> dict[str, Sign]:
    """Return how each class of a map is marked."""
    found = dict(QUIET)
    section = TOKENS.get(view.measure, "")
    tokens = look()[section] if section else {}
    rest = [entry.group for entry in view.legend if entry.group not in (*QUIET, *tokens)]
    ordered = [group for group in rest if group not in (OWN_CLAIM, NOT_ASSESSED)]
    if view.measure != "first":  # the only one whose legend begins low
        ordered.reverse()
    for name, token in tokens.items():
        found.setdefault(name, Sign(token["shape"], RADIUS, (section, name)))
    if view.measure == YEARS:
        for name, token in look()["years"].items():
            found[name] = Sign("circle", token["radius"], ("years", name))
        found[OWN_CLAIM] = replace(found["1"], radius=RADIUS, hollow=True)
    elif not section:
        for place, (name, colour) in enumerate(zip(ordered, ramp(len(ordered)), strict=True)):
            grown = (LARGEST - SMALLEST) * place / max(len(ordered) - 1, 1)
            found[name] = Sign("circle", SMALLEST + grown, colour=colour)
    claimed = look()["award"][OWN_CLAIM]["colour"]
    found.setdefault(OWN_CLAIM, Sign("circle", RADIUS, colour=claimed, hollow=True))
    shape = look()["state"][NOT_ASSESSED]["shape"]
    found[NOT_ASSESSED] = Sign(shape, SMALLEST, ("state", NOT_ASSESSED))
    return found


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a map besides its view.

    ``classes``: the only ones drawn (none: all); ``chosen``: a government, "" none; ``larger``: a
    part drawn a second time, with its label; ``named``: governments whose name stands beside.
    """

    classes: Collection[str] = ()
    chosen: str = ""
    larger: tuple[str, Box] | None = None
    named: Collection[str] = ()


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of a map: what a mark says, its short name, where it leads; the whole in one."""

    spot: Callable[[RegionValue], str]
    name: Callable[[str], str]
    href: Callable[[str], str]
    whole: str


class Maps:
    """Makes maps of views. Build once."""

    def __init__(self, facts: MapFacts, standings: Mapping[str, Standing], land: str) -> None:
        """Place governments by ``standings``; ``land``: the address of the land's drawing."""
        self._facts, self._standings, self._land = facts, standings, land

    def sign(self, view: MapView, value: RegionValue, known: Mapping[str, Sign]) -> Sign:
        """Return a government's mark; of its own claim: that of the level it claims, hollow."""
        sign = known[value.group]
        if value.group != OWN_CLAIM or view.measure != "level":
            return sign
        claims = self._facts.recipients.rows(
            value.code, view.year, programme=view.programme, standing="own_claim"
        )
        level = next(name for name in self._facts.levels if name in {c["level"] for c in claims})
        return replace(known[level], hollow=True)

    def land(
        self, view: MapView, asked: Asked, speech: Speech, keys: Sequence[Key],
        disputed: Collection[str] = (),
    ) -> LandMap:  # fmt: skip
        """Return the land with the marks of a view; ``disputed``: whose level sources differ on."""
        known = signs(view)
        shown = [v for v in view.values if not asked.classes or v.group in asked.classes]
        spots, quiet = [], []
        for value in shown:
            sign, chosen = self.sign(view, value, known), value.code == asked.chosen
            if value.group in QUIET and not chosen:
                quiet.append(value)
                continue
            often = view.measure == YEARS and value.group == max(look()["years"])
            named = chosen or often or value.code in asked.named
            spots.append(
                Spot(
                    value.code, 0, 0, sign, speech.spot(value), speech.href(value.code),
                    text=str(value.value) if often else "",
                    name=speech.name(value.code) if named else "",
                    disputed=value.code in disputed,
                    chosen=chosen,
                )
            )  # fmt: skip
        spots.sort(key=lambda spot: spot.sign.radius)
        boxes = [("", COUNTRY), *([asked.larger] if asked.larger else [])]
        frames = [self._frame(label, box, spots, quiet) for label, box in boxes]
        again = {spot.code for frame in frames[1:] for spot in frame.spots}
        first = frames[0]
        frames[0] = replace(
            first,
            spots=tuple(
                replace(spot, again=True, name="", text="") if spot.code in again else spot
                for spot in first.spots
            ),
        )
        return LandMap(speech.whole, self._land, tuple(keys), tuple(map(_anchored, frames)))

    def _frame(
        self, label: str, box: Box, spots: Sequence[Spot], quiet: Sequence[RegionValue]
    ) -> Frame:
        def at(code: str) -> Place:
            return self._standings[code].place

        left, top = COUNTRY.share((box.west, box.north))
        right, foot = COUNTRY.share((box.east, box.south))
        placed = []
        for spot in spots:
            if box.holds(at(spot.code)):
                x, y = box.share(at(spot.code))
                radius = round(spot.sign.radius * (GROWN if label else 1), 1)
                placed.append(replace(spot, x=x, y=y, sign=replace(spot.sign, radius=radius)))
        inside = [value for value in quiet if box.holds(at(value.code))]
        dots, dashes = (
            tuple(box.share(at(v.code)) for v in inside if QUIET[v.group].shape == shape)
            for shape in ("dot", "dash")
        )
        return Frame(
            label, box.ratio, (left, top, right - left, foot - top), tuple(placed), dots, dashes
        )

    def tiles(self, view: MapView, asked: Asked, speech: Speech, keys: Sequence[Key]) -> Tiles:
        """Return a tile for each government of a view, provinces outlined and named."""
        known = signs(view)
        shown = [v for v in view.values if not asked.classes or v.group in asked.classes]
        cells = {self._standings[v.code].tile: v.code.partition(".")[0] for v in view.values}
        labels = [self._standings[code] for code in sorted(set(cells.values()))]
        left = min(column for column, _ in cells)
        top = min(*(row for _, row in cells), *(int(found.tile[1]) for found in labels))
        tiles = []
        for value in shown:
            column, row = self._standings[value.code].tile
            province = cells[column, row]
            beside = {
                "t": (column, row - 1), "r": (column + 1, row),
                "b": (column, row + 1), "l": (column - 1, row),
            }  # fmt: skip
            edges = "".join(side for side, at in beside.items() if cells.get(at) != province)
            tiles.append(
                Tile(
                    value.code, int(column - left), int(row - top), self.sign(view, value, known),
                    speech.spot(value), speech.href(value.code), edges,
                    value.code == asked.chosen,
                )
            )  # fmt: skip
        return Tiles(
            speech.whole,
            int(max(column for column, _ in cells) - left + 1),
            int(max(row for _, row in cells) - top + 1),
            tuple(keys),
            tuple(tiles),
            tuple((p.tile[0] - left, p.tile[1] - top, p.label) for p in labels),
        )


def _anchored(frame: Frame) -> Frame:
    """Return a frame with each name on the side where it covers least."""
    high = WIDE / frame.ratio
    marks = [(s.code, s.x * WIDE, s.y * high, s.sign.radius) for s in frame.spots]
    taken: list[tuple[float, float, float, float]] = []
    spots = []
    for spot in frame.spots:
        if not spot.name:
            spots.append(spot)
            continue

        def covered(anchor: Anchor, spot: Spot = spot) -> float:
            x0, y0, x1, y1 = _name_box(spot, anchor, high)
            cost = 1000.0 * (x0 < 0 or y0 < 0 or x1 > WIDE or y1 > high)
            for a, b, c, d in taken:
                cost += 100 * (x0 < c and a < x1 and y0 < d and b < y1)
            for code, x, y, r in marks:
                if code != spot.code and x0 < x + r and x - r < x1 and y0 < y + r and y - r < y1:
                    cost += r
            return cost

        best = min(get_args(Anchor), key=covered)
        taken.append(_name_box(spot, best, high))
        spots.append(replace(spot, anchor=best))
    return replace(frame, spots=tuple(spots))


def _name_box(spot: Spot, anchor: Anchor, high: float) -> tuple[float, float, float, float]:
    """Return where a name stands, in pixels."""
    x, y, r = spot.x * WIDE, spot.y * high, spot.sign.radius + 3
    wide = len(spot.name) * LETTER
    left, top = {
        "right": (x + r, y - LINE / 2),
        "left": (x - r - wide, y - LINE / 2),
        "above": (x - wide / 2, y - r - LINE),
        "below": (x - wide / 2, y + r),
    }[anchor]
    return left, top, left + wide, top + LINE
