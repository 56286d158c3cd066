"""One cell as people fill it in: to a level, number, count, day, yes or no, or a word of a list.

Every reader returns the value or raises CellError with what was expected; none guesses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cache

from openpyxl.utils.datetime import WINDOWS_EPOCH, from_excel
from rapidfuzz import process

from iga_core.declared.workbench import EFFORT_DECIMALS
from iga_core.language import all_words
from iga_core.message import Message, Value
from iga_core.numbers import NumberError, read_number, round_half_up
from iga_core.portfolio.file.layout import bare, meant
from iga_core.portfolio.file.reading import MAX_DIGITS
from iga_core.record.sheet import day, whole_number
from iga_core.rules import Indicator

# A date outside these is a slip: Excel turns a stray 5 into 5 January 1900
EARLIEST, LATEST = date(1950, 1, 1), date(2100, 12, 31)
NEAR = 80  # of 100: how like a suggested word must be
SUGGESTED = 3
ERRORS = ("#REF!", "#N/A", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!", "#ERROR!")
ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
YES, NO = ("ya", "y", "yes", "true", "benar"), ("tidak", "t", "no", "false", "bukan", "salah")
# a level, and what may be said of it behind a sign: "3 (Perda)", not "2/3", "1-10 orang" or "1.5"
_LEVEL = re.compile(
    r"(?:tingkat|level|tkt|lv|parameter)?[\s.:]*([0-9]{1,2}|[iv]{1,3})"
    r"(?:\s*[(\[:;,.=\u2013\u2014-]\s*[^\W\d].*|\s*[.)])?",
    re.IGNORECASE | re.DOTALL,
)
_CLOCK = re.compile(r"[ T]00:00(?::00)?(?:\.0+)?$")
_DAY = re.compile(r"(\d{1,2})[\s./-]+(\d{1,2}|[^\W\d_]{3,})[\s./,-]+(\d{4}|\d{2})")
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
# a year, alone or with its month: "2024", "TA 2024", "Maret 2024", "2024-03"
_YEAR = re.compile(r"(?:[^\W\d]+[.\s]*){0,2}(?:19|20)\d{2}(?:-\d{1,2})?")
LONGEST_DAY = 60  # characters of a date: "Rabu, tanggal 30 September 2026, 00:00:00"
LAST_SHORT_YEAR = 50  # "50" is 2050, "51" is 1951
_WORDS = re.compile(r"\s*(?:kata|words?)$", re.IGNORECASE)
# marks that turn the direction of writing or have no width: seen by nobody, they mislead
_HIDDEN = dict.fromkeys(map(ord, "\u200b\u200e\u200f\u061c\ufeff\u00ad"), None) | dict.fromkeys(
    (*range(0x202A, 0x202F), *range(0x2060, 0x206A)), None
)
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Percent:
    """A number whose cell shows it as percent; ``value`` in percent."""

    value: Decimal


class Formula:
    """A cell with a formula and no stored value."""

    def __str__(self) -> str:
        """Show it as a formula begins."""
        return "="


FORMULA = Formula()
Cell = object
"""What a cell holds: text, number, bool, datetime, date, time, timedelta, Percent, FORMULA."""


class CellError(ValueError):
    """The cell cannot be read: ``expected`` says what should stand there."""

    def __init__(self, id: str, **values: Value) -> None:
        """``id``: of a message; ``values`` fill it."""
        super().__init__(id)
        self.expected = Message(id, values)


def blank(cell: Cell) -> bool:
    """Say whether nothing stands in the cell: no letter, digit or sign that can be seen."""
    if not isinstance(cell, str):
        return cell is None
    return not (cell if cell.isascii() else clean(cell)).strip()


def clean(text: str) -> str:
    """Return ``text`` without hidden marks and outer spaces; other invisible signs are spaces."""
    if text.isprintable() and "_x" not in text:
        return text.strip()
    plain = _ESCAPED.sub(_unescaped, text).translate(_HIDDEN)
    return "".join(c if c >= " " or c in "\n\t" else " " for c in plain).strip()


def _unescaped(found: re.Match[str]) -> str:
    """Return the sign a workbook writes as its number, if it is one that cannot stand as such."""
    sign = chr(int(found[1], 16))
    if sign == "\r":
        return ""
    return " " if sign < " " else found[0]


def hides_marks(cell: Cell) -> bool:
    """Say whether the text holds marks that nobody sees."""
    return isinstance(cell, str) and cell.translate(_HIDDEN) != cell


def _refuse_errors(cell: Cell) -> None:
    if cell is FORMULA:
        raise CellError("workbook.expect_value")
    if isinstance(cell, str) and cell.strip() in ERRORS:
        raise CellError("workbook.expect_no_error")


def as_text(cell: Cell) -> str:
    """Return the text of a cell; a number, date, or yes reads as it is printed."""
    _refuse_errors(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time() else cell.isoformat(" ")
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return clean(str(cell.value if isinstance(cell, Percent) else cell))


def as_level(cell: Cell, top: int) -> int:
    """Return a level from 0 to ``top``: 2, 2.0, "2", "Tingkat 2: Perkada", "Level II", "2 (x)"."""
    if isinstance(cell, int | float) and type(cell) is not bool and cell in range(top + 1):
        return int(cell)
    _refuse_errors(cell)
    refused = CellError("workbook.expect_level", top=top)
    found = _LEVEL.fullmatch(_folded(cell)) if isinstance(cell, str) else None
    if found is None:
        raise refused
    level = ROMAN.get(found[1].casefold(), -1) if not found[1].isdigit() else int(found[1])
    if level not in range(top + 1):
        raise refused
    return level


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", clean(text))


def as_number(cell: Cell, percent: bool) -> Decimal:
    """Return a number: 5.23, "5,23", "1.234,5", "-5,14"; with ``percent`` also "12,5 %"."""
    _refuse_errors(cell)
    if isinstance(cell, Percent) and percent:
        return cell.value
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        number = Decimal(str(cell))
    elif isinstance(cell, datetime | date | time | timedelta):
        raise CellError("workbook.expect_number_no_date")
    elif isinstance(cell, str):
        number = _typed_number(_folded(cell), percent)
    else:
        raise CellError("workbook.expect_number")
    if not number.is_finite() or abs(number.adjusted()) > MAX_DIGITS:
        raise CellError("workbook.expect_number")
    return number


def as_raw(cell: Cell, line: Indicator) -> Decimal:
    """Return the raw value of ``line``: a number that its unit can hold."""
    if not line.has_bands:
        raise CellError("workbook.expect_level_not_value")
    number = as_number(cell, line.percent)
    if limits := line.outside(number):
        raise CellError(f"workbook.possible_{'_'.join(limits)}", **limits)
    return number


def _typed_number(text: str, percent: bool) -> Decimal:
    typed = text.removesuffix("%").strip() if percent else text
    try:
        return read_number(typed, signed=True)
    except NumberError as error:
        ambiguous = str(error) == "ambiguous"
        raise CellError(
            "workbook.expect_one_reading" if ambiguous else "workbook.expect_number"
        ) from None


def as_count(cell: Cell) -> int:
    """Return a whole number from 0: 320, 320.0, "1.234", "320 kata", "320 words"."""
    _refuse_errors(cell)
    refused = CellError("workbook.expect_count")
    if isinstance(cell, bool) or not isinstance(cell, int | float | str):
        raise refused
    if isinstance(cell, str):
        try:
            found = whole_number(_WORDS.sub("", _folded(cell)))
        except ValueError:
            raise refused from None
        cell = -1 if found is None else found
    if cell != cell or abs(cell) > 10**9 or cell != int(cell) or cell < 0:
        raise refused
    return int(cell)


def as_amount(cell: Cell, most: Decimal, percent: bool = False) -> Decimal:
    """Return a number from 0 to ``most``, at the decimals of an effort."""
    found = round_half_up(as_number(cell, percent), EFFORT_DECIMALS)
    if not 0 <= found <= most:
        raise CellError("workbook.possible_low_high", low=Decimal(0), high=most)
    return found


def as_day(cell: Cell, epoch: datetime = WINDOWS_EPOCH) -> date:
    """Return a day: a date cell, "3 Maret 2025" in any language of ours, "03/03/25" (day first),
    "2025-03-03", or a serial number counted from ``epoch`` (of the workbook: 1900 or 1904).
    """
    _refuse_errors(cell)
    found: object = cell
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        found = _from_serial(cell, epoch)
    elif isinstance(cell, str):
        found = _typed_day(_folded(cell))
    if isinstance(found, datetime):
        found = found.date()
    if not isinstance(found, date):
        raise CellError("workbook.expect_day")
    if found.year == 1905:  # a bare year in a date cell: 2024 is the 2024th day from 1900
        raise CellError("workbook.expect_whole_day")
    if not EARLIEST <= found <= LATEST:
        years = {"year_first": EARLIEST.year, "year_last": LATEST.year}
        raise CellError("workbook.expect_day_between", **years)
    return found


def as_year(cell: Cell) -> int:
    """Return a year: 2026, "2026", "TA 2026", "Tahun Anggaran 2026"."""
    typed = re.fullmatch(r"[^\d]*((?:19|20)\d{2})[^\d]*", as_text(cell))
    if typed is None:
        raise CellError("workbook.expect_year")
    return int(typed[1])


def _from_serial(serial: float, epoch: datetime) -> object:
    if serial != serial or not 0 < serial < 10**6:
        raise CellError("workbook.expect_day")
    if 1900 <= serial <= 2100:
        raise CellError("workbook.expect_whole_day")
    return from_excel(serial, epoch)


@cache
def _before_day() -> re.Pattern[str]:
    """Return what reads a day of the week or "tanggal" before a date, in every language."""
    names = {n for w in all_words() for n in w.locale.days["format"]["wide"].values()}
    names |= {n for w in all_words() for n in w("workbook.before_day").split(";")}
    either = "|".join(map(re.escape, sorted(names)))
    return re.compile(rf"(?:(?:{either})\b[\s.,:/]*)+", re.IGNORECASE)


def _parts_of_day(text: str) -> list[str]:
    """Return day, month and year of a date in words or numbers, day first; else nothing."""
    if len(text) > LONGEST_DAY:
        return []
    typed = _CLOCK.sub("", text)
    before = _before_day().match(typed)
    typed = typed[before.end() :] if before else typed
    if found := _ISO.fullmatch(typed):
        return [*reversed(found.groups())]
    found = _DAY.fullmatch(typed)
    return [*found.groups()] if found else []


def short_year(cell: Cell) -> bool:
    """Say whether the cell is a date in text whose year has two digits."""
    return isinstance(cell, str) and len((_parts_of_day(_folded(cell)) or ["", "", ""])[2]) == 2


def _typed_day(text: str) -> date:
    parts = _parts_of_day(text)
    if not parts:
        in_part = len(text) <= LONGEST_DAY and _YEAR.fullmatch(text)
        raise CellError("workbook.expect_whole_day" if in_part else "workbook.expect_day")
    number, month, year = parts
    if len(year) == 2:
        year = f"{'20' if int(year) <= LAST_SHORT_YEAR else '19'}{year}"
    between = "/" if month.isdecimal() else " "
    try:
        return date.fromisoformat(day(between.join((number, month, year))))
    except ValueError:
        raise CellError("workbook.expect_day") from None


def as_flag(cell: Cell) -> bool:
    """Return yes or no: ya, tidak, or a cell that holds true or false."""
    _refuse_errors(cell)
    if isinstance(cell, bool):
        return cell
    said = bare(cell) if isinstance(cell, str) else ""
    if said not in (*YES, *NO):
        raise CellError("workbook.expect_flag")
    return said in YES


def as_choice(cell: Cell, names: Mapping[str, str], shown: Mapping[str, str]) -> str:
    """Return the code a cell names. ``names``: of ``choice_names``; ``shown``: how it reads."""
    text = as_text(cell)
    if found := meant(text, names):
        return found
    said = bare(text)
    near = process.extract(said, list(names), limit=SUGGESTED, score_cutoff=NEAR) if said else []
    suggested = dict.fromkeys(shown[names[name]] for name, _, _ in near)
    if suggested:
        raise CellError("workbook.expect_near", near=", ".join(suggested))
    raise CellError("workbook.expect_listed", number=len(shown))


@cache
def _nothing() -> frozenset[str]:
    return frozenset(w.casefold() for x in all_words() for w in x("workbook.nothing").split(";"))


def says_nothing(cell: Cell) -> bool:
    """Say whether the cell holds what people write into one that is empty: "-", "n/a", "nihil"."""
    return isinstance(cell, str) and len(cell) < 20 and clean(cell).casefold() in _nothing()
