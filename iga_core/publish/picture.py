"""A chart as a picture: title, source and date burned in, made without a network."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

import vl_convert as vlc

from iga_core.chart import svg
from iga_core.chart.model import Figure
from iga_core.language import Words

WIDTH = 900  # pixels of the drawing, without labels
SCALE = 2.0  # PNG pixels per pixel of the drawing
LINE = 90  # characters of a title's line
_PART = re.compile(r"(?<=id=\")clip[0-9]+(?=\")|(?<=#)clip[0-9]+(?=\))")


def filled(
    spec: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    *,
    words: Words,
    name: str = "rows",
    font: str = "",
) -> dict[str, Any]:
    """Return ``spec`` on white with ``rows`` as its dataset ``name`` and the numbers of ``words``.

    ``font``: family of all letters; the drawing library's own when empty.
    """
    config = {**spec.get("config", {}), "locale": words.vega_locale()}
    return {
        **spec,
        "background": "white",
        "datasets": {name: [dict(row) for row in rows]},
        "config": {**config, "font": font} if font else config,
    }


def as_svg(spec: Mapping[str, Any]) -> str:
    """Return a Vega-Lite ``spec`` with all its data as SVG; nothing is fetched for it.

    The same contents give the same text: the drawer numbers its parts on and on, here from 1.
    """
    drawn = str(vlc.vegalite_to_svg(dict(spec), allowed_base_urls=[]))
    numbers: dict[str, str] = {}
    return _PART.sub(lambda part: numbers.setdefault(part[0], f"clip{len(numbers) + 1}"), drawn)


def picture(
    spec: Mapping[str, Any],
    rows: Sequence[Mapping[str, Any]],
    *,
    title: str,
    source: str,
    form: Literal["png", "svg"],
    words: Words,
    name: str = "rows",
) -> bytes:
    """Return ``spec`` (Vega-Lite) with ``rows`` as PNG or SVG on white, with title and source."""
    whole = {
        **filled(spec, rows, words=words, name=name),
        "width": WIDTH,
        "padding": 20,
        "title": {
            "text": svg.lines(title, LINE),
            "subtitle": svg.lines(source, LINE),
            "anchor": "start",
            "fontSize": 18,
            "subtitleFontSize": 12,
            "offset": 14,
        },
    }
    if form == "svg":
        return as_svg(whole).encode("utf-8")
    return bytes(vlc.vegalite_to_png(whole, scale=SCALE, allowed_base_urls=[]))


def figure_picture(
    figure: Figure, *, title: str, source: str, form: Literal["png", "svg"]
) -> bytes:
    """Return a picture of the kit as PNG or SVG on white, with title and source."""
    text = svg.write(figure, title=title, source=source)
    if form == "svg":
        return text.encode("utf-8")
    return bytes(vlc.svg_to_png(text, scale=SCALE))
