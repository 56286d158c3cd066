"""Check every cell of a table against its declared column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

import pandas as pd

from iga_core.record.declaration import Column, Schema, Table
from iga_core.record.reading import FIRST_ROW
from iga_core.record.violation import Violation

_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
_PARTIAL = rf"(?:\d{{4}}(?:-(?:0[1-9]|1[0-2]))?|{_DAY})"
_CODE = r"\d{2}(?:\.\d{2})?"
_ID = r"[a-z0-9][a-z0-9.-]*"

CREDENTIALS = re.compile(
    r"://[^/\s?#]*@|[?&;#](?:pass(?:word|wd)?|pwd|(?:access_)?token|api_?key|secret)=",
    re.IGNORECASE,
)
"""An address with a name, a password or a key in it: it opens what is closed and is no source."""

PATTERNS = {
    "int": r"-?\d+",
    "decimal": r"-?\d+(?:\.\d+)?",
    "date": _DAY,
    "partial_date": rf"{_PARTIAL}(?:/{_PARTIAL})?",
    "code": _CODE,
    "codes": rf"{_CODE}(?: {_CODE})*",
    "years": r"\d{4}(?: \d{4})*",
    "id": _ID,
    "ids": rf"{_ID}(?: {_ID})*",
    "planned_date": rf"{_PARTIAL}(?:/{_PARTIAL})?",  # may lie ahead
    "url": r"https?://\S+",
    "word": r"\S(?:.*\S)?",
    "text": r"\S(?:.*\S)?",
}
LISTS = {"codes": "code", "ids": "id"}  # several such values in a cell, separated by a space


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _broken(
    column: Column, texts: pd.Series[str], schema: Schema
) -> Iterator[tuple[str, set[str]]]:
    """Yield each rule of ``column`` with those of ``texts``, its different cells, that break it."""
    form = re.compile(PATTERNS[column.type])
    yield f"form_{column.type}", {text for text in texts if text and not form.fullmatch(text)}
    if column.required:
        yield "required", {text for text in texts if not text}
    if column.type in {"url", "text"}:
        yield "credentials", {text for text in texts if CREDENTIALS.search(text)}
    if column.type in {"date", "partial_date", "planned_date"}:
        yield "calendar", {t for t in texts if not all(map(_is_day, re.findall(_DAY, t)))}
    if column.minimum is not None or column.maximum is not None:
        low = float("-inf") if column.minimum is None else column.minimum
        high = float("inf") if column.maximum is None else column.maximum
        numbers = pd.to_numeric(texts, errors="coerce")
        yield "limits", set(texts[(numbers < low) | (numbers > high)])
    if column.vocabulary:
        yield "vocabulary", {*texts} - {*schema.vocabularies[column.vocabulary], ""}


def _details(column: Column, schema: Schema) -> dict[str, object]:
    return {
        "description": column.description,
        "low": "" if column.minimum is None else f"{column.minimum:.12g}",
        "high": "" if column.maximum is None else f"{column.maximum:.12g}",
        "allowed": ", ".join(schema.vocabularies.get(column.vocabulary, ())[:12]),
    }


def check_cells(table: Table, frame: pd.DataFrame, schema: Schema) -> list[Violation]:
    """Return a violation for every rule that a cell breaks, by row, then in the order of columns.

    ``frame``: the table as text, an empty cell as empty text.
    """
    violations = [
        Violation(
            table.path, int(str(index)) + FIRST_ROW, column.name, cell, rule,
            _details(column, schema),
        )
        for column in table.columns
        for rule, wrong in _broken(column, frame[column.name].drop_duplicates(), schema)
        if wrong
        for index, cell in frame[column.name].items()
        if cell in wrong
    ]  # fmt: skip
    return sorted(violations, key=lambda violation: violation.row)


def check_keys(table: Table, frame: pd.DataFrame) -> list[Violation]:
    """Return a violation for every row whose key an earlier row already has."""
    repeated = frame[frame.duplicated(list(table.key))]
    return [
        Violation(
            table.path, int(index) + FIRST_ROW, "+".join(table.key), " ".join(key), "duplicate"
        )
        for index, key in zip(
            repeated.index, repeated[list(table.key)].itertuples(index=False), strict=True
        )
    ]


def check_links(table: Table, frames: Mapping[str, pd.DataFrame]) -> list[Violation]:
    """Return a violation for every value that its target table does not hold."""
    violations = []
    frame = frames[table.name]
    for column in table.columns:
        if not column.links_to:
            continue
        target, _, key = column.links_to.partition(".")
        known = set(frames[target][key])
        cells = frame.loc[frame[column.name] != "", column.name]
        values = cells.str.split(" ").explode() if column.type in LISTS else cells
        for index, value in values[~values.isin(known)].items():
            row = int(str(index)) + FIRST_ROW
            details: dict[str, object] = {"target": target}
            violations.append(
                Violation(table.path, row, column.name, str(value), "broken_link", details)
            )
    return violations


def check_places(table: Table, regions: pd.DataFrame) -> list[Violation]:
    """Return a violation for every region whose code does not begin with its province's."""
    own = (regions["type"] == "provinsi") & (regions["code"] == regions["province_code"])
    inside = (regions["type"] != "provinsi") & (
        regions["code"].str.partition(".")[0] == regions["province_code"]
    )
    return [
        Violation(
            table.path,
            int(str(index)) + FIRST_ROW,
            "province_code",
            str(value),
            "province_of_code",
        )
        for index, value in regions.loc[~(own | inside), "province_code"].items()
    ]


def typed(table: Table, frame: pd.DataFrame) -> pd.DataFrame:
    """Turn checked text into numbers: int -> Int64, decimal -> Decimal (unknown = NA, never 0).

    A Decimal keeps what its cell prints: ``89.50`` has two decimals. A sum over a column of them
    is a matter of ``astype(float)``.
    """
    converted = frame.copy()
    for column in table.columns:
        if column.type == "int":
            numbers = pd.to_numeric(frame[column.name].replace("", None))
            converted[column.name] = numbers.astype("Int64")
        elif column.type == "decimal":
            exact = [Decimal(text) if text else None for text in frame[column.name]]
            converted[column.name] = pd.Series(exact, frame.index, dtype=object)
    return converted
