"""The documents say what the code and the data say."""

import re
from pathlib import Path

import pytest

from iga_core.language import load_words
from iga_core.paths import DATA, ROOT
from iga_core.record.declaration import Table
from iga_core.record.dictionary import dictionary
from iga_core.record.schema import load_schema

SCHEMA = load_schema(DATA / "schema")
ADRS = sorted((ROOT / "docs/adr").glob("0*.md"))


def text(path: str) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@pytest.mark.parametrize("command", ["make run", "make test", "python -m iga_core check"])
def test_the_readme_names_the_commands(command: str) -> None:
    assert command in text("README.md")


def test_every_library_we_name_is_explained_with_its_version() -> None:
    named, _, _ = text("requirements.txt").partition("# Pulled in")
    pins = re.findall(r"^([\w-]+)==(\S+)$", named, re.MULTILINE)
    listed = re.findall(r"^\| ([\w-]+) \| (\d\S*) \|", text("docs/libraries.md"), re.MULTILINE)
    assert pins and listed == pins


@pytest.mark.parametrize("table", SCHEMA.tables.values(), ids=lambda table: table.name)
def test_every_column_is_in_the_dictionary(table: Table) -> None:
    _, _, rest = text("data/README.md").partition(f"\n## {table.name}\n")
    part, _, _ = rest.partition("\n## ")
    assert re.findall(r"^\| `(\w+)` \|", part, re.MULTILINE) == list(table.column_names)


def test_the_dictionary_is_the_one_the_schema_gives() -> None:
    assert text("data/README.md") == dictionary(SCHEMA, load_words("id"))


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_is_short(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    assert 5 <= len(lines) <= 30
    assert lines[0].startswith(f"# {path.stem[:4]} ")


def test_the_index_of_decisions_names_each_once_by_its_title() -> None:
    listed = re.findall(r"^- \[(.+)\]\((.+)\)$", text("docs/adr/README.md"), re.MULTILINE)
    titles = [(path.read_text("utf-8").splitlines()[0][2:], path.name) for path in ADRS]
    assert sorted(listed) == sorted(titles)


@pytest.mark.parametrize("path", ADRS, ids=lambda path: path.stem)
def test_a_decision_has_a_status_and_one_superseded_says_by_what(path: Path) -> None:
    status = re.findall(r"^Status: (.+)$", path.read_text("utf-8"), re.MULTILINE)
    assert len(status) == 1
    assert re.match(r"accepted|superseded by .+", status[0])


ROOMS = ("deploy", "docs", "iga_core", "pages", "tests")
PROJECT = [p for room in ROOMS for p in (ROOT / room).rglob("*.*") if p.suffix in (".py", ".md")]


def test_a_decision_that_is_named_is_there() -> None:
    known = {path.name[:4] for path in ADRS}
    for path in PROJECT:
        named = set(re.findall(r"ADR (\d{4})", path.read_text("utf-8")))
        assert named <= known, path


def test_what_we_know_of_streamlit_names_tests_that_are_there() -> None:
    page = text("docs/streamlit.md")
    for name in re.findall(r"`((?:tests|pages|deploy)/[\w/.]+)`", page):
        assert (ROOT / name).exists(), name


def test_changes_are_written_down() -> None:
    assert re.search(r"^## \d{4}-\d{2}-\d{2}", text("CHANGELOG.md"), re.MULTILINE)


def test_the_readme_shows_every_room_of_the_house() -> None:
    house = text("README.md").partition("## The house")[2]
    for room in (
        "app.py",
        "pages/",
        "iga_core/",
        "data/",
        "locale/",
        "static/",
        "tests/",
        "deploy/",
        "docs/adr/",
    ):
        assert re.search(rf"(^| ){re.escape(room)}", house, re.MULTILINE), room
