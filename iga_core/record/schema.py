"""What every table of ``data/`` must look like. The declaration is data (``data/schema``)."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its type, limits, vocabulary and the table its values must exist in."""

    table: str
    name: str
    type: str
    required: bool
    vocabulary: str
    minimum: float | None
    maximum: float | None
    unit: str
    links_to: str
    description: str
    empty_means: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its file below ``data/``, the columns that identify a row, its columns."""

    name: str
    path: str
    key: tuple[str, ...]
    description: str
    columns: tuple[Column, ...]

    @property
    def column_names(self) -> tuple[str, ...]:
        """Names of the columns in file order."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Schema:
    """All tables and vocabularies of ``data/``."""

    tables: dict[str, Table]
    vocabularies: dict[str, tuple[str, ...]]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _number(text: str) -> float | None:
    return float(text) if text else None


def load_schema(folder: Path) -> Schema:
    """Read the declaration from ``folder`` (``data/schema``)."""
    columns: dict[str, list[Column]] = {}
    for row in _rows(folder / "columns.csv"):
        columns.setdefault(row["table"], []).append(
            Column(
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
        )
    tables = {
        row["table"]: Table(
            name=row["table"],
            path=row["path"],
            key=tuple(row["key"].split()),
            description=row["description"],
            columns=tuple(columns[row["table"]]),
        )
        for row in _rows(folder / "tables.csv")
    }
    vocabularies: dict[str, list[str]] = {}
    for row in _rows(folder / "vocabularies.csv"):
        vocabularies.setdefault(row["vocabulary"], []).append(row["value"])
    return Schema(tables, {name: tuple(values) for name, values in vocabularies.items()})
