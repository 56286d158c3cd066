"""What a press text claims: who received, scored or ranked what, and where it says so.

One pass over the sentences, by fixed rules; the words are data (``data/reader.toml``). What a
sentence leaves out is taken from those before it, or stays empty.
"""

from __future__ import annotations

from datetime import date

from iga_core.declared.reader import ReaderWords
from iga_core.reader.mentions import PressName
from iga_core.reader.passage import RANGE, PressGround
from iga_core.reader.runs import RunReading
from iga_core.reader.said import (
    Around,
    PressClaim,
    SaidLevel,
    SaidYear,
    nearest_row,
    pick_level,
    programmes_of,
    rows_of_names,
)
from iga_core.record.store import Record
from iga_core.regions import TYPE_CATEGORY

A_LIST = 3  # governments in one passage that share what an earlier one said


class ArticleReader:
    """Reads texts into claims. Build once."""

    def __init__(self, record: Record, words: ReaderWords) -> None:
        """Index the names, levels and pillars of ``record`` and the press ``words``."""
        self._ground = PressGround(record, words)

    def claims(self, text: str, on: date | None = None) -> list[PressClaim]:
        """Return what ``text``, dated ``on``, claims, in its order. Never raises."""
        return TextReading(self._ground, text, on).claims()

    def named(self, text: str) -> dict[frozenset[str], PressName]:
        """Return the governments that ``text`` names, each by whom its name may mean."""
        *_, names = self._ground.found_in(text)
        return {name.codes: name for name in reversed(names)}


class TextReading(RunReading):
    """Reads a text passage by passage."""

    def claims(self) -> list[PressClaim]:
        """Return the claims in the order of the text."""
        for around in self.around:
            self._read(around)
        return sorted(self.found, key=lambda claim: (claim.start, claim.end))

    def _read(self, around: Around) -> None:
        listed = (self.said.heading or self.said.listing) and self._is_listed(around)
        if not listed:
            self.said.heading = self.said.listing = False
            self.said.type = self.said.session = self.said.category = None
        around.year, around.subjects = self._main_year(around), self._subjects(around)
        around.programmes = programmes_of(around)
        self.said.programme = next(iter(around.programmes), self.said.programme)
        if not around.programmes and around.has("pillar"):
            around.programmes = ["SmartCity"]
        self._ranks(around)
        self._streaks(around)
        self._figures(around)
        self._predicates(around)
        self._awards(around, listed=listed)
        self._scores(around)
        self._dates(around)
        self._others(around)
        self._remember(around)

    def _remember(self, around: Around) -> None:
        said, subjects = self.said, around.subjects
        if around.has("unreal"):
            return
        step = self._step(around)
        said.listing = said.listing or len(subjects) >= A_LIST
        if step:
            said.level = step.value
        if not around.names and (step or around.has("type")):
            said.heading = True
            said.type = around.kind()
            said.session, said.category = around.first("session"), around.first("category")
        if around.told_years():
            said.year = around.year
        if len(subjects) == 1 and subjects[0].codes:
            said.subject = subjects[0]

    def _is_listed(self, around: Around) -> bool:
        """Whether a line is a row of a list: hardly more than names."""
        words = around.passage.last - around.passage.first
        named = sum(name.last - name.first for name in around.names)
        return bool(around.names) and words - named <= 4 + len(around.names)

    def _awards(self, around: Around, *, listed: bool) -> None:
        steps = [level for level in around.levels if level.value in self.ground.ladder]
        levels = [level for level in steps if self._is_award(around, level)]
        if (steps and not levels) or (around.has("nominee") and not around.has("receive")):
            return
        shared = listed or (around.has("award", "award_noun") and len(around.subjects) >= A_LIST)
        named = around.programmes or around.has("same")
        if not levels and not shared and not (named and self._is_given(around)):
            return
        if not levels and not listed and self._is_hoped(around):
            return
        subjects = around.subjects
        if not subjects and levels and around.told_years() and not around.names:
            subjects = [self.said.subject] if self.said.subject else []
        if not subjects:
            return
        programmes: list[str | None] = [*around.programmes] or [self.said.programme]
        if levels and "IGA" in programmes:
            programmes = ["IGA"]
        rows = rows_of_names(subjects)
        ahead = bool(levels) and levels[0].start < rows[0][0].start
        for row in rows:
            level = pick_level(levels, row, ahead=ahead)
            years = self._award_years(around, level, levels)
            if len(rows) > 1:
                years = nearest_row(years, row)
            for programme in programmes:
                for name in row:
                    self._award(around, name, level, programme, years, shared=shared)

    def _is_award(self, around: Around, level: SaidLevel) -> bool:
        """Whether a level is told as an award received, not as a class or a hope."""
        classed = level.predicate and not around.has("award_noun")
        return not (level.previous or classed or self._is_unreal(around, level.start))

    def _is_hoped(self, around: Around) -> bool:
        hits = around.hits.get("award", ())
        return bool(hits) and all(self._is_unreal(around, hit.start) for hit in hits)

    def _is_given(self, around: Around) -> bool:
        """Whether a passage without a level tells of an award, not of a score or rank."""
        named = around.hits.get("programme", ())
        nouns = [
            hit
            for hit in around.hits.get("award_noun", ())
            if not any(p.start <= hit.start and hit.end <= p.end + 8 for p in named)
        ]
        return bool(nouns) or (around.has("receive") and not around.has("index", "rank"))

    def _award_years(
        self, around: Around, level: SaidLevel | None, levels: list[SaidLevel]
    ) -> list[SaidYear | int | None]:
        """Return the years of an award; those of several levels each with the level nearest."""
        passage = around.passage
        ranges = [m.span() for m in RANGE.finditer(self.low, passage.start, passage.end)]
        told = [y for y in around.told_years() if not any(a <= y.start < b for a, b in ranges)]
        sure = [year for year in told if year.how == "award"]
        chosen = sure if sure and not around.has("same") else told
        if level is not None and len(levels) > 1 and len(chosen) > 1:
            chosen = [year for year in chosen if _nearest_level(levels, year) is level]
        if ranges and not chosen:
            return []
        return [*chosen] or [around.year]

    def _award(
        self,
        around: Around,
        name: PressName,
        level: SaidLevel | None,
        programme: str | None,
        years: list[SaidYear | int | None],
        *,
        shared: bool,
    ) -> None:
        said = self.said
        categories = tuple(dict.fromkeys(h.value for h in around.hits.get("category", ())))
        if not categories and shared and said.category:
            categories = (said.category,)
        labelled = level.type if level else said.type if shared else None
        for place, year in enumerate(years):
            claim = PressClaim(name.start, name.end, "award", programme=programme)
            if isinstance(year, SaidYear):
                claim.year = year.value
                if place:
                    claim.start, claim.end = year.start, year.end
            else:
                claim.year = year
            self._add(claim, name, labelled or around.kind())
            claim.categories = categories
            claim.session = around.first("session") or (said.session if shared else None)
            if programme == "SmartCity":
                pillar = next(iter(around.hits.get("pillar", ())), None)
                claim.category = self.text[pillar.start : pillar.end] if pillar else None
            if programme not in (None, "IGA"):
                continue
            claim.category = next(iter(categories), TYPE_CATEGORY.get(labelled or ""))
            claim.level = level.value if level else None
            if not level and (shared or around.has("same")):
                claim.level = said.level
            if not claim.note:
                claim.note = self._unclear(around, claim, level)

    def _unclear(self, around: Around, claim: PressClaim, level: SaidLevel | None) -> str:
        if around.has("same") and claim.level is None:
            return "same_as_what"
        own = self.ground.register.get(claim.region).type if claim.region else None
        if level and level.type and own and own != level.type:
            return "other_type"
        return "vague" if around.has("vague") else ""

    def _predicates(self, around: Around) -> None:
        """Read classes of the index: told as such, lower than any award, or risen from."""
        for level in around.levels:
            index = any(0 <= level.start - h.end < 40 for h in around.hits.get("index", ()))
            classed = (level.predicate or index) and not around.has("award_noun")
            lower = level.value not in self.ground.ladder
            if not (lower or level.previous or classed) or self._is_unreal(around, level.start):
                continue
            near = sorted(around.subjects, key=lambda n: abs(n.start - level.start))
            name = next(iter(near), self.said.subject)
            if name is None:
                continue
            claim = PressClaim(level.start, level.end, "predicate", predicate=level.value)
            year = self._years_at(around, level.start)[0]
            claim.year = year - 1 if year and level.previous else year
            self._add(claim, name, level.type or around.kind())


def _nearest_level(levels: list[SaidLevel], year: SaidYear) -> SaidLevel:
    return min(levels, key=lambda level: abs(level.start - year.start))
