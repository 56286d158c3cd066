"""Rules that hold between the record and ``data/smartcity.toml``: what it names must exist."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from iga_core.record.consistency import Checks
from iga_core.record.rule_consistency import cited_sources, file_violations
from iga_core.record.violation import Violation
from iga_core.rules import RulebookError
from iga_core.smartcity import FILE, SmartCity, load_smart_city

Named = Iterator[tuple[str, str, str]]  # key, what is named there, the table it must stand in


def _named(found: SmartCity) -> Named:
    yield from ((key, source, "sources") for key, source in sorted(set(cited_sources(found))))
    yield from (("disputes", dispute, "disputes") for dispute in found.disputes)
    for place, case in enumerate(found.cases, 1):
        yield f"case[{place}].region", case.region, "regions"


def _pillars(checks: Checks, found: SmartCity) -> list[Violation]:
    """The programme's pillars are those the record keeps awards under, all of them."""
    kept = checks.schema.vocabularies["pillar"]
    details: dict[str, object] = {"allowed": ", ".join(kept)}
    wrong = set(found.pillars.value or ()) ^ set(kept)
    key = found.pillars.key
    return [
        Violation(FILE, 0, key, name, "rulebook_not_allowed", details) for name in sorted(wrong)
    ]


def smart_city_sound(checks: Checks) -> list[Violation]:
    """The file reads, and its sources, disputes, regions and pillars are on file."""
    try:
        found = load_smart_city(checks.folder)
    except RulebookError as error:
        return file_violations(error)
    except FileNotFoundError:
        return [Violation(FILE, 0, "", "", "missing_file")]
    ids: dict[str, Collection[str]] = {
        "sources": set(checks.frames["sources"]["id"]),
        "disputes": set(checks.frames["disputes"]["id"]),
        "regions": set(checks.frames["regions"]["code"]),
    }
    return [
        Violation(FILE, 0, key, name, "broken_link", {"target": table})
        for key, name, table in _named(found)
        if name not in ids[table]
    ] + _pillars(checks, found)
