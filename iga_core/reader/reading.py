"""A press text read and checked: its claims with their verdicts, and the verdict of the whole."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from io import StringIO
from typing import Any, Literal

from iga_core.declared.reader import ReaderWords
from iga_core.language import Words
from iga_core.message import told
from iga_core.reader.check import CheckedClaim, PressCheck
from iga_core.reader.claims import ArticleReader
from iga_core.reader.files import PressFile
from iga_core.reader.grounds import VERDICTS, ClaimVerdict
from iga_core.reader.mentions import PressName
from iga_core.record import Record
from iga_core.regions import TYPE_CATEGORY, Register, display_name

FIELDS = (
    "start", "end", "text", "kind", "region", "year", "programme", "category", "level", "session",
    "rank", "rank_base", "score", "scale", "predicate", "count",
)  # fmt: skip
LIST_COLUMNS = (
    "year", "programme", "category", "level", "rank", "session", "name", "source", "source date",
)  # fmt: skip


class TextTooLongError(ValueError):
    """A text is longer than is read. ``limit``: characters."""

    def __init__(self, limit: int) -> None:
        """Keep the limit."""
        super().__init__(f"more than {limit} characters")
        self.limit = limit


@dataclass(frozen=True, slots=True)
class PressReading:
    """What a text claims and what the record says to it. ``text``: as given."""

    text: str
    on: date | None
    claims: tuple[CheckedClaim, ...]

    @property
    def verdict(self) -> ClaimVerdict | Literal["no_claim"]:
        """The first verdict of ``VERDICTS`` that a claim has."""
        found = {checked.verdict for checked in self.claims}
        return next((verdict for verdict in VERDICTS if verdict in found), "no_claim")


class PressDesk:
    """Reads and checks press texts. Build once; a text of a page takes some hundredths."""

    def __init__(self, record: Record, words: ReaderWords) -> None:
        """Index ``record``: takes about a second."""
        self._limit = words.characters
        self._reader, self._check = ArticleReader(record, words), PressCheck(record, words)

    def read(self, text: str, on: date | None = None) -> PressReading:
        """Read and check ``text``, written ``on`` a day. Raises TextTooLongError, nothing else."""
        if len(text) > self._limit:
            raise TextTooLongError(self._limit)
        claims = self._reader.claims(text, on)
        return PressReading(text, on, tuple(map(self._check.check, claims)))

    def dropped(self, file: PressFile) -> dict[str, str]:
        """Return the governments on a page that its text lacks: the line by the name in it."""
        if file.whole == file.text or len(file.whole) > self._limit:
            return {}
        held, whole = self._reader.named(file.text), self._reader.named(file.whole)
        missing = sorted((n for codes, n in whole.items() if codes not in held), key=_place)
        return {file.whole[n.start : n.end]: _line(file.whole, n.start) for n in missing}


def _place(name: PressName) -> int:
    return name.start


def _line(text: str, at: int) -> str:
    return text[text.rfind("\n", 0, at) + 1 :].split("\n", 1)[0]


def reading_json(reading: PressReading, words: Words) -> dict[str, Any]:
    """Return a reading as plain values of JSON; ``why`` in the language of ``words``."""
    return {
        "claims": [_claim_json(checked, reading.text, words) for checked in reading.claims],
        "verdict": reading.verdict,
    }


def _claim_json(checked: CheckedClaim, text: str, words: Words) -> dict[str, Any]:
    claim = checked.claim
    found = {name: getattr(claim, name, None) for name in FIELDS}
    found["text"] = text[claim.start : claim.end]
    found["score"] = None if claim.score is None else float(claim.score)
    verdict = {"verdict": checked.verdict, "rows": list(checked.rows)}
    return {**found, **verdict, "why": told(checked.why, words)}


def list_rows(reading: PressReading, register: Register, source: str = "") -> list[dict[str, str]]:
    """Return the awards that a text tells as draft rows for ``import``, each once.

    A name that may mean several stays as it was written: ``import`` asks.
    """
    ranks: dict[tuple[str | None, int | None, str | None], int | None] = {
        (c.region, c.year, c.level): c.rank
        for checked in reading.claims
        if (c := checked.claim).kind == "rank" and c.region and c.level
    }
    rows: dict[tuple[object, ...], dict[str, str]] = {}
    for checked in reading.claims:
        claim = checked.claim
        if claim.kind != "award" or claim.programme == "other":
            continue
        region = register.get(claim.region) if claim.region else None
        rank = ranks.get((claim.region, claim.year, claim.level))
        kind = region.type if region else claim.type
        values = (
            claim.year, claim.programme or "IGA",
            claim.category or TYPE_CATEGORY.get(kind or ""), claim.level, rank, claim.session,
            display_name(region) if region else claim.name,
            source, reading.on.isoformat() if reading.on else "",
        )  # fmt: skip
        cells = ["" if value is None else str(value) for value in values]
        key = (claim.region or claim.name, claim.year, claim.programme, claim.level)
        rows.setdefault(key, dict(zip(LIST_COLUMNS, cells, strict=True)))
    told_levels = {key[:3] for key in rows if key[3]}
    return [row for key, row in rows.items() if key[3] or key[:3] not in told_levels]


def list_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return draft rows as the CSV file that ``import`` takes: UTF-8 with a header."""
    out = StringIO()
    writer = csv.DictWriter(out, LIST_COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue().encode()
