"""Several files change together or not at all."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

import pytest

from iga_core.aside import hold
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import check, describe
from iga_core.record.transaction import (
    UnfinishedChangeError,
    changing,
    recover,
    replace_files,
    staged,
)

OLD = {"a.csv": b"old a", "sub/b.csv": b"old b"}
NEW = {"a.csv": b"new a", "sub/b.csv": b"new b", "sub/c.csv": b"new c"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, content in OLD.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)
    return tmp_path


def now(folder: Path) -> dict[str, bytes]:
    return {
        p.relative_to(folder).as_posix(): p.read_bytes()
        for p in folder.rglob("*.csv")
        if ".change" not in p.parts
    }


def half_done(folder: Path, replaced: int) -> None:
    """Leave the folder as a process would that died after ``replaced`` replacements."""
    change = folder / ".change"
    for name, content in NEW.items():
        staged(change, "new", name).parent.mkdir(parents=True, exist_ok=True)
        staged(change, "new", name).write_bytes(content)
    for name, content in OLD.items():
        staged(change, "old", name).parent.mkdir(parents=True, exist_ok=True)
        staged(change, "old", name).write_bytes(content)
    (change / "journal.json").write_text(json.dumps({n: n in OLD for n in NEW}), encoding="utf-8")
    for name in list(NEW)[:replaced]:
        staged(change, "new", name).replace(folder / name)


def test_all_files_are_replaced_and_nothing_is_left_behind(folder: Path) -> None:
    with changing(folder):
        replace_files(folder, NEW)
    assert now(folder) == NEW
    assert not (folder / ".change").exists()
    assert not recover(folder)


@pytest.mark.parametrize("replaced", [0, 1, 2, 3])
def test_whatever_was_replaced_is_put_back(folder: Path, replaced: int) -> None:
    half_done(folder, replaced)
    assert recover(folder)
    assert now(folder) == OLD
    assert not recover(folder)


def test_recovering_can_itself_be_interrupted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    half_done(folder, 3)
    real = Path.replace

    def stop(self: Path, target: Path) -> Path:
        if Path(target).name == "b.csv":
            raise KeyboardInterrupt
        return real(self, target)

    monkeypatch.setattr(Path, "replace", stop)
    with pytest.raises(KeyboardInterrupt):
        recover(folder)
    monkeypatch.undo()
    assert recover(folder)
    assert now(folder) == OLD


def test_a_change_that_never_reached_its_journal_is_swept_away(folder: Path) -> None:
    half_done(folder, 0)
    (folder / ".change" / "journal.json").unlink()
    assert not recover(folder)
    assert now(folder) == OLD
    assert not (folder / ".change").exists()


def test_the_next_change_undoes_what_the_last_left(folder: Path) -> None:
    half_done(folder, 2)
    with changing(folder):
        assert now(folder) == OLD
        replace_files(folder, {"a.csv": b"third"})
    assert now(folder)["a.csv"] == b"third"
    assert now(folder)["sub/b.csv"] == OLD["sub/b.csv"]


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that any user of the machine can reach."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@contextmanager
def read_only(folder: Path, closed: Path | None = None) -> Iterator[None]:
    """Run as somebody who may read ``folder`` and not write it: as root that takes another user.

    ``closed``: a folder in it that this user may not even look into.
    """
    root = os.geteuid() == 0
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    if closed:
        closed.chmod(0)
    try:
        if root:
            os.seteuid(65534)
        yield
    finally:
        if root:
            os.seteuid(0)
        if closed:
            closed.chmod(0o755)
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_leftover_without_a_journal_does_not_stop_a_read_only_server(open_folder: Path) -> None:
    half_done(open_folder, 0)
    (open_folder / ".change" / "journal.json").unlink()
    before = now(open_folder)
    for lock in (False, True):
        if lock:
            (open_folder / ".change.lock").touch()
        with read_only(open_folder):
            assert not recover(open_folder)
        assert now(open_folder) == before


def test_a_half_done_change_on_a_read_only_server_is_one_line(open_folder: Path) -> None:
    data = open_folder / "data"
    shutil.copytree(DATA, data, ignore=shutil.ignore_patterns(".*"))
    (data / "sub").mkdir()
    half_done(data, 1)
    with read_only(open_folder):
        with pytest.raises(UnfinishedChangeError):
            recover(data)
        (violation,) = check(data)
    assert violation.rule == "unfinished_change"
    assert "\n" not in describe(violation, load_words("id"))
    assert recover(data)


def test_a_half_done_change_that_cannot_be_looked_into_is_one_line(open_folder: Path) -> None:
    """One whose journal is damaged, and one whose files only the operator may read."""
    half_done(open_folder, 1)
    (open_folder / ".change" / "journal.json").write_text("{", encoding="utf-8")
    with pytest.raises(UnfinishedChangeError):
        recover(open_folder)
    with (
        read_only(open_folder, closed=open_folder / ".change"),
        pytest.raises(UnfinishedChangeError),
    ):
        recover(open_folder)


def test_a_reader_without_the_right_to_write_waits_for_a_change_under_way(
    open_folder: Path,
) -> None:
    half_done(open_folder, 1)
    (open_folder / ".change.lock").touch()
    waiting = Thread(target=lambda: seen.append(recover(open_folder)))
    seen: list[bool] = []
    with (open_folder / ".change.lock").open("rb") as handle, read_only(open_folder):
        assert hold(handle)
        waiting.start()
        waiting.join(0.3)
        assert waiting.is_alive()
        if os.geteuid() != os.getuid():
            os.seteuid(0)  # the other one ends its change
        shutil.rmtree(open_folder / ".change")
    waiting.join(20)
    assert seen == [False]


def test_files_beside_the_folder_change_with_those_in_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data, static = tmp_path / "data", tmp_path / "static"
    data.mkdir()
    static.mkdir()
    (data / "a.csv").write_bytes(b"old")
    (static / "m.json").write_bytes(b"old")
    new = {"a.csv": b"new", "../static/m.json": b"new"}
    real = os.replace

    def stop(source: Path, target: Path) -> None:
        if Path(target).name == "m.json":
            raise OSError("read-only")
        real(source, target)

    monkeypatch.setattr(os, "replace", stop)
    with changing(data), pytest.raises(OSError, match="read-only"):
        replace_files(data, new)
    assert ((data / "a.csv").read_bytes(), (static / "m.json").read_bytes()) == (b"old", b"old")
    assert not (data / ".change").exists()
    monkeypatch.undo()
    with changing(data):
        replace_files(data, new)
    assert ((data / "a.csv").read_bytes(), (static / "m.json").read_bytes()) == (b"new", b"new")
    assert sorted(p.name for p in tmp_path.rglob("*")) == [
        ".change.lock", "a.csv", "data", "m.json", "static",
    ]  # fmt: skip
