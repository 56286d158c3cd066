"""Rules for the files beside the tables: they read, what they name exists, what they say agrees."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any

from iga_core.declared import (
    glossary,
    law,
    peers,
    press,
    reader,
    rehearsal,
    smartcity,
    strips,
    workbench,
)
from iga_core.declared.glossary import GlossaryTerm
from iga_core.declared.law import Law
from iga_core.declared.peers import Feature, FromColumns, FromStatistic, PeerRules
from iga_core.declared.press import PressWords
from iga_core.declared.reader import ReaderWords
from iga_core.declared.rehearsal import Standards
from iga_core.declared.smartcity import SmartCity
from iga_core.declared.strips import StripRules
from iga_core.declared.workbench import Workbench
from iga_core.record.checks.beside import rulebook_violation
from iga_core.record.checks.tables import Checks
from iga_core.record.violation import Violation
from iga_core.rules import ClassLimit, Fact, Rulebook, facts_in
from iga_core.rules.printed import PrintedFormError, agrees, class_agrees

RECORDS = (law.FILE, smartcity.FILE)  # files of records beside the rulebooks
NUMERIC = frozenset({"int", "decimal"})
# how many publishers print a value of this standing, least and most; None = any number.
# An inferred value is printed by none: its sources are those it was inferred from.
WITNESSES: dict[str, tuple[int, int | None]] = {"verified": (2, None), "single_source": (1, 1)}
Named = Iterator[tuple[str, Iterable[str], str | Sequence[str]]]
"""Key in a file, the names there, and their target: a table or file of ``_known``, or words."""


def cited_sources(part: object) -> list[tuple[str, str]]:
    """Return key and source of every record below ``part`` of a file of rules, in order, once."""
    cited = (
        (fact.key, source) for fact in facts_in(part) for source in (*fact.sources, *fact.also)
    )
    return sorted(set(cited))


def _sources(part: object) -> Named:
    yield from ((key, [source], "sources") for key, source in cited_sources(part))


def _glossary(_: Checks, terms: Mapping[str, GlossaryTerm]) -> Named:
    yield from ((f"{term.id}.sources", term.sources, "sources") for term in terms.values())


def _law(checks: Checks, found: Law) -> Named:
    yield from _sources(found)
    for place, paraphrase in enumerate(found.paraphrases, 1):
        yield f"paraphrase[{place}].sources", paraphrase.sources, "sources"
    for place, criterion in enumerate(found.criteria, 1):
        steps = {step.line for step in criterion.steps if step.by == "line"}
        yield f"criterion[{place}].step.line", sorted(steps), "rulebooks"
    books = checks.rulebooks.values()
    counted = {name for book in books for name in book.counting.stages.value or ()}
    yield "stage", sorted(counted), law.FILE


def _smart_city(_: Checks, found: SmartCity) -> Named:
    yield from _sources(found)
    yield "disputes", found.disputes, "disputes"
    for place, case in enumerate(found.cases, 1):
        yield f"case[{place}].region", [case.region], "regions"


def _workbench(_: Checks, bench: Workbench) -> Named:
    yield from ((f"effort.line.{code}", [code], "rulebooks") for code in bench.efforts.line)


def _standards(_: Checks, limits: Standards) -> Named:
    for key, threshold in limits.threshold:
        yield f"threshold.{key}.sources", threshold.sources, "sources"


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


def _peers(checks: Checks, rules: PeerRules) -> Named:
    years = checks.frames["award_years"]
    words = checks.schema.vocabularies
    for feature in rules.features:
        key, origin = f"feature.{feature.id}", feature.origin
        if isinstance(origin, FromColumns):
            yield from _columns(checks, key, feature, origin)
        elif isinstance(origin, FromStatistic):
            yield from _statistic(checks, key, origin)
        else:
            with_index = [str(year) for year in years.loc[years["scale"] != "", "year"]]
            yield f"{key}.predicate.year", [str(origin.year)], with_index
            yield f"{key}.predicate.bases", origin.bases, words["predicate_basis"]
            yield f"{key}.predicate.order", origin.order, words["predicate"]


def _press(checks: Checks, words: PressWords) -> Named:
    known = checks.schema.vocabularies
    for form in words.forms:
        if form.vocabulary in known:
            yield f"form.{form.value}.value", [form.value], known[form.vocabulary]
        else:
            yield f"form.{form.value}.vocabulary", [form.vocabulary], list(known)


def _strips(checks: Checks, rules: StripRules) -> Named:
    numeric = [c.name for c in checks.schema.tables["regions"].columns if c.type in NUMERIC]
    for measure in rules.measures:
        key = f"measure.{measure.id}"
        if measure.column:
            yield f"{key}.column", [measure.column], numeric
        else:
            known = checks.schema.vocabularies["statistic"]
            yield f"{key}.statistic", [measure.statistic], known


def _reader(checks: Checks, words: ReaderWords) -> Named:
    known = checks.schema.vocabularies
    yield "first_year_row", [words.first_year_row], "disputes"
    yield "programme", {*words.programme} - {"other"}, known["programme"]
    yield "plain_level", words.plain_level, list(words.level)
    yield "level", words.level, (*known["ladder_level"], *known["predicate"])
    for name in ("category", "session"):
        yield name, getattr(words, name), known[name]


NAMED: dict[str, Callable[[Checks, Any], Named]] = {
    peers.FILE: _peers,
    law.FILE: _law,
    press.FILE: _press,
    strips.FILE: _strips,
    glossary.FILE: _glossary,
    reader.FILE: _reader,
    smartcity.FILE: _smart_city,
    workbench.FILE.name: _workbench,
    rehearsal.FILE: _standards,
}
"""What yields the names in each file."""


def _known(checks: Checks, target: str) -> set[str]:
    """Return what may be named of ``target``: lines of the rulebooks, stages of the law, ids."""
    if target == "rulebooks":
        return {line.code for book in checks.rulebooks.values() for line in book.lines}
    if target == law.FILE:
        return {term.id for term in checks.files[law.FILE].stages}
    return set(checks.frames[target][checks.schema.tables[target].key[0]])


def files_read(checks: Checks) -> list[Violation]:
    """Every file reads, and every year with an index has a rulebook."""
    broken_books = (rulebook_violation(error, "rulebooks/") for error in checks.broken_rulebooks)
    found = list(dict.fromkeys(broken_books))  # what one year's file breaks, others may assume
    broken = {error.file for error in checks.broken_rulebooks}
    years = checks.frames["award_years"]
    for index in years.index[years["scale"] != ""]:
        year = int(str(years.loc[index, "year"]))
        if year not in checks.rulebooks and f"{year}.toml" not in broken:
            found.append(checks.violation("award_years", index, "year", "rulebook_none"))
    return found + checks.broken_files


def names_exist(checks: Checks) -> list[Violation]:
    """What a file names stands in the table or file that keeps it, or among the words for it."""
    known = cache(lambda target: _known(checks, target))
    named = [(f"rulebooks/{year}.toml", _sources(book)) for year, book in checks.rulebooks.items()]
    named += [(file, NAMED[file](checks, read)) for file, read in checks.files.items()]
    found = []
    for file, places in named:
        for key, names, target in places:
            possible: Collection[str]
            details: dict[str, object]
            if isinstance(target, str):
                possible, rule, details = known(target), "broken_link", {"target": target}
            else:
                possible, rule = target, "rulebook_not_allowed"
                details = {"allowed": ", ".join(target)}
            wrong = (name for name in names if name not in possible)
            found += [Violation(file, 0, key, name, rule, details) for name in wrong]
    return found


def pillars_kept(checks: Checks) -> list[Violation]:
    """The pillars of Smart City are those the record keeps awards under, all of them."""
    if smartcity.FILE not in checks.files:
        return []
    kept, pillars = checks.schema.vocabularies["pillar"], checks.files[smartcity.FILE].pillars.own
    details: dict[str, object] = {"allowed": ", ".join(kept)}
    return [
        Violation(smartcity.FILE, 0, pillars.key, name, "rulebook_not_allowed", details)
        for name in sorted(set(pillars.value or ()) ^ set(kept))
    ]


def _written(part: object) -> Iterator[Fact[Any]]:
    """Yield the records of ``part``; one assumed from another year is named in that year's file."""
    return (fact for fact in facts_in(part) if fact.assumed_from is None)


def _files(checks: Checks) -> Iterator[tuple[str, object]]:
    """Yield every file of records that reads, with its name."""
    yield from ((f"rulebooks/{year}.toml", book) for year, book in checks.rulebooks.items())
    yield from ((name, checks.files[name]) for name in RECORDS if name in checks.files)


def standings_follow_sources(checks: Checks) -> list[Violation]:
    """A value printed by two publishers is verified, by one it has a single source.

    Publishers that carry one text are one.

    A year is verified when every class limit of it is.
    """
    sources = checks.frames["sources"]
    speaks = sources["text_group"].where(sources["text_group"] != "", sources["publisher"])
    publisher = dict(zip(sources["id"], speaks, strict=True))
    found = []
    for file, part in _files(checks):
        for fact in _written(part):
            least, most = WITNESSES.get(fact.standing, (0, None))
            number = len({publisher.get(source, source) for source in fact.sources})
            if number < least or (most is not None and number > most):
                details: dict[str, object] = {"number": number}
                found.append(
                    Violation(file, 0, fact.key, fact.standing, "standing_sources", details)
                )
    for year, book in checks.rulebooks.items():
        sure = all(entry.standing == "verified" for entry in book.classes)
        if book.standing == "verified" and not (book.classes and sure):
            file = f"rulebooks/{year}.toml"
            found.append(Violation(file, 0, "standing", book.standing, "standing_classes"))
    return found


def _says_otherwise(part: object, fact: Fact[Any]) -> bool:
    """Say whether the printed form of ``fact`` contradicts its value. Raises PrintedFormError."""
    if isinstance(part, Rulebook) and isinstance(fact, ClassLimit):
        return not class_agrees(part, part.classes.index(fact))
    return not agrees(fact.value, fact.printed)


def printed_forms_agree(checks: Checks) -> list[Violation]:
    """A number is what its source's own form beside it says."""
    found = []
    for file, part in _files(checks):
        for fact in _written(part):
            if not fact.printed or fact.value is None:
                continue
            details: dict[str, object] = {"printed": fact.printed}
            value = str(fact.value)
            try:
                if _says_otherwise(part, fact):
                    found.append(Violation(file, 0, fact.key, value, "printed", details))
            except PrintedFormError:
                found.append(Violation(file, 0, fact.key, value, "printed_form", details))
    return found


FILE_RULES: tuple[Callable[[Checks], list[Violation]], ...] = (
    files_read,
    names_exist,
    pillars_kept,
    standings_follow_sources,
    printed_forms_agree,
)
