"""The fields of an innovation, once: files, workbook, template and the page's tables follow these.

A new field is a row here, an attribute of ``Innovation`` and its heading ``workbook.field_...``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Literal

from iga_core.declared.law import cached_law
from iga_core.portfolio.schema import ANSWER, STAGES, Innovation
from iga_core.rules import Rulebook

FieldKind = Literal["text", "choice", "choices", "flag", "day", "count"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``name``: of the attribute; ``vocabulary``: where its words come from.

    A choice is one word of its vocabulary (a name of ``vocabularies``), ``choices`` several in one
    cell; a text with a vocabulary offers words and takes any. ``hint``: told at the cell of the
    workbook; ``width``: of its column there, in characters; ``edited``: its column in the page's
    table from 1, 0 for what the page edits elsewhere.
    """

    name: str
    kind: FieldKind = "text"
    vocabulary: str = ""
    edited: int = 0
    width: int = 16
    hint: str = ""

    @property
    def listed(self) -> str:
        """Its column in the workbook's lists, empty where a cell holds no single word of one."""
        return "" if self.kind == "choices" else self.vocabulary


# in the order of the workbook's columns
FIELDS: Mapping[str, Field] = {
    field.name: field
    for field in (
        Field("name", edited=1, width=30),
        Field("agency", "text", "agencies", edited=2, width=30),
        Field("initiator", "choice", "initiator", edited=13),
        Field("form", "choice", "innovation_form", edited=11),
        Field("type", "choice", "innovation_type", edited=12),
        Field("affair", "choice", "affair", edited=3, width=34),
        Field("crossing_affairs", "choices", "affair", 4, 30, "crossing_affairs"),
        Field("stage", "choice", "stage", edited=5),
        Field("trial_on", "day", edited=7, hint="day"),
        Field("applied_on", "day", edited=8, hint="day"),
        Field("developed_on", "day", edited=9, hint="day"),
        Field("words", "count", edited=10, hint="words"),
        Field("location", edited=14, width=24),
        Field("rejected", "flag", "flag", edited=6),
        Field("renewal", "choice", "answer"),
        Field("benefit", "choice", "answer"),
        Field("burden_free", "choice", "answer"),
        Field("authority", "choice", "answer"),
        Field("replicable", "choice", "answer"),
    )
}
UNSAID = {field.name: field.default for field in fields(Innovation)}


def vocabularies(rulebook: Rulebook) -> dict[str, tuple[str, ...]]:
    """Return the codes to choose from by vocabulary (a name of ``Words.term``), in printed order.

    ``affair`` is empty when the year's affairs are not on file: then every affair is text.
    """
    law = cached_law()
    affairs = rulebook.affairs.value or rulebook.basic_services.affairs.value or ()
    return {
        "innovation_form": tuple(term.id for term in law.forms),
        "innovation_type": tuple(term.id for term in law.kinds),
        "initiator": tuple(term.id for term in law.initiators),
        "answer": ANSWER,
        "stage": tuple(STAGES),
        "affair": affairs,
    }
