"""The desk over the record on file, built once a process."""

from __future__ import annotations

from functools import cache

from iga_core.declared.reader import cached_reader_words
from iga_core.reader import PressDesk
from tests import on_file


@cache
def desk() -> PressDesk:
    """The desk that reads press texts against ``data/``."""
    return PressDesk(on_file.record(), cached_reader_words())
