"""From a workbook as people fill it in to a Portfolio, with every cell that could not be read.

A cell that cannot be read stays unsaid and is reported by sheet, row and column; the rest is
still read. Only a file of which nothing can be read is refused (PortfolioError).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any, NoReturn, TypeVar

from openpyxl.utils import get_column_letter

from iga_core.language import Words
from iga_core.message import Message
from iga_core.portfolio.fields import FIELDS, Field, vocabularies
from iga_core.portfolio.file import layout
from iga_core.portfolio.file.cells import (
    Cell,
    CellError,
    as_choice,
    as_count,
    as_flag,
    as_raw,
    as_text,
    blank,
)
from iga_core.portfolio.file.headings import SEARCHED, Headings, Row, find_headings
from iga_core.portfolio.file.layout import SheetName, bare, part_code
from iga_core.portfolio.file.packing import Opened, open_workbook, reading_a_strangers_file
from iga_core.portfolio.file.problems import Log, Problem, ProblemTable
from iga_core.portfolio.file.reading import shown
from iga_core.portfolio.schema import (
    MAX_INNOVATIONS,
    SCHEMA,
    Claim,
    Innovation,
    Portfolio,
    PortfolioError,
)
from iga_core.regions import Register
from iga_core.regions.register import display_name
from iga_core.rules import Indicator, Rulebook, make_sheet, read_level

T = TypeVar("T")
READERS: Mapping[str, Callable[[Cell], object]] = {"flag": as_flag, "count": as_count}
MOST_ROWS = MAX_INNOVATIONS + SEARCHED  # of a sheet that are read: headings besides the rows


@dataclass(frozen=True, slots=True)
class WorkbookReading:
    """What a workbook says, the rules it was read with, and what could not be read."""

    portfolio: Portfolio
    rulebook: Rulebook
    problems: tuple[Problem, ...]

    @property
    def unread(self) -> tuple[Problem, ...]:
        """The problems that left a value unsaid."""
        return tuple(problem for problem in self.problems if problem.kind == "unread")


def _rows(opened: Opened, title: str) -> list[Row]:
    """Return the rows of a sheet that hold anything, at most ``MOST_ROWS``."""
    found: list[Row] = []
    for number, cells in opened.rows(title):
        while cells and blank(cells[-1]):
            cells.pop()
        if cells:
            found.append((number, cells))
        if len(found) == MOST_ROWS:
            break
    return found


def _sheet_titles(titles: Sequence[str]) -> dict[SheetName, str]:
    """Return the sheets by what they hold, as far as their names tell."""
    found: dict[SheetName, str] = {}
    for name in layout.SHEETS:
        known = {name, *layout.said_in_all(f"workbook.sheet_{name}")}
        matching = [title for title in titles if bare(title) in known]
        if matching:
            found[name] = matching[0]
    return found


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one workbook under one year's rules."""

    rulebook: Rulebook
    words: Words
    epoch: datetime
    choices: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]]

    def innovations(self, table: ProblemTable) -> tuple[Innovation, ...]:
        lines = self.rulebook.aspect("SID")
        found: list[Innovation] = []
        for row in table.headings.rows:
            filled = [code for code in table.headings.columns if not blank(table.cell(row, code))]
            if not filled:
                continue
            if not found and _counts_columns(row):
                table.log.note("workbook.note_numbering", row[0])
            elif name := table.text(row, "name"):
                if len(found) == MAX_INNOVATIONS:
                    raise PortfolioError("workbook_rows", limit=MAX_INNOVATIONS)
                found.append(self.innovation(table, row, name, lines))
            elif "name" not in filled:
                message = Message("workbook.expect_name")
                table.log.unread(message, row[0], table.column("name"), "")
        return tuple(found)

    def innovation(
        self, table: ProblemTable, row: Row, name: str, lines: Sequence[Indicator]
    ) -> Innovation:
        claims = {
            line.code: table.claim(row, line, [part_code(line, p) for p in layout.PARTS[:2]])
            for line in lines
        }
        texts = {
            part: {line.code: table.text(row, part_code(line, part)) for line in lines}
            for part in ("evidence", "note")
        }
        said: dict[str, Any] = {
            key: self.field(table, row, field) for key, field in FIELDS.items() if key != "name"
        }
        return Innovation(
            name=name,
            levels={code: claim for code, claim in claims.items() if claim is not None},
            evidence={code: text for code, text in texts["evidence"].items() if text},
            notes={code: text for code, text in texts["note"].items() if text},
            **{key: value for key, value in said.items() if value is not None},
        )

    def field(self, table: ProblemTable, row: Row, field: Field) -> object:
        """Return what a cell says of a field, None for nothing."""
        if field.kind == "choices":
            return self.several(table, row, field)
        if field.kind == "day":
            return table.day(row, field.name, self.epoch, self.words)
        if field.kind == "choice" and self.choices[field.vocabulary][0]:
            names, printed = self.choices[field.vocabulary]
            return table.read(row, field.name, partial(as_choice, names=names, shown=printed))
        if field.kind in READERS:
            return table.read(row, field.name, READERS[field.kind])
        return table.text(row, field.name)

    def several(self, table: ProblemTable, row: Row, field: Field) -> tuple[str, ...]:
        """Return the words of one cell: on lines of their own, or between semicolons."""
        names, printed = self.choices[field.vocabulary]
        text = table.text(row, field.name)
        found = []
        for part in text.replace("\n", ";").split(";"):
            whole = [part] if bare(part) in names or "," not in part else part.split(",")
            for name in filter(bare, whole):
                try:
                    found.append(as_choice(name, names, printed) if names else name.strip())
                except CellError as error:
                    column = table.column(field.name)
                    table.log.unread(error.expected, row[0], column, shown(name.strip()))
        return tuple(dict.fromkeys(found))

    def spd(self, table: ProblemTable) -> dict[str, Any]:
        """Return claims, raw values and evidence by line."""
        known = layout.line_names(self.rulebook.aspect("SPD"))
        claims: dict[str, Claim] = {}
        values: dict[str, Decimal] = {}
        evidence: dict[str, str] = {}
        seen: set[str] = set()
        for row in table.headings.rows:
            line = self.spd_line(table, row, known)
            if line is None:
                continue
            if line.code in seen:
                table.log.note("workbook.note_line_twice", row[0], line=f"{line.no} {line.name}")
                continue
            seen.add(line.code)
            claim = table.claim(row, line, ("claimed", "verified"))
            value = self.raw_value(table, row, line)
            if value is not None:
                values[line.code] = value
                self.refuse_contradiction(table, row, line, value, claim)
            elif claim is not None:
                claims[line.code] = claim
            if text := table.text(row, "evidence"):
                evidence[line.code] = text
        missing = [x.no for x in self.rulebook.aspect("SPD") if x.code not in seen]
        if missing:
            table.log.note("workbook.note_lines_missing", lines=", ".join(missing))
        return {"spd": claims, "spd_values": values, "spd_evidence": evidence}

    def spd_line(
        self, table: ProblemTable, row: Row, known: Mapping[str, Indicator]
    ) -> Indicator | None:
        """Return the line a row is about, None for a row about none; reports what it names."""
        said = [table.cell(row, code) for code in ("code", "no", "line")]
        for cell in said:
            if not blank(cell) and (line := known.get(bare(_number_text(cell)))):
                return line
        inputs = ("value", *layout.PARTS)
        if any(not blank(table.cell(row, code)) for code in inputs):
            given = next((str(cell) for cell in reversed(said) if not blank(cell)), "")
            column = table.column("code" if "code" in table.headings.columns else "line")
            message = Message("workbook.expect_line")
            table.log.unread(message, row[0], column, shown(given) if given else "")
        return None

    def raw_value(self, table: ProblemTable, row: Row, line: Indicator) -> Decimal | None:
        return table.read(row, "value", partial(as_raw, line=line))

    def refuse_contradiction(
        self, table: ProblemTable, row: Row, line: Indicator, value: Decimal, claim: Claim | None
    ) -> None:
        """Report levels that stand beside a raw value: the value decides."""
        level = read_level(value, line).level
        message = Message("workbook.expect_value_or_level", {"level": level})
        if claim is not None and claim.claimed != level:
            table.refuse(row, "claimed", message)
        if claim is not None and claim.verified not in (None, level):
            table.refuse(row, "verified", message)


def _counts_columns(row: Row) -> bool:
    """Say whether the row only numbers the columns, as printed forms do: 1, 2, 3, ..."""
    said = [_number_text(cell).strip("()") for cell in row[1] if not blank(cell)]
    numbers = [int(text) for text in said if text.isdecimal() and len(text) < 4]
    return len(numbers) > 2 and len(numbers) == len(said) and numbers == sorted(set(numbers))


def _number_text(cell: Cell) -> str:
    """Return a cell as text, a whole number without decimals; empty for what has no text."""
    try:
        return as_text(cell)
    except CellError:
        return ""


def _facts(rows: Iterable[Row]) -> dict[str, tuple[int, int, Cell]]:
    """Return what the first sheet says: row, place and cell by fact, by code or by label."""
    names = {
        said: fact for fact in layout.FACTS for said in layout.said_in_all(f"workbook.fact_{fact}")
    }
    found: dict[str, tuple[int, int, Cell]] = {}
    for number, cells in rows:
        for place, cell in enumerate(cells[:4]):
            text = cell.strip() if isinstance(cell, str) else ""
            fact = text if text in layout.FACTS else names.get(bare(text), "")
            if not fact or fact in found:
                continue
            after = place + (2 if text in layout.FACTS else 1)
            found[fact] = (number, after, cells[after] if after < len(cells) else None)
    return found


def _region(cell: Cell, register: Register | None) -> str:
    """Return the code a cell gives: 11.71, "11.71 Kota Banda Aceh", "Kota Banda Aceh"."""
    text = f"{cell:.2f}" if isinstance(cell, float) and not cell.is_integer() else as_text(cell)
    first = text.split()[0] if text else ""
    if register is None:
        return first
    if first in register:
        return first
    named = [r.code for r in register.regions if bare(display_name(r)) == bare(text)]
    if len(named) != 1:
        raise CellError("workbook.expect_region")
    return named[0]


def _year(cell: Cell) -> int:
    try:
        return as_count(cell)
    except CellError:
        raise CellError("workbook.expect_year") from None


def _choices(rulebook: Rulebook, words: Words) -> dict[str, Any]:
    found = {}
    for name, values in vocabularies(rulebook).items():
        printed = {value: words.term(name, value) for value in values}
        found[name] = (layout.choice_names(name, values), printed)
    return found


@dataclass(frozen=True, slots=True)
class _Facts:
    """What the first sheet says, read."""

    cells: Mapping[str, tuple[int, int, Cell]]
    log: Log
    words: Words

    def read(self, fact: str, reader: Callable[[Cell], T]) -> T | None:
        if fact not in self.cells:
            return None
        row, place, cell = self.cells[fact]
        if blank(cell):
            return None
        try:
            return reader(cell)
        except CellError as error:
            words = self.words
            heading = words(f"workbook.fact_{fact}")
            column = f"{get_column_letter(place + 1)} ({heading})"
            self.log.unread(error.expected, row, column, shown(str(cell)))
            return None


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The sheets of one file: rows by title, and which title holds what."""

    rows: Mapping[str, list[Row]]
    titles: Mapping[SheetName, str]

    def of(self, name: SheetName) -> list[Row]:
        return self.rows[self.titles[name]] if name in self.titles else []


def _table_on(
    sheets: _Sheets,
    name: SheetName,
    codes: Sequence[str],
    known: Mapping[str, str],
    needed: str,
) -> tuple[str, Headings] | None:
    """Return the sheet that holds a table, by its name first, else by its headings."""
    named = sheets.titles.get(name)
    others = [title for title in sheets.rows if title not in sheets.titles.values()]
    for title in ([named] if named else []) + others:
        headings = find_headings(sheets.rows[title], codes, known, needed)
        if headings is not None and (title == named or len(headings.columns) > 2):
            if len(sheets.rows[title]) == MOST_ROWS:  # more may follow: nothing is left out unsaid
                raise PortfolioError("workbook_rows", limit=MAX_INNOVATIONS)
            return title, headings
    return None


def _tell_columns(headings: Headings, log: Log, words: Words, expected: Sequence[str]) -> None:
    """Note columns read by a near name, written twice, not read, or not there."""

    def column(place: int) -> str:
        return f"{get_column_letter(place + 1)} ({headings.titles.get(place, '')})"

    for place, code in headings.near.items():
        read = code if "." in code else layout.heading_of(code, words)
        log.note("workbook.note_near_heading", headings.row, column(place), read=read)
    for place in headings.twice:
        log.note("workbook.note_column_twice", headings.row, column(place))
    for place in headings.ignored:
        if bare(headings.titles.get(place, "")) not in ("no", "nomor", "nomorurut", "number"):
            log.note("workbook.note_ignored", headings.row, column(place))
    missing = [layout.heading_of(c, words) for c in expected if c not in headings.columns]
    if missing:
        log.note("workbook.note_columns_missing", headings.row, columns=", ".join(missing))


def _missing_lines(headings: Headings, rulebook: Rulebook, log: Log) -> None:
    missing = [
        line.no
        for line in rulebook.aspect("SID")
        if part_code(line, "claimed") not in headings.columns
    ]
    if missing:
        log.note("workbook.note_lines_missing", headings.row, lines=", ".join(missing))


def _agencies(rows: Sequence[Row], log: Log) -> tuple[str, ...]:
    headings = find_headings(rows, layout.LISTS, layout.list_names(), "agencies")
    if headings is None:
        return ()
    table = ProblemTable(headings, log)
    return tuple(dict.fromkeys(filter(None, (table.text(r, "agencies") for r in headings.rows))))


def _refuse_without_year(sheets: _Sheets, titles: Sequence[str]) -> NoReturn:
    if "innovations" in sheets.titles or "guide" in sheets.titles:
        raise PortfolioError("workbook_no_year")
    _refuse_without_sheet(titles)


def _refuse_without_sheet(titles: Sequence[str]) -> NoReturn:
    raise PortfolioError("workbook_no_sheet", found=shown(", ".join(titles))[1:-1])


def _read_innovations(
    reader: _Reader, sheets: _Sheets, titles: Sequence[str]
) -> tuple[tuple[Innovation, ...], Log]:
    book, words = reader.rulebook, reader.words
    codes, known = layout.innovation_columns(book), layout.innovation_names(book)
    found = _table_on(sheets, "innovations", codes, known, "name")
    if found is None:
        if "innovations" in sheets.titles:
            place = sheets.titles["innovations"]
            raise PortfolioError("workbook_no_name", place, heading=words("workbook.field_name"))
        _refuse_without_sheet(titles)
    title, headings = found
    log = Log(title)
    _tell_columns(headings, log, words, tuple(FIELDS))
    _missing_lines(headings, book, log)
    innovations = reader.innovations(ProblemTable(headings, log))
    if not innovations:
        log.note("workbook.note_none")
    return innovations, log


def _read_spd(reader: _Reader, sheets: _Sheets) -> tuple[dict[str, Any], Log]:
    words = reader.words
    found = None
    for needed in ("code", "no", "line"):
        known = layout.spd_names()
        found = found or _table_on(sheets, "spd", layout.SPD_COLUMNS, known, needed)
    if found is None:
        log = Log(sheets.titles.get("spd", ""))
        log.note("workbook.note_no_spd", sheet=words("workbook.sheet_spd"))
        return {}, log
    title, headings = found
    log = Log(title)
    _tell_columns(headings, log, words, ("value", "claimed"))
    return reader.spd(ProblemTable(headings, log)), log


def read_workbook(
    data: bytes,
    rulebook_of: Callable[[int], Rulebook],
    words: Words,
    year: int | None = None,
    register: Register | None = None,
) -> WorkbookReading:
    """Return the portfolio in the workbook ``data``, and what of it could not be read.

    ``year``: whose rules are asked for, else the year that the file says. ``words``: in whose
    language problems name headings and choices; the file may be in any. Raises PortfolioError for a
    file that cannot be read, RulebookNotFoundError and RuleUnknownError as ``read_portfolio``.
    """
    opened = open_workbook(data)
    try:
        with reading_a_strangers_file():
            titles = [sheet.title for sheet in opened.book.worksheets]
            rows = {title: _rows(opened, title) for title in titles}
            epoch = opened.book.epoch
    finally:
        opened.book.close()
    sheets = _Sheets(rows, _sheet_titles(titles))
    guide = Log(sheets.titles.get("guide", ""))
    if opened.macros:
        guide.note("workbook.note_macros")
    facts = _Facts(_facts(sheets.of("guide")), guide, words)
    said = facts.read("year", _year)
    asked = said if year is None else year
    schema = facts.read("schema", as_count)
    if schema not in (None, SCHEMA):
        raise PortfolioError("schema", guide.sheet, value=schema, expected=SCHEMA)
    if asked is None:
        _refuse_without_year(sheets, titles)
    rulebook = rulebook_of(asked)
    make_sheet(rulebook)  # a year whose rules do not suffice says so before any level is read
    reader = _Reader(rulebook, words, epoch, _choices(rulebook, words))
    innovations, main = _read_innovations(reader, sheets, titles)
    spd, aside = _read_spd(reader, sheets)
    lists = Log(sheets.titles.get("lists", ""))
    portfolio = Portfolio(
        region=facts.read("region", partial(_region, register=register)) or "",
        year=said,
        name=facts.read("name", as_text) or "",
        example=bool(facts.read("example", as_flag)),
        agencies=_agencies(sheets.of("lists"), lists),
        innovations=innovations,
        **spd,
    )
    problems = (*guide.found, *aside.found, *main.found, *lists.found)
    return WorkbookReading(portfolio, rulebook, problems)
