"""Rows of years, first times, days, and what cannot be placed."""

from __future__ import annotations

from iga_core.reader.figures import FigureReading
from iga_core.reader.lexicon import PhraseHit
from iga_core.reader.passage import RANGE
from iga_core.reader.said import Around, PressClaim, SaidYear
from iga_core.regions import TYPES

MOST_YEARS = 20  # of a row; who tells more tells of something else
THREE = ("hat",)  # a hat trick is three without saying so


class RunReading(FigureReading):
    """Reads what a passage says beside awards and figures."""

    def _streaks(self, around: Around) -> None:
        for hit in around.hits.get("row", ())[:1]:
            if not self._is_unreal(around, hit.start):
                self._streak(around, hit)
        for hit in around.hits.get("first", ())[:1]:
            told = around.levels or around.has("award")
            if told and not self._is_unreal(around, hit.start):
                claim = PressClaim(hit.start, hit.end, "streak", metric="first", year=around.year)
                self._add_run(around, claim)

    def _add_run(self, around: Around, claim: PressClaim) -> None:
        name = self._nearest(around, claim.start)
        if name is None:
            return
        level = self._step(around)
        claim.level = level.value if level else None
        claim.programme = self.said.programme
        self._add(claim, name, (level.type if level else None) or around.kind())

    def _streak(self, around: Around, hit: PhraseHit) -> None:
        passage, start, end = around.passage, hit.start, hit.end
        length = 3 if self.words[hit.first].text.startswith(THREE) else 0
        window = self.words[max(passage.first, hit.first - 7) : min(passage.last, hit.last + 5)]
        for word in window:
            number = self._number(word.text, word.start)
            if number and number < MOST_YEARS and around.free(word.start, word.end):
                length, start, end = number, min(hit.start, word.start), max(hit.end, word.end)
                told = (word.start, word.end)
        if length and end - start > hit.end - hit.start:
            around.used.append(told)
        years = self._row_of_years(around, length)
        claim = PressClaim(start, end, "streak", years=years)
        claim.year = years[-1] if years else around.year
        claim.count = length or len(years) or None
        claim.note = "length" if years and length and len(years) != length else ""
        self._add_run(around, claim)

    def _row_of_years(self, around: Around, length: int) -> tuple[int, ...]:
        """Return the years of a row: from one to another, since one, or as many up to one."""
        span = RANGE.search(self.low, around.passage.start, around.passage.end)
        since: SaidYear | None = next((y for y in around.years if y.how == "since"), None)
        last = around.year
        if span:
            first, last = int(span[1]), int(span[2])
        elif since:
            first = since.value
            last = first + length - 1 if last is None or last < first else last
        elif length and last:
            first = last - length + 1
        else:
            return ()
        return tuple(range(first, last + 1)) if first < last < first + MOST_YEARS else ()

    def _dates(self, around: Around) -> None:
        """Read the days of an award; a day on which somebody spoke is none."""
        if not around.has("award", "award_noun", "ceremony") or around.has("speech"):
            return
        for told in around.days:
            when = told.year or around.year
            if when is None:
                continue
            claim = PressClaim(told.start, told.end, "other", day=f"{when}-{told.day}")
            claim.weekday, claim.year, claim.metric = told.weekday, around.year, "day"
            claim.programme = next(iter(around.programmes), self.said.programme)
            self._add(claim)

    def _others(self, around: Around) -> None:
        """Read "the only one", nominations, and words that no record can be asked about."""
        if not around.subjects:
            return
        passage = around.passage
        awards = any(
            c.kind == "award" and passage.start <= c.start < passage.end for c in self.found
        )
        if around.has("only") and (around.levels or around.has("award", "award_noun")):
            self._only(around, around.hits["only"][0])
        for note in ("vague", "nominee"):
            if around.has(note) and not awards and not around.has("unreal"):
                hit = around.hits[note][0]
                claim = PressClaim(hit.start, hit.end, "other", year=around.year)
                self._add(claim, around.subjects[0], around.kind())
                claim.note = claim.note or note

    def _only(self, around: Around, hit: PhraseHit) -> None:
        level = self._step(around)
        claim = PressClaim(hit.start, hit.end, "other", metric="only", year=around.year)
        claim.level = level.value if level else None
        places = [n for n in around.names if n.role == "place" and n.start > hit.start]
        register = self.ground.register
        provinces = {c for n in places[:1] for c in n.codes if register.get(c).type == "provinsi"}
        claim.scope = next(iter(provinces), "")
        kinds = [h.value for h in around.hits.get("type", ()) if h.first == hit.last]
        claim.base_type = TYPES[kinds[0]] if kinds else None
        self._add(claim, around.subjects[0])
