"""Ready-made questions on the award list. Each says its rule and what partial lists leave open.

A question reads the years and levels that are chosen before it looks for its answer: three years
in a row of a level are three years of that level. Every other filter restricts which of the
answer's awards are shown, so whom is asked about, and cuts no run of years. An own claim and a
row of the index alone answer nothing; whom they would change is named beside the answer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Literal

import pandas as pd

from iga_core.analysis.awards import ListCount, described_awards, list_counts
from iga_core.analysis.facets import OWN_CATEGORY, FacetIndex, Selection, coverage_of, rows_in
from iga_core.analysis.streaks import MINIMUM, streaks
from iga_core.language import Words
from iga_core.message import Message, told
from iga_core.record import Record, Row, received, rows_of
from iga_core.record.award_levels import ladder
from iga_core.record.checks.categories import covers
from iga_core.regions import TYPES

PRESETS = (
    "first_time",
    "in_a_row",
    "dropped_out",
    "same_name",
    "tertinggal",
    "without_top_index",
)
OF_A_YEAR = ("first_time", "dropped_out")
"""The questions about chosen years: these do not cut the answer as a filter."""


@dataclass(frozen=True, slots=True)
class Aside:
    """Something said beside an answer, counted under the filters like the answer itself.

    ``groups``: by blank of ``message`` the ids of the awards to count there. ``unit``: whether
    their governments are counted or the awards. ``named``: the governments are named too.
    ``quiet``: left out where there is nothing to count.
    """

    message: str
    groups: Mapping[str, frozenset[str]]
    unit: Literal["governments", "awards"] = "governments"
    values: Mapping[str, str | int] = field(default_factory=dict)
    named: bool = False
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Preset:
    """The answer to a ready-made question, before any other filter.

    ``asked``: the question in words, with its years; ``rules``: how the awards were chosen.
    ``award_ids``: in the order of the awards table. ``lists_of``: the years and levels (none:
    any) of the lists that could change the answer.
    """

    name: str
    asked: Message
    rules: tuple[Message, ...]
    award_ids: tuple[str, ...]
    asides: tuple[Aside, ...]
    lists_of: tuple[tuple[int, ...], tuple[str, ...]]


def _ids(awards: pd.DataFrame) -> frozenset[str]:
    return frozenset(awards["id"])


def _codes(awards: pd.DataFrame) -> frozenset[str]:
    return frozenset(awards["region_code"])


def _of(awards: pd.DataFrame, codes: Iterable[str]) -> pd.DataFrame:
    return awards[awards["region_code"].isin(list(codes))]


def _in_runs(awards: pd.DataFrame) -> pd.DataFrame:
    years: dict[str, list[int]] = defaultdict(list)
    pairs = list(zip(awards["region_code"], awards["year"], strict=True))
    for code, year in pairs:
        years[str(code)].append(int(year))
    runs = {code: {*chain.from_iterable(streaks(found))} for code, found in years.items()}
    inside = [int(year) in runs[str(code)] for code, year in pairs]
    return awards[pd.Series(inside, index=awards.index, dtype=bool)]


def _joined(values: Iterable[object]) -> str:
    return ", ".join(map(str, values))


class Questions:
    """The ready-made questions about the IGA awards of one record. Build once."""

    def __init__(self, record: Record) -> None:
        """Describe the awards of ``record``: takes some ms."""
        self._record = record
        self._top = ladder(record.schema)[0]
        deciders = rows_of(record.tables["category_lists"])
        self._of_tertinggal = [row for row in deciders if row["scope"] == "tertinggal"]
        awards = described_awards(record)
        self._awards = awards[awards["programme"] == "IGA"]
        self._lists = [count for count in list_counts(record) if count.programme == "IGA"]

    def ask(self, name: str, years: Iterable[int] = (), levels: Iterable[str] = ()) -> Preset:
        """Return the answer to ``name`` (of ``PRESETS``) for the chosen years and levels.

        No level: any, except where the question names one itself. No year: the newest for a
        question about a year, all for the others. Raises KeyError for an unknown name.
        """
        ask: dict[str, Callable[[tuple[int, ...], tuple[str, ...]], Preset]] = {
            "first_time": self._first_time,
            "in_a_row": self._in_a_row,
            "dropped_out": self._dropped_out,
            "same_name": self._same_name,
            "tertinggal": self._tertinggal,
            "without_top_index": self._without_top_index,
        }
        return ask[name](tuple(sorted(set(years))), tuple(dict.fromkeys(levels)))

    def _of_levels(self, levels: tuple[str, ...]) -> tuple[pd.DataFrame, Message]:
        """Return the awards of ``levels`` (none: of any) and the sentence that says so."""
        if not levels:
            return self._awards, Message("preset.any_level")
        kept = self._awards[self._awards["level"].isin(levels)]
        return kept, Message("preset.only_level", {"level": _joined(levels)})

    def _asked_years(self, years: tuple[int, ...]) -> tuple[list[int], list[Message]]:
        """Return the years that can be asked about, and what is said of the others.

        Such a question looks at the year before: without one on file nothing can be said.
        """
        on_file = self._record.award_years
        asked = years or (max(on_file),)
        can = [year for year in asked if year in on_file and year - 1 in on_file]
        cannot = _joined(year for year in asked if year not in can)
        return can, [Message("preset.year_not_asked", {"years": cannot})] if cannot else []

    def _first_time(self, years: tuple[int, ...], levels: tuple[str, ...]) -> Preset:
        awards, scope = self._of_levels(levels)
        asked, unasked = self._asked_years(years)
        first = min(self._record.award_years)
        sure = received(awards)
        answer, left_out = [sure.head(0)], [sure.head(0)]
        for year in asked:
            before = _codes(sure[sure["year"] < year])
            unsure = _codes(awards[awards["year"] < year]) - before
            now = sure[sure["year"] == year]
            answer.append(_of(now, _codes(now) - before - unsure))
            left_out.append(_of(now, unsure))
        values = {"years": _joined(asked) or "-", "year_first": str(first)}
        return Preset(
            "first_time",
            Message("preset.first_time.asked", values),
            (*([Message("preset.first_time.rule", values), scope] if asked else ()), *unasked),
            tuple(pd.concat(answer).sort_index()["id"]),
            (
                Aside(
                    "preset.first_time.open",
                    {"number": _ids(pd.concat(left_out))},
                    values=values,
                    named=True,
                ),
            ),
            (tuple(range(first, max(asked, default=first))), levels),
        )

    def _in_a_row(self, years: tuple[int, ...], levels: tuple[str, ...]) -> Preset:
        awards, scope = self._of_levels(levels)
        answer = _in_runs(received(awards))
        claims = _in_runs(awards[awards["status"] != "index_only"])
        added = _of(claims, _codes(claims) - _codes(answer))
        return Preset(
            "in_a_row",
            Message("preset.in_a_row"),
            (Message("preset.in_a_row.rule", {"minimum": MINIMUM}), scope),
            tuple(answer["id"]),
            (Aside("preset.in_a_row.open", {"number": _ids(added)}, named=True),),
            (tuple(self._record.award_years), levels),
        )

    def _decided(self, year: int, levels: tuple[str, ...]) -> set[str]:
        """Return the types for which the lists of ``year`` settle who got none of ``levels``.

        Their own list of each level is complete, and so is every list that may name any type.
        """
        lists = [c for c in self._lists if c.year == year and c.level in levels]
        if any(not c.complete for c in lists if c.category not in OWN_CATEGORY):
            return set()
        own = {(OWN_CATEGORY[c.category], c.level) for c in lists if c.category in OWN_CATEGORY}
        partial = {OWN_CATEGORY.get(c.category) for c in lists if not c.complete}
        return {
            kind
            for kind in TYPES
            if kind not in partial and all((kind, level) in own for level in levels)
        }

    def _dropped_out(self, years: tuple[int, ...], levels: tuple[str, ...]) -> Preset:
        levels = levels or (self._top,)
        awards, _ = self._of_levels(levels)
        asked, unasked = self._asked_years(years)
        sure = received(awards)
        nobody = sure.head(0)
        answer, left_out, decided = [nobody], [nobody], [nobody]
        for year in asked:
            last = sure[sure["year"] == year - 1]
            still = _codes(sure[sure["year"] == year])
            unsure = _codes(awards[awards["year"] == year]) - still
            out = _of(last, _codes(last) - still - unsure)
            answer.append(out)
            left_out.append(_of(last, unsure))
            decided.append(out[out["region_type"].isin(list(self._decided(year, levels)))])
        every, known = pd.concat(answer).sort_index(), pd.concat(decided)
        values = {"years": _joined(asked) or "-", "level": _joined(levels)}
        return Preset(
            "dropped_out",
            Message("preset.dropped_out.asked", values),
            (*([Message("preset.dropped_out.rule", values)] if asked else ()), *unasked),
            tuple(every["id"]),
            (
                Aside(
                    "preset.dropped_out.open",
                    {"decided": _ids(known), "open": _ids(every) - _ids(known)},
                ),
                Aside(
                    "preset.dropped_out.left_out",
                    {"number": _ids(pd.concat(left_out))},
                    named=True,
                    quiet=True,
                ),
            ),
            (tuple(asked), levels),
        )

    def _by_claim(self, awards: pd.DataFrame, answer: pd.DataFrame) -> Aside:
        """Return the claims in ``awards`` of governments that ``answer`` does not hold."""
        claims = awards[awards["status"] == "claimed"]
        added = _of(claims, _codes(claims) - _codes(answer))
        return Aside("preset.by_claim", {"number": _ids(added)}, named=True, quiet=True)

    def _same_name(self, years: tuple[int, ...], levels: tuple[str, ...]) -> Preset:
        kinds: dict[str, dict[str, str]] = defaultdict(dict)
        for region in self._record.register.regions:
            if region.type != "provinsi":
                kinds[region.name_short][region.type] = region.code
        pairs = [frozenset(found.values()) for found in kinds.values() if len(found) == 2]
        awards, scope = self._of_levels(levels)
        mine = _of(awards, [code for pair in pairs for code in pair])
        answer = received(mine)
        winners = _codes(answer)
        lone = [code for pair in pairs if len(pair & winners) == 1 for code in pair]
        return Preset(
            "same_name",
            Message("preset.same_name"),
            (Message("preset.same_name.rule", {"pairs": len(pairs)}), scope),
            tuple(answer["id"]),
            (
                Aside("preset.same_name.open", {"number": _ids(_of(answer, lone))}),
                self._by_claim(mine, answer),
            ),
            (tuple(self._record.award_years), levels),
        )

    def _period(self, year: int) -> str:
        """Return the column of regions that says who was tertinggal in ``year``, "" for none."""
        periods = self._of_tertinggal
        covering = (row["column"] for row in periods if covers(row, row["category"], year))
        return next(covering, "")

    def _tertinggal(self, years: tuple[int, ...], levels: tuple[str, ...]) -> Preset:
        awards, scope = self._of_levels(levels)
        regions = self._record.tables["regions"].set_index("code")
        marks = [
            str(regions.at[code, column]) if (column := self._period(int(year))) else ""
            for code, year in zip(awards["region_code"], awards["year"], strict=True)
        ]
        mark = pd.Series(marks, index=awards.index, dtype=str)
        in_category = awards["category"].isin([row["category"] for row in self._of_tertinggal])
        hits = awards[(mark == "yes") | in_category]
        unknown = (mark == "") & ~in_category & (awards["region_type"] != "provinsi")
        without = sorted({int(y) for y in received(awards)["year"] if not self._period(int(y))})
        answer = received(hits)
        return Preset(
            "tertinggal",
            Message("preset.tertinggal"),
            (Message("preset.tertinggal.rule"), scope),
            tuple(answer["id"]),
            (
                Aside(
                    "preset.tertinggal.open",
                    {"number": _ids(received(awards[unknown]))},
                    "awards",
                    {"years": _joined(without) or "-"},
                ),
                self._by_claim(hits, answer),
            ),
            (tuple(self._record.award_years), levels),
        )

    def _open_results(self) -> set[tuple[str, str]]:
        """Return region code and year of every index result that an open difference is about."""
        disputes = self._record.tables["disputes"]
        about = disputes[(disputes["subject"] == "result") & (disputes["status"] == "open")]
        return {
            (code, year)
            for codes, years in about[["region_codes", "years"]].itertuples(index=False)
            for code in codes.split()
            for year in years.split()
        }

    def _without_top_index(self, years: tuple[int, ...], levels: tuple[str, ...]) -> Preset:
        """Only a predicate that an index report prints, and nobody contradicts, counts.

        Awards whose result is the subject of an open difference stay, and are counted as doubted.
        """
        awards, _ = self._of_levels(levels)
        best = received(awards[awards["level"] == self._top])
        view = self._record.view.set_index(["region_code", "year"])
        found = view.reindex(pd.MultiIndex.from_frame(best[["region_code", "year"]]))
        found.index = best.index
        predicate = found["predicate"].fillna("")
        highest = self._record.schema.vocabularies["predicate"][0]
        from_index = (found["predicate_basis"] == "index_report") & (predicate != "")
        disputed = from_index & (found["predicate_differing_ids"].fillna("") != "")
        answer = best[from_index & ~disputed & (predicate != highest)]
        about = self._open_results()
        doubted = [
            (code, str(year)) in about
            for code, year in answer[["region_code", "year"]].itertuples(index=False)
        ]
        return Preset(
            "without_top_index",
            Message("preset.without_top_index"),
            (Message("preset.without_top_index.rule", {"predicate": highest}),),
            tuple(answer["id"]),
            (
                Aside(
                    "preset.without_top_index.open",
                    {
                        "rows": _ids(best),
                        "unknown": _ids(best[~from_index]),
                        "disputed": _ids(best[disputed]),
                    },
                    "awards",
                ),
                Aside(
                    "preset.without_top_index.doubted",
                    {"number": _ids(answer[pd.Series(doubted, index=answer.index, dtype=bool)])},
                    "awards",
                    quiet=True,
                ),
            ),
            (tuple(self._record.award_years), (self._top,)),
        )


def answered(selection: Selection, preset: Preset) -> Selection:
    """Return ``selection`` with the answer in it: what feeds every number of the page."""
    years = () if preset.name in OF_A_YEAR else selection.year
    return replace(selection, year=years, answer=frozenset(preset.award_ids))


def _counted(index: FacetIndex, shown: Selection, ids: frozenset[str]) -> tuple[Row, ...]:
    return rows_in(index, replace(shown, answer=ids))


def concerned(index: FacetIndex, shown: Selection, preset: Preset) -> tuple[ListCount, ...]:
    """Return the lists whose missing names could change an answer as ``shown`` restricts it."""
    years, levels = preset.lists_of
    if not years:
        return ()
    lists = Selection(
        programme=("IGA",),
        year=tuple(map(str, years)),
        level=levels,
        category=shown.category,
        region_type=shown.region_type,
    )
    return coverage_of(index, lists).concerned


def remarks(
    index: FacetIndex,
    shown: Selection,
    preset: Preset,
    words: Words,
    name: Callable[[str], str],
) -> tuple[str, ...]:
    """Return what an answer leaves open under the filters of ``shown`` (see ``answered``).

    ``name``: how a government's code reads. The last one says how many of the lists that could
    change the answer are not complete.
    """
    said = []
    for aside in preset.asides:
        rows = {blank: _counted(index, shown, ids) for blank, ids in aside.groups.items()}
        codes = {
            blank: list(dict.fromkeys(row["region_code"] for row in found))
            for blank, found in rows.items()
        }
        counts = {
            blank: len(codes[blank] if aside.unit == "governments" else found)
            for blank, found in rows.items()
        }
        if aside.quiet and not any(counts.values()):
            continue
        text = told(Message(aside.message, {**aside.values, **counts}), words)
        names = sorted(name(code) for code in codes.get("number", ()) if aside.named)
        said.append(f"{text} {words('preset.named', names=', '.join(names))}" if names else text)
    lists = concerned(index, shown, preset)
    if not lists:
        return tuple(said)
    values = {"number": sum(not count.complete for count in lists), "lists": len(lists)}
    return (*said, told(Message("preset.incomplete_lists", values), words))


def governments(index: FacetIndex, preset: Preset, shown: Sequence[Row]) -> list[tuple[Row, ...]]:
    """Return the awards of the answer by government, for the governments of the rows ``shown``.

    Whole, also where a filter shows one of its years only. Most years first, then by code.
    """
    found: dict[str, list[Row]] = {row["region_code"]: [] for row in shown}
    for row in rows_in(index, Selection(answer=frozenset(preset.award_ids))):
        if row["region_code"] in found:
            found[row["region_code"]].append(row)
    by_year = (sorted(rows, key=lambda row: (row["year"], row["id"])) for rows in found.values())
    return sorted(
        (tuple(rows) for rows in by_year),
        key=lambda rows: (-len({row["year"] for row in rows}), rows[0]["region_code"]),
    )
