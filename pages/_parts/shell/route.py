"""The shell: the HTML in which a browser receives Streamlit's program, made ready for our pages.

Streamlit's own fetches a font we do not use, asks below a page's address for a server that is not
there, and learns of the style and of what draws a first screen only when a run names them. And it
is empty: ours holds the title and the answer of its address until the page stands in its place.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path

import streamlit
from markupsafe import escape
from starlette.requests import Request
from starlette.responses import HTMLResponse
from starlette.routing import Route

from iga_core.chart import html
from iga_core.record import BrokenDataError
from pages._parts.shell.answers import answer
from pages._shared import atlas, filters, first, sheet
from pages._shared.files.answers import speaker
from pages._shared.first import SITE
from pages._shared.telemetry import log
from pages._shared.words import speaking, t

STATIC = Path(streamlit.__file__).parent / "static"
HERE = Path(__file__).parent
SOURCE_SANS = re.compile(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>')
HASHED = re.compile(r"\./(static/js/[\w.]+\.\*\.js)")  # a part of the program, its hash left open


def _once(pattern: re.Pattern[str] | str, new: str, shell: str) -> str:
    """Return ``shell`` with the one place of ``pattern`` made ``new``."""
    changed, places = re.subn(pattern, lambda _: new, shell)
    if places != 1:
        raise LookupError(str(pattern))
    return changed


def _named(found: re.Match[str]) -> str:
    """Return the address of a part of the program, with the hash of this version."""
    (path,) = STATIC.glob(found[1])
    return f"./{path.relative_to(STATIC).as_posix()}"


@cache
def shell() -> str:
    """Return the shell without an answer. Raises LookupError where Streamlit's is another."""
    ours = (HERE / "head.html").read_text(encoding="utf-8")
    text = (STATIC / "index.html").read_text(encoding="utf-8")
    text = _once(SOURCE_SANS, HASHED.sub(_named, ours), text)
    return _once('href="__style__"', f'href="{sheet.address()}"', text)


def _arriving(slug: str, query: Mapping[str, str]) -> tuple[str, str]:
    """Return what the tab is called and what stands first at an address (HTML)."""
    record = atlas.record()
    values = filters.read(filters.TABLES[slug](record), query).values
    found = answer(slug, record, values)
    above = html.sentences(found.said, t("chart.proof")) if found.said else ""
    return (
        first.tab(found.title, found.whom),
        html.filled("arriving.html", title=found.title, above=above),
    )


def _respond(slug: str, request: Request) -> HTMLResponse:
    language = speaker(request).language
    with speaking(language):
        try:
            title, arriving = _arriving(slug, request.query_params)
        except BrokenDataError:  # the page itself says so, once it is there
            title, arriving = SITE, ""
        except Exception as error:  # as above; nobody sees its text
            log.said(logging.ERROR, "error", error, page=slug)
            title, arriving = SITE, ""
    text = _once("<title>Streamlit</title>", f"<title>{escape(title)}</title>", shell())
    text = _once('lang="en"', f'lang="{language}"', text)
    text = _once("<body>", f"<body>{arriving}", text)
    return HTMLResponse(text, headers={"Cache-Control": "no-cache"})


def routes(base: str, slugs: tuple[str, ...]) -> list[Route]:
    """Return the ways to the pages ``slugs``, the first also at ``base`` itself."""
    shell()
    paths = {f"{base}/": slugs[0], **{f"{base}/{slug}": slug for slug in slugs}}
    return [Route(path, partial(_respond, slug), methods=["GET"]) for path, slug in paths.items()]
