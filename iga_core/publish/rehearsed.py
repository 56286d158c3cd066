"""The rehearsal as a workbook to hand round: findings, recap by agency, and the score unfolded."""

from __future__ import annotations

from collections.abc import Sequence

from iga_core.language import Words
from iga_core.message import told
from iga_core.portfolio.review.recap import Recap, recap_notes, recap_table
from iga_core.portfolio.review.rehearsal import Rehearsal
from iga_core.portfolio.review.telling import rehearsal_table
from iga_core.portfolio.tree import Node, walk
from iga_core.publish.workbook import Sheet, workbook

SCORE_COLUMNS = ("no", "name", "claimed", "verified", "most", "left", "claims", "checked")
INDENT = "  "


def _score_row(depth: int, node: Node, words: Words) -> list[object]:
    aspect = words.term("aspect", node.code) if node.code else words("rehearsed.total")
    name = node.name or aspect
    points = (node.claimed, node.verified, node.most, node.left())
    return [
        node.no,
        INDENT * depth + name,
        *(float(value) for value in points),
        node.claims,
        node.checked,
    ]


def score_table(tree: Node, words: Words) -> tuple[list[str], list[list[object]]]:
    """Return headings and rows of an unfolded score, parents before children. Unit: points."""
    rows = [_score_row(depth, node, words) for depth, node in walk(tree)]
    return [words(f"rehearsed.column_{name}") for name in SCORE_COLUMNS], rows


def _about(rehearsal: Rehearsal, found: Recap, words: Words) -> Sequence[Sequence[object]]:
    """Return what a reader must know of the workbook: year, day, counts, how to read the recap."""
    book, portfolio = rehearsal.rulebook, rehearsal.portfolio
    numbers = {severity: words.number(number) for severity, number in rehearsal.counts.items()}
    lines = [
        portfolio.name or portfolio.region,
        words("rehearsal.summary", year=book.year, **numbers),
        words("rehearsed.made", day=words.day(rehearsal.today.isoformat())),
    ]
    if portfolio.example:
        lines.append(words("rules.note_example"))
    if book.forecast:
        lines.append(words("rules.note_forecast", year=book.year, base=book.assumes))
    lines += [told(note, words) for note in recap_notes(found, rehearsal.limits)]
    return [[line] for line in lines if line]


def rehearsal_workbook(rehearsal: Rehearsal, found: Recap, tree: Node, words: Words) -> bytes:
    """Return the findings, the recap by agency and the unfolded score as XLSX.

    Text of the team stays text, whatever it begins with.
    """
    sheets = (
        Sheet(words("rehearsed.sheet_findings"), *rehearsal_table(rehearsal, words)),
        Sheet(words("rehearsed.sheet_recap"), *recap_table(found, words)),
        Sheet(words("rehearsed.sheet_score"), *score_table(tree, words)),
        Sheet(
            words("rehearsed.sheet_about"),
            [words("rehearsed.about")],
            _about(rehearsal, found, words),
        ),
    )
    title = words("rehearsed.title", year=rehearsal.rulebook.year)
    return workbook(sheets, title=title, day=rehearsal.today.isoformat())
