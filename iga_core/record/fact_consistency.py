"""Rules that hold for every record of rules, law and Smart City: standing and printed form."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from iga_core.law import LAW_FILE, load_law
from iga_core.record.consistency import Checks
from iga_core.record.violation import Violation
from iga_core.rules import Fact, Rulebook, RulebookError, facts_in
from iga_core.rules.printed import PrintedFormError, agrees, class_agrees
from iga_core.smartcity import FILE as SMART_CITY_FILE
from iga_core.smartcity import load_smart_city

# how many publishers print a value of this standing, least and most; None = any number.
# An inferred value is printed by none: its sources are those it was inferred from.
WITNESSES: dict[str, tuple[int, int | None]] = {"verified": (2, None), "single_source": (1, 1)}


def _written(part: object) -> Iterator[Fact[Any]]:
    """Yield the records of ``part``; one assumed from another year is named in that year's file."""
    return (fact for fact in facts_in(part) if fact.assumed_from is None)


def _files(checks: Checks) -> Iterator[tuple[str, object]]:
    """Yield every file of records that reads; a broken one is named by the rule of its own."""
    yield from ((f"rulebooks/{year}.toml", book) for year, book in checks.rulebooks.items())
    for name, load in ((LAW_FILE, load_law), (SMART_CITY_FILE, load_smart_city)):
        try:
            yield name, load(checks.folder)
        except (RulebookError, FileNotFoundError):
            continue


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
        sure = all(entry.limit.standing == "verified" for entry in book.classes)
        if book.standing == "verified" and not (book.classes and sure):
            file = f"rulebooks/{year}.toml"
            found.append(Violation(file, 0, "standing", book.standing, "standing_classes"))
    return found


def _says_otherwise(part: object, fact: Fact[Any]) -> bool:
    """Say whether the printed form of ``fact`` contradicts its value. Raises PrintedFormError."""
    limits = [entry.limit for entry in part.classes] if isinstance(part, Rulebook) else []
    for place, limit in enumerate(limits):
        if limit is fact and isinstance(part, Rulebook):
            return not class_agrees(part, place)
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


FACT_RULES = (standings_follow_sources, printed_forms_agree)
