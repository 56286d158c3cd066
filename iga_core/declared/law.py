"""What the law asks of an innovation, as ``data/law.toml`` declares it: names no article itself."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, Self, get_args

from pydantic import Field, model_validator

from iga_core.declared.facts import Fact, Known, Records
from iga_core.declared.toml_file import (
    Part,
    Said,
    SomeTexts,
    Text,
    Texts,
    Whole,
    read_as,
    refuse,
    some,
    unique,
)
from iga_core.paths import DATA

FILE = "law.toml"
LegalOutcome = Literal["unmet", "undecided", "met"]
OUTCOMES: tuple[LegalOutcome, ...] = get_args(LegalOutcome)  # worst first
Answer = Literal["renewal", "benefit", "burden_free", "authority", "replicable"]
ANSWERS: tuple[str, ...] = get_args(Answer)


class LegalStep(Part):
    """One thing in a portfolio that says something about a criterion.

    ``by``: the team's answer, the main affair standing in the year's list, or the level claimed on
    ``line`` being at least ``level``. ``yes`` and ``no``: what follows; None = nothing.
    """

    by: Literal["answer", "affair", "line"]
    yes: LegalOutcome | None = None
    no: LegalOutcome | None = None
    line: Text = ""
    level: Whole = 1

    @model_validator(mode="after")
    def _of_a_line(self) -> Self:
        for name in ("line", "level"):
            if self.by == "line" and name not in self.model_fields_set:
                refuse("missing", name=name)
            if self.by != "line" and name in self.model_fields_set:
                refuse("unknown_key", allowed="by, yes, no")
        return self


class Criterion(Part):
    """What an innovation must be. ``field``: of an innovation, where the team's answer stands."""

    id: Text
    field: Answer
    text: Fact[Text]
    steps: Annotated[tuple[LegalStep, ...], some] = Field(alias="step")


class Term(Part):
    """An entry of a list (form, initiator, kind, stage, provision), where it stands."""

    id: Text
    text: Fact[Text]


class Paraphrase(Part):
    """How a report names a criterion."""

    said: Text
    criterion: Text
    relation: Literal["same", "wider", "differs"]
    note: Said = ""
    sources: Texts


Terms = Annotated[tuple[Term, ...], some, unique("id")]


class Law(Records):
    """All of the file. ``kinds``: types that the ministry's form asks for; ``form_order``: what it
    asks of an innovation, in its order, by field.
    """

    criteria: Annotated[tuple[Criterion, ...], some, unique("id", "field")] = Field(
        alias="criterion"
    )
    forms: Terms = Field(alias="form")
    initiators: Terms = Field(alias="initiator")
    kinds: Terms = Field(alias="kind")
    stages: Terms = Field(alias="stage")
    provisions: Terms = Field(alias="provision")
    paraphrases: Annotated[tuple[Paraphrase, ...], some] = Field(alias="paraphrase")
    form_order: Known[SomeTexts]

    @model_validator(mode="after")
    def _paraphrased(self) -> Self:
        known = [criterion.id for criterion in self.criteria]
        for place, paraphrase in enumerate(self.paraphrases, 1):
            if paraphrase.criterion not in known:
                key = f"paraphrase[{place}].criterion"
                refuse("not_allowed", at=key, allowed=", ".join(known))
        return self

    def criterion(self, name: str) -> Criterion:
        """Return the criterion with this id. Raises KeyError."""
        for criterion in self.criteria:
            if criterion.id == name:
                return criterion
        raise KeyError(name)


def load_law(folder: Path = DATA) -> Law:
    """Read and check ``folder/law.toml``. Raises RulebookError, also when there is no file."""
    return read_as(Law, folder / FILE)


@lru_cache(maxsize=1)
def cached_law() -> Law:
    """Return the project's own law, read once."""
    return load_law()
