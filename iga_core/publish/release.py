"""The release: the whole record in one folder, for machines and for those who cite it.

``OUT/data`` is a copy of ``data/`` (it passes the same check), byte for byte but for formulas in
CSV, which get an apostrophe as in every other file; ``OUT/json`` the same rows typed,
``OUT/datapackage.json`` describes the CSV files (Frictionless Data Package).
"""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

from iga_core.language import Words
from iga_core.paths import DATA, ROOT
from iga_core.publish.tables import as_json, award_table, defused_csv, to_csv
from iga_core.record import Record, load_record, rows_of
from iga_core.record.cells import LISTS, PATTERNS
from iga_core.record.declaration import Column, Schema, Table
from iga_core.record.dictionary import dictionary
from iga_core.record.version import Version, data_files, data_version

# of the compilation of facts; its text stands in LICENSE beside the code's
LICENCE_FILE = ROOT / "LICENSE"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
TYPES = {"int": "integer", "decimal": "number", "date": "date", "url": "string"}
NAME = "atlas-iga"
PACKAGE = "datapackage.json"


class ReleaseError(ValueError):
    """The release cannot be written there. ``message``: id below ``cli.``."""

    def __init__(self, message: str, **values: object) -> None:
        """Keep the message id and its values."""
        super().__init__(message)
        self.message, self.values = message, values


def _field(column: Column, schema: Schema) -> dict[str, Any]:
    constraints: dict[str, Any] = {}
    if column.required:
        constraints["required"] = True
    if column.vocabulary:
        constraints["enum"] = list(schema.vocabularies[column.vocabulary])
    whole = column.type == "int"
    for name, limit in (("minimum", column.minimum), ("maximum", column.maximum)):
        if limit is not None:
            constraints[name] = int(limit) if whole else limit
    if column.type not in TYPES and column.type not in {"word", "text"}:
        constraints["pattern"] = PATTERNS[column.type]
    field: dict[str, Any] = {
        "name": column.name,
        "type": TYPES.get(column.type, "string"),
        "description": column.description,
    }
    if column.type == "url":
        field["format"] = "uri"
    if column.unit:
        field["unit"] = column.unit
    if column.empty_means:
        field["emptyMeans"] = column.empty_means
    if constraints:
        field["constraints"] = constraints
    return field


def _foreign_keys(table: Table) -> list[dict[str, Any]]:
    keys = []
    for column in table.columns:
        target, _, key = column.links_to.partition(".")
        if target and column.type not in LISTS:  # a list of ids in one cell is no foreign key
            resource = "" if target == table.name else target
            reference = {"resource": resource, "fields": key}
            keys.append({"fields": column.name, "reference": reference})
    return keys


def _leaving(path: Path) -> bytes:
    """Return a file of the record as it leaves."""
    data = path.read_bytes()
    return defused_csv(data) if path.suffix == ".csv" else data


def _resource(table: Table, schema: Schema, folder: Path) -> dict[str, Any]:
    raw = _leaving(folder / table.path)
    key = list(table.key)
    return {
        "name": table.name,
        "path": f"data/{table.path}",
        "profile": "tabular-data-resource",
        "description": table.description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(raw),
        "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
        "schema": {
            "fields": [_field(column, schema) for column in table.columns],
            "primaryKey": key[0] if len(key) == 1 else key,
            "foreignKeys": _foreign_keys(table),
            "missingValues": [""],
        },
    }


def datapackage(
    record: Record, folder: Path, version: Version, words: Words, base: str
) -> dict[str, Any]:
    """Return the Frictionless description of ``folder``: fields, constraints, keys, sources."""
    sources = record.tables["sources"]
    package = {
        "profile": "tabular-data-package",
        "name": NAME,
        "title": words("download.release_title"),
        "description": words("download.release_about"),
        "version": str(version),
        "created": f"{version.date}T00:00:00Z" if version.date else None,
        "homepage": base,
        "licenses": [LICENCE],
        "sources": [
            {"title": row["publisher"], "path": row["url"]}
            for row in rows_of(sources[sources["url"] != ""])
        ],
        "resources": [
            _resource(table, record.schema, folder) for table in record.schema.tables.values()
        ],
    }
    return {name: value for name, value in package.items() if value}


def citation_file(version: Version, words: Words, base: str) -> str:
    """Return the text of ``CITATION.cff`` (format 1.2.0). Strings are JSON, which YAML reads."""
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"title: {json.dumps(words('download.release_title'), ensure_ascii=False)}",
        f"message: {json.dumps(words('download.cite_message'), ensure_ascii=False)}",
        "authors:",
        f"  - name: {json.dumps(words('cite.author'), ensure_ascii=False)}",
        f"version: {json.dumps(str(version))}",
        f"license: {LICENCE['name']}",
    ]
    if version.date:
        lines.append(f"date-released: {version.date}")
    if base:
        lines.append(f"url: {json.dumps(base)}")
    return "\n".join(lines) + "\n"


def _write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def export(out: Path, words: Words, *, folder: Path = DATA, base: str = "") -> list[Path]:
    """Write the release of ``folder`` to ``out`` and return the files written, sorted.

    ``base``: the app's address, for links. ``out`` is made when missing; one that holds anything
    but an earlier release, or lies in ``folder``, raises ReleaseError. Raises BrokenDataError.
    """
    if out.resolve().is_relative_to(folder.resolve()):
        raise ReleaseError("out_inside", out=out)
    if out.exists() and any(out.iterdir()) and not (out / PACKAGE).is_file():
        raise ReleaseError("out_not_empty", out=out)
    record, version = load_record(folder), data_version(folder)
    for part in ("data", "json"):
        shutil.rmtree(out / part, ignore_errors=True)
    package = datapackage(record, folder, version, words, base)
    # first of all, so that one that was killed half way can be told from a stranger's folder
    written = [_write(out / PACKAGE, as_json(package))]
    written += [
        _write(out / "data" / path.relative_to(folder), _leaving(path))
        for path in data_files(folder)
    ]
    for name, table in record.tables.items():
        written.append(_write(out / "json" / f"{name}.json", as_json(rows_of(table))))
    edition = {"version": str(version), "date": version.date, "digest": version.digest}
    texts: dict[str, str | bytes] = {
        "CITATION.cff": citation_file(version, words, base),
        "LICENSE": LICENCE_FILE.read_bytes(),
        "DICTIONARY.md": dictionary(record.schema, words),
        "VERSION.json": as_json(edition),
        "awards.csv": to_csv(award_table(record, base)),
    }
    written += [_write(out / name, content) for name, content in texts.items()]
    return sorted(written)
