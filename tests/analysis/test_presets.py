"""Presets, each against a recount of its own, and each with its rule and what stays open."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

import pytest

from iga_core.analysis.presets import (
    PRESETS,
    Preset,
    dropped_out,
    first_time_winners,
    in_a_row,
    same_name,
    tertinggal_winners,
    without_top_index,
)
from iga_core.language import load_words
from iga_core.message import told
from iga_core.record import Record, Row, rows_of
from tests import on_file

SURE = {"reported", "derived"}


@cache
def record() -> Record:
    return on_file.record()


@cache
def awards() -> dict[str, Row]:
    return {a["id"]: a for a in rows_of(record().tables["awards"]) if a["programme"] == "IGA"}


@cache
def presets() -> tuple[Preset, ...]:
    return (
        first_time_winners(record(), 2025),
        in_a_row(record()),
        dropped_out(record(), 2023),
        same_name(record()),
        tertinggal_winners(record()),
        without_top_index(record()),
    )


def test_all_are_there_and_say_their_rule_and_what_is_open() -> None:
    assert tuple(preset.name for preset in presets()) == PRESETS
    words = load_words("id")
    for preset in presets():
        assert words(f"preset.{preset.name}")
        assert preset.award_ids
        assert preset.open
        for message in (preset.rule, *preset.open):
            text = told(message, words)
            assert text.endswith(".")
            assert "{" not in text


def test_claims_and_index_only_rows_are_never_winners() -> None:
    for preset in presets():
        assert {awards()[i]["status"] for i in preset.award_ids} <= SURE, preset.name


def test_first_time_winners_have_nothing_earlier() -> None:
    earlier = {a["region_code"] for a in awards().values() if a["year"] < 2025}
    expected = {
        a["id"]
        for a in awards().values()
        if a["year"] == 2025 and a["status"] in SURE and a["region_code"] not in earlier
    }
    assert set(presets()[0].award_ids) == expected
    with pytest.raises(ValueError, match="2018"):
        first_time_winners(record(), 2017)


def test_in_a_row_is_three_years_without_a_gap() -> None:
    years: dict[str, set[int]] = defaultdict(set)
    for award in awards().values():
        if award["status"] in SURE:
            years[award["region_code"]].add(award["year"])
    found = set(in_a_row(record()).award_ids)
    for award in awards().values():
        if award["status"] in SURE:
            have, y = years[award["region_code"]], award["year"]
            inside = any({s, s + 1, s + 2} <= have for s in (y - 2, y - 1, y))
            assert (award["id"] in found) == inside, award["id"]


def test_dropped_out_is_decided_only_by_complete_lists() -> None:
    preset = dropped_out(record(), 2023)
    won = [a for a in awards().values() if a["level"] == "Terinovatif"]
    now = {a["region_code"] for a in won if a["year"] == 2023}
    for award_id in preset.award_ids:
        award = awards()[award_id]
        assert (award["year"], award["level"]) == (2022, "Terinovatif")
        assert award["region_code"] not in now
    # the border list of 2023 is partial (2 of 4): nobody's absence is certain
    assert preset.open[0].values["decided"] == 0
    assert preset.open[0].values["open"] == len(preset.award_ids)


def test_same_name_has_a_partner_of_the_other_type() -> None:
    regions = {r.code: r for r in record().register.regions}
    for award_id in same_name(record()).award_ids:
        mine = regions[awards()[award_id]["region_code"]]
        assert any(
            r.name_short == mine.name_short and {r.type, mine.type} == {"kota", "kabupaten"}
            for r in regions.values()
        )


def test_tertinggal_by_the_period_of_the_year() -> None:
    regions = record().tables["regions"].set_index("code")
    for award_id in tertinggal_winners(record()).award_ids:
        award = awards()[award_id]
        if award["category"] != "Daerah Tertinggal":
            column = "tertinggal_2015_2019" if award["year"] < 2020 else "tertinggal_2020_2024"
            assert award["year"] < 2025
            assert regions.at[award["region_code"], column] == "yes"


def test_without_top_index_says_how_little_is_known_and_what_is_doubted() -> None:
    preset = without_top_index(record())
    # Kota Serang 2022: "Inovatif" as printed, with a score of the higher class: open difference
    assert [awards()[i]["region_code"] for i in preset.award_ids] == ["36.73"]
    assert preset.open[1].values["number"] == 1
    assert preset.open[0].values["unknown"] == 200
