"""The portfolio workbook: generated from a year's rulebook, empty or with a portfolio in it.

What it writes, ``read_workbook`` reads back as the same portfolio. What public statistics say of
government lines carries its source, open to overwriting. Text is written as text whatever it
begins with; nothing is locked; the same contents give the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from iga_core.language import Words
from iga_core.portfolio.fields import FIELDS, vocabularies
from iga_core.portfolio.file import layout
from iga_core.portfolio.file.layout import ITEM_PARTS, LISTS, MEND_COLUMNS, SPD_COLUMNS
from iga_core.portfolio.file.writing import TeamBook, flag_text, height, term_text, write_text
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

GROUPS, HEADS, CODES = range(1, 4)  # rows from 0; the hidden codes stand above the data
FIRST = CODES + 1
ROOM = 300  # rows of innovations that get drop-downs, at least
SPARE = 100  # rows with drop-downs below those filled
AGENCY_ROOM = 200  # agencies a team may list, at least
GUIDE_WIDTHS = (34, 110)  # characters of its two columns
SPD_WIDTHS = {"line": 34, "unit": 12, "evidence": 32, "proof": 30, "no": 6, "mandatory": 9}
PART_WIDTHS = {"evidence": 22, "note": 18}  # of the others LEVEL_WIDTH
LEVEL_WIDTH, MEANING_WIDTH = 11, 24
MEND_WIDTHS = (34, 34, 56, 56)
PRINTED = 60  # percent: the innovations on paper, which no page is wide enough for
LINES_A_PAGE = 2  # then, beside the name
STEPS = range(1, 8)
AGENCY_STEPS = (1, 4, 5, 6, 7)  # those an agency follows: no list of agencies, no SPD


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


def _facts(book: TeamBook) -> list[tuple[str, object]]:
    made = book.portfolio
    return [
        ("schema", SCHEMA),
        ("year", book.rulebook.year),
        ("region", made.region),
        ("name", made.name),
        ("example", made.example),
    ]


def _guide(book: TeamBook, whole: bool) -> None:
    words, forms = book.words, book.formats
    year = str(book.rulebook.year)
    sheet = book.sheet("guide", words("workbook.title", year=year))
    sheet.set_portrait()
    sheet.set_column(0, 0, None, None, {"hidden": True})
    for column, width in enumerate(GUIDE_WIDTHS, 1):
        sheet.set_column(column, column, width)
    row = GROUPS + 2
    for fact, value in _facts(book):
        sheet.write_string(row, 0, fact, forms["code"])
        sheet.write_string(row, 1, words(f"workbook.fact_{fact}"), forms["label"])
        book.put(sheet, row, 2, value, "fill_text" if fact in ("region", "name") else "")
        row += 1

    def said(label: str, text: str, form: str) -> None:
        nonlocal row
        sheet.write_string(row, 1, label, forms[form])
        sheet.write_string(row, 2, text, forms["wrap"])
        sheet.set_row(row, height(zip((label, text), GUIDE_WIDTHS, strict=True)))
        row += 1

    row += 1
    for number in STEPS if whole else AGENCY_STEPS:
        text = words(f"workbook.guide_{number}", year=year, limit=MAX_INNOVATIONS)
        said(words("workbook.step", number=number), text, "label")
    if book.rulebook.note:
        said(words("workbook.about_rules"), book.rulebook.note, "label")
    row += 1
    heads = words("workbook.explained_line"), words("workbook.explained_levels")
    for column, head in enumerate(heads, 1):
        sheet.write_string(row, column, head, forms["head"])
    row += 1
    for aspect in ("SPD", "SID") if whole else ("SID",):
        for line in book.rulebook.aspect(aspect):
            said(f"{line.no} {line.name}", _explained(line, words), "fixed")


def _levels(sheet: Any, first: int, last: int, column: int, top: int) -> None:  # noqa: ANN401
    choices = {"validate": "list", "source": list(range(top + 1)), "ignore_blank": True}
    sheet.data_validation(first, column, last, column, choices)


def _spd_row(book: TeamBook, line: Indicator, filled: Mapping[str, Prefilled]) -> dict[str, object]:
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
        "mandatory": flag_text(bool(line.mandatory.value), words),
        **meanings,
        "proof": line.evidence.value or "",
    }


def _spd(book: TeamBook, filled: Mapping[str, Prefilled]) -> None:
    words, forms, lines = book.words, book.formats, book.rulebook.aspect("SPD")
    sheet = book.sheet("spd", words("workbook.title_spd", year=str(book.rulebook.year)))
    meanings = ("level_1", "level_2", "level_3")
    widths = dict.fromkeys(SPD_COLUMNS, LEVEL_WIDTH) | dict.fromkeys(meanings, MEANING_WIDTH)
    widths |= SPD_WIDTHS
    for column, code in enumerate(SPD_COLUMNS):
        sheet.write_string(HEADS, column, layout.heading_of(code, words), forms["head"])
        sheet.write_string(CODES, column, code, forms["code"])
        sheet.set_column(column, column, widths[code])
    sheet.set_column(0, 0, None, None, {"hidden": True})
    sheet.set_row(HEADS, 32)
    sheet.set_row(CODES, None, None, {"hidden": True})
    sheet.repeat_rows(HEADS)
    written = {"code", "no", "line", "unit", "mandatory", *meanings, "proof"}
    for row, line in enumerate(lines, FIRST):
        said = _spd_row(book, line, filled)
        for column, code in enumerate(SPD_COLUMNS):
            if code in written:
                sheet.write_string(row, column, str(said.get(code, "")), forms["fixed"])
            else:
                text = isinstance(said[code], str)
                book.put(sheet, row, column, said[code], "fill_text" if text else "fill")
        sheet.set_row(row, height((str(said.get(code) or ""), widths[code]) for code in widths))
        for column in (SPD_COLUMNS.index("claimed"), SPD_COLUMNS.index("verified")):
            _levels(sheet, row, row, column, line.top)
    sheet.freeze_panes(FIRST, 3)


def _mend(book: TeamBook, rows: Iterable[Sequence[str]]) -> None:
    words, forms = book.words, book.formats
    sheet = book.sheet("mend", words("workbook.title_mend"), column=0)
    for column, (name, width) in enumerate(zip(MEND_COLUMNS, MEND_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADS, column, words(f"workbook.mend_{name}"), forms["head"])
    for row, said in enumerate(rows, HEADS + 1):
        for column, text in enumerate(said):
            write_text(sheet, row, column, text, forms["ruled"])
        sheet.set_row(row, height(zip(said, MEND_WIDTHS, strict=True)))
    sheet.repeat_rows(HEADS)
    sheet.freeze_panes(HEADS + 1, 1)


def _list_values(book: TeamBook) -> dict[str, Sequence[str]]:
    words = book.words
    chosen = vocabularies(book.rulebook)
    agencies = book.portfolio.agencies
    flags = (flag_text(True, words), flag_text(False, words))
    terms = {name: [words.term(name, v) for v in values] for name, values in chosen.items()}
    return {"agencies": agencies, "flag": flags, **terms}


def _lists(book: TeamBook, values: Mapping[str, Sequence[str]]) -> None:
    words, forms = book.words, book.formats
    sheet = book.sheet("lists", words("workbook.title_lists"))
    for column, name in enumerate(LISTS):
        sheet.write_string(HEADS, column, words(f"workbook.list_{name}"), forms["head"])
        sheet.write_string(CODES, column, name, forms["code"])
        sheet.set_column(column, column, 40 if name in ("agencies", "affair") else 28)
        for row, value in enumerate(values[name], FIRST):
            write_text(sheet, row, column, value, forms["text"])
    sheet.set_row(CODES, None, None, {"hidden": True})
    sheet.freeze_panes(FIRST, 0)


def _area(book: TeamBook, name: str, values: Mapping[str, Sequence[str]]) -> str:
    """Return the address of a list on the sheet of lists."""
    words = book.words
    length = max(len(values[name]), AGENCY_ROOM if name == "agencies" else 1)
    letter = chr(ord("A") + LISTS.index(name))
    sheet = words("workbook.sheet_lists")
    return f"='{sheet}'!${letter}${FIRST + 1}:${letter}${FIRST + length}"


def _drop_downs(
    book: TeamBook,
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
        found[name] = term_text(getattr(item, name), field, words)
    for code, claim in item.levels.items():
        found[f"{code}.claimed"], found[f"{code}.verified"] = claim.claimed, claim.verified
    for code, text in item.evidence.items():
        found[f"{code}.evidence"] = text
    for code, text in item.notes.items():
        found[f"{code}.note"] = text
    return found


def _innovations(book: TeamBook, values: Mapping[str, Sequence[str]]) -> None:
    words, forms, items = book.words, book.formats, book.portfolio.innovations
    title = words("workbook.title_innovations", limit=words.number(MAX_INNOVATIONS))
    sheet = book.sheet("innovations", title)
    widths: dict[str, float] = {}
    for column, field in enumerate(FIELDS.values()):
        sheet.write_string(HEADS, column, layout.heading_of(field.name, words), forms["head"])
        form = forms["day"] if field.kind == "day" else forms["text"]
        sheet.set_column(column, column, field.width, form)
        widths[field.name] = field.width
    last = FIRST + max(ROOM, len(items) + SPARE) - 1
    for place, line in enumerate(book.rulebook.aspect("SID")):
        left = len(FIELDS) + place * len(ITEM_PARTS)
        right = left + len(ITEM_PARTS) - 1
        sheet.merge_range(GROUPS, left, GROUPS, right, f"{line.no} {line.name}", forms["head"])
        sheet.write_comment(GROUPS, left, _explained(line, words), {"x_scale": 3, "y_scale": 2.5})
        for column, part in enumerate(ITEM_PARTS, left):
            width = PART_WIDTHS.get(part, LEVEL_WIDTH)
            widths[layout.part_code(line, part)] = width
            sheet.write_string(HEADS, column, layout.heading_of(part, words), forms["head"])
            sheet.set_column(column, column, width)
            if part not in PART_WIDTHS:
                _levels(sheet, FIRST, last, column, line.top)
    columns = {code: n for n, code in enumerate(layout.innovation_columns(book.rulebook))}
    for code, column in columns.items():
        sheet.write_string(CODES, column, code, forms["code"])
    sheet.set_row(GROUPS, 48)
    sheet.set_row(HEADS, 48)
    sheet.set_row(CODES, None, None, {"hidden": True})
    _drop_downs(book, sheet, last, values)
    # laid over: a format in every empty cell would be thousands of cells
    mark = {"type": "formula", "criteria": "=TRUE", "format": forms["marked"]}
    sheet.conditional_format(FIRST, 0, last, len(columns) - 1, mark)
    for row, item in enumerate(items, FIRST):
        said = _innovation_row(item, words)
        for code, value in said.items():
            book.put(sheet, row, columns[code], value)
        sheet.set_row(row, height((str(v), widths[code]) for code, v in said.items() if v))
    sheet.freeze_panes(FIRST, 1)
    sheet.fit_to_pages(0, 0)
    sheet.set_print_scale(PRINTED)
    sheet.repeat_rows(GROUPS, HEADS)
    sheet.repeat_columns(0)
    sheet.print_across()
    sheet.set_v_pagebreaks(range(len(FIELDS), len(columns), LINES_A_PAGE * len(ITEM_PARTS)))


def _refuse_foreign_lines(portfolio: Portfolio, rulebook: Rulebook) -> None:
    """Raise for a line that the year does not have: it would be lost in writing."""
    spd = {line.code for line in rulebook.aspect("SPD")}
    sid = {line.code for line in rulebook.aspect("SID")}
    said = {*portfolio.spd, *portfolio.spd_values, *portfolio.spd_evidence} - spd
    for item in portfolio.innovations:
        said |= {*item.levels, *item.evidence, *item.notes} - sid
    if said:
        code = min(said)
        raise PortfolioError("unknown_slug_far", value=code)


def make_template(
    rulebook: Rulebook,
    words: Words,
    *,
    portfolio: Portfolio | None = None,
    prefill: Mapping[str, Prefilled] | None = None,
    whole: bool = True,
    mend: Sequence[Sequence[str]] = (),
) -> bytes:
    """Return the workbook of a year as XLSX, empty or holding ``portfolio``.

    ``prefill``: lines from public statistics, written where the portfolio says nothing. ``whole``:
    with the government aspect; an agency fills in innovations only. ``mend``: rows of
    ``MEND_COLUMNS``, a sheet of their own. The workbook is stamped with the year of ``rulebook``.
    Raises RuleUnknownError for a year whose rules do not suffice, PortfolioError for what a
    workbook cannot hold.
    """
    make_sheet(rulebook)
    made = portfolio if portfolio is not None else Portfolio(year=rulebook.year)
    if len(made.innovations) > MAX_INNOVATIONS:
        raise PortfolioError("workbook_rows", limit=MAX_INNOVATIONS)
    _refuse_foreign_lines(made, rulebook)
    book = TeamBook.begun(rulebook, words, made)
    values = _list_values(book)
    _guide(book, whole)
    if mend:
        _mend(book, mend)
    if whole:
        _spd(book, prefill or {})
    _innovations(book, values)
    _lists(book, values)
    return book.bytes()
