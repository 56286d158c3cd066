"""From a workbook as people fill it in to a Portfolio, with every cell that could not be read.

A cell that cannot be read stays unsaid and is reported by sheet, row and column; the rest is
still read. Only a file of which nothing can be read is refused (PortfolioError).
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from decimal import Decimal
from functools import partial
from itertools import product
from typing import Any, NoReturn, TypeVar

from openpyxl.utils import get_column_letter

from iga_core.language import Words
from iga_core.message import Message
from iga_core.portfolio.fields import FIELDS, UNSAID, Field, vocabularies
from iga_core.portfolio.file import layout
from iga_core.portfolio.file.below import first_text, no_rows
from iga_core.portfolio.file.cells import (
    Cell,
    CellError,
    as_choice,
    as_count,
    as_flag,
    as_raw,
    as_text,
    as_year,
    blank,
    says_nothing,
)
from iga_core.portfolio.file.headings import SEARCHED, Headings, Row, find_headings
from iga_core.portfolio.file.layout import SheetName, bare, part_code
from iga_core.portfolio.file.packing import open_workbook
from iga_core.portfolio.file.problems import Log, Problem, ProblemTable
from iga_core.portfolio.file.reading import resolver_of, shown
from iga_core.portfolio.file.sheets import MOST_ROWS, Book, ReadSheet
from iga_core.portfolio.schema import (
    MAX_INNOVATIONS,
    SCHEMA,
    Claim,
    Innovation,
    Portfolio,
    PortfolioError,
)
from iga_core.regions import Alias, Candidate, Register, Resolver
from iga_core.rules import Indicator, Rulebook, make_sheet, read_level

T = TypeVar("T")
READERS: Mapping[str, Callable[[Cell], object]] = {"flag": as_flag, "count": as_count}
TYPED = ("year", "region", "name")  # facts that people write themselves
LABELLED = 4  # columns in which a fact's label is looked for, and cells of a row that holds one


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


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads one workbook under one year's rules."""

    rulebook: Rulebook
    words: Words
    epoch: datetime
    choices: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]]

    def innovations(self, table: ProblemTable, sheet: ReadSheet) -> list[Innovation]:
        """Return the innovations of one sheet; what is no innovation is told by its row."""
        lines, columns = self.rulebook.aspect("SID"), table.headings.columns
        table.tell_habits(sheet, columns)
        aside = no_rows(table.headings.rows, [*columns.values()])
        found: list[Innovation] = []
        for row in table.headings.rows:
            number = row[0]
            filled = [code for code in columns if not blank(table.cell(row, code))]
            if not filled:
                continue
            if number in sheet.hidden:
                table.log.note("workbook.note_hidden_row", number)
            if number in aside:
                table.log.note("workbook.note_below", number, text=shown(first_text(row)))
            elif not found and _counts_columns(row):
                table.log.note("workbook.note_numbering", number)
            elif (number, columns["name"]) in sheet.carried:
                message = Message("workbook.expect_own_name")
                table.log.unread(message, number, table.column("name"), "")
            elif name := table.text(row, "name"):
                if len(found) == MAX_INNOVATIONS:
                    raise PortfolioError("workbook_rows", limit=MAX_INNOVATIONS)
                found.append(self.innovation(table, row, name, lines))
            elif "name" not in filled:
                message = Message("workbook.expect_name")
                table.log.unread(message, number, table.column("name"), "")
        return found

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
            whole = [part] if layout.meant(part, names) or "," not in part else part.split(",")
            for name in filter(bare, whole):
                try:
                    found.append(as_choice(name, names, printed) if names else name.strip())
                except CellError as error:
                    column = table.column(field.name)
                    table.log.unread(error.expected, row[0], column, shown(name.strip()))
        return tuple(dict.fromkeys(found))

    def spd(self, table: ProblemTable, sheet: ReadSheet) -> dict[str, Any]:
        """Return claims, raw values and evidence by line."""
        known = layout.line_names(self.rulebook.aspect("SPD"))
        table.tell_habits(sheet, ("value", *layout.PARTS))
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
            if row[0] in sheet.hidden:
                table.log.note("workbook.note_hidden_row", row[0])
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


Said = tuple[int, int, Cell]
"""Where a fact stands and what: row, place from 0, cell."""


def _said_on(rows: Iterable[Row]) -> dict[str, Said]:
    """Return what rows say of the file, by fact: behind its code or its label."""
    names = {name: fact for fact in layout.FACTS for name in layout.fact_names(fact)}
    found: dict[str, Said] = {}
    for number, cells in rows:
        for place, cell in enumerate(cells[:LABELLED]):
            text = cell.strip() if isinstance(cell, str) else ""
            label, _, rest = text.partition(":")  # also in one cell: "Tahun: 2026"
            fact = text if text in layout.FACTS else names.get(bare(label), "")
            if not fact or fact in found or (rest.strip() and fact not in TYPED):
                continue
            after = place + (2 if text in layout.FACTS else 1)
            while after < len(cells) and (blank(cells[after]) or cells[after] == ":"):
                after += 1
            behind = cells[after] if after < len(cells) else None
            found[fact] = (number, place, rest.strip()) if rest.strip() else (number, after, behind)
    return found


def _choices(rulebook: Rulebook, words: Words) -> dict[str, Any]:
    found = {}
    for name, values in vocabularies(rulebook).items():
        printed = {value: words.term(name, value) for value in values}
        found[name] = (layout.choice_names(name, values), printed)
    return found


@dataclass(frozen=True, slots=True)
class _Facts:
    """What a file says of itself, read."""

    said: Mapping[str, Said]
    log: Log
    words: Words

    def cell(self, fact: str) -> Cell:
        """Return what stands there, None for nothing."""
        _, _, cell = self.said.get(fact, (0, 0, None))
        return None if blank(cell) or says_nothing(cell) else cell

    def read(self, fact: str, reader: Callable[[Cell], T]) -> T | None:
        cell = self.cell(fact)
        if cell is None:
            return None
        try:
            return reader(cell)
        except CellError as error:
            self.unread(fact, error.expected)
            return None

    def text(self, fact: str) -> str:
        return self.read(fact, as_text) or ""

    def unread(self, fact: str, expected: Message) -> None:
        row, _, cell = self.said[fact]
        self.log.unread(expected, row, self.column(fact), shown(str(cell)))

    def tell(self, fact: str, message: str, region: Candidate) -> None:
        read = f"{region.code} {region.name}"
        self.log.note(message, self.said[fact][0], self.column(fact), read=read)

    def column(self, fact: str) -> str:
        heading = self.words(f"workbook.fact_{fact}")
        return f"{get_column_letter(self.said[fact][1] + 1)} ({heading})"

    def region(self, resolver: Resolver | None, year: int | None) -> str:
        """Return the code of the government: by its code, in any form, else by its name."""
        cell = self.cell("region")
        # 11.1 is what a spreadsheet makes of 11.10
        code = f"{cell:.2f}" if isinstance(cell, float) and cell % 1 else self.text("region")
        name = self.text("name")
        if resolver is None:
            return code.split()[0] if code else ""
        by_code, by_name = (
            resolver.resolve(text, year=year).candidates if text else () for text in (code, name)
        )
        if len(by_code) == 1:
            found = by_code[0]
            if code not in (found.code, f"{found.code} {found.name}"):
                self.tell("region", "workbook.note_region", found)
            if len(by_name) == 1 and by_name[0].code != found.code:
                self.tell("name", "workbook.note_other_region", found)
            return found.code
        if code:
            self.unread("region", Message("workbook.expect_region"))
        if len(by_name) == 1:
            self.tell("name", "workbook.note_region", by_name[0])
            return by_name[0].code
        if name and not code and not self.read("example", as_flag):
            row, _, _ = self.said["name"]
            self.log.note("workbook.note_region_name", row, self.column("name"))
        return ""


@dataclass(frozen=True, slots=True)
class _Sheets:
    """The sheets of one file, and which of them is named as what."""

    sheets: tuple[ReadSheet, ...]
    named: Mapping[SheetName, ReadSheet]

    @classmethod
    def of(cls, book: Book) -> _Sheets:
        found: dict[SheetName, ReadSheet] = {}
        for name in layout.SHEETS:
            known = {name, *layout.said_in_all(f"workbook.sheet_{name}")}
            matching = [sheet for sheet in book.sheets if bare(sheet.title) in known]
            if matching:
                found[name] = matching[0]
        return cls(book.sheets, found)

    def unnamed(self) -> list[ReadSheet]:
        """Return the sheets whose name does not tell what they hold."""
        return [sheet for sheet in self.sheets if sheet not in self.named.values()]

    def facts(self) -> tuple[str, dict[str, Said]]:
        """Return what the file says of itself, and where: on the guide, else above a table."""
        if guide := self.named.get("guide"):
            return guide.title, _said_on(guide.rows)
        for sheet in self.sheets:
            above = (row for row in sheet.rows[:SEARCHED] if _filled(row) <= LABELLED)
            if found := _said_on(above):
                return sheet.title, found
        return "", {}


def _filled(row: Row) -> int:
    return sum(not blank(cell) for cell in row[1])


def _table_on(
    sheet: ReadSheet, codes: Sequence[str], known: Mapping[str, str], needed: str, *, named: bool
) -> Headings | None:
    """Return the headings of a table; of a sheet that is not ``named`` so, if it has enough."""
    headings = find_headings(sheet.rows, codes, known, needed)
    if headings is None or not (named or len(headings.columns) > 2):
        return None
    if len(sheet.rows) == MOST_ROWS:  # more may follow: nothing is left out unsaid
        raise PortfolioError("workbook_rows", limit=MAX_INNOVATIONS)
    return headings


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


def _agencies(sheet: ReadSheet | None, log: Log) -> tuple[str, ...]:
    if sheet is None:
        return ()
    headings = find_headings(sheet.rows, layout.LISTS, layout.list_names(), "agencies")
    if headings is None:
        return ()
    table = ProblemTable(headings, log)
    table.tell_habits(sheet, ("agencies",))
    return tuple(dict.fromkeys(filter(None, (table.text(r, "agencies") for r in headings.rows))))


def _refuse_without_sheet(sheets: _Sheets) -> NoReturn:
    titles = ", ".join(filter(None, (sheet.title for sheet in sheets.sheets)))
    if not titles:
        raise PortfolioError("workbook_no_table")
    raise PortfolioError("workbook_no_sheet", found=shown(titles)[1:-1])


def _refuse_without_year(sheets: _Sheets) -> NoReturn:
    fields = {name: code for code in FIELDS for name in layout.names_of(code)}
    if not {"innovations", "guide"} & sheets.named.keys() and not any(
        _table_on(sheet, tuple(FIELDS), fields, "name", named=False) for sheet in sheets.sheets
    ):
        _refuse_without_sheet(sheets)
    raise PortfolioError("workbook_no_year")


def _says_no_more(item: Innovation, other: Innovation) -> bool:
    """Say whether all that is said of ``item`` is said of ``other`` too."""
    for field in fields(Innovation):
        own, others = getattr(item, field.name), getattr(other, field.name)
        if isinstance(own, Mapping):
            if not own.items() <= others.items():
                return False
        elif own not in (others, UNSAID[field.name]) and bare(own) != bare(others):
            return False
    return True


def _together(read: Sequence[tuple[Log, list[Innovation]]]) -> tuple[Innovation, ...]:
    """Return the innovations of all sheets, and tell what each sheet gave.

    What an earlier sheet says already is no further innovation; where two sheets differ on one
    name, both are kept.
    """
    found: list[Innovation] = []
    for log, items in read:
        earlier = {bare(item.name): item for item in reversed(found)}
        for item in items:
            other = earlier.get(bare(item.name))
            if other is not None and _says_no_more(item, other):
                log.note("workbook.note_said_before", name=item.name)
                continue
            if other is not None:
                log.note("workbook.note_name_again", name=item.name)
            found.append(item)
        if len(read) > 1:
            log.note("workbook.note_sheet_read", number=len(items))
    if len(found) > MAX_INNOVATIONS:
        raise PortfolioError("workbook_rows", limit=MAX_INNOVATIONS)
    return tuple(found)


def _read_innovations(
    reader: _Reader, sheets: _Sheets
) -> tuple[tuple[Innovation, ...], dict[ReadSheet, Log]]:
    """Return the innovations of every sheet that holds some, and what was met on which."""
    book, words = reader.rulebook, reader.words
    codes, known = layout.innovation_columns(book), layout.innovation_names(book)
    own = sheets.named.get("innovations")
    logs: dict[ReadSheet, Log] = {}
    read: list[tuple[Log, list[Innovation]]] = []
    for sheet in sheets.sheets:
        if sheet is not own and sheet not in sheets.unnamed():
            continue
        headings = _table_on(sheet, codes, known, "name", named=sheet is own)
        if headings is not None:
            log = logs[sheet] = Log(sheet.title)
            _tell_columns(headings, log, words, tuple(FIELDS))
            _missing_lines(headings, book, log)
            read.append((log, reader.innovations(ProblemTable(headings, log), sheet)))
        elif sheet is own:
            heading = words("workbook.field_name")
            raise PortfolioError("workbook_no_name", sheet.title, heading=heading)
    if not read:
        _refuse_without_sheet(sheets)
    innovations = _together(read)
    if not innovations:
        read[0][0].note("workbook.note_none")
    return innovations, logs


def _read_spd(
    reader: _Reader, sheets: _Sheets, taken: Container[ReadSheet]
) -> tuple[dict[str, Any], dict[ReadSheet, Log]]:
    """Return what the sheet of government lines says; ``taken``: sheets that hold others."""
    words, own = reader.words, sheets.named.get("spd")
    others = [sheet for sheet in sheets.unnamed() if sheet not in taken]
    for needed, sheet in product(("code", "no", "line"), ([own] if own else []) + others):
        headings = _table_on(
            sheet, layout.SPD_COLUMNS, layout.spd_names(), needed, named=sheet is own
        )
        if headings is not None:
            log = Log(sheet.title)
            _tell_columns(headings, log, words, ("value", "claimed"))
            return reader.spd(ProblemTable(headings, log), sheet), {sheet: log}
    return {}, {}


def _tell_sheets(
    sheets: _Sheets, read: Container[ReadSheet], words: Words, *, spd: bool
) -> Iterator[Problem]:
    """Yield what is said of whole sheets: that there is none of SPD, and which are not read."""
    if not spd:
        own = sheets.named.get("spd")
        log = Log(own.title if own else "")
        log.note("workbook.note_no_spd", sheet=words("workbook.sheet_spd"))
        yield from log.found
    for sheet in sheets.unnamed():
        if sheet.rows and sheet not in read:
            log = Log(sheet.title)
            log.note("workbook.note_sheet_left")
            yield from log.found


def read_workbook(
    data: bytes,
    rulebook_of: Callable[[int], Rulebook],
    words: Words,
    year: int | None = None,
    register: Register | None = None,
    aliases: tuple[Alias, ...] = (),
) -> WorkbookReading:
    """Return the portfolio in the file of tables ``data``, and what of it could not be read.

    ``year``: whose rules are asked for, else the year that the file says. ``words``: in whose
    language problems name headings and choices; the file may be in any. Raises PortfolioError for a
    file that cannot be read, RulebookNotFoundError and RuleUnknownError as ``read_portfolio``.
    """
    book = open_workbook(data)
    sheets = _Sheets.of(book)
    title, said_of_file = sheets.facts()
    guide = Log(title)
    if book.macros:
        guide.note("workbook.note_macros")
    facts = _Facts(said_of_file, guide, words)
    said = facts.read("year", as_year)
    asked = said if year is None else year
    schema = facts.read("schema", as_count)
    if schema not in (None, SCHEMA):
        raise PortfolioError("schema", guide.sheet, value=schema, expected=SCHEMA)
    if asked is None:
        _refuse_without_year(sheets)
    if said is None:
        guide.note("workbook.note_no_year", year=asked)
    rulebook = rulebook_of(asked)
    make_sheet(rulebook)  # a year whose rules do not suffice says so before any level is read
    reader = _Reader(rulebook, words, book.epoch, _choices(rulebook, words))
    innovations, main = _read_innovations(reader, sheets)
    spd, aside = _read_spd(reader, sheets, main)
    listed = sheets.named.get("lists")
    lists = Log(listed.title if listed else "")
    portfolio = Portfolio(
        region=facts.region(resolver_of(register, aliases), asked),
        year=said,
        name=facts.text("name"),
        example=bool(facts.read("example", as_flag)),
        agencies=_agencies(listed, lists),
        innovations=innovations,
        **spd,
    )
    logs = (guide, *aside.values(), *main.values(), lists)
    told = _tell_sheets(sheets, {**main, **aside}, words, spd=bool(aside))
    problems = (*(problem for log in logs for problem in log.found), *told)
    return WorkbookReading(portfolio, rulebook, problems)
