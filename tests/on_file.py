"""The record on file, read and checked once a process, for tests that only look at it."""

from __future__ import annotations

from functools import cache

from iga_core.record import Record, load_record


@cache
def record() -> Record:
    """The record of ``data/``; nobody may change its tables."""
    return load_record()
