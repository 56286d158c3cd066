"""A change of ``data/`` in the making: rows as text, checked as a whole before any file changes."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from io import StringIO
from pathlib import Path

from iga_core.aside import room
from iga_core.language import Words
from iga_core.record.declaration import FILES
from iga_core.record.reading import FIRST_ROW
from iga_core.record.schema import load_schema
from iga_core.record.store import Record, load_record
from iga_core.record.version import data_files
from iga_core.record.violation import BrokenDataError, Violation

TextRow = dict[str, str]
Derive = Callable[[Record, Words], Mapping[str, bytes]]
"""Returns the files that follow from a record: bytes by path relative to ``data/``."""
PAST = frozenset({"date", "partial_date"})  # types of column that only hold days that were


def renewed(folder: Path, contents: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return those of ``contents`` that differ from the files of ``folder``.

    A derived file whose own folder is not there is left out: nothing reads it.
    """
    return {
        name: content
        for name, content in contents.items()
        if (folder / name).parent.is_dir()
        and not ((folder / name).is_file() and (folder / name).read_bytes() == content)
    }


class Draft:
    """The tables of ``folder`` as text, to be added to and changed in memory.

    ``add`` and ``set`` note what changed; ``settled`` says what the checks would say of the result,
    and which files ``transaction.replace_files`` is to replace.
    """

    def __init__(self, folder: Path) -> None:
        """Remember ``folder``; tables are read when first asked for."""
        self.folder = folder
        self.schema = load_schema(folder / "schema")
        self._files: dict[str, tuple[list[str], list[TextRow]]] = {}
        self._changed: set[str] = set()

    def path(self, table: str) -> str:
        """Return the file of ``table`` below the folder. Raises KeyError for an unknown table."""
        return FILES[table] if table == "vocabularies" else self.schema.tables[table].path

    def _file(self, table: str) -> tuple[list[str], list[TextRow]]:
        path = self.path(table)
        if path not in self._files:
            text = (self.folder / path).read_text(encoding="utf-8")
            reader = csv.DictReader(StringIO(text, newline=""), strict=True)
            rows = list(reader)
            self._files[path] = (list(reader.fieldnames or ()), rows)
        return self._files[path]

    def rows(self, table: str) -> list[TextRow]:
        """Return the rows of ``table``, as text, in file order; do not change them here."""
        return self._file(table)[1]

    def add(self, table: str, row: TextRow) -> TextRow:
        """Append ``row``; columns it lacks stay empty. Raises KeyError for an unknown column."""
        names, rows = self._file(table)
        if unknown := sorted(set(row) - set(names)):
            raise KeyError(f"{table} has no columns {unknown}")
        full = {name: row.get(name, "") for name in names}
        rows.append(full)
        self._changed.add(self.path(table))
        return full

    def set(self, table: str, row: TextRow, field: str, value: str) -> None:
        """Change one cell of a row of ``table``. Raises KeyError for an unknown column."""
        if field not in row:
            raise KeyError(f"{table} has no column {field}")
        row[field] = value
        self._changed.add(self.path(table))

    def _bytes(self, path: str) -> bytes:
        names, rows = self._files[path]
        buffer = StringIO(newline="")
        writer = csv.DictWriter(buffer, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        return buffer.getvalue().encode()

    @property
    def changed(self) -> tuple[str, ...]:
        """Paths of the files that would change, sorted."""
        return tuple(sorted(self._changed))

    def settled(
        self, words: Words, derive: Derive, today: date
    ) -> tuple[list[Violation], dict[str, bytes]]:
        """Return the violations the folder would have with this change, or the files to replace.

        The files are the changed tables and every derived file that follows. Takes seconds.
        """
        if not self._changed:
            return [], {}
        changed = {path: self._bytes(path) for path in self.changed}
        with room("draft") as copy:
            for path in data_files(self.folder):
                target = copy / path.relative_to(self.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
            for path_name, content in changed.items():
                (copy / path_name).write_bytes(content)
            try:
                record = load_record(copy)
            except BrokenDataError as error:
                return list(error.violations), {}
        if ahead := list(self._to_come(today)):
            return ahead, {}
        return [], changed | renewed(self.folder, derive(record, words))

    def _to_come(self, today: date) -> Iterator[Violation]:
        """Yield every cell of a changed table that tells of a day or an award year to come."""
        for table in self.schema.tables.values():
            if table.path not in self._changed:
                continue
            days = [column.name for column in table.columns if column.type in PAST]
            if table.name == "award_years":
                days.append("year")
            for number, row in enumerate(self.rows(table.name), FIRST_ROW):
                for name in days:
                    first = row[name].partition("/")[0]
                    if first > today.isoformat()[: len(first)]:
                        yield Violation(table.path, number, name, row[name], "to_come")
