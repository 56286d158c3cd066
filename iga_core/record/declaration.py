"""What every table of ``data/`` must look like, as ``data/schema`` declares it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn, TypeVar

from iga_core.record.violation import BrokenDataError, Violation

FILES = {name: f"schema/{name}.csv" for name in ("tables", "columns", "vocabularies")}
"""The files of the declaration below ``data/``."""
V = TypeVar("V")


class Declared(dict[str, V]):
    """What ``data/schema`` declares, by name. Asking for what it lacks raises BrokenDataError."""

    def __init__(self, file: str, held: dict[str, V]) -> None:
        """``file``: the one of ``FILES`` in which such names are declared."""
        super().__init__(held)
        self._file = file

    def __missing__(self, name: str) -> NoReturn:
        """Name what the program reads and nobody declares."""
        raise BrokenDataError([Violation(FILES[self._file], 0, "", name, "undeclared")])


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

    tables: Declared[Table]
    vocabularies: Declared[tuple[str, ...]]
