"""Next best evidence: every single step open to a portfolio, with the points it adds.

A step is one level up on one line, one more innovation, or one more affair of basic services. A
line raised twice is two steps, and only the first is listed. Gains are closed forms over
``Totals``: of one portfolio there are a few dozen different ones, however many innovations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from statistics import median_low
from typing import Literal

import numpy as np

from iga_core.declared.rulebook import STATES, RuleState
from iga_core.declared.workbench import Efforts
from iga_core.portfolio.advice.position import Position, Totals, moved, position_of
from iga_core.portfolio.report import outside_why
from iga_core.portfolio.schema import Basis, Portfolio
from iga_core.rules import Band, Indicator, Rulebook
from iga_core.rules.scoring import REJECTED, SCORED, Ints

StepKind = Literal["spd", "sid", "innovation", "affair", "correction"]
Order = Literal["gain", "per_effort"]
HeldWhy = Literal["rejected", "mandatory", "stage", "window", "words"]


@dataclass(frozen=True, slots=True)
class Step:
    """One step. ``gain``: by how much the printed index changes; ``exact``: before rounding.

    ``innovation``: its place in the portfolio (from 0), None for a government line and for an
    innovation still to be made. ``affair``: the affair it newly covers. ``effort``: None when the
    step is out of the team's reach.
    """

    kind: StepKind
    line: Indicator | None
    innovation: int | None
    from_level: int
    to_level: int
    affair: str
    gain: Decimal
    exact: float
    effort: Decimal | None

    @property
    def per_effort(self) -> float | None:
        """``exact`` per unit of effort; None without an effort, infinite for a free gain."""
        if self.effort is None:
            return None
        return _per_effort(self.exact, float(self.effort))

    @property
    def asks(self) -> Band | str | None:
        """What the next level asks for, in the rulebook's words or as a band of values."""
        return None if self.line is None else self.line.asks(self.to_level)

    @property
    def evidence(self) -> str | None:
        """The evidence that the rulebook names for the line; None where it names none."""
        return None if self.line is None else self.line.evidence.value


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What one more innovation is taken to be: levels by line of the sheet, ``worth`` in ticks.

    ``pattern``: the median of the team's own ``number`` scored innovations, line by line (the
    lower of two middles), or one ``level`` throughout (``number`` = that level). ``effort``: of
    making it with these levels; None when that is out of the team's reach.
    """

    levels: tuple[int, ...]
    pattern: Literal["median", "level"]
    number: int
    worth: int
    effort: Decimal | None


@dataclass(frozen=True, slots=True)
class Held:
    """An innovation that earns nothing as it stands, and what it would add to the printed index
    (``gain``; ``exact`` before rounding) if it were scored with its present levels. ``lines``:
    unfilled mandatory lines, where those are why.
    """

    innovation: int
    state: RuleState
    why: HeldWhy
    lines: tuple[str, ...]
    gain: Decimal
    exact: float


def _per_effort(exact: float, effort: float) -> float:
    if effort:
        return exact / effort
    return float("inf") if exact > 0 else 0.0


def reach(line: Indicator, level: int, efforts: Efforts) -> int:
    """Return the highest level that the team can raise ``line`` to from ``level``."""
    while level < line.top and efforts.of(line, level + 1) is not None:
        level += 1
    return level


def newcomer_of(position: Position, efforts: Efforts, level: int | None = None) -> Newcomer:
    """Return the pattern of one more innovation: ``level`` throughout, or the team's own median.

    No line is taken beyond what the team can reach. Where the rulebook rejects an innovation for
    an unfilled mandatory line, the newcomer fills these at least at level 1.
    """
    sheet, own = position.sheet, position.batch.sid[position.scored]
    own_pattern = level is None and len(own) > 0
    number = efforts.first_level if level is None else level
    if own_pattern:
        wanted, number = [median_low(column) for column in own.T.tolist()], len(own)
    else:
        wanted = [min(number, line.top) for line in sheet.sid]
    strict = sheet.missing == "rejected"
    levels = [
        max(min(top, reach(line, 0, efforts)), int(strict and bool(line.mandatory.value)))
        for line, top in zip(sheet.sid, wanted, strict=True)
    ]
    parts = [
        efforts.of(line, to)
        for line, top in zip(sheet.sid, levels, strict=True)
        for to in range(1, top + 1)
    ]
    known = [part for part in parts if part is not None]
    effort = sum(known, efforts.innovation) if len(known) == len(parts) else None
    worth = int(np.array(levels) @ sheet.sid_weights)
    return Newcomer(tuple(levels), "median" if own_pattern else "level", number, worth, effort)


def uncovered(position: Position) -> tuple[str, ...]:
    """Return the basic-service affairs that no scored innovation covers, as the rulebook lists."""
    affairs = position.sheet.rulebook.basic_services.affairs.known()
    return tuple(a for a, n in zip(affairs, position.carriers, strict=True) if n == 0)


@dataclass(frozen=True, slots=True)
class _Group:
    """Steps of equal gain and effort, and what they change: ``states``: scored and rejected."""

    kind: StepKind
    line: Indicator | None = None
    places: tuple[int | None, ...] = (None,)
    from_level: int = 0
    to_level: int = 0
    affair: str = ""
    effort: Decimal | None = None
    spd: int = 0
    maturity: int = 0
    scored: int = 0
    rejected: int = 0
    services: int = 0


def _spd(position: Position, efforts: Efforts) -> Iterator[_Group]:
    sheet = position.sheet
    levels = position.batch.spd[0].tolist()
    for line, level, weight in zip(sheet.spd, levels, sheet.spd_weights.tolist(), strict=True):
        if level < line.top:
            effort = efforts.of(line, level + 1)
            yield _Group("spd", line, (None,), level, level + 1, effort=effort, spd=weight)


def _sid(position: Position, efforts: Efforts) -> Iterator[_Group]:
    sheet, scored = position.sheet, position.scored
    for column, line in enumerate(sheet.sid):
        levels, weight = position.batch.sid[:, column], int(sheet.sid_weights[column])
        for level in range(line.top):
            places = tuple(np.flatnonzero(scored & (levels == level)).tolist())
            if places:
                effort = efforts.of(line, level + 1)
                yield _Group("sid", line, places, level, level + 1, effort=effort, maturity=weight)


def _services_with(position: Position, place: int) -> int:
    """Return how many affairs more are covered once the innovation at ``place`` is scored."""
    new = (position.carriers == 0) & position.batch.affairs[place]
    return int(new.sum())


def _mended(position: Position, efforts: Efforts) -> Iterator[_Group]:
    """Steps that fill the one mandatory line for which the rulebook rejects an innovation."""
    sheet = position.sheet
    for place in _fallen(position):
        if position.scores.missing[place] != 1:
            continue
        bare = sheet.mandatory & (position.batch.sid[place] == 0)
        column = int(np.flatnonzero(bare)[0])
        line, weight = sheet.sid[column], int(sheet.sid_weights[column])
        yield _Group(
            "sid",
            line,
            (place,),
            0,
            1,
            effort=efforts.of(line, 1),
            maturity=int(position.worth[place]) + weight,
            scored=1,
            rejected=-1,
            services=_services_with(position, place),
        )


def _fallen(position: Position) -> list[int]:
    """Return the places of innovations that only the rule on mandatory lines rejects."""
    fell = (position.batch.state == SCORED) & (position.state == REJECTED)
    return [int(place) for place in np.flatnonzero(fell)]


def _more(position: Position, efforts: Efforts, newcomer: Newcomer) -> Iterator[_Group]:
    worth, effort = newcomer.worth, newcomer.effort
    yield _Group("innovation", effort=effort, maturity=worth, scored=1)
    dearer = None if effort is None else effort + efforts.affair
    for affair in uncovered(position):
        yield _Group("affair", affair=affair, effort=dearer, maturity=worth, scored=1, services=1)


def _corrections(position: Position, efforts: Efforts) -> Iterator[_Group]:
    """Another main affair for an innovation whose own file already names it as crossing.

    Honest only where the innovation truly belongs there, so nothing else is ever offered, and
    never where its present affair would be left empty.
    """
    basic = position.sheet.rulebook.basic_services.affairs.known()
    spare = {a for a, n in zip(basic, position.carriers, strict=True) if n >= 2}
    items = position.portfolio.innovations
    for affair in uncovered(position):
        places = tuple(
            place
            for place in np.flatnonzero(position.scored).tolist()
            if affair in items[place].crossing_affairs
            and (items[place].affair in spare or items[place].affair not in basic)
        )
        if places:
            yield _Group(
                "correction", places=places, affair=affair, effort=efforts.correction, services=1
            )


def _totals(position: Position, groups: list[_Group]) -> Totals:
    rows = len(groups)

    def column(name: str) -> Ints:
        return np.array([getattr(group, name) for group in groups], dtype=np.int64)

    states = np.zeros((rows, len(STATES)), dtype=np.int64)
    states[:, SCORED], states[:, REJECTED] = column("scored"), column("rejected")
    services = position.scores.services[0] + column("services")
    return position.totals(column("spd"), column("maturity"), states, services, rows)


def _place(group: _Group, exact: float, order: Order) -> tuple[float, float, float]:
    effort = float("inf") if group.effort is None else float(group.effort)
    first = _per_effort(exact, effort) if order == "per_effort" else exact
    return (-first, effort, -exact)


def rank_steps(
    portfolio: Portfolio,
    rulebook: Rulebook,
    efforts: Efforts,
    basis: Basis = "claimed",
    *,
    level: int | None = None,
    order: Order = "gain",
) -> tuple[Step, ...]:
    """Return every single step open to ``portfolio``, the highest gain before rounding first.

    Of equal gains the least effort comes first, then the rulebook's and the portfolio's order.
    ``level``: levels of one more innovation, None = the team's own median (``newcomer_of``).
    ``order``: by gain, or by gain per unit of effort. Steps on innovations that are rejected or
    outside add nothing and are not listed; ``held`` says what these would add. Raises
    RuleUnknownError when the year's rules do not suffice.
    """
    position = position_of(portfolio, rulebook, basis)
    newcomer = newcomer_of(position, efforts, level)
    groups = [
        *_spd(position, efforts),
        *_sid(position, efforts),
        *_mended(position, efforts),
        *_more(position, efforts, newcomer),
        *_corrections(position, efforts),
    ]
    gains = zip(groups, *position.gains(_totals(position, groups)), strict=True)
    ranked = sorted(gains, key=lambda x: _place(x[0], x[2], order))
    return tuple(
        Step(g.kind, g.line, place, g.from_level, g.to_level, g.affair, gain, exact, g.effort)
        for g, gain, exact in ranked
        for place in g.places
    )


def _why(position: Position, place: int) -> tuple[HeldWhy, tuple[str, ...]]:
    item, sheet = position.portfolio.innovations[place], position.sheet
    if item.rejected:
        return "rejected", ()
    why = outside_why(item, sheet.rulebook)
    if why:
        return why, ()
    bare = sheet.mandatory & (position.batch.sid[place] == 0)
    lines = (line.code for line, empty in zip(sheet.sid, bare, strict=True) if empty)
    return "mandatory", tuple(lines)


def held(portfolio: Portfolio, rulebook: Rulebook, basis: Basis = "claimed") -> tuple[Held, ...]:
    """Return the innovations that earn nothing as they stand: why, and what they would add.

    A negative ``gain``: scoring it would lower the index.
    """
    position = position_of(portfolio, rulebook, basis)
    places = np.flatnonzero(~position.scored)
    states = moved(len(places), (SCORED, 1))
    states[np.arange(len(places)), position.state[places]] -= 1
    new = position.batch.affairs[places] & (position.carriers == 0)
    services = position.scores.services[0] + new.sum(axis=1, dtype=np.int64)
    totals = position.totals(0, position.worth[places], states, services, len(places))
    return tuple(
        Held(int(place), STATES[position.state[place]], *_why(position, int(place)), gain, exact)
        for place, gain, exact in zip(places, *position.gains(totals), strict=True)
    )
