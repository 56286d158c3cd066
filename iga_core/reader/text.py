"""A text as given, cut into words and passages; every place counts characters of the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator
from typing import NamedTuple

WORD = re.compile(r"[^\W_]+")
STOP = re.compile(r"[.!?\N{HORIZONTAL ELLIPSIS}]+[\"')\]]*(?=\s|$)|\n+")
ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u200b\u200c\u200d\ufeff\t\r", " "),
        **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2018\u2019\u02bc\u2032\u0060", "'"),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    }
)
LONGEST = 2_000  # characters of a passage; what goes on longer is cut between two words


class TextWord(NamedTuple):
    """A word in lower case and the place it stands at."""

    text: str
    start: int
    end: int


class Passage(NamedTuple):
    """A sentence, or a line of a list: its place, and its words by number."""

    start: int
    end: int
    first: int
    last: int


def folded(text: str) -> str:
    """Return ``text`` in lower case with one kind of space, quote and dash; as long as it was."""
    low = "".join(c if len(c) == 1 else o for o in text for c in (o.lower(),))
    return low.translate(ALIKE)


def words_of(low: str) -> list[TextWord]:
    """Return the words of a folded text."""
    return [TextWord(m[0], m.start(), m.end()) for m in WORD.finditer(low)]


def passages(
    text: str, low: str, words: list[TextWord], shortened: Collection[str]
) -> list[Passage]:
    """Cut a text into sentences and lines.

    A line that goes on with a small letter, or ends with a comma, is no line of its own; nor
    does the point of a word that is ``shortened`` end a sentence.
    """
    found, start = [], 0
    begins = [word.start for word in words]
    for stop in STOP.finditer(low):
        if stop.start() >= start and _ends(text, low, start, stop, shortened):
            found.append((start, stop.end()))
            start = stop.end()
    found.append((start, len(text)))
    cut = [
        Passage(a, b, bisect_left(begins, a), bisect_left(begins, b))
        for begin, end in found
        for a, b in _pieces(begin, end, words, begins)
    ]
    return [passage for passage in cut if passage.first < passage.last]


def _pieces(
    start: int, end: int, words: list[TextWord], begins: list[int]
) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        at = bisect_left(begins, start + LONGEST)
        cut = words[at].start if at < len(words) else end
        if cut >= end:
            break
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def _ends(text: str, low: str, start: int, stop: re.Match[str], shortened: Collection[str]) -> bool:
    after = text[stop.end() : stop.end() + 40].lstrip()
    if stop[0].startswith("\n"):
        before = low[max(start, stop.start() - 2) : stop.start()].rstrip()
        joined = len(stop[0]) == 1 and (before.endswith(",") or after[:1].islower())
        return not joined
    if not stop[0].startswith("."):
        return True
    word = re.search(r"([^\W_]+)$", low[max(start, stop.start() - 20) : stop.start()])
    if word and (word[1] in shortened or (len(word[1]) == 1 and word[1].isalpha())):
        return False
    if word and word[1].isdigit() and len(word[1]) <= 3:
        begun = low.rfind("\n", start, stop.start()) + 1 or start
        if low[begun : stop.start()].strip() == word[1]:
            return False  # the number of a line
    return not after[:1].islower()
