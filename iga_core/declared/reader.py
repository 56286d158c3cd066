"""The words by which a press text tells awards, ranks and scores, as ``data/reader.toml`` says."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Annotated

from iga_core.declared.toml_file import (
    Part,
    Positive,
    SomeTexts,
    Text,
    Whole,
    exactly,
    read_as,
)
from iga_core.paths import DATA

FILE = "reader.toml"
GROUPS = (
    "award", "receive", "award_noun", "predicate", "index", "unreal", "nominee", "participant",
    "same", "only", "first", "row", "others", "national", "governments", "innovation",
    "innovation_unit", "vague", "speech", "ceremony", "this_year", "last_year", "law", "decree",
    "rank", "place_before", "category_before", "office_before", "office_after", "common",
    "shortened",
)  # fmt: skip
"""Every group of ``words``: what a word of it tells of its sentence."""
TYPED = ("provinsi", "kabupaten", "kota")

Phrases = Mapping[str, SomeTexts]


class ReaderWords(Part):
    """Phrases by what they say, in Indonesian and English, without regard to case.

    ``characters``: the longest text that is read; ``first_year``: the first year that any source
    gives an IGA, as ``first_year_row`` tells; ``types`` and ``heads``: words for kinds of
    governments and for who leads them; ``plain_level``: levels whose word is most often no class;
    a ``*`` ends a phrase that goes on.
    """

    characters: Positive
    first_year: Positive
    first_year_row: Text
    programme: Annotated[dict[str, SomeTexts], exactly(("IGA", "SmartCity", "other"))]
    level: dict[str, SomeTexts]
    plain_level: SomeTexts
    category: dict[str, SomeTexts]
    session: dict[str, SomeTexts]
    type: Annotated[dict[str, SomeTexts], exactly(TYPED)]
    head: Annotated[dict[str, SomeTexts], exactly(TYPED)]
    words: Annotated[dict[str, SomeTexts], exactly(GROUPS)]
    numbers: dict[str, Whole]
    ordinals: dict[str, Whole]


def load_reader_words(folder: Path = DATA) -> ReaderWords:
    """Read and check ``folder/reader.toml``. Raises RulebookError, naming file and key."""
    return read_as(ReaderWords, folder / FILE)


@lru_cache(maxsize=1)
def cached_reader_words() -> ReaderWords:
    """Return the words from the project's own folder, read once."""
    return load_reader_words()
