"""Where a key of a TOML file stands and what it holds, so that a violation can name both."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from iga_core.record.violation import Violation

_PART = re.compile(r"([^\[\]]+)((?:\[\d+\])*)")
_PROBLEM_AT = re.compile(r"at line (\d+)")
_NAMES = ("id", "code", "predicate")  # what an entry of a list goes by where a key names it


def _step(value: object, name: str) -> object:
    """Return what stands under ``name``. Raises LookupError when nothing does."""
    if isinstance(value, list):
        found = [e for e in value if isinstance(e, dict) and name in (e.get(n) for n in _NAMES)]
        return found[0]
    if not isinstance(value, dict):
        raise KeyError(name)
    return value[name]


def _at(parsed: Mapping[str, object], key: str) -> object:
    """Return what stands at ``key``, such as ``class[3].value`` or ``line.KODE.weight``.

    Codes hold points: the longest name that exists is taken. Raises LookupError.
    """
    value: object = parsed
    rest = key.split(".")
    while rest:
        for length in range(len(rest), 0, -1):
            part = _PART.fullmatch(".".join(rest[:length]))
            try:
                found = _step(value, part[1] if part else "")
                for place in re.findall(r"\d+", part[2] if part else ""):
                    found = found[int(place) - 1]  # type: ignore[index]
            except (LookupError, TypeError):
                continue
            value, rest = found, rest[length:]
            break
        else:
            raise KeyError(key)
    return value


def _parsed(lines: list[str]) -> Mapping[str, object] | None:
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError:
        return None


def _row(lines: list[str], key: str, value: str = "") -> int:
    """Return the line number at which the statement that brings ``key`` begins.

    Found by parsing beginnings of the file: the key stands in the shortest one that holds it. Of
    a statement of several lines the only one that holds ``value`` is named, where there is one.
    """

    def end(number: int) -> int:
        while _parsed(lines[:number]) is None:  # inside a value of several lines
            number += 1
        return number

    def holds(number: int) -> bool:
        try:
            _at(_parsed(lines[:number]) or {}, key)
        except LookupError:
            return False
        return True

    without, low, high = 0, 0, len(lines)
    while low < high:
        middle = (low + high) // 2
        if holds(end(middle)):
            high = middle
        else:
            without, low = end(middle), middle + 1
    while without + 1 < low and _parsed(lines[: without + 1]) is not None:
        without += 1
    own = range(without + 1, end(low) + 1)
    word = re.compile(rf"(?<!\w){re.escape(value)}(?!\w)")
    holding = [number for number in own if value and word.search(lines[number - 1])]
    return holding[0] if len(holding) == 1 else own[0]


def _holder(value: object, key: str, wanted: str) -> str:
    """Return the key of the cell below ``key`` that holds ``wanted``; ``key`` where none does."""
    inside = value.items() if isinstance(value, dict) else ()
    for name, cell in inside:
        if wanted and (cell == wanted or (isinstance(cell, list) and wanted in cell)):
            return f"{key}.{name}"
    return key


def _shown(value: object) -> str:
    return "" if isinstance(value, dict) else str(value)


def placed(violation: Violation, folder: Path) -> Violation:
    """Return a violation of a TOML file below ``folder`` with its line, and the value there.

    Where nothing stands under its key, the line is that of the nearest part that is there.
    """
    path = folder / violation.file
    if not path.is_file():
        return violation
    lines = path.read_bytes().decode("utf-8", "replace").splitlines()
    parsed = _parsed(lines)
    if parsed is None:
        found = _PROBLEM_AT.search(str(violation.details.get("problem", "")))
        row = int(found[1]) if found else 0
        return replace(violation, row=row, value=lines[row - 1].strip() if row else violation.value)
    key = violation.column
    while key:
        try:
            value = _at(parsed, key)
        except LookupError:
            key = key[: max(key.rfind("."), key.rfind("["), 0)]
            continue
        said = violation.value or (_shown(value) if key == violation.column else "")
        return replace(violation, row=_row(lines, _holder(value, key, said), said), value=said)
    return violation
