"""The version of the data: a short fingerprint of ``data/`` and the newest changelog date."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from iga_core.paths import DATA, ROOT

CHANGELOG = ROOT / "CHANGELOG.md"
LENGTH = 8  # hexadecimal digits: enough to tell editions apart, short enough to quote
_HEADING = re.compile(r"^## (\d{4}-\d{2}-\d{2})\s*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Version:
    """``date``: ISO day of the newest changelog heading, empty without one; ``digest``: 8 hex."""

    date: str
    digest: str

    def __str__(self) -> str:
        """Return e.g. ``2026-11-21.1f2e3d4c``."""
        return f"{self.date}.{self.digest}" if self.date else self.digest


def data_files(folder: Path) -> tuple[Path, ...]:
    """Return the files of ``folder`` in a fixed order; what starts with a dot is not data."""
    found = (path for path in folder.rglob("*") if path.is_file())
    kept = [p for p in found if not any(n.startswith(".") for n in p.relative_to(folder).parts)]
    return tuple(sorted(kept, key=lambda path: path.relative_to(folder).as_posix()))


@lru_cache(maxsize=16)
def _digest(folder: Path, state: tuple[tuple[str, int, int], ...]) -> str:
    whole = hashlib.sha256()
    for name, _, _ in state:
        content = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        whole.update(f"{name}\0{content}\n".encode())
    return whole.hexdigest()[:LENGTH]


def data_version(folder: Path = DATA, changelog: Path = CHANGELOG) -> Version:
    """Return the version of ``folder``. Files are read again only after one of them changed.

    The same contents give the same digest on every machine. A missing changelog gives no date.
    """
    state = tuple(
        (path.relative_to(folder).as_posix(), path.stat().st_size, path.stat().st_mtime_ns)
        for path in data_files(folder)
    )
    text = changelog.read_text(encoding="utf-8") if changelog.is_file() else ""
    return Version(max(_HEADING.findall(text), default=""), _digest(folder, state))
