"""The portfolio workbook: generated from a year's rulebook, empty or with a portfolio in it.

What it writes, ``read_workbook`` reads back as the same portfolio. What public statistics say of
government lines carries its source, open to overwriting. Text is written as text whatever it
begins with; nothing is locked; the same contents give the same bytes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from iga_core.language import Words
from iga_core.portfolio.encoding import plain_number
from iga_core.portfolio.fields import FIELDS, vocabularies
from iga_core.portfolio.file import layout
from iga_core.portfolio.file.layout import LISTS, PARTS, SPD_COLUMNS, SheetName
from iga_core.portfolio.schema import MAX_INNOVATIONS, SCHEMA, Innovation, Portfolio, PortfolioError
from iga_core.rules import (
    FigureIndex,
    Indicator,
    Rulebook,
    StatisticFigure,
    lines_from_statistics,
    make_sheet,
)
from iga_core.rules.wording import level_text

TITLE, GROUPS, HEADS, CODES = range(4)  # rows from 0; the hidden codes stand above the data
FIRST = CODES + 1
ROOM = 300  # rows of innovations that get drop-downs, at least
SPARE = 100  # rows with drop-downs below those filled
AGENCY_ROOM = 200  # agencies a team may list, at least
LONGEST = 32_767  # characters of a cell
CREATED = datetime(2026, 1, 1)  # fixed: same contents, same bytes
NAVY, PALE, MARK = "#1F3A5F", "#E8EEF5", "#B3261E"
SPD_WIDTHS = {"line": 46, "unit": 12, "evidence": 50, "proof": 40, "no": 6, "mandatory": 9}
FORMATS: dict[str, dict[str, Any]] = {
    "title": {"bold": True, "font_size": 14, "font_color": NAVY},
    "mark": {"bold": True, "font_size": 14, "font_color": MARK},
    "head": {
        **{"bold": True, "font_color": "#FFFFFF", "bg_color": NAVY, "border": 1},
        **{"text_wrap": True, "valign": "vcenter", "align": "center"},
    },
    "code": {"font_size": 8, "num_format": "@"},
    "fixed": {"text_wrap": True, "valign": "top", "bg_color": PALE, "border": 1},
    "wrap": {"text_wrap": True, "valign": "top"},
    "label": {"bold": True, "valign": "top"},
    "text": {"num_format": "@", "text_wrap": True, "valign": "top"},
    "day": {"num_format": "dd/mm/yyyy", "valign": "top"},
    "number": {"valign": "top"},
}


@dataclass(frozen=True, slots=True)
class Prefilled:
    """One line. ``value``: in the line's unit, at its printed decimals; ``level``: what it gives.

    ``figures``: the rows of the statistics table it follows from, T-1 first; ``source_ids``:
    rows of ``sources``.
    """

    value: Decimal
    level: int
    figures: tuple[StatisticFigure, ...]
    source_ids: tuple[str, ...]


def prefill(
    region_code: str, rulebook: Rulebook, index: FigureIndex, sources: Mapping[str, str]
) -> dict[str, Prefilled]:
    """Return the lines that public statistics give for one government, by line code.

    ``index``: see ``index_figures``; ``sources``: source id by series id. A line without a figure
    is not there. BPS figures, not the ministry's assessment.
    """
    found = {}
    for given in lines_from_statistics(region_code, rulebook, index):
        if given.reading is not None:
            ids = dict.fromkeys(sources[figure.series_id] for figure in given.figures)
            reading = given.reading
            found[given.line.code] = Prefilled(
                reading.value, reading.level, given.figures, tuple(ids)
            )
    return found


def prefilled_note(line: Prefilled, words: Words) -> str:
    """Return where a prefilled value comes from, for the evidence of its line."""
    figures = line.figures
    said = "; ".join(f"{figure.year}: {words.printed(figure.value)}" for figure in figures)
    return words(
        "workbook.prefilled",
        measure=words.term("statistic", figures[0].measure),
        figures=said,
        series=figures[0].series_id,
    )


@dataclass(frozen=True, slots=True)
class _Book:
    """The workbook being written and what every sheet of it needs."""

    file: xlsxwriter.Workbook
    rulebook: Rulebook
    words: Words
    portfolio: Portfolio
    formats: Mapping[str, Any]

    def sheet(self, name: SheetName, title: str) -> Any:  # noqa: ANN401 - xlsxwriter has no types
        """Add a sheet with its title, and the mark of an example on screen and on paper."""
        words = self.words
        sheet = self.file.add_worksheet(words(f"workbook.sheet_{name}"))
        form = "title"
        if self.portfolio.example:
            mark = words("workbook.example_mark")
            title, form = f"{mark}. {title}", "mark"
            sheet.set_tab_color(MARK)
            sheet.set_header(f"&C&B{mark}")
        sheet.write_string(TITLE, 1, title, self.formats[form])
        sheet.set_row(TITLE, 22)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        return sheet


def _flag(value: bool, words: Words) -> str:
    return words("workbook.flag_yes") if value else words("workbook.flag_no")


def _text(sheet: Any, row: int, column: int, text: str, form: Any) -> None:  # noqa: ANN401
    """Write text as text; signs that a workbook cannot hold become spaces."""
    held = "".join(c if c >= " " or c in "\n\t" else " " for c in text)
    if len(held) > LONGEST:
        raise PortfolioError("workbook_long_text", limit=LONGEST)
    sheet.write_string(row, column, held, form)


def _put(book: _Book, sheet: Any, row: int, column: int, value: object) -> None:  # noqa: ANN401
    """Write one value by its kind; None and empty text leave the cell empty."""
    forms = book.formats
    if isinstance(value, bool):
        _text(sheet, row, column, _flag(value, book.words), None)
    elif isinstance(value, Decimal):
        sheet.write_number(row, column, plain_number(value), forms["number"])
    elif isinstance(value, int):
        sheet.write_number(row, column, value, forms["number"])
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, forms["day"])
    elif isinstance(value, str) and value:
        _text(sheet, row, column, value, forms["text"])


def _explained(line: Indicator, words: Words) -> str:
    """Return what each level of a line asks for and what proves it, a line of text each."""
    levels = [
        words("workbook.level", level=x.level, text=level_text(x.known(), words))
        for x in line.levels
    ]
    for message, fact in (("workbook.period", line.period), ("workbook.proof", line.evidence)):
        if fact.value:
            standing = words.term("standing", fact.standing)
            where = {"instrument": fact.instrument, "standing": standing}
            levels.append(words(message, text=fact.value, **where))
    if line.mandatory.value:
        levels.append(words("workbook.is_mandatory"))
    return "\n".join(levels)


def _facts(book: _Book) -> list[tuple[str, object]]:
    made = book.portfolio
    return [
        ("schema", SCHEMA),
        ("year", book.rulebook.year),
        ("region", made.region),
        ("name", made.name),
        ("example", made.example),
    ]


def _guide(book: _Book) -> None:
    words, forms = book.words, book.formats
    year = str(book.rulebook.year)
    sheet = book.sheet("guide", words("workbook.title", year=year))
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_column(1, 1, 34)
    sheet.set_column(2, 2, 110)
    row = GROUPS + 2
    for fact, value in _facts(book):
        sheet.write_string(row, 0, fact, forms["code"])
        sheet.write_string(row, 1, words(f"workbook.fact_{fact}"), forms["label"])
        _put(book, sheet, row, 2, value)
        row += 1
    row += 1
    for number in range(1, 8):
        sheet.write_string(row, 1, words("workbook.step", number=number), forms["label"])
        said = words(f"workbook.guide_{number}", year=year, limit=MAX_INNOVATIONS)
        sheet.write_string(row, 2, said, forms["wrap"])
        row += 1
    if book.rulebook.note:
        sheet.write_string(row, 1, words("workbook.about_rules"), forms["label"])
        sheet.write_string(row, 2, book.rulebook.note, forms["wrap"])
        row += 1
    row += 1
    heads = words("workbook.explained_line"), words("workbook.explained_levels")
    for column, head in enumerate(heads, 1):
        sheet.write_string(row, column, head, forms["head"])
    for line in (*book.rulebook.aspect("SPD"), *book.rulebook.aspect("SID")):
        row += 1
        sheet.write_string(row, 1, f"{line.no} {line.name}", forms["fixed"])
        sheet.write_string(row, 2, _explained(line, words), forms["wrap"])


def _levels(sheet: Any, first: int, last: int, column: int, top: int) -> None:  # noqa: ANN401
    choices = {"validate": "list", "source": list(range(top + 1)), "ignore_blank": True}
    sheet.data_validation(first, column, last, column, choices)


def _spd_row(book: _Book, line: Indicator, filled: Mapping[str, Prefilled]) -> dict[str, object]:
    """Return what stands in an SPD line: what the portfolio says, else public statistics."""
    made, words = book.portfolio, book.words
    claim, value = made.spd.get(line.code), made.spd_values.get(line.code)
    proof: str = made.spd_evidence.get(line.code, "")
    if claim is None and value is None and line.code in filled:
        value = filled[line.code].value
        proof = proof or prefilled_note(filled[line.code], words)
    meanings = {f"level_{x.level}": level_text(x.known(), words) for x in line.levels}
    return {
        "code": line.code,
        "no": line.no,
        "line": line.name,
        "unit": layout.unit_of(line) or words("workbook.no_unit"),
        "value": value,
        "claimed": claim and claim.claimed,
        "verified": claim and claim.verified,
        "evidence": proof,
        "mandatory": _flag(bool(line.mandatory.value), words),
        **meanings,
        "proof": line.evidence.value or "",
    }


def _spd(book: _Book, filled: Mapping[str, Prefilled]) -> None:
    words, forms, lines = book.words, book.formats, book.rulebook.aspect("SPD")
    sheet = book.sheet("spd", words("workbook.title_spd", year=str(book.rulebook.year)))
    for column, code in enumerate(SPD_COLUMNS):
        sheet.write_string(HEADS, column, layout.heading_of(code, words), forms["head"])
        sheet.write_string(CODES, column, code, forms["code"])
        sheet.set_column(column, column, SPD_WIDTHS.get(code, 15 if column < 8 else 32))
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_row(HEADS, 32)
    sheet.set_row(CODES, None, None, {"hidden": True})
    written = {"code", "no", "line", "unit", "mandatory", "level_1", "level_2", "level_3", "proof"}
    for row, line in enumerate(lines, FIRST):
        said = _spd_row(book, line, filled)
        for column, code in enumerate(SPD_COLUMNS):
            if code in written:
                sheet.write_string(row, column, str(said.get(code, "")), forms["fixed"])
            else:
                _put(book, sheet, row, column, said[code])
        for column in (SPD_COLUMNS.index("claimed"), SPD_COLUMNS.index("verified")):
            _levels(sheet, row, row, column, line.top)
    sheet.freeze_panes(FIRST, 3)


def _list_values(book: _Book) -> dict[str, Sequence[str]]:
    words = book.words
    chosen = vocabularies(book.rulebook)
    agencies = book.portfolio.agencies
    flags = (_flag(True, words), _flag(False, words))
    terms = {name: [words.term(name, v) for v in values] for name, values in chosen.items()}
    return {"agencies": agencies, "flag": flags, **terms}


def _lists(book: _Book, values: Mapping[str, Sequence[str]]) -> None:
    words, forms = book.words, book.formats
    sheet = book.sheet("lists", words("workbook.title_lists"))
    for column, name in enumerate(LISTS):
        sheet.write_string(HEADS, column, words(f"workbook.list_{name}"), forms["head"])
        sheet.write_string(CODES, column, name, forms["code"])
        sheet.set_column(column, column, 40 if name in ("agencies", "affair") else 28)
        for row, value in enumerate(values[name], FIRST):
            _text(sheet, row, column, value, forms["text"])
    sheet.set_row(CODES, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST, 0)


def _area(book: _Book, name: str, values: Mapping[str, Sequence[str]]) -> str:
    """Return the address of a list on the sheet of lists."""
    words = book.words
    length = max(len(values[name]), AGENCY_ROOM if name == "agencies" else 1)
    letter = chr(ord("A") + LISTS.index(name))
    sheet = words("workbook.sheet_lists")
    return f"='{sheet}'!${letter}${FIRST + 1}:${letter}${FIRST + length}"


def _drop_downs(
    book: _Book,
    sheet: Any,  # noqa: ANN401
    last: int,
    values: Mapping[str, Sequence[str]],
) -> None:
    words = book.words
    for column, field in enumerate(FIELDS.values()):
        rule: dict[str, Any] = {"validate": "any"}
        if field.listed and (values[field.listed] or field.kind == "text"):
            rule = {"validate": "list", "source": _area(book, field.listed, values)}
            rule["show_error"] = field.kind != "text"  # a new word may be typed into a text
        if field.hint:
            rule["input_message"] = words(f"workbook.hint_{field.hint}")
        if len(rule) > 1:
            sheet.data_validation(FIRST, column, last, column, rule)


def _innovation_row(item: Innovation, words: Words) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, field in FIELDS.items():
        value = getattr(item, name)
        if field.kind in ("choice", "choices"):
            several = value if field.kind == "choices" else (value or "",)
            value = "; ".join(words.term(field.vocabulary, word) for word in several)
        found[name] = None if value is False else value
    for code, claim in item.levels.items():
        found[f"{code}.claimed"], found[f"{code}.verified"] = claim.claimed, claim.verified
    for code, text in item.evidence.items():
        found[f"{code}.evidence"] = text
    return found


def _innovations(book: _Book, values: Mapping[str, Sequence[str]]) -> None:
    words, forms, items = book.words, book.formats, book.portfolio.innovations
    sheet = book.sheet("innovations", words("workbook.title_innovations", limit=_limit(words)))
    for column, field in enumerate(FIELDS.values()):
        sheet.write_string(HEADS, column, layout.heading_of(field.name, words), forms["head"])
        form = forms["day"] if field.kind == "day" else forms["text"]
        sheet.set_column(column, column, field.width, form)
    last = FIRST + max(ROOM, len(items) + SPARE) - 1
    for place, line in enumerate(book.rulebook.aspect("SID")):
        left = len(FIELDS) + place * len(PARTS)
        right = left + len(PARTS) - 1
        sheet.merge_range(GROUPS, left, GROUPS, right, f"{line.no} {line.name}", forms["head"])
        sheet.write_comment(GROUPS, left, _explained(line, words), {"x_scale": 3, "y_scale": 2.5})
        for column, part in enumerate(PARTS, left):
            sheet.write_string(HEADS, column, layout.heading_of(part, words), forms["head"])
            sheet.set_column(column, column, 26 if part == "evidence" else 10)
            if part != "evidence":
                _levels(sheet, FIRST, last, column, line.top)
    for column, code in enumerate(layout.innovation_columns(book.rulebook)):
        sheet.write_string(CODES, column, code, forms["code"])
    sheet.set_row(GROUPS, 48)
    sheet.set_row(HEADS, 32)
    sheet.set_row(CODES, None, None, {"hidden": True})
    _drop_downs(book, sheet, last, values)
    columns = {code: n for n, code in enumerate(layout.innovation_columns(book.rulebook))}
    for row, item in enumerate(items, FIRST):
        for code, value in _innovation_row(item, words).items():
            _put(book, sheet, row, columns[code], value)
    sheet.freeze_panes(FIRST, 1)


def _limit(words: Words) -> str:
    return words.number(MAX_INNOVATIONS)


def _refuse_foreign_lines(portfolio: Portfolio, rulebook: Rulebook) -> None:
    """Raise for a line that the year does not have: it would be lost in writing."""
    spd = {line.code for line in rulebook.aspect("SPD")}
    sid = {line.code for line in rulebook.aspect("SID")}
    said = {*portfolio.spd, *portfolio.spd_values, *portfolio.spd_evidence} - spd
    for item in portfolio.innovations:
        said |= {*item.levels, *item.evidence} - sid
    if said:
        code = min(said)
        raise PortfolioError("unknown_slug_far", value=code)


def make_template(
    rulebook: Rulebook,
    words: Words,
    *,
    portfolio: Portfolio | None = None,
    prefill: Mapping[str, Prefilled] | None = None,
) -> bytes:
    """Return the workbook of a year as XLSX, empty or holding ``portfolio``.

    ``prefill``: lines from public statistics, written where the portfolio says nothing. The
    workbook is stamped with the year of ``rulebook``. Raises RuleUnknownError for a year whose
    rules do not suffice, PortfolioError for what a workbook cannot hold.
    """
    make_sheet(rulebook)
    made = portfolio if portfolio is not None else Portfolio(year=rulebook.year)
    if len(made.innovations) > MAX_INNOVATIONS:
        raise PortfolioError("workbook_rows", limit=MAX_INNOVATIONS)
    _refuse_foreign_lines(made, rulebook)
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    file = xlsxwriter.Workbook(buffer, options)
    title = words("workbook.title", year=str(rulebook.year))
    file.set_properties({"title": title, "created": CREATED})
    formats = {name: file.add_format(form) for name, form in FORMATS.items()}
    book = _Book(file, rulebook, words, made, formats)
    values = _list_values(book)
    _guide(book)
    _spd(book, prefill or {})
    _innovations(book, values)
    _lists(book, values)
    file.close()
    return buffer.getvalue()
