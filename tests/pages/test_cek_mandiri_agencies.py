"""Cek Mandiri, Perangkat daerah: hand out, gather, decide, and go on with what was gathered."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

from streamlit.testing.v1 import AppTest

from iga_core.portfolio import Claim, Innovation, Portfolio, portfolio_bytes
from iga_core.portfolio.agencies.gathering import MOST_FILES
from iga_core.portfolio.agencies.handing import agency_files
from iga_core.portfolio.agencies.names import agencies_of
from pages._parts.cek_mandiri import session
from pages._shared.files import own
from tests.opened import file_links, open_page, open_part, text
from tests.pages.test_cek_mandiri import brought, held
from tests.portfolio.workbooks import BOOK, WORDS, example

LINE = BOOK.aspect("SID")[0]
A = Innovation("Pos Obat", agency="Dinas Kesehatan", levels={LINE.code: Claim(2)})
B = replace(A, levels={LINE.code: Claim(3)})
BASE = Portfolio(year=BOOK.year, agencies=("Dinas Kesehatan", "Dinas Sosial"))
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened(base: Portfolio) -> AppTest:
    at = brought(open_page("cek_mandiri"), "a.json", portfolio_bytes(base))
    return open_part(at, "perangkat")


def handed_back(at: AppTest, files: dict[str, bytes]) -> AppTest:
    given = [(name, data, XLSX) for name, data in files.items()]
    at.file_uploader(key="cek_mandiri_returned_files").set_value(given)
    at.run()
    assert not at.exception
    return at


def saying(*items: Innovation) -> bytes:
    return portfolio_bytes(Portfolio(year=BOOK.year, innovations=items))


def taken(at: AppTest) -> Portfolio:
    at.button(key="cek_mandiri_gathered").click().run()
    assert not at.exception
    return held(at).portfolio


def zip_of(at: AppTest) -> ZipFile:
    offers = at.session_state[own.KEY].offers.values()
    (newest,) = [offer for offer in offers if offer.key == "agencies"][-1:]
    return ZipFile(BytesIO(newest.make()))


def test_the_agencies_of_the_portfolio_get_a_file_each_at_one_press() -> None:
    at = opened(example())
    assert len(zip_of(at).namelist()) == len(agencies_of(example()))
    number = WORDS.number(len(agencies_of(example())))
    labels = [link.label for link in file_links(at)]
    assert WORDS("cek_mandiri.agencies_zip", number=number) in labels


def test_a_pasted_list_takes_their_place() -> None:
    at = opened(example())
    at.text_area[0].set_value("1. Dinas Baru\n2. Bagian Hukum").run()
    assert [name for name in zip_of(at).namelist() if "dinas-baru" in name]
    assert len(zip_of(at).namelist()) == 2
    left = WORDS.number(len(example().innovations))
    assert any(left in warning.value for warning in at.warning)


def test_what_was_handed_out_comes_back_as_the_portfolio() -> None:
    at = opened(example())
    with ZipFile(BytesIO(agency_files(example(), BOOK, WORDS, date(2026, 6, 1)))) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    handed_back(at, files)
    assert not at.error
    assert WORDS("cek_mandiri.agencies_all") in text(at)
    found = taken(at)
    assert found.innovations == example().innovations
    assert (found.spd, found.spd_values) == (example().spd, example().spd_values)


def test_a_conflict_is_asked_with_both_files_and_what_is_chosen_is_taken() -> None:
    at = handed_back(opened(BASE), {"a.json": saying(A), "b.json": saying(B)})
    (asked,) = [box for box in at.selectbox if LINE.name in box.label]
    assert all(any(file in option for option in asked.options) for file in ("a.json", "b.json"))
    assert any("1" in warning.value for warning in at.warning)
    assert WORDS("cek_mandiri.agencies_silent", number="1", names="Dinas Sosial") in text(at)
    asked.set_value(1).run()
    assert not at.exception
    assert taken(at).innovations == (B,)


def test_names_alike_are_both_kept_until_one_is_chosen() -> None:
    near = replace(A, name="Pos Obat 2", agency="Dinas Sosial")
    at = opened(BASE)
    handed_back(at, {"a.json": saying(replace(A, name="Pos Obat 1")), "b.json": saying(near)})
    (asked,) = [box for box in at.selectbox if "Pos Obat 1" in box.label]
    asked.set_value("second").run()
    assert taken(at).innovations == (near,)


def test_a_broken_file_costs_one_line_and_files_come_in_more_than_one_go() -> None:
    at = handed_back(opened(BASE), {"rusak.xlsx": b"PK\x03\x04", "a.json": saying(A)})
    assert len(at.error) == 1 and "rusak.xlsx" in at.error[0].value
    more = replace(A, name="Halte", agency="Dinas Sosial")
    handed_back(at, {"rusak.xlsx": saying(more)})
    assert not at.error, "a file of the same name takes its place"
    assert taken(at).innovations == (A, more)


def test_more_files_than_are_read_at_once_are_refused_and_nothing_is_lost() -> None:
    at = handed_back(opened(BASE), {"a.json": saying(A)})
    handed_back(at, {f"{number}.json": saying(B) for number in range(MOST_FILES)})
    assert [error.value for error in at.error] == [
        WORDS("cek_mandiri.agencies_too_many", limit=MOST_FILES)
    ]
    assert taken(at).innovations == (A,)


def test_unsaved_work_gives_way_to_what_was_gathered_only_when_asked() -> None:
    at = handed_back(opened(BASE), {"a.json": saying(A)})
    taken(at)
    handed_back(at, {"b.json": saying(B)})
    work = held(at).portfolio
    assert taken(at) == work, "the first press only asks"
    assert WORDS("cek_mandiri.replace_again") in [warning.value for warning in at.warning]
    assert session.HELD in at.session_state
    assert taken(at).innovations == (B,)
