"""All that the record holds on chosen governments, as one workbook with its sources."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from iga_core.analysis.awards import ListCount
from iga_core.analysis.recipients import Recipients
from iga_core.language import Words
from iga_core.publish.workbook import (
    Sheet,
    described,
    dictionary_head,
    frame_sheet,
    sources_named,
    workbook,
)
from iga_core.record import AwardStanding, Record
from iga_core.record.version import Version

# the tables that name a government, and the column that names it; in the order of the sheets
NAMED_IN = {
    "awards": "region_code",
    "results": "region_code",
    "region_facts": "region_code",
    "disputes": "region_codes",
    "statistics": "region_code",
    "national": "region_code",
    "regions": "code",
}
YEAR_COLUMNS = (
    "year",
    "region_code",
    "region_name",
    "received",
    "own_claims",
    "absence",
    "complete_lists",
    "open_lists",
)
# how we read texts, and where our own tile map puts squares: nothing known of a government
INTERNAL = frozenset({"aliases", "tiles", "province_labels"})


def _naming(frame: pd.DataFrame, column: str, wanted: frozenset[str]) -> pd.DataFrame:
    """Return the rows of ``frame`` whose ``column`` (values with spaces between) names any."""
    named = [not wanted.isdisjoint(text.split()) for text in frame[column]]
    return frame.loc[pd.Series(named, index=frame.index, dtype=bool)]


def tables_of(record: Record, codes: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Return every table's rows on the governments ``codes``, in the order of the sheets.

    Beside the rows that name them: what was corrected in those rows, the statistics' series, the
    sources of the columns of ``regions``, and every source that any of these rows cites.
    """
    wanted = frozenset(codes)
    tables = {
        name: _naming(record.tables[name], column, wanted) for name, column in NAMED_IN.items()
    }
    ids = frozenset(i for frame in tables.values() if "id" in frame for i in frame["id"])
    tables["corrections"] = _naming(record.tables["corrections"], "row_id", ids)
    series = record.tables["series"]
    tables["series"] = series[series["id"].isin(set(tables["statistics"]["series_id"]))]
    columns = record.tables["column_sources"]
    tables["column_sources"] = columns[columns["table"] == "regions"]
    cited = [text for f in tables.values() if "source_ids" in f for text in f["source_ids"]]
    tables["sources"] = sources_named(record, [*cited, *tables["series"]["source_id"]])
    return tables


def _with_names(record: Record, frame: pd.DataFrame) -> pd.DataFrame:
    """Return ``frame`` with the government's name behind its code."""
    if "region_code" not in frame:
        return frame
    names = [record.register.get(code).name for code in frame["region_code"]]
    shown = frame.copy()
    shown.insert(list(frame.columns).index("region_code") + 1, "region_name", names)
    return shown


def _award_years(record: Record, codes: Sequence[str], words: Words) -> Sheet:
    """Return a row per government and award year: received, claimed, or what its absence means.

    IGA only; years in which the government did not exist yet, or takes no part, are left out.
    """
    recipients = Recipients(record)

    def levels(code: str, year: int, standing: AwardStanding) -> str:
        return "; ".join(row["level"] for row in recipients.rows(code, year, standing=standing))

    def names(counts: Iterable[ListCount]) -> str:
        return "; ".join(f"{count.category} {count.level}" for count in counts)

    rows = []
    for code in codes:
        region = record.register.get(code)
        for year in record.award_years:
            if not region.autonomous or (region.participates_from or 0) > year:
                continue
            absence, received = recipients.absence(code, year), levels(code, year, "received")
            rows.append(
                [
                    year,
                    code,
                    region.name,
                    received,
                    levels(code, year, "own_claim"),
                    "" if received else words(f"dossier.absence_{absence.state}"),
                    names(absence.complete),
                    names(absence.open),
                ]
            )
    return Sheet(words("dossier.sheet_years"), YEAR_COLUMNS, rows)


def dossier(
    record: Record,
    codes: Sequence[str],
    words: Words,
    *,
    title: str,
    address: str,
    version: Version,
) -> bytes:
    """Return all that ``record`` holds on the governments ``codes`` as XLSX.

    A sheet per table (numbers as numbers, codes as text, unknown empty, text never a formula),
    sources, dictionary, version. ``address``: of the view it was taken from. Raises
    RegionNotFoundError for a code that no government has.
    """
    names = ", ".join(record.register.get(code).name for code in codes)
    sheets, meanings = [], []
    for name, frame in tables_of(record, codes).items():
        sheet = frame_sheet(words(f"dossier.sheet.{name}"), _with_names(record, frame))
        sheets.append(sheet)
        table = record.schema.tables[name]
        meanings += [[sheet.name, *row] for row in described(table, sheet.head, words)]
        if name == "awards":
            sheets.append(_award_years(record, codes, words))
            meanings += [
                [sheets[-1].name, column, words(f"dossier.column.{column}"), ""]
                for column in YEAR_COLUMNS
            ]
    head = [words("dossier.sheet_name"), *dictionary_head(words)]
    sheets.append(Sheet(words("download.sheet.dictionary"), head, meanings))
    about = [
        (words("download.title"), title),
        (words("dossier.governments"), names),
        (words("download.version"), str(version)),
        (words("download.address"), address),
        (words("download.caution_label"), words("dossier.caution")),
    ]
    pair = (words("download.name"), words("download.value"))
    sheets.append(Sheet(words("download.sheet.version"), pair, about))
    return workbook(sheets, title=title, day=version.date)
