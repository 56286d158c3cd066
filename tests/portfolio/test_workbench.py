"""What the workbench assumes: the file reads, and each slip in it gives one clear line."""

import shutil
from decimal import Decimal
from pathlib import Path

import pytest

from iga_core.__main__ import main
from iga_core.declared.workbench import FILE
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.portfolio import Efforts, load_efforts, load_workbench
from iga_core.record import describe
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


SLIPS = [
    ("schema = 1", "schema = 2", "schema", "schema"),
    ('"assumption"', '"verified"', "standing", "not_allowed"),
    ("[plan]", "[plans]", "plans", "unknown_key"),
    ("[plan]\n", "[plan]\nmost = 3\n", "plan.most", "unknown_key"),
    ("sid = [1, 2, 3]", "sid = [1, -2, 3]", "effort.sid[2]", "effort"),
    ("sid = [1, 2, 3]", "sid = [1, 2.125, 3]", "effort.sid[2]", "effort"),
    ("sid = [1, 2, 3]", "sid = [1, nan, 3]", "effort.sid[2]", "not_number"),
    ("sid = [1, 2, 3]", "sid = 3", "effort.sid", "not_list"),
    ("sid = [1, 2, 3]", "", "effort.sid", "missing"),
    ("innovation = 10", 'innovation = "10"', "effort.innovation", "not_number"),
    ('unit = "hari kerja"', 'unit = ""', "effort.unit", "not_text"),
    ("[effort.line]\n", "[effort.line]\nsid_video = 3\n", "effort.line.sid_video", "not_list"),
    ("[effort.line]\n", "[effort.line]\nsid_vidio = [3]\n", "effort.line.sid_vidio", None),
    ("most_new = 20", "most_new = -1", "plan.most_new", "not_whole"),
    ("seconds = 10", "seconds = 0", "plan.seconds", "not_positive"),
    ("draws = 1000", "draws = 0", "risk.draws", "not_positive"),
    ("0.25, 0.5", "0.5, 0.25", "risk.quantiles", "disorder"),
    ("innovation = 0.02", "innovation = 1.2", "risk.preset[1].innovation", "chance"),
    ('id = "sedang"', 'id = "ringan"', "risk.preset", "repeated"),
    ("[effort]", "[effort", "", "not_toml"),
]


@pytest.mark.parametrize(("old", "new", "key", "reason"), SLIPS, ids=[x[1][:24] for x in SLIPS])
def test_a_slip_gives_one_clear_line(
    tmp_path: Path, old: str, new: str, key: str, reason: str | None
) -> None:
    assert old in TEXT
    path = tmp_path / "workbench.toml"
    path.write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    if reason is None:
        assert load_workbench(path).efforts.line  # only the checks know which lines there are
        return
    with pytest.raises(RulebookError) as caught:
        load_workbench(path)
    assert (caught.value.file, caught.value.key) == ("workbench.toml", key)
    assert caught.value.reason == reason


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("chance = 1", "chance = 1", ""),
        ("draws = 1000", "draws = 0", "harus lebih dari 0"),
        ("[effort.line]\n", "[effort.line]\nsid_vidio = [3]\n", "sid_vidio"),
    ],
)
def test_it_is_checked_against_the_rulebooks(data: Path, old: str, new: str, words: str) -> None:
    (data / "workbench.toml").write_text(TEXT.replace(old, new, 1), encoding="utf-8")
    said = [describe(violation, load_words("id")) for violation in violations_beside(data)]
    assert len(said) == (1 if words else 0)
    assert all(words in line and "workbench.toml" in line for line in said)


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


def test_a_missing_file_is_an_violation(data: Path) -> None:
    (data / "workbench.toml").unlink()
    assert [violation.rule for violation in violations_beside(data)] == ["rulebook_no_file"]


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
