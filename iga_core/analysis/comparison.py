"""Two to six governments side by side: what compares, by how much they differ, what is withheld."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from iga_core.analysis.fairness import Fairness, Side, judge
from iga_core.analysis.sides import INDEX_MEASURES, SIZES, Grounds, Measure
from iga_core.record.coverage import NOT_ASSESSED_PREDICATE

BOUNDED = "0-100"
COUNTED = frozenset({"score", "innovations"})
"""Without a common end of their scale: a difference is measured against the larger value."""


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One measure of one year for the chosen governments. ``sides``: one per code, in order.

    ``compared``: the codes that stand side by side (none: nothing compares). ``difference``: how
    far they are apart, 0 (equal) to 1.
    """

    measure: Measure
    year: int
    sides: tuple[Side, ...]
    fairness: Fairness
    compared: tuple[str, ...]
    difference: Fraction | None

    @property
    def known(self) -> tuple[Side, ...]:
        """The sides with a value."""
        return tuple(side for side in self.sides if side.value is not None)

    @property
    def standing(self) -> Side:
        """One of the sides that compare. Only for a row that compares any."""
        return next(side for side in self.sides if side.code in self.compared)


@dataclass(frozen=True, slots=True)
class Withheld:
    """A comparison that would be unfair, and what may be compared instead.

    ``groups``: those of these governments whose values compare; ``years``: other years in which
    all of them compare by this measure; ``measures``: what compares for all in the same year.
    """

    row: JudgedRow
    groups: tuple[tuple[str, ...], ...]
    years: tuple[int, ...]
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class ScoreSeries:
    """Scores that may share an axis: one rule family, final, of two governments at least."""

    family: str
    scale: str
    points: tuple[Side, ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years with a point, oldest first."""
        return tuple(sorted({point.year for point in self.points}))


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything said about ``codes``. ``year``: None for all years.

    ``rows``: what compares, largest difference first; with all years, each measure in the newest
    year in which most compare. ``alone``: known for one government only. ``by_year``: what is on
    file per award year, newest first. ``fair_years``: per measure every year with a comparison.
    """

    codes: tuple[str, ...]
    year: int | None
    rows: tuple[JudgedRow, ...]
    alone: tuple[JudgedRow, ...]
    withheld: tuple[Withheld, ...]
    by_year: tuple[tuple[int, tuple[JudgedRow, ...]], ...]
    fair_years: dict[Measure, tuple[int, ...]]
    series: tuple[ScoreSeries, ...]
    scored: dict[str, tuple[int, ...]]

    def rows_with(self, code: str) -> tuple[JudgedRow, ...]:
        """Return the rows that compare the government ``code``."""
        return tuple(row for row in self.rows if code in row.compared)


class Comparer:
    """Compares governments on common grounds. Build once: it holds all values in order."""

    def __init__(self, grounds: Grounds) -> None:
        """Prepare what a difference of public figures is measured against."""
        self.grounds = grounds
        self._pools: dict[tuple[Measure, int, str, str], list[Decimal]] = {}

    def _pool(self, measure: Measure, year: int, kind: str, basis: str) -> list[Decimal]:
        """Return the values of all governments of a type on one basis, ascending."""
        key = (measure, year, kind, basis)
        if key not in self._pools:
            codes = [
                r.code for r in self.grounds.record.register.regions
                if r.autonomous and r.type == kind
            ]  # fmt: skip
            sides = self.grounds.sides(measure, year, codes)
            self._pools[key] = sorted(
                s.value for s in sides if s.value is not None and s.basis == basis
            )
        return self._pools[key]

    def _between(self, measure: Measure, year: int, sides: Sequence[Side]) -> Fraction:
        """Return the share of the governments of these types that lies between the outermost.

        A share, not a part of the range: one very large city would make all others look alike.
        """
        kinds = {self.grounds.record.register.get(side.code).type for side in sides}
        values = [side.value for side in sides if side.value is not None]
        passed = total = 0
        for kind in sorted(kinds):
            pool = self._pool(measure, year, kind, sides[0].basis)
            passed += bisect_left(pool, max(values)) - bisect_left(pool, min(values))
            total += len(pool)
        return min(Fraction(1), Fraction(passed, total - 1)) if total > 1 else Fraction(0)

    def _difference(self, measure: Measure, year: int, sides: Sequence[Side]) -> Fraction:
        """Return how far comparable sides are apart, 0 to 1."""
        values = [side.value for side in sides if side.value is not None]
        span = Fraction(max(values) - min(values))
        if measure.name == "award":
            return span
        if measure.name == "predicate":
            # not assessed is no low class: it is as far from every class as can be
            words = {side.text for side in sides}
            if NOT_ASSESSED_PREDICATE in words:
                return Fraction(len(words) > 1)
            return span / (len(self.grounds.predicates) - 2)
        if measure.name in ("statistic", *SIZES):
            return self._between(measure, year, sides)
        if measure.name == "score" and sides[0].scale == BOUNDED:
            return span / 100
        if measure.name in COUNTED:
            return span / Fraction(max(values)) if max(values) else span
        size = sides[0].rank_size or 0
        return min(Fraction(1), span / (size - 1)) if size > 1 else Fraction(0)

    def judged(self, measure: Measure, year: int, codes: Sequence[str]) -> JudgedRow:
        """Return one measure of one year, judged; the largest fair group is compared."""
        sides = self.grounds.sides(measure, year, codes)
        fairness = judge(sides)
        compared = fairness.groups[0] if fairness.groups else ()
        together = [side for side in sides if side.code in compared]
        difference = self._difference(measure, year, together) if compared else None
        return JudgedRow(measure, year, sides, fairness, compared, difference)

    def _of_year(self, year: int, codes: Sequence[str]) -> list[JudgedRow]:
        """Return every measure of the record (awards and index) with a value that year."""
        measures = self.grounds.award_measures(year, codes)
        if year in self.grounds.index_years:
            measures += [Measure(name) for name in INDEX_MEASURES]
        rows = [self.judged(measure, year, codes) for measure in measures]
        return [row for row in rows if row.known]

    def _public(self, year: int | None, codes: Sequence[str]) -> list[JudgedRow]:
        """Return sizes and statistics: of ``year``, or of every year."""
        rows = [self.judged(Measure(name), SIZES[name][1], codes) for name in SIZES]
        for name, years in self.grounds.statistic_years.items():
            wanted = years if year is None else [y for y in years if y == year]
            rows += [self.judged(Measure("statistic", name), y, codes) for y in wanted]
        return [row for row in rows if row.known]

    def score_series(
        self, codes: Sequence[str], year: int | None = None
    ) -> tuple[ScoreSeries, ...]:
        """Return the scores that may be drawn together, newest family first.

        Left out: scores that are not final or of an unsure year, and families in which only one
        government has a score. ``year``: only that year's family.
        """
        found: dict[tuple[str, str], list[Side]] = defaultdict(list)
        for index_year in self.grounds.index_years:
            for side in self.grounds.sides(Measure("score"), index_year, codes):
                if side.clear and not side.unsettled:
                    found[side.family, side.scale].append(side)
        series = [
            ScoreSeries(family, scale, tuple(points))
            for (family, scale), points in found.items()
            if len({point.code for point in points}) > 1
        ]
        wanted = [s for s in series if year is None or year in s.years]
        return tuple(sorted(wanted, key=lambda s: s.years, reverse=True))

    def _apart(self, codes: Sequence[str]) -> JudgedRow | None:
        """Return the newest score of each government, where they stand under different rules."""
        newest: list[Side] = []
        for code in codes:
            found = [
                side
                for year in reversed(self.grounds.index_years)
                for side in self.grounds.sides(Measure("score"), year, (code,))
                if side.value is not None
            ]
            newest.append(found[0] if found else Side(code, 0))
        fairness = judge(newest)
        if not fairness.reasons:
            return None
        year = max(side.year for side in newest)
        return JudgedRow(Measure("score"), year, tuple(newest), fairness, (), None)

    def compare(self, codes: Sequence[str], year: int | None = None) -> Comparison:
        """Compare two to six governments in ``year``, or over all years."""
        by_year = [(y, self._of_year(y, codes)) for y in self.grounds.award_years]
        recorded = [row for y, rows in by_year for row in rows if year in (None, y)]
        all_rows = recorded + self._public(year, codes)
        per_measure: dict[Measure, list[JudgedRow]] = defaultdict(list)
        for row in all_rows:
            per_measure[row.measure].append(row)
        chosen = {m: max(rows, key=_preference) for m, rows in per_measure.items()}
        rows = sorted(
            (row for row in chosen.values() if row.difference is not None),
            key=lambda row: -(row.difference or 0),
        )
        fair_years = {
            m: tuple(row.year for row in found if row.compared)
            for m, found in per_measure.items()
            if any(row.compared for row in found)
        }
        withheld = [row for row in all_rows if row.fairness.reasons]
        if year is None and Measure("score") not in fair_years and (apart := self._apart(codes)):
            withheld = [row for row in withheld if row.measure.name != "score"] + [apart]
        held = {row.measure for row in withheld}
        scored = {
            code: tuple(
                row.year for row in per_measure.get(Measure("score"), ())
                if any(side.code == code for side in row.known)
            )
            for code in codes
        }  # fmt: skip
        return Comparison(
            tuple(codes), year, tuple(rows),
            tuple(r for m, r in chosen.items() if not r.compared and m not in held),
            tuple(self._withheld(row, all_rows) for row in withheld),
            tuple((y, tuple(found)) for y, found in by_year if found),
            fair_years, self.score_series(codes, year), scored,
        )  # fmt: skip

    def _withheld(self, row: JudgedRow, all_rows: Sequence[JudgedRow]) -> Withheld:
        """Add what may be compared instead: fair to every government whose value is withheld."""
        wanted = {side.code for side in row.known}
        fair = [other for other in all_rows if wanted <= set(other.compared)]
        return Withheld(
            row,
            row.fairness.groups,
            tuple(other.year for other in fair if other.measure == row.measure),
            tuple(o.measure for o in fair if o.year == row.year and o.measure != row.measure),
        )


def _preference(row: JudgedRow) -> tuple[int, int, int]:
    """Prefer the row that compares most governments, then the one that knows most, the newest."""
    return len(row.compared), len(row.known), row.year
