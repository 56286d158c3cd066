"""Ranks, scores and counts in a passage."""

from __future__ import annotations

import re

from iga_core.numbers import NumberError, readings
from iga_core.reader.lexicon import PhraseHit
from iga_core.reader.passage import PassageReading
from iga_core.reader.said import ALL, Around, PressClaim
from iga_core.regions import TYPES

Number = tuple[int, int, int]
"""A number and the place it stands at."""
RANK_AFTER = re.compile(  # "peringkat ke-22", "rank number 3", "juara II", "ranked second"
    r"[\s:(]*(?:ke|number|nomor|no\.?|#|urutan|posisi|peringkat|position|rank)?[\s.:#(-]*"
    r"(?:ke\s*-?\s*)?(?:(\d{1,3})(?:st|nd|rd|th)?|([a-z]{1,9}))\b"
)
RANK_BEFORE = re.compile(r"(?:(\d{1,3})(?:st|nd|rd|th)|([a-z]{4,9}))[\s-]+$")  # "third best"
RANK_STEPS = re.compile(r"\s*(?:dari|from)\s+(\d{1,3})\s+(?:ke|menjadi|to)\s+(\d{1,3})\b")
RANK_THEN = re.compile(  # "dari peringkat 18 ke peringkat 12"
    r"\s*(?:ke|menjadi|to|into|naik ke)\s+(?:peringkat|rank|posisi|urutan|place)?\s*"
    r"(?:ke\s*-?)?\s*(\d{1,3})\b"
)
RISEN_FROM = re.compile(r"(?:dari|from)\s+$")
OF = re.compile(
    r"[\s)(,]*(?:dari|of|out of|from|among|dalam|di antara|antara)\s+(?:total\s+)?(\d{1,3})\b"
)
FIGURE = re.compile(r"(?<![\w.,/])\d{1,12}(?:[.,]\d{1,12})*(?![\w/]|[.,]\d)")
DECIMAL = re.compile(r"\d{1,3}[.,]\d{1,2}")
PERCENT = re.compile(r"\s*(?:%|persen\b|per ?cent\b)")
UNIT = re.compile(r"\s*(?:miliar|milyar|triliun|juta|ribu|billion|million|km|kg|hektare|meter)\b")
POINTS = re.compile(r"\s*(?:poin|points?)\b")
NO_SCORE_BEFORE = re.compile(r"(?:rp\.?|usd|naik|turun|selisih|up by|versi|pukul)\s*$")
CHANGE = re.compile(r";|\b(?:naik|turun|meningkat|up|growth)\b")
GOES_ON = re.compile(
    r"\s*(?:dan|dengan|pada|atau|and|with|in|on|points?|poin|yang|untuk|di)\b|[\s-]*(?![a-z\s-])"
)
OUT_OF = re.compile(r"(?:dari|of|from)\s*$")
AND = ("dan", "and", "or", "atau")
DIFFERENCE = re.compile(
    r"(\d{1,4})\s+(?:\w+\s+)?(?:lebih banyak|more)\b[^.;]*?"
    r"(?:dari|than|daripada|dibanding\w*)[^\d.;]*(\d{1,4})\b"
    r"|(?:lebih banyak|bertambah|naik|meningkat|increase of|up)\s+(?:sebanyak\s+)?(\d{1,4})\b"
    r"[^.;]*?(?:dari|than|daripada|dibanding\w*|from)[^\d.;]*(\d{1,4})\b"
)
MASS = 1000  # innovations; more are no one government's


class FigureReading(PassageReading):
    """Reads figures."""

    def _ranks(self, around: Around) -> None:
        for hit in around.hits.get("rank", ()):
            if steps := RANK_STEPS.match(self.low, hit.end, around.passage.end):
                around.used.append(steps.span(1))
                self._rank(around, steps.span(2), int(steps[2]))
            elif (told := self._rank_told(around, hit)) and around.free(*told[1:]):
                number, start, end = told
                if not self._is_unreal(around, start):
                    self._rank(around, (start, end), number)

    def _rank_told(self, around: Around, hit: PhraseHit) -> Number | None:
        """Return the rank that stands after the word for it, or before ("second place")."""
        after = RANK_AFTER.match(self.low, hit.end, around.passage.end)
        if after:
            place = 1 if after[1] else 2
            if number := self._number(after[place], after.start(place)):
                return number, hit.start, after.end()
        head = max(around.passage.start, hit.start - 12)
        before = RANK_BEFORE.search(self.low[head : hit.start])
        if before and before[2] not in self.ground.said_words.numbers:
            place = 1 if before[1] else 2
            if number := self._number(before[place], head + before.start(place)):
                return number, head + before.start(), hit.end
        return None

    def _rank(self, around: Around, place: tuple[int, int], number: int) -> None:
        start, end = place
        around.used.append(place)
        name = self._nearest(around, start)
        if name is None:
            return
        years = self._years_at(around, start)
        told = [(start, end, number, year) for year in years]
        then = RANK_THEN.match(self.low, end, around.passage.end)
        if then and RISEN_FROM.search(self.low[max(0, start - 6) : start]):
            around.used.append(then.span())
            told = [(start, end, number, years[0] - 1 if years[0] else None)]
            told.append((*then.span(1), int(then[1]), years[0]))
            end = then.end()
        base = OF.match(self.low, end, around.passage.end)
        if base:
            around.used.append(base.span(1))
            end = base.end()
        near = [
            hit
            for hit in around.hits.get("type", ())
            if 0 <= hit.start - end < 30 and not around.in_name(hit)
        ]
        level = next(
            (
                level
                for level in around.levels
                if not level.predicate
                and (self._joined(end, level.start, 40) or self._joined(level.end, start, 15))
            ),
            None,
        )
        national = any(
            0 <= hit.start - end < 40 or 0 <= start - hit.end < 14
            for hit in around.hits.get("national", ())
        )
        inside = any(n.role == "place" and 0 <= n.start - end < 20 for n in around.names)
        for begin, stop, rank, year in told:
            claim = PressClaim(begin, stop, "rank", rank=rank, year=year)
            claim.base_type = TYPES[near[0].value] if near else level.type if level else None
            claim.scope = claim.base_type or (ALL if national else "")
            claim.rank_base = int(base[1]) if base else claim.scope or None
            claim.level = level.value if level else None
            claim.programme = self.said.programme
            self._add(claim, name, claim.base_type or around.kind())
            if inside and not national:
                claim.note = claim.note or "inside_province"

    def _scores(self, around: Around) -> None:
        if not (around.levels or around.has("programme", "index")):
            return
        passage = around.passage
        for match in FIGURE.finditer(self.low, passage.start, passage.end):
            name = self._nearest(around, match.start())
            if name is None or not around.free(*match.span()) or not self._is_score(around, match):
                continue
            try:
                scores = readings(match[0])
            except NumberError:
                continue
            around.used.append(match.span())
            claim = PressClaim(*match.span(), "score", scores=scores, score=scores[0])
            claim.year, claim.programme = self._years_at(around, match.start())[0], "IGA"
            self._add(claim, name, around.kind())

    def _is_score(self, around: Around, number: re.Match[str]) -> bool:
        """Whether a number is told as a score, or can be nothing else."""
        start, end = number.span()
        if NO_SCORE_BEFORE.search(self.low[max(around.passage.start, start - 12) : start]):
            return False
        told = any(
            0 <= start - hit.end < 100
            and not CHANGE.search(self.low, hit.end, start)
            and not any(around.free(*m.span()) for m in FIGURE.finditer(self.low, hit.end, start))
            for hit in around.hits.get("index", ())
        )
        decimal = bool(DECIMAL.fullmatch(number[0]))
        if UNIT.match(self.low, end) or (PERCENT.match(self.low, end) and not (told and decimal)):
            return False
        whole = told and bool(GOES_ON.match(self.low, end))
        return decimal or whole or bool(POINTS.match(self.low, end))

    def _figures(self, around: Around) -> None:
        """Read counts: of innovations, and of governments."""
        units = {hit.last: hit.first for hit in around.hits.get("innovation_unit", ())}
        for hit in around.hits.get("innovation", ()):
            if told := self._number_before(around, units.get(hit.first, hit.first)):
                self._innovations(around, told)
        between = {
            hit.last: hit.first
            for group in ("level", "others", "governments")
            for hit in around.hits.get(group, ())
        }
        counted = [*around.hits.get("type", ()), *around.hits.get("governments", ())]
        earlier = False
        for hit in sorted(counted, key=lambda h: h.start):
            first = hit.first
            while first in between:
                first = between[first]
            told = None if around.in_name(hit) else self._number_before(around, first)
            if told and around.free(*told[1:]):
                earlier = self._governments(around, told, hit, earlier=earlier) or earlier

    def _innovations(self, around: Around, told: Number) -> None:
        number, start, end = told
        around.used.append((start, end))
        claim = PressClaim(start, end, "count", count=number, metric="innovations")
        claim.year = self._years_at(around, start)[0]
        mass = number > MASS or around.has("national", "participant")
        if mass and not around.subjects:
            claim.kind, claim.scope = "national", ALL
            self._add(claim)
        elif name := self._nearest(around, start):
            self._add(claim, name, around.kind())

    def _governments(self, around: Around, told: Number, hit: PhraseHit, *, earlier: bool) -> bool:
        """Read a count of governments; say whether there is one. ``earlier``: one stood before."""
        number, start, end = told
        around.used.append((start, end))
        claim = PressClaim(start, hit.end, "national", count=number)
        claim.scope = self._scope(around, hit)
        claim.year = self._years_at(around, start)[0]
        if any(
            hit.last <= h.first <= hit.last + 1 or end <= h.start < hit.start
            for h in around.hits.get("others", ())
        ):
            claim.others = max(1, len(around.subjects))
        beside = (
            level
            for level in around.levels
            if end <= level.start < hit.start
            or 0 <= level.start - hit.end < 30
            or 0 <= start - level.end < 3
        )
        any_level = (level for level in around.levels if not level.previous)
        level = next(beside, None) or next(any_level, None)
        claim.level = level.value if level else self.said.level
        claim.session = around.first("session")
        claim.programme = self.said.programme
        claim.metric = self._metric(around, claim, earlier=earlier)
        if claim.metric:
            difference = DIFFERENCE.search(self.low, claim.end, around.passage.end)
            if difference:
                step, was = (int(n) for n in difference.groups() if n)
                claim.note = "" if number - was == step else "difference"
            self._add(claim)
        return bool(claim.metric)

    def _scope(self, around: Around, hit: PhraseHit) -> str:
        """Return whom a count counts: a type, both of "kabupaten dan kota", or all."""
        kinds = {h.first: h.value for h in around.hits.get("type", ())}
        at = hit.last
        if at < len(self.words) and self.words[at].text in AND:
            at += 1
        both = {hit.value, kinds.get(at)} == {"kabupaten", "kota"}
        if both and not re.search(r"[,;]", self.low[hit.end : self.words[at].start]):
            return "kabupaten_kota"
        return hit.value or ALL

    def _metric(self, around: Around, claim: PressClaim, *, earlier: bool) -> str:
        """Return what a count of governments counts; empty: nothing that is known."""
        if earlier and OUT_OF.search(self.low[max(0, claim.start - 8) : claim.start]):
            return "governments"
        if around.has("nominee"):
            return "nominees"
        if around.has("participant") and not around.levels:
            return "participants"
        award = around.has("award", "award_noun")
        if claim.level and (award or around.levels or around.has("programme", "predicate")):
            return "level"
        return "awarded" if claim.programme == "IGA" and award else ""
