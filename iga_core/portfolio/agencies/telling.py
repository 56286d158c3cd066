"""What was gathered from the agencies in words: for the command line and for whoever draws it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from iga_core.language import Words
from iga_core.message import Message, told
from iga_core.portfolio.agencies.gathering import Conflict, Gathered, Variant
from iga_core.portfolio.fields import FIELDS
from iga_core.portfolio.file.layout import heading_of
from iga_core.portfolio.file.problems import problem_line
from iga_core.portfolio.file.reading import shown
from iga_core.portfolio.file.writing import term_text
from iga_core.portfolio.schema import Innovation
from iga_core.rules import Rulebook

Show = Callable[[str], str]


def field_text(name: str, book: Rulebook, words: Words) -> str:
    """Return what a conflict is about: a field, or a line and its part."""
    code, _, part = name.partition(".")
    if part:
        line = book.line(code)
        return f"{line.no} {line.name}, {heading_of(part, words)}"
    return heading_of(name, words) if name in FIELDS else words(f"workbook.fact_{name}")


def variant_text(name: str, variant: Variant, words: Words, show: Show = shown) -> str:
    """Return a value and the files that say it."""
    value = variant.value
    if isinstance(value, bool):
        said = words("workbook.flag_yes") if value else words("workbook.flag_no")
    elif isinstance(value, date):
        said = words.day(value.isoformat())
    elif name in FIELDS and FIELDS[name].kind in ("choice", "choices"):
        said = str(term_text(value, FIELDS[name], words))
    else:
        said = show(value) if isinstance(value, str) else str(value)
    return words("agencies.variant", value=said, files=", ".join(map(show, variant.files)))


def entry_text(agency: str, name: str, words: Words, show: Show = shown) -> str:
    """Return how an entry is called: name and agency."""
    who = show(agency) if agency else words("recap.agency_unsaid")
    return words("agencies.entry", name=show(name), agency=who)


def conflict_text(found: Conflict, book: Rulebook, words: Words, show: Show = shown) -> str:
    """Return what a conflict is about: the entry, where it is of one, and the field."""
    field = field_text(found.field, book, words)
    if not found.name:
        return field
    return f"{entry_text(found.agency, found.name, words, show)}: {field}"


def refusal_text(why: str | Message, words: Words) -> str:
    """Return why a file is not in the portfolio."""
    return told(why, words) if isinstance(why, Message) else why


def gathered_lines(found: Gathered, book: Rulebook, words: Words) -> Iterator[str]:
    """Yield everything to know as lines of plain text: what was merged, asked, missing."""

    def entry(item: Innovation) -> str:
        return entry_text(item.agency, item.name, words)

    agencies = {name for one in found.taken for name in one.agencies}
    yield words(
        "agencies.summary",
        files=words.number(len(found.taken)),
        agencies=words.number(len(agencies)),
        number=words.number(len(found.portfolio.innovations)),
    )
    for one in found.taken:
        names = ", ".join(map(shown, one.agencies)) or words("recap.agency_unsaid")
        number = words.number(one.innovations)
        yield words("agencies.line_file", file=shown(one.file), agencies=names, number=number)
        yield from (f"  {problem_line(problem, words)}" for problem in one.problems)
        if one.spd_left:
            yield f"  {words('agencies.spd_left')}"
    for file, why in found.broken:
        yield words("agencies.line_broken", file=shown(file), why=refusal_text(why, words))
    for conflict in found.undecided:
        said = "; ".join(variant_text(conflict.field, one, words) for one in conflict.variants)
        what = conflict_text(conflict, book, words)
        yield words("agencies.line_conflict", what=what, variants=said)
    for pair in found.alike:
        first, second = found.entries[pair.first], found.entries[pair.second]
        values = {"first": entry(first), "second": entry(second), "percent": str(pair.percent)}
        yield words("agencies.line_alike", **values)
    for item in found.withdrawn:
        yield words("agencies.line_withdrawn", entry=entry(item))
    for name, meant in found.unexpected.items():
        key = "agencies.line_meant" if meant else "agencies.line_unexpected"
        yield words(key, agency=shown(name), meant=shown(meant))
    for name in found.silent:
        yield words("agencies.line_silent", agency=shown(name))
