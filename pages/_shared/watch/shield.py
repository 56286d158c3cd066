"""What Streamlit does on its own that a public page must not; put in place once a process.

The names replaced here are Streamlit's inner ones (1.67.0): it offers no setting for these. A name
that is gone stops the start with an AttributeError, and tests hold what each replacement does.
"""

from __future__ import annotations

import logging
from typing import Any

from streamlit import error_util
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.proto.Exception_pb2 import Exception as ExceptionProto
from streamlit.runtime.app_session import AppSession

from pages._shared.watch import log, runs
from pages._shared.watch.counters import SERVED
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


def raise_shield() -> None:
    """Put our replacements in place of Streamlit's functions. Raises AttributeError."""
    for owner, name, ours in (
        (error_util, "_log_uncaught_app_exception", _log),
        (error_util, "show_uncaught_app_exception", _show),
        (AppSession, "_handle_clear_cache_request", _keep_cache),
    ):
        getattr(owner, name)
        setattr(owner, name, ours)
