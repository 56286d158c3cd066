"""A page as a document to take along: its blocks in order, with what a reader needs to go back.

``to_pdf`` sets it as A4. The template (``report.typ``) is fixed; everything else reaches the
typesetter as data, so no text of the record or of a visitor is ever read as its markup.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
import vl_convert as vlc

from iga_core.chart import svg
from iga_core.chart.model import Figure
from iga_core.language import Words
from iga_core.publish import prose
from iga_core.publish.picture import as_svg, filled
from iga_core.publish.prose import Node
from iga_core.record import Record, Row, rows_of

ProseKind = Literal["body", "caption", "box"]
TEMPLATE = Path(__file__).with_name("report.typ")
FONTS = Path(__file__).with_name("fonts")
FONT = "Roboto"
TEXT_WIDTH, TEXT_HEIGHT = 482.0, 640.0  # points of an A4 page inside its margins
CHART_WIDTH = 640  # pixels a chart is drawn with, axis labels included
POINTS = TEXT_WIDTH / CHART_WIDTH  # points on paper per pixel of a chart
_SIZE = re.compile(r'<svg[^>]*? width="([\d.]+)" height="([\d.]+)"')


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


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the kit below its heading ("" none)."""

    figure: Figure
    heading: str = ""

    @property
    def alt(self) -> str:
        """Return the picture in words."""
        return self.figure.said


Block = Heading | Prose | Drawing | Picture


@dataclass(frozen=True, slots=True)
class Document:
    """A document. ``base``: address of the app, put before relative links; ``address``: of the
    view; ``sources``: rows of the sources table, listed at the end with their addresses, unless
    ``lists_sources`` is False: the blocks then name them;
    ``day``: ISO day on which it is made, the only date it carries.
    """

    title: str
    blocks: tuple[Block, ...]
    sources: tuple[Row, ...]
    base: str
    address: str
    version: str
    day: str
    lists_sources: bool = True


def named_drawings(blocks: Iterable[Block]) -> dict[str, Drawing | Picture]:
    """Return every chart by the heading it stands under; a later one under it gets a number."""
    found: dict[str, Drawing | Picture] = {}
    heading = ""
    for block in blocks:
        if isinstance(block, Heading):
            heading = block.text
        elif isinstance(block, (Drawing, Picture)):
            own = block.heading if isinstance(block, Picture) else ""
            first = prose.plain_text(prose.line(own or heading)) or block.alt
            name, number = first, 1
            while name in found:
                number += 1
                name = f"{first} ({number})"
            found[name] = block
    return found


def cited_sources(
    blocks: Iterable[Block], record: Record, behind: Callable[[str], Iterable[str]]
) -> tuple[Row, ...]:
    """Return the sources that ``blocks`` cite, by publisher and day.

    Cited is what the document's links lead to: a source's own page, or an address of the app's own,
    of which whoever writes such addresses says by ``behind`` which sources (ids) stand there.
    """
    links = {link for block in blocks for link in prose.links(_markdown(block))}
    ids = {source for link in links for source in behind(link)}
    cited = [
        source
        for source in rows_of(record.tables["sources"])
        if source["id"] in ids or (source["url"] and prose.address(source["url"]) in links)
    ]
    return tuple(sorted(cited, key=lambda s: (s["publisher"].casefold(), s["published_on"])))


def _markdown(block: Block) -> str:
    if isinstance(block, Heading):
        return block.text
    return block.markdown if isinstance(block, Prose) else ""


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts of every document: ours and those the typesetter carries, no others."""
    vlc.register_font_directory(str(FONTS))
    return typst.Fonts(include_system_fonts=False, font_paths=[str(FONTS)])


def _sized(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``spec`` as wide as the text, where its form lets a width be set from outside."""
    split = {"row", "column", "facet"} & set(spec.get("encoding", {}))
    if split or not {"mark", "layer"} & set(spec) or isinstance(spec.get("width"), Mapping):
        return dict(spec)
    fit = {"type": "fit-x", "contains": "padding"}
    return {**spec, "width": CHART_WIDTH, "autosize": fit}


def _drawing(drawing: Drawing, words: Words) -> Node:
    whole = filled(_sized(drawing.spec), drawing.rows, words=words, name=drawing.name, font=FONT)
    return _placed(as_svg(whole), drawing.alt)


def _placed(drawn: str, alt: str) -> Node:
    """Return an SVG as it stands on paper: as wide as the text at most, and on one page."""
    size = _SIZE.search(drawn)
    if size is None:
        raise ValueError("a drawing without a size")
    wide, high = float(size[1]), float(size[2])
    points = min(wide * POINTS, TEXT_WIDTH, wide * TEXT_HEIGHT / high)
    return {"kind": "drawing", "svg": drawn, "alt": alt, "width": points}


def _block(block: Block, base: str, words: Words) -> list[Node]:
    if isinstance(block, Heading):
        return [{"kind": "heading", "level": block.level, "content": prose.line(block.text, base)}]
    if isinstance(block, Drawing):
        return [_drawing(block, words)]
    if isinstance(block, Picture):
        found = [_placed(svg.write(block.figure), block.alt)]
        if block.heading:
            found.insert(0, {"kind": "heading", "level": 2, "content": prose.line(block.heading)})
        return found
    if not isinstance(block, Prose):
        raise TypeError(f"no document knows how to print {type(block).__name__}")
    content = prose.blocks(block.markdown, base)
    return content if block.kind == "body" else [{"kind": block.kind, "content": content}]


def _source(source: Row, words: Words) -> Node:
    day = words.day(source["published_on"]) or words("source.undated")
    return {
        "publisher": prose.cleaned(source["publisher"]),
        "about": f"{day} · {words.term('source_kind', source['kind'])} · {source['id']}",
        "address": _address(source["url"]),
    }


def _address(text: str) -> Node:
    """Return an address to be printed in full; ``to`` is empty when it is no link."""
    shown = prose.cleaned(text)
    to = shown if shown.startswith(prose.PRINTABLE) else ""
    return {"to": to, "text": prose.breakable(shown)}


def _content(report: Document, words: Words) -> Node:
    """Return the document as plain data: all its words, in order."""
    nodes = [node for block in report.blocks for node in _block(block, report.base, words)]
    return {
        "language": words.language,
        "font": FONT,
        "title": prose.cleaned(report.title),
        "author": words("pdf.author"),
        "day": report.day,
        "made": words("pdf.made", day=words.day(report.day), version=report.version),
        "about": words("frame.footer"),
        "address": _address(report.address),
        "page": words("pdf.page", page="{page}", pages="{pages}"),
        "blocks": prose.aligned(nodes),
        "lists_sources": report.lists_sources,
        "sources_title": words("pdf.sources"),
        "sources_note": words("pdf.sources_note" if report.sources else "pdf.sources_none"),
        "no_address": words("source.no_address"),
        "sources": [_source(source, words) for source in report.sources if report.lists_sources],
    }


def to_pdf(report: Document, words: Words) -> bytes:
    """Return ``report`` as a PDF of A4 pages; the same contents give the same bytes.

    Takes well under a second; the first chart of a process takes half a second more. Raises
    TypeError for a block it does not know, ValueError for a chart whose data are not in it.
    """
    fonts = _fonts()
    content = json.dumps(_content(report, words), ensure_ascii=False)
    return typst.compile(TEMPLATE, font_paths=fonts, sys_inputs={"report": content})
