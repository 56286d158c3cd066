"""How a fact on the programme reads, and small words that every part of the page shares."""

from __future__ import annotations

from typing import Any

from iga_core.language import plain
from iga_core.rules import Fact
from pages._shared.filters import ALL
from pages._shared.marks import unknown
from pages._shared.rule_text import basis
from pages._shared.words import t, words


def value_text(fact: Fact[str]) -> str:
    """Return a text of the programme in this language, or that it is not known."""
    if fact.value is None:
        return unknown("smart_city.unknown")
    return plain(words().gloss("fact", fact.key) or fact.value, 400)


def line(label: str, fact: Fact[str]) -> str:
    """Return one fact as an item of a list, always ending with where it is written."""
    return f"- **{label}:** {value_text(fact)}. {basis(fact)}"


def basis_item(label: str, fact: Fact[Any]) -> str:
    """Return where a fact is written as an item of a list."""
    return f"- **{label}:** {basis(fact)}"


def dimension_name(dimension: str) -> str:
    """Return how a dimension of the index is called."""
    return t(f"smart_city.dimension_{dimension}")


def set_name(weights: str) -> str:
    """Return how a weight set is called: by its letter."""
    return t("smart_city.set", name=weights.upper())


def choice_name(value: str) -> str:
    """Return how a year or a pillar reads as a choice."""
    return t("filter.all") if value == ALL else value
