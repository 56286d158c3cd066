"""Serve the app: one process, for ``make run`` and, behind ``nginx.conf``, for the public.

``streamlit run`` opens its port in a way that leaves Nagle's algorithm on, and every change of a
filter then waits for an acknowledgement (40 ms on Linux). uvicorn opens it without. ADR 0076.
"""

from __future__ import annotations

import argparse
import logging
import socket
import sys
from functools import partial
from pathlib import Path

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from deploy.resume import Resume
from iga_core.cli.answers import Parser, answered, refuse
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.publish.naming import public_address
from iga_core.record import BrokenDataError, describe, recover
from pages._parts.shell import route as shell
from pages._parts.unduh.route import Files, routes
from pages._shared import frame, sheet
from pages._shared.bounds import BOUNDS
from pages._shared.files import own
from pages._shared.files.store import Slots
from pages._shared.links import base_path
from pages._shared.streamlit_insides import few_arenas
from pages._shared.telemetry import log, runs

ROOT = Path(__file__).resolve().parents[1]
MESSAGE_LIMIT = 4 * 1024 * 1024  # bytes a browser may send at once; files come another way
STOPS_WITHIN = 5  # seconds open visits get before the process ends without them


def make(entry: Path = ROOT / "app.py") -> st.App:
    """Return the app whose entry script this is, and the files beside it."""
    files = Files(Slots(BOUNDS["file_places"], BOUNDS["file_seconds"]))
    base = base_path()
    ours = [*sheet.routes(base), *shell.routes(base, frame.PAGES)]
    beside = [*own.routes(base), *routes(base, files), *ours]
    return st.App(
        str(entry),
        routes=beside,
        middleware=[Middleware(Resume)],
        on_script_error=runs.failed,
    )


def _port(given: str) -> int:
    """Return the number of a port. Raises ArgumentTypeError."""
    if not given.isdecimal() or not 0 < int(given) < 2**16:
        raise argparse.ArgumentTypeError(load_words("id")("cli.port", given=given[:20]))
    return int(given)


def _free(host: str, port: int) -> None:
    """Raise OSError where nobody could listen: uvicorn's own words for it are a log line."""
    family, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    socket.create_server(address, family=family).close()


def main() -> int:
    """Serve until told to stop; return 2 after one line where that cannot be."""
    parser = Parser(description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=_port, default=8501)
    parser.add_argument("--app", type=Path, default=ROOT / "app.py")
    arguments = parser.parse_args()
    return answered(partial(_serve, arguments), load_words("id"))


def _serve(arguments: argparse.Namespace) -> int:
    arguments.app.stat()
    try:
        public_address()
    except ValueError:
        return refuse(load_words("id")("cli.address"))
    _free(arguments.host, arguments.port)
    try:
        recover(DATA)
    except BrokenDataError as error:  # visitors are told to wait; whoever runs this, what to do
        print(*(describe(o, load_words("id")) for o in error.violations), sep="\n", file=sys.stderr)
    few_arenas()
    log.start()  # before the first request: what the server itself says of one holds its address
    log.said(logging.INFO, "start", port=arguments.port)
    uvicorn.run(
        make(arguments.app),
        host=arguments.host,
        port=arguments.port,
        ws="websockets-sansio",
        ws_max_size=MESSAGE_LIMIT,
        ws_ping_interval=30,
        ws_ping_timeout=30,
        ws_per_message_deflate=True,  # what is sent is text: a quarter of the bytes (ADR 0080)
        server_header=False,
        timeout_graceful_shutdown=STOPS_WITHIN,
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
