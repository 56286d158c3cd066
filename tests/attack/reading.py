"""The attack on the reader of addresses: no page, no server, every table there is."""

from __future__ import annotations

import random
import re
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import parse_qs

from markdown_it import MarkdownIt

from iga_core.language import load_words
from iga_core.record import Record
from pages._shared import filters
from pages._shared.filters import LIMIT, NAMED, Param, Reading
from tests import on_file
from tests.attack import hostile

WORDS = load_words("id")
# Markdown as a browser reads it: bare addresses become links, HTML is let through to be seen
MARKDOWN = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable("table")
QUIET = {"paragraph_open", "paragraph_close", "inline", "text", "code_inline", "softbreak"}
BARE = re.compile(r"https?://|www\.|\w@\w", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What an attack came to: addresses read, problems named, the slowest in milliseconds."""

    read: int
    problems: int
    slowest: float


@cache
def record() -> Record:
    """Return the record, loaded once."""
    return on_file.record()


@cache
def tables() -> Mapping[str, Sequence[Param]]:
    """Return the address table of every page, by slug."""
    return {slug: table(record()) for slug, table in filters.TABLES.items()}


def parsed(query: str) -> tuple[dict[str, str], frozenset[str]]:
    """Return a query string as Streamlit hands it on, and the names given more than once."""
    given = parse_qs(query, keep_blank_values=True)
    twice = frozenset(name for name, values in given.items() if len(values) > 1)
    return {name: values[-1] for name, values in given.items()}, twice


def obeyed(line: str) -> set[str]:
    """Return what Markdown would do with a line besides showing it as text and code."""
    tokens = [t for token in MARKDOWN.parse(line) for t in (token, *(token.children or ()))]
    bare = {"address" for t in tokens if t.type == "text" and BARE.search(t.content)}
    return {t.type for t in tokens} - QUIET | bare


def sound(table: Sequence[Param], reading: Reading) -> None:
    """Raise AssertionError unless a reading holds only what a page can show."""
    assert set(reading.values) == {param.name for param in table}
    for param in table:
        value = reading.values[param.name]
        if param.many:
            assert isinstance(value, tuple)
            assert len(set(value)) == len(value) <= param.most
            assert set(value) <= set(param.options or ())
        elif param.options is None:
            assert isinstance(value, str)
            assert len(value) <= LIMIT
            assert value == value.strip()
            assert value.isprintable()
        else:
            assert value in param.options
    assert len(reading.problems) <= NAMED + 1
    for problem in reading.problems:
        line = filters.told(problem, WORDS)
        assert not obeyed(line), line
        assert len(line) < 2000
    again = filters.read(table, filters.write(table, reading.values))
    assert (again.values, again.problems) == (reading.values, ())


def attack(number: int, seed: int = 1) -> Outcome:
    """Read ``number`` hostile addresses over all tables. Raises AssertionError."""
    dice, problems, slowest = random.Random(seed), 0, 0.0
    names = sorted(tables())
    longest = [(name, query) for name in names for query in hostile.long_queries(tables()[name])]
    for place in range(number + len(longest)):
        if place < number:
            name = names[place % len(names)]
            query = hostile.query(dice, tables()[name])
        else:
            name, query = longest[place - number]
        given, twice = parsed(query)
        start = time.perf_counter()
        reading = filters.read(tables()[name], given, None, filters.FRAME, twice)
        slowest = max(slowest, (time.perf_counter() - start) * 1000)
        sound(tables()[name], reading)
        known = {param.name for param in tables()[name]} | filters.FRAME
        assert reading.problems or not (set(given) - known or twice & set(reading.values))
        problems += len(reading.problems)
    return Outcome(number + len(longest), problems, slowest)
