"""The verb on press texts: read one, check what it claims, take its list along."""

from __future__ import annotations

import argparse
import json
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from iga_core.cli.answers import refuse
from iga_core.language import Words

if TYPE_CHECKING:
    from iga_core.reader import PressReading
    from iga_core.record import Record


def _read(arguments: argparse.Namespace, words: Words) -> int:
    from iga_core.aside import write_whole
    from iga_core.declared.reader import load_reader_words
    from iga_core.reader import (
        PressDesk,
        PressFileError,
        TextTooLongError,
        list_csv,
        list_rows,
        press_file,
        reading_json,
    )
    from iga_core.record import load_record

    raw = sys.stdin.buffer.read() if arguments.file == "-" else Path(arguments.file).read_bytes()
    try:
        on = date.fromisoformat(arguments.date) if arguments.date else None
    except ValueError:
        return refuse(words("reader.bad_date", value=arguments.date))
    record = load_record(arguments.data)
    desk = PressDesk(record, load_reader_words(arguments.data))
    try:
        file = press_file(raw)
        reading = desk.read(file.text, on)
    except PressFileError as error:
        return refuse(words(f"reader.file_{error.reason}", **error.details))
    except TextTooLongError as error:
        return refuse(words("reader.too_long", limit=words.number(error.limit)))
    if missing := desk.dropped(file):
        print(words("reader.dropped", names=", ".join(missing)), file=sys.stderr)
    if arguments.as_list:
        rows = list_rows(reading, record.register, arguments.source)
        write_whole(arguments.as_list, list_csv(rows))
        told = words("reader.listed", out=arguments.as_list, number=words.number(len(rows)))
        print(told, file=sys.stderr if arguments.json else sys.stdout)
    if arguments.json:
        print(json.dumps(reading_json(reading, words), ensure_ascii=False))
    elif not arguments.as_list:
        _print(reading, record, words)
    return 0


def _print(reading: PressReading, record: Record, words: Words) -> None:
    from iga_core.message import told
    from iga_core.record import RowIndex

    rows = RowIndex(record)
    publishers = record.tables["sources"].set_index("id")["publisher"]
    for checked in reading.claims:
        text = reading.text[checked.claim.start : checked.claim.end]
        verdict = words(f"reader.verdict_{checked.verdict}")
        line = words("reader.line", text=text, verdict=verdict, why=told(checked.why, words))
        print(" ".join(line.split()))
        found = [row for row_id in checked.rows if (row := rows.find(row_id))]
        cited = dict.fromkeys(str(publishers[i]) for row in found for i in row.sources.get("", ()))
        if checked.rows:
            print(words("reader.rows", rows=" ".join(checked.rows)))
        if cited:
            print(words("reader.sources", sources=", ".join(cited)))
    verdict = words(f"reader.verdict_{reading.verdict}")
    print(words("reader.whole", verdict=verdict, number=words.number(len(reading.claims))))


def add_verbs(verbs: argparse._SubParsersAction[argparse.ArgumentParser], words: Words) -> None:
    """Declare the verb of this file."""
    read = verbs.add_parser("read", help=words("cli.read"))
    read.add_argument("file", metavar="FILE")
    read.add_argument("--date", default="", help=words("cli.read_date"))
    read.add_argument("--json", action="store_true", help=words("cli.read_json"))
    read.add_argument("--as-list", type=Path, help=words("cli.read_list"))
    read.add_argument("--source", default="", help=words("cli.read_source"))
    read.set_defaults(run=_read)
