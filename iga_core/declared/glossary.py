"""The glossary as data: which terms are explained, where they are used, who says so.

The explanations themselves are words of a language: ``glosarium.text_<id>`` in its catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import AfterValidator, Field

from iga_core.declared.toml_file import Part, Text, Texts, read_as, refuse
from iga_core.paths import DATA

FILE = "glossary.toml"


class GlossaryTerm(Part):
    """An official term. ``also``: other forms it goes by; ``pages``: slugs of pages that use it."""

    id: Text
    term: Text
    also: Texts = ()
    pages: Texts
    sources: Texts

    @property
    def forms(self) -> tuple[str, ...]:
        """Every form of the term, the official one first."""
        return (self.term, *self.also)


def _terms(terms: tuple[GlossaryTerm, ...]) -> tuple[GlossaryTerm, ...]:
    """Refuse a form that two terms go by."""
    by_term = [{form.casefold() for form in (term.id, *term.forms)} for term in terms]
    if len(set().union(*by_term)) < sum(map(len, by_term)):
        refuse("repeated")
    return terms


class _Glossary(Part):
    terms: Annotated[tuple[GlossaryTerm, ...], AfterValidator(_terms)] = Field(alias="term")


def load_glossary(folder: Path = DATA) -> Mapping[str, GlossaryTerm]:
    """Read and check ``folder/glossary.toml``: terms by id, in the file's order.

    Raises RulebookError, naming the key, for a broken file and for none.
    """
    terms = read_as(_Glossary, folder / FILE).terms
    return MappingProxyType({term.id: term for term in terms})


@lru_cache(maxsize=1)
def cached_glossary() -> Mapping[str, GlossaryTerm]:
    """Return the project's own glossary, read once."""
    return load_glossary()
