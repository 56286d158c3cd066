"""What a local team fills in: one shape for the command line, the workbook and the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

SCHEMA = 1
MEGABYTE = 1_000_000
# of one portfolio, whichever way it comes: workbook, JSON, or typed
MAX_BYTES = 10 * MEGABYTE  # 200 innovations take less than 0.2 MB
MAX_INNOVATIONS = 2000

Stage = Literal["inisiatif", "uji-coba", "penerapan"]
STAGES: dict[str, Stage] = {name: name for name in get_args(Stage)}
Basis = Literal["claimed", "verified", "checked"]
"""Which level of a claim counts: as claimed; as verified, else as claimed; as verified, else 0."""
ANSWER = ("ya", "tidak")  # to whether a criterion of the law is met; empty = not said


class PortfolioError(ValueError):
    """Bad input: ``reason`` is a message id below ``portfolio.``, ``place`` where it stands."""

    def __init__(self, reason: str, place: str = "", **details: object) -> None:
        """``details`` fill the placeholders of the message."""
        super().__init__(f"{place or 'portfolio'}: {reason}")
        self.reason, self.place, self.details = reason, place, details


@dataclass(frozen=True, slots=True)
class Claim:
    """A level as the team claims it and, where someone checked, as it was verified."""

    claimed: int
    verified: int | None = None

    def by(self, basis: Basis) -> int:
        """Return the level that counts by ``basis``."""
        if basis == "claimed":
            return self.claimed
        if self.verified is None:
            return self.claimed if basis == "verified" else 0
        return self.verified


@dataclass(frozen=True, slots=True)
class Innovation:
    """One innovation. ``stage`` None = not said; days and ``words`` None = not said.

    ``affair``: main affair; ``words``: length of the design text; ``rejected``: reported, then
    refused. ``form``, ``type``, ``initiator``: codes of ``vocabularies``, empty = not said.
    ``renewal`` to ``replicable``: the team's answer (``ANSWER``) on each criterion of the law.
    ``levels``: claims by line; ``evidence``: a text or an address by line; ``notes``: what a
    reviewer asks of a line.
    """

    name: str
    agency: str = ""
    initiator: str = ""
    form: str = ""
    type: str = ""
    affair: str = ""
    crossing_affairs: tuple[str, ...] = ()
    stage: Stage | None = None
    rejected: bool = False
    trial_on: date | None = None
    applied_on: date | None = None
    developed_on: date | None = None
    words: int | None = None
    location: str = ""
    renewal: str = ""
    benefit: str = ""
    burden_free: str = ""
    authority: str = ""
    replicable: str = ""
    levels: Mapping[str, Claim] = field(default_factory=dict)
    evidence: Mapping[str, str] = field(default_factory=dict)
    notes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """One government's year. ``spd``: claims by line; ``spd_values``: raw values by line, in
    the line's unit, for lines whose level follows from a value. ``year``: as the file says.

    ``name``: the government as the team writes it; ``agencies``: those that should report;
    ``example``: invented, and every view must say so.
    """

    region: str = ""
    year: int | None = None
    spd: Mapping[str, Claim] = field(default_factory=dict)
    spd_values: Mapping[str, Decimal] = field(default_factory=dict)
    spd_evidence: Mapping[str, str] = field(default_factory=dict)
    innovations: tuple[Innovation, ...] = ()
    name: str = ""
    example: bool = False
    agencies: tuple[str, ...] = ()
    schema: int = SCHEMA

    @property
    def claims(self) -> Iterator[Claim]:
        """Every claim: of the government lines, then of each innovation."""
        yield from self.spd.values()
        for item in self.innovations:
            yield from item.levels.values()

    @property
    def reviewed(self) -> bool:
        """Whether someone verified any claim."""
        return any(claim.verified is not None for claim in self.claims)
