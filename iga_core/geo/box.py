"""Boxes of the map in degrees, drawn as they are: a degree is as wide as it is high."""

from __future__ import annotations

from collections.abc import Collection
from typing import NamedTuple

Place = tuple[float, float]
"""Longitude and latitude in degrees."""


class Box(NamedTuple):
    """A part of the map, its edges in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def ratio(self) -> float:
        """How many times wider than high."""
        return (self.east - self.west) / (self.north - self.south)

    def holds(self, place: Place) -> bool:
        """Return whether a place lies inside."""
        return self.west < place[0] < self.east and self.south < place[1] < self.north

    def share(self, place: Place) -> Place:
        """Return where a place lies: shares of width and height, from the upper left corner."""
        return (
            (place[0] - self.west) / (self.east - self.west),
            (self.north - place[1]) / (self.north - self.south),
        )


COUNTRY = Box(94.5, -11.3, 141.5, 6.3)
JAVA_BALI = Box(104.95, -8.95, 115.85, -5.6)
"""Where most receivers stand: drawn a second time, four times as large."""
RATIOS = (2.2, 3.4)  # a box around places is so much wider than high, at least and at most
MARGIN = 0.35  # degrees of map around the outermost places


def box_of(places: Collection[Place]) -> Box:
    """Return the box around some places, of a shape that fits a page."""
    longitudes, latitudes = [p[0] for p in places], [p[1] for p in places]
    wide = max(longitudes) - min(longitudes) + 2 * MARGIN
    high = max(latitudes) - min(latitudes) + 2 * MARGIN
    wide, high = max(wide, high * RATIOS[0]), max(high, wide / RATIOS[1])
    x, y = (max(longitudes) + min(longitudes)) / 2, (max(latitudes) + min(latitudes)) / 2
    return Box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
