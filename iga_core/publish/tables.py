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
from io import StringIO
from typing import Literal, get_args

import pandas as pd

from iga_core.analysis.awards import described_awards
from iga_core.analysis.facets import FACETS, FacetCounts, option_name, sentence
from iga_core.analysis.ranking import TYPE_RANK, Rankings
from iga_core.language import Words
from iga_core.publish.citation import permalink
from iga_core.publish.naming import Made
from iga_core.publish.naming import file_name as whole_name
from iga_core.publish.workbook import (
    XLSX,
    Sheet,
    described,
    dictionary_head,
    frame_sheet,
    plain_rows,
    sources_named,
    workbook,
)
from iga_core.record import Record, rows_of, standing_of
from iga_core.record.ids import slug
from iga_core.record.version import Version

FileForm = Literal["csv", "csv_semicolon", "xlsx", "json"]
FORMS: tuple[FileForm, ...] = get_args(FileForm)
MIME = {
    "csv": "text/csv",
    "csv_semicolon": "text/csv",
    "xlsx": XLSX,
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
    "standing",
    "source_ids",
    "source_urls",
    "note",
    "permalink",
)
RANK_COUNTS = (
    "place_first",
    "place_last",
    "scores_known",
    "rank",
    "interval_best",
    "interval_worst",
)
RANK_COLUMNS = (
    "year",
    "region_type",
    "governments",
    "region_code",
    "region_name",
    "score",
    "place_first",
    "place_last",
    "scores_known",
    "rank",
    "rank_state",
    "interval_best",
    "interval_worst",
    "predicate",
    "doubts",
    "result_ids",
    "source_ids",
    "permalink",
)
_FORMULA = r"[=+\-@\t\r\n＝＋－＠]"
# at the start of a cell, or behind what another list separator would cut at
_DANGEROUS = re.compile(rf"(^|[;,\t])('*)(?={_FORMULA})")
_DEFUSED = re.compile(rf"(^|[;,\t])'('*)(?={_FORMULA})")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
NAMED = 3  # values of one filter written out in a file name


def defused(text: str) -> str:
    """Put an apostrophe before whatever a spreadsheet could read as a formula."""
    return _DANGEROUS.sub(r"\1'\2", text)


def plain_cell(text: str) -> str:
    """Undo ``defused``: ``plain_cell(defused(text)) == text`` for every text."""
    return _DEFUSED.sub(r"\1\2", text)


def defused_csv(data: bytes) -> bytes:
    """Return a CSV file (UTF-8, commas) with every formula defused; a plain number is none.

    A file without any formula stays as it is, byte for byte.
    """
    rows = list(csv.reader(StringIO(data.decode("utf-8"), newline="")))
    safe = [[cell if _NUMBER.fullmatch(cell) else defused(cell) for cell in row] for row in rows]
    if safe == rows:
        return data
    buffer = StringIO(newline="")
    csv.writer(buffer, lineterminator="\n").writerows(safe)
    return buffer.getvalue().encode("utf-8")


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
class File(Made):
    """A made file of a table: ``rows`` of data are in it (a button says how many)."""

    rows: int


def award_table(record: Record, base: str) -> pd.DataFrame:
    """Return all awards as they leave, in the order of the awards table. Build once.

    Columns: ``COLUMNS``; ``year`` and ``rank`` are Int64 (NA = not found), all else text.
    ``standing``: what a row counts as (``received`` alone is counted).
    """
    awards = described_awards(record)
    urls = dict(zip(record.tables["sources"]["id"], record.tables["sources"]["url"], strict=True))
    table = awards.assign(
        standing=[standing_of(row) for row in rows_of(awards)],
        source_urls=[
            " ".join(filter(None, (urls[i] for i in ids.split()))) for ids in awards["source_ids"]
        ],
        permalink=[permalink(base, award_id) for award_id in awards["id"]],
    )
    return table[list(COLUMNS)]


def rank_table(record: Record, rankings: Rankings, year: int, kind: str, base: str) -> pd.DataFrame:
    """Return who stands where among the governments of a type in a year, a row each, as it leaves.

    Columns: ``RANK_COLUMNS``; places, ranks and counts are whole numbers, ``score`` index points;
    unknown = empty. ``interval_best`` to ``interval_worst``: the ranks left open to a score
    without a usable rank; ``doubts``: why a score or a rank bounds nothing (see
    ``ranking.RankReason``). Raises KeyError for a year without an index.
    """
    table = rankings.table(year, kind)
    rows = []
    for one in table.standings:
        place, interval, view = one.place, one.interval, one.view
        ids = [view["score_id"], view[f"{TYPE_RANK}_id"], view["predicate_id"]]
        claims = [rankings.claims[i] for i in dict.fromkeys(ids) if i]
        sources = dict.fromkeys(i for claim in claims for i in claim["source_ids"].split())
        doubts = dict.fromkeys(p.reason for p in (*one.problems, *one.rank_problems))
        rows.append(
            {
                "year": year,
                "region_type": kind,
                "governments": table.existing,
                "region_code": one.code,
                "region_name": record.register.get(one.code).name,
                "score": view["score"],
                "place_first": place.first if place else None,
                "place_last": place.last if place else None,
                "scores_known": place.known if place else None,
                "rank": one.rank,
                "rank_state": one.state,
                "interval_best": interval.best.rank if interval else None,
                "interval_worst": interval.worst.rank if interval else None,
                "predicate": view["predicate"],
                "doubts": " ".join(doubts),
                "result_ids": " ".join(claim["id"] for claim in claims),
                "source_ids": " ".join(sources),
                "permalink": f"{base}/peringkat?bagian=peringkat&tahun={year}&jenis={kind}"
                f"&daerah={one.code}",
            }
        )
    frame = pd.DataFrame(rows, columns=list(RANK_COLUMNS))
    whole = dict.fromkeys(RANK_COUNTS, "Int64")
    return frame.astype(whole)


def sources_of(record: Record, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of ``sources`` that ``rows`` point to, in the order of that table."""
    return sources_named(record, rows["source_ids"])


def to_csv(frame: pd.DataFrame, separator: str = ",") -> bytes:
    """Return ``frame`` as CSV: UTF-8 with BOM, every formula defused, unknown = empty.

    ``separator``: "," or ";" (what Excel expects with Indonesian settings); numbers keep their
    decimal point either way.
    """
    buffer = StringIO(newline="")
    writer = csv.writer(buffer, delimiter=separator, lineterminator="\r\n")
    writer.writerow([defused(str(name)) for name in frame.columns])
    for row in plain_rows(frame):
        writer.writerow(
            [defused(v) if isinstance(v, str) else "" if v is None else v for v in row.values()]
        )
    return buffer.getvalue().encode("utf-8-sig")


def as_json(content: object) -> str:
    """Return ``content`` as JSON, whose numbers have no decimals to keep."""
    return json.dumps(content, ensure_ascii=False, indent=1, default=float) + "\n"


def to_json(frame: pd.DataFrame, sources: pd.DataFrame, context: Context) -> bytes:
    """Return ``frame`` as JSON with its filters, sources and version; unknown = null."""
    content = {
        "title": context.title,
        "version": str(context.version),
        "address": context.address,
        "filters": dict(context.filters),
        "rows": len(frame),
        "data": plain_rows(frame),
        "sources": plain_rows(sources),
    }
    return as_json(content).encode()


def to_xlsx(
    frame: pd.DataFrame, sources: pd.DataFrame, context: Context, record: Record, words: Words
) -> bytes:
    """Return ``frame`` as a workbook: data, filters used, sources, dictionary, version."""
    names = {sheet: words(f"download.sheet.{sheet}") for sheet in SHEETS}
    filters = context.filters or ((words("download.filters"), words("download.everything")),)
    pair = (words("download.name"), words("download.value"))
    meanings = described(record.schema.tables["awards"], list(frame.columns), words)
    about = [
        (words("download.title"), context.title),
        (words("download.version"), str(context.version)),
        (words("download.rows"), len(frame)),
        (words("download.address"), context.address),
        (words("download.caution_label"), words("download.caution")),
    ]
    sheets = [
        frame_sheet(names["data"], frame),
        Sheet(names["filters"], pair, filters),
        frame_sheet(names["sources"], sources),
        Sheet(names["dictionary"], dictionary_head(words), meanings),
        Sheet(names["version"], pair, about),
    ]
    return workbook(sheets, title=context.title, day=context.version.date)


def file_name(context: Context, rows: int, extension: str, words: Words) -> str:
    """Return e.g. ``atlas-iga_penghargaan_2020_kota_sangat-inovatif_25-baris.csv``."""
    tail = f"{rows}-{slug(words('download.unit'))}.{extension}"
    return whole_name((context.subject, *context.name_parts), tail)


def make_file(
    frame: pd.DataFrame, form: FileForm, context: Context, record: Record, words: Words
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
    counts: FacetCounts,
    version: Version,
    words: Words,
    *,
    address: str,
    name: str = "",
    question: str = "",
) -> Context:
    """Return what a file of the rows of ``counts`` says about itself, as the page says it.

    ``name``: the text searched for; ``question``: the ready-made question in words.
    """
    filters: list[tuple[str, str]] = []
    parts: dict[str, str] = {}
    if question:
        filters.append((words("penghargaan.preset"), question))
        parts["question"] = question
    for facet in FACETS:
        chosen = counts.selection.chosen(facet)
        if chosen:
            shown = [option_name(facet, value, counts.labels, words) for value in chosen]
            filters.append((words(f"facet.name.{facet}"), ", ".join(shown)))
            parts[facet] = _name_part(facet, chosen, shown, words)
    if counts.selection.codes is not None:
        filters.append((words("facet.name.name"), name))
        parts["name"] = name or words("facet.name.name")
    order = ("question", "programme", "year", "region_type", "category", "level")
    ordered = [parts.pop(facet) for facet in order if facet in parts]
    ordered = list(dict.fromkeys([*ordered, *parts.values()]))
    return Context(
        subject=words("download.subject"),
        title=words("download.about", sentence=sentence(counts, words, question)),
        filters=tuple(filters),
        name_parts=tuple(ordered) or (words("download.all"),),
        address=address,
        version=version,
    )
