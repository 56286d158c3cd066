"""Habits of people who fill in and pass on a workbook, and files that have them.

Each habit changes a sound workbook and says what the reader must tell of it; the portfolio stays
the same. ``CHOSEN`` names each habit alone and every pair, each from a seed of its own.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import combinations, cycle
from typing import Any

from iga_core.portfolio import Portfolio, make_template
from tests.portfolio.forms import FORMS
from tests.portfolio.workbooks import BOOK, CODES, FIRST, WORDS, column, edited, example

MONTHS = (
    *("Januari", "Pebruari", "Mrt", "April", "Mei", "Juni"),
    *("Juli", "Agust", "Sept", "Okt", "Nopember", "Des."),
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jum'at", "Sabtu", "Minggu")
AFFAIRS = {  # how a law or a local system writes it
    "Perumahan rakyat dan kawasan permukiman": "Perumahan dan Kawasan Permukiman",
    "Ketenteraman, ketertiban umum, dan pelindungan masyarakat": (
        "Ketentraman dan Ketertiban Umum serta Perlindungan Masyarakat"
    ),
    "Pekerjaan umum dan penataan ruang": "Urusan Pekerjaan Umum & Penataan Ruang",
    "Administrasi kependudukan dan pencatatan sipil": "Kependudukan dan Catatan Sipil",
    "Pendidikan": "1. Pendidikan",
    "Kesehatan": "BIDANG KESEHATAN",
}
FULL = {"sid_staff": "Ketersediaan dan peran SDM terhadap inovasi daerah"}
NOTHING = ("-", "\N{EN DASH}", "n/a", "Nihil", "tidak ada")
SID = BOOK.aspect("SID")
Sheet = Any  # openpyxl has no types


@dataclass(frozen=True)
class Workshop:
    """The workbook in the making: its sheet of innovations, and chance that is always the same."""

    book: Any
    dice: random.Random
    count: int

    @property
    def sheet(self) -> Sheet:
        return self.book["Inovasi"]

    @property
    def rows(self) -> range:
        return range(FIRST, FIRST + self.count)

    def cells(self, *codes: str) -> Iterator[Any]:
        """The cells of the innovations under columns."""
        for code in codes:
            place = column(self.sheet, code)
            yield from (self.sheet.cell(row, place) for row in self.rows)


def levels_in_words(shop: Workshop) -> None:
    ways = ("{} (Perda)", "Tingkat {}: dokumen lengkap", "level {}", "{} - ada SK", "TINGKAT {}.")
    for cell in shop.cells(*(f"{line.code}.claimed" for line in SID)):
        if cell.value is not None:
            cell.value = shop.dice.choice(ways).format(cell.value)


def days_in_words(shop: Workshop) -> None:
    ways = (
        lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}",
        lambda d: f"{DAYS[d.weekday()]}, {d.day} {MONTHS[d.month - 1].upper()} {d.year}",
        lambda d: f"{d:%d-%m-%Y}",
        lambda d: f"tgl. {d:%d.%m.%Y}",
        lambda d: f"{d:%d/%m/%y}",
    )
    turn = 0
    for cell in shop.cells("trial_on", "applied_on", "developed_on"):
        if isinstance(cell.value, date | datetime):
            cell.value, cell.number_format = ways[turn % len(ways)](cell.value), "@"
            turn += 1


def affairs_elsewhere(shop: Workshop) -> None:
    for cell in shop.cells("affair", "crossing_affairs"):
        if cell.value:
            parts = (part.strip() for part in str(cell.value).split(";"))
            cell.value = "; ".join(AFFAIRS.get(part, part.upper()) for part in parts)


def numbers_as_text(shop: Workshop) -> None:
    place = column(shop.book["SPD"], "value")
    for cell in (shop.book["SPD"].cell(row, place) for row in range(FIRST, FIRST + 20)):
        if isinstance(cell.value, int | float):
            cell.value, cell.number_format = f" {cell.value:.2f} ".replace(".", ","), "@"
    for cell in shop.cells("words"):
        cell.value = None if cell.value is None else f"{cell.value} kata"


def percents(shop: Workshop) -> None:
    place = column(shop.book["SPD"], "value")
    for number, line in enumerate(BOOK.aspect("SPD"), FIRST):
        cell = shop.book["SPD"].cell(number, place)
        if isinstance(cell.value, int | float) and line.percent:
            if number % 2:
                cell.value, cell.number_format = float(f"{cell.value}e-2"), "0.00%"
            else:
                cell.number_format = '0.00"%"'


def words_for_nothing(shop: Workshop) -> None:
    for cell in shop.cells("agency", "developed_on", "sid_video.claimed", "sid_video.evidence"):
        if cell.value is None:
            cell.value = shop.dice.choice(NOTHING)
    for cell in shop.cells("initiator", "renewal"):
        cell.value = cell.value or shop.dice.choice(NOTHING)


def year_of_budget(shop: Workshop) -> None:
    shop.book["Petunjuk"].cell(5, 3).value = "TA 2026"


def region_by_name(shop: Workshop) -> None:
    guide = shop.book["Petunjuk"]
    code, name = shop.dice.choice(
        (
            (None, "Kota Banda Aceh"),
            ("1171", "Kota Banda Aceh"),
            ("11,71", "Kota Banda Aceh"),
            ("Pemerintah Kota Banda Aceh", "Kota Banda Aceh"),
        )
    )
    guide.cell(6, 3).value, guide.cell(7, 3).value = code, name


def merged(shop: Workshop) -> None:
    """Merge equal agencies, affairs and stages over the rows they stand in."""
    for code in ("agency", "affair", "stage"):
        place, start = column(shop.sheet, code), FIRST
        for row in range(FIRST + 1, FIRST + shop.count + 1):
            first = shop.sheet.cell(start, place).value
            if row in shop.rows and shop.sheet.cell(row, place).value == first:
                continue
            if first is not None and row - start > 1:
                shop.sheet.merge_cells(
                    start_row=start, end_row=row - 1, start_column=place, end_column=place
                )
            start = row


def rows_hidden(shop: Workshop) -> None:
    for row in shop.dice.sample(shop.rows, 3):
        shop.sheet.row_dimensions[row].hidden = True


def below(shop: Workshop) -> None:
    end = FIRST + shop.count
    level = column(shop.sheet, "sid_regulation.claimed")
    shop.sheet.cell(end, 1).value, shop.sheet.cell(end, level).value = "JUMLAH", 48
    shop.sheet.cell(end + 2, 1).value = "Keterangan: data per 30 April 2026"
    shop.sheet.cell(end + 4, 1).value = "Mengetahui,"
    shop.sheet.cell(end + 4, 2).value = "Banda Aceh, 30 April 2026"
    shop.sheet.cell(end + 5, 1).value = "Sekretaris Daerah"
    shop.sheet.cell(end + 5, 2).value = "Kepala Bappeda"
    shop.sheet.cell(end + 9, 1).value = "Ir. Contoh, M.Si"
    shop.sheet.cell(end + 10, 1).value = "NIP 00000000 000000 0 000"


def codes_gone(shop: Workshop) -> None:
    """Delete the row of codes; what lies below moves up with its merged and hidden cells."""
    for name in ("SPD", "Inovasi"):
        sheet = shop.book[name]
        codes = next(row for row in range(1, 99) if sheet.cell(row, 2).value in ("no", "agency"))
        sheet.delete_rows(codes)
        for held in sheet.merged_cells.ranges:
            if held.min_row > codes:
                held.shift(row_shift=-1)
        looks = {row for row, look in sheet.row_dimensions.items() if look.hidden and row > codes}
        for row in range(codes, sheet.max_row + 2):
            sheet.row_dimensions[row].hidden = row + 1 in looks


def own_headings(shop: Workshop) -> None:
    """Replace the headings by one row: numbers or full names of lines, names people use."""
    sheet = shop.sheet
    for line in SID:
        said = FULL.get(line.code, f"{line.no}. {line.name}")
        if line.code not in FULL and shop.dice.random() < 0.5:
            said = line.no
        for part, word in (("claimed", ""), ("verified", " Verifikasi"), ("evidence", " Bukti")):
            sheet.cell(3, column(sheet, f"{line.code}.{part}")).value = f"{said}{word}"
    for name, said in (("name", "Judul Inovasi"), ("agency", "OPD"), ("affair", "Urusan")):
        sheet.cell(3, column(sheet, name)).value = said
    for held in [*sheet.merged_cells.ranges]:
        if held.min_row == 2:
            sheet.unmerge_cells(str(held))
    for place in range(1, sheet.max_column + 1):
        sheet.cell(2, place).value = None


def codes_moved(shop: Workshop) -> None:
    """Leave the row of codes on top, at the end, or where sorting the rows has put it."""
    sheet = shop.sheet
    middle = [] if any(x.min_row > CODES for x in sheet.merged_cells.ranges) else [FIRST + 2]
    to = shop.dice.choice([1, sheet.max_row + 1, *middle])
    for place in range(1, sheet.max_column + 1):
        codes, other = sheet.cell(CODES, place), sheet.cell(to, place)
        kept = other.value if to in middle else None
        other.value, codes.value = codes.value, kept
        codes.number_format = other.number_format
    sheet.row_dimensions[CODES].hidden = False


def split(shop: Workshop) -> None:
    """Leave half of the innovations, and put the rest on a sheet of another agency."""
    other = shop.book.copy_worksheet(shop.sheet)
    other.title = shop.dice.choice(("Inovasi (2)", "Dinkes"))
    half = FIRST + shop.count // 2
    for sheet, gone in ((shop.sheet, range(half, FIRST + shop.count)), (other, range(FIRST, half))):
        for row in gone:
            for place in range(1, sheet.max_column + 1):
                sheet.cell(row, place).value = None


@dataclass(frozen=True)
class Habit:
    """``told``: the message that must be among what is told, where there is anything to tell."""

    change: Callable[[Workshop], None]
    told: str = ""

    @property
    def name(self) -> str:
        return self.change.__name__


HABITS = (  # in the order they are applied: cells, rows, headings, sheets
    Habit(levels_in_words),
    Habit(days_in_words, "note_short_year"),
    Habit(affairs_elsewhere),
    Habit(numbers_as_text),
    Habit(percents),
    Habit(words_for_nothing, "note_nothing"),
    Habit(year_of_budget),
    Habit(region_by_name, "note_region"),
    Habit(rows_hidden, "note_hidden_row"),
    Habit(split, "note_sheet_read"),
    Habit(merged, "note_merged"),
    Habit(below, "note_below"),
    Habit(own_headings),
    Habit(codes_moved),
    Habit(codes_gone),
)


@dataclass(frozen=True)
class Made:
    """A file with habits, what it holds and what must be told of it."""

    data: bytes
    portfolio: Portfolio
    told: frozenset[str]


def sound(dice: random.Random) -> Portfolio:
    """A portfolio without habits: some innovations of the example, those of an agency together."""
    some = dice.sample(example().innovations, dice.randrange(8, 16))
    return replace(
        example(),
        example=False,
        region="11.71",
        name="Kota Banda Aceh",
        innovations=tuple(sorted(some, key=lambda item: (item.agency, item.affair, item.name))),
    )


def made(habits: tuple[Habit, ...], form: str = "xlsx") -> Made:
    """Return a sound portfolio in a file with habits; the same ones give the same file."""
    dice = random.Random(" ".join(habit.name for habit in habits))
    portfolio = sound(dice)

    def change(book: Any) -> None:  # noqa: ANN401
        shop = Workshop(book, dice, len(portfolio.innovations))
        for habit in sorted(habits, key=HABITS.index):
            habit.change(shop)

    data = edited(change, make_template(BOOK, WORDS, portfolio=portfolio))
    told = frozenset(f"workbook.{habit.told}" for habit in habits if habit.told)
    return Made(FORMS[form](data), portfolio, told)


# each habit alone and each pair, in turn in every form
CHOSEN = {
    f"{' and '.join(habit.name for habit in habits)} as {form}": (habits, form)
    for habits, form in zip(
        [*((habit,) for habit in HABITS), *combinations(HABITS, 2)], cycle(FORMS), strict=False
    )
}
