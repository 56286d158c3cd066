"""Rules that hold between the record and ``data/peers.toml``: what it names must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from iga_core.declared.peers import (
    FILE,
    Feature,
    FromColumns,
    FromPredicate,
    FromStatistic,
    load_peer_rules,
)
from iga_core.record.consistency import Checks
from iga_core.record.rule_consistency import file_violations
from iga_core.record.violation import Violation
from iga_core.rules import RulebookError

NUMERIC = frozenset({"int", "decimal"})
Named = Iterator[tuple[str, Collection[str], Collection[str]]]  # key, what is named, what may be


def _columns(checks: Checks, key: str, feature: Feature, origin: FromColumns) -> Named:
    declared = checks.schema.tables["regions"].columns
    if feature.kind in ("number", "log"):
        fitting = [c.name for c in declared if c.type in NUMERIC]
    elif feature.kind == "same":
        fitting = [c.name for c in declared if c.vocabulary]
    else:
        fitting = [c.name for c in declared if c.type == "text"]
    yield f"{key}.columns", origin.columns, fitting


def _statistic(checks: Checks, key: str, origin: FromStatistic) -> Named:
    series, figures = checks.frames["series"], checks.frames["statistics"]
    yield f"{key}.statistic.measure", [origin.measure], checks.schema.vocabularies["statistic"]
    own = figures[figures["measure"] == origin.measure]
    yield f"{key}.statistic.year", [str(origin.year)], sorted({str(y) for y in own["year"]})
    of_measure = series[series["measure"] == origin.measure]
    units = of_measure["unit"].where(of_measure["id"] == origin.series[0]).dropna()
    same_unit = of_measure[of_measure["unit"].isin(units)] if len(units) else of_measure
    yield f"{key}.statistic.series", origin.series, list(same_unit["id"])


def _predicate(checks: Checks, key: str, origin: FromPredicate) -> Named:
    years = checks.frames["award_years"]
    with_index = [str(year) for year in years.loc[years["scale"] != "", "year"]]
    words = checks.schema.vocabularies
    yield f"{key}.predicate.year", [str(origin.year)], with_index
    yield f"{key}.predicate.bases", origin.bases, words["predicate_basis"]
    yield f"{key}.predicate.order", origin.order, words["predicate"]


def _named(checks: Checks, feature: Feature) -> Named:
    key, origin = f"feature.{feature.id}", feature.origin
    if isinstance(origin, FromColumns):
        yield from _columns(checks, key, feature, origin)
    elif isinstance(origin, FromStatistic):
        yield from _statistic(checks, key, origin)
    else:
        yield from _predicate(checks, key, origin)


def peer_rules_sound(checks: Checks) -> list[Violation]:
    """The file reads, and its columns, measures, years, series and predicates are on file."""
    try:
        rules = load_peer_rules(checks.folder)
    except RulebookError as error:
        return file_violations(error)
    return [
        Violation(FILE, 0, key, name, "rulebook_not_allowed", {"allowed": ", ".join(possible)})
        for feature in rules.features
        for key, names, possible in _named(checks, feature)
        for name in names
        if name not in possible
    ]
