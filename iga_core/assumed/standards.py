"""What the rehearsal takes from us and not from the ministry: thresholds, and red or amber.

Read from ``data/rehearsal.toml``; each value stands there with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, get_args

from iga_core.paths import DATA
from iga_core.rules import RulebookError
from iga_core.rules.reading import Reader, Table, strings, text, whole
from iga_core.rules.rulebook import read_toml

NAME = "rehearsal"
FILE = f"{NAME}.toml"
SCHEMA = 1
Severity = Literal["red", "amber", "green"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)  # worst first
# thresholds and the highest value each may have, None = no limit
THRESHOLDS: dict[str, int | None] = {
    "name_similarity": 100,
    "name_length": 1000,
    "names_compared": 2000,
    "shared_link": None,
    "edge_days": None,
    "mature": None,
    "strength": 100,
    "gap": 100,
    "listed": None,
}
LISTS = ("link_schemes", "link_endings", "link_private")
# what the rehearsal can find; the file grades each, no more and no less
CHECKS = (
    *("rule_unknown", "example", "below_divisor", "services_unmet", "services_open"),
    *("services_single", "names_unchecked", "rejected", "stage_outside", "stage_unsaid"),
    *("window_outside", "window_by_development", "window_near", "window_unsaid"),
    *("words_short", "words_unsaid", "trial_after_applied", "trial_after_developed"),
    *("developed_before_applied", "date_future", "mandatory_empty", "mandatory_zero"),
    *("mandatory_refused", "evidence_missing", "link_broken", "link_shared", "name_near"),
    *("affair_unsaid", "affair_unknown", "agency_unsaid", "below_verified", "unverified"),
)


@dataclass(frozen=True, slots=True)
class Threshold:
    """A limit of ours in ``unit``. ``of``: the highest value it was chosen for, if any."""

    value: int
    unit: str
    reason: str
    of: int | None = None
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A list of ours."""

    value: tuple[str, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Grade:
    """How bad a finding is, and why."""

    severity: Severity
    reason: str


@dataclass(frozen=True, slots=True)
class Standards:
    """All of the file. ``findings``: the grade of every check."""

    name_similarity: Threshold
    name_length: Threshold
    names_compared: Threshold
    shared_link: Threshold
    edge_days: Threshold
    mature: Threshold
    strength: Threshold
    gap: Threshold
    listed: Threshold
    link_schemes: Choice
    link_endings: Choice
    link_private: Choice
    findings: Mapping[str, Grade]

    @property
    def thresholds(self) -> dict[str, Threshold]:
        """The thresholds by their key in the file."""
        return {name: getattr(self, name) for name in THRESHOLDS}

    def mature_from(self, most: Decimal | None) -> int | None:
        """Return the points from which an innovation is mature, on a year's highest ``most``.

        None when that year's highest is not the one the threshold was chosen for.
        """
        return self.mature.value if most is not None and most == self.mature.of else None


def _threshold(reader: Reader, key: str, value: object, most: int | None) -> Threshold:
    table = reader.table(key, value, ("value", "of", "unit", "reason", "sources"))
    found = whole(reader, f"{key}.value", table.get("value"))
    if found < 1 or (most is not None and found > most):
        allowed = f"1\N{EN DASH}{most}" if most is not None else "1 \N{HORIZONTAL ELLIPSIS}"
        reader.fail(f"{key}.value", "not_allowed", allowed=allowed)
    top = None if table.get("of") is None else whole(reader, f"{key}.of", table["of"])
    if top is not None and found > top:
        reader.fail(f"{key}.of", "disorder")
    return Threshold(
        found,
        text(reader, f"{key}.unit", table.get("unit")),
        text(reader, f"{key}.reason", table.get("reason")),
        top,
        strings(reader, f"{key}.sources", table.get("sources", [])),
    )


def _choice(reader: Reader, key: str, value: object) -> Choice:
    table = reader.table(key, value, ("value", "reason"))
    found = strings(reader, f"{key}.value", table.get("value"))
    for item in found:
        if not item.isascii() or not item.isalpha() or not item.islower():
            reader.fail(f"{key}.value", "not_text", value=item)
    if not found:
        reader.fail(f"{key}.value", "missing", name="value")
    return Choice(found, text(reader, f"{key}.reason", table.get("reason")))


def _grade(reader: Reader, key: str, value: object) -> Grade:
    table = reader.table(key, value, ("severity", "reason"))
    known: dict[str, Severity] = {name: name for name in SEVERITIES}
    severity = known.get(str(table.get("severity")))
    if severity is None:
        reader.fail(f"{key}.severity", "not_allowed", allowed=", ".join(SEVERITIES))
    return Grade(severity, text(reader, f"{key}.reason", table.get("reason")))


def _section(reader: Reader, raw: Table, name: str, keys: tuple[str, ...]) -> Table:
    """Return a section that holds exactly ``keys``."""
    table = reader.table(name, raw.get(name, {}), keys)
    for key in keys:
        if key not in table:
            reader.fail(name, "missing", name=key)
    return table


def _built(raw: dict[str, Any]) -> Standards:
    reader = Reader(FILE, 0)
    reader.table("", raw, ("schema", "threshold", "list", "finding"))
    if raw.get("schema") != SCHEMA:
        reader.fail("schema", "schema", expected=SCHEMA)
    limits = _section(reader, raw, "threshold", tuple(THRESHOLDS))
    lists = _section(reader, raw, "list", LISTS)
    graded = _section(reader, raw, "finding", CHECKS)
    found: dict[str, Any] = {
        key: _threshold(reader, f"threshold.{key}", limits[key], most)
        for key, most in THRESHOLDS.items()
    }
    found |= {key: _choice(reader, f"list.{key}", lists[key]) for key in LISTS}
    if found["gap"].value >= found["strength"].value:
        reader.fail("threshold.gap", "disorder")
    grades = {key: _grade(reader, f"finding.{key}", graded[key]) for key in CHECKS}
    return Standards(**found, findings=MappingProxyType(grades))


def load_standards(folder: Path = DATA) -> Standards:
    """Read and check ``folder/rehearsal.toml``.

    Raises RulebookError, naming the key, for a broken file and for none.
    """
    if not (folder / FILE).is_file():
        raise RulebookError(FILE, "", "missing", name=FILE)
    return _built(read_toml(folder / FILE))


@lru_cache(maxsize=1)
def standards() -> Standards:
    """Return the project's own standards, read once."""
    return load_standards()
