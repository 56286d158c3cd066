"""How a rule reads: its value, where it is written, and how sure that is."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from iga_core.language import plain
from iga_core.rules import Band, Fact, Indicator, Rulebook, RuleUnknownError, ValueInterval, wording
from pages._shared.links import source_link
from pages._shared.words import t, words


def amount(value: Decimal) -> str:
    """Print a number with the decimals it is written with."""
    return words().printed(value)


def points(value: Decimal) -> str:
    """Print points with as many decimals as they need."""
    return words().figure(value)


def standing(fact: Fact[Any]) -> str:
    """Return how sure a rule is; how it was inferred, where it was."""
    name = words().term("standing", fact.standing)
    return f"{name}: {plain(fact.how, 300)}" if fact.how else name


def line_name(line: Indicator) -> str:
    """Return number and official name of a line, with its gloss: not yet safe for Markdown."""
    return f"{line.no} {words().glossed('line', line.name)}".strip()


def variable_name(variable: str) -> str:
    """Return the official name of a variable with its gloss."""
    return words().glossed("variable", variable)


def unit_name(unit: str) -> str:
    """Return how a unit of the data reads in this language."""
    return words().gloss("unit", unit) or unit


def basis(fact: Fact[Any]) -> str:
    """Return instrument, clause, standing and sources of a rule in one line."""
    parts = [plain(part, 200) for part in (fact.instrument, fact.clause) if part]
    parts.append(standing(fact))
    if fact.note:
        parts.append(plain(fact.note, 400))
    text = ". ".join(part.rstrip(".") for part in parts) + "."
    if fact.sources:
        text += " " + t("source.line", sources="; ".join(map(source_link, fact.sources)))
    if fact.also:
        text += " " + t("source.also", sources="; ".join(map(source_link, fact.also)))
    return text


def limit_text(limit: Decimal | ValueInterval, decimals: int) -> str:
    """Return a class limit at its scale's decimals, or the interval it is known to lie in."""
    if isinstance(limit, ValueInterval):
        above, to = (words().number(v, decimals) for v in (limit.above, limit.to))
        return t("aturan.interval", above=above, to=to)
    return words().number(limit, decimals)


def band_text(meaning: Band | str) -> str:
    """Return what a level asks for: a band of values as printed, or its text."""
    text = wording.level_text(meaning, words())
    return plain(text, 600) if isinstance(meaning, str) else text


def rejected_text(book: Rulebook) -> str:
    """Say whether a refused innovation stays in the divisor, and where that is written."""
    fact = book.counting.rejected_in_divisor
    said = t("cek_mandiri.risk_stays") if fact.known() else t("cek_mandiri.risk_leaves")
    return f"{said} {basis(fact)}"


def unknown_rule(error: RuleUnknownError) -> str:
    """Say in words that a rule of a year is not known."""
    return t("rules.unknown", year=error.year, rule=words().term("rule", error.rule))
