"""How a portfolio lies in a workbook: sheets, columns, their codes and the names they go by.

One layout for writing and reading. Every column has a code that stands in a hidden row, so that
headings may be renamed, moved or translated and still be found. Names are known in every language
at once: a team fills in whichever workbook it has.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from itertools import product
from typing import Literal, get_args

from iga_core.language import Words, all_words
from iga_core.portfolio.fields import FIELDS
from iga_core.rules import Indicator, Rulebook

# mend, meeting and cards are to be read by people only
SheetName = Literal["guide", "mend", "spd", "innovations", "lists", "meeting", "cards"]
SHEETS: tuple[SheetName, ...] = get_args(SheetName)
# what the first sheet says about the file
FACTS = ("schema", "year", "region", "name", "example")
# what is said of a line: columns of SPD, and with a reviewer's note the columns of an innovation
PARTS = ("claimed", "verified", "evidence")
ITEM_PARTS = (*PARTS, "note")
MEND_COLUMNS = ("name", "line", "found", "fix")
SPD_COLUMNS = (
    *("code", "no", "line", "unit", "value", *PARTS),
    *("mandatory", "level_1", "level_2", "level_3", "proof"),  # to be read by people only
)
# columns of the lists
LISTS = tuple(dict.fromkeys(field.listed for field in FIELDS.values() if field.listed))
LONGEST_HEADING = 200  # characters of a heading that are looked at
# "1. ", "1.05 ", "b) " before a word of a list
_NUMBERED = re.compile(r"^\W*(?:\d{1,2}(?:\.\d{1,2})*[\s.):]+|[a-z]\s*[.)]\s*)(?=[^\W\d])")


def bare(text: object) -> str:
    """Return the letters and digits of ``text`` alone, in lower case: how names are compared."""
    folded = unicodedata.normalize("NFKC", str(text)[:LONGEST_HEADING]).casefold()
    return re.sub(r"[^a-z0-9]", "", folded)


def part_code(line: Indicator, part: str) -> str:
    """Return the code of one column of a line."""
    return f"{line.code}.{part}"


def unit_of(line: Indicator) -> str:
    """Return the unit of a line's raw value, empty for a line without one."""
    return line.levels[0].unit if line.has_bands else ""


def innovation_columns(rulebook: Rulebook) -> tuple[str, ...]:
    """Return the codes of the innovation columns, in the order they are written."""
    lines = rulebook.aspect("SID")
    return (*FIELDS, *(part_code(line, part) for line in lines for part in ITEM_PARTS))


def heading_of(code: str, words: Words) -> str:
    """Return the heading of a column: a field, a part of a line, or another of SPD."""
    if code in FIELDS:
        return words(f"workbook.field_{code}")
    return words(f"workbook.part_{code}") if code in ITEM_PARTS else words(f"workbook.spd_{code}")


def _also(code: str, words: Words) -> Iterator[str]:
    """Names that people also use for a column, from a message that lists them."""
    if words.has(f"workbook.also_{code}"):
        yield from (bare(name) for name in words(f"workbook.also_{code}").split(";"))


def said_in_all(message: str) -> frozenset[str]:
    """Return how a message reads in every language (see ``bare``)."""
    return frozenset(bare(words(message)) for words in all_words())


def _also_in_all(code: str) -> list[str]:
    return [name for words in all_words() for name in _also(code, words)]


def fact_names(fact: str) -> frozenset[str]:
    """Return the labels a fact goes by (see ``bare``)."""
    return said_in_all(f"workbook.fact_{fact}") | {*_also_in_all(f"fact_{fact}")}


def names_of(code: str) -> dict[str, str]:
    """Return ``code`` by every name of its column."""
    headings = (bare(heading_of(code, words)) for words in all_words())
    return dict.fromkeys((bare(code), *headings, *_also_in_all(code)), code)


def _names_of_line(line: Indicator) -> list[str]:
    """Return the names a line goes by: code, number, its name, with its number, and others."""
    said = (line.code, line.no, line.name, f"{line.no} {line.name}")
    others = _also_in_all(line.code)
    return [*map(bare, said), *others, *(bare(line.no) + name for name in others)]


def innovation_names(rulebook: Rulebook) -> dict[str, str]:
    """Return the code of an innovation column by every name it goes by (see ``bare``).

    A line's name alone means the level claimed.
    """
    found: dict[str, str] = {}
    parts = {part: names_of(part) for part in ITEM_PARTS}
    for line in rulebook.aspect("SID"):
        bases = [*_names_of_line(line), bare(f"Indikator {line.no}"), bare(f"SID {line.no}")]
        found |= dict.fromkeys(bases, part_code(line, "claimed"))
        for part, names in parts.items():
            for name in names:
                both = [*(base + name for base in bases), *(name + base for base in bases)]
                found |= dict.fromkeys(both, part_code(line, part))
    for field in FIELDS:
        found |= names_of(field)
    return found


def spd_names() -> dict[str, str]:
    """Return the code of an SPD column by every name it goes by."""
    found: dict[str, str] = {}
    for code in SPD_COLUMNS:
        found |= names_of(code)
    return found


def line_names(lines: tuple[Indicator, ...]) -> dict[str, Indicator]:
    """Return a line by every name it goes by."""
    return {name: line for line in lines for name in _names_of_line(line)}


def list_names() -> dict[str, str]:
    """Return the code of a column of the lists by every name it goes by."""
    return {
        said: name for name in LISTS for said in (bare(name), *said_in_all(f"workbook.list_{name}"))
    }


def spelt(text: str) -> str:
    """Return ``text`` (see ``bare``) without its number in a list and words that only join, and
    with words of two spellings in one: "1.05 Ketentraman serta Ketertiban" as in the law.
    """
    folded = unicodedata.normalize("NFKC", text[:LONGEST_HEADING]).casefold()
    said = re.findall(r"[^\W_]+", _NUMBERED.sub("", folded))
    return bare("".join(_spellings().get(word, word) for word in said))


@cache
def _spellings() -> dict[str, str]:
    """Return how a word is compared, empty for one that only joins."""
    pairs = (
        pair.partition("=") for words in all_words() for pair in words("workbook.spelt").split(";")
    )
    return {word: same for word, _, same in pairs}


@cache
def choice_names(vocabulary: str, values: tuple[str, ...]) -> dict[str, str]:
    """Return a code by itself, by how it reads, and by how else people write it.

    Keys are bare; what is looked up in them may also be ``spelt``.
    """
    said = [(value, value) for value in values]
    for words, value in product(all_words(), values):
        said.append((words.term(vocabulary, value), value))
        if words.has(also := f"workbook.also_{vocabulary}_{value}"):
            said += ((name, value) for name in words(also).split(";"))
    return {spelt(text): value for text, value in said} | {bare(text): v for text, v in said}


def meant(text: str, names: Mapping[str, str]) -> str:
    """Return the code that ``text`` names among ``choice_names``, empty for none."""
    return names.get(bare(text)) or names.get(spelt(text), "")
