"""A visit that goes on in a process which never saw it: after a restart, or at another replica.

A browser that comes back asks for nothing; it goes on with the next change of a filter. A process
that does not know the visit drops such a change without a word where the filter stands in a
fragment, and puts the filter back to the address elsewhere (seen on Streamlit 1.67.0). So before
the first message of a connection that goes on, the whole page is run once from its address; then
the message counts as it would have. docs/streamlit.md.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

WAITS = 60.0  # seconds for the page to stand, after which the message is passed on regardless
PRESSED = ("trigger_value", "string_trigger_value", "json_trigger_value")


def page_first(data: bytes) -> bytes | None:
    """Return the message that runs the page a browser goes on with, None when it opens one."""
    message = BackMsg.FromString(data)
    if message.WhichOneof("type") != "rerun_script" or not message.rerun_script.page_script_hash:
        return None
    run = message.rerun_script
    run.fragment_id = ""
    values = [s for s in run.widget_states.widgets if s.WhichOneof("value") not in PRESSED]
    del run.widget_states.widgets[:]
    run.widget_states.widgets.extend(values)
    return bytes(message.SerializeToString())


def ends_a_run(data: bytes) -> bool:
    """Say whether a message to the browser ends a run, and not for another one to follow."""
    message = ForwardMsg.FromString(data)
    another = message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN
    return message.WhichOneof("type") == "script_finished" and not another


class Connection:
    """One websocket between a browser and the app."""

    def __init__(self, receive: Receive, send: Send) -> None:
        """Stand between the app and ``receive`` and ``send``."""
        self._receive, self._send = receive, send
        self._first = True
        self._held: Message | None = None
        self._stands = asyncio.Event()

    async def receive(self) -> Message:
        """Return the browser's next message, or what must come before it."""
        if self._held is not None:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._stands.wait(), WAITS)
            held, self._held = self._held, None
            return held
        message = await self._receive()
        if self._first and message.get("bytes"):
            self._first = False
            before = page_first(message["bytes"])
            if before is not None:
                self._held = message
                return {**message, "bytes": before}
        return message

    async def send(self, message: Message) -> None:
        """Pass a message on to the browser."""
        await self._send(message)
        if self._held is not None and message.get("bytes") and ends_a_run(message["bytes"]):
            self._stands.set()


class Resume:
    """ASGI middleware: every websocket is a ``Connection``."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "websocket":
            connection = Connection(receive, send)
            receive, send = connection.receive, connection.send
        await self.app(scope, receive, send)
