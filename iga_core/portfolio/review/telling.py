"""A rehearsal in words: for the command line, for a workbook, for whoever draws it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

from iga_core.language import Words
from iga_core.message import Detail, detail_text
from iga_core.portfolio.encoding import plain, said
from iga_core.portfolio.file.reading import shown
from iga_core.portfolio.review.rehearsal import Finding, Rehearsal
from iga_core.rules import Indicator, Rulebook

# details that hold what the team typed: shown through the caller's own escaping
TYPED = frozenset({"other", "link", "typed"})
# details that name a word list
TERMS = {"rule": "rule", "affairs": "affair", "stage": "stage", "stages": "stage"}
COLUMNS = (
    *("severity", "part", "position", "name", "agency", "line", "found", "fix", "document"),
    *("reason", "instrument", "clause", "standing", "sources"),
)
Show = Callable[[str], str]


class Told(NamedTuple):
    """What was found and what to do, in words."""

    found: str
    fix: str


def _value(name: str, value: Detail, words: Words, show: Show) -> str:
    def read(text: str) -> str:
        if name == "fault":
            return words(f"rehearsal.fault_{text}")
        if name in TERMS:
            return words.term(TERMS[name], text)
        return show(text) if name in TYPED else text

    return detail_text(value, words, read)


def document_of(line: Indicator, words: Words) -> str:
    """Return which document the year asks for as evidence of a line, or that it is not known."""
    return line.evidence.value or words("rehearsal.document_unknown")


def _lines_of(finding: Finding, book: Rulebook) -> list[Indicator]:
    """Return the lines that a finding is about; one that the year lacks is left out."""
    known = {line.code: line for line in book.lines}
    return [known[code] for code in finding.lines if code in known]


def _said(finding: Finding, lines: Sequence[Indicator], words: Words, show: Show) -> Told:
    values = {name: _value(name, item, words, show) for name, item in finding.details.items()}
    values["lines"] = ", ".join(f"{line.no} {line.name}" for line in lines)
    values["documents"] = "; ".join(f"{x.no}: {document_of(x, words)}" for x in lines)
    found = words(f"rehearsal.found_{finding.check}", **values)
    return Told(found, words(f"rehearsal.fix_{finding.check}", **values))


def told(finding: Finding, book: Rulebook, words: Words, show: Show = shown) -> Told:
    """Return a finding in words. ``show`` makes what the team typed safe where it will stand."""
    return _said(finding, _lines_of(finding, book), words, show)


def place_of(finding: Finding, book: Rulebook, words: Words, show: Show = shown) -> str:
    """Return where a finding stands, e.g. ``Inovasi 3 "Antar Obat"``."""
    place = finding.place
    if place.part == "spd":
        line = book.line(place.line)
        return words("rehearsal.at_line", no=line.no, name=line.name)
    if place.part == "innovation":
        number = words.number(place.position)
        return words("rehearsal.at_innovation", position=number, name=show(place.name))
    return words("rehearsal.at_whole")


def _finding_json(finding: Finding, book: Rulebook, words: Words) -> dict[str, Any]:
    place, text = finding.place, told(finding, book, words)
    return {
        **said(finding, "check", "severity"),
        "part": place.part,
        "line": place.line or None,
        "position": place.position or None,
        "name": place.name or None,
        **said(finding, "lines", "details"),
        **text._asdict(),
        "rules": [
            said(fact, "key", "instrument", "clause", "standing", "sources")
            for fact in finding.rules
        ],
    }


def rehearsal_json(rehearsal: Rehearsal, words: Words) -> dict[str, Any]:
    """Return the rehearsal for the command line. ``passed``: nothing is red."""
    book = rehearsal.rulebook
    return {
        "year": book.year,
        "region": rehearsal.portfolio.region,
        "forecast": book.forecast,
        "today": plain(rehearsal.today),
        "passed": not rehearsal.counts["red"],
        "counts": dict(rehearsal.counts),
        "checks": rehearsal.by_check,
        "innovations": [
            {"position": position, "name": item.name, "status": status}
            for position, (item, status) in enumerate(
                zip(rehearsal.portfolio.innovations, rehearsal.statuses, strict=True), 1
            )
        ],
        "findings": [_finding_json(finding, book, words) for finding in rehearsal.findings],
    }


def rehearsal_lines(rehearsal: Rehearsal, words: Words) -> list[str]:
    """Return the rehearsal as lines of plain text: a summary, then what is red or amber."""
    book, counts = rehearsal.rulebook, rehearsal.counts
    numbers = {severity: words.number(number) for severity, number in counts.items()}
    lines = [words("rehearsal.summary", year=book.year, **numbers)]
    for finding in rehearsal.findings:
        if finding.severity != "green":
            said = told(finding, book, words)
            lines.append(
                words(
                    "rehearsal.line",
                    severity=words(f"rehearsal.severity_{finding.severity}"),
                    place=place_of(finding, book, words),
                    found=said.found,
                    fix=said.fix,
                )
            )
    return lines


def _row(
    finding: Finding, lines: Sequence[Indicator], rehearsal: Rehearsal, reason: str, words: Words
) -> list[str | int]:
    place, said = finding.place, _said(finding, lines, words, str)
    items = rehearsal.portfolio.innovations
    agency = items[place.position - 1].agency if place.position else ""
    about = lines or ([rehearsal.rulebook.line(place.line)] if place.line else [])
    asked = finding.check == "evidence_missing"
    return [
        words(f"rehearsal.severity_{finding.severity}"),
        words(f"rehearsal.part_{place.part}"),
        place.position or "",
        place.name,
        agency,
        ", ".join(f"{line.no} {line.name}" for line in about),
        said.found,
        said.fix,
        "; ".join(document_of(line, words) for line in about) if asked else "",
        reason,
        "; ".join(dict.fromkeys(fact.instrument for fact in finding.rules if fact.instrument)),
        "; ".join(dict.fromkeys(fact.clause for fact in finding.rules if fact.clause)),
        "; ".join(dict.fromkeys(words.term("standing", fact.standing) for fact in finding.rules)),
        " ".join(dict.fromkeys(source for fact in finding.rules for source in fact.sources)),
    ]


def rehearsal_table(
    rehearsal: Rehearsal, words: Words, *, green: bool = True
) -> tuple[list[str], list[list[str | int]]]:
    """Return headings and rows for a workbook: one row per finding and indicator.

    Cells hold text as the team typed it: the writer must keep it from running as a formula.
    ``green``: with what is only information.
    """
    rows = []
    for finding in rehearsal.findings:
        if finding.severity == "green" and not green:
            continue
        lines = _lines_of(finding, rehearsal.rulebook)
        reason = rehearsal.limits.findings[finding.check].reason
        for part in [[line] for line in lines] or [[]]:
            rows.append(_row(finding, part, rehearsal, reason, words))
    return [words(f"rehearsal.column_{name}") for name in COLUMNS], rows
