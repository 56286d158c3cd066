"""What a sentence of the press says, in parts: claims, years, days, levels, each at its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from iga_core.reader.lexicon import PhraseHit
from iga_core.reader.mentions import PressName
from iga_core.reader.text import Passage
from iga_core.record.sheet import day
from iga_core.regions import TYPES, RegionType

ClaimKind = Literal["award", "score", "predicate", "rank", "count", "national", "streak", "other"]
ALL = "all"
SEASON_FROM, SEASON_TO = 10, 3  # months in which awards are given and still news


@dataclass(slots=True)
class PressClaim:
    """One claim and where it stands (``start`` to ``end``, in characters of the text as given).

    What is not said is None. ``region``: a code; ``codes``: whom an unclear name may mean, and
    ``near``: the names it is near to; ``rank_base``: how many were ranked, or else the scope;
    ``scores``: every reading of a score; ``years``: of a row of years; ``scope`` and ``metric``:
    whom a figure counts and in what; ``others``: whom to add to a count of others; ``day``: ISO;
    ``weekday``: 0 for Monday; ``note``: what makes it unclear before the record is asked.
    """

    start: int
    end: int
    kind: ClaimKind
    region: str | None = None
    year: int | None = None
    programme: str | None = None
    category: str | None = None
    level: str | None = None
    session: str | None = None
    rank: int | None = None
    rank_base: int | str | None = None
    score: Decimal | None = None
    scale: str | None = None
    predicate: str | None = None
    count: int | None = None
    name: str = ""
    codes: frozenset[str] = frozenset()
    near: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    type: RegionType | None = None
    scores: tuple[Decimal, ...] = ()
    years: tuple[int, ...] = ()
    metric: str = ""
    scope: str = ""
    others: int = 0
    day: str = ""
    weekday: int | None = None
    base_type: RegionType | None = None
    note: str = ""


@dataclass(slots=True)
class Said:
    """What earlier sentences said and later ones leave out."""

    programme: str | None = None
    year: int | None = None
    level: str | None = None
    type: RegionType | None = None
    session: str | None = None
    category: str | None = None
    subject: PressName | None = None
    heading: bool = False
    listing: bool = False


@dataclass(slots=True)
class SaidYear:
    """A year in a sentence. ``how``: of the award (IGA 2020), plainly, or since when.

    ``row``: where the row of years begins that it stands in ("2018, 2019 dan 2020").
    """

    value: int
    start: int
    end: int
    how: Literal["award", "plain", "since"]
    row: int = 0


@dataclass(slots=True)
class SaidDay:
    """A day in a sentence: month and day as "12-18", its year and weekday (0: Monday) if told."""

    start: int
    end: int
    day: str
    year: int | None
    weekday: int | None


@dataclass(slots=True)
class SaidLevel:
    """A level or class word. ``type``: written with it ("Kota Terinovatif"); ``predicate``: told
    as a class; ``previous``: risen or fallen from.
    """

    value: str
    start: int
    end: int
    type: RegionType | None = None
    predicate: bool = False
    previous: bool = False


@dataclass(slots=True)
class Around:
    """One passage with all that was found in it.

    ``subjects``: the governments it speaks of; ``year``: the one it speaks of; ``used``: the
    pieces that a rule has read.
    """

    passage: Passage
    hits: dict[str, list[PhraseHit]]
    names: list[PressName]
    subjects: list[PressName] = field(default_factory=list)
    programmes: list[str] = field(default_factory=list)
    year: int | None = None
    years: list[SaidYear] = field(default_factory=list)
    levels: list[SaidLevel] = field(default_factory=list)
    days: list[SaidDay] = field(default_factory=list)
    used: list[tuple[int, int]] = field(default_factory=list)

    def has(self, *groups: str) -> bool:
        """Whether a word of one of ``groups`` stands in it."""
        return any(self.hits.get(group) for group in groups)

    def free(self, start: int, end: int) -> bool:
        """Whether no rule has read this piece yet."""
        return all(end <= a or start >= b for a, b in self.used)

    def first(self, group: str) -> str | None:
        """Return what the first word of a group stands for; None: there is none."""
        return next((hit.value for hit in self.hits.get(group, ())), None)

    def kind(self) -> RegionType | None:
        """Return the one type that it speaks of beside its names."""
        types = {hit.value for hit in self.hits.get("type", ()) if not self.in_name(hit)}
        return TYPES[types.pop()] if len(types) == 1 else None

    def in_name(self, hit: PhraseHit) -> bool:
        """Whether a word is part of a name."""
        return any(name.first <= hit.first < name.last for name in self.names)

    def told_years(self) -> list[SaidYear]:
        """Return the years that no day brought and from which nothing is counted on."""
        return [year for year in self.years if year.how in ("award", "plain")]


def passages_around(
    cut: Sequence[Passage], hits: Sequence[PhraseHit], names: Sequence[PressName]
) -> list[Around]:
    """Return each passage with the words and names that stand in it."""
    found = []
    hit_at = name_at = 0
    for passage in cut:
        groups: dict[str, list[PhraseHit]] = {}
        while hit_at < len(hits) and hits[hit_at].first < passage.last:
            groups.setdefault(hits[hit_at].group, []).append(hits[hit_at])
            hit_at += 1
        begin = name_at
        while name_at < len(names) and names[name_at].first < passage.last:
            name_at += 1
        found.append(Around(passage, groups, list(names[begin:name_at])))
    return found


def main_programme(hits: Sequence[PhraseHit]) -> str | None:
    """Return the programme a text speaks of before it names one: IGA if it names IGA at all."""
    named = [hit.value for hit in hits if hit.group == "programme"]
    return "IGA" if "IGA" in named else named[0] if named else None


def programmes_of(around: Around) -> list[str]:
    """Return the programmes a passage names, in its order; another prize may have IGA's words."""
    named = list(dict.fromkeys(hit.value for hit in around.hits.get("programme", ())))
    return [name for name in named if not (name == "SmartCity" and "other" in named)]


def rows_of_names(names: Sequence[PressName]) -> list[list[PressName]]:
    """Return names in their rows ("A, B dan C"); one alone is a row."""
    groups: list[list[PressName]] = []
    for name in names:
        if groups and name.chain and name.chain == groups[-1][-1].chain:
            groups[-1].append(name)
        else:
            groups.append([name])
    return groups


def pick_level(levels: list[SaidLevel], group: list[PressName], *, ahead: bool) -> SaidLevel | None:
    """Return the level that a row of names has: the last before it, or the first after it."""
    before = [level for level in levels if level.start < group[0].start]
    after = [level for level in levels if level.start >= group[0].start]
    first, second = (before[-1:], after[:1]) if ahead else (after[:1], before[-1:])
    return next(iter([*first, *second]), None)


def nearest_row(
    years: list[SaidYear | int | None], group: list[PressName]
) -> list[SaidYear | int | None]:
    """Return the row of years nearest to a row of names, after it rather than before it."""
    told = [year for year in years if isinstance(year, SaidYear)]
    if not told:
        return years
    last = group[-1].end
    nearest = min(told, key=lambda y: (abs(y.start - last), y.start))
    return [year for year in told if year.row == nearest.row]


def bare_key(key: str) -> str:
    """Return the key of a name without the type it was written with."""
    for kind in TYPES:
        if key.startswith(kind) and len(key) > len(kind) + 2:
            return key.removeprefix(kind)
    return key


def season_of(year: int, month: int) -> int | None:
    """Return the award year that a text of a month speaks of when it tells none."""
    return year if month >= SEASON_FROM else year - 1 if month <= SEASON_TO else None


def day_of(number: str, month: str, year: int) -> str | None:
    """Return a day as ISO text; None where it is none."""
    try:
        return day(f"{number}/{month}/{year}" if month.isdigit() else f"{number} {month} {year}")
    except ValueError:
        return None
