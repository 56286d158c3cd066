"""What the record says to a claim: a verdict, the rows it rests on and one sentence why.

A name missing from a list that is not whole contradicts nothing. What a government alone says
stays its own word. Another prize is another prize, true or not.
"""

from __future__ import annotations

from dataclasses import dataclass

from iga_core.analysis.headline_grounds import joined
from iga_core.message import Message, Value
from iga_core.reader.check_awards import AwardCheck
from iga_core.reader.check_figures import FigureCheck
from iga_core.reader.check_index import IndexCheck
from iga_core.reader.grounds import ClaimVerdict, Found, answer
from iga_core.reader.said import PressClaim
from iga_core.record import region_row


@dataclass(frozen=True, slots=True)
class CheckedClaim:
    """A claim and what the record says to it. ``rows``: ids (see ``RowIndex.find``)."""

    claim: PressClaim
    verdict: ClaimVerdict
    rows: tuple[str, ...]
    why: Message


class PressCheck(AwardCheck, IndexCheck, FigureCheck):
    """Claims against one record. Build once."""

    def check(self, claim: PressClaim) -> CheckedClaim:
        """Return what the record says to a claim."""
        verdict, why, rows, values = self._first(claim) or self._by_kind(claim)
        named: dict[str, Value] = {"name": self._name(claim)}
        if claim.year is not None:
            named["year"] = str(claim.year)
        if claim.level:
            named["level"] = claim.level
        return CheckedClaim(claim, verdict, rows, Message(why, {**named, **values}))

    def _first(self, claim: PressClaim) -> Found | None:
        """Return what is wrong or unclear before any row is looked up; None: nothing."""
        if claim.metric == "day":
            return None
        if claim.year is not None and claim.year < self._words.first_year:
            rows, first = [self._words.first_year_row], str(self._words.first_year)
            return answer("contradicted", "reader.before_first", rows, first=first)
        if claim.kind == "award" and claim.programme == "other":
            return answer("different_award", "reader.other_prize")
        if claim.kind != "national" and (unclear := self._about_whom(claim)):
            return unclear
        if claim.note == "nominee":
            return answer("not_in_record", "reader.nominee")
        if claim.note == "vague":
            return answer("ambiguous", "reader.vague")
        return answer("ambiguous", "reader.no_year") if claim.year is None else None

    def _about_whom(self, claim: PressClaim) -> Found | None:
        """Return why it is not clear whom a claim is about, or that there is no such one."""
        if claim.near:
            return answer("ambiguous", "reader.near_name", (), candidates=joined(claim.near))
        if claim.region is not None:
            return None
        candidates = self._names(claim.codes)
        if claim.note == "no_such_type":
            rows = map(region_row, sorted(claim.codes))
            return answer("contradicted", "reader.no_such_type", rows, candidates=candidates)
        return answer("ambiguous", "reader.two_governments", (), candidates=candidates)

    def _by_kind(self, claim: PressClaim) -> Found:
        if claim.kind == "streak":
            return self._first_time(claim) if claim.metric == "first" else self._streak(claim)
        if claim.kind == "other":
            return self._only(claim) if claim.metric == "only" else self._day(claim)
        by_kind = {
            "award": self._award,
            "score": self._score,
            "predicate": self._predicate,
            "rank": self._rank,
            "count": self._count,
            "national": self._figure,
        }
        return by_kind[claim.kind](claim)
