"""Open a page as a visitor does: exit code 0 when it stands, 1 and the reason when it does not.

The server's own ``/_stcore/health`` says ok even where no page can be drawn.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from typing import Any

from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import WebSocketException
from websockets.sync.client import connect
from websockets.typing import Subprotocol

STREAM: Mapping[str, Any] = {"subprotocols": [Subprotocol("streamlit")], "max_size": None}


class UnhealthyError(Exception):
    """The page did not stand; the text says why."""


def stream(base: str) -> str:
    """Return the address of the websocket that pages come over."""
    return base.replace("http", "ws", 1) + "/_stcore/stream"


def is_over(message: ForwardMsg) -> bool:
    """Say whether a run of a page ends here, and not in another run that it asked for."""
    again = ForwardMsg.FINISHED_EARLY_FOR_RERUN
    finished = message.WhichOneof("type") == "script_finished"
    return finished and message.script_finished != again


def messages(base: str, slug: str, within: float) -> Iterator[ForwardMsg]:
    """Yield what the server sends for one visit to a page, to the end of its run.

    ``within``: seconds for all of it; raises TimeoutError after them.
    """
    end = time.monotonic() + within
    request = BackMsg()
    request.rerun_script.page_name = slug
    with connect(stream(base), **STREAM, open_timeout=within) as socket:
        socket.send(request.SerializeToString())
        while True:
            data = socket.recv(timeout=max(0.0, end - time.monotonic()), decode=False)
            message = ForwardMsg.FromString(data)
            yield message
            if is_over(message):
                return


def look(base: str, slug: str, within: float) -> None:
    """Open a page; raise UnhealthyError unless its run drew something and ended without error."""
    drawn = stands = False
    try:
        for message in messages(base, slug, within):
            if message.WhichOneof("type") == "page_not_found":  # the first page is drawn instead
                raise UnhealthyError(f"there is no page {slug!r}")
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            if kind == "exception":
                raise UnhealthyError(f"{element.exception.type}: {element.exception.message}")
            if kind == "alert" and element.alert.format == Alert.ERROR:
                raise UnhealthyError(element.alert.body)
            drawn |= kind is not None
            if message.WhichOneof("type") == "script_finished":
                stands = drawn and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY
    except (OSError, WebSocketException) as error:
        raise UnhealthyError(f"{type(error).__name__}: {error}") from error
    if not stands:
        raise UnhealthyError("the page ended before its last line")


def main() -> int:
    """Look at one page and say what was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", default="http://127.0.0.1:8501")
    parser.add_argument("--page", default="", help="a page's name in the address; empty: the first")
    parser.add_argument("--within", type=float, default=20.0, help="seconds")
    arguments = parser.parse_args()
    try:
        look(arguments.base, arguments.page, arguments.within)
    except UnhealthyError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
