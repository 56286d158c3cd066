"""Every run of a page is timed and logged, and so is an error that nobody caught."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import ParamSpec

import streamlit as st

from pages._shared.telemetry import log
from pages._shared.words import t, words

P = ParamSpec("P")


@dataclass(slots=True)
class Run:
    """A run that is under way. ``outcome``: "ok", "error", "stopped" (by a newer one) or other."""

    page: str
    outcome: str = "ok"


class _Current(threading.local):
    """The run that this thread makes, if any, and the page of its last one.

    The page is "" before any run, as in a widget's callback.
    """

    run: Run | None = None
    page: str = ""


_current = _Current()


@contextmanager
def run(page: str, event: str = "run") -> Iterator[Run]:
    """Watch one run of ``page``: our own slug of a registered page, never a visitor's text."""
    started, found = time.perf_counter(), Run(page)
    _current.run, _current.page = found, page
    try:
        yield found
    except Exception:
        found.outcome = "error"
        raise
    except BaseException:  # Streamlit ends a run for a newer one, or at st.rerun and st.stop
        found.outcome = "stopped"
        raise
    finally:
        _current.run = None
        taken = (time.perf_counter() - started) * 1000
        language, ms = words().language, round(taken, 1)
        log.said(logging.INFO, event, page=page, language=language, ms=ms, outcome=found.outcome)


def failed(error: Exception) -> bool:
    """Log an error that nobody caught and tell the visitor in our own words what to do.

    For ``st.App``: nothing of the error itself is shown, hence True.
    """
    log.said(logging.ERROR, "error", error, page=_current.page)
    st.error(t("frame.failed"))
    return True
