"""WHAT A PRESS TEXT CLAIMS, and what the record says to it: read by rules, words as data."""

from iga_core.reader.check import CheckedClaim
from iga_core.reader.files import PressFile, PressFileError, press_file
from iga_core.reader.grounds import VERDICTS, ClaimVerdict
from iga_core.reader.reading import (
    PressDesk,
    PressReading,
    TextTooLongError,
    list_csv,
    list_rows,
    reading_json,
)

__all__ = [
    "VERDICTS",
    "CheckedClaim",
    "ClaimVerdict",
    "PressDesk",
    "PressFile",
    "PressFileError",
    "PressReading",
    "TextTooLongError",
    "list_csv",
    "list_rows",
    "press_file",
    "reading_json",
]
