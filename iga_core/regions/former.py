"""What an old name or code of a region says: whose it was, and in which years."""

from __future__ import annotations

from iga_core.language import Words
from iga_core.regions.register import Alias
from iga_core.regions.resolve import Candidate


def span(alias: Alias, words: Words) -> str:
    """Return the years in which ``alias`` was in force, in words."""
    if alias.valid_to is None:
        return words("former.undated")
    if alias.valid_from is None:
        return words("former.until", last=alias.valid_to)
    return words("former.between", first=alias.valid_from, last=alias.valid_to)


def former_text(candidate: Candidate, words: Words) -> str:
    """Return what the name says by which a text found ``candidate``; "" if it is today's."""
    alias = candidate.former
    if alias is None:
        return ""
    kind = words.term("alias_kind", alias.kind)
    said = {"alias": alias.alias, "kind": kind, "name": candidate.name, "span": span(alias, words)}
    return words("former.said", **said)
