"""What Streamlit does on its own that a public page must not; put in place once a process.

The names replaced here are Streamlit's inner ones (1.67.0): it offers no setting for these. A name
that is gone stops the start with an AttributeError, and tests hold what each replacement does.
"""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable
from typing import Any

from streamlit import error_util
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.proto.Exception_pb2 import Exception as ExceptionProto
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import script_runner
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from pages._shared.watch import log, runs
from pages._shared.watch.counters import BOUNDS, SERVED
from pages._shared.words import t


def _log(error: BaseException) -> None:
    """Log an error that nobody caught: where and of which type, without its message."""
    page = runs.page_now()
    SERVED.failed(page, type(error).__qualname__)
    log.said(logging.ERROR, "error", error, page=page)


def _show(error: BaseException) -> None:
    """Tell the visitor in our own words what to do; nothing of the error itself.

    It stays an element of the kind "exception", so that every test still sees that a page failed.
    """
    calm = ExceptionProto(message=t("frame.failed"), message_is_markdown=True)
    calm.width_config.use_stretch = True
    get_dg_singleton_instance().main_dg._enqueue("exception", calm)


def _keep_cache(session: Any) -> None:  # noqa: ANN401 - Streamlit's own type says no more
    """Leave the cache alone: it is everybody's, and any visitor can ask to have it emptied."""
    log.said(logging.INFO, "clear_cache_refused")


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


def raise_shield() -> None:
    """Put our replacements in place of Streamlit's functions. Raises AttributeError."""
    for owner, name, ours in (
        (error_util, "_log_uncaught_app_exception", _log),
        (error_util, "show_uncaught_app_exception", _show),
        (AppSession, "_handle_clear_cache_request", _keep_cache),
        (script_runner, "gc", Collector()),
        (MemoryUploadedFileManager, "add_file", _add_bounded),
        (WebsocketSessionManager, "disconnect_session", _disconnect_freely),
    ):
        getattr(owner, name)
        setattr(owner, name, ours)
