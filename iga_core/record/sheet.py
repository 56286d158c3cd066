"""Read a list as people send it: tolerant of file, headings, separators, numbers and dates."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import StringIO
from typing import Literal

from babel import Locale

from iga_core.language import all_words
from iga_core.message import Message, Value
from iga_core.numbers import read_number, readings
from iga_core.record.ids import slug
from iga_core.record.spreadsheet import is_workbook, read_workbook

ListKind = Literal["awards", "results", "lists", "national", "season"]
HEADERS: dict[str, tuple[str, ...]] = {
    "year": ("year", "tahun", "tahun penghargaan", "tahun indeks"),
    "programme": ("programme", "program", "nama penghargaan"),
    "category": ("category", "kategori", "klaster", "kategori penghargaan"),
    "level": ("level", "tingkat", "tingkat penghargaan", "level penghargaan"),
    "rank": ("rank", "peringkat", "ranking", "urutan"),
    "name": (
        "name",
        "nama",
        "nama daerah",
        "daerah",
        "nama pemerintah daerah",
        "pemerintah daerah",
        "nama pemda",
        "pemda",
        "nama penerima",
        "penerima",
        "nama kabupaten kota",
        "kabupaten kota",
        "kab kota",
        "region",
    ),
    "code": ("code", "kode", "kode wilayah", "kode daerah", "region code"),
    "type": ("type", "jenis", "jenis daerah", "region type"),
    "province": ("province", "provinsi"),
    "source_url": (
        "source",
        "source url",
        "sumber",
        "alamat",
        "alamat sumber",
        "tautan",
        "link",
        "url",
    ),
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
    "": ("no", "nomor", "no urut", "nomor urut"),  # passed over
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
WHOLE_LIST = ("year", "programme", "category", "level")
"""What may be said once for many rows: by an option, a line of its own, or the cell above."""
SETTLED = {"row": ("row", "baris", "nomor baris"), "code": HEADERS["code"], "": HEADERS["name"]}
"""Columns of a file that says which government a row means; the name is for its writer."""
CARRYING: tuple[ListKind, ...] = ("lists", "awards", "results")
"""Lists in which a cell of ``WHOLE_LIST`` is never empty of its own."""
SEARCHED = 40  # rows from the top in which the headings are looked for
SEPARATORS = "\t;,|"
MARKS = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
SUPPOSED = "cp1252"  # what is no UTF-8 comes from Windows
DASHES = {"-", "--", "\N{EN DASH}", "\N{EM DASH}"}  # a cell that holds one alone is empty
_COUNTED = re.compile(r"\(?(\d{1,5})[.)]*")
_LED = re.compile(r"\W*(?:(?:\d{1,2}|[a-zA-Z]|[IVXivx]+)[.)]\s*)?(\w+)\W+(\w.*)")

Rows = list[tuple[int, list[str]]]
"""Lines that hold anything: their number in the file, and their cells."""
Headings = Mapping[str, Collection[str]]
"""The headings that each field goes by; "" for columns that are passed over."""


class SheetError(ValueError):
    """The file as a whole cannot be read. ``message``: id below ``import.``."""

    def __init__(self, message: str, **values: str) -> None:
        """Keep the message id and its values."""
        super().__init__(message)
        self.message, self.values = message, values


@dataclass(frozen=True, slots=True)
class ListFile:
    """A list: its kind, and per row the line number in the file and the cells by field name.

    ``broken``: lines with more or fewer cells than headings, as they stand; ``notes``: what of
    the file was passed over, and what was read into cells that are empty.
    """

    kind: ListKind
    rows: tuple[tuple[int, dict[str, str]], ...]
    broken: tuple[tuple[int, str], ...] = ()
    notes: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class _Table:
    """Rows below headings. ``fields``: per column its field, "" for one that is passed over.

    ``titles``: the lines above the headings; ``numbered``: there is a column that counts the rows.
    """

    fields: list[str]
    rows: Rows
    titles: Rows
    numbered: bool = False


def read_sheet(raw: bytes, given: Mapping[str, str] | None = None, sheet: str = "") -> ListFile:
    """Read a list from a workbook (XLSX, XLS, ODS) or a table in text, whatever its letters.

    ``given``: what holds for the whole list where no cell says it, by field; ``sheet``: the one
    to read of several. A line that says "Kategori: Kota" and no more holds for the rows below it,
    as does a year, programme, category or level where the cells below are empty. What is passed
    over (titles, a numbering column) is noted. Unknown columns, a column twice, or one that is
    missing raise SheetError: a column silently left out would be a fact silently left out.
    """
    table, letters = _table(raw, HEADERS, sheet)
    notes = [Message("import.letters", {"letters": letters})] if letters else []
    notes += [Message("import.numbering")] if table.numbered else []
    said = {name: text for name, text in (given or {}).items() if text}
    for number, cells in table.titles:
        here = _said(cells)
        said |= here
        if not here:
            notes.append(_passed_over(number, cells))
    lines = [(number, cells, _said(cells)) for number, cells in table.rows]
    kind = _kind({*filter(None, table.fields), *said}.union(*(here for _, _, here in lines)))
    rows: list[tuple[int, dict[str, str]]] = []
    broken: list[tuple[int, str]] = []
    above: dict[str, str] = {}
    carried: dict[str, list[int]] = {}
    for number, cells, here in lines:
        if here:
            said |= here
            above = {name: text for name, text in above.items() if name not in here}
        elif len(cells) != len(table.fields):
            broken.append((number, _shown(cells)))
        elif _heads(cells, HEADERS):  # again, on the next page
            notes.append(_passed_over(number, cells))
        else:
            own = {field: text for field, text in zip(table.fields, cells, strict=True) if field}
            for name in WHOLE_LIST if kind in CARRYING else ():
                if own.get(name):
                    above[name] = own[name]
                elif name in above:
                    own[name] = above[name]
                    carried.setdefault(name, []).append(number)
            rows.append((number, _named(own | {n: t for n, t in said.items() if not own.get(n)})))
    for name, numbers in carried.items():
        found: dict[str, Value] = {"column": name, "line": numbers[0], "number": len(numbers)}
        notes.append(Message("import.carried", found))
    return ListFile(kind, tuple(rows), tuple(broken), tuple(notes))


def read_settled(raw: bytes, of: ListFile) -> dict[int, str]:
    """Read which code rows of the list ``of`` mean: a table with the columns row and code.

    Raises SheetError for a file without them, a row that the list does not have, and one twice.
    """
    table, _ = _table(raw, SETTLED)
    found: dict[int, str] = {}
    numbers = {str(number): number for number, _ in of.rows}
    for number, cells in table.rows:
        row = dict(zip(table.fields, cells, strict=False))
        meant = numbers.get(row.get("row", ""))
        if meant is None or not row.get("code") or meant in found:
            raise SheetError("settle_row", line=str(number))
        found[meant] = row["code"]
    return found


def _kind(present: set[str]) -> ListKind:
    """Return the kind of list that has the fields ``present``. Raises SheetError."""
    present |= {"name"} if "code" in present else set()
    if "category" in present and not RESULT_FIELDS & present:
        present.add("level")  # the category may say it: "Kabupaten Terinovatif"
    kind: ListKind = next((kind for kind, name in TELLTALE.items() if name in present), "results")
    missing = [field for field in NEEDED[kind] if field not in present]
    if missing or (kind == "results" and not (RESULT_FIELDS | {"rank"}) & present):
        raise SheetError("columns_missing", columns=", ".join(missing or sorted(RESULT_FIELDS)))
    return kind


def _named(cells: dict[str, str]) -> dict[str, str]:
    """Return ``cells`` with one name of the government: a code beside a name must fit it."""
    code, name = cells.pop("code", ""), cells.get("name", "")
    return {**cells, "name": f"{name} ({code})" if name else code} if code else cells


def _said(cells: Sequence[str]) -> dict[str, str]:
    """Return what a line says for the rows below it: "Kategori: Kota", "A. TAHUN 2026"."""
    filled = list(dict.fromkeys(cell for cell in cells if cell))
    found = _LED.fullmatch(" ".join(filled)) if len(filled) <= 2 else None
    field = _field(found[1], HEADERS) if found else ""
    return {field: found[2]} if found and field in WHOLE_LIST else {}


def _shown(cells: Iterable[str]) -> str:
    return " | ".join(dict.fromkeys(cell for cell in cells if cell))


def _passed_over(number: int, cells: Iterable[str]) -> Message:
    return Message("import.passed_over", {"line": number, "text": _shown(cells)})


# the table in a file --------------------------------------------------------------------------


def _table(raw: bytes, headings: Headings, sheet: str = "") -> tuple[_Table, str]:
    """Return the one table in ``raw``, and the letters of a text that does not say them."""
    letters = ""
    if is_workbook(raw):
        table = _of_workbook(raw, headings, sheet)
    else:
        text, letters = _decoded(raw)
        table = _of_text(text, headings)
    twice = sorted({f for f in table.fields if f and table.fields.count(f) > 1})
    if twice:
        raise SheetError("columns_twice", columns=", ".join(twice))
    return table, letters


def _of_workbook(raw: bytes, headings: Headings, sheet: str) -> _Table:
    read = read_workbook(raw)
    if read is None:
        raise SheetError("not_workbook")
    names = ", ".join(read)
    if sheet and sheet not in read:
        raise SheetError("no_sheet", sheets=names)
    found = {name: _numbered(cells) for name, cells in read.items() if not sheet or name == sheet}
    headed = {name: rows for name, rows in found.items() if _start(rows, headings) is not None}
    chosen = [rows for rows in (headed or found).values() if rows]
    if len(chosen) > 1:
        raise SheetError("several_sheets", sheets=", ".join(headed or found))
    return _below_headings(chosen[0] if chosen else [], headings)


def _of_text(text: str, headings: Headings) -> _Table:
    """Return the table in a text, cut by the separator that shows most headings."""
    found: dict[str, Rows] = {}
    for sign in SEPARATORS:
        lines = csv.reader(StringIO(text, newline=""), delimiter=sign, strict=True)
        with suppress(csv.Error):
            found[sign] = _cleaned((lines.line_num, cells) for cells in lines)

    def shown(rows: Rows) -> int:
        start = _start(rows, headings)
        return 0 if start is None else len(rows[start][1])

    best = max(found.values(), key=shown, default=[])
    if not best or not shown(best):  # no headings: each line is a name
        if len(found) < len(SEPARATORS):
            raise SheetError("not_csv")
        best = _numbered([line.split("\t") for line in text.splitlines()])
    return _below_headings(best, headings)


def _numbered(rows: Iterable[Sequence[str]]) -> Rows:
    return _cleaned(enumerate(rows, 1))


def _cleaned(lines: Iterable[tuple[int, Sequence[str]]]) -> Rows:
    cleaned = ((number, [" ".join(cell.split()) for cell in cells]) for number, cells in lines)
    plain = ((number, ["" if c in DASHES else c for c in cells]) for number, cells in cleaned)
    return [(number, cells) for number, cells in plain if any(cells)]


def _decoded(raw: bytes) -> tuple[str, str]:
    """Return ``raw`` as text, and its letters if they are only supposed. Raises SheetError."""
    letters = next((name for mark, name in MARKS.items() if raw.startswith(mark)), "")
    if not letters and raw[:400].count(0) > len(raw[:400]) // 4:  # half of the bytes are zeros
        letters = "utf-16-be" if raw[:1] == b"\0" else "utf-16-le"
    try:
        text = raw.decode(letters or "utf-8")
    except UnicodeDecodeError:
        if letters:
            raise SheetError("not_text") from None
        letters, text = SUPPOSED, raw.decode(SUPPOSED, "replace")
    if any(ord(c) < 32 and c not in "\t\r\n\f" for c in text[:4000]):
        raise SheetError("not_text")
    return text, letters if letters == SUPPOSED else ""


def _field(heading: str, headings: Headings) -> str | None:
    """Return the field that a heading names, None for an unknown heading."""
    said = slug(heading).replace("-", " ")
    return next((field for field, texts in headings.items() if said in texts), None)


def _heads(cells: Sequence[str], headings: Headings) -> bool:
    """Say whether ``cells`` are headings: at least half of them, and two where there are two."""
    filled = [cell for cell in cells if cell]
    known = sum(_field(cell, headings) is not None for cell in filled)
    return known >= min(2, len(cells)) and 2 * known >= len(filled)


def _start(rows: Rows, headings: Headings) -> int | None:
    """Return the place of the first row of headings, None where there is none."""
    heads = (place for place, (_, c) in enumerate(rows[:SEARCHED]) if _heads(c, headings))
    return next(heads, None)


def _below_headings(rows: Rows, headings: Headings) -> _Table:
    """Return the table in ``rows``; without headings, names that stand alone or are numbered."""
    start = _start(rows, headings)
    end = start = start or 0
    while end < len(rows) and _heads(rows[end][1], headings):
        end += 1
    body = rows[end:]
    if end > start and body and _counts([cell for cell in body[0][1] if cell]):
        body = body[1:]  # (1) (2) (3): the numbers of the columns
    width = max((len(cells) for _, cells in rows[start:end] or body), default=0)
    body = [(n, cells if any(cells[width:]) else cells[:width]) for n, cells in body]
    fields, unknown, numbered = [], [], False
    for column in range(width):
        said = [cells[column] for _, cells in rows[start:end] if cells[column:] and cells[column]]
        held = [cells[column] for _, cells in body if cells[column:] and cells[column]]
        counts = not said and _counts(held)
        field = _field(said[-1], headings) if said else "" if counts or not held else None
        numbered = numbered or counts or (field == "" and bool(said))
        fields.append(field or "")
        unknown += [(column, said[-1] if said else "?")] if field is None else []
    if end == start and len(unknown) == 1:
        fields[unknown.pop()[0]] = "name"
    if unknown:
        names = [name for _, name in unknown] if end > start else [c for c in rows[0][1] if c]
        raise SheetError("unknown_columns", columns=", ".join(names))
    return _Table(fields, body, rows[:start], numbered)


def _counts(cells: Sequence[str]) -> bool:
    """Say whether ``cells`` count from 1 upwards, as a numbering does."""
    numbers = [_COUNTED.fullmatch(cell) for cell in cells]
    return len(cells) > 1 and [int(n[1]) if n else 0 for n in numbers] == [
        *range(1, len(cells) + 1)
    ]


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


def several_days(text: str) -> bool:
    """Say whether a text holds more than one day: "2025-12 | 2025-12-10", "10-11 Desember 2025"."""
    pair = re.search(r"\d{1,2}\D{1,10}\d{1,2} \w+ \d{4}", text)
    return pair is not None or len(re.findall(r"\b\d{4}\b", text)) > 1
