"""What is in the making lies aside: killed at any moment it harms nobody, and is swept away."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from iga_core.aside import MARK, room, write_whole
from iga_core.paths import DATA, ROOT, STATIC

STAYS = """
import sys, time
from pathlib import Path
from iga_core.aside import room, write_whole
where = Path(sys.argv[1])
if sys.argv[2] == "room":
    with room("work", where) as place:
        (place / "half").write_text("x")
        print("here", flush=True)
        time.sleep(600)
Path.replace = lambda *_: (print("here", flush=True), time.sleep(600))
write_whole(where / "a.json", b"new")
"""


def started(where: Path, what: str) -> subprocess.Popen[bytes]:
    """A process that is in the middle of its work."""
    process = subprocess.Popen(
        [sys.executable, "-c", STAYS, str(where), what], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert process.stdout is not None and process.stdout.readline() == b"here\n"
    return process


def test_a_room_is_gone_afterwards_also_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError), room("work", tmp_path) as place:
        (place / "deep").mkdir()
        (place / "deep" / "a").touch()
        raise KeyError
    assert not list(tmp_path.iterdir())


def test_the_next_sweeps_what_a_killed_process_left_and_nothing_of_a_running_one(
    tmp_path: Path,
) -> None:
    dead, running = started(tmp_path, "room"), started(tmp_path, "room")
    try:
        dead.kill()
        dead.wait()
        assert len(list(tmp_path.glob("work-*"))) == 2
        with room("work", tmp_path):
            assert len(list(tmp_path.glob("work-*/room/half"))) == 1
        running.kill()
        running.wait()
        with room("work", tmp_path):
            pass
        assert not list(tmp_path.iterdir())
    finally:
        running.kill()


def test_a_folder_of_that_name_which_is_not_ours_stays(tmp_path: Path) -> None:
    (tmp_path / "work-2024").mkdir()
    (tmp_path / "work-2024" / "map.geojson").touch()
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / MARK).touch()
    (tmp_path / "work-linked").symlink_to(tmp_path / "elsewhere")
    with room("work", tmp_path):
        pass
    names = {path.name for path in tmp_path.iterdir()}
    assert names == {"work-2024", "elsewhere", "work-linked"}
    assert (tmp_path / "elsewhere" / MARK).exists()


def test_many_at_once_keep_their_rooms(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom iga_core.aside import room\n"
        "for n in range(60):\n"
        "    with room('work', Path(sys.argv[1])) as place:\n"
        "        (place / 'a').write_text('x')\n"
        "        time.sleep(0.002)\n"
        "        assert (place / 'a').read_text() == 'x'\n"
    )
    line = [sys.executable, "-c", code, str(tmp_path)]
    running = [subprocess.Popen(line, cwd=ROOT) for _ in range(4)]
    assert [process.wait(60) for process in running] == [0, 0, 0, 0]
    assert not list(tmp_path.iterdir())


def test_a_file_is_the_old_one_until_it_is_the_new_one(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"old")
    process = started(tmp_path, "file")
    assert path.read_bytes() == b"old"
    process.kill()
    process.wait()
    assert path.read_bytes() == b"old" and len(list(tmp_path.iterdir())) == 2
    write_whole(path, b"newer")
    assert path.read_bytes() == b"newer" and list(tmp_path.iterdir()) == [path]


def test_a_written_file_can_be_read_by_the_server_of_another_user(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        write_whole(tmp_path / "new" / "a.json", b"x")
    finally:
        os.umask(before)
    assert (tmp_path / "new" / "a.json").stat().st_mode & 0o777 == 0o644


@pytest.mark.parametrize("verb", [["positions"], ["dictionary"]], ids=str)
def test_a_derived_file_is_written_whole(verb: list[str], tmp_path: Path) -> None:
    """A verb killed at its first write leaves the served file as it was."""
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "static").mkdir()
    served = [tmp_path / "static" / "land.svg", tmp_path / "data" / "README.md"]
    shutil.copy(STATIC / "land.svg", served[0])
    before = [path.read_bytes() for path in served]
    code = (
        "import os, signal, sys\nfrom pathlib import Path\n"
        "def write(self, content, *_, **__):\n"
        "    with self.open('wb') as file:\n"
        "        file.write(b'half')\n"
        "    os.kill(os.getpid(), signal.SIGKILL)\n"
        "Path.write_bytes = Path.write_text = write\n"
        "from iga_core.__main__ import main\n"
        "main(sys.argv[1:])\n"
    )
    line = [sys.executable, "-c", code, "--data", str(tmp_path / "data"), *verb]
    assert subprocess.run(line, cwd=ROOT).returncode == -9
    assert [path.read_bytes() for path in served] == before
    subprocess.run([sys.executable, "-m", "iga_core", *line[3:]], cwd=ROOT, check=True)
    left = {
        p.name for f in ("data", "static") for p in (tmp_path / f).iterdir() if p.name[0] == "."
    }
    assert left == set()
