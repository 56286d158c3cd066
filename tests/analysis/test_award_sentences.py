"""Sentences on a selection of awards, counted again from the CSV rows."""

from __future__ import annotations

import csv
from collections import defaultdict

import pytest

from iga_core.analysis.award_sentences import most_often, newest, recorded_before
from iga_core.analysis.recipients import Recipients
from iga_core.language import load_words
from iga_core.message import told
from iga_core.paths import DATA
from iga_core.record import Row, rows_of
from iga_core.record.award_levels import winners_level
from iga_core.regions import display_name
from tests import on_file

RECORD = on_file.record()
RECIPIENTS = Recipients(RECORD)
AWARDS = rows_of(RECORD.tables["awards"])
WORDS = load_words("id")
YEARS = sorted(RECORD.award_years)


def received() -> dict[str, set[int]]:
    """The years of the IGA awards received, by government."""
    years: dict[str, set[int]] = defaultdict(set)
    with (DATA / "record" / "awards.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["programme"] == "IGA" and row["status"] in ("reported", "derived"):
                years[row["region_code"]].add(int(row["year"]))
    return years


HELD = received()


def test_the_newest_ceremony_counts_its_winners_and_the_sizes_of_their_lists() -> None:
    sentence = newest(RECORD, RECIPIENTS)
    values = sentence.text.values
    year = YEARS[-1]
    level = values["level"]
    assert level == winners_level(RECORD.schema, frozenset(r["level"] for r in AWARDS))
    with (DATA / "record" / "lists.csv").open(encoding="utf-8", newline="") as file:
        lists = [
            row
            for row in csv.DictReader(file)
            if (row["programme"], row["year"], row["level"]) == ("IGA", str(year), level)
        ]
    names = [
        row
        for row in AWARDS
        if (row["programme"], row["year"], row["level"]) == ("IGA", year, level)
        and row["status"] in ("reported", "derived")
    ]
    assert values["known"] == len(names)
    assert values["awarded"] == sum(int(row["awarded"]) for row in lists)
    assert set(sentence.rows) == {row["id"] for row in lists}
    assert str(year) in told(sentence.text, WORDS)


def of_year(year: int) -> list[Row]:
    return [row for row in AWARDS if row["year"] == year]


@pytest.mark.parametrize("year", YEARS[1:])
def test_who_is_new_in_a_year_has_no_award_before_it(year: int) -> None:
    sentence = recorded_before(RECORD, RECIPIENTS, of_year(year), year)
    now = {code for code, years in HELD.items() if year in years}
    new = {code for code in now if min(HELD[code]) == year}
    assert sentence
    assert (sentence.text.values["new"], sentence.text.values["number"]) == (len(new), len(now))
    ending = "all" if not new else "none" if new == now else "some"
    assert sentence.text.id == f"headline.before.{ending}"


def test_before_the_first_year_on_file_nothing_can_be_said() -> None:
    assert recorded_before(RECORD, RECIPIENTS, of_year(YEARS[0]), YEARS[0]) is None


def test_own_claims_make_nobody_a_receiver() -> None:
    claims = [row for row in AWARDS if row["status"] == "claimed"]
    assert most_often(RECORD, RECIPIENTS, claims) is None
    for year in YEARS:
        assert recorded_before(RECORD, RECIPIENTS, claims, year) is None


@pytest.mark.parametrize("year", YEARS)
def test_most_often_names_all_who_share_the_first_place(year: int) -> None:
    codes = {code for code, years in HELD.items() if year in years}
    most = max(len(HELD[code]) for code in codes)
    first = [code for code in codes if len(HELD[code]) == most]
    sentence = most_often(RECORD, RECIPIENTS, of_year(year))
    if len(first) > 4 or most < 2:
        assert sentence is None
        return
    assert sentence
    said = told(sentence.text, WORDS)
    assert all(display_name(RECORD.register.get(code)) in said for code in first)
    assert str(YEARS[0]) in said
