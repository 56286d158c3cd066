"""Files made to stop a reader: long runs of one token, renamed parts, huge counts, deep trees.

``python -m tests.portfolio.hostile_files 200`` reads more of them, each from its own seed, and says
what was slow.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from iga_core.portfolio import Portfolio, make_template, portfolio_bytes
from tests.portfolio.workbooks import BOOK as RULES
from tests.portfolio.workbooks import WORDS, example, example_file, part

SHEET, STRINGS, STYLES = "xl/worksheets/sheet3.xml", "xl/sharedStrings.xml", "xl/styles.xml"
BOOK, TYPES, RELS = "xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"
END = b"</sheetData>"
DEEP = b"<a>" * 90_000 + b"</a>" * 90_000
WITHIN = 5.0  # seconds for one file, whatever it is

Make = Callable[[random.Random], bytes]


def stored(parts: dict[str, bytes], renamed: dict[str, str] | None = None) -> bytes:
    """Return the example with parts replaced, and then renamed wherever they are named.

    A part is packed loosely on purpose: what counts is what it unfolds to, not how densely.
    """
    names = renamed or {}
    buffer = BytesIO()
    with ZipFile(BytesIO(example_file())) as old, ZipFile(buffer, "w", ZIP_DEFLATED) as new:
        for name in {**dict.fromkeys(old.namelist()), **parts}:
            content = parts.get(name)
            if content is None:
                content = old.read(name)
            for before, after in names.items():
                content = content.replace(
                    before.removeprefix("xl/").encode(), after.removeprefix("xl/").encode()
                )
            new.writestr(names.get(name, name), content)
    return buffer.getvalue()


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


def many(number: int) -> Portfolio:
    return replace(example(), innovations=(example().innovations * number)[:number])


# large and honest: read whole, all innovations of them
NEAR: dict[str, tuple[Make, int]] = {
    "JSON of 2,000": (lambda _: portfolio_bytes(many(2000)), 2000),
    "a workbook of 2,000": (lambda _: make_template(RULES, WORDS, portfolio=many(2000)), 2000),
    "shared texts of 4 MB, renamed": (renamed(STRINGS, "xl/strings.dat", 4_000_000), 24),
    "a row at the end of the sheet": (FILES["a row far below"], 25),
    "1,900 rows with 5 MB of text": (
        lambda dice: stored(
            {
                SHEET: more(
                    b"".join(
                        row(n, text_cell(b"A%d" % n, salted(dice, 2600))) for n in range(500, 2400)
                    )
                )
            }
        ),
        1924,
    ),
}


def files(extra: int = 0) -> Iterator[tuple[str, bytes]]:
    """Yield every file with what it is; ``extra``: so many more rounds, each of other seeds."""
    for turn in range(extra + 1):
        for name, make in FILES.items():
            yield f"{name} [{turn}]", make(random.Random(f"{name} {turn}"))


def main() -> int:
    """Read ``FILES`` and as many rounds more as asked for; print what took how long."""
    from tests.portfolio.workbooks import answered

    slow = 0
    for name, data in files(int(sys.argv[1]) if len(sys.argv) > 1 else 0):
        start = time.perf_counter()
        said = answered(data)
        taken = time.perf_counter() - start
        slow += taken > WITHIN
        print(f"{taken:6.2f} s  {len(data):9,} B  {name}: {said}", flush=True)
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
