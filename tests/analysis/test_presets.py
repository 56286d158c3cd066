"""Questions, each against a count of its own from the files, for every level and type."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from itertools import pairwise, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.analysis.facets import (
    FacetCounts,
    FacetIndex,
    Selection,
    build_facets,
    facet_counts,
    rows_in,
    sentence,
)
from iga_core.analysis.presets import (
    OF_A_YEAR,
    PRESETS,
    Preset,
    Questions,
    answered,
    concerned,
    governments,
    remarks,
)
from iga_core.language import load_words
from iga_core.message import told
from iga_core.paths import DATA
from iga_core.record import Record
from tests import on_file

WORDS = load_words("id")
SURE = {"reported", "derived"}
YEAR = 2023  # a year with a year before it, for the questions about one
Awards = list[dict[str, str]]


@cache
def record() -> Record:
    return on_file.record()


@cache
def index() -> FacetIndex:
    return build_facets(record())


@cache
def questions() -> Questions:
    return Questions(record())


def read(name: str) -> Awards:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def regions() -> dict[str, dict[str, str]]:
    return {row["code"]: row for row in read("regions/regions.csv")}


@cache
def awards() -> Awards:
    return [row for row in read("record/awards.csv") if row["programme"] == "IGA"]


@cache
def answer_to(name: str, years: tuple[int, ...], levels: tuple[str, ...]) -> Preset:
    return questions().ask(name, years, levels)


def asked(name: str, selection: Selection) -> tuple[Preset, FacetCounts]:
    """Ask as the page does: the answer, and the rows it shows."""

    def answer(wanted: Selection) -> tuple[Preset, Selection]:
        years = tuple(map(int, wanted.year)) if name in OF_A_YEAR else ()
        preset = answer_to(name, years, wanted.level)
        return preset, answered(wanted, preset)

    counts = facet_counts(index(), selection, lambda wanted: answer(wanted)[1])
    return answer(selection)[0], counts


# --- the questions once more, award by award


def _first_time(mine: Awards, _: Awards) -> set[str]:
    earlier = {a["region_code"] for a in mine if int(a["year"]) < YEAR}
    return {
        a["id"]
        for a in mine
        if a["year"] == str(YEAR) and a["status"] in SURE and a["region_code"] not in earlier
    }


def _in_a_row(mine: Awards, _: Awards) -> set[str]:
    years: dict[str, set[int]] = defaultdict(set)
    for award in mine:
        if award["status"] in SURE:
            years[award["region_code"]].add(int(award["year"]))
    found = set()
    for award in mine:
        have, y = years[award["region_code"]], int(award["year"])
        run = any({s, s + 1, s + 2} <= have for s in (y - 2, y - 1, y))
        if award["status"] in SURE and run:
            found.add(award["id"])
    return found


def _dropped_out(mine: Awards, every: Awards) -> set[str]:
    levels = {a["level"] for a in mine}
    mine = mine if len(levels) == 1 else [a for a in mine if a["level"] == "Terinovatif"]
    now = {a["region_code"] for a in mine if a["year"] == str(YEAR)}
    return {
        a["id"]
        for a in mine
        if a["year"] == str(YEAR - 1) and a["status"] in SURE and a["region_code"] not in now
    }


def _same_name(mine: Awards, _: Awards) -> set[str]:
    kinds: dict[str, set[str]] = defaultdict(set)
    for region in regions().values():
        kinds[region["name_short"]].add(region["type"])

    def paired(code: str) -> bool:
        both = {"kota", "kabupaten"} <= kinds[regions()[code]["name_short"]]
        return both and regions()[code]["type"] != "provinsi"

    return {a["id"] for a in mine if a["status"] in SURE and paired(a["region_code"])}


def _tertinggal(mine: Awards, _: Awards) -> set[str]:
    def marked(award: dict[str, str]) -> bool:
        year, region = int(award["year"]), regions()[award["region_code"]]
        if 2015 <= year <= 2019:
            return region["tertinggal_2015_2019"] == "yes"
        return 2020 <= year <= 2024 and region["tertinggal_2020_2024"] == "yes"

    return {
        a["id"]
        for a in mine
        if a["status"] in SURE and (a["category"] == "Daerah Tertinggal" or marked(a))
    }


def _without_top_index(mine: Awards, _: Awards) -> set[str]:
    shown = {(row.region_code, str(row.year)): row for row in record().view.itertuples()}
    found = set()
    for award in mine:
        row = shown.get((award["region_code"], award["year"]))
        best = award["level"] == "Terinovatif" and award["status"] in SURE
        if best and row is not None and row.predicate_basis == "index_report":
            settled = row.predicate and not row.predicate_differing_ids
            if settled and row.predicate != "Sangat Inovatif":
                found.add(award["id"])
    return found


BY_HAND: dict[str, Callable[[Awards, Awards], set[str]]] = {
    "first_time": _first_time,
    "in_a_row": _in_a_row,
    "dropped_out": _dropped_out,
    "same_name": _same_name,
    "tertinggal": _tertinggal,
    "without_top_index": _without_top_index,
}
LEVELS = ["", "Terinovatif", "Sangat Inovatif", "Penerima IGA", "Penghargaan khusus"]
KINDS = ["", "provinsi", "kabupaten", "kota"]


def test_every_question_has_a_count_of_its_own() -> None:
    assert tuple(BY_HAND) == PRESETS


@pytest.mark.parametrize(("name", "level", "kind"), product(PRESETS, LEVELS, KINDS))
def test_the_answer_equals_a_count_from_the_files(name: str, level: str, kind: str) -> None:
    mine = [a for a in awards() if level in ("", a["level"])]
    expected = {
        award_id
        for award_id in BY_HAND[name](mine, awards())
        for award in mine
        if award["id"] == award_id and kind in ("", regions()[award["region_code"]]["type"])
    }
    wanted = Selection(
        year=(str(YEAR),) if name in OF_A_YEAR else (),
        level=(level,) if level else (),
        region_type=(kind,) if kind else (),
    )
    preset, counts = asked(name, wanted)
    assert {str(index().ids[i]) for i in counts.positions} == expected
    assert counts.count.names == counts.total == len(expected)
    codes = {a["region_code"] for a in mine if a["id"] in expected}
    assert counts.count.governments == len(codes)
    listed = governments(index(), preset, rows_in(index(), counts.selection))
    assert {rows[0]["region_code"] for rows in listed} == codes


def test_three_years_running_of_a_level_are_years_of_that_level() -> None:
    preset, counts = asked("in_a_row", Selection(level=("Terinovatif",)))
    for rows in governments(index(), preset, rows_in(index(), counts.selection)):
        years = sorted({row["year"] for row in rows})
        assert {row["level"] for row in rows} == {"Terinovatif"}
        assert len(years) >= 3
        assert any(b - a == 1 for a, b in pairwise(years))
    _, any_level = asked("in_a_row", Selection())
    assert any_level.count.governments > counts.count.governments


def test_a_year_shows_its_awards_of_a_run_and_cuts_no_run() -> None:
    preset, all_years = asked("in_a_row", Selection(level=("Terinovatif",)))
    same, one_year = asked("in_a_row", Selection(level=("Terinovatif",), year=("2022",)))
    assert same.award_ids == preset.award_ids
    rows = rows_in(index(), one_year.selection)
    assert {row["year"] for row in rows} == {2022}
    assert {row["id"] for row in rows} < {
        row["id"] for row in rows_in(index(), all_years.selection)
    }
    for run in governments(index(), same, rows):
        assert len({row["year"] for row in run}) >= 3


@settings(max_examples=30)
@given(
    st.sampled_from(PRESETS),
    st.sampled_from(LEVELS),
    st.sampled_from(["", *map(str, range(2017, 2026))]),
    st.sampled_from(KINDS),
    st.sampled_from(["", "Kabupaten", "Daerah Tertinggal"]),
)
def test_an_option_shows_what_choosing_it_gives(
    name: str, level: str, year: str, kind: str, category: str
) -> None:
    wanted = Selection(
        year=(year,) if year else (),
        level=(level,) if level else (),
        region_type=(kind,) if kind else (),
        category=(category,) if category else (),
    )
    _, counts = asked(name, wanted)
    for facet in ("year", "level", "region_type", "category"):
        for option in counts.options[facet]:
            chosen = {f: wanted.chosen(f) for f in ("year", "level", "region_type", "category")}
            _, then = asked(name, Selection().choosing({**chosen, facet: (option.value,)}))
            assert (option.count, option.uncounted) == (then.count.names, 0), (facet, option)


def test_a_question_about_a_year_says_its_years_and_those_it_cannot_be_asked_of() -> None:
    first = min(record().award_years)
    for name in OF_A_YEAR:
        preset, counts = asked(name, Selection(year=(str(YEAR),)))
        assert str(YEAR) in told(preset.asked, WORDS)
        assert str(YEAR) in sentence(counts, WORDS, told(preset.asked, WORDS))
        assert counts.total  # the year is asked about, and cuts nothing
        newest, _ = asked(name, Selection())
        assert str(max(record().award_years)) in told(newest.asked, WORDS)
        without, none = asked(name, Selection(year=(str(first),)))
        assert WORDS("preset.year_not_asked", years=first) in [
            told(rule, WORDS) for rule in without.rules
        ]
        assert not none.total
        both, _ = asked(name, Selection(year=(str(first), str(YEAR))))
        assert set(both.award_ids) == set(preset.award_ids)


def test_every_question_says_its_rule_and_what_is_open_in_whole_sentences() -> None:
    for name, level, kind in product(PRESETS, LEVELS, KINDS):
        wanted = Selection(level=(level,) if level else (), region_type=(kind,) if kind else ())
        preset, counts = asked(name, wanted)
        assert WORDS(f"preset.{name}")
        names = remarks(index(), counts.selection, preset, WORDS, str)
        for text in (*(told(rule, WORDS) for rule in preset.rules), *names):
            assert text.endswith(".")
            assert "{" not in text


def test_how_many_lists_are_incomplete_is_said_of_the_lists_of_that_level() -> None:
    preset, counts = asked("in_a_row", Selection(level=("Terinovatif",), region_type=("kota",)))
    lists = concerned(index(), counts.selection, preset)
    assert {count.level for count in lists} == {"Terinovatif"}
    assert {count.category for count in lists}.isdisjoint({"Kabupaten", "Provinsi"})
    text = remarks(index(), counts.selection, preset, WORDS, str)[-1]
    number = sum(not count.complete for count in lists)
    assert text == WORDS("preset.incomplete_lists", number=number, lists=len(lists))


def test_own_claims_answer_nothing_and_whom_they_would_add_is_named() -> None:
    mine = [a for a in awards() if a["level"] == "Terinovatif" and a["status"] != "index_only"]
    believed = _in_a_row([{**a, "status": "reported"} for a in mine], [])
    sure = _in_a_row(mine, [])
    code = {a["id"]: a["region_code"] for a in mine}
    added = {code[i] for i in believed} - {code[i] for i in sure}
    preset, counts = asked("in_a_row", Selection(level=("Terinovatif",)))
    first = remarks(index(), counts.selection, preset, WORDS, str)[0]
    assert added
    assert first.endswith(WORDS("preset.named", names=", ".join(sorted(added))))
    for name in PRESETS:
        ids = set(asked(name, Selection())[0].award_ids)
        assert {a["status"] for a in awards() if a["id"] in ids} <= SURE


def test_dropping_out_is_decided_only_by_complete_lists() -> None:
    # the border list of 2023 is partial: it may name anybody, so nobody's absence is certain
    preset, counts = asked("dropped_out", Selection(year=("2023",)))
    text = remarks(index(), counts.selection, preset, WORDS, str)[0]
    number = counts.count.governments
    assert text == WORDS("preset.dropped_out.open", decided=0, open=number)


def test_an_unknown_question_is_refused() -> None:
    with pytest.raises(KeyError):
        questions().ask("most_famous")
