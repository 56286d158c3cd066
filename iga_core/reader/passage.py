"""A text under way: what stands in each of its passages, and what a figure in it belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from iga_core.declared.reader import ReaderWords
from iga_core.language import all_words
from iga_core.reader.lexicon import PhraseHit, PressLexicon
from iga_core.reader.mentions import NameIndex, PressName
from iga_core.reader.said import (
    Around,
    PressClaim,
    Said,
    SaidDay,
    SaidLevel,
    SaidYear,
    bare_key,
    day_of,
    main_programme,
    passages_around,
    season_of,
)
from iga_core.reader.text import TextWord, folded, passages, words_of
from iga_core.record.award_levels import ladder
from iga_core.record.rows import rows_of
from iga_core.record.store import Record
from iga_core.regions import TYPES, RegionType

A_YEAR = r"(?:19\d|20[0-3])\d"
YEAR = re.compile(rf"(?<![\d.,/]){A_YEAR}(?!\d|[.,/]\d)")
RANGE = re.compile(rf"({A_YEAR})\s*(?:-|hingga|sampai|s\.?d\.?|to|through)\s*({A_YEAR})")
SCORE_BEFORE = re.compile(r"\b(?:skor|nilai|scored?|sebesar|mencapai|poin)\s+$")
SINCE = re.compile(r"\b(?:sejak|since|mulai|from)\s+(?:tahun\s+)?$")
ROW_OF_YEARS = re.compile(r"\s*,?\s*(?:dan|and|serta|&)?\s*")
YEAR_AFTER = re.compile(  # what may stand between an award and its year: "IGA (IGA) Tahun 2020"
    r"[\s)(\"',]*(?:iga|isna|award|awards)?[\s)(\"',]*"
    r"(?:tahun|year|in|of|edisi|pada|untuk)?\s*(?:tahun|the year)?[\s\"']*"
)
YEAR_BEFORE = re.compile(r"\s+(?:iga|innovative government|awards?|edition)\b")
DAY = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?\s+([a-z]{{3,9}})\.?,?(?:\s+({A_YEAR}))?(?!\d)"
    rf"|(?<![\d/])(\d{{1,2}})/(\d{{1,2}})(?:/({A_YEAR}))?(?![\d/])"
    rf"|\b([a-z]{{3,9}})\s+(\d{{1,2}})(?:st|nd|rd|th)?,\s+({A_YEAR})(?!\d)"
)
WORD_BEFORE = re.compile(r"([a-z']+)[\s,(]*$")
NUMBER_BEFORE = re.compile(r"(?<![\w.,/])(\d{1,3}(?:[.,]\d{3})+|\d{1,9}|[a-z]+)[\s(]*$")
PARTED = re.compile(r"[,;(]|\b(?:dan|and|serta)\b")
FROM, TO = ("dari", "from"), ("menjadi", "ke", "to")
ROMAN = frozenset("ivx")
LEAP = 2000  # a year that has every day


class PressGround:
    """What every text is read by: the words, names and years of one record. Build once."""

    def __init__(self, record: Record, words: ReaderWords) -> None:
        """Index the names, levels and pillars of ``record`` and the press ``words``."""
        self.lexicon = PressLexicon(words, record.schema)
        self.said_words = words
        self.names = NameIndex(record.resolver, frozenset(words.words["common"]))
        self.register = record.register
        self.ladder = ladder(record.schema)
        self.scales = {r["year"]: r["scale"] for r in rows_of(record.tables["award_years"])}
        self.weekdays = {
            name.lower(): number
            for language in all_words()
            for number, name in language.locale.days["format"]["wide"].items()
        }

    def found_in(self, text: str) -> tuple[str, list[TextWord], list[PhraseHit], list[PressName]]:
        """Return a text folded, its words, and the phrases and governments in it."""
        low = folded(text)
        words = words_of(low)
        hits = self.lexicon.find(low, words)
        return low, words, hits, self.names.find(text, low, words, hits)


class PassageReading:
    """One text, its passages, and what earlier ones said."""

    def __init__(self, ground: PressGround, text: str, on: date | None) -> None:
        """Find what stands in each passage of ``text``, dated ``on``."""
        self.ground, self.text = ground, text
        self.low, self.words, hits, names = ground.found_in(text)
        self.plain = ground.said_words.plain_level
        shortened = ground.said_words.words["shortened"]
        cut = passages(text, self.low, self.words, shortened)
        self.around = passages_around(cut, hits, names)
        self.said = Said(programme=main_programme(hits))
        self.found: list[PressClaim] = []
        for around in self.around:
            self._days(around)
            self._years(around)
            self._levels(around)
        told = [y.value for a in self.around for y in a.years if y.how == "award"]
        days = [(d.year, int(d.day[:2])) for a in self.around for d in a.days if d.year]
        days += [(on.year, on.month)] if on else []
        self.year = next((y for y in (*told, *(season_of(*day) for day in days)) if y), None)
        self.today = on.year if on else days[0][0] if days else None
        self.meant = self._meant(names)

    # what stands in a passage -------------------------------------------------------------

    def _days(self, around: Around) -> None:
        for match in DAY.finditer(self.low, around.passage.start, around.passage.end):
            number, month, year, other, slashed, then, named, last, after = match.groups()
            told = year or then or after
            when = day_of(number or other or last, month or slashed or named, int(told or LEAP))
            if when is None:
                continue
            before = WORD_BEFORE.search(self.low[max(0, match.start() - 14) : match.start()])
            weekday = before and self.ground.weekdays.get(before[1].replace("'", ""))
            around.used.append(match.span())
            around.days.append(
                SaidDay(*match.span(), when[5:], int(told) if told else None, weekday)
            )

    def _years(self, around: Around) -> None:
        passage, previous = around.passage, None
        for match in YEAR.finditer(self.low, passage.start, passage.end):
            before = max(passage.start, match.start() - 20)
            if not around.free(*match.span()) or SCORE_BEFORE.search(
                self.low, before, match.start()
            ):
                continue
            around.used.append(match.span())
            if self._of_law(around, match.start()):
                continue
            found = SaidYear(int(match[0]), *match.span(), "plain", match.start())
            if previous and ROW_OF_YEARS.fullmatch(self.low, previous.end, match.start()):
                found.how, found.row = previous.how, previous.row
            elif SINCE.search(self.low, before, match.start()):
                found.how = "since"
            elif self._of_award(around, match):
                found.how = "award"
            previous = found
            around.years.append(found)

    def _of_law(self, around: Around, start: int) -> bool:
        """Whether a year is that of a law; a decree on the index has the year of the index."""
        if any(0 <= start - hit.end < 80 for hit in around.hits.get("decree", ())):
            return False
        return any(
            0 <= start - hit.end < 40 and not re.search(r"[,;(]", self.low[hit.end : start])
            for hit in around.hits.get("law", ())
        )

    def _of_award(self, around: Around, year: re.Match[str]) -> bool:
        marks = [*around.hits.get("programme", ()), *around.hits.get("award_noun", ())]
        return bool(YEAR_BEFORE.match(self.low, year.end())) or any(
            0 <= year.start() - hit.end < 40
            and YEAR_AFTER.fullmatch(self.low, hit.end, year.start())
            for hit in marks
        )

    def _levels(self, around: Around) -> None:
        ending = {hit.last: hit for hit in around.hits.get("type", ())}
        begin = {hit.first: hit for hit in around.hits.get("type", ())}
        for hit in around.hits.get("level", ()):
            before, after = ending.get(hit.first), begin.get(hit.last)
            first, kind = before.first if before else hit.first, before or after
            typed = TYPES[kind.value] if kind else None
            outer = ending.get(before.first) if before else None
            if before and outer and outer.value != before.value:  # "Kabupaten/Kota ..."
                typed, first = None, outer.first
            word = self.words[first - 1].text if first > around.passage.first else ""
            told = any(first - 4 < h.last <= first for h in around.hits.get("predicate", ()))
            if hit.value in self.plain and not told:  # the word is most often no class
                named = before is not None or word in (*FROM, *TO)
                if not (self.text[hit.start].isupper() and named):
                    continue
            around.levels.append(
                SaidLevel(hit.value, hit.start, hit.end, typed, told, word in FROM)
            )
        if len(around.levels) < 2:
            for level in around.levels:
                level.previous = False

    def _meant(self, names: Sequence[PressName]) -> dict[str, frozenset[str]]:
        """Return whom a bare name means where the text elsewhere writes its type: one only."""
        found: dict[str, set[str]] = {}
        for name in names:
            if name.typed and (codes := self._of_type(name.codes, name.typed)):
                found.setdefault(bare_key(name.key), set()).update(codes)
        return {key: frozenset(codes) for key, codes in found.items() if len(codes) == 1}

    def _of_type(self, codes: Iterable[str], kind: RegionType | None) -> frozenset[str]:
        return frozenset(c for c in codes if self.ground.register.get(c).type == kind)

    def _main_year(self, around: Around) -> int | None:
        """Return the year a passage speaks of."""
        for how in ("award", "plain"):
            if told := [year for year in around.years if year.how == how]:
                return told[0].value
        if self.today and around.has("this_year"):
            return self.today
        if self.today and around.has("last_year"):
            return self.today - 1
        return self.said.year or self.year

    def _subjects(self, around: Around) -> list[PressName]:
        """Return the governments a passage speaks of; who leads one stands for it."""
        for role in ("government", "head"):
            if found := [name for name in around.names if name.role == role]:
                return found
        return []

    # what belongs to what -----------------------------------------------------------------

    def _step(self, around: Around) -> SaidLevel | None:
        """Return the first award level a passage names, not the one risen from."""
        steps = (lv for lv in around.levels if lv.value in self.ground.ladder)
        return next((level for level in steps if not level.previous), None)

    def _is_unreal(self, around: Around, at: int) -> bool:
        """Whether what stands ``at`` is hoped for or denied: no comma parts it from the word."""
        return any(
            hit.start < at and not re.search(r"[,;:]", self.low[hit.end : at])
            for hit in around.hits.get("unreal", ())
        )

    def _joined(self, start: int, end: int, most: int) -> bool:
        """Whether two places are near and nothing parts them."""
        return 0 <= end - start < most and not PARTED.search(self.low, start, end)

    def _nearest(self, around: Around, at: int) -> PressName | None:
        """Return the government a figure belongs to: the last one before it, else the next."""
        before = [name for name in around.subjects if name.start <= at]
        return next(iter(before[-1:] or around.subjects), self.said.subject)

    def _years_at(self, around: Around, at: int) -> list[int | None]:
        """Return the year nearest to a figure, and the others of its row."""
        told = around.told_years()
        if len(told) < 2:
            return [around.year]
        nearest = min(told, key=lambda y: (abs(y.start - at), y.start))
        row = [year.value for year in told if year.row == nearest.row and year is not nearest]
        return [nearest.value, *row]

    def _number(self, text: str, start: int) -> int | None:
        """Return a number written in figures, in a word or as an ordinal; None: none."""
        if text.isdigit():
            return int(text)
        if ROMAN.issuperset(text) and not self.text[start].isupper():
            return None
        words = self.ground.said_words
        return words.ordinals.get(text) or words.numbers.get(text)

    def _number_before(self, around: Around, first: int) -> tuple[int, int, int] | None:
        """Return a whole number that stands right before a word, and its place."""
        if first <= around.passage.first:
            return None
        start = self.words[first].start
        head = max(around.passage.start, start - 22)
        match = NUMBER_BEFORE.search(self.low[head:start])
        if match is None or self._is_unreal(around, start):
            return None
        if match[1].isalpha():
            number = self.ground.said_words.numbers.get(match[1], 0)
            if number < 2:  # "salah satu kota" counts nothing
                return None
        else:
            number = int(re.sub(r"[.,]", "", match[1]))
        return number, head + match.start(1), head + match.end(1)

    def _add(
        self, claim: PressClaim, name: PressName | None = None, kind: RegionType | None = None
    ) -> PressClaim:
        """Keep a claim about ``name``. ``kind``: the type its sentence speaks of."""
        self.found.append(claim)
        if claim.scores and claim.year is not None:
            claim.scale = self.ground.scales.get(claim.year) or None
        if name is None:
            return claim
        claim.name, claim.near = self.text[name.start : name.end], name.near
        claim.type = name.typed
        codes = self._narrowed(name, kind)
        if not codes and name.codes:
            claim.note = "no_such_type"
        claim.codes = codes or name.codes
        claim.region = next(iter(codes)) if len(codes) == 1 else None
        return claim

    def _narrowed(self, name: PressName, kind: RegionType | None) -> frozenset[str]:
        if name.typed:
            return self._of_type(name.codes, name.typed)
        for narrow in (name.carried, kind):
            if within := self._of_type(name.codes, narrow):
                return within
        return (self.meant.get(bare_key(name.key), frozenset()) & name.codes) or name.codes
