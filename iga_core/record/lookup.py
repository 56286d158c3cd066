"""From an address to one row: every number that a page shows names the row it was read from.

Rows with an id are addressed by it. Rows without one are addressed by their key:
``wilayah-11.71`` (a region), ``nama-12.12-Toba_Samosir`` (another name of it), ``tahun-2020``
(the governments of an award year) and ``statistik-T14-11.71-2024-ipm_sp2020`` (one public
statistic).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from iga_core.record.ids import read_id
from iga_core.record.rows import Row, rows_of
from iga_core.record.store import Record

ROW_TABLES = (
    "awards", "results", "national", "lists", "region_facts", "corrections", "disputes",
    "categories", "category_lists", "season",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One row. ``sources``: ids per column ("" = the whole row); ``retired``: why an id moved."""

    id: str
    table: str
    row: Row
    sources: Mapping[str, tuple[str, ...]]
    retired: str = ""


def region_row(code: str) -> str:
    """Return the address of a region's row."""
    return f"wilayah-{code}"


def alias_row(code: str, alias: str) -> str:
    """Return the address of the row of another name of a region, in signs an address keeps."""
    return f"nama-{code}-{re.sub(r'[^A-Za-z0-9.-]', '_', alias)}"


def year_row(year: int) -> str:
    """Return the address of the row that counts the governments of a year."""
    return f"tahun-{year}"


def statistic_row(series_id: str, region_code: str, year: int, measure: str) -> str:
    """Return the address of one public statistic."""
    return f"statistik-{series_id}-{region_code}-{year}-{measure}"


class RowIndex:
    """All rows of a record, to be looked up. Build once."""

    def __init__(self, record: Record) -> None:
        """Index ``record``'s tables by id; statistics are searched when asked for."""
        self._record = record
        tables = record.tables
        self.table_of = {str(i): name for name in ROW_TABLES for i in tables[name]["id"]}
        self._keyed = {
            "wilayah": ("regions", {str(r["code"]): r for r in rows_of(tables["regions"])}),
            "nama": (
                "aliases",
                {
                    alias_row(str(r["code"]), str(r["alias"])).partition("-")[2]: r
                    for r in rows_of(tables["aliases"])
                },
            ),
            "tahun": ("award_years", {str(r["year"]): r for r in rows_of(tables["award_years"])}),
        }
        self._by_id: dict[str, dict[str, Row]] = {}
        self._columns: dict[str, dict[str, tuple[str, ...]]] = {}
        for row in rows_of(tables["column_sources"]):
            found = self._columns.setdefault(row["table"], {})
            found[row["column"]] = tuple(row["source_ids"].split())

    def find(self, wanted: str) -> FoundRow | None:
        """Return the row at an address, following retired ids; None for an unknown one."""
        reading = read_id(wanted, frozenset(self.table_of), self._record.tables["retired_ids"])
        if reading.status != "unknown":
            return self._with_id(reading.id, reading.reason)
        kind, _, key = wanted.partition("-")
        if kind in self._keyed:
            table, rows = self._keyed[kind]
            row = rows.get(key)
            return FoundRow(wanted, table, row, self._columns.get(table, {})) if row else None
        return self._statistic(wanted, key) if kind == "statistik" else None

    def _with_id(self, row_id: str, reason: str) -> FoundRow:
        table = self.table_of[row_id]
        if table not in self._by_id:
            self._by_id[table] = {r["id"]: r for r in rows_of(self._record.tables[table])}
        row = self._by_id[table][row_id]
        ids = tuple(str(row.get("source_ids", "")).split())
        return FoundRow(row_id, table, row, {"": ids}, reason)

    def _statistic(self, wanted: str, key: str) -> FoundRow | None:
        parts = key.split("-", 3)
        if len(parts) != 4 or not parts[2].isdecimal():
            return None
        series_id, code, year, measure = parts
        table = self._record.tables["statistics"]
        chosen = table[
            (table["region_code"] == code)
            & (table["year"] == int(year))
            & (table["series_id"] == series_id)
            & (table["measure"] == measure)
        ]
        series = self._record.tables["series"].set_index("id")
        if chosen.empty:
            return None
        source = (str(series.at[series_id, "source_id"]),)
        return FoundRow(wanted, "statistics", rows_of(chosen)[0], {"": source})
