"""The insides of Streamlit 1.67.0 and of the process that are changed, as no setting does it.

Full collections of memory are rationed and leave out what stays; threads take memory from few
places; the uploads of a visit are bounded and end with its connection. A replaced name that is gone
stops the start with an AttributeError, and tests hold what each change does.
"""

from __future__ import annotations

import ctypes
import gc
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache

from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from pages._shared.bounds import BOUNDS

ARENAS = 2  # places from which threads take memory; glibc's own 8 a core never give it back
M_ARENA_MAX = -8  # its name for mallopt, of malloc.h


def few_arenas() -> None:
    """Keep memory flat over thousands of short-lived threads, where the C library allows it."""
    with suppress(OSError, AttributeError):  # not glibc: nothing to bound
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


@cache
def freeze(page: str) -> None:
    """Take what is in memory after a page's first run out of all full collections.

    Streamlit makes one after every rerun; what never dies need not be walked.
    """
    gc.collect()
    gc.freeze()


class Collector:
    """Stands for the module ``gc`` in Streamlit's runs, which collect all there is after each one.

    The cost of that grows with everybody's open work, and it stops everybody: with 50 open
    portfolios it was most of a run. Between two full collections Python's own go on.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        """Measure the seconds in between by ``now``."""
        self._now, self._last = now, float("-inf")

    def collect(self, generation: int = 2) -> int:
        """Collect, unless that was done a moment ago; return how many objects were found."""
        now = self._now()
        if now - self._last < BOUNDS["collect_seconds"]:
            return 0
        self._last = now
        return gc.collect(generation)


_add_file = MemoryUploadedFileManager.add_file
_disconnect = WebsocketSessionManager.disconnect_session


def _add_bounded(self: MemoryUploadedFileManager, session_id: str, file: UploadedFileRec) -> None:
    """Keep an uploaded file; the oldest of the same visit give way beyond its share of memory."""
    _add_file(self, session_id, file)
    held = list(self.file_storage.get(session_id, {}).values())
    size = sum(len(one.data) for one in held)
    for one in held:
        if size <= BOUNDS["upload_bytes"]:
            break
        self.remove_file(session_id, one.file_id)
        size -= len(one.data)


def _disconnect_freely(self: WebsocketSessionManager, session_id: str) -> None:
    """End a connection; its uploads go with it, the rest of the visit may come back."""
    if (info := self._active_session_info_by_id.get(session_id)) is not None:
        info.session._uploaded_file_mgr.remove_session_files(session_id)
    _disconnect(self, session_id)


def replace_insides() -> None:
    """Put our replacements in place of Streamlit's functions. Raises AttributeError."""
    for owner, name, ours in (
        (script_runner, "gc", Collector()),
        (MemoryUploadedFileManager, "add_file", _add_bounded),
        (WebsocketSessionManager, "disconnect_session", _disconnect_freely),
    ):
        getattr(owner, name)
        setattr(owner, name, ours)
