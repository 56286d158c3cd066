"""A chart as a picture: title, source and date burned in, made without a network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

import vl_convert as vlc

from iga_core.language import Words

WIDTH = 900  # pixels of the drawing, without labels
SCALE = 2.0  # PNG pixels per pixel of the drawing
LINE = 90  # characters of a title's line


def _lines(text: str) -> list[str]:
    """Break ``text`` at spaces into lines of at most ``LINE`` characters."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if len(longer) > LINE and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def with_files(
    spec: Mapping[str, Any], files: Mapping[str, Sequence[Mapping[str, Any]]]
) -> dict[str, Any]:
    """Return ``spec`` with the rows of served files in place of their addresses."""

    def filled(part: object) -> object:
        if isinstance(part, Mapping):
            rows = files.get(str(part.get("url")))
            if rows is not None:
                return {"values": [dict(row) for row in rows]}
            return {key: filled(value) for key, value in part.items()}
        return [filled(value) for value in part] if isinstance(part, list) else part

    return {key: filled(value) for key, value in spec.items()}


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
        **spec,
        "width": WIDTH,
        "background": "white",
        "padding": 20,
        "datasets": {name: [dict(row) for row in rows]},
        "title": {
            "text": _lines(title),
            "subtitle": _lines(source),
            "anchor": "start",
            "fontSize": 18,
            "subtitleFontSize": 12,
            "offset": 14,
        },
        "config": {**spec.get("config", {}), "locale": words.vega_locale()},
    }
    if form == "svg":
        return str(vlc.vegalite_to_svg(whole)).encode("utf-8")
    return bytes(vlc.vegalite_to_png(whole, scale=SCALE))
