"""What the rehearsal takes from us and not from the ministry: thresholds, and red or amber.

Read from ``data/rehearsal.toml``; each value stands there with its reason.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, model_validator

from iga_core.declared.toml_file import Part, Text, Texts, Whole, exactly, read_as, refuse, within
from iga_core.paths import DATA

FILE = "rehearsal.toml"
Severity = Literal["red", "amber", "green"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)  # worst first
# what the rehearsal can find; the file grades each, no more and no less
CHECKS = (
    *("rule_unknown", "example", "below_divisor", "services_unmet", "services_open"),
    *("services_single", "names_unchecked", "rejected", "stage_outside", "stage_unsaid"),
    *("window_outside", "window_by_development", "window_near", "window_unsaid"),
    *("words_short", "words_unsaid", "trial_after_applied", "trial_after_developed"),
    *("developed_before_applied", "date_future", "mandatory_empty", "mandatory_zero"),
    *("mandatory_refused", "evidence_missing", "link_broken", "link_shared", "name_near"),
    *("affair_unsaid", "affair_unknown", "agency_unsaid", "below_verified", "unverified"),
)


class Threshold(Part):
    """A limit of ours in ``unit``. ``of``: the highest value it was chosen for, if any."""

    value: Annotated[Whole, within(1)]
    unit: Text
    reason: Text
    of: Whole | None = None
    sources: Texts = ()

    @model_validator(mode="after")
    def _in_order(self) -> Threshold:
        if self.of is not None and self.value > self.of:
            refuse("disorder", at="of")
        return self


def _up_to(most: int) -> AfterValidator:
    """Return what refuses a threshold above ``most``."""

    def held(threshold: Threshold) -> Threshold:
        if threshold.value > most:
            refuse("not_allowed", at="value", allowed=f"1–{most}")
        return threshold

    return AfterValidator(held)


Percent = Annotated[Threshold, _up_to(100)]


class Thresholds(Part):
    """The thresholds by their key in the file."""

    name_similarity: Percent
    name_length: Annotated[Threshold, _up_to(1000)]
    names_compared: Annotated[Threshold, _up_to(2000)]
    shared_link: Threshold
    edge_days: Threshold
    mature: Threshold
    strength: Percent
    gap: Percent
    listed: Threshold

    @model_validator(mode="after")
    def _in_order(self) -> Thresholds:
        if self.gap.value >= self.strength.value:
            refuse("disorder", at="gap")
        return self


def _words(values: tuple[str, ...]) -> tuple[str, ...]:
    if not values:
        refuse("missing", name="value")
    for value in values:
        if not value.isascii() or not value.isalpha() or not value.islower():
            refuse("not_text", value=value)
    return values


class Choice(Part):
    """A list of ours."""

    value: Annotated[Texts, AfterValidator(_words)]
    reason: Text


class Choices(Part):
    """The lists by their key in the file."""

    link_schemes: Choice
    link_endings: Choice
    link_private: Choice


class Grade(Part):
    """How bad a finding is, and why."""

    severity: Severity
    reason: Text


class Standards(Part):
    """All of the file. ``findings``: the grade of every check."""

    threshold: Thresholds
    choices: Choices = Field(alias="list")
    findings: Annotated[dict[str, Grade], exactly(CHECKS)] = Field(alias="finding")

    def mature_from(self, most: Decimal | None) -> int | None:
        """Return the points from which an innovation is mature, on a year's highest ``most``.

        None when that year's highest is not the one the threshold was chosen for.
        """
        mature = self.threshold.mature
        return mature.value if most is not None and most == mature.of else None


def load_standards(folder: Path = DATA) -> Standards:
    """Read and check ``folder/rehearsal.toml``.

    Raises RulebookError, naming the key, for a broken file and for none.
    """
    return read_as(Standards, folder / FILE)


@lru_cache(maxsize=1)
def standards() -> Standards:
    """Return the project's own standards, read once."""
    return load_standards()
