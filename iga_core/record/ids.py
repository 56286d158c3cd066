"""Ids are minted once and kept. Here they are read: current, retired, or never given."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True, slots=True)
class IdReading:
    """What an id stands for: ``status`` current, retired or unknown; ``id`` = the one to use."""

    status: str
    id: str
    reason: str = ""


def read_id(wanted: str, current: frozenset[str], retired: pd.DataFrame) -> IdReading:
    """Follow ``wanted`` through retirements to a current id; unknown when it leads nowhere."""
    if wanted in current:
        return IdReading("current", wanted)
    follow = dict(zip(retired["id"], retired["replaced_by"], strict=True))
    reasons = dict(zip(retired["id"], retired["reason"], strict=True))
    seen: list[str] = []
    here = wanted
    while here in follow and here not in seen:
        seen.append(here)
        here = follow[here]
    if seen and here in current:
        return IdReading("retired", here, reasons[wanted])
    return IdReading("unknown", wanted)


def slug(text: str) -> str:
    """Return ``text`` as it stands in an id: lower case ASCII letters, digits and hyphens."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")


def mint_award_id(programme: str, year: int, category: str, level: str, region_code: str) -> str:
    """Return the id of a new award, e.g. ``iga-2020-kota-sangat-inovatif-11.71``."""
    return f"{slug(programme)}-{year}-{slug(category)}-{slug(level)}-{region_code}"
