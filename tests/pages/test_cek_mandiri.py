"""Cek Mandiri as a team meets it: begin, edit, bring a file, and never lose what was there."""

import json
import re
import time
from dataclasses import replace
from decimal import Decimal

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.testing.v1 import AppTest

from iga_core.language import languages, load_words, plain
from iga_core.paths import EXAMPLES
from iga_core.portfolio import (
    Innovation,
    Portfolio,
    load_example,
    make_template,
    portfolio_bytes,
    problem_count,
    score_portfolio,
)
from iga_core.portfolio.file.apart import shared_reader
from iga_core.portfolio.schema import MAX_INNOVATIONS
from iga_core.rules import cached_rulebook
from pages._parts.cek_mandiri import session, start
from pages._shared.filters import CHECK_PARTS as PARTS
from tests.opened import html_of, open_box, open_page, open_part, text
from tests.portfolio.forms import FORMS
from tests.portfolio.test_asked_back import dashes
from tests.portfolio.test_broken_workbooks import REFUSED
from tests.portfolio.workbooks import edited as changed

WORDS = load_words("id")
BOOK = cached_rulebook(2026)
EXAMPLE = load_example(BOOK)
SAMPLE = (EXAMPLES / "portfolio_2026.json").read_bytes()


def opened() -> AppTest:
    """The page with the example open."""
    at = open_page("cek_mandiri")
    at.button(key="cek_mandiri_example").click().run()
    assert not at.exception
    return at


def index(at: AppTest) -> str:
    """The index that the page's sentence names first."""
    (value,) = re.findall(r'class="headline">\w+ ([\d,.]+):', html_of(at))
    return str(value)


def brought(at: AppTest, name: str, data: bytes) -> AppTest:
    """The page after a file was handed over."""
    at.file_uploader(key="cek_mandiri_file").upload(name, data)
    at.run()
    assert not at.exception
    return at


def held(at: AppTest) -> session.Held:
    found: session.Held = at.session_state[session.HELD]
    return found


def place(code: str) -> int:
    """The row of a line in the table of government lines."""
    return [line.code for line in BOOK.aspect("SPD")].index(code)


def edited(at: AppTest, table: str, row: int | str, **cells: object) -> AppTest:
    key = f"cek_mandiri_{table}_{held(at).round}"
    at.session_state[key] = {
        "edited_rows": {row: cells},
        "added_rows": [],
        "deleted_rows": [],
    }
    at.run()
    assert not at.exception
    return at


def test_the_example_is_marked_and_scored_as_the_core_scores_it() -> None:
    at = opened()
    assert WORDS("cek_mandiri.example_mark") in text(at)
    assert EXAMPLE is not None
    scored = score_portfolio(EXAMPLE, BOOK).scores.index[0]
    assert index(at) == WORDS.number(float(scored), 2)


@pytest.mark.parametrize("form", ["xlsx", "json"])
def test_what_was_saved_comes_back_as_it_was(form: str) -> None:
    assert EXAMPLE is not None
    data = make_template(BOOK, WORDS, portfolio=EXAMPLE) if form == "xlsx" else SAMPLE
    at = brought(open_page("cek_mandiri"), f"a.{form}", data)
    assert held(at).portfolio == EXAMPLE
    assert not at.error


@pytest.mark.parametrize("form", FORMS)
def test_a_file_of_every_form_is_taken_whatever_it_is_called(form: str) -> None:
    assert EXAMPLE is not None
    data = FORMS[form](make_template(BOOK, WORDS, portfolio=EXAMPLE))
    at = brought(open_page("cek_mandiri"), "berkas.bin", data)
    assert held(at).portfolio == EXAMPLE
    assert not at.error


def test_a_table_without_a_year_is_read_by_the_year_chosen_and_that_is_told() -> None:
    at = brought(open_page("cek_mandiri"), "a.csv", REFUSED["csv without a year"][0]())
    assert [item.name for item in held(at).portfolio.innovations] == ["Antar Obat"]
    assert WORDS("workbook.note_no_year", year=BOOK.year) in text(at)


def test_the_choice_of_a_region_follows_the_file() -> None:
    assert EXAMPLE is not None
    own = replace(EXAMPLE, region="11.71", name="", example=False)
    data = make_template(BOOK, WORDS, portfolio=own)
    at = brought(open_page("cek_mandiri"), "a.xlsx", data)
    assert at.selectbox(key="cek_mandiri_daerah").value == "11.71"
    taken = WORDS("cek_mandiri.taken", number=WORDS.number(len(EXAMPLE.innovations)))
    assert [element.value for element in at.success] == [taken]


def test_what_is_asked_back_is_counted_in_full() -> None:
    at = brought(open_page("cek_mandiri"), "a.xlsx", changed(dashes))
    (told,) = (fold.label for fold in at.expander if "perlu dilihat" in fold.label)
    _, problems = shared_reader().read(changed(dashes), WORDS, BOOK.year)
    assert told == WORDS("cek_mandiri.problems", number=WORDS.number(problem_count(problems)))
    assert problem_count(problems) > 100


def test_a_cell_that_cannot_be_read_is_told_in_every_part_until_it_is_mended() -> None:
    at = open_part(opened(), "isi")
    line = next(line.code for line in BOOK.aspect("SPD") if line.has_bands)
    told = WORDS("cek_mandiri.unread_left", number="1")
    edited(at, "spd", place(line), value="tujuh")
    assert told in text(at)
    assert sum("tujuh" in error.value for error in at.error) == 1
    assert told in text(open_part(at, "skor"))
    assert told in text(open_part(at, "isi"))
    edited(at, "spd", place(line), value="7")
    assert told not in text(at)


def test_an_edit_of_a_line_counts_at_once() -> None:
    at = open_part(opened(), "isi")
    before = index(at)
    edited(at, "spd", 0, claimed=3)  # the first line: weight 1, so 3 of 250 points
    gain = float(index(at).replace(",", ".")) - float(before.replace(",", "."))
    assert gain == pytest.approx(1.2, abs=0.011)
    assert held(at).portfolio.spd["spd_vision"].claimed == 3
    assert WORDS("cek_mandiri.unsaved") in text(at)


def test_a_level_that_no_line_has_is_refused_and_nothing_is_lost() -> None:
    at = open_part(opened(), "isi")
    before = held(at).portfolio
    edited(at, "spd", 0, claimed=7)
    assert len(at.error) == 1 and "7" in at.error[0].value
    assert held(at).portfolio == before


@pytest.mark.parametrize(
    ("typed", "value"),
    [("5,23", "5.23"), ("5.23", "5.23"), ("-47,43", "-47.43"), ("12,5 %", "12.5")],
)
def test_a_number_is_read_as_it_is_typed(typed: str, value: str) -> None:
    at = edited(open_part(opened(), "isi"), "spd", place("spd_income_per_capita"), value=typed)
    assert not at.error
    assert held(at).portfolio.spd_values["spd_income_per_capita"] == Decimal(value)


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("spd_income_per_capita", "5.230"),
        ("spd_income_per_capita", "523"),
        ("spd_hdi_level", "7635"),
        ("spd_poverty_level", "-7"),
        ("spd_pad", "naik"),
    ],
)
def test_what_is_no_value_is_told_and_the_other_edits_stay(line: str, typed: str) -> None:
    at = open_part(opened(), "isi")
    before = held(at).portfolio
    at.session_state[f"cek_mandiri_spd_{held(at).round}"] = {
        "edited_rows": {place(line): {"value": typed}, place("spd_vision"): {"claimed": "3"}},
        "added_rows": [],
        "deleted_rows": [],
    }
    at.run()
    (error,) = at.error
    assert f"`{typed}`" in error.value and plain(BOOK.line(line).name) in error.value
    assert WORDS("cek_mandiri.nothing_lost") in text(at)
    after = held(at).portfolio
    assert after.spd_values == before.spd_values
    assert after.spd["spd_vision"].claimed == 3


ONE = portfolio_bytes(Portfolio(year=2026, innovations=(Innovation(name="Satu"),)))
BEGINNINGS = {
    "nothing": None,
    "blank workbook": make_template(BOOK, WORDS),
    "no innovation": portfolio_bytes(Portfolio(year=2026)),
    "one row": ONE,
    "example": SAMPLE,
}


@pytest.mark.parametrize("region", ["", "11.71", "11"])
@pytest.mark.parametrize("name", BEGINNINGS)
def test_every_part_stands_from_the_first_step_on(name: str, region: str) -> None:
    at = open_page("cek_mandiri", **({"daerah": region} if region else {}))
    data = BEGINNINGS[name]
    if data is None:
        at.button(key="cek_mandiri_empty").click().run()
    else:
        brought(at, "a.xlsx", data)
    for one in PARTS:
        assert not open_part(at, one).error, one


@pytest.mark.parametrize("language", languages())
def test_a_part_before_the_beginning_says_how_to_begin(language: str) -> None:
    at, words = open_page("cek_mandiri", bahasa=language), load_words(language)
    for name in PARTS:
        first = open_part(at, name).info[0].value
        assert words(f"cek_mandiri.part_{name}") in first and words("cek_mandiri.empty") in first
        assert not at.error, name


def test_a_first_innovation_is_added_to_nothing() -> None:
    at = open_page("cek_mandiri")
    at.button(key="cek_mandiri_empty").click().run()
    open_part(at, "isi")
    edited(at, "spd", place("spd_vision"), claimed="3")
    at.session_state[f"cek_mandiri_items_{held(at).round}"] = {
        "edited_rows": {},
        "added_rows": [{"name": "Baru", "words": "1.234", "crossing_affairs": []}],
        "deleted_rows": [],
    }
    at.run()
    assert not at.error
    (item,) = held(at).portfolio.innovations
    assert (item.name, item.words) == ("Baru", 1234)
    assert held(at).portfolio.spd["spd_vision"].claimed == 3


def test_a_reviewers_note_on_an_indicator_is_kept_and_outlives_other_edits() -> None:
    at = open_part(opened(), "isi")
    line = BOOK.aspect("SID")[0].code
    edited(at, "item0", 0, note="Lampirkan SK")
    assert held(at).portfolio.innovations[0].notes == {line: "Lampirkan SK"}
    edited(at, "items", 0, name="Nama baru")
    assert held(at).portfolio.innovations[0].notes == {line: "Lampirkan SK"}


def test_an_innovation_that_is_renamed_keeps_its_levels() -> None:
    at = open_part(opened(), "isi")
    levels = held(at).portfolio.innovations[0].levels
    edited(at, "items", 0, name="Nama baru")
    assert held(at).portfolio.innovations[0].name == "Nama baru"
    assert held(at).portfolio.innovations[0].levels == levels


def test_a_table_takes_no_more_rows_than_a_file() -> None:
    at = open_part(opened(), "isi")
    before = held(at).portfolio
    at.session_state[f"cek_mandiri_items_{held(at).round}"] = {
        "edited_rows": {},
        "added_rows": [{"name": "a"}] * MAX_INNOVATIONS,
        "deleted_rows": [],
    }
    start = time.monotonic()
    at.run()
    assert time.monotonic() - start < 5
    assert not at.exception
    said = WORDS("portfolio.workbook_rows", limit=MAX_INNOVATIONS)
    assert [error.value for error in at.error] == [said]
    assert held(at).portfolio == before


@pytest.mark.parametrize("data", [SAMPLE, b"{", b"PK\x03\x04"])
def test_a_file_that_was_read_is_let_go(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    manager = MemoryUploadedFileManager
    held_files: dict[str, str] = {}
    add, remove = manager.add_file, manager.remove_file

    def added(self: MemoryUploadedFileManager, visit: str, file: UploadedFileRec) -> None:
        held_files[file.file_id] = visit
        add(self, visit, file)

    def removed(self: MemoryUploadedFileManager, visit: str, file: str) -> None:
        assert held_files.pop(file) == visit
        remove(self, visit, file)

    monkeypatch.setattr(manager, "add_file", added)
    monkeypatch.setattr(manager, "remove_file", removed)
    at = brought(open_page("cek_mandiri"), "a.json", data)
    assert bool(at.error) is (data != SAMPLE)
    assert not held_files


def test_work_survives_a_change_of_part_and_of_page() -> None:
    at = open_part(opened(), "isi")
    edited(at, "spd", 0, claimed=3)
    at.switch_page("pages/aturan.py").run()
    at.switch_page("pages/cek_mandiri.py").run()
    assert held(at).portfolio.spd["spd_vision"].claimed == 3
    open_part(at, "isi")
    assert held(at).portfolio.spd["spd_vision"].claimed == 3
    edited(at, "spd", 1, claimed=1)
    assert held(at).portfolio.spd["spd_vision"].claimed == 3


def test_rows_that_come_and_go_keep_the_levels_of_the_others() -> None:
    at = open_part(opened(), "isi")
    before = held(at).portfolio.innovations
    at.session_state[f"cek_mandiri_items_{held(at).round}"] = {
        "edited_rows": {},
        "added_rows": [{"name": "Baru"}],
        "deleted_rows": [0],
    }
    at.run()
    open_part(at, "skor")
    open_part(at, "isi")
    after = held(at).portfolio.innovations
    assert [item.name for item in after] == [*(i.name for i in before[1:]), "Baru"]
    assert [item.levels for item in after[:-1]] == [item.levels for item in before[1:]]


@pytest.fixture(scope="module")
def working() -> AppTest:
    """The page with the example open, for files that change nothing."""
    return open_box(opened(), start.BOX)


# JSON is told by its contents, whatever the file is called, and is no broken workbook here
READ_ON_THE_PAGE = ("json", "no year", "csv without a year")  # it knows a year to read them by


@pytest.mark.parametrize("name", [name for name in REFUSED if name not in READ_ON_THE_PAGE])
def test_a_broken_workbook_gives_one_line_and_nothing_is_lost(name: str, working: AppTest) -> None:
    make, _ = REFUSED[name]
    at, before = working, held(working).portfolio
    brought(at, "rusak.xlsx", make())
    assert [element.value for element in at.error if "\n" not in element.value]
    assert len(at.error) == 1
    assert held(at).portfolio == before
    assert WORDS("cek_mandiri.nothing_lost") in text(at)


def test_what_a_file_leaves_unread_is_listed_and_the_rest_is_taken() -> None:
    said = json.loads(SAMPLE)
    said["innovations"][0]["levels"]["sid_regulation"] = 9
    at = brought(open_page("cek_mandiri"), "a.json", json.dumps(said).encode())
    assert len(at.error) == 1 and "9" in at.error[0].value


def test_unsaved_work_gives_way_only_when_asked() -> None:
    at = open_part(opened(), "isi")
    edited(at, "spd", 0, claimed=3)
    open_box(at, start.BOX)
    at.button(key="cek_mandiri_empty").click().run()
    assert held(at).portfolio.innovations, "the first press only asks"
    assert WORDS("cek_mandiri.replace_again") in [element.value for element in at.warning]
    open_box(at, start.BOX).button(key="cek_mandiri_empty").click().run()
    assert not held(at).portfolio.innovations


def test_a_file_replaces_unsaved_work_only_when_asked() -> None:
    at = open_part(opened(), "isi")
    edited(at, "spd", 0, claimed=3)
    work = held(at).portfolio
    brought(open_box(at, start.BOX), "a.json", SAMPLE)
    assert WORDS("cek_mandiri.replace") in [element.value for element in at.warning]
    assert held(at).portfolio == work
    at.button(key="cek_mandiri_replace").click().run()
    assert held(at).portfolio == EXAMPLE


def test_a_region_brings_its_public_statistics_with_their_source() -> None:
    at = open_page("cek_mandiri", daerah="11.71", tahun="2026")
    at.button(key="cek_mandiri_empty").click().run()
    portfolio = held(at).portfolio
    assert portfolio.region == "11.71"
    numbers = {BOOK.line(code).no for code in portfolio.spd_values}
    assert numbers == {"10a", "10b", "11a", "11b"}
    assert all("BPS" in portfolio.spd_evidence[code] for code in portfolio.spd_values)


def test_the_address_never_holds_the_work() -> None:
    at = open_part(opened(), "isi")
    edited(at, "items", 0, name="Rahasia Kota")
    assert not re.search("Rahasia", str(dict(at.query_params)))
    assert portfolio_bytes(held(at).portfolio)
