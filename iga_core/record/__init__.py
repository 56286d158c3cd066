"""WHAT HAPPENED: claims with sources, the checks, the written rule from claims to one view."""

from iga_core.record.checking import check
from iga_core.record.coverage import (
    NOT_ASSESSED,
    SCORED,
    STATES,
    UNKNOWN,
    coverage_by_year,
)
from iga_core.record.ids import IdReading, mint_award_id, read_id
from iga_core.record.lookup import (
    FoundRow,
    RowIndex,
    alias_row,
    region_row,
    statistic_row,
    year_row,
)
from iga_core.record.received import RECEIVED, AwardStanding, received, standing_of
from iga_core.record.rows import Row, rows_of
from iga_core.record.store import Record, load_record
from iga_core.record.transaction import UnfinishedChangeError, recover
from iga_core.record.version import Version, data_version
from iga_core.record.violation import BrokenDataError, Violation, describe

__all__ = [
    "NOT_ASSESSED",
    "RECEIVED",
    "SCORED",
    "STATES",
    "UNKNOWN",
    "AwardStanding",
    "BrokenDataError",
    "FoundRow",
    "IdReading",
    "Record",
    "Row",
    "RowIndex",
    "UnfinishedChangeError",
    "Version",
    "Violation",
    "alias_row",
    "check",
    "coverage_by_year",
    "data_version",
    "describe",
    "load_record",
    "mint_award_id",
    "read_id",
    "received",
    "recover",
    "region_row",
    "rows_of",
    "standing_of",
    "statistic_row",
    "year_row",
]
