"""From a written name or code to a region: whole-name matches only, and never a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Literal, NamedTuple

from rapidfuzz import fuzz, process

from iga_core.regions.names import (
    Name,
    NameForm,
    code_of,
    cuts,
    forms,
    normalise,
    readings,
    turned,
    type_of,
    words,
)
from iga_core.regions.register import TYPES, Alias, Register, display_name

MAX_SUGGESTIONS = 5
NEAR = 75.0
"""Likeness, 0 to 100, from which a name is worth suggesting: two letters swapped in "Alor"."""
BEHIND = 15.0
"""Points of likeness behind the nearest name at which another is no longer worth suggesting."""
SAME = 100.0
LEAST_LETTERS = 3
"""Letters from which a part of a name is looked for."""

Codes = frozenset[str]
NONE: Codes = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A region that a text may mean. ``province`` is the name of the province it lies in.

    ``former``: the old name or code by which the text names it, None if the text names it as
    it is called today.
    """

    code: str
    name: str
    type: str
    province: str
    former: Alias | None = None


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
    """A region that a key stands for. ``alias``: the row that says so, None for today's own name.

    ``typed``: only where the region's type is written too. "Kabupaten Pontianak" was Mempawah;
    "Pontianak" never was.
    """

    code: str
    alias: Alias | None = None
    typed: bool = False

    @property
    def ended(self) -> int | None:
        """The last year of this meaning, None without end."""
        return self.alias.valid_to if self.alias else None

    @property
    def former(self) -> Alias | None:
        """The alias, if it is what the region used to be called."""
        return self.alias if self.alias and self.alias.former else None


@dataclass(frozen=True)
class Resolver:
    """The register turned into look-up tables. Build it once, with ``build_resolver``."""

    register: Register
    by_key: Mapping[str, frozenset[Meaning]]
    by_code: Mapping[str, frozenset[Meaning]]
    by_digits: Mapping[str, Codes]
    by_part: Mapping[str, Codes]
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

        ``text``: a name, with or without list number, type word and province ("1. Kab. Banjar",
        "Banjar (Kalimantan Selatan)", "Kalsel - Kab. Banjar"), or a Kemendagri code, with or
        without its dot.
        ``type`` and ``province`` narrow; one that cannot be read fits nothing. Blank is not given.
        ``year`` decides only what a code or name that changed hands means.
        Never raises, whatever the text.
        """
        if "\0" in text:
            return Resolution("unknown")
        limits = [self._typed(type)] if type and type.strip() else []
        limits += [self._placed(province)] if province and province.strip() else []
        typed = bool(type and type_of(type))
        if (code := code_of(text)) is not None:
            found = _within(self.by_code.get(code, frozenset()), limits, year)
            return self._answer(found, self._worn(code))
        whole = forms(text)
        cut = [part for form in whole for part in cuts(form)]
        for ways in (whole, cut, [way for form in (*whole, *cut) for way in turned(form)]):
            meant = (self._meant(way, limits, typed, year) for way in ways)
            if found := frozenset[Meaning]().union(*meant):
                return self._answer(found)
        return Resolution("unknown", suggestions=self._near(whole, cut, limits))

    def containing(self, text: str) -> tuple[Candidate, ...]:
        """Return the regions that have the words of ``text`` in their names, in code order.

        "bengkulu" finds Bengkulu Selatan too, "Kab. Aceh" no city. Only where the text names
        nothing do its letters also begin a word: "tanger" finds Tangerang, "Solo" no Solok. An
        old name means the region that had it; nor do fewer than ``LEAST_LETTERS`` letters find.
        """
        known = self.resolve(text).candidates
        if any(region.former for region in known):
            return ()
        names = [
            name
            for name in readings(text)
            if len(name.key) >= LEAST_LETTERS and not type_of(name.key)
        ]
        found = self._holding(names, str.__eq__)
        if not (found or known):
            found = self._holding(names, str.startswith)
        return self._show(dict.fromkeys(sorted(found)))

    def _holding(self, names: Iterable[Name], fits: Callable[[str, str], bool]) -> set[str]:
        return {
            code
            for name in names
            for part, codes in self.by_part.items()
            if fits(part, name.key)
            for code in codes & self.of_type.get(name.type or "", self.register.codes)
        }

    def old_names(self, code: str) -> tuple[Alias, ...]:
        """Return what the region used to be called, newest first."""
        meanings = (meaning for group in self.by_key.values() for meaning in group)
        found = {m.alias for m in meanings if m.code == code and m.alias}
        old = [alias for alias in found if alias.kind == "old_name"]
        return tuple(sorted(old, key=lambda alias: (-(alias.valid_to or 0), alias.alias)))

    def _meant(
        self, form: NameForm, limits: list[Codes], typed: bool, year: int | None
    ) -> frozenset[Meaning]:
        """Return what ``form`` names within ``limits``; ``typed``: a type was given beside it."""
        typed = typed or any(map(type_of, form.qualifiers))
        found = self._named(form.head, typed)
        if not found:
            return found
        return _within(found, [*limits, *map(self._qualified, form.qualifiers)], year)

    def _named(self, text: str, typed: bool = False) -> frozenset[Meaning]:
        if (code := code_of(text)) is not None:
            return self.by_code.get(code, frozenset())
        return frozenset(
            meaning
            for name in readings(text)
            for meaning in self.by_key.get(name.key, ())
            if not name.type or meaning.code in self.of_type[name.type]
            if not meaning.typed or typed or name.type
        )

    def _qualified(self, text: str) -> Codes:
        """Return what a type, a place, or both narrow to: "Kab.", "Jawa Barat", "Kab. Jabar"."""
        if type_of(text):
            return self._typed(text)
        typed = (way for way in cuts(NameForm(text, ())) if type_of(way.head))
        both = (self._typed(way.head) & self._placed(way.qualifiers[0]) for way in typed)
        return self._placed(text).union(*both)

    def _typed(self, text: str) -> Codes:
        return self.of_type.get(type_of(text) or "", NONE)

    def _placed(self, text: str) -> Codes:
        """Return the regions that ``text`` names, and all in a province that it names.

        A name may be qualified by another name of the same: "Ogan Komering Ilir (OKI)".
        """
        codes = frozenset(meaning.code for meaning in self._named(text))
        return codes.union(*(self.in_province[code] for code in codes & self.of_type["provinsi"]))

    def _worn(self, code: str) -> tuple[Candidate, ...]:
        """Return the regions whose code can have become ``code`` on its way through a table.

        A table that takes codes for numbers drops the zero of 12.10, or of 12.01, and groups
        thousands; a longer code begins with the code of the region it lies in.
        """
        meant = self.by_digits.get(code.replace(".", "").lstrip("0")[:4], NONE)
        return self._show(dict.fromkeys(sorted(meant)))

    def _near(
        self, whole: Iterable[NameForm], cut: Iterable[NameForm], limits: list[Codes]
    ) -> tuple[Candidate, ...]:
        """Return the regions with the most alike names: the same, then those that fit, the rest.

        An end cut off the name counts only where it can be read as a province or type, and then
        only for the regions inside it and those that bear the rest as their name. Near a known
        old name there is nothing but the region that had it.
        """
        best: dict[str, tuple[float, int]] = {}
        ways = [(way, self.register.codes, way.qualifiers) for way in whole]
        ways += [(way, self._qualified(way.qualifiers[0]), way.qualifiers[1:]) for way in cut]
        for way, inside, qualifiers in ways:
            name = normalise(way.head)
            if inside and (bearers := self._bearers(name)):
                return self._show(dict.fromkeys(sorted(bearers)))
            wanted = [*limits, *map(self._qualified, qualifiers)]
            wanted += [self.of_type[name.type]] if name.type else []
            for code, likeness in self._likeness(name.key).items() if inside else ():
                if code in inside or likeness == SAME:
                    rated = (likeness, sum(code in limit for limit in wanted))
                    best[code] = max(best.get(code, rated), rated)
        nearest = max((likeness for likeness, _ in best.values()), default=0.0)
        near = [code for code in best if best[code][0] >= nearest - BEHIND]
        near.sort(key=lambda c: (best[c][0] < SAME, -best[c][1], -best[c][0], c))
        return self._show(dict.fromkeys(near[:MAX_SUGGESTIONS]))

    def _bearers(self, name: Name) -> Codes:
        """Return the regions that bear or bore ``name``, if it is known as an old one."""
        same = self.by_key.get(name.key, frozenset())
        codes = frozenset(meaning.code for meaning in same)
        known = any(meaning.former for meaning in same)
        return codes & self.of_type.get(name.type or "", NONE) or codes if known else NONE

    def _likeness(self, key: str) -> dict[str, float]:
        """Return the regions with a name near ``key`` and how near it is, ``NEAR`` to 100."""
        likeness: dict[str, float] = {}
        for near, score, _ in process.extract(
            key, self.by_key.keys(), scorer=fuzz.ratio, score_cutoff=NEAR, limit=None
        ):
            for meaning in self.by_key[near]:
                likeness[meaning.code] = max(likeness.get(meaning.code, 0.0), score)
        return likeness

    def _answer(self, found: Iterable[Meaning], near: tuple[Candidate, ...] = ()) -> Resolution:
        """Return the regions ``found``; former where no other meaning names the region today."""
        called: dict[str, Alias | None] = {}
        for meaning in sorted(found, key=lambda m: (m.code, m.former is None, str(m.alias))):
            called[meaning.code] = meaning.former
        if not called:
            return Resolution("unknown", suggestions=near)
        return Resolution("resolved" if len(called) == 1 else "ambiguous", self._show(called))

    def _show(self, called: Mapping[str, Alias | None]) -> tuple[Candidate, ...]:
        regions = [(self.register.get(code), former) for code, former in called.items()]
        return tuple(
            Candidate(r.code, display_name(r), r.type, self.register.province_of(r.code).name, old)
            for r, old in regions
        )


def build_resolver(register: Register, aliases: Iterable[Alias]) -> Resolver:
    """Return the look-up tables of ``register`` and ``aliases``. Takes about 20 ms.

    A region is also in the province that an old code of it names: reports of 2020 put it there.
    """
    by_key: dict[str, set[Meaning]] = defaultdict(set)
    by_code: dict[str, set[Meaning]] = defaultdict(set)
    by_part: dict[str, set[str]] = defaultdict(set)
    in_province: dict[str, set[str]] = defaultdict(set)
    for region in register.regions:
        by_code[region.code].add(Meaning(region.code))
        in_province[region.province_code].add(region.code)
        for own in (region.name_short, region.name, display_name(region)):
            by_key[_key(own)].add(Meaning(region.code))
        parts = words(region.name_short)
        for start, end in combinations(range(len(parts) + 1), 2):
            by_part["".join(parts[start:end])].add(region.code)
    for alias in aliases:
        if alias.kind == "old_code":
            by_code[alias.alias].add(Meaning(alias.code, alias))
            in_province[alias.alias.partition(".")[0]].add(alias.code)
            continue
        by_key[_key(alias.alias)].add(Meaning(alias.code, alias))
        name = normalise(alias.alias)
        if name.type == register.get(alias.code).type:
            by_key[name.key].add(Meaning(alias.code, alias, typed=True))
    by_digits: dict[str, set[str]] = defaultdict(set)
    for code, meanings in by_code.items():
        for digits in _worn(code):
            by_digits[digits] |= {meaning.code for meaning in meanings}
    return Resolver(
        register=register,
        by_key={key: frozenset(meanings) for key, meanings in by_key.items()},
        by_code={code: frozenset(meanings) for code, meanings in by_code.items()},
        by_digits={digits: frozenset(codes) for digits, codes in by_digits.items()},
        by_part={part: frozenset(codes) for part, codes in by_part.items()},
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


def _within(
    meanings: frozenset[Meaning], limits: Iterable[Codes], year: int | None
) -> frozenset[Meaning]:
    """Return the meanings inside all ``limits``, in ``year``; without a year all there ever were.

    A meaning that has ended still stands where no other took its place.
    """
    inside = frozenset(m for m in meanings if all(m.code in limit for limit in limits))
    running = frozenset(m for m in inside if m.ended is None)
    ended = inside - running
    if year is None or not (ended and running):
        return inside
    return frozenset(m for m in ended if m.ended is not None and year <= m.ended) or running


def _worn(code: str) -> set[str]:
    """Return the digits that may be left of ``code``: all, or without a zero of either end.

    A whole number that is read with decimals gains one: 12 becomes 12.0.
    """
    first, _, second = code.partition(".")
    if not second:
        return {f"{first}0"}
    return {first + second, first + second.rstrip("0"), first + second.lstrip("0")}


def _key(name: str) -> str:
    return "".join(words(name))
