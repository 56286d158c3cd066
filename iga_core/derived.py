"""What is derived and kept in files: the dictionary, and the land that the maps draw."""

from __future__ import annotations

from pathlib import Path

from iga_core.geo.land import FILE as LAND
from iga_core.geo.land import land_svg
from iga_core.language import Words
from iga_core.paths import STATIC
from iga_core.record import BrokenDataError, Record, Violation, load_record
from iga_core.record.dictionary import FILE as DICTIONARY
from iga_core.record.dictionary import dictionary
from iga_core.record.draft import renewed

MAPS = "../static"  # seen from data/; a folder of data that stands alone has no maps to renew


def derived_files(record: Record, words: Words) -> dict[str, bytes]:
    """Return every derived file of ``record``: its bytes by its path relative to ``data/``."""
    return {
        DICTIONARY: dictionary(record.schema, words).encode(),
        f"{MAPS}/{LAND}": land_svg((STATIC / "land.json").read_text(encoding="utf-8")).encode(),
    }


def check_all(folder: Path, words: Words) -> list[Violation]:
    """Return what the checks say of ``folder``; of a sound one, every stale derived file."""
    try:
        record = load_record(folder)
    except BrokenDataError as error:
        return list(error.violations)
    stale = renewed(folder, derived_files(record, words))
    return [_stale(folder, name, content) for name, content in stale.items()]


def _stale(folder: Path, name: str, content: bytes) -> Violation:
    """Name the first line of a derived file that the record no longer says."""
    path = folder / name
    if not path.is_file():
        return Violation(name, 0, "", "", "missing_file")
    found = path.read_bytes().decode("utf-8", "replace").splitlines()
    wanted = content.decode().splitlines()
    pairs = zip([*found, ""], [*wanted, ""], strict=False)
    row = next((n for n, (old, new) in enumerate(pairs, 1) if old != new), 0)
    value = found[row - 1] if 0 < row <= len(found) else ""
    details: dict[str, object] = {"verb": "dictionary" if name == DICTIONARY else "positions"}
    return Violation(name, row, "", value, "stale", details)
