"""From a written name or code to a region: whole-name matches only, and never a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from iga_core.regions.names import Name, normalise, plain, readings, split, type_of, words
from iga_core.regions.register import CODE, TYPES, Alias, Register, display_name

MAX_SUGGESTIONS = 5
NEAR = 75.0
"""Likeness, 0 to 100, from which a name is worth suggesting: two letters swapped in "Alor"."""
BEHIND = 15.0
"""Points of likeness behind the nearest name at which another is no longer worth suggesting."""
SAME = 100.0

Codes = frozenset[str]
NONE: Codes = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A region that a text may mean. ``province`` is the name of the province it lies in."""

    code: str
    name: str
    type: str
    province: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What a text means. Candidates match in full; suggestions are only near, and only if none."""

    status: Literal["resolved", "ambiguous", "unknown"]
    candidates: tuple[Candidate, ...] = ()
    suggestions: tuple[Candidate, ...] = ()

    @property
    def code(self) -> str | None:
        """The region's code if there is exactly one, else None."""
        return self.candidates[0].code if self.status == "resolved" else None


class Meaning(NamedTuple):
    """A region that a key stands for, up to and including a year, or without end."""

    code: str
    valid_to: int | None


@dataclass(frozen=True)
class Resolver:
    """The register turned into look-up tables. Build it once, with ``build_resolver``."""

    register: Register
    by_key: Mapping[str, frozenset[Meaning]]
    by_code: Mapping[str, frozenset[Meaning]]
    of_type: Mapping[str, Codes]
    in_province: Mapping[str, Codes]

    def resolve(
        self,
        text: str,
        *,
        type: str | None = None,
        province: str | None = None,
        year: int | None = None,
    ) -> Resolution:
        """Return the region that ``text`` names, all of them if several, near ones if none.

        ``text``: a name, with or without type word and province ("Kab. Banjar",
        "Banjar (Kalimantan Selatan)"), or a Kemendagri code, with or without its dot.
        ``type`` and ``province`` narrow; one that cannot be read fits nothing. Blank is not given.
        ``year`` decides only what a code or name that changed hands means.
        Never raises, whatever the text.
        """
        head, qualifiers = split(text)
        if "\0" in text or not words(head):
            return Resolution("unknown")
        limits = [self._qualified(part) for part in qualifiers]
        if type and type.strip():
            limits.append(self._typed(type))
        if province and province.strip():
            limits.append(self._placed(province))
        found = self._find(head, year).intersection(*limits)
        if not found:
            return Resolution("unknown", suggestions=self._suggest(normalise(head), limits))
        return Resolution("resolved" if len(found) == 1 else "ambiguous", self._show(sorted(found)))

    def _find(self, text: str, year: int | None) -> Codes:
        code = plain(text)
        if CODE.fullmatch(_dotted(code)):
            return _in_year(self.by_code.get(_dotted(code), frozenset()), year)
        return NONE.union(*(self._named(name, year) for name in readings(text)))

    def _named(self, name: Name, year: int | None) -> Codes:
        found = _in_year(self.by_key.get(name.key, frozenset()), year)
        return found & self.of_type[name.type] if name.type else found

    def _qualified(self, text: str) -> Codes:
        return self._typed(text) if type_of(text) else self._placed(text)

    def _typed(self, text: str) -> Codes:
        return self.of_type.get(type_of(text) or "", NONE)

    def _placed(self, text: str) -> Codes:
        provinces = self._find(text, None) & self.of_type["provinsi"]
        return NONE.union(*(self.in_province[code] for code in provinces))

    def _suggest(self, name: Name, limits: list[Codes]) -> tuple[Candidate, ...]:
        """Return the regions with the most alike names: the same, then those that fit, the rest."""
        likeness = self._likeness(name.key)
        near = [code for code in likeness if likeness[code] >= max(likeness.values()) - BEHIND]
        wanted = [*limits, self.of_type[name.type]] if name.type else limits
        fits = {code: sum(code in limit for limit in wanted) for code in near}
        near.sort(key=lambda c: (likeness[c] < SAME, -fits[c], -likeness[c], c))
        return self._show(near[:MAX_SUGGESTIONS])

    def _likeness(self, key: str) -> dict[str, float]:
        """Return the regions with a name near ``key`` and how near it is, ``NEAR`` to 100."""
        likeness: dict[str, float] = {}
        for near, score, _ in process.extract(
            key, self.by_key.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=None
        ):
            for code, _ in self.by_key[near]:
                likeness[code] = max(likeness.get(code, 0.0), score)
        return likeness

    def _show(self, codes: Iterable[str]) -> tuple[Candidate, ...]:
        regions = [self.register.get(code) for code in codes]
        return tuple(
            Candidate(r.code, display_name(r), r.type, self.register.province_of(r.code).name)
            for r in regions
        )


def build_resolver(register: Register, aliases: Iterable[Alias]) -> Resolver:
    """Return the look-up tables of ``register`` and ``aliases``. Takes about 20 ms.

    A region is also in the province that an old code of it names: reports of 2020 put it there.
    """
    by_key: dict[str, set[Meaning]] = defaultdict(set)
    by_code: dict[str, set[Meaning]] = defaultdict(set)
    in_province: dict[str, set[str]] = defaultdict(set)
    for region in register.regions:
        by_code[region.code].add(Meaning(region.code, None))
        in_province[region.province_code].add(region.code)
        for name in (region.name_short, region.name, display_name(region)):
            by_key[_key(name)].add(Meaning(region.code, None))
    for alias in aliases:
        meaning = Meaning(alias.code, alias.valid_to)
        if alias.kind == "old_code":
            by_code[alias.alias].add(meaning)
            in_province[alias.alias.partition(".")[0]].add(alias.code)
        else:
            by_key[_key(alias.alias)].add(meaning)
    return Resolver(
        register=register,
        by_key={key: frozenset(meanings) for key, meanings in by_key.items()},
        by_code={code: frozenset(meanings) for code, meanings in by_code.items()},
        of_type={t: frozenset(r.code for r in register.regions if r.type == t) for t in TYPES},
        in_province={code: frozenset(inside) for code, inside in in_province.items()},
    )


def resolve(
    text: str,
    register: Register,
    aliases: Iterable[Alias],
    *,
    type: str | None = None,
    province: str | None = None,
    year: int | None = None,
) -> Resolution:
    """Look one text up, as ``Resolver.resolve`` does. For many texts build the resolver once."""
    resolver = build_resolver(register, aliases)
    return resolver.resolve(text, type=type, province=province, year=year)


def _in_year(meanings: frozenset[Meaning], year: int | None) -> Codes:
    """Return what the key means in ``year``; without a year, everything it ever meant.

    A meaning that has ended still stands where no other took its place.
    """
    ended = [m.code for m in meanings if m.valid_to is not None]
    running = [m.code for m in meanings if m.valid_to is None]
    if year is None or not (ended and running):
        return frozenset(ended + running)
    then = [m.code for m in meanings if m.valid_to is not None and year <= m.valid_to]
    return frozenset(then or running)


def _dotted(code: str) -> str:
    return code if "." in code else ".".join(filter(None, (code[:2], code[2:])))


def _key(name: str) -> str:
    return "".join(words(name))
