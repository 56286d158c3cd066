"""One government: what the record holds on it, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from iga_core.record import AwardStanding, Record, Row, rows_of, standing_of
from iga_core.rules import FigureIndex, StatisticFigure


@dataclass(frozen=True, slots=True)
class YearFacts:
    """One government's year: its award rows, the claims on its index, and the values shown first.

    ``claims``: best first. ``shown``: the row of ``Record.view`` (None: nothing on file).
    """

    year: int
    awards: tuple[Row, ...]
    claims: tuple[Row, ...]
    shown: Row | None

    @property
    def empty(self) -> bool:
        """Whether the record holds nothing for this year."""
        return not self.awards and not self.claims

    def awards_of(self, programme: str, standing: AwardStanding = "received") -> list[Row]:
        """Return the award rows of one programme and one standing."""
        return [
            award
            for award in self.awards
            if award["programme"] == programme and standing_of(award) == standing
        ]

    def claim(self, claim_id: str) -> Row:
        """Return one claim; raises KeyError for an id of another government or year."""
        for claim in self.claims:
            if claim["id"] == claim_id:
                return claim
        raise KeyError(claim_id)


@dataclass(frozen=True, slots=True)
class History:
    """Everything on file about one government; ``years`` newest first, empty ones included.

    ``figures``: rows of ``national`` on this government alone; ``corrections``: of its rows.
    """

    code: str
    years: tuple[YearFacts, ...]
    disputes: tuple[Row, ...]
    other_facts: tuple[Row, ...]
    figures: tuple[Row, ...]
    corrections: tuple[Row, ...]

    @property
    def empty(self) -> bool:
        """Whether no award and no result is on file."""
        return all(year.empty for year in self.years)


def _by_region_and_year(rows: list[Row]) -> Mapping[tuple[str, int], list[Row]]:
    grouped: dict[tuple[str, int], list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["region_code"], int(row["year"])].append(row)
    return grouped


def _by_region(rows: list[Row]) -> Mapping[str, list[Row]]:
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        grouped[row["region_code"]].append(row)
    return grouped


def _corrections(record: Record) -> Mapping[str, list[Row]]:
    """Return the corrections by the government whose row was corrected."""
    tables = ("awards", "results", "region_facts")
    owner = {
        str(i): str(code)
        for name in tables
        for i, code in record.tables[name][["id", "region_code"]].itertuples(index=False)
    }
    owner |= {code: code for code in record.tables["regions"]["code"]}
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in rows_of(record.tables["corrections"]):
        if row["row_id"] in owner:
            grouped[owner[row["row_id"]]].append(row)
    return grouped


def build_histories(record: Record) -> dict[str, History]:
    """Return the history of every region by code. Build once: pages then only look up."""
    awards = _by_region_and_year(rows_of(record.tables["awards"]))
    claims = _by_region_and_year(rows_of(record.results))
    shown = _by_region_and_year(rows_of(record.view))
    disputes = rows_of(record.tables["disputes"])
    facts = _by_region(rows_of(record.tables["region_facts"]))
    figures = _by_region(rows_of(record.tables["national"]))
    corrections = _corrections(record)
    about: dict[str, list[Row]] = defaultdict(list)
    for dispute in disputes:
        for code in dispute["region_codes"].split():
            about[code].append(dispute)
    return {
        region.code: History(
            code=region.code,
            years=tuple(
                YearFacts(
                    year=year,
                    awards=tuple(awards.get((region.code, year), ())),
                    claims=tuple(claims.get((region.code, year), ())),
                    shown=next(iter(shown.get((region.code, year), ())), None),
                )
                for year in record.award_years
            ),
            disputes=tuple(about.get(region.code, ())),
            other_facts=tuple(facts.get(region.code, ())),
            figures=tuple(figures.get(region.code, ())),
            corrections=tuple(corrections.get(region.code, ())),
        )
        for region in record.register.regions
    }


FiguresByMeasure = Mapping[str, tuple[StatisticFigure, ...]]


def figures_by_region(index: FigureIndex) -> Mapping[str, FiguresByMeasure]:
    """Return every government's public statistics by measure, newest year first. Build once."""
    grouped: dict[str, dict[str, list[StatisticFigure]]] = defaultdict(lambda: defaultdict(list))
    for figures in index.values():
        for figure in figures:
            grouped[figure.region_code][figure.measure].append(figure)
    return {
        code: {
            measure: tuple(sorted(found, key=lambda f: (-f.year, f.series_id)))
            for measure, found in sorted(measures.items())
        }
        for code, measures in grouped.items()
    }
