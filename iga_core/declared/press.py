"""The words of the press for the words on file, as ``data/press.toml`` declares them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, ClassVar

from pydantic import Field, model_validator

from iga_core.declared.toml_file import Part, Slug, Text, Texts, read_as, refuse, unique
from iga_core.paths import DATA

FILE = "press.toml"


class PressForm(Part):
    """One word on file, ``value`` of ``vocabulary``, and how else it is ``written``."""

    vocabulary: Slug
    value: Text
    written: Texts


class PressWords(Part):
    """``forms`` of the vocabularies; ``before``: what may stand before a word and adds nothing,
    ``before_rank``: before a rank; ``ordinals``: ranks written as words, the first first.
    """

    BY_ID: ClassVar = {"form": "value"}

    before: Texts
    before_rank: Texts
    ordinals: Texts
    forms: Annotated[tuple[PressForm, ...], unique("value")] = Field(alias="form")

    @model_validator(mode="after")
    def _one_meaning(self) -> PressWords:
        taken: set[tuple[str, str]] = set()
        for form in self.forms:
            said = {(form.vocabulary, written.casefold()) for written in form.written}
            if said & taken:
                refuse("repeated", at=f"form.{form.value}")
            taken |= said
        return self


def load_press_words(folder: Path = DATA) -> PressWords:
    """Read and check ``folder/press.toml``. Raises RulebookError, naming file and key."""
    return read_as(PressWords, folder / FILE)
