"""What each cell of a picture says: a government's award, index class, score, rank, count a year.

One place for ribbon, matrix, small histories and map: what a cell is does not depend on where it
stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise

from iga_core.analysis.headline_grounds import spanned
from iga_core.analysis.profile import History, YearFacts
from iga_core.analysis.recipients import Recipients
from iga_core.chart.look import mark
from iga_core.chart.model import Lane, Matrix, MatrixRow, Ribbon, Upright, YearCell
from iga_core.language import Words
from iga_core.message import Message, told
from iga_core.record import Record, Row, rows_of, standing_of
from iga_core.regions import display_name, short_names
from iga_core.rules import Rulebook

Address = Callable[[str, int], str]
"""Where a cell leads: the view of a government's year."""
THOUSAND = 1000
UNPRINTED = "rank_base_unprinted"  # a quality


def breaks(years: Iterable[int], books: Mapping[int, Rulebook]) -> dict[int, str]:
    """Return, by the later year, what changed since the year before: ``scale`` or ``rules``."""
    known = sorted(year for year in years if year in books)
    found = {}
    for before, after in pairwise(known):
        old, new = books[before], books[after]
        if old.scale.known().id != new.scale.known().id:
            found[after] = "scale"
        elif old.family.known() != new.family.known():
            found[after] = "rules"
    return found


class Cells:
    """Makes the cells of governments in one language. Build once a language."""

    def __init__(
        self,
        record: Record,
        histories: Mapping[str, History],
        recipients: Recipients,
        books: Mapping[int, Rulebook],
        words: Words,
        address: Address,
    ) -> None:
        """Look up in these; ``address``: where the cell of a government's year leads."""
        self._record, self._histories = record, histories
        self._recipients, self._books = recipients, books
        self._words, self._address = words, address
        self._levels = record.schema.vocabularies["level"]
        self._qualities = {row["quality"]: row for row in rows_of(record.tables["qualities"])}
        self.years = tuple(sorted(record.award_years))

    def _facts(self, code: str) -> tuple[YearFacts, ...]:
        """Return a government's years, oldest first."""
        return tuple(reversed(self._histories[code].years))

    def award(self, code: str, facts: YearFacts) -> YearCell:
        """Return the cell of a year's IGA awards: the highest level, and what stands beside it."""
        for state, standing in (("received", "received"), ("claimed", "own_claim")):
            awards = sorted(
                (a for a in facts.awards if a["programme"] == "IGA" and standing_of(a) == standing),
                key=lambda award: self._levels.index(award["level"]),
            )
            if awards:
                return self._awarded(code, facts.year, awards, claimed=state == "claimed")
        if not self._record.register.takes_part(code, facts.year):
            return YearCell("outside", "")
        absence = self._recipients.absence(code, facts.year).state
        known = absence == "not_listed"
        return YearCell(
            "not_listed" if known else "not_found",
            self._words(
                "chart.cell.not_listed" if known else "chart.cell.not_found", year=facts.year
            ),
        )

    def _awarded(self, code: str, year: int, awards: Sequence[Row], *, claimed: bool) -> YearCell:
        first, *others = awards
        words, level = self._words, str(first["level"])
        said = words(
            "chart.cell.claimed" if claimed else "chart.cell.received", year=year, level=level
        )
        note = words("chart.cell.rank", rank=first["rank"]) if first["rank"] is not None else ""
        said = ", ".join(filter(None, (said, note)))
        if others:
            also = ", ".join(str(award["level"]) for award in others)
            said = words("chart.cell.beside", said=said, also=also)
        return YearCell(
            "claimed" if claimed else "received",
            said,
            token=("level", level),
            text=level,
            note=note,
            href=self._address(code, year),
            beside=mark(("level", str(others[0]["level"]))) if others else "",
        )

    def awards(self, code: str) -> tuple[YearCell, ...]:
        """Return a government's award cells, oldest year first."""
        return tuple(self.award(code, facts) for facts in self._facts(code))

    def history_said(self, code: str) -> str:
        """Return a government's award years in words, level by level; what is not said is unknown.

        A year not found is in none of them.
        """
        messages = {"claimed": "chart.years.claimed", "not_listed": "chart.years.not_listed"}
        years: dict[str, list[int]] = {}
        for year, cell in zip(self.years, self.awards(code), strict=True):
            if cell.state == "not_found":
                continue
            name = cell.text
            if cell.state in messages:
                name = self._words(messages[cell.state], level=cell.text)
            years.setdefault(name, []).append(year)
        said = (
            told(Message("chart.years", {"name": name, "years": spanned(found)}), self._words)
            for name, found in years.items()
        )
        return "; ".join(said) or self._words("chart.years.not_found")

    def _of_index(self, code: str, facts: YearFacts, field: str, label: str) -> YearCell:
        """Return the cell of an index value; the year's preferred one where sources differ."""
        if facts.year not in self._books or facts.year not in self._record.index_years:
            return YearCell("outside", "")
        shown = facts.shown
        if shown is None or not shown[f"{field}_id"]:
            if not self._record.register.takes_part(code, facts.year):
                return YearCell("outside", "")
            return YearCell("not_found", self._words("chart.cell.not_found", year=facts.year))
        claim = facts.claim(str(shown[f"{field}_id"]))
        text, short, token = self._printed(claim, field)
        disputed = bool(shown[f"{field}_differing_ids"])
        said = self._words("chart.cell.value", year=facts.year, label=label, text=text)
        if self._unsure(claim, field):
            quality = self._words.term("quality", str(claim["quality"]))
            said = self._words("chart.cell.quality", said=said, quality=quality)
            text, short = (self._words("chart.rank_unsure", rank=part) for part in (text, short))
        return YearCell(
            "received",
            self._words("chart.cell.disputed", said=said) if disputed else said,
            token=token,
            text=text,
            short=short,
            href=self._address(code, facts.year),
            disputed=disputed,
        )

    def _unsure(self, claim: Row, field: str) -> bool:
        """Whether a value is not final: provisional, of an uncertain year, doubted.

        A rank whose base is not printed is no less sure.
        """
        quality = self._qualities[str(claim["quality"])]
        if field == "innovations":
            return False
        if field in ("score", "predicate"):
            return bool(quality["score_final"] != "yes")
        return bool(quality["rank_final"] != "yes" and claim["quality"] != UNPRINTED)

    def _printed(self, claim: Row, field: str) -> tuple[str, str, tuple[str, str]]:
        """Return a value as it reads, as it reads on a phone, and its token."""
        words = self._words
        if field == "predicate":
            name = str(claim[field])
            return name, words.term("predicate_short", name), ("predicate", name)
        if field == "score":
            text = words.printed(claim[field])
            if claim[field] < THOUSAND:
                return text, text, ("", "")
            tenths = words.number(claim[field] / THOUSAND, 1)
            return text, words("chart.thousands", number=tenths), ("", "")
        if field == "innovations":
            text = words.number(claim[field])
            return text, text, ("", "")
        rank = str(int(claim[field]))
        region = self._record.register.get(str(claim["region_code"]))
        kind = "national" if field == "national_rank" else region.type
        return words(f"chart.rank.{kind}", rank=rank), rank, ("", "")

    def _rank(self, code: str, facts: YearFacts, label: str) -> YearCell:
        found = self._of_index(code, facts, "rank_within_type", label)
        return found if found.text else self._of_index(code, facts, "national_rank", label)

    def ribbon(self, codes: Sequence[str], fields: Sequence[str] | None = None) -> Ribbon:
        """Return the years of governments; ``fields``: the index lanes (None: all).

        Of several governments each has its own award lane and lanes, in the order of ``codes``.
        """
        fields = ("predicate", "score", "rank", "innovations") if fields is None else fields
        words, lanes, several = self._words, [], len(codes) > 1
        names = short_names([self._record.register.get(code) for code in codes])
        for place, code in enumerate(codes):
            if several:
                awards, where = self.awards(code), self._address(code, 0)
                lane = Lane(names[place], awards, "award", place, where)
            else:
                lane = Lane(words("chart.awards"), self.awards(code), "award")
            lanes.append(lane)
            for field in fields:
                label = words(f"label.{'rank_index' if field == 'rank' else field}")
                cells = tuple(
                    self._rank(code, facts, label)
                    if field == "rank"
                    else self._of_index(code, facts, field, label)
                    for facts in self._facts(code)
                )
                lanes.append(Lane(label, cells, "class" if field == "predicate" else "value"))
        named = ", ".join(display_name(self._record.register.get(code)) for code in codes)
        return Ribbon(
            words("chart.ribbon_said", names=named, first=self.years[0], last=self.years[-1]),
            self.years,
            tuple(lanes),
            self.uprights() if fields else (),
        )

    def uprights(self) -> tuple[Upright, ...]:
        """Return where scale or class limits changed."""
        return tuple(
            Upright(year, self._words(f"chart.upright.{what}"), what == "scale")
            for year, what in breaks(self._record.index_years, self._books).items()
        )

    def matrix(self, codes: Sequence[str], marked: str = "") -> Matrix:
        """Return the award years of governments, in the order given; ``marked``: one of them."""
        words, rows = self._words, []
        for code in codes:
            cells = self.awards(code)
            rows.append(
                MatrixRow(
                    display_name(self._record.register.get(code)),
                    self._address(code, 0),
                    cells,
                    sum(cell.state == "received" for cell in cells),
                    sum(cell.state == "claimed" for cell in cells),
                    code == marked,
                )
            )
        return Matrix(
            words("chart.matrix_said", first=self.years[0], last=self.years[-1]),
            self.years,
            tuple(rows),
            words("chart.years_total"),
        )
