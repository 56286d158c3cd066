"""The routes of own files, served in this process by the server that serves them in public."""

from __future__ import annotations

import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message

import uvicorn
from starlette.applications import Starlette

from pages._shared.files import own
from tests.served import free_port

STARTS_WITHIN = 10.0  # seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: status, headers, body."""

    status: int
    headers: Message
    body: bytes


@contextmanager
def own_server(base_path: str = "") -> Iterator[str]:
    """Serve the own files of this process' visits and yield the address before their paths."""
    port = free_port()
    app = Starlette(routes=own.routes(base_path))
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="info"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + STARTS_WITHIN
    while not server.started:
        assert time.monotonic() < end, "the server did not start"
        time.sleep(0.01)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def fetch(address: str) -> Answer:
    """Ask for ``address``; an answer of any status is one."""
    try:
        with urllib.request.urlopen(address) as found:
            return Answer(found.status, found.headers, found.read())
    except urllib.error.HTTPError as error:
        return Answer(error.code, error.headers, error.read())
