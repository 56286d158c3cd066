"""The year a view opens on: one for what is known of the past, one for what is being prepared."""

from __future__ import annotations

from collections.abc import Iterable

from iga_core.record import Record


def results_year(record: Record) -> int:
    """Return the newest year with an index result or an award of IGA."""
    awards = record.tables["awards"]
    given = awards.loc[awards["programme"] == "IGA", "year"]
    return max(int(year) for years in (given, record.tables["results"]["year"]) for year in years)


def preparing_year(record: Record, rule_years: Iterable[int]) -> int:
    """Return the season being entered: the first year with rules on file after the newest results.

    ``rule_years``: years with rules on file. Where none of them is later, the year of the results.
    """
    newest = results_year(record)
    return min((year for year in rule_years if year > newest), default=newest)
