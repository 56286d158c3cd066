"""The log: one JSON line per event on standard output, and nothing of a visitor in it.

``ATLAS_LOG`` sets the level: ``info`` (runs and errors; the default), ``error`` or ``off``; and
``debug``, for development only: errors with their messages, which may quote what was typed.
"""

from __future__ import annotations

import json
import logging
import os
import re
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from iga_core.paths import ROOT
from pages._shared.bounds import BOUNDS

SWITCH = "ATLAS_LOG"
LEVELS = {
    "debug": logging.DEBUG,
    "info": logging.INFO,
    "error": logging.ERROR,
    "off": logging.CRITICAL + 1,
}
LOGGER = logging.getLogger("atlas")
# of uvicorn: what they say below a warning is a line a request, with its address
REQUESTS = ("uvicorn.access", "uvicorn.error")
_VALUE = re.compile(r"%(?:%|(?:\([^()]*\))?[-#0 +]*[0-9*]*(?:\.[0-9*]+)?[a-zA-Z])")


class JsonLine(logging.Formatter):
    """Prints a record as one line: its time (UTC), its event and the facts given with it.

    Of an error only types and places are printed. Its message is not: it often quotes a value.
    (``debug`` prints it.)
    """

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        facts: dict[str, Any] = getattr(record, "facts", {})
        line = {"time": at, "event": record.getMessage(), **facts}
        if record.exc_info and record.exc_info[1]:
            line["error"] = described(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class _Output(logging.Handler):
    """Writes to whatever standard output is at the moment."""

    def emit(self, record: logging.LogRecord) -> None:
        try:
            print(self.format(record), file=sys.stdout, flush=True)
        except Exception:
            self.handleError(record)


def described(error: BaseException) -> list[dict[str, Any]]:
    """Return an error and what caused it, outermost first: type, and places from outer to inner.

    No messages (but see ``debug``), no values; places are files of the project or of a library,
    with line and function.
    """
    found: list[dict[str, Any]] = []
    seen: set[int] = set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        frames = traceback.extract_tb(cause.__traceback__)[-BOUNDS["frames"] :]
        at = [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
        found.append({"type": type(cause).__qualname__, "at": at})
        if LOGGER.isEnabledFor(logging.DEBUG):
            found[-1]["message"] = str(cause)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return found


def _place(file: str) -> str:
    """Return a file as the project or a library calls it: nothing of this machine."""
    path = Path(file)
    parts = path.parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return path.relative_to(ROOT).as_posix() if path.is_relative_to(ROOT) else path.name


def said(level: int, event: str, error: BaseException | None = None, **facts: object) -> None:
    """Log one event. ``facts`` are ours: page, language, milliseconds; never what was typed."""
    if LOGGER.isEnabledFor(level):
        LOGGER.log(level, event, exc_info=error, extra={"facts": facts})


_make_record = logging.getLogRecordFactory()


def _dropped(place: re.Match[str]) -> str:
    """Return what stands where a value was to come in a message; ``%%`` is a sign, no place."""
    return "%" if place[0] == "%%" else "\N{HORIZONTAL ELLIPSIS}"


def _record(*args: Any, **kwargs: Any) -> logging.LogRecord:  # noqa: ANN401 - as logging calls it
    """Make a log record; of every logger but ours only the message's first line, without values.

    Streamlit writes what a visitor typed into a table's cell into its log, for one; asyncio puts
    the address of a connection on the lines below its first.
    """
    record = _make_record(*args, **kwargs)
    if record.name != LOGGER.name and not LOGGER.isEnabledFor(logging.DEBUG):
        if not isinstance(record.msg, str):  # an error, whose text may quote a value
            record.msg = type(record.msg).__qualname__
        if record.args:
            record.msg = _VALUE.sub(_dropped, record.msg)
            record.args = ()
        record.msg = record.msg.strip().partition("\n")[0]
        if record.exc_info and record.exc_info[0]:
            record.msg = f"{record.msg} [{record.exc_info[0].__qualname__}]"
            record.exc_info = None
    return record


def _no_request(record: logging.LogRecord) -> bool:
    """Say whether a line of the server is more than the account of one request."""
    return record.levelno >= logging.WARNING or LOGGER.isEnabledFor(logging.DEBUG)


def start() -> None:
    """Set the log up by the environment; once a process, more often does no harm."""
    if not LOGGER.handlers:
        handler = _Output()
        handler.setFormatter(JsonLine())
        LOGGER.addHandler(handler)
        LOGGER.propagate = False
        logging.setLogRecordFactory(_record)
        for name in REQUESTS:
            logging.getLogger(name).addFilter(_no_request)
    wished = os.environ.get(SWITCH, "info").lower()
    LOGGER.setLevel(LEVELS.get(wished, logging.INFO))
    if wished not in LEVELS:
        said(logging.ERROR, "unknown_level", known=sorted(LEVELS), used="info")
