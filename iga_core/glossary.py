"""The glossary as data: which terms are explained, where they are used, who says so.

The explanations themselves are words of a language: ``glossary.text_<id>`` in its catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from iga_core.paths import DATA
from iga_core.rules import RulebookError
from iga_core.rules.reading import Reader, strings, text
from iga_core.rules.rulebook import read_toml

NAME = "glossary"
GLOSSARY_FILE = f"{NAME}.toml"
SCHEMA = 1
KEYS = ("id", "term", "also", "pages", "sources")


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """An official term. ``also``: other forms it goes by; ``pages``: slugs of pages that use it."""

    id: str
    term: str
    also: tuple[str, ...]
    pages: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of the term, the official one first."""
        return (self.term, *self.also)


def _term(reader: Reader, key: str, value: object) -> GlossaryTerm:
    table = reader.table(key, value, KEYS)
    return GlossaryTerm(
        text(reader, f"{key}.id", table.get("id")),
        text(reader, f"{key}.term", table.get("term")),
        strings(reader, f"{key}.also", table.get("also", [])),
        strings(reader, f"{key}.pages", table.get("pages")),
        strings(reader, f"{key}.sources", table.get("sources")),
    )


def load_glossary(folder: Path = DATA) -> Mapping[str, GlossaryTerm]:
    """Read and check ``folder/glossary.toml``: terms by id, in the file's order.

    Raises RulebookError, naming the key, for a broken file and for none.
    """
    path = folder / GLOSSARY_FILE
    if not path.is_file():
        raise RulebookError(GLOSSARY_FILE, "", "missing", name=GLOSSARY_FILE)
    reader, raw = Reader(GLOSSARY_FILE, 0), read_toml(path)
    reader.table("", raw, ("schema", "term"))
    if raw.get("schema") != SCHEMA:
        reader.fail("schema", "schema", expected=SCHEMA)
    if not isinstance(raw.get("term"), list):
        reader.fail("term", "not_list")
    terms = [_term(reader, f"term[{n}]", item) for n, item in enumerate(raw["term"], 1)]
    forms = [form.casefold() for term in terms for form in (term.id, *term.forms)]
    for form in forms:
        same = [t.id for t in terms if form in {f.casefold() for f in (t.id, *t.forms)}]
        if len(same) > 1:
            reader.fail("term", "repeated")
    return MappingProxyType({term.id: term for term in terms})


@lru_cache(maxsize=1)
def cached_glossary() -> Mapping[str, GlossaryTerm]:
    """Return the project's own glossary, read once."""
    return load_glossary()
