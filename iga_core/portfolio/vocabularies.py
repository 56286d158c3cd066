"""The words a portfolio chooses from: by year from the rulebook, the rest from one data file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from iga_core.portfolio.schema import STAGES
from iga_core.rules import Rulebook

FILE = Path(__file__).with_name("vocabularies.toml")


@lru_cache(maxsize=1)
def _lasting() -> Mapping[str, tuple[str, ...]]:
    with FILE.open("rb") as file:
        return {name: tuple(values) for name, values in tomllib.load(file).items()}


def vocabularies(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Return the codes to choose from by vocabulary (a name of ``Words.term``), in printed order.

    ``affair`` is empty when the year's affairs are not on file: then every affair is text.
    """
    affairs = rulebook.affairs.value or rulebook.basic_services.affairs.value or ()
    return {**_lasting(), "stage": tuple(STAGES), "affair": affairs}
