"""Rules that hold between the record and the rulebooks: sound files, sources, classes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal

from iga_core.record.consistency import Checks
from iga_core.record.violation import Violation
from iga_core.rules import Rulebook, RulebookError, classify, facts_in


def cited_sources(part: object) -> Iterator[tuple[str, str]]:
    """Yield key and source of every record below ``part`` of a file of rules."""
    for fact in facts_in(part):
        yield from ((fact.key, source) for source in (*fact.sources, *fact.also))


def rulebook_violation(error: RulebookError, folder: str = "") -> Violation:
    """Return how a file of rules or assumptions is broken; ``folder``: below ``data/``."""
    rule = f"rulebook_{error.reason}"
    return Violation(folder + error.file, 0, error.key, "", rule, error.details)


def file_violations(error: RulebookError) -> list[Violation]:
    """Return all that is wrong in a file beside the tables."""
    return [rulebook_violation(mistake) for mistake in (error, *error.others)]


def rulebooks_sound(checks: Checks) -> list[Violation]:
    """Every rulebook file reads, every year with an index has one, every source is on file."""
    broken_files = (rulebook_violation(error, "rulebooks/") for error in checks.broken_rulebooks)
    found = list(dict.fromkeys(broken_files))  # what one year's file breaks, others may assume
    broken = {error.file for error in checks.broken_rulebooks}
    years = checks.frames["award_years"]
    for index in years.index[years["scale"] != ""]:
        year = int(str(years.loc[index, "year"]))
        if year not in checks.rulebooks and f"{year}.toml" not in broken:
            found.append(checks.violation("award_years", index, "year", "rulebook_none"))
    sources = set(checks.frames["sources"]["id"])
    for year, rulebook in checks.rulebooks.items():
        for key, source in sorted(set(cited_sources(rulebook))):
            if source not in sources:
                path = f"rulebooks/{year}.toml"
                details: dict[str, object] = {"target": "sources"}
                found.append(Violation(path, 0, key, source, "broken_link", details))
    return found


def _contradicts(rulebook: Rulebook, score: Decimal, predicate: str) -> str:
    """Return what the year's classes say instead of ``predicate``; empty when they agree."""
    verdict = classify(score, rulebook)
    if verdict.status == "no_rule" or predicate in verdict.candidates:
        return ""
    return " / ".join(verdict.candidates) or verdict.status


def predicates_in_class(checks: Checks) -> list[Violation]:
    """A printed predicate is one that its year's classes give its score, or a dispute says so."""
    results = checks.frames["results"]
    found = []
    for index, row in results[results["score"].notna() & (results["predicate"] != "")].iterrows():
        year, code = int(row["year"]), str(row["region_code"])
        rulebook = checks.rulebooks.get(year)
        says = _contradicts(rulebook, row["score"], row["predicate"]) if rulebook else ""
        if says and not checks.disputed(code, year):
            details = {"year": year, "score": row["score"], "expected": says}
            found.append(checks.violation("results", index, "predicate", "class", **details))
    return found


RULEBOOK_RULES: tuple[Callable[[Checks], list[Violation]], ...] = (
    rulebooks_sound,
    predicates_in_class,
)
