"""Pictures as HTML: tables that a keyboard and a voice can walk, links that need no script."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from iga_core.chart import look
from iga_core.chart.model import Figure, Frame, Key, YearCell

TEMPLATES = Path(__file__).with_name("templates")
STATES = ("claimed", "not_listed", "not_found")  # that a legend explains, filled apart
DOT_PLACES = 1000  # places across a frame that a dot may stand at
IMPLIED = re.compile(r"</(?:td|th|tr|li)>")  # end tags that HTML lets one leave out
TICK_PLACES = 500  # places a tick may stand at: two governments that no eye parts are one tick


@dataclass(frozen=True, slots=True)
class ShownSentence:
    """A sentence as it reads, and the mark behind it: its number and where it leads ("" none)."""

    text: str
    number: int
    address: str


class TextLink(NamedTuple):
    """A link of a template: its words, and where it leads; ``said``: what a voice says of it."""

    label: str
    href: str
    said: str = ""


def _ticks(at: Iterable[float]) -> str:
    """Return the ticks of a strip as an address of a drawing, to be used as a mask."""
    places = sorted({round(value * TICK_PLACES) for value in at})
    path = "".join(f"M{place} 0v1" for place in places)
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='-1 0 {TICK_PLACES + 2} 1' "
        "preserveAspectRatio='none'>"
        f"<path d='{path}' stroke='#000' stroke-width='1.1'/></svg>"
    )
    return "data:image/svg+xml," + quote(svg, safe="/:='<> -")


def _dots(frame: Frame) -> str:
    """Return what has no mark in a frame as an address of a drawing, to be used as a mask."""
    wide, high = DOT_PLACES, round(DOT_PLACES / frame.ratio)
    larger = 1.5 if frame.label else 1.0
    dots, dashes = (
        [(round(x * wide), round(y * high)) for x, y in places]
        for places in (frame.dots, frame.dashes)
    )
    round_, flat = (
        "".join(f"M{x - back} {y}h{2 * back}" for x, y in places)
        for places, back in ((dots, 0), (dashes, round(3 * larger)))
    )
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {wide} {high}' stroke='#000'>"
        f"<path d='{round_}' stroke-linecap='round' stroke-width='{2.7 * larger}'/>"
        f"<path d='{flat}' stroke-width='{1.8 * larger}'/></svg>"
    )
    return "data:image/svg+xml," + quote(svg, safe="/:='<> -")


def _window(land: tuple[float, float, float, float]) -> str:
    """Return place and size of a mask of which a frame shows a part, as CSS."""
    left, top, wide, high = land
    place = [share / (1 - size) if size < 1 else 0.0 for share, size in ((left, wide), (top, high))]
    return f"{_percent(place[0])} {_percent(place[1])}/{_percent(1 / wide)} {_percent(1 / high)}"


def _percent(share: float) -> str:
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def _year(year: int) -> Markup:
    """Return a year, and its two figures for a phone."""
    return Markup('<b class="w">{}</b><b class="n">’{}</b>').format(year, str(year)[2:])


def history(cells: Iterable[YearCell], said: str) -> Markup:
    """Return the years of a government as nine small blocks in one line; ``said``: in words.

    A list holds hundreds of them: a block says no more than it must.
    """
    blocks = Markup("").join(map(_block, cells))
    return Markup('<span class="history" role="img" title="{}">{}</span>').format(said, blocks)


def _block(cell: YearCell) -> Markup:
    """Return a year of a history: coloured, struck out on a complete list, or a small ring."""
    if cell.state == "not_listed":
        return Markup("<s></s>")
    if not cell.token[0]:
        return Markup("<i></i>")
    claimed = "claimed " if cell.state == "claimed" else ""
    return Markup('<i class="{}"></i>').format(claimed + look.short_class(cell.token))


@cache
def environment() -> Environment:
    """Return the templates of all pictures and pages."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["css"] = look.css_class
    made.filters["dots"] = _dots
    made.filters["window"] = _window
    made.filters["mark"] = look.mark
    made.filters["percent"] = _percent
    made.filters["ticks"] = _ticks
    made.filters["year"] = _year
    made.globals["history"] = history
    return made


def filled(template: str, **values: object) -> str:
    """Return a template of ``templates/`` filled in, without line breaks and needless end tags."""
    text = environment().get_template(template).render(**values)
    return IMPLIED.sub("", "".join(line.strip() for line in text.splitlines()))


def write(figure: Figure) -> str:
    """Return a picture as HTML; the page brings ``look.stylesheet``."""
    return filled(f"{type(figure).__name__.lower()}.html", figure=figure)


def sentences(said: Sequence[ShownSentence], proof: str) -> str:
    """Return the first sentence large and the others in a line below; ``proof``: a mark's word."""
    return filled("sentences.html", said=said, proof=proof)


def legend(levels: Sequence[str], states: Sequence[tuple[str, str]]) -> str:
    """Return what marks and states mean, in one line; ``states``: each with its words."""
    return filled("legend.html", levels=levels, states=states)


def keys(entries: Sequence[Key], heading: str, *, line: bool = False) -> str:
    """Return the legend of a map: an entry is a link that shows its class alone; ``line``: beside
    one another.
    """
    return filled("keys.html", keys=entries, heading=heading, line=line)


def headed(heading: str, picture: str, legend: str = "") -> str:
    """Return a picture (HTML) below its heading ("" none), with its legend below it."""
    above = Markup('<h2 class="picture">{}</h2>').format(heading) if heading else ""
    return f"{above}{picture}{legend}"
