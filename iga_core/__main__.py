"""The command line: ``python -m iga_core VERB``; one line of help per verb."""

from __future__ import annotations

import errno
import signal
import sys
from collections.abc import Sequence
from pathlib import Path

from iga_core.cli import (
    agency_verbs,
    geo_verbs,
    portfolio_verbs,
    reader_verbs,
    record_verbs,
    rehearsal_verbs,
    rule_verbs,
    workbook_verbs,
)
from iga_core.cli.answers import Parser, answered
from iga_core.language import Words, load_words
from iga_core.paths import DATA


def _parser(words: Words) -> Parser:
    parser = Parser(prog="python -m iga_core", description=words("cli.about"))
    parser.add_argument("--data", type=Path, default=DATA, help=words("cli.data"))
    verbs = parser.add_subparsers(dest="verb", required=True)
    for floor in (
        record_verbs,
        reader_verbs,
        rule_verbs,
        portfolio_verbs,
        workbook_verbs,
        agency_verbs,
        rehearsal_verbs,
        geo_verbs,
    ):
        floor.add_verbs(verbs, words)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one verb and return its exit code: 0 fine, 1 violations found, 2 bad input or
    what the system refused, above 128 ended from outside."""
    words = load_words("id")

    def verb() -> int:
        parsed = _parser(words).parse_args(arguments)
        if not parsed.data.is_dir():
            raise FileNotFoundError(errno.ENOENT, "", str(parsed.data))
        return int(parsed.run(parsed, words))

    return answered(verb, words)


if __name__ == "__main__":
    # told to end, a verb ends as after an error: what it keeps aside is put away
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    sys.exit(main())
