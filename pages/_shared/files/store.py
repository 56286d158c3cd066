"""Mades made on demand: each once, few at a time, kept while there is room."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool

from iga_core.publish.naming import Made

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


PDF = "application/pdf"
JSON = "application/json"


class BusyError(Exception):
    """Nobody could make the file within the time a visitor is asked to wait."""


class Slots:
    """Places for files being made at once. ``waits``: seconds that one is waited for."""

    def __init__(self, places: int, waits: float) -> None:
        """Begin with all places free."""
        self._free = asyncio.Semaphore(places)
        self.waits = waits

    @asynccontextmanager
    async def one(self) -> AsyncIterator[None]:
        """Hold a place. Raises BusyError when none came free in time."""
        try:
            await asyncio.wait_for(self._free.acquire(), self.waits)
        except TimeoutError as error:
            raise BusyError from error
        try:
            yield
        finally:
            self._free.release()


class Store:
    """Made files by key, at most ``most`` bytes of them; the longest unasked give way."""

    def __init__(self, most: int, slots: Slots) -> None:
        """Begin empty; files are made in ``slots``."""
        self._most, self._slots = most, slots
        self._kept: OrderedDict[Hashable, Made] = OrderedDict()
        self._making: dict[Hashable, asyncio.Task[Made]] = {}

    @property
    def size(self) -> int:
        """Bytes of all files kept."""
        return sum(len(file.data) for file in self._kept.values())

    async def get(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return the file of ``key``: the one kept, the one being made, or a new one.

        ``make`` runs in a thread. Raises BusyError when that would take too long, and whatever
        ``make`` raises; neither is kept.
        """
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        if key in self._making:
            try:  # somebody else's press: it goes on whatever becomes of this one
                shared = asyncio.shield(self._making[key])
                return await asyncio.wait_for(shared, self._slots.waits)
            except TimeoutError as error:
                raise BusyError from error
        task = asyncio.ensure_future(self._make(key, make))
        self._making[key] = task
        task.add_done_callback(lambda _: self._making.pop(key, None))
        return await asyncio.shield(task)

    async def _make(self, key: Hashable, make: Callable[[], Made]) -> Made:
        async with self._slots.one():
            file = await run_in_threadpool(make)
        if len(file.data) <= self._most:
            self._kept[key] = file
            while self.size > self._most:
                self._kept.popitem(last=False)
        return file
