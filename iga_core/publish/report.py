"""A page as a document to take along: its blocks in order, with what a reader needs to go back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from iga_core.record import Row

ProseKind = Literal["body", "caption", "box"]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; ``level`` 1 is a section, 2 a part of one."""

    text: str
    level: int = 1


@dataclass(frozen=True, slots=True)
class Prose:
    """Markdown as the page shows it: paragraphs, lists, tables, bold, links, code.

    ``kind``: a caption is small, a box stands apart as a remark the reader must not miss.
    """

    markdown: str
    kind: ProseKind = "body"


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart: Vega-Lite ``spec`` without data, ``rows`` of its dataset ``name``, its words."""

    spec: Mapping[str, Any]
    rows: Sequence[Mapping[str, object]]
    alt: str
    name: str = "rows"


Block = Heading | Prose | Drawing


@dataclass(frozen=True, slots=True)
class Report:
    """A document. ``base``: address of the app, put before relative links; ``address``: of the
    view; ``sources``: rows of the sources table, listed at the end with their addresses.
    """

    title: str
    blocks: tuple[Block, ...]
    sources: tuple[Row, ...]
    base: str
    address: str
    version: str
    day: str
