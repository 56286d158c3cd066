"""Read a list as people send it: tolerant of headers, separators, numbers and dates."""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from typing import Literal

from babel import Locale

from iga_core.language import all_words
from iga_core.numbers import read_number, readings
from iga_core.record.ids import slug

ListKind = Literal["awards", "results", "lists", "national", "season"]
HEADERS: dict[str, tuple[str, ...]] = {
    "year": ("year", "tahun", "tahun penghargaan", "tahun indeks"),
    "programme": ("programme", "program"),
    "category": ("category", "kategori", "klaster"),
    "level": ("level", "tingkat", "tingkat penghargaan"),
    "rank": ("rank", "peringkat", "ranking", "urutan"),
    "name": (
        "name",
        "nama",
        "nama daerah",
        "daerah",
        "pemerintah daerah",
        "penerima",
        "region",
        "kode",
        "kode wilayah",
        "region code",
    ),
    "type": ("type", "jenis", "jenis daerah", "region type"),
    "province": ("province", "provinsi"),
    "source_url": ("source", "source url", "sumber", "alamat", "alamat sumber", "tautan", "url"),
    "source_date": ("source date", "tanggal sumber", "tanggal terbit", "published on"),
    "source_kind": ("source kind", "macam sumber"),
    "ceremony_on": ("ceremony on", "ceremony", "tanggal penyerahan", "penyerahan", "tanggal"),
    "session": ("session", "sesi"),
    "status": ("status",),
    "note": ("note", "catatan", "keterangan"),
    "score": ("score", "skor", "nilai", "nilai indeks", "skor indeks", "indeks"),
    "predicate": ("predicate", "predikat"),
    "national_rank": ("national rank", "peringkat nasional"),
    "rank_within_type": ("rank within type", "peringkat jenis", "peringkat sejenis"),
    "innovations": ("innovations", "inovasi", "jumlah inovasi"),
    "innovations_basis": ("innovations basis", "dasar inovasi", "yang dihitung"),
    "quality": ("quality", "mutu"),
    "decree": ("decree", "keputusan", "kepmendagri"),
    "score_as_printed": ("score as printed", "skor tercetak"),
    "national_rank_base": ("national rank base", "dasar peringkat nasional"),
    "type_rank_base": ("type rank base", "dasar peringkat jenis"),
    "predicate_basis": ("predicate basis", "dasar predikat"),
    "innovations_interim": ("innovations interim", "hitungan sementara"),
    "innovations_as_of": ("innovations as of", "keadaan per"),
    "awarded": ("awarded", "ukuran daftar", "jumlah penerima"),
    "basis": ("basis", "dasar"),
    "metric": ("metric", "ukuran"),
    "scope": ("scope", "cakupan"),
    "pillar": ("pillar", "pilar"),
    "value": ("value", "angka"),
    "value_text": ("value text", "teks"),
    "stage": ("stage", "tahap"),
    "from_on": ("from on", "mulai"),
    "to_on": ("to on", "sampai"),
    "document": ("document", "surat"),
    "reread": ("reread", "dibaca ulang"),
    "intake_row": ("intake row", "baris bahan"),
}
RESULT_FIELDS = frozenset(
    {"score", "predicate", "national_rank", "rank_within_type", "innovations"}
)
NEEDED: dict[ListKind, tuple[str, ...]] = {
    "national": ("year", "metric", "scope"),
    "season": ("year", "stage", "basis"),
    "lists": ("year", "programme", "category", "level", "awarded"),
    "awards": ("year", "programme", "category", "level", "name"),
    "results": ("year", "name"),
}
TELLTALE: dict[ListKind, str] = {
    "national": "metric", "season": "stage", "lists": "awarded", "awards": "level",
}  # fmt: skip
"""The column that only a list of this kind has, in the order asked; without one it is results."""
_BY_HEADER = {slug(text): field for field, texts in HEADERS.items() for text in texts}


class SheetError(ValueError):
    """The file as a whole cannot be read. ``message``: id below ``import.``."""

    def __init__(self, message: str, **values: str) -> None:
        """Keep the message id and its values."""
        super().__init__(message)
        self.message, self.values = message, values


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list: its kind, and per row the line number in the file and the cells by field name."""

    kind: ListKind
    rows: tuple[tuple[int, dict[str, str]], ...]


def read_sheet(raw: bytes) -> ListFile:
    """Read a CSV with comma, semicolon or tab, with or without BOM.

    Unknown columns, a column twice, or one that is missing raise SheetError: a column that is
    silently left out would be a fact silently left out.
    """
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SheetError("not_utf8") from None
    head_line = text.split("\n", 1)[0]
    separator = max(",;\t", key=head_line.count)
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        header = [cell.strip() for cell in next(lines, [])]
        body = [(lines.line_num, cells) for cells in lines if any(c.strip() for c in cells)]
    except csv.Error:
        raise SheetError("not_csv") from None
    fields = [_BY_HEADER.get(slug(name), "") for name in header]
    unknown = [name or "?" for name, field in zip(header, fields, strict=True) if not field]
    if unknown:
        raise SheetError("unknown_columns", columns=", ".join(unknown))
    twice = sorted({field for field in fields if fields.count(field) > 1})
    if twice:
        raise SheetError("columns_twice", columns=", ".join(twice))
    kind: ListKind = next((kind for kind, name in TELLTALE.items() if name in fields), "results")
    missing = [field for field in NEEDED[kind] if field not in fields]
    if missing or (kind == "results" and not (RESULT_FIELDS | {"rank"}) & set(fields)):
        raise SheetError("columns_missing", columns=", ".join(missing or sorted(RESULT_FIELDS)))
    rows = []
    for number, cells in body:
        if len(cells) != len(fields):
            raise SheetError("broken_line", line=str(number))
        rows.append((number, {f: " ".join(c.split()) for f, c in zip(fields, cells, strict=True)}))
    return ListFile(kind, tuple(rows))


def whole_number(text: str) -> int | None:
    """Return a count or rank; None for empty. "2.501" is two thousand; raises ValueError."""
    if not text:
        return None
    found = read_number(text, whole=True)
    if found % 1:
        raise ValueError(text)
    return int(found)


def score_number(text: str, high: float | None) -> str:
    """Return a score as decimal text with a point. ``high``: upper end of its scale, None = none.

    "65,01" and "65.01" are the same; "4.280" is four thousand where the scale reaches so far.
    Raises ValueError for what is no number.
    """
    found = readings(text)
    possible = [number for number in found if high is None or number <= high]
    return f"{(possible or found)[0]:f}"


@cache
def _months() -> dict[str, int]:
    """Return a month by its names in every language, with and without its region: Sep and Sept.

    Also by how it is or was spelt besides: Pebruari, Nopember, Agt.
    """
    also = (pair.split("=") for words in all_words() for pair in words("import.months").split(";"))
    return {name.casefold(): int(number) for name, number in also} | {
        str(name).casefold(): number
        for words in all_words()
        for locale in (words.locale, Locale(words.language))
        for width in ("wide", "abbreviated")
        for number, name in locale.months["format"][width].items()
    }


def day(text: str) -> str:
    """Return a date as ISO text: from ISO, 18/12/2020, 18 Desember 2020, or 18 December 2020.

    Raises ValueError.
    """
    if not text or re.fullmatch(r"\d{4}", text):
        return text
    if re.fullmatch(r"\d{4}-\d{2}(?:-\d{2})?", text):
        date.fromisoformat(text if len(text) == 10 else f"{text}-01")
        return text
    if found := re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text):
        number, month, year = (int(part) for part in found.groups())
    elif found := re.fullmatch(r"(\d{1,2}) (\w+) (\d{4})", text):
        number, year = int(found[1]), int(found[3])
        month = _months().get(found[2].casefold(), 0)
    else:
        raise ValueError(text)
    return date(year, month, number).isoformat()
