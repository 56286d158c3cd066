"""Take in a new list: resolve names, compare with the record, and only then write.

``plan_import`` works out the whole change in memory; its draft checks the result as the checks
would, before anything is written. A name is never guessed, a difference never settled.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Literal

from iga_core.declared import press
from iga_core.declared.press import PressWords
from iga_core.language import Words
from iga_core.message import Message, told
from iga_core.record.checks.beside import load_files
from iga_core.record.checks.categories import PROGRAMME
from iga_core.record.draft import Draft, TextRow
from iga_core.record.ids import mint_award_id, slug
from iga_core.record.press_words import PressReader
from iga_core.record.sheet import ListFile, day, score_number, several_days, whole_number
from iga_core.record.sourcing import source_id
from iga_core.record.store import Record, load_record
from iga_core.record.violation import BrokenDataError
from iga_core.regions import TYPES, Candidate, Resolution

RowOutcome = Literal[
    "new", "same", "completed", "contradicting", "duplicate", "ambiguous", "unknown", "refused"
]
LEFT_OUT: tuple[RowOutcome, ...] = ("ambiguous", "unknown", "refused")
CARRIED: tuple[RowOutcome, ...] = ("new", "contradicting")
WEAK = frozenset({"claimed", "derived", "index_only"})
RANKS = ("national_rank", "rank_within_type")
BASES = ("national_rank_base", "type_rank_base")
COMPARED = ("score", "predicate", *RANKS, "innovations")
WORDS_OF_A_LIST = ("programme", "category", "level")


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table whose rows are known by a key: columns with words, days and values, and its ids."""

    prefix: str
    words: dict[str, str]
    key: tuple[str, ...]
    id_parts: tuple[str, ...]
    days: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


PLAIN = {
    "lists": PlainTable(
        prefix="daftar",
        words={n: n for n in WORDS_OF_A_LIST} | {"basis": "list_basis"},
        key=("programme", "year", "category", "level"),
        id_parts=("programme", "year", "category", "level"),
        values=("awarded",),
    ),
    "national": PlainTable(
        prefix="nas",
        words={n: n for n in ("metric", "scope", "predicate", "level", "pillar")},
        key=("year", "metric", "scope", "predicate", "level", "pillar", "region_code"),
        id_parts=("year", "metric", "scope", "predicate", "level", "pillar", "region_code"),
        values=("value", "value_text"),
    ),
    "season": PlainTable(
        prefix="musim",
        words={"stage": "season_stage", "basis": "season_basis", "reread": "season_reread"},
        key=("year", "stage", "basis", "from_on", "to_on"),
        id_parts=("year", "stage"),
        days=("from_on", "to_on"),
        values=("document",),
    ),
}


@dataclass(frozen=True, slots=True)
class Options:
    """What holds for the whole list where it has no column for it.

    ``ceremony_on``: handover date, ISO. ``scale``: of a year's scores, for a year that has none
    yet. ``rank_column``: which rank a results column called just "rank" is. ``new_words``: take
    categories and levels that the vocabulary lacks; otherwise they are refused as misspelt.
    ``batch``: the day the list came in; with it every row is accounted for in ``intake``.
    ``settled``: the code of the government that a row means, by its line.
    """

    source_url: str = ""
    source_date: str = ""
    ceremony_on: str = ""
    scale: str = ""
    decree: str = ""
    rank_column: Literal["", "national_rank", "rank_within_type"] = ""
    new_words: bool = False
    batch: str = ""
    settled: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ListRow:
    """What becomes of one row of the list. ``message`` says why; ``id``: the row it is on file.

    ``candidates``: the regions an ambiguous name may mean, or those an unknown one is near to.
    """

    number: int
    name: str
    outcome: RowOutcome
    id: str = ""
    message: Message | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(slots=True)
class ImportPlan:
    """The whole change. ``notes``: what is added beside the rows (a year, words, sources)."""

    draft: Draft
    lines: list[ListRow] = field(default_factory=list)
    notes: list[Message] = field(default_factory=list)

    def count(self, *outcomes: RowOutcome) -> int:
        """Return how many lines have one of ``outcomes``."""
        return sum(line.outcome in outcomes for line in self.lines)

    @property
    def summary(self) -> dict[str, int]:
        """Lines by outcome."""
        return dict(Counter(line.outcome for line in self.lines))


class RefusedError(ValueError):
    """One row cannot be taken in. ``line`` says why."""

    def __init__(
        self,
        message: str,
        outcome: RowOutcome = "refused",
        candidates: tuple[Candidate, ...] = (),
        **values: str,
    ) -> None:
        """Keep what the line of the row will say."""
        super().__init__(message)
        self.message, self.outcome, self.candidates = message, outcome, candidates
        self.values = values


class Importer:
    """One import under way: the record as it was, the draft as it becomes, and what is known."""

    def __init__(
        self, record: Record, draft: Draft, options: Options, words: Words, said: PressWords
    ) -> None:
        """Index what the rows are compared with. ``said``: how the press says words on file."""
        self.record, self.draft, self.options, self.words = record, draft, options, words
        self.plan = ImportPlan(draft)
        self.fresh: set[int] = set()
        self.types = {region.code: region.type for region in record.register.regions}
        self.vocabularies = {n: list(v) for n, v in record.schema.vocabularies.items()}
        self.press = PressReader(said, self.vocabularies, words)
        self.retired = {row["id"] for row in draft.rows("retired_ids")}
        self.disputes = {row["id"] for row in draft.rows("disputes")}
        qualities = draft.rows("qualities")
        self.contests = {row["quality"]: row["contests"] == "yes" for row in qualities}

    # one row at a time -------------------------------------------------------------------

    def take(self, number: int, cells: TextRow, kind: str) -> None:
        """Add what becomes of one row to the plan."""
        name = cells.get("name", "")
        self.settled = self.options.settled.get(number, "")
        try:
            if kind == "awards":
                line = self._award(number, cells)
            elif kind == "results":
                line = self._result(number, cells)
            else:
                line = self._plain(number, cells, kind)
        except RefusedError as error:
            message = Message(f"import.{error.message}", error.values)
            line = ListRow(number, name, error.outcome, "", message, error.candidates)
        self.plan.lines.append(line)
        if self.options.batch:
            self._account_for(line, cells, kind)

    def _account_for(self, line: ListRow, cells: TextRow, kind: str) -> None:
        outcome = "carried" if line.outcome in CARRIED else "merged"
        refused = line.outcome in LEFT_OUT
        why = "" if outcome == "carried" else self.words(f"import.outcome.{line.outcome}")
        row = {
            "batch": self.options.batch,
            "table": kind,
            "row": cells.get("intake_row") or str(line.number - 1),
            "outcome": "refused" if refused else outcome,
            "ids": line.id,
            "reason": told(line.message, self.words) if refused and line.message else why,
        }
        self.draft.add("intake", row)

    def refuse(self, number: int, text: str) -> None:
        """Add a line that has no cell for every heading, or too many."""
        message = Message("import.broken_line")
        self.plan.lines.append(ListRow(number, text, "refused", message=message))

    def _resolve(self, cells: TextRow, year: int, category: str = "") -> str:
        """Return the code of the government that a row names, if it can take part in ``year``."""
        found = self._named(cells, year, category)
        if found.status == "ambiguous":
            raise RefusedError("ambiguous", "ambiguous", found.candidates)
        if found.code is None:
            raise RefusedError("unknown", "unknown", found.suggestions)
        able = {region.code for region in self.record.register.participating(year)}
        if found.code not in able:
            raise RefusedError("cannot_take_part", code=found.code, year=str(year))
        return found.code

    def _named(self, cells: TextRow, year: int, category: str) -> Resolution:
        """Return whom a row names; a ``category`` that names a type tells bearers of a name apart.

        The code a row is settled with must be among those its name can mean, if it means any.
        """
        find = partial(self.record.resolver.resolve, province=cells.get("province"), year=year)
        found: Resolution = find(cells.get("name", ""), type=cells.get("type"))
        if found.status == "ambiguous" and category.casefold() in TYPES:
            narrowed = find(cells["name"], type=category)
            found = narrowed if narrowed.code in {c.code for c in found.candidates} else found
        if not self.settled:
            return found
        settled = self.record.resolver.resolve(self.settled)
        possible = {c.code for c in found.candidates}
        if settled.code is None or (possible and settled.code not in possible):
            raise RefusedError("settled_wrong", code=self.settled)
        return settled

    def _year(self, cells: TextRow) -> int:
        said = re.fullmatch(r"(?:[^\W\d]+ )*(\d{4})", cells.get("year", ""))
        if not said or not 2017 <= int(said[1]) <= 2100:
            raise RefusedError("bad_value", column="year", value=cells.get("year", ""))
        return int(said[1])

    def _word(self, vocabulary: str, text: str) -> str:
        """Return the vocabulary's own form of ``text``; a new word only where that is allowed."""
        if found := self.press.word(vocabulary, text):
            return found
        if self.options.new_words and text and vocabulary in WORDS_OF_A_LIST:
            return text
        known = self.vocabularies[vocabulary]
        closed = "scope_without_category" if vocabulary == "scope" else "closed_word"
        raise RefusedError(
            "unknown_word" if vocabulary in WORDS_OF_A_LIST else closed,
            column=vocabulary,
            value=text,
            near=", ".join(get_close_matches(text, known, n=3)) or "-",
            row=f"{vocabulary},{text},{len(known) + 1}",
        )

    def _class(self, cells: TextRow) -> tuple[str, str]:
        """Return category and level; one cell may say both: "Kabupaten Terinovatif"."""
        said: dict[str, str] = {}
        for column in ("category", "level"):
            text = cells.get(column, "")
            for vocabulary, value in (self.press.parts(column, text) if text else {}).items():
                if said.setdefault(vocabulary, value) != value:
                    raise RefusedError(
                        "two_words", column=vocabulary, one=said[vocabulary], other=value
                    )
        category, level = (
            said.get(column) or self._word(column, cells.get(column, ""))
            for column in ("category", "level")
        )
        return category, level

    def _scope(self, text: str) -> str:
        """Return the scope of a national figure; a category's name means the scope that counts it.

        A category that no figure counted before becomes a scope under its own name.
        """
        lists = [r for r in self.draft.rows("category_lists") if slug(r["category"]) == slug(text)]
        if not lists:
            return self._word("scope", text)
        category = lists[0]["category"]
        found = next((row["scope"] for row in lists if row["scope"]), category)
        self._keep_word("scope", found)
        for row in lists:
            if not row["scope"]:
                self.draft.set("category_lists", row, "scope", found)
        return found

    def _keep_word(self, vocabulary: str, value: str) -> None:
        known = self.vocabularies[vocabulary]
        if value not in known:
            known.append(value)
            row = {"vocabulary": vocabulary, "value": value, "position": str(len(known))}
            self.draft.add("vocabularies", row)
            note = {"vocabulary": vocabulary, "value": value}
            self.plan.notes.append(Message("import.new_word", note))
            if vocabulary in ("category", "level"):  # official names, glossed in other languages
                self.plan.notes.append(Message("import.new_gloss", note))

    def _day(self, text: str, column: str) -> str:
        try:
            return day(text)
        except ValueError:
            reason = "two_days" if several_days(text) else "bad_value"
            raise RefusedError(reason, column=column, value=text) from None

    def _source(self, cells: TextRow) -> str:
        """Return the ids of the row's sources; several addresses are separated by ``|``.

        Each has a date of its own; a single date is that of the first, of the others it is not
        known.
        """
        urls = (cells.get("source_url") or self.options.source_url).split(" | ")
        if not urls[0]:
            raise RefusedError("source_missing")
        said = cells.get("source_date") or self.options.source_date
        dates = said.split(" | ")
        if len(dates) != len(urls):
            dates = [said] + [""] * (len(urls) - 1)
        days = [self._day(text, "source_date") for text in dates]
        pairs = zip(urls, days, strict=True)
        found = [self._one_source(cells, url, when) for url, when in pairs]
        return " ".join(dict.fromkeys(found))

    def _one_source(self, cells: TextRow, url: str, when: str) -> str:
        kind = cells.get("source_kind", "")
        if kind:
            kind = self._word("source_kind", kind)
        before = len(self.draft.rows("sources"))
        try:
            found = source_id(self.draft, url, when, kind)
        except ValueError:
            raise RefusedError("bad_value", column="source", value=url) from None
        if len(self.draft.rows("sources")) > before:
            self.plan.notes.append(Message("import.new_source", {"id": found, "url": url}))
        return found

    def _open_year(self, year: int, *, scored: bool) -> None:
        """See to it that ``award_years`` has ``year``; with ``scored`` also its scale."""
        rows = self.draft.rows("award_years")
        row = next((row for row in rows if row["year"] == str(year)), None)
        scale = self.options.scale
        if scored and not (row and row["scale"]) and not scale:
            raise RefusedError("scale_missing", year=str(year))
        if row is None:
            register = self.record.register
            exist = {n: str(len(register.participating(year, t))) for n, t in TYPES.items()}
            row = {"year": str(year), "scale": scale if scored else "", **exist}
            self.draft.add("award_years", row)
            self.plan.notes.append(Message("import.new_year", {"year": year}))
        elif scored and not row["scale"]:
            self.draft.set("award_years", row, "scale", scale)
            note = {"year": str(year), "scale": scale}
            self.plan.notes.append(Message("import.new_scale", note))

    def _dispute(
        self, key: str, subject: str, year: int, codes: Iterable[str], title: str, claims: str
    ) -> str:
        """Put a difference on file once; return its id."""
        minted = f"beda-{year}-impor-{key}"
        if minted not in self.disputes:
            self.disputes.add(minted)
            self.draft.add(
                "disputes",
                {
                    "id": minted,
                    "subject": subject,
                    "years": str(year),
                    "region_codes": " ".join(dict.fromkeys(codes)),
                    "title": title,
                    "claims": claims,
                    "status": "open",
                },
            )
        return minted

    def _said(self, ids: str, value: str) -> str:
        """Return "publisher: value" for the sources ``ids`` of a row."""
        names = {row["id"]: row["publisher"] for row in self.draft.rows("sources")}
        who = ", ".join(dict.fromkeys(names[i] for i in ids.split()))
        return self.words("import.dispute.said", who=who, value=value)

    def _contradiction(
        self,
        row: TextRow,
        other: TextRow,
        source: str,
        what: str,
        values: tuple[str, str],
        key: str,
    ) -> str:
        """Put on file that ``source`` says ``values[1]`` of ``row`` where ``other`` has another."""
        subject = "award" if "level" in row else "result"
        names = [self.record.register.get(r["region_code"]).name for r in (row, other)]
        title = self.words(
            f"import.dispute.{what}", name=" / ".join(dict.fromkeys(names)), year=row["year"]
        )
        said = (self._said(other["source_ids"], values[0]), self._said(source, values[1]))
        codes = (row["region_code"], other["region_code"])
        return self._dispute(
            f"{what}-{key}", subject, int(row["year"]), codes, title, " ".join(said)
        )

    # awards ------------------------------------------------------------------------------

    def _award(self, number: int, cells: TextRow) -> ListRow:
        year = self._year(cells)
        programme = self._word("programme", cells.get("programme", ""))
        category, level = self._class(cells)
        code = self._resolve(cells, year, category)
        if category.casefold() in TYPES and self.types[code] != category.casefold():
            raise RefusedError("type_against_category", category=category, type=self.types[code])
        rank = self._rank(cells, "rank")
        status = self._word("award_status", cells.get("status") or "reported")
        session = self._word("session", cells["session"]) if cells.get("session") else ""
        handover = self._ceremony(cells, programme, year)
        source = self._source(cells)
        self._open_year(year, scored=False)
        row = {
            "year": str(year),
            "programme": programme,
            "category": category,
            "level": level,
            "rank": rank,
            "session": session,
            "session_basis": "printed" if session else "",
            "region_code": code,
            "ceremony_on": handover,
            "status": status,
            "source_ids": source,
            "note": cells.get("note", ""),
        }
        same_year = [
            a
            for a in self.draft.rows("awards")
            if (a["year"], a["programme"]) == (str(year), programme)
        ]
        existing = next((a for a in same_year if self._key(a) == self._key(row)), None)
        if existing is not None:
            return self._known_award(number, cells["name"], existing, row, same_year)
        return self._new_award(number, cells["name"], row, same_year)

    @staticmethod
    def _key(award: TextRow) -> tuple[str, ...]:
        return tuple(award[n] for n in ("year", "programme", "category", "level", "region_code"))

    def _whole(self, cells: TextRow, column: str) -> str:
        try:
            value = whole_number(cells.get(column, ""))
        except ValueError:
            raise RefusedError("bad_value", column=column, value=cells[column]) from None
        return "" if value is None else str(value)

    def _rank(self, cells: TextRow, column: str) -> str:
        return self._whole({column: self.press.rank(cells.get(column, ""))}, column)

    def _ceremony(self, cells: TextRow, programme: str, year: int) -> str:
        """Return the handover date: the list's, or the only one on file for programme and year."""
        given = cells.get("ceremony_on") or self.options.ceremony_on
        on_file = {
            a["ceremony_on"]
            for a in self.draft.rows("awards")
            if (a["programme"], a["year"]) == (programme, str(year))
        }
        found = self._day(given, "ceremony_on") if given else ""
        if not found and len(on_file) == 1:
            found = on_file.pop()
        if not found:
            raise RefusedError("ceremony_missing", year=str(year))
        if len(found) != 10 or found[:4] != str(year):
            raise RefusedError("bad_value", column="ceremony_on", value=found)
        return found

    @staticmethod
    def _rank_holder(row: TextRow, rank: str, same_year: list[TextRow]) -> TextRow | None:
        """Return another government's row that already has ``rank`` in the same list."""
        return next(
            (
                a
                for a in same_year
                if rank
                and a["rank"] == rank
                and (a["category"], a["level"]) == (row["category"], row["level"])
                and a["region_code"] != row["region_code"]
            ),
            None,
        )

    def _known_award(
        self, number: int, name: str, existing: TextRow, row: TextRow, same_year: list[TextRow]
    ) -> ListRow:
        """Compare with the row on file: the same, completed by the list, or contradicting it."""
        rank, source, held = row["rank"], row["source_ids"], existing["rank"]
        known = existing["id"]
        other = existing if held else self._rank_holder(row, rank, same_year)
        if rank and rank != held and other is not None:
            values = (other["rank"], rank)
            key = f"{known}-{rank}"
            found = self._contradiction(existing, other, source, "rank", values, key)
            message = Message("import.contradicting", {"id": found})
            return ListRow(number, name, "contradicting", known, message)
        changed = False
        if self._add_sources("awards", existing, source):
            changed = True
            if existing["status"] in WEAK and row["status"] == "reported":
                self.draft.set("awards", existing, "status", "reported")
        if rank and not held:
            self.draft.set("awards", existing, "rank", rank)
            changed = True
        if row["session"] and not existing["session"]:
            self.draft.set("awards", existing, "session", row["session"])
            self.draft.set("awards", existing, "session_basis", "printed")
            changed = True
        if changed:
            return ListRow(number, name, "completed", known)
        return ListRow(number, name, "duplicate" if id(existing) in self.fresh else "same", known)

    def _new_award(self, number: int, name: str, row: TextRow, same_year: list[TextRow]) -> ListRow:
        for vocabulary in WORDS_OF_A_LIST:
            self._keep_word(vocabulary, row[vocabulary])
        minted = self._mint(row)
        found = ""
        holder = self._rank_holder(row, row["rank"], same_year)
        if holder is not None:  # two cannot hold one rank: it stays with the row on file
            values, key = (holder["rank"], row["rank"]), f"{minted}-{row['rank']}"
            found = self._contradiction(row, holder, row["source_ids"], "rank", values, key)
            row = {**row, "rank": ""}
        rival = next((a for a in same_year if self._rivals(a, row)), None)
        if rival is not None:
            levels = (rival["level"], row["level"])
            found = self._contradiction(row, rival, row["source_ids"], "level", levels, minted)
        self.fresh.add(id(self.draft.add("awards", {"id": minted, **row})))
        self._name_category(row)
        if found:
            message = Message("import.contradicting", {"id": found})
            return ListRow(number, name, "contradicting", minted, message)
        return ListRow(number, name, "new", minted)

    def _name_category(self, row: TextRow) -> None:
        """Name the category of an award for its year, where no account of the year names it."""
        year, category = row["year"], row["category"]
        own_prize = row["level"] in self.vocabularies["prize_level"]
        named = self.draft.rows("categories")
        if row["programme"] != PROGRAMME or own_prize:
            return
        if any((r["year"], r["category"]) == (year, category) for r in named):
            return
        basis = "awards" if row["status"] == "reported" else "named"
        account = f"{year}-impor-{basis}"
        self.draft.add(
            "categories",
            {
                "id": f"kategori-{account}-{slug(category)}",
                "year": year,
                "category": category,
                "set": account,
                "basis": basis,
                "source_ids": row["source_ids"],
                "note": self.words("import.category_note"),
            },
        )
        self._open_list(category, year)
        note = {"category": category, "year": year}
        self.plan.notes.append(Message("import.new_category", note))

    def _open_list(self, category: str, year: str) -> None:
        """Say that nothing read decides who belongs to ``category``, where no row decides it."""
        known = [r for r in self.draft.rows("category_lists") if r["category"] == category]
        bounds = [(r["first_year"] or year, r["last_year"] or year) for r in known]
        if any(first <= year <= last for first, last in bounds):
            return
        only = year if known else ""  # beside lists of other years it holds for this one alone
        self.draft.add(
            "category_lists",
            {
                "id": "-".join(filter(None, ("daftar-kategori", slug(category), only))),
                "category": category,
                "scope": known[0]["scope"] if known else "",
                "first_year": only,
                "last_year": only,
                "empty_means_no": "no",
                "name": self.words("import.list_name", category=category),
                "note": self.words("import.list_note"),
            },
        )

    def _rivals(self, award: TextRow, row: TextRow) -> bool:
        return (
            award["region_code"] == row["region_code"]
            and award["level"] != row["level"]
            and {award["level"], row["level"]} <= set(self.vocabularies["ladder_level"])
        )

    def _mint(self, row: TextRow) -> str:
        start = mint_award_id(
            row["programme"], int(row["year"]), row["category"], row["level"], row["region_code"]
        )
        return self._unused("awards", start)

    # lists, national figures, stages of a season --------------------------------------------

    def _plain(self, number: int, cells: TextRow, kind: str) -> ListRow:
        """Take in a row that is known by its key: its value is the same, or another one."""
        plain = PLAIN[kind]
        year = self._year(cells)
        row = {"year": str(year), "note": cells.get("note", "")}
        for name, vocabulary in plain.words.items():
            read = self._scope if vocabulary == "scope" else partial(self._word, vocabulary)
            row[name] = read(cells[name]) if cells.get(name) else ""
        for name in plain.days:
            row[name] = self._day(cells.get(name, ""), name)
        row |= {name: cells.get(name, "") for name in plain.values}
        if kind == "national":
            row["region_code"] = self._resolve(cells, year) if cells.get("name") else ""
        row["source_ids"] = self._source(cells)
        mine = [r for r in self.draft.rows(kind) if all(r[n] == row[n] for n in plain.key)]
        same = next((r for r in mine if all(r[n] == row[n] for n in plain.values)), None)
        name = cells.get("name", "") or " ".join(filter(None, (row[n] for n in plain.key)))
        if same is not None:
            more = self._add_sources(kind, same, row["source_ids"])
            return ListRow(number, name, "completed" if more else "same", same["id"])
        if mine and kind == "lists":
            raise RefusedError("size_differs", id=mine[0]["id"], value=mine[0]["awarded"])
        parts = [slug(row[n]) for n in plain.id_parts if row[n] not in ("", "all")]
        row["id"] = self._unused(kind, "-".join((plain.prefix, *parts)))
        for vocabulary in WORDS_OF_A_LIST:
            if row.get(vocabulary):
                self._keep_word(vocabulary, row[vocabulary])
        self.fresh.add(id(self.draft.add(kind, row)))
        return ListRow(number, name, "new", row["id"])

    def _unused(self, table: str, start: str) -> str:
        taken = {r["id"] for r in self.draft.rows(table)} | self.retired
        minted, number = start, 2
        while minted in taken:
            minted, number = f"{start}-{number}", number + 1
        return minted

    def _add_sources(self, table: str, row: TextRow, sources: str) -> bool:
        """Add the sources that ``row`` does not cite yet; say whether there were any."""
        cited = row["source_ids"].split()
        more = [source for source in sources.split() if source not in cited]
        if more:
            self.draft.set(table, row, "source_ids", " ".join((*cited, *more)))
        return bool(more)

    # results -----------------------------------------------------------------------------

    def _result(self, number: int, cells: TextRow) -> ListRow:
        year = self._year(cells)
        code = self._resolve(cells, year)
        row = self._claim(cells, year, code)
        only_a_note = row["quality"] == "note_only" and row["note"]
        if not (any(row[name] for name in COMPARED) or only_a_note):
            raise RefusedError("nothing_said")
        row["source_ids"] = self._source(cells)
        self._open_year(year, scored=bool(row["score"]))
        row["scale"] = self._scale(year) if row["score"] else ""
        in_year = [r for r in self.draft.rows("results") if r["year"] == str(year)]
        mine = [r for r in in_year if r["region_code"] == code]
        for claim in mine:  # a claim is what its sources say: another source is another claim
            told_here = {*row["source_ids"].split()} <= {*claim["source_ids"].split()}
            if told_here and all(self._agrees(claim, row, name) for name in COMPARED if row[name]):
                known: RowOutcome = "duplicate" if id(claim) in self.fresh else "same"
                return ListRow(number, cells["name"], known, claim["id"])
        row["id"] = self._mint_result(year, code, mine)
        found = self._result_disputes(row, mine, in_year)
        self.fresh.add(id(self.draft.add("results", row)))
        if found:
            message = Message("import.contradicting", {"id": found})
            return ListRow(number, cells["name"], "contradicting", row["id"], message)
        return ListRow(number, cells["name"], "new", row["id"])

    def _scale(self, year: int) -> str:
        rows = self.draft.rows("award_years")
        return next(row["scale"] for row in rows if row["year"] == str(year))

    def _claim(self, cells: TextRow, year: int, code: str) -> TextRow:
        """Return the cells of one row as a claim, without id and source. Raises RefusedError."""
        rank = cells.get("rank", "")
        if rank and not self.options.rank_column:
            raise RefusedError("rank_base")
        ranks = {name: cells.get(name, "") for name in RANKS}
        if rank:
            ranks[self.options.rank_column] = rank
        score = cells.get("score", "")
        innovations = self._whole(cells, "innovations")
        basis = cells.get("innovations_basis") or "unstated"
        predicate = self._word("predicate", cells["predicate"]) if cells.get("predicate") else ""
        decree = cells.get("decree") or self.options.decree
        return {
            "year": str(year),
            "region_code": code,
            "score": self._score(score, year) if score else "",
            "score_as_printed": cells.get("score_as_printed") or score,
            "predicate": predicate,
            "predicate_basis": self._basis(cells) if predicate else "",
            **{name: self._rank(ranks, name) for name in RANKS},
            **{name: self._whole(cells, name) for name in BASES},
            "innovations": innovations,
            "innovations_basis": self._word("innovations_basis", basis) if innovations else "",
            "innovations_interim": cells.get("innovations_interim", "") if innovations else "",
            "innovations_as_of": self._day(cells.get("innovations_as_of", ""), "innovations_as_of"),
            # without a decree behind it a value counts as provisional
            "quality": self._word(
                "quality", cells.get("quality") or ("final" if decree else "provisional")
            ),
            "decree": decree,
            "note": cells.get("note", ""),
        }

    def _basis(self, cells: TextRow) -> str:
        return self._word("predicate_basis", cells.get("predicate_basis") or "index_report")

    def _score(self, text: str, year: int) -> str:
        scales = {row["id"]: row["high"] for row in self.draft.rows("scales")}
        years = {row["year"]: row["scale"] for row in self.draft.rows("award_years")}
        scale = years.get(str(year)) or self.options.scale
        if scale not in scales:
            raise RefusedError("scale_missing", year=str(year))
        try:
            return score_number(text, float(scales[scale]) if scales[scale] else None)
        except ValueError:
            raise RefusedError("bad_value", column="score", value=text) from None

    @staticmethod
    def _agrees(claim: TextRow, row: TextRow, name: str) -> bool:
        if name == "innovations" and claim["innovations_basis"] != row["innovations_basis"]:
            return False
        if name == "score":
            return claim[name] != "" and float(claim[name]) == float(row[name])
        return claim[name] == row[name]

    def _mint_result(self, year: int, code: str, mine: list[TextRow]) -> str:
        taken = {claim["id"] for claim in mine} | self.retired
        number = 1
        while f"iid-{year}-{code}-{number}" in taken:
            number += 1
        return f"iid-{year}-{code}-{number}"

    def _result_disputes(self, row: TextRow, mine: list[TextRow], in_year: list[TextRow]) -> str:
        """Put on file what ``row`` contradicts: own earlier claims, and ranks others hold.

        What was known before the decree contradicts no final value, nor is it contradicted.
        """
        if not self.contests[row["quality"]]:
            return ""
        mine, in_year = (
            [claim for claim in claims if self.contests[claim["quality"]]]
            for claims in (mine, in_year)
        )
        found = ""
        for name in (n for n in COMPARED if row[n]):
            other = next((c for c in mine if self._differs(c, row, name)), None)
            if other is None and name in RANKS:
                other = next((c for c in in_year if self._holds(c, row, name)), None)
            if other is not None:
                values, key = (other[name], row[name]), f"{row['id']}"
                source = row["source_ids"]
                what = name.replace("_", "-")
                found = self._contradiction(row, other, source, what, values, key)
        return found

    def _differs(self, claim: TextRow, row: TextRow, name: str) -> bool:
        other_thing = (
            name == "innovations" and claim["innovations_basis"] != row["innovations_basis"]
        )
        return bool(claim[name]) and not other_thing and not self._agrees(claim, row, name)

    def _holds(self, claim: TextRow, row: TextRow, name: str) -> bool:
        """Whether ``claim`` gives the rank of ``row`` to another government."""
        return (
            claim[name] == row[name]
            and claim["region_code"] != row["region_code"]
            and (
                name == "national_rank"
                or self.types[claim["region_code"]] == self.types[row["region_code"]]
            )
        )


def plan_import(
    folder: Path, sheet: ListFile, words: Words, options: Options | None = None
) -> ImportPlan:
    """Return what importing ``sheet`` into ``folder`` would change; nothing is written.

    ``words``: for the titles of new disputes. Raises BrokenDataError when ``folder`` is not sound.
    """
    files, broken = load_files(folder, [press.FILE])
    if broken:
        raise BrokenDataError(broken)
    record, draft = load_record(folder), Draft(folder)
    importer = Importer(record, draft, options or Options(), words, files[press.FILE])
    importer.plan.notes.extend(sheet.notes)
    for number, cells in sheet.rows:
        importer.take(number, cells, sheet.kind)
    for number, text in sheet.broken:
        importer.refuse(number, text)
    disputes = len(importer.disputes) - len(importer.record.tables["disputes"])
    if disputes:
        importer.plan.notes.append(Message("import.new_disputes", {"number": disputes}))
    return importer.plan
