"""Governments that a text names, and how: whom a name may mean, and whether it is a place only."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from iga_core.reader.lexicon import ENGLISH_AFTER, PhraseHit
from iga_core.reader.text import TextWord
from iga_core.regions import TYPES, RegionType, Resolver

Role = Literal["government", "head", "office", "place", "within"]
MOST_WORDS = 7
MOST_UNKNOWN = 50  # different names of a text that are compared with all known ones
SHORT = 5  # letters of an abbreviation that needs no type beside it
LINKS = frozenset({"dan", "serta", "and", "juga", "kemudian", "lalu", "maupun", "atau"})
BETWEEN = re.compile(r"[\s.,;:()\"'&/|*-]*")
INSIDE = re.compile(r"(?:[\s'/&.-]|\s-\s){0,3}")
DATELINE = re.compile(r"(?:[^\n.!?]|\.(?!\s)){0,40}? -+[ \n]")
DASH = re.compile(r" *-+ ")


@dataclass(slots=True)
class PressName:
    """A government named at a place of the text, in its words by number.

    ``codes``: whom it may mean; ``typed``: the type written beside it; ``carried``: that of the
    name before it in a row of names; ``chain``: rows of names by number.
    """

    start: int
    end: int
    first: int
    last: int
    codes: frozenset[str]
    key: str
    role: Role = "government"
    typed: RegionType | None = None
    carried: RegionType | None = None
    chain: int = 0
    near: tuple[str, ...] = ()

    @property
    def type(self) -> RegionType | None:
        """The type written beside the name, or beside the one it stands in a row with."""
        return self.typed or self.carried


class NameIndex:
    """All names of a resolver, found in running text. Build once."""

    def __init__(self, resolver: Resolver, common: frozenset[str]) -> None:
        """``common``: names that are words as well, read only with a type or in a row."""
        self._resolver = resolver
        self._common = common
        self.register = resolver.register
        self._longest = max(map(len, resolver.by_key))

    def find(
        self, text: str, low: str, words: Sequence[TextWord], hits: Sequence[PhraseHit]
    ) -> list[PressName]:
        """Return the governments named in a text, in its order."""
        by_place: dict[str, dict[int, PhraseHit]] = defaultdict(dict)
        ending: dict[str, dict[int, PhraseHit]] = defaultdict(dict)
        for hit in hits:
            by_place[hit.group].setdefault(hit.first, hit)
            ending[hit.group][hit.last] = hit
        plain = not any(c.isupper() for c in text)
        self._compared: dict[str, tuple[str, ...]] = {}
        found: list[PressName] = []
        at = 0
        while at < len(words):
            name = self._at(at, text, low, words, by_place, ending, plain)
            if name is None:
                at += 1
                continue
            if not (found and _person(low, found[-1], name)):
                found.append(name)
            at = name.last
        self._chain(found, low, words)
        return [name for name in found if name.type or name.chain or name.key not in self._common]

    def _at(
        self,
        at: int,
        text: str,
        low: str,
        words: Sequence[TextWord],
        by_place: dict[str, dict[int, PhraseHit]],
        ending: dict[str, dict[int, PhraseHit]],
        plain: bool,
    ) -> PressName | None:
        best = self._length(at, low, words)
        if best > 1 and words[at].text in TYPES and self._length(at + 1, low, words) >= best:
            best = 0  # "Kota Padang Pariaman": the longer name is meant, with a wrong type
        if (leader := ending["head"].get(at + 1)) and leader.first < at:
            return None  # the "Kota" of "Wali Kota"
        typed, begin, head = self._before(at, low, words, ending)
        if not best:
            told = any(
                at in by_place[group] for group in ("level", "programme", "pillar", "category")
            )
            wanted = typed and not head and not told
            return self._unknown(at, text, words, typed, begin) if typed and wanted else None
        last = at + best
        key = "".join(word.text for word in words[at:last])
        meanings = self._resolver.by_key[key]
        own = words[at].text in TYPES and best > 1
        codes = {m.code for m in meanings if m.ended is None and (not m.typed or typed or own)}
        codes = codes or {m.code for m in meanings if not m.typed or typed or own}
        if not codes:
            return None
        if own and typed is None:
            kinds = {self.register.get(code).type for code in codes}
            typed = kinds.pop() if len(kinds) == 1 else None
        after = words[last].text if last < len(words) else ""
        if typed is None and after in ENGLISH_AFTER:
            hit = by_place["type"].get(last)
            typed, last = (TYPES[hit.value], last + 1) if hit else (None, last)
        capital = text[words[at].start].isupper() or words[at].text[0].isdigit()
        if not (typed or plain or capital):
            return None
        if not (typed or self._free(key, meanings_are_short(meanings), text, words[at])):
            return None
        first = begin if typed else at
        name = PressName(
            words[first].start, words[last - 1].end, first, last, frozenset(codes), key, typed=typed
        )
        name.role = "head" if head else self._role(name, text, low, words, by_place, ending)
        return name

    def _length(self, at: int, low: str, words: Sequence[TextWord]) -> int:
        """Return of how many words the longest name is that begins at a word; 0: none."""
        key, best = "", 0
        for step in range(min(MOST_WORDS, len(words) - at)):
            word = words[at + step]
            gap = low[words[at + step - 1].end : word.start] if step else ""
            if not INSIDE.fullmatch(gap):
                break
            key += word.text
            if len(key) > self._longest:
                break
            if key in self._resolver.by_key:
                best = step + 1
        return best

    def _free(self, key: str, short: bool, text: str, word: TextWord) -> bool:
        """Whether a name without its type is no other word."""
        if key[0].isdigit():
            return False
        return not short or len(key) >= SHORT or text[word.start : word.end].isupper()

    def _before(
        self,
        at: int,
        low: str,
        words: Sequence[TextWord],
        ending: dict[str, dict[int, PhraseHit]],
    ) -> tuple[RegionType | None, int, bool]:
        """Return the type word before a name, where it begins, and whether it is who leads."""
        gap_at = at
        if at and words[at - 1].text == "of" and _near(low, words, at):
            gap_at = at - 1
        if not gap_at or not _near(low, words, gap_at):
            return None, at, False
        if hit := ending["head"].get(gap_at):
            return TYPES[hit.value], hit.first, True
        hit = ending["type"].get(gap_at)
        if hit is None or (words[hit.first].text in ENGLISH_AFTER and gap_at == at):
            return None, at, False
        begin = hit.first
        if (outer := ending["type"].get(begin)) and _near(low, words, begin):
            begin = outer.first  # "Pemerintah Kota (Pemkot) ..."
        return TYPES[hit.value], begin, False

    def _unknown(
        self,
        at: int,
        text: str,
        words: Sequence[TextWord],
        typed: RegionType,
        begin: int,
    ) -> PressName | None:
        """Return a name with its type that no register has, if it is near to one."""
        last = at
        while last < len(words) and last - at < 4 and text[words[last].start].isupper():
            if last > at and text[words[last - 1].end : words[last].start] != " ":
                break
            last += 1
        for end in range(last, at, -1):
            written = text[words[at].start : words[end - 1].end]
            near = self._nearest(written, typed) if len(written) >= SHORT else ()
            if near:
                return PressName(
                    words[begin].start,
                    words[end - 1].end,
                    begin,
                    end,
                    frozenset(),
                    "".join(word.text for word in words[at:end]),
                    typed=typed,
                    near=near,
                )
        return None

    def _nearest(self, written: str, kind: RegionType) -> tuple[str, ...]:
        key = f"{kind} {written}"
        if key not in self._compared and len(self._compared) < MOST_UNKNOWN:
            near = self._resolver.resolve(written, type=kind).suggestions
            self._compared[key] = tuple(region.name for region in near)
        return self._compared.get(key, ())

    def _role(
        self,
        name: PressName,
        text: str,
        low: str,
        words: Sequence[TextWord],
        by_place: dict[str, dict[int, PhraseHit]],
        ending: dict[str, dict[int, PhraseHit]],
    ) -> Role:
        after = by_place["office_after"].get(name.last)
        if after and text[after.start].isupper() and _near(low, words, name.last):
            return "office"
        if not name.first:
            return "place" if DATELINE.match(low, name.end) else "government"
        if _near(low, words, name.first):
            before = words[name.first - 1]
            if before.text == "se" or before.text in ENGLISH_AFTER:
                return "place"
            if before.text == "of" and name.first > 1:
                return "government" if words[name.first - 2].text.startswith("gov") else "place"
            if ending["place_before"].get(name.first) or ending["category_before"].get(name.first):
                return "place"
            for back in range(name.first, max(name.first - 3, 0), -1):
                if ending["office_before"].get(back) and _together(low, words, back, name.first):
                    return "office"
        begun = low.rfind("\n", 0, name.start) + 1
        if not low[begun : name.start].strip() and DATELINE.match(low, name.end):
            return "place"
        if name.start - begun < 20 and DASH.match(low, name.end):
            return "place"
        return "government"

    def _chain(self, names: list[PressName], low: str, words: Sequence[TextWord]) -> None:
        """Number the rows of names, carry their types on, and take a province after its member.

        A province told after one of its own is where that lies.
        """
        number = 0
        for before, name in pairwise(names):
            if not _linked(low, words, before, name):
                continue
            inside = self._inside(before, name)
            if inside:
                before.codes = inside
                name.role = "within"
                name.typed, name.chain = before.typed, before.chain
                name.carried = before.carried
                continue
            if before.role == "place" and name.role == "government":
                if any(w.text in LINKS for w in words[before.last : name.first]):
                    name.role = "place"
                    continue
                if not before.chain:
                    continue
            if not before.chain:
                number += 1
                before.chain = number
            name.chain = before.chain
            if name.typed is None and before.type:
                kinds = {self.register.get(code).type for code in name.codes}
                if before.type in kinds:
                    name.carried = before.type

    def _inside(self, before: PressName, name: PressName) -> frozenset[str]:
        """Return those of ``before`` that lie in the one province ``name``; a row has no such."""
        if before.role != "government" or len(name.codes) != 1:
            return frozenset()
        (province,) = name.codes
        if self.register.get(province).type != "provinsi":
            return frozenset()
        return frozenset(
            code
            for code in before.codes
            if code != province and self.register.get(code).province_code == province
        )


def _person(low: str, before: PressName, name: PressName) -> bool:
    """Whether a name is that of who leads the government before it: "Wali Kota Bogor Bima ..."."""
    follows = low[before.end : name.start] == " "
    return before.role == "head" and name.typed is None and follows


def meanings_are_short(meanings: frozenset[object]) -> bool:
    """Whether a key is only known as an abbreviation."""
    aliases = [getattr(meaning, "alias", None) for meaning in meanings]
    return all(alias is not None and alias.kind == "abbreviation" for alias in aliases)


def _near(low: str, words: Sequence[TextWord], at: int) -> bool:
    """Whether nothing but a space, a point or a bracket parts a word from the one before it."""
    return 0 < at < len(words) and not low[words[at - 1].end : words[at].start].strip(" .()\"'-")


def _together(low: str, words: Sequence[TextWord], first: int, last: int) -> bool:
    gaps = (low[words[at - 1].end : words[at].start] for at in range(first, last + 1))
    return all(not gap.strip(" .()") for gap in gaps)


def _linked(low: str, words: Sequence[TextWord], before: PressName, name: PressName) -> bool:
    """Whether two names stand in one row: only commas, numbers and "and" between them."""
    between = words[before.last : name.first]
    if len(between) > 3 or any(not (w.text in LINKS or w.text.isdigit()) for w in between):
        return False
    if not between and not re.search(r"[,;/&\n(|-]", low[before.end : name.start]):
        return False
    gap = low[before.end : name.start]
    for word in between:
        gap = gap.replace(word.text, "", 1)
    return bool(BETWEEN.fullmatch(gap))
