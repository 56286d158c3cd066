"""Rules for what we assume, ``data/workbench.toml`` and ``data/rehearsal.toml``."""

from __future__ import annotations

from iga_core.declared import rehearsal, workbench
from iga_core.record.consistency import Checks
from iga_core.record.rule_consistency import file_violations
from iga_core.record.violation import Violation
from iga_core.rules import RulebookError


def workbench_sound(checks: Checks) -> list[Violation]:
    """The file reads, and gives efforts only for lines that some year has."""
    path = checks.folder / workbench.FILE.name
    try:
        bench = workbench.load_workbench(path)
    except RulebookError as error:
        return file_violations(error)
    known = {line.code for book in checks.rulebooks.values() for line in book.lines}
    details: dict[str, object] = {"target": "rulebooks"}
    return [
        Violation(path.name, 0, f"effort.line.{code}", code, "broken_link", details)
        for code in bench.efforts.line
        if code not in known
    ]


def standards_sound(checks: Checks) -> list[Violation]:
    """The file reads, and every source of a threshold is on file."""
    try:
        limits = rehearsal.load_standards(checks.folder)
    except RulebookError as error:
        return file_violations(error)
    known = set(checks.frames["sources"]["id"])
    details: dict[str, object] = {"target": "sources"}
    return [
        Violation(rehearsal.FILE, 0, f"threshold.{key}.sources", source, "broken_link", details)
        for key, threshold in limits.threshold
        for source in threshold.sources
        if source not in known
    ]
