"""What the checks report: one violation is one place in ``data/`` that breaks one rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from iga_core.language import Words


@dataclass(frozen=True, slots=True)
class Violation:
    """File, row (line number in the file; 0 = the file as a whole), column, value, rule.

    ``rule`` is a message id below ``violation.``; ``details`` fill its placeholders.
    """

    file: str
    row: int
    column: str
    value: str
    rule: str
    details: dict[str, object] = field(default_factory=dict, compare=False)


class BrokenDataError(Exception):
    """``data/`` does not pass the checks; carries every violation."""

    def __init__(self, violations: Sequence[Violation]) -> None:
        """Keep ``violations`` for whoever shows them."""
        super().__init__(f"{len(violations)} violations in data/")
        self.violations = tuple(violations)


def describe(violation: Violation, words: Words) -> str:
    """Return one line: where, which value, which rule."""
    return words(
        "violation.line",
        file=violation.file,
        row=violation.row if violation.row else words("violation.whole_file"),
        column=violation.column or words("violation.whole_row"),
        value=violation.value[:80],
        rule=words(f"violation.{violation.rule}", **violation.details),
    )
