"""What can be said of a government, a list, a map, in one sentence whose condition holds."""

from __future__ import annotations

from dataclasses import dataclass

from iga_core.message import Message


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, the rule that allows it, and the rows it rests on."""

    rule: str
    text: Message
    rows: tuple[str, ...]
