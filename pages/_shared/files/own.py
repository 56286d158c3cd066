"""A team's own files: made when the browser asks for them, kept by the visit and by nothing else.

Whoever knows a token may have its file; no token can be guessed, and it goes with the visit. What a
page offers is a snapshot: later edits are in the next one. ADR 0055.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import threading
from collections.abc import AsyncIterator, Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import urlencode
from weakref import WeakValueDictionary, ref

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from iga_core.publish.naming import attachment
from pages._shared.bounds import BOUNDS
from pages._shared.files.answers import NO_STORE, refused, speaker
from pages._shared.links import base_path
from pages._shared.telemetry import log
from pages._shared.words import PARAMETER, words

PATH = "/unduh/milik"
KEY = "own_files"  # of the session
MAKERS = ThreadPoolExecutor(BOUNDS["file_places"], thread_name_prefix="own_file")


@dataclass(eq=False, repr=False, slots=True, weakref_slot=True)
class Offer:
    """One file that a page offers: its maker, of what it is made, whom to tell once it is sent."""

    key: str
    make: Callable[[], bytes]
    name: str
    mime: str
    given: object
    sent: Callable[[], None]
    making: Future[bytes] | None = None


@dataclass(eq=False, repr=False, slots=True, weakref_slot=True)
class Shelf:
    """What one visit offers by token, and what of it is made; both oldest first.

    The visit's runs put, the server's loop takes: every method may be called from any thread.
    """

    offers: dict[str, Offer] = field(default_factory=dict)
    made: dict[Offer, bytes] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def put(self, offer: Offer) -> str:
        """Return the token of ``offer``: a new one, unless the newest of its key is of the same."""
        with self.lock:
            before = [token for token, held in self.offers.items() if held.key == offer.key]
            if before and self.offers[before[-1]].given == offer.given:
                return before[-1]
            for token in before[: 1 - BOUNDS["own_kept"]]:
                self.made.pop(self.offers.pop(token), None)
            token = secrets.token_urlsafe()
            self.offers[token] = offer
        SHELVES[token] = self
        return token

    def keep(self, offer: Offer, data: bytes) -> None:
        """Keep a made file; older ones give way beyond the visit's share of memory."""
        with self.lock:
            self.made[offer] = data
            size = sum(map(len, self.made.values()))
            while size > BOUNDS["own_bytes"]:
                size -= len(self.made.pop(next(iter(self.made))))

    def forget(self, offer: Offer) -> None:
        """Let go of a made file; asked for again, it is made again."""
        with self.lock:
            self.made.pop(offer, None)


SHELVES: WeakValueDictionary[str, Shelf] = WeakValueDictionary()  # by token; the visits hold them


def _nobody() -> None:
    """Tell nobody that a file was sent."""


def offer(
    key: str,
    make: Callable[[], bytes],
    name: str,
    mime: str,
    *,
    given: object = None,
    sent: Callable[[], None] = _nobody,
) -> str:
    """Return the address at which this visit may fetch what ``make`` makes; nothing is made yet.

    ``make`` runs in a thread of its own: it holds plain values, nothing of the session. ``given``:
    of what it is made; while that stays equal, so does the address (None: every run is another).
    ``sent`` is called, from another thread, whenever a file of this offer was wholly sent.
    """
    shelf: Shelf = st.session_state.setdefault(KEY, Shelf())
    token = shelf.put(Offer(key, make, name, mime, object() if given is None else given, sent))
    query = urlencode({PARAMETER: words().language})
    return f"{base_path()}{PATH}/{token}/{name}?{query}"


class Sending(Response):
    """A file in pieces; ``sent`` is called once the last of them has left to one still there."""

    def __init__(self, data: bytes, file: Offer) -> None:
        """Send ``data`` as the file that ``file`` offers."""
        held = {
            "Content-Disposition": attachment(file.name),
            "Content-Encoding": "identity",  # whole or broken shows by its length
            "X-Accel-Buffering": "no",  # nginx passes on what it gets: sent is sent to the visitor
            **NO_STORE,
        }
        super().__init__(data, media_type=file.mime, headers=held)
        self._sent = file.sent

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send; one who leaves before the end is not told as served."""
        if scope["method"] == "HEAD":
            await super().__call__(scope, receive, send)
            return
        data = bytes(self.body)
        last = max(len(data) - BOUNDS["own_last"], len(data) // 2)  # a short file has a middle too
        pieces = range(0, last, BOUNDS["own_piece"])
        async with _leaving(receive) as left:
            start = {"status": self.status_code, "headers": self.raw_headers}
            await send({"type": "http.response.start", **start})
            for begin, end in pairwise((*pieces, last, last)):  # a last one of none: all has left
                piece = {"body": data[begin:end], "more_body": True}
                await send({"type": "http.response.body", **piece})
                if left.done():
                    return
            await asyncio.wait([left], timeout=BOUNDS["own_pause"])
            if left.done():
                return
            await send({"type": "http.response.body", "body": data[last:], "more_body": False})
        self._sent()


@asynccontextmanager
async def _leaving(receive: Receive) -> AsyncIterator[asyncio.Future[None]]:
    """Yield what is done once the visitor has left before the end."""

    async def listen() -> None:
        while (await receive())["type"] != "http.disconnect":
            pass

    listening = asyncio.ensure_future(listen())
    try:
        yield listening
    finally:
        listening.cancel()


async def _made(shelf: Shelf, file: Offer) -> bytes | None:
    """Return the file, made now or kept; None when no maker was free in time.

    Raises what its maker raises.
    """
    kept = shelf.made.get(file)
    if kept is not None:
        return kept
    making = file.making = file.making or MAKERS.submit(file.make)
    waiting = asyncio.wrap_future(making)
    await asyncio.wait([waiting], timeout=BOUNDS["file_seconds"])
    never_begun = making.cancel()
    if not never_begun:
        await asyncio.wait([waiting])
    if file.making is making:
        file.making = None
    if never_begun:
        return None
    data = waiting.result()
    shelf.keep(file, data)
    letting_go = (ref(shelf), ref(file))
    asyncio.get_running_loop().call_later(BOUNDS["own_seconds"], _forget, *letting_go)
    return data


def _forget(shelf: ref[Shelf], file: ref[Offer]) -> None:
    held, offered = shelf(), file()
    if held is not None and offered is not None:
        held.forget(offered)


async def _answer(request: Request) -> Response:
    """Answer one request for an own file."""
    words = speaker(request)
    token = request.path_params["token"]
    shelf = SHELVES.get(token)
    file = shelf.offers.get(token) if shelf is not None else None
    if shelf is None or file is None:
        return refused(404, words("file.gone"))
    try:
        data = await _made(shelf, file)
    except Exception as error:  # of any maker; its message may quote the work
        log.said(logging.ERROR, "own_file_failed", error)
        return refused(500, words("file.failed"))
    if data is None:
        return refused(503, words("file.busy", seconds=BOUNDS["retry_seconds"]))
    return Sending(data, file)


def routes(base_path: str) -> list[Route]:
    """Return what the server answers with own files; ``base_path`` as ``links.base_path``."""
    return [Route(f"{base_path}{PATH}/{{token}}/{{name}}", _answer, methods=["GET"])]
