"""The attack in short: few of each kind, always the same; ``make attack`` sends them all."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState

from iga_core.paths import ROOT
from pages._shared import filters, frame
from pages._shared.filters import NAMED, Param
from tests.attack import __main__ as whole
from tests.attack import browsing, hostile, reading, uploads, visits
from tests.client import visit
from tests.missing import missing
from tests.served import served_app

TABLE = (
    Param("tahun", "2025", ("2025", "2024")),
    Param("dengan", (), tuple("abcdefgh"), many=True, most=3, adopt=lambda text: None),
    Param("cari", ""),
)


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("attack") / "printed"


@pytest.fixture(scope="module")
def server(printed: Path) -> Iterator[str]:
    with served_app(output=printed) as base:
        yield base


def kinds(reading: filters.Reading) -> list[tuple[str, str]]:
    return [(problem.kind, problem.name) for problem in reading.problems]


# reading addresses


def test_every_page_has_its_table_here() -> None:
    assert set(reading.tables()) == set(frame.PAGES)


def test_hostile_addresses_are_read_to_sound_values() -> None:
    found = reading.attack(130, seed=7)
    assert found.problems > 130


def test_a_name_given_twice_is_named() -> None:
    found = filters.read(TABLE, {"tahun": "2024"}, repeated={"tahun"})
    assert found.values["tahun"] == "2024"
    assert kinds(found) == [("repeated", "tahun")]


def test_a_thousand_wrong_names_are_counted_not_listed() -> None:
    found = filters.read(TABLE, {f"x{number}": "1" for number in range(1000)})
    assert len(found.problems) == NAMED + 1
    assert (found.problems[-1].kind, found.problems[-1].given) == ("more", str(1000 - NAMED))


def test_the_first_of_a_thousand_values_are_looked_at() -> None:
    looked_at = []

    def adopt(text: str) -> None:
        looked_at.append(text)

    table = (Param("dengan", (), ("a", "b"), many=True, most=2, adopt=adopt),)
    found = filters.read(table, {"dengan": ",".join(f"x{n}" for n in range(1000)) + ",a"})
    assert found.values["dengan"] == ()
    assert len(looked_at) <= 2 + filters.SPARE
    assert kinds(found)[0] == ("too_many", "dengan")


# whole pages


def test_the_longest_addresses_open(server: str) -> None:
    table = reading.tables()["bandingkan"]
    for query in hostile.long_queries(table):
        with visit(server) as one:
            visits.calm(one.run("bandingkan", query), query)


def test_pages_open_by_hostile_addresses(server: str) -> None:
    assert visits.addresses(server, len(frame.PAGES), seed=5) == len(frame.PAGES)


def test_a_megabyte_in_a_box_is_named_and_shortened(server: str) -> None:
    assert visits.boxes(server, visits.LONG[1:2]) >= len(visits.rooms(server))
    with visit(server) as one:
        (box,) = one.run("glosarium", "").of("text_input")
        state = WidgetState(id=box.id, string_value="a" * hostile.MEGABYTE)
        seen = one.run("glosarium", None, [state])
    (line,) = (line for line in seen.lines() if "`cari`" in line)
    assert all(part in line for part in ("`cari`", str(filters.LIMIT), "`aaa"))
    assert one.asked["cari"] == "a" * filters.LIMIT


def test_a_forged_widget_ends_calmly(server: str) -> None:
    assert visits.forged(server, "aturan", "") > 0


def test_hostile_cells_leave_every_part_standing(server: str) -> None:
    assert visits.tables(server, hostile.SAMPLES[9:10]) > 20


# files


@pytest.mark.parametrize("what", ["workbook: zip bomb", "svg", "json, very deep", "null bytes"])
def test_a_hostile_file_gets_one_line(server: str, what: str) -> None:
    name, data = uploads.files()[what]
    with visit(server) as one:
        (uploader,) = one.run("cek_mandiri", "").of("file_uploader")
        _, seen = uploads.send(one, server, uploads.Pass.of(server), uploader.id, data, name)
    assert seen is not None
    visits.calm(seen, what)
    assert len(seen.lines()) == 1


def test_the_door_of_uploads_is_kept(server: str) -> None:
    assert uploads.gates(server) == 5
    assert uploads.wrong_types(server) > 0


# in a browser


@pytest.fixture(scope="module")
def watched(server: str) -> Iterator[browsing.Watched]:
    try:
        with browsing.browser(server) as started:
            yield started
    except FileNotFoundError as error:
        missing(f"a browser ({error})")


@pytest.mark.browser
def test_nothing_typed_runs_or_is_fetched(watched: browsing.Watched) -> None:
    browsing.addresses(watched, 3, seed=9)
    page = watched.open("sumber?bagian=sumber")
    for text in hostile.SAMPLES[4:7]:
        page.get_by_test_id("stTextInput").locator("input").fill(text)
        page.keyboard.press("Enter")
        page.wait_for_timeout(500)
        watched.sound(text)


@pytest.mark.browser
def test_what_a_browser_would_obey_is_seen(watched: browsing.Watched) -> None:
    """The watch itself: each of these it must notice."""
    page = watched.open("glosarium")
    for html in ("<img src='//evil.example/x.png'>", "<b onclick='alert(1)'>x</b>"):
        page.evaluate("html => document.body.insertAdjacentHTML('beforeend', html)", html)
        with pytest.raises(AssertionError):
            watched.sound(html)
        page.evaluate("document.body.lastElementChild.remove()")
        watched.foreign.clear()
    watched.sound("nothing is left of it")


# what is printed, what is sent


def test_nothing_of_it_is_printed(server: str, printed: Path) -> None:
    """After all the tests above."""
    assert whole.quiet(printed) > 10


def test_nobody_is_told_of_visitors() -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["browser"]["gatherUsageStats"] is False
    assert config["client"]["showErrorDetails"] == "none"
    assert config["client"]["showErrorLinks"] is False  # they lead to other people's sites
    assert config["server"]["headless"] is True  # Streamlit offers visitors more where it is not
