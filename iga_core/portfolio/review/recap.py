"""What each agency sent, in what state it is, and which part of the score it carries.

Agencies stand in alphabetical order. What they could be expected to send depends on their
mandate, staff and budget, none of which is in a portfolio: a ranking would not be fair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from iga_core.declared.rehearsal import Standards
from iga_core.language import Words
from iga_core.message import Message
from iga_core.portfolio.agencies.names import spelling_key
from iga_core.portfolio.report import ScoreReport
from iga_core.portfolio.schema import Basis, Innovation
from iga_core.rules.scoring import OUTSIDE, REJECTED, SCORED

COLUMNS = (
    *("agency", "sent", "scored", "outside", "rejected", "maturity", "mature", "mandatory"),
    *("evidence", "points", "index"),
)


@dataclass(frozen=True, slots=True)
class AgencyRecap:
    """One agency; "" = not said. Counts are of innovations, but for the last two.

    ``maturity_mean``: points of its scored innovations, None without one; ``mature``: None where
    no threshold fits the year. Over its scored innovations: ``mandatory_missing`` lines, and
    ``evidence_missing`` claimed levels. ``maturity_points`` and ``count_points``: its part of the
    government's points; ``index``: both in index points, not rounded. ``positions``: from 1.
    """

    agency: str
    positions: tuple[int, ...]
    sent: int
    scored: int
    outside: int
    rejected: int
    maturity_mean: Fraction | None
    mature: int | None
    mandatory_missing: int
    evidence_missing: int
    maturity_points: Fraction
    count_points: Fraction
    index: Fraction

    @property
    def points(self) -> Fraction:
        """The points it carries: all agencies' add up to the innovation aspect."""
        return self.maturity_points + self.count_points


@dataclass(frozen=True, slots=True)
class Recap:
    """All agencies. ``silent``: expected, but nothing sent; ``unexpected``: sent, not expected.

    ``expected``: how many agencies were named; 0 = nobody said whom to expect, so nobody can be
    missing. ``mature_from``: points, None where no threshold fits the year.
    """

    agencies: tuple[AgencyRecap, ...]
    expected: int
    silent: tuple[str, ...]
    unexpected: tuple[str, ...]
    mature_from: int | None


def _gaps(item: Innovation, mandatory: Iterable[str], basis: Basis) -> tuple[int, int]:
    """Return the mandatory lines without a level, and the claimed levels without evidence."""
    levels = {code: claim.by(basis) for code, claim in item.levels.items()}
    bare = sum(not item.evidence.get(code) for code, claim in item.levels.items() if claim.claimed)
    return sum(not levels.get(code) for code in mandatory), bare


def _agency(
    places: list[int], report: ScoreReport, mature_from: int | None, basis: Basis
) -> AgencyRecap:
    scores, items = report.scores, report.portfolio.innovations
    sheet = scores.sheet
    states = [int(scores.state[place]) for place in places]
    scored = [place for place, state in zip(places, states, strict=True) if state == SCORED]
    ticks = [int(scores.maturity[place]) for place in scored]
    counted, all_counted = sum(s in sheet.in_count for s in states), int(scores.counted[0])
    mandatory = [line.code for line in sheet.sid if line.mandatory.value]
    gaps = [_gaps(items[place], mandatory, basis) for place in scored]
    maturity = Fraction(sum(ticks), sheet.tick * int(scores.divisor[0]))
    count = Fraction(int(scores.count[0]) * counted, sheet.tick * (all_counted or 1))
    return AgencyRecap(
        agency=items[places[0]].agency,
        positions=tuple(place + 1 for place in places),
        sent=len(places),
        scored=len(scored),
        outside=states.count(OUTSIDE),
        rejected=states.count(REJECTED),
        maturity_mean=Fraction(sum(ticks), sheet.tick * len(ticks)) if ticks else None,
        mature=None
        if mature_from is None
        else sum(tick >= mature_from * sheet.tick for tick in ticks),
        mandatory_missing=sum(missing for missing, _ in gaps),
        evidence_missing=sum(bare for _, bare in gaps),
        maturity_points=maturity,
        count_points=count,
        index=(maturity + count) * 100 * sheet.tick / sheet.max_total,
    )


def recap(
    report: ScoreReport, limits: Standards, expected: Iterable[str] = (), basis: Basis = "claimed"
) -> Recap:
    """Return the recap of a scored portfolio. ``basis``: the one ``report`` was scored by.

    ``expected``: agencies that are to report. The mean of maturities is shared out by each
    innovation's own maturity, the points for the number equally among what counts, so that the
    parts add up to the innovation aspect. It is a share, not what would be lost without the agency.
    """
    groups: dict[str, list[int]] = {}
    for place, item in enumerate(report.portfolio.innovations):
        groups.setdefault(spelling_key(item.agency), []).append(place)
    mature_from = limits.mature_from(report.rulebook.maxima.maturity.value)
    named = {spelling_key(name): name for name in expected if spelling_key(name)}
    order = sorted(groups, key=lambda key: (not key, key))
    agencies = tuple(_agency(groups[key], report, mature_from, basis) for key in order)
    unexpected = [found.agency for found in agencies if spelling_key(found.agency) not in named]
    return Recap(
        agencies=agencies,
        expected=len(named),
        silent=tuple(named[key] for key in sorted(named) if key not in groups),
        unexpected=tuple(name for name in unexpected if name) if named else (),
        mature_from=mature_from,
    )


def recap_notes(found: Recap, limits: Standards) -> tuple[Message, ...]:
    """Return what a reader of the recap must know; the page prints it beneath the table."""
    of = limits.threshold.mature.of or 0
    mature = (
        Message("recap.mature_unknown")
        if found.mature_from is None
        else Message(
            "recap.mature_rule",
            {"from": found.mature_from, "of": of, "reason": limits.threshold.mature.reason},
        )
    )
    silence = (
        Message("recap.silent", {"number": len(found.silent), "expected": found.expected})
        if found.expected
        else Message("recap.nobody_expected")
    )
    return (silence, Message("recap.shares"), mature, Message("recap.no_rank"))


def _row(agency: AgencyRecap, words: Words) -> list[str | int | float | None]:
    mean = agency.maturity_mean
    return [
        agency.agency or words("recap.agency_unsaid"),
        agency.sent,
        agency.scored,
        agency.outside,
        agency.rejected,
        None if mean is None else float(mean),
        agency.mature,
        agency.mandatory_missing,
        agency.evidence_missing,
        float(agency.points),
        float(agency.index),
    ]


def recap_table(
    found: Recap, words: Words
) -> tuple[list[str], list[list[str | int | float | None]]]:
    """Return headings and rows: agencies with entries, then those that sent nothing; None = none.

    Cells hold agencies as typed: the writer must keep them from running as a formula.
    """
    rows = [_row(agency, words) for agency in found.agencies]
    empty: list[str | int | float | None] = [None] * (len(COLUMNS) - 2)
    rows += [[name, 0, *empty] for name in found.silent]
    return [words(f"recap.column_{name}") for name in COLUMNS], rows
