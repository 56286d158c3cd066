"""The portfolio on paper: a list for a meeting, and a page for each innovation to copy over from.

A page follows the order of the form in which innovations are reported (``data/law.toml``), so that
it can be entered from the top down. Nothing here is read back.
"""

from __future__ import annotations

from collections.abc import Iterator

from iga_core.declared.law import cached_law
from iga_core.language import Words
from iga_core.portfolio.fields import FIELDS
from iga_core.portfolio.file.layout import heading_of
from iga_core.portfolio.file.writing import TITLE, TeamBook, height, term_text, write_text
from iga_core.portfolio.schema import Innovation, Portfolio
from iga_core.rules import Indicator, Rulebook
from iga_core.rules.wording import level_text

LISTED = ("name", "agency", "affair", "stage", "applied_on")  # fields of the list for a meeting
LIST_WIDTHS = (5, 44, 30, 30, 12, 18, 11, 11, 32)
CARD_WIDTHS = (6, 38, 44, 44)
HEADS = TITLE + 2
MOST_BREAKS = 1023  # of one sheet, by Excel


def _shown(item: Innovation, name: str, words: Words) -> object:
    value = getattr(item, name)
    return (
        words.day(value.isoformat())
        if value and FIELDS[name].kind == "day"
        else term_text(value, FIELDS[name], words)
    )


def _meeting(book: TeamBook) -> None:
    words, forms = book.words, book.formats
    sheet = book.sheet("meeting", words("workbook.title_meeting"), column=0)
    heads = [
        heading_of("no", words),
        *(heading_of(name, words) for name in LISTED),
        words("workbook.meeting_claims"),
        words("workbook.meeting_bare"),
        words("workbook.meeting_remark"),
    ]
    for column, (head, width) in enumerate(zip(heads, LIST_WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(HEADS, column, head, forms["head"])
    sheet.set_row(HEADS, height(zip(heads, LIST_WIDTHS, strict=True)))
    for number, item in enumerate(book.portfolio.innovations, 1):
        claims = [code for code, claim in item.levels.items() if claim.claimed]
        said = [
            number,
            *(_shown(item, name, words) for name in LISTED),
            len(claims),
            sum(not item.evidence.get(code) for code in claims),
            None,
        ]
        row = HEADS + number
        for column, value in enumerate(said):
            book.put(sheet, row, column, value, "ruled")
        texts = (str(value or "") for value in said)
        sheet.set_row(row, height(zip(texts, LIST_WIDTHS, strict=True)))
    sheet.repeat_rows(HEADS)
    sheet.freeze_panes(HEADS + 1, 2)


def _level(item: Innovation, line: Indicator, words: Words) -> str:
    """Return the claimed level with its meaning, what was verified otherwise, and the note."""
    claim = item.levels.get(line.code)
    if claim is None:
        return item.notes.get(line.code, "")
    meanings = {x.level: level_text(x.known(), words) for x in line.levels}
    text = meanings.get(claim.claimed, "")  # level 0 has no meaning of its own
    said = [words("workbook.level", level=claim.claimed, text=text).rstrip(" :")]
    if claim.verified is not None:
        said.append(words("workbook.card_verified", level=claim.verified))
    return "\n".join(filter(None, (*said, item.notes.get(line.code))))


def _card(item: Innovation, book: TeamBook) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the rows of one innovation's page: format and cells."""
    words = book.words
    for number, name in enumerate(cached_law().form_order.known(), 1):
        said = _shown(item, name, words)
        yield "ruled", (str(number), heading_of(name, words), "" if said is None else str(said), "")
    yield (
        "head",
        (
            *(heading_of(name, words) for name in ("no", "line")),
            words("workbook.card_level"),
            words("workbook.card_evidence"),
        ),
    )
    for line in book.rulebook.aspect("SID"):
        proof = item.evidence.get(line.code, "")
        yield "ruled", (line.no, line.name, _level(item, line, words), proof)


def _cards(book: TeamBook) -> None:
    words, forms = book.words, book.formats
    sheet = book.sheet("cards", words("workbook.title_cards"), column=0)
    order = cached_law().form_order
    sheet.set_portrait()
    for column, width in enumerate(CARD_WIDTHS):
        sheet.set_column(column, column, width)
    told = " ".join(words("workbook.cards_order", how=order.instrument, note=order.note).split())

    def across(row: int, text: str, form: str) -> None:
        sheet.merge_range(row, 0, row, len(CARD_WIDTHS) - 1, "", forms[form])
        write_text(sheet, row, 0, text, forms[form])
        sheet.set_row(row, height([(text, sum(CARD_WIDTHS))]) + 4)

    across(TITLE + 1, told, "wrap")
    row, breaks = HEADS, []
    for item in book.portfolio.innovations:
        breaks.append(row)
        across(row, item.name, "name")
        for form, said in _card(item, book):
            row += 1
            for column, value in enumerate(said):
                book.put(sheet, row, column, value, form)
            sheet.set_row(row, height(zip(said, CARD_WIDTHS, strict=True)))
        row += 2
    sheet.set_h_pagebreaks(breaks[1 : MOST_BREAKS + 1])


def make_prints(portfolio: Portfolio, rulebook: Rulebook, words: Words) -> bytes:
    """Return ``portfolio`` to be printed, as XLSX: a list, and a page for each innovation.

    Raises PortfolioError for a text that no cell holds.
    """
    book = TeamBook.begun(rulebook, words, portfolio)
    _meeting(book)
    _cards(book)
    return book.bytes()
