"""For whom a score was found, and what can be compared, in sentences for any selection."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iga_core.analysis.comparison import Comparison
from iga_core.analysis.sides import INDEX_MEASURES, SIZES
from iga_core.record import Record
from pages._parts.bandingkan.words import inside, listed, measure_name, name, names
from pages._shared import atlas
from pages._shared.words import t, words


def scores(record: Record, comparison: Comparison) -> list[str]:
    """Say for whom a score was found, and for which years."""
    codes, year = comparison.codes, comparison.year
    if not any(comparison.scored.values()):
        everybody = names(record, codes)
        if year is None:
            return [t("bandingkan.no_scores", names=everybody)]
        return [t("bandingkan.no_scores_in", names=everybody, year=year)]
    lines = [
        t("bandingkan.scored", name=name(record, code), years=listed(map(str, sorted(years))))
        for code, years in comparison.scored.items()
        if years
    ]
    if without := [code for code in codes if not comparison.scored[code]]:
        lines.append(t("bandingkan.no_score", names=names(record, without)))
    return lines


def _kinds(comparison: Comparison) -> Mapping[str, list[int]]:
    """Return the years with a comparison per kind of measure, as a visitor calls it."""
    found: dict[str, set[int]] = {}
    for measure, years in comparison.fair_years.items():
        if measure.name == "award":
            programme = words().term("programme", measure.programme)
            label = t("award.label_inside", programme=programme)
        elif measure.name in INDEX_MEASURES:
            label = inside(measure_name(measure))
        else:
            continue
        found.setdefault(label, set()).update(years)
    return {label: sorted(years) for label, years in found.items()}


def known_criteria(codes: Sequence[str], year: int) -> int:
    """Return how many lines of the rulebook public statistics give for two governments or more."""
    known: dict[str, int] = {}
    for code in codes:
        for placed in atlas.placed(year).get(code, ()):
            known[placed.line.line.code] = known.get(placed.line.line.code, 0) + bool(
                placed.line.reading
            )
    return sum(number > 1 for number in known.values())


def can_compare(comparison: Comparison, rules: int) -> str:
    """Say what can be compared, and is."""
    parts = [
        t("bandingkan.in_years", what=label, years=listed(map(str, years)))
        for label, years in _kinds(comparison).items()
    ]
    public = {m for m in comparison.fair_years if m.name == "statistic" or m.name in SIZES}
    if public:
        parts.append(t("bandingkan.public", number=words().number(len(public))))
    if known := known_criteria(comparison.codes, rules):
        total = words().number(len(atlas.rulebooks()[rules].lines))
        parts.append(t("bandingkan.criteria", known=words().number(known), total=total, year=rules))
    if not parts:
        return t("bandingkan.can_nothing")
    two = len(comparison.codes) == 2
    return t("bandingkan.can" if two else "bandingkan.can_some", what=listed(parts))
