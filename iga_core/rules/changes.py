"""What changed in the framework from one year to the next, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from iga_core.declared.rulebook import Indicator, Rulebook

ChangeKind = Literal["new", "gone", "weight", "name", "same", "unknown"]


@dataclass(frozen=True, slots=True)
class Change:
    """How a line differs from the year before. ``before``/``after``: weight in points a level."""

    code: str
    kind: ChangeKind
    before: Decimal | None = None
    after: Decimal | None = None
    name_before: str = ""


def _change(line: Indicator, before: Indicator | None, table_known: bool) -> Change:
    if not table_known:
        return Change(line.code, "unknown")
    if before is None:
        return Change(line.code, "new", after=line.weight.value)
    weights = (before.weight.value, line.weight.value)
    if None not in weights and weights[0] != weights[1]:
        return Change(line.code, "weight", *weights, name_before=before.name)
    kind: ChangeKind = "name" if before.name != line.name else "same"
    return Change(line.code, kind, *weights, name_before=before.name)


def changes(rulebook: Rulebook, before: Rulebook | None) -> dict[str, Change]:
    """Return the change of every line of ``rulebook``, and the lines that are gone, by code.

    An aspect of which the year before holds no line gives ``unknown``: its table was not found,
    so nothing can be said.
    """
    old = {line.code: line for line in before.lines} if before else {}
    known = {line.aspect for line in old.values()}
    found = {
        line.code: _change(line, old.get(line.code), line.aspect in known)
        for line in rulebook.lines
    }
    aspects = {line.aspect for line in rulebook.lines}
    for code, line in old.items():
        if code not in found and line.aspect in aspects:
            found[code] = Change(code, "gone", before=line.weight.value, name_before=line.name)
    return found
