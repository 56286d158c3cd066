"""A network between browser and server that a test can cut.

A cut is what a visitor's network does: the browser's connections break, new ones are refused, and
the server is told nothing. A long cable brings everything late, both ways.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Cable:
    """Carries bytes both ways on a port of its own until it is cut."""

    def __init__(self, base: str, late: float = 0) -> None:
        """Lead to the server at ``base``; ``late``: seconds on the way, each way."""
        self._late = late
        to = urlsplit(base)
        self._to = (str(to.hostname), int(to.port or 80))
        self._cut = False
        self.loses: bytes | None = None  # a request that begins so is lost, with its connection
        self._ends: set[asyncio.StreamWriter] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        listening = asyncio.start_server(self._carry, "127.0.0.1", 0)
        self._server = asyncio.run_coroutine_threadsafe(listening, self._loop).result()
        self.base = f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def _carry(self, near: asyncio.StreamReader, end: asyncio.StreamWriter) -> None:
        if self._cut:
            end.transport.abort()
            return
        far, beyond = await asyncio.open_connection(*self._to)
        self._ends.add(end)
        await asyncio.gather(self._ask(near, beyond, end), _copy(far, end, self._late))
        self._ends.discard(end)

    async def _ask(
        self, near: asyncio.StreamReader, beyond: asyncio.StreamWriter, end: asyncio.StreamWriter
    ) -> None:
        """Carry what the browser asks; one request is one read, as browsers send them."""

        def lost(data: bytes) -> bool:
            return self.loses is not None and data.startswith(self.loses)

        if await _copy(near, beyond, self._late, lost):
            end.transport.abort()

    def cut(self) -> None:
        """Break every connection on the browser's side and let none through."""

        def breaking() -> None:
            self._cut = True
            for end in self._ends:
                end.transport.abort()

        self._loop.call_soon_threadsafe(breaking)

    def mend(self) -> None:
        """Let connections through again."""
        self._cut = False

    def close(self) -> None:
        """Stop carrying, and leave nothing running."""

        async def ending() -> None:
            self._server.close()
            carrying = asyncio.all_tasks() - {asyncio.current_task()}
            for task in carrying:
                task.cancel()
            await asyncio.gather(*carrying, return_exceptions=True)

        asyncio.run_coroutine_threadsafe(ending(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


async def _copy(
    source: asyncio.StreamReader,
    target: asyncio.StreamWriter,
    late: float,
    lost: Callable[[bytes], bool] = lambda _: False,
) -> bool:
    """Copy to the end, each piece ``late`` seconds later; say whether something was ``lost``,
    which ends it.
    """
    loop = asyncio.get_running_loop()
    with suppress(OSError):
        while data := await source.read(65536):
            if lost(data):
                target.transport.abort()
                return True
            loop.call_later(late, target.write, data)
            await target.drain()
        loop.call_later(late, target.write_eof)
    return False


@contextmanager
def cable(base: str, late: float = 0) -> Iterator[Cable]:
    """Yield a cable to the server at ``base`` (see ``Cable``)."""
    laid = Cable(base, late)
    try:
        yield laid
    finally:
        laid.close()
