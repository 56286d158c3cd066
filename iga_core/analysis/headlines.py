"""Headlines: the true sentences that stand over a page, each with its condition and its rows.

What each rule may say is written with the rule (``headline_awards``, ``headline_index``); here is
their order, and the sentences on lists, maps, comparisons and ranks.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

from iga_core.analysis import headline_awards as awards
from iga_core.analysis import headline_index as index
from iga_core.analysis.headline_comparison import compared
from iga_core.analysis.headline_grounds import (
    HeadlineGrounds,
    Profile,
    Sentence,
    ids,
    joined,
    kinds,
)
from iga_core.analysis.lists import completeness
from iga_core.message import Message, Value
from iga_core.record import Row
from iga_core.record.award_levels import winners_level
from iga_core.regions import RegionType

__all__ = ["Headlines", "Sentence"]

Rule = Callable[[HeadlineGrounds, Profile], Sentence | None]
FIRST: tuple[Rule, ...] = (
    awards.not_judged, awards.streak, awards.any_streak, awards.ended_streak, awards.repeat,
    awards.one, awards.claims_only, index.index_only, index.other_index, awards.nothing,
)  # fmt: skip
"""The order of the headline: the first that may be said speaks."""
FOLLOWING: tuple[Rule, ...] = (
    awards.repeat, awards.best_so_far, awards.first_time, index.rank, index.new_in_class,
    index.highest_score, index.longest_unknown, index.index_only, awards.known_absence,
    awards.empty,
)  # fmt: skip
"""The order of the second line."""
FOLLOW = 2  # sentences of the second line at most
BEST = ("every_year", "streak", "any_streak", "ended_streak", "repeat", "one")
"""The order of the record's best sentence; a claim moves none, so it stands with its streak."""
NAMED = {
    "every_year": "headline.every_year.named",
    "streak": "headline.streak.named",
    "streak_claim": "headline.streak_claim.named",
    "any_streak": "headline.any_streak.named",
    "ended_streak": "headline.ended_streak.named",
}
MANY = 6  # award years


def layer_of(types: Collection[RegionType]) -> Value:
    """Return how governments of these types are called together."""
    if set(types) == {"kabupaten", "kota"}:
        return Message("headline.kabupaten_and_kota")
    return kinds(next(iter(types)) if len(types) == 1 else "all")


class Headlines:
    """The sentences over one record. Build once: a sentence is then a look-up."""

    def __init__(self, grounds: HeadlineGrounds) -> None:
        """Look up in ``grounds``."""
        self._grounds = grounds

    def of(self, code: str) -> tuple[Sentence, ...]:
        """Return a government's headline and at most two sentences of its second line.

        The name is left out where the title says it. Raises RegionNotFoundError.
        """
        profile = self._grounds.of(code)
        spoken, headline = next(
            (rule, found) for rule in FIRST if (found := rule(self._grounds, profile))
        )
        if spoken is awards.not_judged:
            return (headline,)
        following: list[Sentence] = []
        for rule in FOLLOWING:
            if rule is spoken or not (found := rule(self._grounds, profile)):
                continue
            said = {row for one in following for row in one.rows}
            if found.rule == "repeat":
                said = {*headline.rows}
            if not (found.rule in {"repeat", "index_only"} and {*found.rows} <= said):
                following.append(found)
        return (headline, *following[:FOLLOW])

    def best(self) -> tuple[str, Sentence]:
        """Return the record's best sentence, with its name in it, and whose it is.

        By the order of the rules, then the most listed years, then the name.
        """
        found = []
        for region in self._grounds.record.register.regions:
            if region.autonomous:
                profile = self._grounds.of(region.code)
                rules = (rule(self._grounds, profile) for rule in FIRST)
                sentence = next(s for s in rules if s)
                rule = sentence.rule.removesuffix("_claim")
                place = BEST.index(rule) if rule in BEST else len(BEST)
                listed = {*ids(profile.listed)} & {*sentence.rows}
                name = self._grounds.name(region.code)
                found.append((place, -len(listed), name, region.code, sentence))
        _, _, name, code, sentence = min(found, key=lambda f: f[:3])
        if sentence.rule in NAMED:
            text = Message(NAMED[sentence.rule], {**sentence.text.values, "name": name})
        else:
            text = Message("headline.named", {"name": name, "sentence": sentence.text})
        return code, Sentence(sentence.rule, text, sentence.rows)

    def award_list(self, year: int, level: str, category: str) -> Sentence:
        """Return how many names of an award list are on file, and whether that is all of them."""
        grounds, key = self._grounds, (year, category, level)
        rows = [
            award
            for award in grounds.recipients.awards(year)
            if (award["category"], award["level"]) == (category, level)
        ]
        values: dict[str, Value] = {
            "year": str(year), "level": level, "category": category, "known": len(rows)
        }  # fmt: skip
        count = grounds.lists.get(key)
        state = completeness(count) if count else "size_unknown"
        if count and count.awarded is not None:
            values["awarded"] = count.awarded
        message = {
            "complete": "headline.list.complete",
            "partial": "headline.list.partial",
            "size_unknown": "headline.list.size_unknown" if rows else "headline.list.none",
        }[state]
        size = (grounds.list_rows[key],) if key in grounds.list_rows else ()
        return Sentence("list", Message(message, values), (*size, *ids(rows)))

    def mapped(self, codes: Collection[str], first_year: int) -> Sentence:
        """Return how many of ``codes``, the layer drawn, received an IGA since ``first_year``."""
        rows = [
            award
            for code in codes
            for award in self._grounds.of(code).listed
            if award["year"] >= first_year
        ]
        years: dict[str, set[int]] = defaultdict(set)
        for award in rows:
            years[award["region_code"]].add(award["year"])
        values: dict[str, Value] = {
            "found": len(years),
            "existing": len(codes),
            "layer": self._layer(codes),
            "first": str(first_year),
            "repeated": sum(len(held) > 1 for held in years.values()),
            "often": sum(len(held) >= MANY for held in years.values()),
        }
        return Sentence("map", Message("headline.map", values), ids(rows))

    def mapped_year(self, codes: Collection[str], year: int) -> Sentence:
        """Return how many of ``codes`` were found among the winners of ``year``, and how spread."""
        grounds = self._grounds
        rows = [
            award
            for code in codes
            for award in grounds.of(code).listed
            if award["year"] == year and award["level"] not in grounds.prizes
        ]
        given = frozenset(award["level"] for award in grounds.recipients.awards(year))
        level = winners_level(grounds.record.schema, given)
        won = [award for award in rows if award["level"] == level]
        found = {award["region_code"] for award in won or rows}
        provinces = {grounds.record.register.get(code).province_code for code in found}
        values: dict[str, Value] = {
            "year": str(year),
            "level": level,
            "number": len(found),
            "layer": self._layer(codes),
            "provinces": len(provinces),
        }
        if not found:
            return Sentence("map", Message("headline.map.nobody", values), ())
        if not won:
            return Sentence("map", Message("headline.map.year_any", values), ids(rows))
        alone = found <= provinces or len(provinces) == 1  # nothing is spread
        message = "headline.map.year_provinces" if alone else "headline.map.year"
        return Sentence("map", Message(message, values), ids(won))

    def _layer(self, codes: Iterable[str]) -> Value:
        return layer_of({self._grounds.record.register.get(code).type for code in codes})

    def comparison(self, codes: Sequence[str]) -> tuple[Sentence, ...]:
        """Return the verdict on two to six governments, then what is only recorded of them.

        Raises RegionNotFoundError, and ValueError for another number of governments.
        """
        return compared(self._grounds, codes)

    def ranking(self, year: int, kind: RegionType) -> tuple[Sentence, ...]:
        """Return who leads the index of ``year``, what is on file, and the award's own first.

        The two firsts are different things, so the last sentence says whether they are one.
        """
        grounds = self._grounds
        table = grounds.rankings.tables.get((year, kind))
        values: dict[str, Value] = {"kind": kinds(kind), "year": str(year)}
        if table is None:
            return (Sentence("rank", Message("headline.rank.no_index", values), ()),)
        leader, sentence = self._leader(year, kind)
        values |= {
            "known": len(table.scored),
            "existing": table.existing,
            "ranks": sum(s.rank is not None for s in table.standings),
        }
        found = [sentence] if sentence else []
        rows = [s.view["score_id"] for s in table.scored]
        rows += [s.view["rank_within_type_id"] for s in table.standings if s.rank is not None]
        counts = Message("headline.rank.counts", values)
        if not rows:
            counts = Message("headline.rank.nothing", values)
        found.append(Sentence("rank", counts, tuple(dict.fromkeys(rows))))
        if first := grounds.recipients.first_ranked(year, kind):
            found.append(self._award_first(first, leader, values))
        return tuple(found)

    def _leader(self, year: int, kind: RegionType) -> tuple[str, Sentence | None]:
        """Return who has rank 1, else the highest score found; "" and None where nobody does."""
        grounds = self._grounds
        table = grounds.rankings.table(year, kind)
        first = [s for s in table.standings if s.rank == 1 and not index.unsure(s.rank_problems)]
        if len(first) != 1:
            found = index.highest_found(grounds, year, kind)
            if not found or table.top is None:
                return "", None
            text = Message("headline.highest_score.named", found.text.values)
            return table.top.code, Sentence(found.rule, text, found.rows)
        (standing,) = first
        claim = grounds.rankings.claims[standing.view["rank_within_type_id"]]
        rows = [str(claim["id"])]
        values: dict[str, Value] = {
            "name": grounds.name(standing.code),
            "rank": 1,
            "among": grounds.among(claim),
            "year": str(year),
            "score": "",
            "by": grounds.by(claim),
        }
        if standing.final:
            values["score"] = Message("headline.rank.score", {"score": standing.view["score"]})
            rows.append(standing.view["score_id"])
        text = Message("headline.rank.named", values)
        return standing.code, Sentence("rank", text, tuple(dict.fromkeys(rows)))

    def _award_first(
        self, first: Sequence[Row], leader: str, values: Mapping[str, Value]
    ) -> Sentence:
        codes = list(dict.fromkeys(award["region_code"] for award in first))
        who = joined(map(self._grounds.name, codes))
        more = {**values, "who": who, "by": self._grounds.by(first[0])}
        if not leader:
            message = "headline.rank.award_first"
        elif leader in codes:
            message = "headline.rank.award_same"
        else:
            message = "headline.rank.award_other"
            more["name"] = self._grounds.name(leader)
        return Sentence("rank", Message(message, more), ids(first))
