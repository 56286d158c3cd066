"""Agencies (perangkat daerah) by name: which are expected, and which two names may be one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from iga_core.portfolio.schema import Portfolio

_NUMBERED = re.compile(r"^\s*(?:\d{1,3}\s*[.)]|[-*\u2022])\s*")  # as lists are pasted


def spelling_key(name: str) -> str:
    """Return what two spellings of one name share: case and spaces do not count."""
    return " ".join(name.casefold().split())


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Return every name once, as it is first spelled, in order; empty ones are left out."""
    found: dict[str, str] = {}
    for name in names:
        if key := spelling_key(name):
            found.setdefault(key, " ".join(name.split()))
    return tuple(found.values())


def typed_agencies(text: str) -> tuple[str, ...]:
    """Return the agencies of a pasted list: one a line, its number or bullet left out."""
    return distinct(_NUMBERED.sub("", line) for line in text.splitlines())


def agencies_of(portfolio: Portfolio) -> tuple[str, ...]:
    """Return the agencies expected to report, then those that only have entries."""
    return distinct((*portfolio.agencies, *(item.agency for item in portfolio.innovations)))
