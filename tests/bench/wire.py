"""Bytes as they cross the wire: a relay between browser and server, a socket that counts.

What a browser tells of a websocket is counted after it was unpacked; only the connection itself
knows what was sent.
"""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class CountingSocket(socket.socket):
    """A socket that counts what it receives.

    It acknowledges at once: the kernel's delay of 40 ms, which no page causes, is in no figure.
    """

    received = 0

    def recv(self, size: int, flags: int = 0, /) -> bytes:
        """Receive, and count."""
        if hasattr(socket, "TCP_QUICKACK"):
            self.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
        data = super().recv(size, flags)
        self.received += len(data)
        return data


class Relay:
    """A server on ``address`` that passes everything on; ``received``: bytes to the browser."""

    def __init__(self, target: str) -> None:
        """Stand before the server at ``target``."""
        self.target = urlsplit(target)
        self.address = ""
        self.received = 0
        self._ready, self._stop = threading.Event(), asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None

    async def _pass(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, count: bool
    ) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(1 << 16):
                self.received += len(data) if count else 0
                writer.write(data)
                await writer.drain()
        writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, here = await asyncio.open_connection(self.target.hostname, self.target.port)
        with suppress(asyncio.CancelledError):  # the bench ends before the browser hangs up
            await asyncio.gather(
                self._pass(reader, here, count=False), self._pass(there, writer, count=True)
            )

    async def _run(self) -> None:
        self._loop = asyncio.get_running_loop()
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        await self._stop.wait()
        server.close()

    @contextmanager
    def open(self) -> Iterator[Relay]:
        """Pass on while the block runs."""
        thread = threading.Thread(target=lambda: asyncio.run(self._run()), daemon=True)
        thread.start()
        self._ready.wait(10)
        try:
            yield self
        finally:
            if self._loop:
                self._loop.call_soon_threadsafe(self._stop.set)
            thread.join(10)
