"""Correct one value: the expected wrong value must still be there, and the log keeps both."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote, urlencode

from iga_core.language import Words
from iga_core.record.draft import Derive, Draft, TextRow
from iga_core.record.sourcing import source_id
from iga_core.record.transaction import changing, replace_files
from iga_core.record.violation import Violation


class CorrectionError(ValueError):
    """The correction cannot be made. ``message``: id below ``correction.``."""

    def __init__(self, message: str, **values: str) -> None:
        """Keep the message id and its values."""
        super().__init__(message)
        self.message, self.values = message, values


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to change. ``old`` and ``new`` as they stand in the table; empty = not known.

    ``sources``: ids of sources on file, or web addresses.
    """

    table: str
    row_id: str
    field: str
    old: str
    new: str
    reason: str
    sources: tuple[str, ...]


def _row(draft: Draft, wanted: Correction) -> TextRow:
    if wanted.table not in draft.schema.vocabularies["correctable_table"]:
        raise CorrectionError("unknown_table", table=wanted.table)
    key = draft.schema.tables[wanted.table].key[0]
    rows = [row for row in draft.rows(wanted.table) if row[key] == wanted.row_id]
    if not rows:
        raise CorrectionError("unknown_row", table=wanted.table, row=wanted.row_id)
    if wanted.field not in rows[0]:
        raise CorrectionError("unknown_field", table=wanted.table, field=wanted.field)
    if wanted.field == key:
        raise CorrectionError("key_field", field=wanted.field)
    if rows[0][wanted.field] != wanted.old:
        found = rows[0][wanted.field]
        raise CorrectionError("old_gone", field=wanted.field, old=wanted.old, found=found)
    if wanted.new == wanted.old:
        raise CorrectionError("no_change", field=wanted.field)
    return rows[0]


def _sources(draft: Draft, given: tuple[str, ...]) -> str:
    known = {row["id"] for row in draft.rows("sources")}
    found = []
    for text in given:
        if text in known:
            found.append(text)
            continue
        try:
            found.append(source_id(draft, text))
        except ValueError:
            raise CorrectionError("unknown_source", source=text) from None
    return " ".join(found)


def _next_id(rows: list[TextRow]) -> str:
    numbers = [
        int(row["id"].rpartition("-")[2]) for row in rows if row["id"].startswith("koreksi-")
    ]
    return f"koreksi-{max(numbers, default=0) + 1:03}"


def correct(
    folder: Path, wanted: Correction, today: date, words: Words, derive: Derive
) -> tuple[str, list[Violation]]:
    """Write ``wanted``, its log entry and what follows; return the entry's id, or the violations
    ("" and nothing written).

    Raises CorrectionError when the table, row, field or source is not known, when nothing would
    change, and above all when the expected old value is gone.
    """
    if not (wanted.reason.strip() and wanted.sources):
        raise CorrectionError("reason_missing")
    with changing(folder):
        draft = Draft(folder)
        draft.set(wanted.table, _row(draft, wanted), wanted.field, wanted.new)
        minted = _next_id(draft.rows("corrections"))
        draft.add(
            "corrections",
            {
                "id": minted,
                "table": wanted.table,
                "row_id": wanted.row_id,
                "field": wanted.field,
                "was": wanted.old,
                "now": wanted.new,
                "corrected_on": today.isoformat(),
                "reason": wanted.reason.strip(),
                "source_ids": _sources(draft, wanted.sources),
            },
        )
        violations, contents = draft.settled(words, derive, today)
        if not violations:
            replace_files(folder, contents)
    return ("" if violations else minted), violations


def report_address() -> str:
    """Return where sources and reports of mistakes go: the environment's ATLAS_REPORT_TO.

    An e-mail address, or the web address of a form; empty without.
    """
    return os.environ.get("ATLAS_REPORT_TO", "").strip()


def report_text(about: str, address: str, words: Words) -> str:
    """Return the text of "kirim sumber", ready to copy. ``about``: a row's id, or what is missing;
    ``address``: where it stands.
    """
    return words("correction.report", about=about, address=address)


def report_link(to: str, about: str, text: str, words: Words) -> str:
    """Return the link that takes ``text`` to ``to``: a mail, or a form asked by title and body."""
    subject = words("correction.subject", about=about)
    if to.startswith(("https://", "http://")):
        asked = urlencode({"title": subject, "body": text})
        return f"{to}{'&' if '?' in to else '?'}{asked}"
    return f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(text)}"
