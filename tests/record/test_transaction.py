"""Several files change together or not at all."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from iga_core.record.transaction import changing, recover, replace_files

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
        (change / "new" / name).parent.mkdir(parents=True, exist_ok=True)
        (change / "new" / name).write_bytes(content)
    for name, content in OLD.items():
        (change / "old" / name).parent.mkdir(parents=True, exist_ok=True)
        (change / "old" / name).write_bytes(content)
    (change / "journal.json").write_text(json.dumps({n: n in OLD for n in NEW}), encoding="utf-8")
    for name in list(NEW)[:replaced]:
        (change / "new" / name).replace(folder / name)


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
        if target.name == "b.csv":
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


def test_a_read_only_folder_without_a_journal_is_no_problem(folder: Path) -> None:
    shutil.rmtree(folder / ".change", ignore_errors=True)
    folder.chmod(0o555)
    assert not recover(folder)
    folder.chmod(0o755)
