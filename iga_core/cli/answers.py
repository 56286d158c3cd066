"""How every verb answers bad input: one line on the error stream, exit code 2."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn


def refuse(line: str) -> int:
    """Print one line to the error stream and return the exit code of bad input."""
    print(" ".join(line.split()), file=sys.stderr)
    return 2


class Parser(argparse.ArgumentParser):
    """Answers a bad command line with one line and exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Print ``message`` without the usage block."""
        sys.exit(refuse(f"{self.prog}: {message}"))
