"""The shape of what the law asks of an innovation. Names no article: those are data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from iga_core.rules import Fact

LegalOutcome = Literal["unmet", "undecided", "met"]
OUTCOMES: tuple[LegalOutcome, ...] = get_args(LegalOutcome)  # worst first
By = Literal["answer", "affair", "line"]
BYS: tuple[By, ...] = get_args(By)
Relation = Literal["same", "wider", "differs"]
RELATIONS: tuple[Relation, ...] = get_args(Relation)


def worst(outcomes: Iterable[LegalOutcome]) -> LegalOutcome:
    """Return the worst of ``outcomes``; of none, nothing is decided."""
    return min(outcomes, key=OUTCOMES.index, default="undecided")


@dataclass(frozen=True, slots=True)
class LegalStep:
    """One thing in a portfolio that says something about a criterion.

    ``by``: the team's answer, the main affair standing in the year's list, or the level claimed on
    ``line`` being at least ``level``. ``yes`` and ``no``: what follows; None = nothing.
    """

    by: By
    yes: LegalOutcome | None
    no: LegalOutcome | None
    line: str = ""
    level: int = 1


@dataclass(frozen=True, slots=True)
class Criterion:
    """What an innovation must be. ``field``: of an innovation, where the team's answer stands."""

    id: str
    field: str
    text: Fact[str]
    steps: tuple[LegalStep, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """An entry of a list (form, initiator, kind, stage, provision), where it stands."""

    id: str
    text: Fact[str]


@dataclass(frozen=True, slots=True)
class Paraphrase:
    """How a report names a criterion."""

    said: str
    criterion: str
    relation: Relation
    note: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Law:
    """All of ``data/law.toml``. ``kinds``: types that the ministry's form asks for."""

    criteria: tuple[Criterion, ...]
    forms: tuple[Term, ...]
    initiators: tuple[Term, ...]
    kinds: tuple[Term, ...]
    stages: tuple[Term, ...]
    provisions: tuple[Term, ...]
    paraphrases: tuple[Paraphrase, ...]

    def criterion(self, name: str) -> Criterion:
        """Return the criterion with this id. Raises KeyError."""
        for criterion in self.criteria:
            if criterion.id == name:
                return criterion
        raise KeyError(name)
