"""The national picture of one year: figures with every value that a source prints."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal

from iga_core.record import Record, Row, received, rows_of

# year, metric, scope, predicate, level
FigureKey = tuple[int, str, str, str, str]


@dataclass(frozen=True, slots=True)
class NationalFigure:
    """One national figure. ``rows``: one per value printed; more than one = sources disagree."""

    rows: tuple[Row, ...] = ()

    @property
    def known(self) -> bool:
        """Whether any source read prints it."""
        return bool(self.rows)

    @property
    def disputed(self) -> bool:
        """Whether sources print different values."""
        return len(self.rows) > 1


def _by_pillar(figure: NationalFigure) -> dict[str, set[Decimal]]:
    found: dict[str, set[Decimal]] = defaultdict(set)
    for row in figure.rows:
        if row["value"] is not None:
            found[row["pillar"]].add(row["value"])
    return found


@dataclass(frozen=True, slots=True)
class NationalPicture:
    """All national figures, to be looked up; figures on a single government are left out."""

    figures: dict[FigureKey, NationalFigure]
    ceremonies: dict[tuple[int, str], tuple[Row, ...]]

    def figure(
        self, year: int, metric: str, scope: str = "all", predicate: str = "", level: str = ""
    ) -> NationalFigure:
        """Return a figure; one without rows when no source read prints it."""
        return self.figures.get((year, metric, scope, predicate, level), NationalFigure())

    def differing(self) -> tuple[FigureKey, ...]:
        """Return the figures of which sources print different numbers, pillar by pillar."""
        return tuple(
            key
            for key, figure in self.figures.items()
            if any(len(values) > 1 for values in _by_pillar(figure).values())
        )

    def ceremony(self, year: int, programme: str = "IGA") -> tuple[Row, ...]:
        """Return the handover dates of a year, each with the sources of one award."""
        return self.ceremonies.get((year, programme), ())


def build_national_picture(record: Record) -> NationalPicture:
    """Index ``record``'s national figures and ceremonies. Build once."""
    figures: dict[FigureKey, list[Row]] = defaultdict(list)
    for row in rows_of(record.tables["national"]):
        if not row["region_code"]:
            kind = (row["metric"], row["scope"], row["predicate"], row["level"])
            figures[row["year"], *kind].append(row)
    ceremonies: dict[tuple[int, str], dict[str, Row]] = defaultdict(dict)
    for row in rows_of(received(record.tables["awards"])):
        ceremonies[row["year"], row["programme"]].setdefault(row["ceremony_on"], row)
    return NationalPicture(
        {key: NationalFigure(tuple(rows)) for key, rows in figures.items()},
        {key: tuple(days.values()) for key, days in ceremonies.items()},
    )
