"""The style of all pages, fetched once: a run of a page names it and does not send it again."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from iga_core.chart.look import stylesheet
from pages._shared.links import base_path

STYLE = Path(__file__).with_name("style.css")
NAMED, WHOLE = (Path(__file__).with_name(f"{name}.html") for name in ("style", "style_whole"))
PATH = "/gaya"
_served = False  # by ``routes``: without them (``streamlit run``) the sheet goes with the page


@cache
def text() -> str:
    """Return the one style sheet, that of the pictures included."""
    return stylesheet() + STYLE.read_text(encoding="utf-8")


@cache
def address() -> str:
    """Return where the sheet is served; its address changes with what it holds."""
    name = sha256(text().encode()).hexdigest()[:16]
    return f"{base_path()}{PATH}/{name}.css"


@cache
def element() -> str:
    """Return the element that brings the sheet."""
    if not _served:
        return WHOLE.read_text(encoding="utf-8").replace("__style__", text())
    return NAMED.read_text(encoding="utf-8").replace("__address__", address())


async def _answer(request: Request) -> Response:
    """Return the sheet, to be kept for good: another one has another name."""
    lifetime = {"Cache-Control": "public, max-age=31536000, immutable"}
    return Response(text(), media_type="text/css", headers=lifetime)


def routes(base: str) -> list[Route]:
    """Return the way to the sheet below the path ``base`` of the app, which then serves it."""
    global _served
    _served = True
    return [Route(f"{base}{PATH}/{{name}}", _answer, methods=["GET"])]
