"""What the workbench assumes until the team says otherwise, read from ``data/workbench.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from iga_core.declared.rulebook import Indicator
from iga_core.declared.toml_file import (
    Float,
    Number,
    Part,
    Positive,
    Text,
    Whole,
    read_as,
    refuse,
    within,
)
from iga_core.numbers import round_half_up
from iga_core.paths import DATA

FILE = DATA / "workbench.toml"
KINDS = ("sid", "spd", "bands")  # how the levels of a line are reached
EFFORT_DECIMALS = 2  # finer efforts would only pretend to be known
EFFORT_MOST = 100_000


def _effort(value: Decimal) -> Decimal:
    if not 0 <= value <= EFFORT_MOST or round_half_up(value, EFFORT_DECIMALS) != value:
        refuse("effort", most=EFFORT_MOST, decimals=EFFORT_DECIMALS)
    return value


def _chance(value: float) -> float:
    if not 0 <= value <= 1:
        refuse("chance")
    return value


def _rising(values: tuple[float, ...]) -> tuple[float, ...]:
    if not values:
        refuse("not_list")
    if list(values) != sorted(set(values)):
        refuse("disorder")
    return values


Effort = Annotated[Number, AfterValidator(_effort)]
Chance = Annotated[Float, AfterValidator(_chance)]


class Efforts(Part):
    """What each step costs the team, in ``unit``.

    By kind of line (``sid``, ``spd``, ``bands`` = follows from a statistic), the effort to reach
    level 1, 2, ...; ``line``: the same for single lines, by code. A level
    without a number is out of the team's reach. ``innovation``: one more, besides the levels
    of its profile; ``affair``: besides that, if it must cover an empty basic-service affair;
    ``correction``: putting a wrongly stated main affair right. ``first_level``: of every line of
    one more innovation, for a team that has no scored one to take as a pattern.
    """

    unit: Text
    sid: tuple[Effort, ...]
    spd: tuple[Effort, ...]
    bands: tuple[Effort, ...]
    line: dict[str, tuple[Effort, ...]] = Field(default_factory=dict)
    innovation: Effort
    affair: Effort
    correction: Effort
    first_level: Whole

    def of_kind(self, kind: str) -> tuple[Decimal, ...]:
        """Return the efforts to reach level 1, 2, ... on a kind of line, one of ``KINDS``."""
        return {"sid": self.sid, "spd": self.spd, "bands": self.bands}[kind]

    def of(self, line: Indicator, level: int) -> Decimal | None:
        """Return the effort of raising ``line`` from the level below to ``level``; None = closed.

        ``level`` starts at 1.
        """
        found = self.line.get(line.code)
        if found is None:
            found = self.of_kind("bands" if line.has_bands else line.aspect.lower())
        return found[level - 1] if level <= len(found) else None

    def with_line(self, code: str, efforts: Iterable[Decimal]) -> Efforts:
        """Return these efforts with one line's own: ``efforts`` to reach level 1, 2, ..."""
        return self.changed(line={**self.line, code: tuple(efforts)})


@dataclass(frozen=True, slots=True)
class Chances:
    """Chances (0 to 1) that validators refuse: an innovation, the evidence of one line of it,
    the evidence of one government line that does not follow from a statistic.
    """

    innovation: float
    sid_line: float
    spd_line: float


class RiskPreset(Part):
    """Chances under a name."""

    id: Text
    name: Text
    innovation: Chance
    sid_line: Chance
    spd_line: Chance

    @property
    def chances(self) -> Chances:
        """The chances without the name."""
        return Chances(self.innovation, self.sid_line, self.spd_line)


def _presets(presets: tuple[RiskPreset, ...]) -> tuple[RiskPreset, ...]:
    if not presets:
        refuse("not_list")
    if len({preset.id for preset in presets}) != len(presets):
        refuse("repeated")
    return presets


class PlanLimits(Part):
    """``most_new``: innovations that a plan may add; ``seconds``: a plan's time limit."""

    most_new: Whole
    seconds: Positive


class EstimateStart(Part):
    """Where a quick estimate begins (see ``portfolio.advice.estimate``).

    ``share``: of the highest that a part counts, by which it is raised to see what lifts most.
    """

    innovations: Whole
    maturity: Whole
    services: Whole
    spd: Whole
    share: Annotated[Number, within(0, 1)]


class RiskDraws(Part):
    """How the risk is drawn."""

    draws: Positive
    seed: Whole
    quantiles: Annotated[tuple[Chance, ...], AfterValidator(_rising)]
    presets: Annotated[tuple[RiskPreset, ...], AfterValidator(_presets)] = Field(alias="preset")


class Workbench(Part):
    """All assumptions. ``standing``: nothing in this file follows from a rule."""

    standing: Literal["assumption"]
    note: Text
    efforts: Efforts = Field(alias="effort")
    plan: PlanLimits
    estimate: EstimateStart
    risk: RiskDraws

    def preset(self, name: str) -> RiskPreset:
        """Return the preset with this id. Raises KeyError."""
        for preset in self.risk.presets:
            if preset.id == name:
                return preset
        raise KeyError(name)


class _OwnEfforts(Part):
    efforts: Efforts = Field(alias="effort")


def load_efforts(path: Path) -> Efforts:
    """Read a file that holds nothing but an ``[effort]`` table: the team's own efforts.

    Raises RulebookError, naming file and key.
    """
    return read_as(_OwnEfforts, path, schema=None).efforts


def load_workbench(path: Path = FILE) -> Workbench:
    """Read and check the assumptions. Raises RulebookError, naming file and key: the file is data
    like a rulebook and is refused in the same words.
    """
    return read_as(Workbench, path)


@lru_cache(maxsize=1)
def cached_workbench() -> Workbench:
    """Return the project's own assumptions, read once."""
    return load_workbench()
