"""How a file that is not there is answered: plain text in the reader's language, kept by nobody."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from iga_core.language import Words, languages, load_words
from pages._shared.bounds import BOUNDS
from pages._shared.words import DEFAULT, PARAMETER

NO_STORE = {"Cache-Control": "no-store"}


def speaker(request: Request) -> Words:
    """Return the words of the language that an address asks for, the usual one otherwise."""
    given = request.query_params.get(PARAMETER, DEFAULT)
    return load_words(given if given in languages() else DEFAULT)


def refused(status: int, text: str) -> Response:
    """Return an answer that says why there is no file; of 503 also when to come back."""
    again = {"Retry-After": str(BOUNDS["retry_seconds"])} if status == 503 else {}
    return PlainTextResponse(text, status, NO_STORE | again)
