"""Stand-ins for the reading of a file that ask for too much, each in its way."""

from __future__ import annotations

import os
import re
import time
from typing import NoReturn


def compute(*_: object, **__: object) -> NoReturn:
    """Compute without end, holding the interpreter's lock."""
    re.fullmatch("(a+)+b", "a" * 80)
    raise AssertionError


def hold(*_: object, **__: object) -> NoReturn:
    """Ask for memory without end."""
    held: list[bytearray] = []
    while True:
        held.append(bytearray(10_000_000))


def die(*_: object, **__: object) -> NoReturn:
    """Fall over, as a parser written in C may."""
    os.abort()


def wait(*_: object, **__: object) -> NoReturn:
    """Do nothing, for ever."""
    while True:
        time.sleep(60)
