"""The declaration of all tables (``data/schema``) read as strictly as the tables it declares."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pandas as pd

from iga_core.record.cells import LISTS, PATTERNS, check_cells, check_keys, check_links
from iga_core.record.declaration import FILES, Column, Declared, Schema, Table
from iga_core.record.reading import FIRST_ROW, read_table
from iga_core.record.rows import Row, rows_of
from iga_core.record.violation import BrokenDataError, Violation

NUMBERS = frozenset({"int", "decimal"})
_PATH = re.compile(r"[a-z_]+/[a-z_]+\.csv")
_TYPES, _YES_NO = "column_type", "yes_no"
# name -> key; then name -> type, whether it must be filled, vocabulary, link
_KEYS = {
    "tables": ("table",),
    "columns": ("table", "column"),
    "vocabularies": ("vocabulary", "value"),
}
_COLUMNS: dict[str, dict[str, tuple[str, bool, str, str]]] = {
    "tables": {
        "table": ("text", True, "", ""),
        "path": ("text", True, "", ""),
        "key": ("text", True, "", ""),
        "description": ("text", True, "", ""),
    },
    "columns": {
        "table": ("text", True, "", "tables.table"),
        "column": ("text", True, "", ""),
        "type": ("word", True, _TYPES, ""),
        "required": ("word", True, _YES_NO, ""),
        "vocabulary": ("text", False, "", "vocabularies.vocabulary"),
        "minimum": ("decimal", False, "", ""),
        "maximum": ("decimal", False, "", ""),
        "unit": ("text", False, "", ""),
        "links_to": ("text", False, "", ""),
        "description": ("text", True, "", ""),
        "empty_means": ("text", False, "", ""),
    },
    "vocabularies": {
        "vocabulary": ("text", True, "", ""),
        "value": ("text", True, "", ""),
        "position": ("int", True, "", ""),
    },
}


def _own() -> Schema:
    """Return what the three files of the declaration must look like themselves."""
    tables = {
        name: Table(
            name=name,
            path=FILES[name],
            key=_KEYS[name],
            description=name,
            columns=tuple(
                Column(name, column, kind, needed, words, None, None, "", link, column, "")
                for column, (kind, needed, words, link) in columns.items()
            ),
        )
        for name, columns in _COLUMNS.items()
    }
    vocabularies = {_TYPES: tuple(PATTERNS), _YES_NO: ("yes", "no")}
    return Schema(Declared("tables", tables), Declared("vocabularies", vocabularies))


def _cells_sound(schema: Schema, frames: Mapping[str, pd.DataFrame]) -> Iterator[Violation]:
    """Yield what is wrong with single cells and rows of the declaration."""
    for name, table in schema.tables.items():
        yield from check_cells(table, frames[name], schema)
        yield from check_keys(table, frames[name])
        yield from check_links(table, frames)


def _at(name: str, place: int, column: str, value: str, rule: str, **details: object) -> Violation:
    return Violation(FILES[name], place + FIRST_ROW, column, value, rule, details)


def _tables_hold(tables: list[Row], names: Mapping[str, Mapping[str, Row]]) -> Iterator[Violation]:
    """A table has a file of its own below ``data/``, columns, and a key that is among them."""
    paths = [row["path"] for row in tables]
    for place, row in enumerate(tables):
        own = names.get(row["table"], {})
        if not own:
            yield _at("tables", place, "table", row["table"], "no_columns")
        elif not set(row["key"].split(" ")) <= set(own):
            yield _at("tables", place, "key", row["key"], "vocabulary", allowed=", ".join(own))
        if not _PATH.fullmatch(row["path"]):
            yield _at("tables", place, "path", row["path"], "table_path")
        elif row["path"] in paths[:place]:
            yield _at("tables", place, "path", row["path"], "duplicate")


def _columns_hold(
    columns: list[Row], names: Mapping[str, Mapping[str, Row]]
) -> Iterator[Violation]:
    """What a column's type asks for is declared and nothing else; what it links to exists.

    A number has limits, a word its vocabulary, a cell that may be empty what that means.
    """
    for place, row in enumerate(columns):
        kind = row["type"]
        asked = {
            "minimum": kind in NUMBERS,
            "maximum": kind in NUMBERS,
            "vocabulary": kind == "word",
            "empty_means": row["required"] == "no",
        }
        for column, filled in asked.items():
            if filled and not row[column]:
                yield _at("columns", place, column, "", "declared_filled", type=kind)
            elif row[column] and not filled:
                yield _at("columns", place, column, row[column], "declared_empty", type=kind)
        if row["links_to"]:
            table, _, column = row["links_to"].partition(".")
            target = names.get(table, {}).get(column)
            if target is None:
                yield _at(
                    "columns", place, "links_to", row["links_to"], "broken_link", target="columns"
                )
            elif kind != "word" and LISTS.get(kind, kind) != target["type"]:
                yield _at("columns", place, "type", kind, "link_type", expected=target["type"])


def _words_hold(words: list[Row]) -> Iterator[Violation]:
    """The words of a vocabulary are numbered in the order in which they stand."""
    seen: dict[str, int] = {}
    for place, row in enumerate(words):
        expected = seen[row["vocabulary"]] = seen.get(row["vocabulary"], 0) + 1
        if row["position"] != str(expected):
            yield _at(
                "vocabularies", place, "position", row["position"], "position", expected=expected
            )


def _number(text: str) -> float | None:
    return float(text) if text else None


def load_schema(folder: Path) -> Schema:
    """Read and check the declaration in ``folder`` (``data/schema``).

    Raises BrokenDataError with every violation in it; rules between its cells run on sound ones.
    """
    own = _own()
    frames: dict[str, pd.DataFrame] = {}
    violations: list[Violation] = []
    for name, table in own.tables.items():
        frames[name], unreadable = read_table(table, folder.parent)
        violations += unreadable
    violations = violations or list(_cells_sound(own, frames))
    tables, columns, words = (rows_of(frames[name]) for name in FILES)
    names: dict[str, dict[str, Row]] = {}
    for row in columns:
        names.setdefault(row["table"], {})[row["column"]] = row
    if not violations:
        violations += _tables_hold(tables, names)
        violations += _columns_hold(columns, names)
        violations += _words_hold(words)
    if violations:
        raise BrokenDataError(violations)
    vocabularies: dict[str, tuple[str, ...]] = {}
    for row in words:
        vocabularies[row["vocabulary"]] = (*vocabularies.get(row["vocabulary"], ()), row["value"])
    declared = {
        row["table"]: Table(
            name=row["table"],
            path=row["path"],
            key=tuple(row["key"].split(" ")),
            description=row["description"],
            columns=tuple(map(_column, names[row["table"]].values())),
        )
        for row in tables
    }
    return Schema(Declared("tables", declared), Declared("vocabularies", vocabularies))


def _column(row: Row) -> Column:
    return Column(
        table=row["table"],
        name=row["column"],
        type=row["type"],
        required=row["required"] == "yes",
        vocabulary=row["vocabulary"],
        minimum=_number(row["minimum"]),
        maximum=_number(row["maximum"]),
        unit=row["unit"],
        links_to=row["links_to"],
        description=row["description"],
        empty_means=row["empty_means"],
    )
