"""What headline sentences look up: award rows, lists and who could enter them, and their words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from iga_core.analysis.awards import list_counts
from iga_core.analysis.briefing import Briefing
from iga_core.analysis.categories import build_categories
from iga_core.analysis.moves import comparable_years
from iga_core.analysis.national import build_national_picture
from iga_core.analysis.profile import History
from iga_core.analysis.ranking import Rankings
from iga_core.analysis.recipients import Recipients
from iga_core.analysis.streaks import streaks
from iga_core.message import Message, Value
from iga_core.record import AwardStanding, Record, Row, rows_of
from iga_core.record.award_levels import ladder
from iga_core.record.coverage import NOT_ASSESSED_PREDICATE
from iga_core.regions import TYPE_CATEGORY, display_name
from iga_core.rules import Rulebook

PROGRAMME = "IGA"
OWN_WORD = frozenset({"local_government", "local_system"})
"""Kinds of sources in which a government speaks of itself, or of another one."""
WORDED = 9  # numbers up to here stand as words


@dataclass(frozen=True, slots=True)
class Sentence:
    """One true sentence and the rows it rests on, in reading order (see ``RowIndex.find``).

    ``text``: a message ``headline.<rule>`` or ``headline.<rule>.<variant>``.
    """

    rule: str
    text: Message
    rows: tuple[str, ...]


def lasting(years: int) -> Message:
    """Return "tiga tahun": a number of years, up to nine in words."""
    if 2 <= years <= WORDED:
        return Message(f"headline.years_{years}")
    return Message("headline.years", {"number": years})


def joined(parts: Iterable[object]) -> Value:
    """Return "a, b dan c"."""
    *rest, last = map(str, parts)
    return Message("bandingkan.and", {"first": ", ".join(rest), "last": last}) if rest else last


def listed(parts: Iterable[Message]) -> Message:
    """Return "..., ..., ..." of parts that have words of their own."""
    first, *rest = parts
    for part in rest:
        first = Message("headline.comma", {"before": first, "part": part})
    return first


def spanned(years: Iterable[int]) -> Value:
    """Return years in order, three or more in a row as "2020–2022"."""
    found = sorted(set(years))
    runs = streaks(found)
    inside = {year for run in runs for year in run}
    parts = [(year, str(year)) for year in found if year not in inside]
    return joined(text for _, text in sorted(parts + [(r[0], f"{r[0]}–{r[-1]}") for r in runs]))


def kinds(kind: str) -> Message:
    """Return how the governments of a type are called inside a sentence."""
    return Message(f"term.rank_scope.{kind}")


def ids(rows: Iterable[Row]) -> tuple[str, ...]:
    """Return the ids of rows, each once."""
    return tuple(dict.fromkeys(str(row["id"]) for row in rows))


def label(award: Row, prizes: Sequence[str]) -> str:
    """Return the level of an award; a special prize names what it was given for as well."""
    level = str(award["level"])
    return f"{level} ({award['category']})" if level in prizes else level


class HeadlineGrounds:
    """What the rules look up in one record. Build once."""

    def __init__(
        self,
        record: Record,
        histories: Mapping[str, History],
        recipients: Recipients,
        briefings: Mapping[str, Briefing],
        rankings: Rankings,
        books: Mapping[int, Rulebook],
    ) -> None:
        """Index the lists of ``record`` and who could enter which: takes about half a second."""
        self.record, self.histories, self.recipients = record, histories, recipients
        self.briefings, self.rankings, self.books = briefings, rankings, books
        self.ladder = ladder(record.schema)
        self.levels = record.schema.vocabularies["level"]
        self.prizes = record.schema.vocabularies["prize_level"]
        classes = record.schema.vocabularies["predicate"][::-1]
        self.classes = tuple(name for name in classes if name != NOT_ASSESSED_PREDICATE)
        self.ceremony = max(record.award_years)
        self.first_year = min(record.award_years)
        counts = [c for c in list_counts(record) if c.programme == PROGRAMME]
        self.lists = {
            (c.year, c.category, c.level): c for c in counts if c.known or c.awarded is not None
        }
        self.list_rows = {
            (row["year"], row["category"], row["level"]): str(row["id"])
            for row in rows_of(record.tables["lists"])
            if row["programme"] == PROGRAMME
        }
        self.comparable = frozenset(comparable_years(books, record.index_years))
        self.categories = build_categories(record, build_national_picture(record))
        self._final = {
            row["quality"]: row["rank_final"] == "yes"
            for row in rows_of(record.tables["qualities"])
        }
        self._sources = {row["id"]: row for row in rows_of(record.tables["sources"])}

    def name(self, code: str) -> str:
        """Return the name of a government that no other has."""
        return display_name(self.record.register.get(code))

    def of(self, code: str) -> Profile:
        """Return a government's award rows. Raises RegionNotFoundError."""
        self.record.register.get(code)
        order = {level: place for place, level in enumerate(self.levels)}

        def rows(standing: AwardStanding) -> tuple[Row, ...]:
            found = self.recipients.rows(code, standing=standing)
            return tuple(sorted(found, key=lambda a: (a["year"], order[a["level"]], a["id"])))

        return Profile(code, rows("received"), rows("own_claim"), self.prizes)

    def complete(self, year: int, category: str, level: str) -> bool:
        """Whether every name of a list is on file."""
        count = self.lists.get((year, category, level))
        return count is not None and bool(count.complete)

    def absent(
        self, code: str, year: int, levels: Sequence[str], besides: Iterable[str] = ()
    ) -> tuple[str, ...]:
        """Return the rows of the lists of ``levels`` that surely do not name a government.

        () unless all of them are complete: those of its own type, of every other category it is
        known to have belonged to that year, and of ``besides``.
        """
        answer = self.categories.answer(code, year)
        own = TYPE_CATEGORY[answer.region.type]
        groups = dict.fromkeys((own, *answer.of("yes"), *besides))
        keys = [(year, group, level) for group in groups for level in levels]
        needed = [key for key in keys if key in self.lists or key[1] == own]
        named = {(a["year"], a["category"], a["level"]) for a in self.of(code).listed}
        if answer.presence != "present" or named & set(needed):
            return ()
        if not all(self.complete(*key) and key in self.list_rows for key in needed):
            return ()
        return tuple(self.list_rows[key] for key in needed)

    def levelled(self, year: int) -> bool:
        """Whether a list of ``year`` names a step of the ladder."""
        return any(y == year and level in self.ladder for y, _, level in self.lists)

    def among(self, claim: Row) -> Message:
        """Return " dari 93 kota", or only " di antara kota" where no base is printed."""
        kind = kinds(self.record.register.get(claim["region_code"]).type)
        if claim["type_rank_base"] is None:
            return Message("headline.rank.among", {"kind": kind})
        return Message("headline.rank.of", {"base": int(claim["type_rank_base"]), "kind": kind})

    def by(self, row: Row) -> Value:
        """Return ", menurut ..." where only governments say what ``row`` says; else nothing."""
        if row.get("status") == "claimed":
            return Message("headline.by_itself")
        sources = [self._sources[i] for i in row["source_ids"].split()]
        if any(source["kind"] not in OWN_WORD for source in sources):
            return ""
        return Message("headline.by", {"who": str(sources[0]["publisher"])})


@dataclass(frozen=True, slots=True)
class Profile:
    """The IGA award rows of one government, oldest first: ``listed`` and only claimed."""

    code: str
    listed: tuple[Row, ...]
    claims: tuple[Row, ...]
    prizes: tuple[str, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years with an award received, oldest first."""
        return tuple(dict.fromkeys(int(award["year"]) for award in self.listed))

    def at(self, *levels: str) -> dict[int, Row]:
        """Return the listed row of each year at one of ``levels`` (none: any but a prize)."""
        found: dict[int, Row] = {}
        for award in self.listed:
            if award["level"] in levels if levels else award["level"] not in self.prizes:
                found.setdefault(int(award["year"]), award)
        return found
