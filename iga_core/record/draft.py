"""A change of ``data/`` in the making: rows as text, checked as a whole before any file changes."""

from __future__ import annotations

import csv
import shutil
import tempfile
from io import StringIO
from pathlib import Path

from iga_core.language import Words
from iga_core.record.dictionary import dictionary
from iga_core.record.door import check
from iga_core.record.offence import Offence
from iga_core.record.schema import load_schema
from iga_core.record.transaction import replace_files
from iga_core.record.version import data_files

TextRow = dict[str, str]
VOCABULARIES = "schema/vocabularies.csv"
DICTIONARY = "README.md"


class Draft:
    """The tables of ``folder`` as text, to be added to and changed in memory.

    ``add`` and ``set`` note what changed; ``check`` tells what the door would say of the result;
    ``write`` replaces the changed files, all or none (call it inside ``transaction.changing``).
    """

    def __init__(self, folder: Path) -> None:
        """Remember ``folder``; tables are read when first asked for."""
        self.folder = folder
        self.schema = load_schema(folder / "schema")
        self._files: dict[str, tuple[list[str], list[TextRow]]] = {}
        self._changed: set[str] = set()

    def path(self, table: str) -> str:
        """Return the file of ``table`` below the folder. Raises KeyError for an unknown table."""
        return VOCABULARIES if table == "vocabularies" else self.schema.tables[table].path

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

    def contents(self, words: Words) -> dict[str, bytes]:
        """Return the new bytes of every changed file; a new word also changes the dictionary."""
        found = {path: self._bytes(path) for path in self.changed}
        if VOCABULARIES in found:
            with tempfile.TemporaryDirectory() as name:
                schema = Path(name)
                for path in (self.folder / "schema").glob("*.csv"):
                    shutil.copy(path, schema)
                (schema / "vocabularies.csv").write_bytes(found[VOCABULARIES])
                found[DICTIONARY] = dictionary(load_schema(schema), words).encode()
        return found

    def check(self, words: Words) -> list[Offence]:
        """Return every offence the folder would have with this change. Takes about a second."""
        with tempfile.TemporaryDirectory() as name:
            copy = Path(name)
            for path in data_files(self.folder):
                target = copy / path.relative_to(self.folder)
                target.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, target)
            for changed, content in self.contents(words).items():
                (copy / changed).write_bytes(content)
            return check(copy)

    def write(self, words: Words) -> tuple[str, ...]:
        """Replace the changed files, all or none, and return their paths."""
        contents = self.contents(words)
        if contents:
            replace_files(self.folder, contents)
        return tuple(contents)
