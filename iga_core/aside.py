"""What is in the making lies aside: a folder that is gone afterwards, a file that appears whole.

A killed process leaves its folder behind. Each has a file whose lock its owner holds, and the
system drops with the process; so whoever makes the next one can tell which to sweep away.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

try:
    import fcntl
except ImportError:  # not on Windows: there nothing is swept, and nobody waits
    fcntl = None  # type: ignore[assignment]

MARK = ".atlas-iga"


def hold(handle: IO[bytes], *, wait: bool = True) -> bool:
    """Take the lock of an open file until it is closed; say whether it is ours now."""
    if fcntl is not None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True


def _sweep(within: Path, name: str) -> None:
    """Remove the folders of this user's dead processes; anybody else's are left alone."""
    for mark in within.glob(f"{name}-*/{MARK}"):
        folder = mark.parent
        with suppress(OSError):
            if fcntl is None or folder.lstat().st_uid != os.geteuid() or folder.is_symlink():
                continue
            with mark.open("rb") as handle:
                if hold(handle, wait=False):
                    _remove(folder)


def _remove(folder: Path) -> None:
    """Remove a folder of ours, its mark last: what a kill leaves of it can still be told."""
    shutil.rmtree(folder / "room", ignore_errors=True)
    shutil.rmtree(folder, ignore_errors=True)


def _made(within: Path, name: str) -> tuple[Path, IO[bytes]]:
    while True:
        folder = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=within))
        handle = (folder / MARK).open("wb")
        if hold(handle) and (folder / MARK).exists():  # nobody swept it before the lock was ours
            return folder, handle
        handle.close()


@contextmanager
def room(name: str, within: Path | None = None) -> Iterator[Path]:
    """Yield an empty folder that is gone afterwards, and sweep those of the same name first.

    ``within``: where it lies; by default the system's temporary folder. Raises OSError.
    """
    home = within or Path(tempfile.gettempdir())
    _sweep(home, name)
    folder, handle = _made(home, name)
    with handle:
        try:
            (folder / "room").mkdir()
            yield folder / "room"
        finally:
            _remove(folder)


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, for all to read, in one step: the old one stands or the new one does.

    Its folder is made where it is missing. Raises OSError; then nothing was written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with room(".new", path.parent) as place:
        new = place / path.name
        new.write_bytes(content)
        new.chmod(0o644)
        new.replace(path)
