"""A wrong cell of any TOML file in data/ is a violation that names file, line, key and value."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.record import BrokenDataError, describe, load_record
from iga_core.record.places import _row
from tests.slips import violations_beside

FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.toml"))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns(".*")))


def slip(data: Path, file: str, old: str, new: str) -> int:
    """Write the slip; return the line of the file it begins in."""
    text = (data / file).read_text(encoding="utf-8")
    assert old in text
    (data / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text.count("\n", 0, text.index(old)) + 1


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "value"),
    [
        ("rehearsal.toml", 'severity = "red"', 'severity = "purple"',
         "finding.services_unmet.severity", "purple"),
        ("workbench.toml", "draws = 1000", "draws = 0", "risk.draws", "0"),
    ],
)  # fmt: skip
def test_nobody_sees_a_record_whose_assumptions_are_broken(
    data: Path, file: str, old: str, new: str, key: str, value: str
) -> None:
    row = slip(data, file, old, new)
    with pytest.raises(BrokenDataError) as caught:
        load_record(data)
    (violation,) = caught.value.violations
    found = (violation.file, violation.row, violation.column, violation.value)
    assert found == (file, row, key, value)
    line = describe(violation, load_words("id"))
    assert file in line and str(violation.row) in line and value in line


@pytest.mark.parametrize("file", FILES)
def test_every_file_names_line_and_value_of_its_slip(data: Path, file: str) -> None:
    row = slip(data, file, "schema = ", "schema = 9")
    wanted = tomllib.loads((data / file).read_text("utf-8"))["schema"]
    found = [(o.file, o.row, o.column, o.value) for o in violations_beside(data) if o.file == file]
    assert found == [(file, row, "schema", str(wanted))]


@pytest.mark.parametrize(
    ("file", "old", "new", "key", "value"),
    [
        ("rehearsal.toml", "value = 90", "value = 101", "threshold.name_similarity.value", "101"),
        ("peers.toml", 'kind = "log"', 'kind = "lag"', None, "lag"),
        ("strips.toml", 'better = "low"', 'better = "lo"', None, "lo"),
        ("strips.toml", '= "poverty_rate"', '= "poor"', "measure.miskin.statistic", "poor"),
        ("strips.toml", "year = 2024", "years = 2024", None, ""),
        ("rulebooks/2023.toml", '"gatra-2023', '"gatra-2032', "maxima.spd", "gatra-2032"),
        ("rulebooks/2024.toml", "[divisor]", "[divisors]", "divisors", ""),
        ("law.toml", 'by = "', 'by = "x', None, "x"),
        ("workbench.toml", "draws = 1000", "draws = = 1000", "", "draws = = 1000"),
    ],
)
def test_a_slip_names_the_line_it_stands_in(
    data: Path, file: str, old: str, new: str, key: str | None, value: str
) -> None:
    row = slip(data, file, old, new)
    violation = next(o for o in violations_beside(data) if o.file == file)
    assert violation.value.startswith(value)
    assert key is None or violation.column == key
    assert violation.row == row


def test_a_value_of_several_lines_begins_where_its_key_stands() -> None:
    lines = ["a = 1", "", "# of b", "b = [", "  [1],", "  2,", "]", "[[c]]", 'id = "x"', "d = 3"]
    wanted = {"a": 1, "b": 4, "b[2]": 4, "c[1].id": 9, "c.x.d": 10}
    assert {key: _row(lines, key) for key in wanted} == wanted
