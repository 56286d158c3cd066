"""What the workbench assumes: the file reads, and each slip in it gives one clear line."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from iga_core.__main__ import main
from iga_core.declared.workbench import FILE
from iga_core.paths import DATA
from iga_core.portfolio import Efforts, load_efforts, load_workbench
from iga_core.rules import RulebookError, cached_rulebook
from tests.slips import violations_beside

BOOK = cached_rulebook(2026)
TEXT = FILE.read_text(encoding="utf-8")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(".*")))


def test_it_is_marked_as_an_assumption() -> None:
    assert load_workbench().note.startswith("Anggapan awal")


def test_efforts_by_line_and_level() -> None:
    efforts = load_workbench().efforts
    video, income = BOOK.line("sid_video"), BOOK.line("spd_income_per_capita")
    assert efforts.of(video, 3) == efforts.sid[2]
    assert efforts.of(income, 1) is None  # follows from a statistic
    own = efforts.with_line("sid_video", [Decimal(9)])
    assert (own.of(video, 1), own.of(video, 2)) == (Decimal(9), None)
    assert own.of(BOOK.line("sid_budget"), 1) == efforts.sid[0]


def test_check_says_so_in_one_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--data", str(data), "check"]) == 0
    capsys.readouterr()
    (data / "workbench.toml").write_text(TEXT.replace("= 1000", "= 0", 1), encoding="utf-8")
    assert main(["--data", str(data), "check"]) == 1
    out, _ = capsys.readouterr()
    assert out.count("\n") == 1
    assert "workbench.toml" in out and "risk.draws" in out


def test_every_wrong_cell_is_told(data: Path) -> None:
    """Each violation names the line and the value of its own cell; a misspelt key is one."""
    text = TEXT
    for old, new in (("seed = 2026", "seed = -1"), ("= 1000", "= 0"), ("most_new =", "most ="),
                     ("sid = [1, 2, 3]", "sid = [1, -2, 3]")):  # fmt: skip
        assert old in text
        text = text.replace(old, new, 1)
    (data / "workbench.toml").write_text(text, encoding="utf-8")
    lines = text.splitlines()
    found = {
        (o.column, lines[o.row - 1].partition(" ")[0], o.value) for o in violations_beside(data)
    }
    assert found == {
        ("effort.sid[2]", "sid", "-2"),
        ("plan.most", "most", "20"),
        ("risk.draws", "draws", "0"),
        ("risk.seed", "seed", "-1"),
    }


def test_a_team_brings_its_own_efforts(tmp_path: Path) -> None:
    path = tmp_path / "upaya.toml"
    effort = TEXT[TEXT.index("[effort]") : TEXT.index("[plan]")]
    path.write_text(effort.replace("sid = [1, 2, 3]", "sid = [7]"), encoding="utf-8")
    assert load_efforts(path).sid == (Decimal(7),)
    path.write_text(TEXT, encoding="utf-8")
    with pytest.raises(RulebookError, match="unknown_key"):
        load_efforts(path)


def test_an_effort_made_in_code_is_held_to_the_same_limits() -> None:
    efforts = load_workbench().efforts
    with pytest.raises(ValueError, match="type=effort"):
        efforts.with_line("sid_video", [Decimal("0.001")])
    with pytest.raises(ValueError, match="type=effort"):
        Efforts(**{**dict(efforts), "innovation": Decimal(-1)})
