"""What the workbench assumes until the team says otherwise, read from ``data/workbench.toml``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

from iga_core.numbers import round_half_up
from iga_core.paths import DATA
from iga_core.rules import Indicator, RulebookError
from iga_core.rules.reading import Reader, number, text, whole
from iga_core.rules.rulebook import read_toml

SCHEMA = 1
STANDING = "assumption"  # nothing in this file follows from a rule
FILE = DATA / "workbench.toml"
KINDS = ("sid", "spd", "bands")  # how the levels of a line are reached
EFFORT = ("unit", *KINDS, "innovation", "affair", "correction", "first_level", "line")
CHANCES = ("innovation", "sid_line", "spd_line")
EFFORT_DECIMALS = 2  # finer efforts would only pretend to be known
EFFORT_MOST = 100_000


def sound_effort(effort: Decimal) -> bool:
    """Say whether ``effort`` lies within the limits and has no more decimals than are kept."""
    inside = effort.is_finite() and 0 <= effort <= EFFORT_MOST
    return inside and round_half_up(effort, EFFORT_DECIMALS) == effort


@dataclass(frozen=True, slots=True)
class Efforts:
    """What each step costs the team, in ``unit``.

    ``levels``: by kind of line (``sid``, ``spd``, ``bands`` = follows from a statistic), the
    effort to reach level 1, 2, ...; ``lines``: the same for single lines, by code. A level
    without a number is out of the team's reach. ``innovation``: one more, besides the levels
    of its profile; ``affair``: besides that, if it must cover an empty basic-service affair;
    ``correction``: putting a wrongly stated main affair right. ``first_level``: of every line of
    one more innovation, for a team that has no scored one to take as a pattern.
    """

    unit: str
    levels: Mapping[str, tuple[Decimal, ...]]
    lines: Mapping[str, tuple[Decimal, ...]]
    innovation: Decimal
    affair: Decimal
    correction: Decimal
    first_level: int

    def __post_init__(self) -> None:
        """Refuse an effort that no file could hold. Raises ValueError."""
        single = (self.innovation, self.affair, self.correction)
        several = (*self.levels.values(), *self.lines.values())
        for effort in (*single, *(effort for efforts in several for effort in efforts)):
            if not sound_effort(effort):
                raise ValueError(f"not an effort: {effort}")

    def of(self, line: Indicator, level: int) -> Decimal | None:
        """Return the effort of raising ``line`` from the level below to ``level``; None = closed.

        ``level`` starts at 1.
        """
        kind = "bands" if line.has_bands else line.aspect.lower()
        found = self.lines.get(line.code, self.levels[kind])
        return found[level - 1] if level <= len(found) else None

    def with_line(self, code: str, efforts: Iterable[Decimal]) -> Efforts:
        """Return these efforts with one line's own: ``efforts`` to reach level 1, 2, ..."""
        return replace(self, lines={**self.lines, code: tuple(efforts)})


@dataclass(frozen=True, slots=True)
class Chances:
    """Chances (0 to 1) that validators refuse: an innovation, the evidence of one line of it,
    the evidence of one government line that does not follow from a statistic.
    """

    innovation: float
    sid_line: float
    spd_line: float


@dataclass(frozen=True, slots=True)
class RiskPreset:
    """Chances under a name."""

    id: str
    name: str
    chances: Chances


@dataclass(frozen=True, slots=True)
class Workbench:
    """All assumptions. ``most_new``: innovations that a plan may add; ``seconds``: a plan's time
    limit; ``draws``, ``seed``, ``quantiles``, ``presets``: of the risk.
    """

    note: str
    efforts: Efforts
    most_new: int
    seconds: int
    draws: int
    seed: int
    quantiles: tuple[float, ...]
    presets: tuple[RiskPreset, ...]

    def preset(self, name: str) -> RiskPreset:
        """Return the preset with this id. Raises KeyError."""
        for preset in self.presets:
            if preset.id == name:
                return preset
        raise KeyError(name)


def _section(reader: Reader, raw: Mapping[str, Any], name: str, keys: Iterable[str]) -> Any:  # noqa: ANN401 - any TOML value
    if name not in raw:
        reader.fail(name, "missing", name=name)
    return reader.table(name, raw[name], keys)


def _effort(reader: Reader, key: str, value: object) -> Decimal:
    found = number(reader, key, value)
    if not sound_effort(found):
        reader.fail(key, "effort", most=EFFORT_MOST, decimals=EFFORT_DECIMALS)
    return found


def _efforts_list(reader: Reader, key: str, value: object) -> tuple[Decimal, ...]:
    if not isinstance(value, list):
        reader.fail(key, "not_list")
    return tuple(_effort(reader, f"{key}[{n}]", item) for n, item in enumerate(value, 1))


def _efforts(reader: Reader, raw: Mapping[str, Any]) -> Efforts:
    table = _section(reader, raw, "effort", EFFORT)
    lines = table.get("line", {})
    if not isinstance(lines, dict):
        reader.fail("effort.line", "not_table")
    return Efforts(
        unit=text(reader, "effort.unit", table.get("unit", "")),
        levels={k: _efforts_list(reader, f"effort.{k}", table.get(k)) for k in KINDS},
        lines={c: _efforts_list(reader, f"effort.line.{c}", v) for c, v in lines.items()},
        innovation=_effort(reader, "effort.innovation", table.get("innovation")),
        affair=_effort(reader, "effort.affair", table.get("affair")),
        correction=_effort(reader, "effort.correction", table.get("correction")),
        first_level=whole(reader, "effort.first_level", table.get("first_level")),
    )


def _chance(reader: Reader, key: str, value: object) -> float:
    found = number(reader, key, value)
    if not 0 <= found <= 1:
        reader.fail(key, "chance")
    return float(found)


def _preset(reader: Reader, place: int, value: object) -> RiskPreset:
    key = f"risk.preset[{place}]"
    table = reader.table(key, value, ("id", "name", *CHANCES))
    id_, name = (text(reader, f"{key}.{k}", table.get(k, "")) for k in ("id", "name"))
    odds = [_chance(reader, f"{key}.{k}", table.get(k)) for k in CHANCES]
    return RiskPreset(id_, name, Chances(*odds))


def _presets(reader: Reader, value: object) -> tuple[RiskPreset, ...]:
    if not isinstance(value, list) or not value:
        reader.fail("risk.preset", "not_list")
    found = tuple(_preset(reader, place, item) for place, item in enumerate(value, 1))
    if len({preset.id for preset in found}) != len(found):
        reader.fail("risk.preset", "repeated")
    return found


def _positive(reader: Reader, table: Mapping[str, Any], section: str, name: str) -> int:
    key = f"{section}.{name}"
    found = whole(reader, key, table.get(name))
    if found < 1:
        reader.fail(key, "not_positive")
    return found


def _quantiles(reader: Reader, value: object) -> tuple[float, ...]:
    key = "risk.quantiles"
    if not isinstance(value, list) or not value:
        reader.fail(key, "not_list")
    found = tuple(_chance(reader, f"{key}[{n}]", item) for n, item in enumerate(value, 1))
    if list(found) != sorted(set(found)):
        reader.fail(key, "disorder")
    return found


def _table(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except FileNotFoundError:
        raise RulebookError(path.name, "", "no_file") from None


def load_efforts(path: Path) -> Efforts:
    """Read a file that holds nothing but an ``[effort]`` table: the team's own efforts.

    Raises RulebookError for the first mistake.
    """
    reader, raw = Reader(path.name, 0), _table(path)
    reader.table("", raw, ("effort",))
    return _efforts(reader, raw)


def load_workbench(path: Path = FILE) -> Workbench:
    """Read and check the assumptions. Raises RulebookError, naming file and key, for the first
    mistake: the file is data like a rulebook and is refused in the same words.
    """
    raw = _table(path)
    reader = Reader(path.name, 0)  # belongs to no year
    reader.table("", raw, ("schema", "standing", "note", "effort", "plan", "risk"))
    if raw.get("schema") != SCHEMA:
        reader.fail("schema", "schema", expected=SCHEMA)
    if raw.get("standing") != STANDING:
        reader.fail("standing", "standing", allowed=STANDING)
    plan = _section(reader, raw, "plan", ("most_new", "seconds"))
    risk = _section(reader, raw, "risk", ("draws", "seed", "quantiles", "preset"))
    return Workbench(
        note=text(reader, "note", raw.get("note", "")),
        efforts=_efforts(reader, raw),
        most_new=whole(reader, "plan.most_new", plan.get("most_new")),
        seconds=_positive(reader, plan, "plan", "seconds"),
        draws=_positive(reader, risk, "risk", "draws"),
        seed=whole(reader, "risk.seed", risk.get("seed")),
        quantiles=_quantiles(reader, risk.get("quantiles")),
        presets=_presets(reader, risk.get("preset")),
    )


@lru_cache(maxsize=1)
def cached_workbench() -> Workbench:
    """Return the project's own assumptions, read once."""
    return load_workbench()
