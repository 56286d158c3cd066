"""Words of a text that tell something, found by whole words; what each says is data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from iga_core.declared.reader import ReaderWords
from iga_core.reader.text import TextWord
from iga_core.record.declaration import Schema
from iga_core.regions.names import TYPE_WORDS

ENGLISH_AFTER = frozenset({"city", "regency", "province", "municipality"})


class PhraseHit(NamedTuple):
    """A phrase found: its group, what it stands for in it, its place and its words by number."""

    group: str
    value: str
    start: int
    end: int
    first: int
    last: int


class PressLexicon:
    """Every phrase by its first word. Build once."""

    def __init__(self, words: ReaderWords, schema: Schema) -> None:
        """Index ``words`` and the official terms of ``schema``."""
        self.words = words
        self._phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = defaultdict(list)
        self._stems: list[tuple[str, str, str]] = []
        pillars = {pillar: (pillar,) for pillar in schema.vocabularies["pillar"]}
        types = {kind: list(more) for kind, more in words.type.items()}
        for phrase, kind in TYPE_WORDS.items():
            types[kind].append(" ".join(phrase))
        tables: dict[str, Mapping[str, Iterable[str]]] = {
            "programme": words.programme, "level": words.level, "category": words.category,
            "session": words.session, "type": types, "head": words.head, "pillar": pillars,
            **{name: {"": phrases} for name, phrases in words.words.items()},
        }  # fmt: skip
        for group, table in tables.items():
            self._add(group, table)
        for values in self._phrases.values():
            values.sort(key=lambda phrase: -len(phrase[0]))

    def _add(self, group: str, table: Mapping[str, Iterable[str]]) -> None:
        for value, phrases in table.items():
            for phrase in phrases:
                parts = tuple(phrase.lower().rstrip("*").replace("/", " ").split())
                if phrase.endswith("*"):
                    if len(parts) == 1:
                        self._stems.append((parts[0], group, value))
                        continue
                    self._phrases[parts[0]].append(((*parts[:-1], parts[-1] + "*"), group, value))
                else:
                    self._phrases[parts[0]].append((parts, group, value))

    def find(self, low: str, words: Sequence[TextWord]) -> list[PhraseHit]:
        """Return every phrase in the order of the text; of one group the longest at a place."""
        hits: list[PhraseHit] = []
        until: dict[str, int] = {}
        known: dict[str, list[tuple[str, str]]] = {}
        for at, word in enumerate(words):
            if word.text not in known:
                known[word.text] = [(g, v) for s, g, v in self._stems if word.text.startswith(s)]
            found = [(1, group, value) for group, value in known[word.text]]
            for parts, group, value in self._phrases.get(word.text, ()):
                if _here(parts, at, words, low):
                    found.append((len(parts), group, value))
            for length, group, value in sorted(found, key=lambda f: -f[0]):
                if until.get(group, 0) <= at:
                    until[group] = at + length
                    end = words[at + length - 1].end
                    hits.append(PhraseHit(group, value, word.start, end, at, at + length))
        return hits


def _here(parts: tuple[str, ...], at: int, words: Sequence[TextWord], low: str) -> bool:
    if at + len(parts) > len(words):
        return False
    for step, part in enumerate(parts):
        text = words[at + step].text
        if text != part and not (part.endswith("*") and text.startswith(part[:-1])):
            return False
        if step and low[words[at + step - 1].end : words[at + step].start].strip(" -'\"/"):
            return False
    return True
