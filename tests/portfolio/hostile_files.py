"""Files made to stop a reader: long runs of one token, renamed parts, huge counts, deep trees.

And honest ones near every limit. ``python -m tests.portfolio.hostile_files 200`` brings so many to
a served app, each from its own seed, and says what they and a second visitor had to wait.
"""

from __future__ import annotations

import asyncio
import json
import os
import random
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import product
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Event
from statistics import quantiles
from struct import pack
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import psutil

from deploy import health
from iga_core.portfolio import Portfolio, make_template, portfolio_bytes
from iga_core.portfolio.file import packing, sheets
from iga_core.portfolio.file.packing import is_workbook
from iga_core.portfolio.file.xls import OLE
from iga_core.portfolio.schema import MAX_BYTES
from tests.load.__main__ import TARGET
from tests.load.crowd import Seen
from tests.load.visitor import visiting
from tests.portfolio.forms import NAMES, in_streams, ods, ods_of, strict, table, xls
from tests.portfolio.workbooks import BOOK as RULES
from tests.portfolio.workbooks import WORDS, edited, example, part, repacked
from tests.served import serving

GUIDE = "xl/worksheets/sheet1.xml"
SHEET, STRINGS, STYLES = "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BOOK, TYPES, RELS = "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
END = b"</sheetData>"
DEEP_SPANS = "<text:span>" * 90_000 + "</text:span>" * 90_000
BLANKS = '<text:s text:c="999999999"/>' * 100_000
DEEP = b"<a>" * 90_000 + b"</a>" * 90_000
WITHIN = 5.0  # seconds for one file, whatever it is
TAKEN = WORDS("cek_mandiri.taken", number="").rpartition(" ")[0]

Make = Callable[[random.Random], bytes]


def stored(parts: dict[str, bytes], renamed: dict[str, str] | None = None) -> bytes:
    """Return the example with parts replaced or added, and then renamed wherever they are named."""
    return called(repacked(parts), renamed or {})


def called(data: bytes, names: dict[str, str]) -> bytes:
    """Return a workbook whose parts go by other names, wherever they are named."""
    if not names:
        return data
    buffer = BytesIO()
    with ZipFile(BytesIO(data)) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = old.read(name)
            for before, after in names.items():
                content = content.replace(
                    before.removeprefix("xl/").encode(), after.removeprefix("xl/").encode()
                )
            new.writestr(ZipInfo(names.get(name, name)), content, ZIP_DEFLATED)  # of no day
    return buffer.getvalue()


def disguised(data: bytes, dice: random.Random) -> bytes:
    """Return the same file in disguise: parts by names of no known kind, blanks before JSON."""
    if data.startswith(OLE):
        return data
    if not is_workbook(data):
        return dice.choice((b" ", b"\n", b"\t")) * dice.randrange(1, 200_000) + data
    parts = dice.sample((SHEET, STRINGS, STYLES), dice.randrange(1, 4))
    ends = (".dat", ".bin", ".png", ".xml", ".rels", "")
    return called(data, {p: f"xl/{dice.randbytes(4).hex()}{dice.choice(ends)}" for p in parts})


def salted(dice: random.Random, size: int) -> bytes:
    """Return letters that do not pack to nothing, so that no ratio gives them away."""
    return dice.randbytes(size // 2).hex().encode()


def more(rows: bytes) -> bytes:
    """Return the sheet of innovations with ``rows`` after its own."""
    return part(SHEET).replace(END, rows + END)


def run_of(token: bytes, where: str, number: int) -> Make:
    return lambda _: stored({where: token * number})


def repeated(*tokens: bytes, where: str = SHEET, number: int = 200_000) -> dict[str, Make]:
    """Return one file for each token: a part that is a run of it."""
    return {f"{t.decode()} again and again, {where}": run_of(t, where, number) for t in tokens}


def inside(token: bytes, number: int, before: bytes = b"") -> Make:
    """Return a file with a run of a token below the rows of a sheet that is otherwise sound."""
    return lambda _: stored({SHEET: more(before + token * number)})


def row(number: int, cells: bytes, more: bytes = b"") -> bytes:
    return b'<row r="%d"%s>%s</row>' % (number, more, cells)


def text_cell(place: bytes, text: bytes) -> bytes:
    return b'<c r="%s" t="inlineStr"><is><t>%s</t></is></c>' % (place, text)


def shared_by_all(dice: random.Random) -> bytes:
    """One long shared text, shown by every cell of 1,900 rows."""
    text = b"<si><t>" + salted(dice, 400_000) + b"</t></si>"
    strings = part(STRINGS)
    place = strings.count(b"<si>")
    cells = (
        row(n, b"".join(b'<c r="%c%d" t="s"><v>%d</v></c>' % (c, n, place) for c in b"ABCDEFGH"))
        for n in range(500, 2400)
    )
    return stored(
        {STRINGS: strings.replace(b"</sst>", text + b"</sst>"), SHEET: more(b"".join(cells))}
    )


def shared_formulas(dice: random.Random) -> bytes:
    """One formula of 200 kB that 20,000 cells share: each would be written out anew."""
    formula = b"+".join(b"A%d" % dice.randrange(1, 999) for _ in range(40_000))
    first = b'<c r="A500"><f t="shared" ref="A500:A20500" si="0">' + formula + b"</f></c>"
    rest = b"".join(
        row(n, b'<c r="A%d"><f t="shared" si="0"/></c>' % n) for n in range(501, 20_500)
    )
    return stored({SHEET: more(row(500, first) + rest)})


def one_sheet_many_times(dice: random.Random) -> bytes:
    """A part with many rows that the workbook names as 38 sheets."""
    rows = b"".join(row(n, text_cell(b"A%d" % n, salted(dice, 40))) for n in range(500, 2400))
    book = part(BOOK)
    again = b"".join(
        b'<sheet name="L%d" sheetId="%d" r:id="rId3"/>' % (n, 90 + n) for n in range(34)
    )
    return stored({SHEET: more(rows), BOOK: book.replace(b"</sheets>", again + b"</sheets>")})


def renamed(what: str, to: str, size: int) -> Make:
    """Return a file in which a part has grown and goes by a name of no known kind."""

    def make(dice: random.Random) -> bytes:
        if what == STRINGS:
            grown = b"".join(b"<si><t>%s</t></si>" % salted(dice, 60) for _ in range(size // 75))
            text = part(STRINGS).replace(b"</sst>", grown + b"</sst>")
        else:
            grown = b"".join(
                row(n, text_cell(b"A%d" % n, salted(dice, 60)))
                for n in range(500, 500 + size // 130)
            )
            text = more(grown)
        return stored({what: text}, {what: to})

    return make


def columns_of_headings(dice: random.Random) -> bytes:
    """Thirty rows of 300 headings, each near a known one."""
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rows = b""
    for n in range(1, 31):
        names = (b"Tingkat diklaim regulasi " + salted(dice, 8) for _ in range(300))
        rows += row(n, b"".join(b'<c t="inlineStr"><is><t>%s</t></is></c>' % x for x in names))
    sheet = b'<worksheet xmlns="%s"><sheetData>%s</sheetData></worksheet>'
    return stored({SHEET: sheet % (space, rows)})


def ranges(dice: random.Random) -> bytes:
    """A list of 60,000 places for one drop-down."""
    places = b" ".join(b"A%d" % n for n in range(1, 120_000, 2))
    rule = b'<dataValidations count="1"><dataValidation type="list" sqref="%s"/></dataValidations>'
    return stored({SHEET: part(SHEET).replace(END, END + rule % places)})


def merges(number: int, place: bytes = b"A5:CA2000") -> bytes:
    return b"<mergeCells>%s</mergeCells>" % (b'<mergeCell ref="%s"/>' % place * number)


def cell_of(held: str) -> str:
    """Return OpenDocument with one cell."""
    return tabled(
        '<table:table><table:table-row><table:table-cell office:value-type="string"><text:p>'
        f"{held}</text:p></table:table-cell></table:table-row></table:table>"
    )


def tabled(held: str) -> str:
    return f"<office:document-content {NAMES}>{held}</office:document-content>"


def spanning(number: int) -> str:
    cell = '<table:table-cell office:value-type="string" table:number-rows-spanned="999999999">'
    row = f"<table:table-row>{cell}<text:p>a</text:p></table:table-cell></table:table-row>"
    return tabled(f"<table:table>{row * number}</table:table>")


def record(kind: int, held: bytes) -> bytes:
    return pack("<HH", kind, len(held)) + held


BEGIN, FINISH = record(0x809, pack("<HHII", 0x600, 5, 0, 0) + bytes(4)), record(0x0A, b"")


def texts_without_end() -> bytes:
    return BEGIN + record(0xFC, pack("<II", 1, 0xFFFFFFFF)) + record(0x3C, bytes(8_000)) * 850


def one_text_everywhere() -> bytes:
    text = record(0xFC, pack("<IIHB", 1, 1, 8_000, 0) + b"a" * 8_000)
    cells = b"".join(
        record(0xFD, pack("<HHHI", row, place, 0, 0))
        for row, place in product(range(2_000), range(180))
    )
    at = len(BEGIN) + len(text) + 4 + 9 + 4
    sheet = record(0x85, pack("<IBBBB", at, 0, 0, 1, 0) + b"A")
    return BEGIN + text + sheet + FINISH + BEGIN + cells + FINISH


def sheets_that_are_one() -> bytes:
    cells = b"".join(
        record(0x203, pack("<HHHd", row, place, 0, 1))
        for row, place in product(range(2_000), range(60))
    )
    at = len(BEGIN) + 39 * 13 + 4
    sheet = record(0x85, pack("<IBBBB", at, 0, 0, 1, 0) + b"A")
    return BEGIN + sheet * 39 + FINISH + BEGIN + cells + FINISH


def refused_by_count(items: int) -> Make:
    return lambda _: json.dumps(
        {"year": 2026, "innovations": [{"name": "a"}] * items}, separators=(",", ":")
    ).encode()


def json_with(**fields: object) -> Make:
    return lambda _: json.dumps({"year": 2026, **fields}, separators=(",", ":")).encode()


FILES: dict[str, Make] = {
    **repeated(
        b"<f ", b"<f", b"</f> ", b"<c ", b"<row ", b"<!--", b"<![CDATA[", b"<a:", number=200_000
    ),
    **repeated(b"<a>", b"<row>", b"<c>", number=150_000),
    **repeated(b'formatCode="', b'numFmtId="9" ', where=STYLES),
    **repeated(b"<si>", b"<si><r><t>", where=STRINGS),
    **repeated(b"<sheet ", where=BOOK),
    "<f in a sheet that is sound besides": inside(b"<f ", 60_000),
    "a deep tree in a row": inside(b"<a>", 100_000, b'<row r="900">'),
    "a deep tree that is closed": lambda _: stored({SHEET: more(row(900, DEEP))}),
    "a deep tree in the list of kinds": lambda _: stored(
        {TYPES: part(TYPES).replace(b"</Types>", DEEP + b"</Types>")}
    ),
    "a row far below": lambda _: stored(
        {SHEET: more(row(1_048_576, text_cell(b"A1048576", b"x")))}
    ),
    "a row farther than any": lambda _: stored({SHEET: more(row(10**15, b"<c><v>1</v></c>"))}),
    "rows far apart": lambda _: stored(
        {SHEET: more(b"".join(row(n * 500_000, text_cell(b"A1", b"x")) for n in range(1, 900)))}
    ),
    "a column far to the right": lambda _: stored(
        {SHEET: more(row(900, b'<c r="ZZZ900"><v>1</v></c>' * 1000))}
    ),
    "cells in one row": lambda _: stored({SHEET: more(row(900, b"<c><v>1</v></c>" * 240_000))}),
    "attributes of one cell": lambda _: stored(
        {SHEET: more(row(900, b"<c" + b"".join(b' a%d=""' % n for n in range(200_000)) + b"/>"))}
    ),
    "names of one space each": lambda _: stored(
        {SHEET: more(row(900, b"".join(b'<c xmlns:a%d="b%d"/>' % (n, n) for n in range(100_000))))}
    ),
    "a long text in every cell": shared_by_all,
    "formulas that are shared": shared_formulas,
    "one sheet many times": one_sheet_many_times,
    "shared texts, 20 MB, as strings.dat": renamed(STRINGS, "xl/strings.dat", 20_000_000),
    "shared texts, 11 MB, as strings.png": renamed(STRINGS, "xl/strings.png", 11_000_000),
    "a sheet, 25 MB, as s1.dat": renamed(SHEET, "xl/other/s1.dat", 25_000_000),
    "a sheet, 8 MB, as s1.bin": renamed(SHEET, "xl/other/s1.bin", 8_000_000),
    "300 columns of headings": columns_of_headings,
    "places of a drop-down": ranges,
    "merged cells one over the other": lambda _: stored(
        {SHEET: part(SHEET).replace(END, END + merges(60_000))}
    ),
    "a merged cell over the whole sheet": lambda _: stored(
        {SHEET: part(SHEET).replace(END, END + merges(1, b"A5:XFD1048576"))}
    ),
    "xls of texts without end": lambda _: in_streams(texts_without_end()),
    "xls of one text in every cell": lambda _: in_streams(one_text_everywhere()),
    "xls whose sheets are one": lambda _: in_streams(sheets_that_are_one()),
    "xls of records of nothing": lambda _: in_streams(b"\x09\x08\0\0" + b"\1\0\0\0" * 1_700_000),
    "xls of noise": lambda dice: in_streams(dice.randbytes(2_000_000)),
    "ods of a deep tree": lambda _: ods_of(cell_of(DEEP_SPANS)),
    "ods of cells that span everything": lambda _: ods_of(spanning(50_000)),
    "ods of blanks without end": lambda _: ods_of(cell_of(BLANKS)),
    "ods of tables in tables": lambda _: ods_of(tabled("<table:table>" * 90_000)),
    "csv of quotes": lambda _: b'"";' * 3_000_000,
    "csv of one cell of 9 MB": lambda _: b"Nama;OPD\n" + b"a" * 9_000_000 + b";x\n",
    "csv of separators": lambda _: b"Nama;OPD;Tahap\n" + b";" * 9_500_000,
    "csv of short lines": lambda _: b"a;\n" * 3_000_000,
    "utf-16 without an end": lambda dice: b"\xff\xfe" + dice.randbytes(3_000_001),
    "2,001 innovations": refused_by_count(2001),
    "600,000 innovations": refused_by_count(600_000),
    "600,000 agencies": json_with(agencies=["a"] * 600_000),
    "600,000 affairs of one innovation": json_with(
        innovations=[{"name": "a", "crossing_affairs": ["kesehatan"] * 600_000}]
    ),
    "an unknown name of 9 MB": json_with(**{"a" * 9_000_000: 1}),
    "an affair of 9 MB": json_with(innovations=[{"name": "a", "affair": "kesehatan " * 900_000}]),
    "a list 50,000 deep": lambda _: b'{"year":' + b"[" * 50_000,
    "an object 50,000 deep": lambda _: b'{"a":' * 50_000,
    "a number of 5 million digits": lambda _: b'{"year":' + b"9" * 5_000_000 + b"}",
    "an exponent without end": lambda _: b'{"year": 2026, "spd_values": {"spd_pad": 1e999999999}}',
}


def many(number: int, length: int = 0, dice: random.Random | None = None) -> Portfolio:
    """Return the example with so many innovations, each with a text of ``length`` characters."""
    found = (example().innovations * number)[:number]
    if dice:
        found = tuple(replace(i, location=salted(dice, length).decode()) for i in found)
    return replace(example(), innovations=found)


def book(portfolio: Portfolio) -> bytes:
    return make_template(RULES, WORDS, portfolio=portfolio)


def loose(dice: random.Random, size: int) -> bytes:
    """Return letters that pack well, though not so well that the ratio gives them away."""
    return salted(dice, size // 20) + salted(dice, 3_000) * (size * 19 // 20 // 3_000)


def xml(content: bytes) -> bytes:
    return b"<x>" + content + b"</x>"


def blank_sheets(workbook: Any) -> None:  # noqa: ANN401 - openpyxl has no types
    while len(workbook.sheetnames) < sheets.MAX_SHEETS:
        workbook.create_sheet()


def far_columns(workbook: Any) -> None:  # noqa: ANN401
    for number in range(5, 29):
        workbook["Inovasi"].cell(number, sheets.MAX_SHEET_COLUMNS).value = "x"


def all_cells(dice: random.Random) -> bytes:
    """A workbook of 2,000 innovations whose guide brings the cells to just below what is read."""
    data = book(many(2000))
    with ZipFile(BytesIO(data)) as archive:
        held = sum(
            len(re.findall(rb"<(?:c|row)[ />]", archive.read(name)))
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet") and name != GUIDE
        )
    free = sheets.MAX_CELLS - held - 1_000
    cells = b"".join(
        row(n, b"".join(b"<c><v>%d</v></c>" % dice.randrange(10**6) for _ in range(99)))
        for n in range(1_000, 1_000 + free // 100)
    )
    sheet = part(GUIDE, data).replace(END, cells + END)
    return repacked({GUIDE: sheet}, data)


def texts_in_rows(dice: random.Random) -> bytes:
    cells = (row(n, text_cell(b"A%d" % n, salted(dice, 2600))) for n in range(500, 2400))
    return stored({SHEET: more(b"".join(cells))})


def extra(*parts: tuple[str, Callable[[random.Random], bytes]]) -> Make:
    """Return the example with parts that nobody reads, but that are measured."""
    return lambda dice: stored({name: make(dice) for name, make in parts})


# large and honest: near a limit each, and read whole, all innovations of them
NEAR: dict[str, tuple[Make, int]] = {
    "JSON of 2,000": (lambda _: portfolio_bytes(many(2000)), 2000),
    "JSON of 9.9 MB, most of it blank": (
        lambda _: portfolio_bytes(example()) + b" " * (MAX_BYTES - 100_000), 24,
    ),
    "JSON of 9.9 MB, most of it texts": (
        lambda dice: portfolio_bytes(many(2000, 3_000, dice)), 2000,
    ),
    "JSON of one innovation with 8 MB of text": (
        lambda dice: portfolio_bytes(many(1, 8_000_000, dice)), 1,
    ),
    "JSON of 2,000 agencies": (
        lambda _: portfolio_bytes(
            replace(example(), agencies=tuple(f"Dinas {n}" for n in range(2000)))
        ),
        24,
    ),
    "a workbook of 2,000": (lambda _: book(many(2000)), 2000),
    "a strict workbook of 2,000": (lambda _: strict(book(many(2000))), 2000),
    "an old workbook of 2,000": (lambda _: xls(book(many(2000))), 2000),
    "OpenDocument of 2,000": (lambda _: ods(book(many(2000))), 2000),
    "a table of text of 2,000": (lambda _: table(book(many(2000))), 2000),
    "a workbook of 2,000, all parts renamed": (
        lambda dice: called(
            book(many(2000)),
            {p: f"xl/{dice.randbytes(4).hex()}.dat" for p in (SHEET, STRINGS, STYLES)},
        ),
        2000,
    ),
    "a workbook of 2,000 with 250,000 cells": (all_cells, 2000),
    "a workbook of 1,990 with 9.5 MB of text": (lambda dice: book(many(1990, 4_300, dice)), 1990),
    "a workbook of 9.9 MB": (
        extra(("xl/media/a.png", lambda dice: b"B" + dice.randbytes(MAX_BYTES - 200_000))), 24,
    ),
    "shared texts of 4 MB, renamed": (renamed(STRINGS, "xl/strings.dat", 4_000_000), 24),
    "shared texts of 11.7 MB": (renamed(STRINGS, STRINGS, packing.MAX_SHARED - 300_000), 24),
    "shared texts of 11.7 MB, renamed": (
        renamed(STRINGS, "xl/strings.png", packing.MAX_SHARED - 300_000), 24,
    ),
    "29 MB of XML in parts": (
        extra(*((f"customXml/{n}.xml", lambda dice: xml(loose(dice, 9_500_000))) for n in "abc")),
        24,
    ),
    "59 MB unpacked": (
        extra(*((f"xl/media/{n}.bin", lambda dice: b"B" + loose(dice, 19_500_000)) for n in "abc")),
        24,
    ),
    "a part packed 190 to 1": (
        extra(("xl/media/a.bin", lambda dice: b"B" + dice.randbytes(45_000) + bytes(10_000_000))),
        24,
    ),
    "1,980 parts": (extra(*((f"xl/media/{n}.bin", lambda _: b"B") for n in range(1980))), 24),
    "40 sheets": (lambda _: edited(blank_sheets), 24),
    "300 columns": (lambda _: edited(far_columns), 24),
    "1.9 million tags": (
        extra(
            (
                "customXml/a.xml",
                lambda dice: xml(
                    b"".join(b"<%c/>" % c for c in dice.choices(b"abcdefghijklmnop", k=1_900_000))
                ),
            )
        ),
        24,
    ),
    "a row at the end of the sheet": (FILES["a row far below"], 25),
    "1,900 rows with 5 MB of text": (texts_in_rows, 1924),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Given:
    """A file as it is brought. ``whole``: innovations that must be read; None: it is hostile."""

    name: str
    data: bytes
    whole: int | None = None


def files(number: int) -> Iterator[Given]:
    """Yield so many files: first those near a limit, then hostile ones, round after round.

    From the second round on each goes in another disguise.
    """
    honest = list(NEAR.items())[:number]
    for name, (make, whole) in honest:
        yield Given(name, make(random.Random(name)), whole)
    for place in range(number - len(honest)):
        yield hostile(list(FILES)[place % len(FILES)], place // len(FILES))


def hostile(name: str, turn: int) -> Given:
    """Return a hostile file of a round; the same name and round give the same file."""
    dice = random.Random(f"{name} {turn}")
    data = FILES[name](dice)
    return Given(f"{name} [{turn}]", disguised(data, dice) if turn else data)


def bring(base: str, given: Given) -> tuple[float, str]:
    """Bring one file to Cek Mandiri as a browser does; return the seconds and the line it got.

    Raises AssertionError for a page that fails, for no line or more than one besides what of a
    file that was taken could not be read, and for one near a limit that is not read whole.
    """
    from tests.attack import uploads, visits
    from tests.client import visit

    ending = "xlsx" if is_workbook(given.data) else "json"
    with visit(base) as one:
        (uploader,) = one.run("cek_mandiri", "").of("file_uploader")
        place = uploads.Pass.of(base)
        start = time.perf_counter()
        _, seen = uploads.send(one, base, place, uploader.id, given.data, f"a.{ending}")
        taken = time.perf_counter() - start
    assert seen is not None, given.name
    visits.calm(seen, given.name)
    said = seen.lines()
    read = [line for line in said if line.startswith(TAKEN)]
    assert read or len(said) == 1, (given.name, said)
    if given.whole is not None:
        assert read == [WORDS("cek_mandiri.taken", number=WORDS.number(given.whole))], (
            given.name,
            said,
        )
    return taken, (read or said)[0]


async def _changes(base: str, over: Event) -> Seen:
    dice, seen = random.Random(0), Seen()
    async with visiting(base, "penghargaan") as visitor:
        await visitor.open()
        while not over.is_set() or len(seen.answers) < 2:
            seen.answers.append(await visitor.change(dice))
            await asyncio.sleep(0.5)
    return seen


def _visit(base: str, over: Event, line: Connection) -> None:
    line.send(asyncio.run(_changes(base, over)))


@contextmanager
def second_visitor(base: str) -> Iterator[list[Seen]]:
    """Let a visitor change filters on another page; what it saw is in the list afterwards.

    It has a process of its own: what is computed here is not what it waits for.
    """
    spawn, found = get_context("spawn"), list[Seen]()
    over, (ours, theirs) = spawn.Event(), spawn.Pipe()
    process = spawn.Process(target=_visit, args=(base, over, theirs))
    process.start()
    theirs.close()
    try:
        yield found
        over.set()
        found.append(ours.recv())  # EOFError when the visit failed
    finally:
        process.kill()
        process.join()


def used(server: psutil.Process) -> float:
    """Return the processor seconds of a server and of the processes that read for it."""
    own: float = sum(server.cpu_times()[:4])
    return own + sum(sum(child.cpu_times()[:2]) for child in server.children())


def main() -> int:
    """Bring files to a served app; print what each took, and what a second visitor waited.

    cpu: processor time of the server for one file, and for the second visitor meanwhile; other
    work of the machine hardly moves it.
    """
    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    times: list[float] = []
    costs: list[float] = []
    with serving() as server:
        health.look(server.base, "cek_mandiri", 120)
        process = psutil.Process(server.process.pid)
        with second_visitor(server.base) as found:
            for given in files(number):
                before = used(process)
                taken, said = bring(server.base, given)
                times.append(taken)
                costs.append(used(process) - before)
                print(
                    f"{taken:6.2f} s  cpu {costs[-1]:5.2f} s {len(given.data):11,} B  "
                    f"{given.name}: {said}",
                    flush=True,
                )
    (seen,) = found
    middle, late, longest = seen.milliseconds()
    for name, values in (("", times), ("cpu: ", costs)):
        cuts = quantiles(values, n=100, method="inclusive")
        print(f"{name}median {cuts[49]:.2f}, p95 {cuts[94]:.2f}, max {max(values):.2f} s a file")
    print(
        f"{number} files; second visitor: {len(seen.answers)} changes, p50 {middle:.0f}, "
        f"p95 {late:.0f}, max {longest:.0f} ms; load average {os.getloadavg()[0]:.1f}"
    )
    return 1 if max(times) > WITHIN or late > TARGET else 0


if __name__ == "__main__":
    sys.exit(main())
