"""Where a government stands among its own type in one year, from what few sources print.

Known are some scores, a few ranks, and how many governments existed. A place among the known
scores is no national rank. A government with a score but no usable rank gets an *interval*: the
places that all known pairs of rank and score leave open.

Bounds for a score ``s`` among ``N`` governments, rank 1 being the highest score:

- counting: at least 1 + the known scores surely higher, at most ``N`` - those surely lower;
- a pair (rank ``r``, score surely higher) puts ``s`` at least at ``r`` + 1 + the known scores
  surely between the two; a pair with a surely lower score at most at ``r`` - 1 - those between.

They hold whether equal scores share the best place (1, 1, 3) or are told apart by something not
printed: scores that may be equal are never counted. A score stands for every value that reads as
it when rounded, so "55" is 54.5 to below 55.5; two such ranges that overlap give no order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal
from typing import Literal, get_args

from iga_core.record import NOT_ASSESSED, SCORED, Record, Row, rows_of
from iga_core.regions import TYPES, RegionType
from iga_core.rules import Rulebook, classify

RankReason = Literal[
    "not_assessed",  # a number is printed of a government that was not assessed
    "score_quality",  # detail: the claim's quality
    "score_contested",  # detail: the claim that prints another score
    "score_doubted",  # detail: the dispute
    "rank_quality",
    "rank_contested",
    "rank_doubted",
    "base_doubted",
    "base_differs",  # detail: the claim whose printed base is not the number that existed
    "dispute_unjudged",  # detail: a dispute that nobody has judged in ``doubts.csv``
    "bounds_cross",  # the known pairs contradict each other here
]
REASONS: tuple[RankReason, ...] = get_args(RankReason)
DOUBTS: dict[str, RankReason] = {
    "score": "score_doubted",
    "rank": "rank_doubted",
    "base": "base_doubted",
}
TYPE_RANK = "rank_within_type"
RankState = Literal["published", "interval", "unplaced"]
STATES: tuple[RankState, ...] = get_args(RankState)


@dataclass(frozen=True, slots=True)
class RankProblem:
    """Why something on file bounds nothing. ``detail``: see ``RankReason``."""

    reason: RankReason
    detail: str


@dataclass(frozen=True, slots=True)
class Span:
    """The values that one printed score may stand for: ``low`` <= value < ``high``."""

    low: Decimal
    high: Decimal

    def above(self, other: Span) -> bool:
        """Whether every value of this span is higher than every value of ``other``."""
        return self.low >= other.high


@dataclass(frozen=True, slots=True)
class Scored:
    """One government's final score."""

    code: str
    span: Span


@dataclass(frozen=True, slots=True)
class Pair:
    """A shown score and a shown rank within the type, of one government and year.

    It bounds others only when ``problems`` is empty.
    """

    year: int
    kind: RegionType
    code: str
    score: Decimal
    span: Span
    rank: int
    score_id: str
    rank_id: str
    problems: tuple[RankProblem, ...] = ()

    @property
    def usable(self) -> bool:
        """Whether score, rank and base are final and undisputed."""
        return not self.problems


@dataclass(frozen=True, slots=True)
class Bound:
    """One end of an interval: ``code`` is the pair that gives it, "" when counting alone does.

    ``counted``: known scores between that pair and the score, or beyond the score.
    """

    rank: int
    code: str
    counted: int


@dataclass(frozen=True, slots=True)
class RankInterval:
    """The places still open to a score: from ``best.rank`` to ``worst.rank``, both included."""

    best: Bound
    worst: Bound

    @property
    def width(self) -> int:
        """How many places are open; 1 = the rank is known."""
        return self.worst.rank - self.best.rank + 1

    def holds(self, rank: int) -> bool:
        """Whether ``rank`` is one of the places."""
        return self.best.rank <= rank <= self.worst.rank


@dataclass(frozen=True, slots=True)
class RankPlace:
    """A place among ``known`` final scores: ``first`` to ``last``, equal unless scores tie."""

    first: int
    last: int
    known: int


@dataclass(frozen=True, slots=True)
class RankStanding:
    """What is known of one government in one year.

    ``view``: its row of ``Record.view``. ``span``: what its score stands for, final or not.
    ``final``: its score, None when none is final (``problems`` says why); only a final score has
    a ``place``, and an ``interval`` only where no usable rank is published. ``rank_problems``:
    what speaks against the published rank.
    """

    code: str
    view: Row
    problems: tuple[RankProblem, ...]
    rank_problems: tuple[RankProblem, ...]
    span: Span | None
    final: Scored | None
    place: RankPlace | None
    pair: Pair | None
    interval: RankInterval | None

    @property
    def scored(self) -> bool:
        """Whether any score is on file."""
        return self.view["score"] is not None

    @property
    def rank(self) -> int | None:
        """The published rank within the type, usable or not; None when none is on file."""
        rank = self.view[TYPE_RANK]
        return None if rank is None else int(rank)

    @property
    def state(self) -> RankState:
        """How the rank is known: published and undisputed, as an interval, or not at all."""
        if self.rank is not None and not self.rank_problems:
            return "published"
        return "interval" if self.interval else "unplaced"


@dataclass(frozen=True, slots=True)
class RankTable:
    """One year and type: who has a score or a rank, best score first, ranks alone after them.

    ``existing``: governments of the type that existed that year.
    """

    year: int
    kind: RegionType
    existing: int
    standings: tuple[RankStanding, ...]

    @property
    def scored(self) -> tuple[RankStanding, ...]:
        """Those with a score on file."""
        return tuple(s for s in self.standings if s.scored)

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every published pair of rank and score, usable or not, best score first."""
        return tuple(s.pair for s in self.standings if s.pair)

    @property
    def usable(self) -> tuple[Pair, ...]:
        """The pairs that bound others: the known points of the rank-score curve."""
        return tuple(pair for pair in self.pairs if pair.usable)

    @property
    def points(self) -> tuple[tuple[int, Decimal], ...]:
        """The known (rank, score) points of this year and type, from the usable pairs."""
        return tuple((pair.rank, pair.score) for pair in self.usable)

    @property
    def widths(self) -> tuple[int, ...]:
        """Widths of all intervals, ascending (places)."""
        return tuple(sorted(s.interval.width for s in self.standings if s.interval))

    @property
    def top(self) -> RankStanding | None:
        """The one whose final score is surely above every other score on file, final or not."""
        spans = {s.code: s.span for s in self.standings if s.span}
        return next(
            (
                s for s in self.scored
                if s.final
                and all(s.final.span.above(span) for code, span in spans.items() if code != s.code)
            ),
            None,
        )  # fmt: skip

    def standing(self, code: str) -> RankStanding | None:
        """Return one government's standing; None when neither score nor rank is on file."""
        return next((s for s in self.standings if s.code == code), None)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A usable pair against the interval that all other pairs leave to it (None: they cross)."""

    pair: Pair
    interval: RankInterval | None

    @property
    def held(self) -> bool:
        """Whether the published rank lies inside."""
        return self.interval is not None and self.interval.holds(self.pair.rank)


@dataclass(frozen=True, slots=True)
class Rankings:
    """Every year and type of the record. ``checks``: leave one out, over all usable pairs.

    ``claims``: the rows of results by id.
    """

    tables: Mapping[tuple[int, str], RankTable]
    checks: tuple[LeftOut, ...]
    claims: Mapping[str, Row]

    def table(self, year: int, kind: str) -> RankTable:
        """Return one year and type. Raises KeyError for a year without an index."""
        return self.tables[year, kind]

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """Every published pair of the record."""
        return tuple(pair for table in self.tables.values() for pair in table.pairs)


def span_of(score: Decimal, decimals: int) -> Span:
    """Return what a score printed with ``decimals`` decimals may stand for (index points)."""
    half = Decimal(5).scaleb(-decimals - 1)
    return Span(score - half, score + half)


def class_by_limits(span: Span, book: Rulebook) -> tuple[str, ...]:
    """Return the predicates that a year's limits leave to a score, lowest first.

    A reading of printed limits, never a predicate that anybody received. More than one where a
    limit lies inside ``span``, or is itself known as an interval only; none without limits.
    """
    step = Decimal(1).scaleb(-book.scale.known().decimals)
    ends = (
        span.low.quantize(step, ROUND_CEILING),
        span.high.quantize(step, ROUND_CEILING) - step,
    )
    possible = {name for end in ends for name in classify(end, book).candidates}
    return tuple(entry.predicate for entry in book.classes if entry.predicate in possible)


def place_among(target: Scored, others: Iterable[Scored]) -> RankPlace:
    """Return the place of ``target`` among the known scores; scores that may tie share it."""
    spans = [other.span for other in others if other.code != target.code]
    higher = sum(span.above(target.span) for span in spans)
    lower = sum(target.span.above(span) for span in spans)
    return RankPlace(1 + higher, 1 + len(spans) - lower, 1 + len(spans))


def interval_of(
    target: Scored, scored: Sequence[Scored], pairs: Iterable[Pair], existing: int
) -> RankInterval | None:
    """Return the places that ``scored`` and ``pairs`` leave open to ``target``.

    Its own score and pair are passed over. None when the bounds cross: pairs contradict.
    """
    own = target.span
    spans = [other.span for other in scored if other.code != target.code]
    higher = sum(span.above(own) for span in spans)
    lower = sum(own.above(span) for span in spans)
    best, worst = Bound(1 + higher, "", higher), Bound(existing - lower, "", lower)
    for pair in pairs:
        if pair.code == target.code:
            continue
        if pair.span.above(own):
            between = sum(pair.span.above(span) and span.above(own) for span in spans)
            found = Bound(pair.rank + 1 + between, pair.code, between)
            best = found if found.rank > best.rank else best
        elif own.above(pair.span):
            between = sum(own.above(span) and span.above(pair.span) for span in spans)
            found = Bound(pair.rank - 1 - between, pair.code, between)
            worst = found if found.rank < worst.rank else worst
    return RankInterval(best, worst) if best.rank <= worst.rank else None


class _Judge:
    """What the record says against a claim: its quality, other claims, disputes."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self.claims: dict[str, Row] = {row["id"]: row for row in rows_of(record.results)}
        self._quality = {row["quality"]: row for row in rows_of(record.tables["qualities"])}
        scales = rows_of(record.tables["scales"])
        self._decimals = {row["id"]: int(row["decimals"]) for row in scales}
        self._doubts: dict[str, list[Row]] = defaultdict(list)
        self._judged: set[tuple[str, str, int]] = set()
        for row in rows_of(record.tables["doubts"]):
            if row["row_id"] not in self.claims:  # a doubt on an award: nothing to rank
                continue
            claim = self.claims[row["row_id"]]
            self._doubts[claim["id"]].append(row)
            self._judged.add((row["dispute_id"], claim["region_code"], claim["year"]))
        self._about: dict[tuple[str, int], list[str]] = defaultdict(list)
        for row in rows_of(record.tables["disputes"]):
            if row["subject"] == "result":
                for code in row["region_codes"].split():
                    for year in row["years"].split():
                        self._about[code, int(year)].append(row["id"])

    def span(self, claim: Row) -> Span:
        """Return what a claim's score stands for: by its printed form, else by its digits."""
        most = self._decimals[claim["scale"]]
        printed = claim["score_as_printed"].replace(",", ".")
        _, _, fraction = (printed or f"{claim['score']:f}").partition(".")
        return span_of(claim["score"], min(most, len(fraction)))

    def _doubted(self, claim_id: str, doubts: Iterable[str]) -> list[RankProblem]:
        return [
            RankProblem(DOUBTS[row["doubt"]], row["dispute_id"])
            for row in self._doubts[claim_id]
            if row["doubt"] in doubts
        ]

    def _unjudged(self, view: Row) -> list[RankProblem]:
        code, year = view["region_code"], view["year"]
        return [
            RankProblem("dispute_unjudged", dispute)
            for dispute in self._about[code, year]
            if (dispute, code, year) not in self._judged
        ]

    def _contesting(self, view: Row, field: str) -> list[Row]:
        ids = view[f"{field}_differing_ids"].split()
        rows = [self.claims[claim_id] for claim_id in ids]
        return [row for row in rows if self._quality[row["quality"]]["contests"] == "yes"]

    def against_score(self, view: Row) -> tuple[RankProblem, ...]:
        """Return why a shown score is not final; empty when it is, or when there is none."""
        if view["score"] is None:
            return ()
        claim = self.claims[view["score_id"]]
        found: list[RankProblem] = []
        whole = claim["quality"] == "rounded" and self._decimals[claim["scale"]] == 0
        if view["state"] == NOT_ASSESSED:
            found.append(RankProblem("not_assessed", ""))
        elif view["state"] != SCORED or whole:
            found.append(RankProblem("score_quality", claim["quality"]))
        span = self.span(claim)
        for other in self._contesting(view, "score"):
            theirs = self.span(other)
            if theirs.above(span) or span.above(theirs):
                found.append(RankProblem("score_contested", other["id"]))
        return (*found, *self._doubted(claim["id"], ("score",)), *self._unjudged(view))

    def against_rank(self, view: Row, existing: int) -> tuple[RankProblem, ...]:
        """Return why a shown rank within the type, or its base, is not final (as for scores)."""
        if view[TYPE_RANK] is None:
            return ()
        claim = self.claims[view[f"{TYPE_RANK}_id"]]
        found: list[RankProblem] = []
        if self._quality[claim["quality"]]["rank_final"] == "no":
            found.append(RankProblem("rank_quality", claim["quality"]))
        for other in self._contesting(view, TYPE_RANK):
            found.append(RankProblem("rank_contested", other["id"]))
        for claim_id in (claim["id"], *view[f"{TYPE_RANK}_agreeing_ids"].split()):
            if self.claims[claim_id]["type_rank_base"] not in (None, existing):
                found.append(RankProblem("base_differs", claim_id))
        return (*found, *self._doubted(claim["id"], ("rank", "base")))


def _pair(
    judge: _Judge, view: Row, kind: RegionType, problems: tuple[RankProblem, ...]
) -> Pair | None:
    if view["score"] is None or view[TYPE_RANK] is None:
        return None
    return Pair(
        year=view["year"],
        kind=kind,
        code=view["region_code"],
        score=view["score"],
        span=judge.span(judge.claims[view["score_id"]]),
        rank=int(view[TYPE_RANK]),
        score_id=view["score_id"],
        rank_id=view[f"{TYPE_RANK}_id"],
        problems=problems,
    )


def _table(judge: _Judge, year: int, kind: RegionType, views: Sequence[Row]) -> RankTable:
    existing = len(judge.record.register.participating(year, kind))
    of_score = {v["region_code"]: judge.against_score(v) for v in views}
    of_rank = {v["region_code"]: judge.against_rank(v, existing) for v in views}
    spans = {
        v["region_code"]: judge.span(judge.claims[v["score_id"]])
        for v in views
        if v["score"] is not None
    }
    final = {code: Scored(code, span) for code, span in spans.items() if not of_score[code]}
    both = {code: (*of_score[code], *of_rank[code]) for code in of_score}
    pairs = {v["region_code"]: _pair(judge, v, kind, both[v["region_code"]]) for v in views}
    scored, usable = list(final.values()), [p for p in pairs.values() if p and p.usable]
    standings = []
    for view in views:
        code = view["region_code"]
        target, pair, against = final.get(code), pairs[code], of_score[code]
        place = place_among(target, scored) if target else None
        interval = None
        if target and not (pair and pair.usable):
            interval = interval_of(target, scored, usable, existing)
            against = () if interval else (RankProblem("bounds_cross", ""),)
        standings.append(
            RankStanding(
                code, view, against, of_rank[code], spans.get(code), target, place, pair, interval
            )
        )
    return RankTable(year, kind, existing, tuple(sorted(standings, key=_order)))


def _order(standing: RankStanding) -> tuple[Decimal, int, str]:
    """Sort by score, highest first; without a score by rank, without a rank last; then by code."""
    score = -standing.view["score"] if standing.scored else Decimal("Infinity")
    return (score, standing.rank or 10**6, standing.code)


def leave_one_out(table: RankTable) -> tuple[LeftOut, ...]:
    """Return, per usable pair, the interval it would get if its rank were not known."""
    scored = [standing.final for standing in table.standings if standing.final]
    usable = table.usable
    return tuple(
        LeftOut(pair, interval_of(Scored(pair.code, pair.span), scored, usable, table.existing))
        for pair in usable
    )


def build_rankings(record: Record) -> Rankings:
    """Return every index year and type of ``record``. Build once."""
    judge = _Judge(record)
    views: dict[tuple[int, str], list[Row]] = defaultdict(list)
    for row in rows_of(record.view):
        if any(row[field] is not None for field in ("score", TYPE_RANK, "national_rank")):
            views[row["year"], record.register.get(row["region_code"]).type].append(row)
    tables: dict[tuple[int, str], RankTable] = {
        (year, kind): _table(judge, year, kind, views[year, kind])
        for year in record.index_years
        for kind in TYPES.values()
    }
    checks = tuple(check for table in tables.values() for check in leave_one_out(table))
    return Rankings(tables, checks, judge.claims)
