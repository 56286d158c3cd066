"""Tables to take away: CSV, XLSX and JSON of "what I see" and of "everything".

Files hold machine numbers and codes as text. No cell can be run as a formula: in CSV a cell that
begins like one gets an apostrophe (``defused``, undone by ``plain_cell``); in XLSX text is text.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO, StringIO
from typing import Literal, get_args

import pandas as pd
import xlsxwriter

from iga_core.analysis.awards import described_awards
from iga_core.analysis.facets import FACETS, FacetIndex, Selection, option_name
from iga_core.language import Words
from iga_core.publish.citation import permalink
from iga_core.record import Record, Row, rows_of
from iga_core.record.ids import slug
from iga_core.record.version import Version

Form = Literal["csv", "csv_semicolon", "xlsx", "json"]
FORMS: tuple[Form, ...] = get_args(Form)
MIME = {
    "csv": "text/csv",
    "csv_semicolon": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}
SHEETS = ("data", "filters", "sources", "dictionary", "version")
COLUMNS = (
    "id",
    "year",
    "programme",
    "category",
    "level",
    "rank",
    "session",
    "session_basis",
    "region_code",
    "region_name",
    "region_type",
    "province_code",
    "province",
    "ceremony_on",
    "status",
    "source_ids",
    "source_urls",
    "note",
    "permalink",
)
_FORMULA = r"[=+\-@\t\r\n＝＋－＠]"
# at the start of a cell, or behind what another list separator would cut at
_DANGEROUS = re.compile(rf"(^|[;,\t])('*)(?={_FORMULA})")
_DEFUSED = re.compile(rf"(^|[;,\t])'('*)(?={_FORMULA})")
LONGEST_NAME = 120  # characters of a file name
NAMED = 3  # values of one filter written out in a file name
WIDEST = 60  # characters a spreadsheet column is opened with


def defused(text: str) -> str:
    """Put an apostrophe before whatever a spreadsheet could read as a formula."""
    return _DANGEROUS.sub(r"\1'\2", text)


def plain_cell(text: str) -> str:
    """Undo ``defused``: ``plain_cell(defused(text)) == text`` for every text."""
    return _DEFUSED.sub(r"\1\2", text)


@dataclass(frozen=True, slots=True)
class Context:
    """What a file says about itself.

    ``title``: one line; ``filters``: name and value as on screen, none for everything;
    ``address``: of the view. ``subject`` begins the file name.
    """

    subject: str
    title: str
    filters: tuple[tuple[str, str], ...]
    name_parts: tuple[str, ...]
    address: str
    version: Version


@dataclass(frozen=True, slots=True)
class File:
    """A file ready to hand over: ``rows`` of data are in it (a button says how many)."""

    name: str
    mime: str
    data: bytes
    rows: int


def award_table(record: Record, base: str) -> pd.DataFrame:
    """Return all awards as they leave, in the order of the awards table. Build once.

    Columns: ``COLUMNS``; ``year`` and ``rank`` are Int64 (NA = not found), all else text.
    """
    awards = described_awards(record)
    urls = dict(zip(record.tables["sources"]["id"], record.tables["sources"]["url"], strict=True))
    table = awards.assign(
        source_urls=[
            " ".join(filter(None, (urls[i] for i in ids.split()))) for ids in awards["source_ids"]
        ],
        permalink=[permalink(base, award_id) for award_id in awards["id"]],
    )
    return table[list(COLUMNS)]


def sources_of(record: Record, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of ``sources`` that ``rows`` point to, in the order of that table."""
    wanted = {i for ids in rows["source_ids"] for i in ids.split()}
    sources = record.tables["sources"]
    return sources[sources["id"].isin(wanted)]


def _cell(value: object) -> str | int | float | None:
    """Return a plain value; unknown becomes None, a whole number int, never text."""
    if value is None or value is pd.NA:
        return None
    if isinstance(value, str):
        return value
    number = float(str(value))
    if number != number:  # not a number: unknown
        return None
    return int(number) if number.is_integer() else number


def _plain_rows(frame: pd.DataFrame) -> list[dict[str, str | int | float | None]]:
    return [{name: _cell(value) for name, value in row.items()} for row in rows_of(frame)]


def to_csv(frame: pd.DataFrame, separator: str = ",") -> bytes:
    """Return ``frame`` as CSV: UTF-8 with BOM, every formula defused, unknown = empty.

    ``separator``: "," or ";" (what Excel expects with Indonesian settings); numbers keep their
    decimal point either way.
    """
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    writer.writerow([defused(str(name)) for name in frame.columns])
    for row in _plain_rows(frame):
        writer.writerow(
            [defused(v) if isinstance(v, str) else "" if v is None else v for v in row.values()]
        )
    return buffer.getvalue().encode("utf-8-sig")


def to_json(frame: pd.DataFrame, sources: pd.DataFrame, context: Context) -> bytes:
    """Return ``frame`` as JSON with its filters, sources and version; unknown = null."""
    content = {
        "title": context.title,
        "version": str(context.version),
        "address": context.address,
        "filters": dict(context.filters),
        "rows": len(frame),
        "data": _plain_rows(frame),
        "sources": _plain_rows(sources),
    }
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _dictionary_rows(record: Record, columns: Sequence[str], words: Words) -> list[list[str]]:
    """Return name, meaning and meaning of empty per column: from the schema, else our words."""
    declared = {c.name: c for c in record.schema.tables["awards"].columns}
    rows = []
    for name in columns:
        if name in declared:
            column = declared[name]
            empty = words("dictionary.never") if column.required else column.empty_means
            rows.append([name, column.description, empty])
        else:
            rows.append([name, words(f"download.column.{name}"), ""])
    return rows


def _sheet(
    book: xlsxwriter.Workbook, name: str, head: Sequence[str], rows: Sequence[Sequence[object]]
) -> None:
    sheet = book.add_worksheet(name)
    bold = book.add_format({"bold": True})
    for column, title in enumerate(head):
        sheet.write_string(0, column, title, bold)
        width = max([len(title), *(len(str(row[column] or "")) for row in rows[:200])])
        sheet.set_column(column, column, min(width + 2, WIDEST))
    for number, row in enumerate(rows, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(number, column, value)
            elif isinstance(value, int | float):
                sheet.write_number(number, column, value)
    sheet.freeze_panes(1, 0)
    if rows:
        sheet.autofilter(0, 0, len(rows), len(head) - 1)


def to_xlsx(
    frame: pd.DataFrame, sources: pd.DataFrame, context: Context, record: Record, words: Words
) -> bytes:
    """Return ``frame`` as a workbook: data, filters used, sources, dictionary, version.

    Text is written as text whatever it begins with; the same contents give the same bytes.
    """
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(buffer, options)
    day = context.version.date or "2017-01-01"
    book.set_properties({"title": context.title, "created": datetime.fromisoformat(day)})
    names = {sheet: words(f"download.sheet.{sheet}") for sheet in SHEETS}
    data = [list(row.values()) for row in _plain_rows(frame)]
    _sheet(book, names["data"], list(frame.columns), data)
    filters = context.filters or ((words("download.filters"), words("download.everything")),)
    pair = (words("download.name"), words("download.value"))
    _sheet(book, names["filters"], pair, filters)
    cited = [list(row.values()) for row in _plain_rows(sources)]
    _sheet(book, names["sources"], list(sources.columns), cited)
    head = [words(f"dictionary.{name}") for name in ("column", "meaning", "empty")]
    _sheet(book, names["dictionary"], head, _dictionary_rows(record, list(frame.columns), words))
    about = [
        (words("download.title"), context.title),
        (words("download.version"), str(context.version)),
        (words("download.rows"), len(frame)),
        (words("download.address"), context.address),
        (words("download.caution_label"), words("download.caution")),
    ]
    _sheet(book, names["version"], pair, about)
    book.close()
    return buffer.getvalue()


def file_name(context: Context, rows: int, extension: str, words: Words) -> str:
    """Return e.g. ``atlas-iga_penghargaan_2020_kota_sangat-inovatif_25-baris.csv``."""
    head = "_".join(["atlas-iga", slug(context.subject), *map(slug, context.name_parts)])
    tail = f"_{rows}-{slug(words('download.unit'))}.{extension}"
    return head[: LONGEST_NAME - len(tail)].rstrip("-_") + tail


def make_file(
    frame: pd.DataFrame, form: Form, context: Context, record: Record, words: Words
) -> File:
    """Return ``frame`` (rows of ``award_table``) as one file of ``form``.

    A whole-record XLSX takes about 0.1 s: make it when the button is pressed, not before.
    """
    sources = sources_of(record, frame)
    if form == "xlsx":
        data = to_xlsx(frame, sources, context, record, words)
    elif form == "json":
        data = to_json(frame, sources, context)
    else:
        data = to_csv(frame, ";" if form == "csv_semicolon" else ",")
    extension = "csv" if form == "csv_semicolon" else form
    return File(file_name(context, len(frame), extension, words), MIME[form], data, len(frame))


def _name_part(facet: str, chosen: Sequence[str], names: Sequence[str], words: Words) -> str:
    if len(chosen) <= NAMED:
        return "-".join(names)
    return f"{len(chosen)}-{words(f'facet.name.{facet}')}"


def context_of(
    selection: Selection,
    awards: FacetIndex,
    version: Version,
    words: Words,
    *,
    address: str,
    name: str = "",
) -> Context:
    """Return what a file of ``selection`` says about itself. ``name``: the text searched for."""
    filters: list[tuple[str, str]] = []
    parts: dict[str, str] = {}
    for facet in FACETS:
        chosen = selection.chosen(facet)
        if chosen:
            shown = [option_name(facet, value, awards.labels, words) for value in chosen]
            filters.append((words(f"facet.name.{facet}"), ", ".join(shown)))
            parts[facet] = _name_part(facet, chosen, shown, words)
    if selection.codes is not None:
        filters.append((words("facet.name.name"), name))
        parts["name"] = name or words("facet.name.name")
    order = ("programme", "year", "region_type", "category", "level")
    ordered = [parts.pop(facet) for facet in order if facet in parts]
    ordered = list(dict.fromkeys([*ordered, *parts.values()]))
    subject = words("download.subject")
    title = (
        words("download.about", filters="; ".join(f"{k}: {v}" for k, v in filters))
        if filters
        else words("download.about_all")
    )
    return Context(
        subject=subject,
        title=title,
        filters=tuple(filters),
        name_parts=tuple(ordered) or (words("download.all"),),
        address=address,
        version=version,
    )


def read_csv(data: bytes) -> list[Row]:
    """Read a CSV of ours back as text, whichever separator it has; apostrophes are undone."""
    text = data.decode("utf-8-sig")
    separator = ";" if ";" in text.split("\n", 1)[0] else ","
    return [
        {name: plain_cell(cell) for name, cell in row.items()}
        for row in csv.DictReader(StringIO(text, newline=""), delimiter=separator)
    ]
