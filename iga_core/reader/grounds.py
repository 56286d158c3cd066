"""What claims are held against: lists, results, figures and readings of one record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Literal

from iga_core.analysis.awards import ListCount, list_counts
from iga_core.analysis.categories import build_categories
from iga_core.analysis.headline_grounds import PROGRAMME, joined
from iga_core.analysis.national import build_national_picture
from iga_core.analysis.recipients import Recipients
from iga_core.declared.reader import ReaderWords
from iga_core.message import Value
from iga_core.reader.said import ALL, PressClaim
from iga_core.record import Record, Row, region_row, rows_of
from iga_core.record.award_levels import levels_of_award
from iga_core.record.views import withheld_ids
from iga_core.regions import TYPE_CATEGORY, TYPES, display_name

ClaimVerdict = Literal[
    "contradicted", "different_award", "ambiguous", "not_in_record", "own_account", "supported"
]
VERDICTS: tuple[ClaimVerdict, ...] = (
    "contradicted", "different_award", "ambiguous", "not_in_record", "own_account", "supported",
)  # fmt: skip
"""The first of these that a claim of a text has is the text's own."""
SCOPE_TYPES = {
    ALL: tuple(TYPES), "kabupaten_kota": ("kabupaten", "kota"), **{kind: (kind,) for kind in TYPES}
}  # fmt: skip
FACT = "inovasi_dikirim"
NUMBERS = re.compile(r"(?<![\d.,-])\d{1,3}(?![\d-]|[.,]\d)")
Found = tuple[ClaimVerdict, str, tuple[str, ...], Mapping[str, Value]]
"""A verdict, the message that says why, the rows it rests on, and what the message names."""


def answer(verdict: ClaimVerdict, why: str, rows: Iterable[str] = (), /, **values: Value) -> Found:
    """Return what the record says; ``rows``: each once."""
    return verdict, why, tuple(dict.fromkeys(rows)), values


def ids_of(rows: Iterable[Row]) -> list[str]:
    """Return the ids of rows."""
    return [str(row["id"]) for row in rows]


class PressGrounds:
    """Everything a claim may be asked of. Build once."""

    def __init__(self, record: Record, words: ReaderWords) -> None:
        """Index the lists, results and figures of ``record``."""
        self._record, self._words = record, words
        self._register = record.register
        self._recipients = Recipients(record)
        vocabularies = record.schema.vocabularies
        self._ladder, self._prizes = vocabularies["ladder_level"], vocabularies["prize_level"]
        self._levels = [n for n in levels_of_award(record.schema) if n not in self._prizes]
        picture = build_national_picture(record)
        self._categories = build_categories(record, picture)
        self._lists: dict[int, list[ListCount]] = defaultdict(list)
        for count in list_counts(record):
            if count.programme == PROGRAMME and (count.known or count.awarded is not None):
                self._lists[count.year].append(count)
        self._sizes = {
            (r["programme"], r["year"], r["category"], r["level"]): str(r["id"])
            for r in rows_of(record.tables["lists"])
        }
        self._scopes = {r["scope"]: r["category"] for r in rows_of(record.tables["category_lists"])}
        withheld = withheld_ids(
            record.tables["doubts"], record.tables["results"], record.tables["awards"]
        )
        self._results: dict[tuple[str, int], list[Row]] = defaultdict(list)
        for row in rows_of(record.results):
            if row["id"] not in withheld:
                self._results[row["region_code"], row["year"]].append(row)
        self._highest = {r["id"]: r["high"] for r in rows_of(record.tables["scales"])}
        self._view = {(r["region_code"], r["year"]): r for r in rows_of(record.view)}
        self._quality = {r["quality"]: r for r in rows_of(record.tables["qualities"])}
        self._national: dict[int, list[Row]] = defaultdict(list)
        for row in rows_of(record.tables["national"]):
            self._national[row["year"]].append(row)
        self._facts = [r for r in rows_of(record.tables["region_facts"]) if r["fact"] == FACT]
        self._readings: dict[str, list[tuple[Row, frozenset[int]]]] = defaultdict(list)
        for row in rows_of(record.tables["disputes"]):
            if row["reading"]:
                numbers = NUMBERS.findall(row["reading"])
                for year in str(row["years"] or "").split():
                    self._readings[year].append((row, frozenset(map(int, numbers))))
        self._years = {r["year"]: r for r in rows_of(record.tables["award_years"])}
        self._ceremonies: dict[tuple[str, int], dict[str, str]] = defaultdict(dict)
        for (held_in, programme), rows in picture.ceremonies.items():
            for row in rows:
                self._ceremonies[programme, held_in].setdefault(
                    str(row["ceremony_on"]), str(row["id"])
                )

    def _name(self, claim: PressClaim) -> str:
        return display_name(self._register.get(claim.region)) if claim.region else claim.name

    def _names(self, codes: Iterable[str]) -> Value:
        return joined(display_name(self._register.get(code)) for code in sorted(codes))

    def _missing(
        self, code: str, year: int, level: str | None, *, labelled: bool
    ) -> tuple[list[ListCount], list[ListCount]]:
        """Return the lists that a government could stand in and does not: whole and not whole.

        Its own type's and every category it is not known to be outside of; where the award is
        ``labelled`` with its type, only those that something on file places it in. A level given
        that year without a list of its type makes the year not whole.
        """
        judged = self._categories.answer(code, year)
        own = TYPE_CATEGORY[judged.region.type]
        outside = set(TYPE_CATEGORY.values()) - {own} | {*judged.of("no")}
        if labelled:
            outside |= {
                j.category
                for j in judged.categories
                if j.state == "unknown" and not (j.hints or j.elsewhen or j.claims)
            } - {own}
        given = [c for c in self._lists[year] if c.level in self._levels]
        wanted = [level] if level else sorted({c.level for c in given if c.known})
        lists = [c for c in given if c.level in wanted and c.category not in outside]
        named = {(r["category"], r["level"]) for r in self._recipients.rows(code, year)}
        lists = [c for c in lists if (c.category, c.level) not in named]
        open_ = [c for c in lists if not c.complete]
        for name in wanted:
            if not any((c.category, c.level) == (own, name) for c in lists):
                open_.append(ListCount(PROGRAMME, year, own, name, 0, None))
        return [c for c in lists if c.complete], open_

    def _year_state(self, code: str, year: int, level: str | None) -> tuple[str, list[str]]:
        """Return whether an award was received in a year: yes, own, no, open; and the rows."""
        rows = [r for r in self._recipients.rows(code, year) if r["level"] not in self._prizes]
        fitting = [r for r in rows if level is None or r["level"] == level]
        if fitting:
            return "yes", ids_of(fitting)
        own = self._recipients.rows(code, year, standing="own_claim")
        if level and any(r["level"] in self._ladder for r in rows):
            return "no", ids_of(rows)
        if claimed := [r for r in own if level is None or r["level"] == level]:
            return "own", ids_of(claimed)
        if year not in self._record.award_years:
            return "open", []
        if self._categories.answer(code, year).presence != "present":
            return "no", [region_row(code)]
        complete, open_ = self._missing(code, year, level, labelled=level is not None)
        if complete and not open_:
            return "no", [self._sizes[PROGRAMME, year, c.category, c.level] for c in complete]
        return "open", []

    def _spoken_of(self, claim: PressClaim, year: int, told: set[int], also: str = "") -> list[str]:
        """Return the disputes of a year whose reading names such a number of such governments."""
        kinds = SCOPE_TYPES.get(claim.scope, ())
        return [
            str(row["id"])
            for row, numbers in self._readings[str(year)]
            if told & numbers
            and any(kind in f"{row['title']} {row['reading']}".lower() for kind in kinds)
            and re.search(rf"{re.escape(also.lower())}\b", str(row["reading"]).lower())
        ]
