"""Rules for award categories: each one a year had is decided by a list row, and only by one."""

from __future__ import annotations

from collections.abc import Callable

from iga_core.record.checks.tables import Checks
from iga_core.record.rows import Row, rows_of
from iga_core.record.violation import Violation
from iga_core.regions import TYPES

PROGRAMME = "IGA"  # the only programme that judges governments in categories


def covers(row: Row, category: str, year: int) -> bool:
    """Say whether a row of ``category_lists`` decides who belongs to ``category`` in ``year``."""
    first, last = row["first_year"], row["last_year"]
    inside = (first is None or first <= year) and (last is None or year <= last)
    return bool(row["category"] == category and inside)


def categories_decided(checks: Checks) -> list[Violation]:
    """Every category of a year has exactly one row that decides who belongs to it."""
    lists = rows_of(checks.frames["category_lists"])
    found = []
    for index, row in checks.frames["categories"].iterrows():
        number = sum(covers(entry, row["category"], int(row["year"])) for entry in lists)
        if number != 1:
            found.append(
                checks.violation("categories", index, "category", "category_lists", found=number)
            )
    return found


def category_columns(checks: Checks) -> list[Violation]:
    """A list is a column of ``regions`` with values that mean yes, on types that exist."""
    known = set(checks.schema.tables["regions"].column_names)
    found = []
    for index, row in checks.frames["category_lists"].iterrows():
        if row["column"] and row["column"] not in known:
            found.append(checks.violation("category_lists", index, "column", "category_column"))
        elif bool(row["column"]) != bool(row["yes_values"]):
            found.append(checks.violation("category_lists", index, "yes_values", "category_values"))
        if set(row["hint_columns"].split()) - known:
            found.append(
                checks.violation("category_lists", index, "hint_columns", "category_column")
            )
        if set(row["types"].split()) - set(TYPES):
            found.append(checks.violation("category_lists", index, "types", "category_types"))
    return found


def categories_once(checks: Checks) -> list[Violation]:
    """A set of sources names a category once, and all its rows are of one year and basis."""
    frame = checks.frames["categories"]
    years = frame.groupby("set")["year"].transform("nunique")
    bases = frame.groupby("set")["basis"].transform("nunique")
    twice = frame.duplicated(["set", "category"])
    return [
        checks.violation("categories", index, "set", "category_set")
        for index in frame.index[twice | (years > 1) | (bases > 1)]
    ]


def categories_named(checks: Checks) -> list[Violation]:
    """Every category that governments won in together is named for that year; a prize is none."""
    frame, awards = checks.frames["categories"], checks.frames["awards"]
    named = set(zip(frame["year"], frame["category"], strict=True))
    prizes = checks.schema.vocabularies["prize_level"]
    judged = awards[(awards["programme"] == PROGRAMME) & ~awards["level"].isin(prizes)]
    return [
        checks.violation("awards", index, "category", "category_unnamed", year=int(row["year"]))
        for index, row in judged.drop_duplicates(["year", "category"]).iterrows()
        if (row["year"], row["category"]) not in named
    ]


def category_scopes(checks: Checks) -> list[Violation]:
    """National figures count a category under one scope, and no two categories under one."""
    frame = checks.frames["category_lists"]
    scopes = frame.groupby("category")["scope"].transform("nunique")
    shared = frame.groupby("scope")["category"].transform("nunique")
    wrong = (scopes > 1) | ((shared > 1) & (frame["scope"] != ""))
    return [
        checks.violation("category_lists", index, "scope", "category_scope")
        for index in frame.index[wrong]
    ]


CATEGORY_RULES: tuple[Callable[[Checks], list[Violation]], ...] = (
    categories_decided,
    category_columns,
    categories_once,
    categories_named,
    category_scopes,
)
