"""What the door reports: one offence is one place in ``data/`` that breaks one rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from iga_core.language import Words


@dataclass(frozen=True, slots=True)
class Violation:
    """File, row (line number in the file; 0 = the file as a whole), column, value, rule.

    ``rule`` is a message id below ``check.``; ``details`` fill its placeholders.
    """

    file: str
    row: int
    column: str
    value: str
    rule: str
    details: dict[str, object] = field(default_factory=dict, compare=False)


class BrokenDataError(Exception):
    """``data/`` does not pass the door; carries every offence."""

    def __init__(self, offences: Sequence[Violation]) -> None:
        """Keep ``offences`` for whoever shows them."""
        super().__init__(f"{len(offences)} offences in data/")
        self.offences = tuple(offences)


def describe(offence: Violation, words: Words) -> str:
    """Return one line: where, which value, which rule."""
    return words(
        "violation.line",
        file=offence.file,
        row=offence.row if offence.row else words("violation.whole_file"),
        column=offence.column or words("violation.whole_row"),
        value=offence.value[:80],
        rule=words(f"violation.{offence.rule}", **offence.details),
    )
