"""One government: what the record holds on it, year by year, and what was searched."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from iga_core.record import Record


@dataclass(frozen=True, slots=True)
class YearFacts:
    """One government's year: awards by programme, claims on its index, and the shown values.

    ``shown``: the row of ``Record.view`` (None: nothing on file). ``claims``: best first.
    """

    year: int
    awards: pd.DataFrame
    claims: pd.DataFrame
    shown: pd.Series | None  # type: ignore[type-arg]

    @property
    def empty(self) -> bool:
        """Whether the record holds nothing for this year."""
        return self.awards.empty and self.claims.empty


def year_facts(record: Record, code: str, year: int) -> YearFacts:
    """Return everything on file about ``code`` in ``year``."""
    awards, results, view = record.tables["awards"], record.results, record.view
    row = view[(view["region_code"] == code) & (view["year"] == year)]
    return YearFacts(
        year=year,
        awards=awards[(awards["region_code"] == code) & (awards["year"] == year)],
        claims=results[(results["region_code"] == code) & (results["year"] == year)],
        shown=None if row.empty else row.iloc[0],
    )


def all_years(record: Record, code: str) -> list[YearFacts]:
    """Return the years of ``code``, newest first, also those without anything on file."""
    awards, results = record.tables["awards"], record.results
    mine = awards[awards["region_code"] == code], results[results["region_code"] == code]
    view = record.view[record.view["region_code"] == code]
    shown = {int(row["year"]): row for _, row in view.iterrows()}
    return [
        YearFacts(
            year=year,
            awards=mine[0][mine[0]["year"] == year],
            claims=mine[1][mine[1]["year"] == year],
            shown=shown.get(year),
        )
        for year in record.award_years
    ]


def disputes_about(record: Record, code: str) -> pd.DataFrame:
    """Return the disputes that name ``code``."""
    disputes = record.tables["disputes"]
    return disputes[disputes["region_codes"].str.split().map(lambda codes: code in codes)]


def other_facts(record: Record, code: str) -> pd.DataFrame:
    """Return the other facts on ``code``."""
    facts = record.tables["region_facts"]
    return facts[facts["region_code"] == code]
