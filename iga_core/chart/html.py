"""Pictures as HTML: tables that a keyboard and a voice can walk, links that need no script."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from iga_core.chart import look
from iga_core.chart.model import Cell, Figure

TEMPLATES = Path(__file__).with_name("templates")
TICK_PLACES = 500  # places a tick may stand at: two governments that no eye parts are one tick


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


def _percent(share: float) -> str:
    return f"{100 * share:.2f}".rstrip("0").rstrip(".") + "%"


def _year(year: int) -> Markup:
    """Return a year, and its two figures for a phone."""
    return Markup('<b class="w">{}</b><b class="n">’{}</b>').format(year, str(year)[2:])


def history(cells: Iterable[Cell], said: str) -> Markup:
    """Return the years of a government as nine small blocks in one line; ``said``: in words."""
    blocks = Markup("").join(
        Markup('<i class="{} {}"></i>').format(cell.state, look.css_class(cell.token))
        for cell in cells
    )
    return Markup('<span class="history" role="img" aria-label="{}" title="{}">{}</span>').format(
        said, said, blocks
    )


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
    made.filters["mark"] = look.mark
    made.filters["percent"] = _percent
    made.filters["ticks"] = _ticks
    made.filters["year"] = _year
    made.globals["history"] = history
    return made


def write(figure: Figure) -> str:
    """Return a picture as HTML; the page brings ``look.stylesheet``."""
    name = type(figure).__name__.lower()
    text = environment().get_template(f"{name}.html").render(figure=figure)
    return "".join(line.strip() for line in text.splitlines())
