"""The data itself: everything taken in is accounted for, and named facts read as reported."""

import csv
import re
import tomllib
from collections import defaultdict

import pytest

from iga_core.analysis.profile import build_histories
from iga_core.paths import DATA, ROOT
from iga_core.record import STATES, Row, read_id, rows_of
from iga_core.record.lookup import ROW_TABLES
from iga_core.regions import TYPES
from tests import on_file

RECORD = on_file.record()
ROWS = {name: rows_of(frame) for name, frame in RECORD.tables.items()}
LOOK = tomllib.loads((ROOT / "iga_core/chart/look.toml").read_text(encoding="utf-8"))
TAKEN_IN = ("awards", "results", "national", "lists", "season")
CURRENT = {str(row["id"]) for table in ROW_TABLES for row in ROWS[table]}
CITING = (
    "awards", "results", "national", "lists", "region_facts", "corrections", "categories",
)  # fmt: skip


def one(table: str, **wanted: object) -> Row:
    """The only row of a table that fits."""
    fits = [r for r in ROWS[table] if all(r[name] == value for name, value in wanted.items())]
    assert len(fits) == 1, (table, wanted, len(fits))
    return fits[0]


@pytest.mark.parametrize("table", TAKEN_IN)
def test_every_row_taken_in_is_accounted_for_once(table: str) -> None:
    batches: dict[str, list[int]] = defaultdict(list)
    for row in ROWS["intake"]:
        if row["table"] == table:
            batches[row["batch"]].append(row["row"])
    assert batches
    for numbers in batches.values():
        assert sorted(numbers) == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize("table", TAKEN_IN)
def test_every_row_is_carried_to_one_that_exists_or_says_why_not(table: str) -> None:
    for row in ROWS["intake"]:
        if row["table"] == table:
            carried = set(row["ids"].split())
            now = {read_id(i, frozenset(CURRENT), RECORD.tables["retired_ids"]).id for i in carried}
            assert now <= CURRENT, row
            assert (row["outcome"] == "refused") != bool(carried), row
            assert row["outcome"] == "carried" or row["reason"], row


@pytest.mark.parametrize("table", ["awards", "results"])
def test_no_two_rows_of_a_batch_became_one_unless_they_say_so(table: str) -> None:
    """And every row of a source that a batch brought came in with it, or split off one that did."""
    carried: dict[tuple[str, str], list[int]] = defaultdict(list)
    for row in ROWS["intake"]:
        if row["table"] == table and row["outcome"] == "carried":
            for id_ in row["ids"].split():
                carried[row["batch"], id_].append(row["row"])
    assert {key: rows for key, rows in carried.items() if len(rows) > 1} == {}
    accounted = {id_ for _, id_ in carried}
    brought = {s for r in ROWS[table] if r["id"] in accounted for s in r["source_ids"].split()}
    own = {row["id"] for row in ROWS[table] if brought & {*row["source_ids"].split()}}
    split = own - accounted
    reasons = " ".join(row["reason"] for row in ROWS["corrections"])
    assert all(id_ in reasons for id_ in split)


@pytest.mark.parametrize("table", CITING)
def test_every_fact_has_a_source(table: str) -> None:
    known = {row["id"] for row in ROWS["sources"]}
    for row in ROWS[table]:
        cited = row["source_ids"].split()
        assert cited and set(cited) <= known, row["id"]
        assert len(cited) == len(set(cited)), row["id"]


def test_no_page_is_two_sources() -> None:
    addresses = [
        row["url"] for row in ROWS["sources"] if row["url"] and row["kind"] != "statistics"
    ]
    assert len(addresses) == len(set(addresses))


def test_codes_are_text_and_keep_their_last_zero() -> None:
    for table in RECORD.schema.tables.values():
        with (DATA / table.path).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        for column in (c.name for c in table.columns if c.type == "code"):
            assert all(re.fullmatch(r"(\d{2}(\.\d{2})?)?", row[column]) for row in rows), column
    tens = {row["region_code"] for row in ROWS["awards"] if row["region_code"].endswith("0")}
    assert "12.10" in RECORD.register
    assert tens and all(len(code) == 5 for code in tens)


def test_a_score_has_the_digits_of_its_printed_form() -> None:
    printed = [row for row in ROWS["results"] if row["score_as_printed"]]
    unread = {row["id"] for row in printed if row["score"] is None}
    assert unread == {"iid-2020-36.74-1"}  # "1.00", which a dispute calls unusable
    for row in printed:
        if row["id"] not in unread:
            digits = re.sub(r"\D", "", row["score_as_printed"])
            ours = f"{row['score']:.12g}".replace(".", "")
            assert digits.startswith(ours) and set(digits[len(ours) :]) <= {"0"}, row["id"]


def test_the_award_years_are_those_of_the_register() -> None:
    for row in ROWS["award_years"]:
        for kind in TYPES.values():
            assert row[kind] == len(RECORD.register.participating(row["year"], kind))
        assert sum(row[kind] for kind in TYPES) == (542 if row["year"] <= 2022 else 546)


def test_every_claim_with_a_quality_or_kind_has_a_place_in_the_rule() -> None:
    for criterion in ("quality", "source_kind"):
        placed = {
            r["value"]: r["position"] for r in ROWS["precedence"] if r["criterion"] == criterion
        }
        assert set(placed) == set(RECORD.schema.vocabularies[criterion])
        assert len(set(placed.values())) == len(placed)


def test_kota_bengkulu_2020() -> None:
    award = one("awards", region_code="17.71", year=2020)
    assert (award["programme"], award["level"], award["category"], award["session"]) == (
        "IGA",
        "Sangat Inovatif",
        "Kota",
        "III",
    )
    result = one("results", region_code="17.71", year=2020)
    assert (result["innovations"], result["score"]) == (44, None)
    assert result["predicate_basis"] == "award_report"


def test_kota_banda_aceh_2020() -> None:
    award = one("awards", region_code="11.71", year=2020)
    assert (award["level"], award["session"]) == ("Sangat Inovatif", "I")


def test_kota_bandar_lampung_2020() -> None:
    result = one("results", region_code="18.71", year=2020)
    assert (result["score"], result["score_as_printed"]) == (2501, "2.501")
    assert (result["scale"], result["predicate"]) == ("summed", "Sangat Inovatif")
    assert result["innovations"] == 18


def test_kota_medan_2021_is_a_smart_city_award_and_no_iga_award() -> None:
    award = one("awards", region_code="12.71", year=2021)
    assert (award["programme"], award["category"]) == ("SmartCity", "Smart Governance")


@pytest.mark.parametrize("ground", ["light", "dark"])
def test_the_theme_is_the_look(ground: str) -> None:
    config = tomllib.loads((ROOT / ".streamlit/config.toml").read_text(encoding="utf-8"))
    assert config["theme"][ground] == LOOK[ground]


@pytest.mark.parametrize(
    ("tokens", "values"),
    [
        ("level", RECORD.schema.vocabularies["level"]),
        ("predicate", RECORD.schema.vocabularies["predicate"]),
        ("state", STATES),
        ("type", tuple(TYPES)),
    ],
)
def test_every_class_has_its_colour_and_shape(tokens: str, values: tuple[str, ...]) -> None:
    assert tuple(LOOK[tokens]) == values
    if tokens != "type":
        for token in LOOK[tokens].values():
            assert re.fullmatch(r"#[0-9a-f]{6}", token["colour"])
            assert len(token["mark"]) == 1


def test_shapes_of_states_predicates_and_types_differ() -> None:
    """Shape is the second cue beside colour."""
    for tokens in ("state", "predicate"):
        marks = [token["mark"] for token in LOOK[tokens].values()]
        assert len(set(marks)) == len(marks)
    assert len(set(LOOK["type"].values())) == len(TYPES)


def test_the_land_outline_is_light_enough_to_serve() -> None:
    assert (ROOT / "static/land.json").stat().st_size < 150 * 1024


@pytest.mark.parametrize(
    ("table", "number"),
    [("regions", 552), ("lists", 64), ("region_facts", 8), ("statistics", 14_536), ("series", 41)],
)
def test_the_rest_of_the_first_collection_is_all_there(table: str, number: int) -> None:
    assert len(ROWS[table]) >= number


def test_a_dispute_stands_with_those_it_is_about_not_with_those_it_mentions() -> None:
    histories = build_histories(RECORD)
    about = {code: {row["id"] for row in histories[code].disputes} for code in ("17.71", "11.71")}
    video = "beda-2020-kota-bengkulu-lomba-video"
    assert video in about["17.71"] and video not in about["11.71"]
