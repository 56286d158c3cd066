"""Rules that hold between the record and law and glossary: what they name must exist."""

from __future__ import annotations

from collections.abc import Iterator

from iga_core.glossary import GLOSSARY_FILE, load_glossary
from iga_core.law import LAW_FILE, Law, load_law
from iga_core.record.consistency import Checks
from iga_core.record.rule_consistency import cited_sources, rulebook_violation
from iga_core.record.violation import Violation
from iga_core.rules import RulebookError

SOURCES: dict[str, object] = {"target": "sources"}


def _sources(law: Law) -> Iterator[tuple[str, str]]:
    parts = (law.criteria, law.forms, law.initiators, law.kinds, law.stages)
    yield from cited_sources((*parts, law.provisions))
    for place, paraphrase in enumerate(law.paraphrases, 1):
        yield from ((f"paraphrase[{place}].sources", source) for source in paraphrase.sources)


def _lines(law: Law) -> Iterator[tuple[str, str]]:
    for place, criterion in enumerate(law.criteria, 1):
        for step in criterion.steps:
            if step.by == "line":
                yield f"criterion[{place}].step.line", step.line


def glossary_sound(checks: Checks) -> list[Violation]:
    """The glossary reads, and its sources are on file."""
    try:
        terms = load_glossary(checks.folder)
    except RulebookError as error:
        return [rulebook_violation(error)]
    known = set(checks.frames["sources"]["id"])
    return [
        Violation(GLOSSARY_FILE, 0, f"{term.id}.sources", source, "broken_link", SOURCES)
        for term in terms.values()
        for source in term.sources
        if source not in known
    ]


def law_sound(checks: Checks) -> list[Violation]:
    """The file reads; its sources and lines are on file, and it has every stage that counts."""
    try:
        law = load_law(checks.folder)
    except RulebookError as error:
        return [rulebook_violation(error)]
    books = checks.rulebooks.values()
    lines = {line.code for book in books for line in book.lines}
    counted = {("stage", name) for book in books for name in book.counting.stages.value or ()}
    named_keys = (
        (_sources(law), set(checks.frames["sources"]["id"]), "sources"),
        (_lines(law), lines, "rulebooks"),
        (counted, {term.id for term in law.stages}, LAW_FILE),
    )
    return [
        Violation(LAW_FILE, 0, key, value, "broken_link", {"target": target})
        for named, known, target in named_keys
        for key, value in sorted(set(named))
        if value not in known
    ]
