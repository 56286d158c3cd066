"""The sheets of a workbook (XLSX, XLS, ODS) as rows of text, read in a process of its own.

What reads them asks for all the memory that a file's cells span, and ends its process where there
is none: that process is not ours. Run as a script, this file is that process: the workbook comes
in, JSON goes out. It imports nothing of the project, so that it starts at once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date, datetime, time
from io import BytesIO
from typing import Any

BEGINNINGS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # of a zip (XLSX, ODS), of an XLS
MEMORY = 1_000_000_000  # bytes for one workbook
SECONDS = 20  # of the processor
WITHIN = 60  # seconds, whatever it does
MAX_ROWS, MAX_COLUMNS, MAX_SHEETS = 20_000, 200, 40

Rows = list[list[str]]


def is_workbook(raw: bytes) -> bool:
    """Say whether ``raw`` begins as a workbook does."""
    return raw.startswith(BEGINNINGS)


def read_workbook(raw: bytes) -> dict[str, Rows] | None:
    """Return the rows of every visible sheet by its name, each cell as text.

    A cell merged over several rows says its text in each of them. None for what cannot be read:
    damaged, locked by a password, or larger than the limits.
    """
    try:
        read = subprocess.run(
            [sys.executable, "-I", __file__],
            input=raw,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=WITHIN,
            check=True,
        )
    except subprocess.SubprocessError:
        return None
    found: dict[str, Rows] = json.loads(read.stdout)
    return found


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float):
        return f"{cell:.15g}"  # as many digits as a workbook keeps
    return str(cell)


def _rows(sheet: Any) -> Rows:  # noqa: ANN401 # has no types
    rows = [list(map(_text, row)) for row in sheet.to_python(skip_empty_area=False)]
    if len(rows) > MAX_ROWS or len(rows[0] if rows else ()) > MAX_COLUMNS:
        raise MemoryError
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():
        for row in rows[top + 1 : bottom + 1]:
            width = len(row[left : right + 1])
            row[left : right + 1] = rows[top][left : right + 1][:width]
    return rows


def _serve() -> None:
    import resource

    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    for what, limit in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    book = load_workbook(BytesIO(sys.stdin.buffer.read()))
    shown = [
        sheet.name
        for sheet in book.sheets_metadata
        if sheet.visible == SheetVisibleEnum.Visible and sheet.typ == SheetTypeEnum.WorkSheet
    ]
    found = {name: _rows(book.get_sheet_by_name(name)) for name in shown[:MAX_SHEETS]}
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    _serve()
