"""The national picture of one year: figures with every value that a source prints."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from iga_core.record import Record


@dataclass(frozen=True, slots=True)
class Figure:
    """One national figure. ``rows``: one per value printed; more than one = sources disagree."""

    rows: pd.DataFrame

    @property
    def known(self) -> bool:
        """Whether any source read prints it."""
        return not self.rows.empty

    @property
    def disputed(self) -> bool:
        """Whether sources print different values."""
        return len(self.rows) > 1


def figure(
    record: Record, year: int, metric: str, *, scope: str = "all", predicate: str = ""
) -> Figure:
    """Return the figure ``metric`` of ``year``; empty when no source read prints it."""
    national = record.tables["national"]
    return Figure(
        national[
            (national["year"] == year)
            & (national["metric"] == metric)
            & (national["scope"] == scope)
            & (national["predicate"] == predicate)
            & (national["region_code"] == "")
        ]
    )


def ceremonies(record: Record, year: int, programme: str = "IGA") -> pd.DataFrame:
    """Return the ceremony dates of ``year`` with a source each. Columns: ceremony_on, source_ids."""
    awards = record.tables["awards"]
    mine = awards[(awards["year"] == year) & (awards["programme"] == programme)]
    return mine.groupby("ceremony_on", as_index=False)["source_ids"].first()
