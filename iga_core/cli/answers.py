"""How every verb answers what goes wrong: one line on the error stream, and its exit code."""

from __future__ import annotations

import argparse
import errno
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from io import StringIO
from typing import NoReturn

from iga_core.language import Words
from iga_core.record.violation import BrokenDataError, describe

CLOSED_PIPE = 128 + 13  # as a shell reports SIGPIPE
INTERRUPTED = 128 + 2
# what the system refuses, by its number -> message
REFUSED = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT), "cli.system_full"),
    **dict.fromkeys((errno.EACCES, errno.EPERM, errno.EROFS), "cli.system_denied"),
    **dict.fromkeys((errno.ENOENT, errno.ENOTDIR), "cli.system_missing"),
    errno.EISDIR: "cli.system_folder",
    errno.EEXIST: "cli.system_exists",
    errno.EADDRINUSE: "cli.system_port_taken",
}


def refuse(line: str) -> int:
    """Print one line to the error stream and return the exit code of bad input."""
    print(" ".join(line.split()), file=sys.stderr)
    return 2


def system_line(error: OSError, words: Words) -> str:
    """Return what the system refused, and for which file where it says so."""
    number = error.errno or 0
    known = REFUSED.get(number)
    reason = words(known) if known else words("cli.system_other", reason=error.strerror or number)
    return f"{error.filename}: {reason}" if error.filename else reason


def answered(verb: Callable[[], int], words: Words) -> int:
    """Run ``verb`` and return its exit code; whatever the system refuses is one line.

    A reader that went away (``| head``, ``2>&1 | head``) ends the verb without a word, and a verb
    whose output is closed (``>&-``) says nothing.
    """
    _open_outputs()
    try:
        return _told(verb, words)
    except BrokenPipeError:
        _close_outputs()
        return CLOSED_PIPE


def _told(verb: Callable[[], int], words: Words) -> int:
    try:
        try:
            return verb()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _close_outputs()
        return refuse(system_line(error, words))
    except BrokenDataError as error:
        for violation in error.violations:
            print(describe(violation, words))
        sys.stdout.flush()
        return 1
    except KeyboardInterrupt:
        refuse(words("cli.interrupted"))
        return INTERRUPTED


def _open_outputs() -> None:
    """Let what is printed go nowhere where the caller closed an output."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, StringIO())


def _close_outputs() -> None:
    """Flush what can be flushed; let the rest go nowhere, also what is flushed at the end."""
    for output in (sys.stdout, sys.stderr):
        try:
            output.flush()
        except OSError:
            with suppress(OSError, ValueError):  # an output that is no file
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, output.fileno())
                os.close(nowhere)


class Parser(argparse.ArgumentParser):
    """Answers a bad command line with one line and exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print ``message`` without the usage block."""
        sys.exit(refuse(f"{self.prog}: {message}"))
