"""Change several files so that a killed process leaves the record as it was.

Names are relative to ``data/``; what follows from the record may lie beside it (``../static/``).

While files are replaced, a journal with copies of the old ones stands in ``data/.change``. The
change counts once the journal is gone; a journal found later belongs to a process that died, and
the old files are put back. A lock, which the system drops with the process, tells the two apart.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from iga_core.aside import hold
from iga_core.record.violation import BrokenDataError, Violation

CHANGE = ".change"
JOURNAL = "journal.json"


class UnfinishedChangeError(BrokenDataError):
    """A change was left half done in a folder that this process may not put right."""

    def __init__(self) -> None:
        """Carry the one line that says what to run."""
        super().__init__([Violation(CHANGE, 0, "", "", "unfinished_change")])


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder``; waits for whoever holds it, also where it cannot be written."""
    lock = folder / f"{CHANGE}.lock"
    with suppress(OSError):
        lock.touch()
    with lock.open("rb") as handle:
        hold(handle)
        yield


def _settle(folder: Path) -> None:
    """Make the entries of ``folder`` durable before the next step."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def staged(change: Path, kind: str, name: str) -> Path:
    """Return where a file waits in ``change``. ``kind``: ``new``, ``old`` or ``back``."""
    return change / kind / quote(name, safe="")


def _roll_back(folder: Path) -> bool:
    """Put the old files back if a journal is there; say whether it was. The lock must be held.

    A file that is still the old one is not touched: a folder that cannot be written stays whole.
    """
    change = folder / CHANGE
    if not change.exists():
        return False
    journal = change / JOURNAL
    found = journal.is_file()
    if found:
        for name, existed in json.loads(journal.read_text(encoding="utf-8")).items():
            if existed:  # a copy of the copy: being killed here again must lose nothing
                old = staged(change, "old", name).read_bytes()
                if (folder / name).is_file() and (folder / name).read_bytes() == old:
                    continue
                _write(staged(change, "back", name), old)
                staged(change, "back", name).replace(folder / name)
            else:
                (folder / name).unlink(missing_ok=True)
        _settle(folder)
        journal.unlink()
    shutil.rmtree(change, ignore_errors=True)
    return found


def _half_done(folder: Path) -> bool:
    """Say whether a journal is there, or may be where this process cannot look."""
    try:
        return (folder / CHANGE / JOURNAL).is_file()
    except OSError:
        return True


def recover(folder: Path) -> bool:
    """Undo a change that a killed process left half done; say whether there was one.

    Costs one look at the file system when there is none. Waits while a change is under way.
    Raises UnfinishedChangeError where it would have to write and cannot.
    """
    if not (folder / CHANGE).exists():
        return False
    try:
        with _locked(folder):
            return _roll_back(folder)
    except (OSError, ValueError):  # no right to write, no room, or copies that are damaged
        if _half_done(folder):
            raise UnfinishedChangeError from None
        return False  # without a journal no file was replaced: what is left changes nothing


@contextmanager
def changing(folder: Path) -> Iterator[None]:
    """Keep every other change of ``folder`` out while one is worked out and written."""
    with _locked(folder):
        _roll_back(folder)
        yield


def replace_files(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Replace files below or beside ``folder``: all, or none. Call it inside ``changing``.

    ``contents``: new bytes by path relative to ``folder``. An error while replacing puts
    everything back before it is raised; a kill does so at the next ``recover``.
    """
    change = folder / CHANGE
    shutil.rmtree(change, ignore_errors=True)
    for name, content in contents.items():
        _write(staged(change, "new", name), content)
        if (folder / name).exists():
            _write(staged(change, "old", name), (folder / name).read_bytes())
    existed = {name: (folder / name).exists() for name in contents}
    _write(change / "draft.json", json.dumps(existed).encode())
    (change / "draft.json").replace(change / JOURNAL)
    _settle(change)
    try:
        for name in contents:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            os.replace(staged(change, "new", name), folder / name)  # noqa: PTH105 (tests stop it)
            _settle((folder / name).parent)
    except BaseException:
        _roll_back(folder)
        raise
    (change / JOURNAL).unlink()
    _settle(change)
    shutil.rmtree(change, ignore_errors=True)
