"""Categories: worked cases, and for all governments and years nothing is said without a ground."""

from dataclasses import replace

import pytest

from iga_core.analysis.categories import (
    Answer,
    JudgedCategory,
    build_categories,
    read_list,
    state_of_reading,
)
from iga_core.analysis.national import build_national_picture
from iga_core.record import RECEIVED, Row
from iga_core.regions import TYPES
from tests import on_file

RECORD = on_file.record()
BOOK = build_categories(RECORD, build_national_picture(RECORD))
YEARS = sorted(BOOK.sets)
KINDS = {kind.capitalize(): kind for kind in TYPES.values()}
ANSWERS = [BOOK.answer(r.code, year) for r in RECORD.register.regions for year in YEARS]
JUDGED = [(answer, judged) for answer in ANSWERS for judged in answer.categories]


def one(code: str, year: int, category: str) -> JudgedCategory:
    """One category of one government's year."""
    (found,) = (j for j in BOOK.answer(code, year).categories if j.category == category)
    return found


def states(answer: Answer) -> dict[str, str]:
    """The state of every category of a government's year."""
    return {judged.category: judged.state for judged in answer.categories}


def test_bintan_and_nias_barat_2022() -> None:
    """Perpres 63/2020 lists Nias Barat, not Bintan; UI's list of 23 December 2022 names Bintan."""
    assert states(BOOK.answer("21.01", 2022)) == {
        "Provinsi": "no",
        "Kabupaten": "yes",
        "Kota": "no",
        "Daerah Tertinggal": "no",
        "Daerah Perbatasan": "yes",
        "Papua": "no",
    }
    assert states(BOOK.answer("12.25", 2022)) == {
        "Provinsi": "no",
        "Kabupaten": "yes",
        "Kota": "no",
        "Daerah Tertinggal": "yes",
        "Daerah Perbatasan": "unknown",
        "Papua": "no",
    }
    border = one("21.01", 2022, "Daerah Perbatasan")
    assert [row["id"] for row in border.proof] == ["iga-2022-daerah-perbatasan-terinovatif-21.01"]
    behind = one("12.25", 2022, "Daerah Tertinggal")
    assert behind.decider["source_ids"] == "perpres-63-2020-daerah-tertinggal"
    assert [row["status"] for row in behind.proof] == ["derived"]


def test_a_claim_of_the_government_itself_is_no_proof() -> None:
    border = one("21.01", 2020, "Daerah Perbatasan")
    assert (border.state, border.proof) == ("unknown", ())
    assert [row["status"] for row in border.claims] == ["claimed"]


def test_a_border_centre_is_a_hint_and_never_membership() -> None:
    merauke = one("93.01", 2022, "Daerah Perbatasan")
    assert merauke.state == "unknown" and merauke.hints[0] == ("pksn_2020_2024", "Merauke")


def test_papua_is_read_by_its_place_and_open_for_its_provinces() -> None:
    assert one("92.08", 2025, "Papua").state == "yes"
    assert one("32", 2024, "Papua").state == "no"
    assert (one("94", 2024, "Papua").state, one("94", 2024, "Papua").reading) == (
        "unknown",
        "types_unstated",
    )


def test_an_empty_cell_is_unknown_and_a_province_is_on_no_list_of_kabupaten() -> None:
    assert one("94.01", 2019, "Daerah Tertinggal").reading == "blank"
    assert one("94.01", 2019, "Daerah Tertinggal").state == "unknown"
    assert one("32", 2022, "Daerah Tertinggal").reading == "other_types"


def test_nominees_by_name_are_proof() -> None:
    """serayunews.com prints all eight provinces of 2025, Jakarta among them."""
    ((_, codes),) = BOOK.nominees[2025, "Provinsi"]
    assert codes == {"51", "31", "32", "33", "35", "52", "13", "16"}
    metrics = {row.get("metric") for row in one("33", 2025, "Provinsi").proof}
    assert "nominee_names" in metrics


def test_2020_keeps_what_its_sources_say_against_each_other() -> None:
    said = {account.id: set(account.categories) for account in BOOK.sets[2020]}
    assert said["2020-wordpers"] - said["2020-bskdn"] == {"Papua"}
    printed = {row["printed"] for row in BOOK.naming(2020, "Kota")}
    assert printed == {"Kabupaten/Kota Terinovatif", ""}
    assert BOOK.differ(2020)
    assert "beda-2020-kategori-penghargaan" in {row["id"] for row in BOOK.disputed(2020)}


def test_a_year_of_which_no_account_is_on_file_has_no_categories() -> None:
    year = max(YEARS) + 1
    assert BOOK.categories(year) == ()
    assert BOOK.answer("21.01", year).categories == ()


@pytest.mark.parametrize(
    ("code", "year", "presence"),
    [
        ("94", 2022, "not_yet"),
        ("94", 2023, "present"),
        ("31.71", 2022, "not_autonomous"),
        ("31", 2022, "present"),
    ],
)
def test_who_could_not_take_part_is_not_judged(code: str, year: int, presence: str) -> None:
    answer = BOOK.answer(code, year)
    assert answer.presence == presence
    assert bool(answer.categories) == (presence == "present")


def test_everyone_who_took_part_has_an_answer_and_nobody_else() -> None:
    for year in YEARS:
        there = {r.code for r in RECORD.register.participating(year)}
        assert {a.region.code for a in ANSWERS if a.year == year and a.categories} == there


def test_the_category_of_ones_own_type_is_yes_and_of_another_never() -> None:
    for answer, judged in JUDGED:
        if kind := KINDS.get(judged.category):
            assert judged.state == ("yes" if kind == answer.region.type else "no")


def test_nothing_is_no_without_a_list_that_says_so() -> None:
    for answer, judged in JUDGED:
        if judged.state == "no":
            assert judged.decider["column"] and judged.decider["source_ids"]
            assert judged.reading in ("not_listed", "other_types"), answer


def test_nothing_is_yes_without_a_list_or_a_row_of_that_year() -> None:
    for answer, judged in JUDGED:
        if judged.state == "yes":
            assert judged.reading == "listed" or judged.proof
        for row in judged.proof:
            assert row["year"] == answer.year
            assert row.get("status", RECEIVED[0]) in RECEIVED


def test_an_award_against_a_list_on_file_contradicts_it() -> None:
    judged = one("21.01", 2022, "Daerah Perbatasan")
    assert judged.proof and not judged.contradicted
    assert replace(judged, reading="not_listed").contradicted
    assert not replace(judged, reading="not_listed", proof=()).contradicted


def test_every_award_in_a_category_is_found_again() -> None:
    proved = {row["id"] for _, judged in JUDGED for row in judged.proof}
    for (_, category), rows in BOOK.awards.items():
        for row in rows:
            if category in BOOK.categories(row["year"]) and row["status"] in RECEIVED:
                assert row["id"] in proved


@pytest.mark.parametrize(
    ("cell", "kind", "reading", "state"),
    [
        ("ya", "kota", "listed", "yes"),
        ("ya", "provinsi", "types_unstated", "unknown"),
        ("bukan", "provinsi", "not_listed", "no"),
        ("", "kota", "blank", "unknown"),
        ("", "provinsi", "other_types", "no"),
        ("lain", "kota", "blank", "unknown"),
    ],
)
def test_a_cell_reads_as_the_list_says(cell: str, kind: str, reading: str, state: str) -> None:
    decider: Row = {
        "column": "c",
        "yes_values": "ya; tentu",
        "no_values": "bukan",
        "empty_means_no": "no",
        "types": "kabupaten kota",
    }
    found = read_list(decider, {"c": cell}, kind)
    assert (found, state_of_reading(found)) == (reading, state)
    if not cell:
        assert read_list({**decider, "empty_means_no": "yes"}, {"c": ""}, kind) == "not_listed"


def test_without_a_list_nothing_is_said() -> None:
    assert state_of_reading(read_list({"column": ""}, {}, "kota")) == "unknown"


@pytest.mark.parametrize(
    ("year", "category", "nominees", "given", "known"),
    [
        (2022, "Daerah Perbatasan", [], 5, 5),
        (2023, "Provinsi", [9], 7, 7),
        (2024, "Papua", [4], None, 0),
        (2017, "Kota", [], 10, 10),
    ],
)
def test_nominees_and_winners(
    year: int, category: str, nominees: list[int], given: int | None, known: int
) -> None:
    count = BOOK.counts[year, category]
    assert [row["value"] for row in count.nominees.rows] == nominees
    assert (count.given["awarded"] if count.given else None) == given
    assert count.known == known
