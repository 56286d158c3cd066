"""From the files of many agencies to one portfolio: nothing is guessed, lost or merged in silence.

Entries are one where agency and name are spelled alike. What two files say of one entry
differently stays unsaid until it is decided; names that are only near are shown, never merged.
The order of the files does not matter, and a broken one costs its own contents only.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from iga_core.declared.rehearsal import Standards, standards
from iga_core.message import Message
from iga_core.portfolio.agencies.names import agencies_of, distinct, spelling_key
from iga_core.portfolio.encoding import portfolio_bytes
from iga_core.portfolio.fields import FIELDS, UNSAID
from iga_core.portfolio.file.problems import Problem
from iga_core.portfolio.review.rehearsal import near_names
from iga_core.portfolio.schema import (
    MAX_INNOVATIONS,
    Claim,
    Innovation,
    Portfolio,
    PortfolioError,
)
from iga_core.rules import Rulebook

MOST_FILES = 60  # that a page takes at once
REVIEWED = ("verified", "note")  # parts of a line that are the reviewer's to say
NAMES = ("name", "agency")  # what an entry goes by: spelled otherwise it is another
# told of every file of an agency, as it should be
EXPECTED = frozenset({"workbook.note_no_spd"})


@dataclass(frozen=True, slots=True)
class Returned:
    """One file as it was read; ``portfolio`` None where it could not be: ``refusal`` says why."""

    file: str
    portfolio: Portfolio | None
    problems: tuple[Problem, ...] = ()
    refusal: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
    """One file whose entries are in the portfolio. ``spd_left``: it speaks of the government
    aspect, which is the team's to fill in.
    """

    file: str
    agencies: tuple[str, ...]
    innovations: int
    problems: tuple[Problem, ...]
    spd_left: bool


@dataclass(frozen=True, slots=True)
class Variant:
    """A value, and the files that say it."""

    value: object
    files: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Conflict:
    """What files say differently. ``field``: ``region``, or of an entry: a field, or line code and
    part. ``chosen``: the place of the variant that was decided for, None: it stays unsaid.
    """

    key: str
    agency: str
    name: str
    field: str
    variants: tuple[Variant, ...]
    chosen: int | None = None


@dataclass(frozen=True, slots=True)
class Alike:
    """Two entries by key whose names are near: ``percent`` of their letters, 100 = the same."""

    first: str
    second: str
    percent: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """The portfolio, and everything about it that somebody must know.

    ``entries``: its innovations by key, in order, and besides those that were left out on purpose;
    ``broken``: files that are not in it, and why; ``silent``: agencies that were expected and sent
    nothing, ``unexpected``: sent, not expected, with the expected name each may mean;
    ``withdrawn``: entries that were there before and that their agency did not return.
    """

    portfolio: Portfolio
    entries: Mapping[str, Innovation]
    taken: tuple[Taken, ...]
    broken: tuple[tuple[str, str | Message], ...]
    silent: tuple[str, ...]
    unexpected: Mapping[str, str]
    withdrawn: tuple[Innovation, ...]
    conflicts: tuple[Conflict, ...]
    alike: tuple[Alike, ...]

    @property
    def undecided(self) -> tuple[Conflict, ...]:
        """The conflicts that leave something unsaid."""
        return tuple(conflict for conflict in self.conflicts if conflict.chosen is None)

    @property
    def open(self) -> bool:
        """Whether anything is still undecided or missing; near names alone are no fault."""
        return bool(self.undecided or self.broken or self.silent)


Flat = dict[str, Any]
"""What an entry says: by field, and by line code and part; what it leaves open is not there."""


def flat(item: Innovation) -> Flat:
    """Return what an innovation says, field by field."""
    found: Flat = {name: value for name in FIELDS if (value := getattr(item, name)) != UNSAID[name]}
    for code, claim in item.levels.items():
        found[f"{code}.claimed"] = claim.claimed
        if claim.verified is not None:
            found[f"{code}.verified"] = claim.verified
    found |= {f"{code}.evidence": text for code, text in item.evidence.items() if text}
    return found | {f"{code}.note": text for code, text in item.notes.items() if text}


def unflat(said: Flat) -> Innovation:
    """Return the innovation that says ``said``; a check of a level that is not claimed is none."""
    parts: dict[str, Flat] = {part: {} for part in ("claimed", "verified", "evidence", "note")}
    for name, value in said.items():
        code, _, part = name.partition(".")
        if part:
            parts[part][code] = value
    return Innovation(
        **{name: value for name, value in said.items() if name in FIELDS},
        levels={c: Claim(n, parts["verified"].get(c)) for c, n in parts["claimed"].items()},
        evidence=parts["evidence"],
        notes=parts["note"],
    )


def _keyed(items: Iterable[Innovation]) -> Iterator[tuple[str, Innovation]]:
    """Yield entries by agency, name and how often both came before."""
    seen: dict[str, int] = {}
    for item in items:
        name = f"{spelling_key(item.agency)}|{spelling_key(item.name)}"
        seen[name] = seen.get(name, 0) + 1
        yield f"{name}|{seen[name]}", item


def _own_items(portfolio: Portfolio) -> tuple[Innovation, ...]:
    """Return a file's innovations, the agency added where the whole file is of one."""
    if len(portfolio.agencies) != 1:
        return portfolio.innovations
    (agency,) = portfolio.agencies
    return tuple(x if x.agency else replace(x, agency=agency) for x in portfolio.innovations)


def _agencies(portfolio: Portfolio, items: Iterable[Innovation]) -> tuple[str, ...]:
    """Return whose file it is: of the agencies it has entries of, or of the one it names."""
    own = portfolio.agencies if len(portfolio.agencies) == 1 else ()
    return distinct((*own, *(item.agency for item in items)))


@dataclass(slots=True)
class _Asking:
    """Settles what several files say of one thing, and keeps what they say differently."""

    choices: Mapping[str, int]
    found: list[Conflict] = field(default_factory=list)

    def settle(
        self,
        name: str,
        said: Sequence[tuple[str, Any]],
        key: str = "",
        of: Innovation | None = None,
    ) -> Any:  # noqa: ANN401 - whatever the files say
        """Return what all say, or what was decided; None while it is not.

        ``said``: file and value. ``key`` and ``of``: of the entry it is said of.
        """
        variants: list[Variant] = []
        for file, value in said:
            for place, variant in enumerate(variants):
                if variant.value == value:
                    files = dict.fromkeys((*variant.files, file))
                    variants[place] = Variant(value, tuple(files))
                    break
            else:
                variants.append(Variant(value, (file,)))
        if len(variants) < 2:
            return variants[0].value if variants else None
        full = f"{key}|{name}"
        chosen = self.choices.get(full)
        if chosen not in range(len(variants)):
            chosen = None
        agency, title = (of.agency, of.name) if of else ("", "")
        self.found.append(Conflict(full, agency, title, name, tuple(variants), chosen))
        return None if chosen is None else variants[chosen].value


def _merged(
    key: str,
    said: Sequence[tuple[str, Innovation]],
    before: Innovation | None,
    asking: _Asking,
) -> Innovation:
    """Return one entry from what its files say; what a reviewer said before stands."""
    kept = flat(before) if before else {}
    known = before or said[0][1]
    found: Flat = {name: value for name in NAMES if (value := getattr(known, name))}
    reviewed = {n: v for n, v in kept.items() if n.partition(".")[2] in REVIEWED}
    each = [(file, flat(item)) for file, item in said]
    for name in dict.fromkeys(name for _, values in each for name in values):
        if name in NAMES or name in reviewed:
            continue
        value = asking.settle(name, [(f, v[name]) for f, v in each if name in v], key, known)
        if value is not None:
            found[name] = value
    return unflat(found | reviewed)


def _fitting(
    returned: Sequence[Returned], rulebook: Rulebook, base: Portfolio
) -> tuple[list[tuple[Returned, Portfolio]], list[tuple[str, str | Message]]]:
    """Return the files to take, in an order of their own, and those that cannot be, with why."""
    good: list[tuple[Returned, Portfolio]] = []
    broken: list[tuple[str, str | Message]] = []
    for one in returned:
        made = one.portfolio
        if made is None:
            broken.append((one.file, one.refusal))
        elif made.year not in (None, rulebook.year):
            values = {"year": str(made.year), "expected": str(rulebook.year)}
            broken.append((one.file, Message("agencies.other_year", values)))
        elif base.region and made.region not in ("", base.region):
            values = {"region": made.region, "expected": base.region}
            broken.append((one.file, Message("agencies.other_region", values)))
        else:
            good.append((one, made))
    good.sort(key=lambda pair: (pair[0].file, portfolio_bytes(pair[1])))
    return good, sorted(broken, key=lambda pair: pair[0])


def _alike(entries: Mapping[str, Innovation], limits: Standards) -> tuple[Alike, ...]:
    keys = list(entries)
    near = near_names([item.name for item in entries.values()], limits)
    pairs = sorted(near.items(), key=lambda pair: (-pair[1].percent, pair[0]))
    return tuple(
        Alike(keys[found.position - 1], keys[place - 1], found.percent) for place, found in pairs
    )


def _meant(expected: Sequence[str], others: Sequence[str], limits: Standards) -> dict[str, str]:
    """Return agencies that were not expected, each with the expected one it may mean or ""."""
    near = near_names([*expected, *others], limits)
    found = {}
    for place, name in enumerate(others, len(expected) + 1):
        position = near[place].position if place in near else 0
        found[name] = expected[position - 1] if 0 < position <= len(expected) else ""
    return found


def gather(
    returned: Sequence[Returned],
    rulebook: Rulebook,
    base: Portfolio | None = None,
    *,
    choices: Mapping[str, int] | None = None,
    without: Collection[str] = (),
    limits: Standards | None = None,
) -> Gathered:
    """Return one portfolio from ``returned``.

    ``base``: what was handed out: its government aspect, its agencies, what its reviewer said, and
    the entries of agencies that returned nothing are kept. ``choices``: the variant decided for,
    by the key of a conflict; ``without``: keys of entries to leave out. Raises PortfolioError for
    more innovations than a portfolio holds.
    """
    base = base if base is not None else Portfolio(year=rulebook.year)
    limits, asking = limits or standards(), _Asking(choices or {})
    good, broken = _fitting(returned, rulebook, base)
    taken: list[Taken] = []
    said: dict[str, list[tuple[str, Innovation]]] = {}
    for one, made in good:
        items = _own_items(made)
        for key, item in _keyed(items):
            said.setdefault(key, []).append((one.file, item))
        told = tuple(x for x in one.problems if x.message.id not in EXPECTED)
        spd = bool(made.spd or made.spd_values or made.spd_evidence)
        taken.append(Taken(one.file, _agencies(made, items), len(items), told, spd))
    names = distinct(name for one in taken for name in one.agencies)
    back = {spelling_key(name) for name in names}
    before = dict(_keyed(base.innovations))
    gone = [k for k, x in before.items() if k not in said and spelling_key(x.agency) in back]
    new = sorted((k for k in said if k not in before), key=lambda k: k.partition("|")[0])
    entries = {
        key: _merged(key, said[key], before.get(key), asking) if key in said else before[key]
        for key in (*(key for key in before if key not in gone), *new)
    }
    kept = tuple(item for key, item in entries.items() if key not in without)
    if len(kept) > MAX_INNOVATIONS:
        raise PortfolioError("workbook_rows", limit=MAX_INNOVATIONS)
    expected = agencies_of(base)
    common: dict[str, Any] = {
        name: getattr(base, name)
        or asking.settle(name, [(x.file, v) for x, m in good if (v := getattr(m, name))])
        or ""
        for name in ("region", "name")
    }
    known = {spelling_key(name) for name in expected}
    others = [name for name in names if spelling_key(name) not in known] if known else []
    return Gathered(
        portfolio=replace(
            base,
            **common,
            year=rulebook.year,
            example=base.example or any(made.example for _, made in good),
            innovations=kept,
        ),
        entries=entries,
        taken=tuple(taken),
        broken=tuple(broken),
        silent=tuple(name for name in expected if spelling_key(name) not in back),
        unexpected=_meant(expected, others, limits),
        withdrawn=tuple(before[key] for key in gone),
        conflicts=tuple(x for x in asking.found if x.key.rpartition("|")[0] not in without),
        alike=tuple(
            x for x in _alike(entries, limits) if x.first not in without and x.second not in without
        ),
    )
