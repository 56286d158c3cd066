"""The written rule from claims to one view, on small made tables."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.paths import DATA
from iga_core.record import Row, rows_of
from iga_core.record.views import FIELDS, rank_claims, view_results, withheld_ids

PRECEDENCE = pd.read_csv(DATA / "record" / "precedence.csv", dtype={"position": int})
SOURCES = pd.DataFrame(
    [
        ("kementerian", "ministry", "2021-03-01"),
        ("pemda", "local_government", "2021-02-01"),
        ("koran", "press", "2021-01-01"),
        ("koran-lama", "press", "2020-12-20"),
        ("koran-tt", "press", ""),
    ],
    columns=["id", "kind", "published_on"],
)
QUALITIES = pd.read_csv(DATA / "record" / "qualities.csv", dtype=str)
BLANK = {
    "region_code": "11.71",
    "year": 2020,
    "score": None,
    "scale": "",
    "predicate": "",
    "predicate_basis": "",
    "national_rank": None,
    "rank_within_type": None,
    "innovations": None,
    "innovations_basis": "",
    "quality": "final",
    "decree": "",
    "source_ids": "koran",
}
Claim = dict[str, object]


def shown(ranked: pd.DataFrame, withheld: frozenset[str] = frozenset()) -> pd.DataFrame:
    return view_results(ranked, QUALITIES, withheld)


def claims(*given: Claim) -> pd.DataFrame:
    """A table of claims; what is not given is unknown."""
    frame = pd.DataFrame([{**BLANK, **claim} for claim in given])
    numbers = ["national_rank", "rank_within_type", "innovations"]
    return frame.astype({**dict.fromkeys(numbers, "Int64"), "score": "float64"})


def ranked(table: pd.DataFrame, prefers: str = "") -> pd.DataFrame:
    return rank_claims(table, SOURCES, pd.DataFrame({"prefers": [prefers]}), PRECEDENCE)


def view_of(*given: Claim, prefers: str = "") -> Row:
    """The one row that the claims on one government's year become."""
    (row,) = rows_of(shown(ranked(claims(*given), prefers)))
    return row


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        ({"quality": "final"}, {"quality": "provisional"}),
        ({"quality": "final"}, {"quality": "rounded", "source_ids": "kementerian"}),
        ({"quality": "rounded"}, {"quality": "year_unsure"}),
        ({"decree": "Nomor 002"}, {"source_ids": "kementerian"}),
        ({"source_ids": "kementerian"}, {"source_ids": "pemda"}),
        ({"source_ids": "pemda"}, {"source_ids": "koran-lama"}),
        ({"source_ids": "koran-lama"}, {"source_ids": "koran"}),
        ({"source_ids": "koran"}, {"source_ids": "koran-tt"}),
        ({"source_ids": "koran-tt koran-lama"}, {"source_ids": "koran"}),
        ({"source_ids": "koran-tt kementerian"}, {"source_ids": "pemda"}),
    ],
)
def test_the_better_claim_is_shown_and_the_other_kept(better: Claim, worse: Claim) -> None:
    shown = view_of({"id": "a", "score": 10, **worse}, {"id": "b", "score": 20, **better})
    assert (shown["score"], shown["score_id"], shown["score_differing_ids"]) == (20, "b", "a")


def test_the_reading_of_a_dispute_is_preferred_over_both() -> None:
    shown = view_of(
        {"id": "a", "score": 10, "quality": "final", "decree": "Nomor 002"},
        {"id": "b", "score": 20, "quality": "provisional", "source_ids": "koran-tt"},
        prefers="b",
    )
    assert (shown["score_id"], shown["score_differing_ids"]) == ("b", "a")


def test_claims_that_agree_are_kept_apart_from_those_that_differ() -> None:
    shown = view_of(
        {"id": "a", "predicate": "Inovatif", "source_ids": "kementerian"},
        {"id": "b", "predicate": "Sangat Inovatif"},
        {"id": "c", "predicate": "Inovatif"},
        {"id": "d", "predicate": "Sangat Inovatif", "source_ids": "koran-tt"},
    )
    assert shown["predicate"] == "Inovatif"
    assert shown["predicate_agreeing_ids"] == "c"
    assert shown["predicate_differing_ids"] == "b d"


def test_claims_complete_each_other_field_by_field() -> None:
    shown = view_of(
        {"id": "a", "score": 55.5, "scale": "summed", "source_ids": "kementerian"},
        {"id": "b", "predicate": "Inovatif", "predicate_basis": "index_report", "score": 55.5},
        {"id": "c", "national_rank": 7, "quality": "rank_doubtful"},
    )
    assert [shown[f"{field}_id"] for field in FIELDS] == ["a", "b", "c", "", ""]
    assert (shown["scale"], shown["quality"]) == ("summed", "final")
    assert shown["predicate_basis"] == "index_report"
    assert shown["score_agreeing_ids"] == "b"
    assert shown["innovations"] is None


def test_counts_of_different_things_do_not_contradict_each_other() -> None:
    shown = view_of(
        {"id": "a", "innovations": 44, "innovations_basis": "submitted", "decree": "Nomor 002"},
        {"id": "b", "innovations": 202, "innovations_basis": "entered"},
        {"id": "c", "innovations": 45, "innovations_basis": "submitted"},
    )
    assert (shown["innovations"], shown["innovations_differing_ids"]) == (44, "c")


def test_a_score_of_zero_is_a_score_and_an_unknown_one_is_none() -> None:
    known = view_of({"id": "a", "score": 0}, {"id": "b", "score": 5, "quality": "provisional"})
    assert (known["score"], known["score_id"]) == (0, "a")
    unknown = view_of({"id": "a", "predicate": "Inovatif"})
    assert (unknown["score"], unknown["score_id"]) == (None, "")


def test_governments_and_years_do_not_mix() -> None:
    table = claims(
        {"id": "a", "score": 10},
        {"id": "b", "score": 20, "year": 2021},
        {"id": "c", "score": 30, "region_code": "17.71"},
    )
    view = shown(ranked(table)).set_index(["region_code", "year"])
    assert view["score"].to_dict() == {
        ("11.71", 2020): 10,
        ("11.71", 2021): 20,
        ("17.71", 2020): 30,
    }
    assert not view["score_differing_ids"].any()


claim = st.fixed_dictionaries(
    {
        "score": st.sampled_from([None, 10, 20]),
        "predicate": st.sampled_from(["", "Inovatif", "Sangat Inovatif"]),
        "innovations": st.sampled_from([None, 5, 6]),
        "innovations_basis": st.sampled_from(["submitted", "entered"]),
        "quality": st.sampled_from(["final", "provisional", "rounded"]),
        "decree": st.sampled_from(["", "Nomor 002"]),
        "source_ids": st.sampled_from([*SOURCES["id"], "koran-tt pemda"]),
        "year": st.sampled_from([2020, 2021]),
    }
)


@given(st.lists(claim, min_size=1, max_size=6), st.integers(0, 99), st.booleans())
@settings(max_examples=25)
def test_the_order_of_rows_changes_nothing_and_no_claim_is_lost(
    drawn: list[Claim], seed: int, dispute: bool
) -> None:
    table = claims(*({"id": f"klaim-{n}", **row} for n, row in enumerate(drawn)))
    prefers = "klaim-0" if dispute else ""
    view = shown(ranked(table, prefers))
    shuffled = table.sample(frac=1, random_state=seed)
    pd.testing.assert_frame_equal(shown(ranked(shuffled, prefers)), view)
    for field in ("score", "predicate"):
        parts = (view[f"{field}_{part}"].str.split() for part in ("agreeing_ids", "differing_ids"))
        listed = [*view[f"{field}_id"], *(i for part in parts for ids in part for i in ids)]
        known = table[field].notna() & (table[field] != "")
        if field == "predicate":  # a class before the decree is no class yet
            known &= table["quality"] != "provisional"
        assert sorted(filter(None, listed)) == sorted(table.loc[known, "id"])


def test_a_claim_that_contradicts_itself_is_on_file_and_never_shown() -> None:
    given = claims({"id": "a", "predicate": "Inovatif"}, {"id": "b", "predicate": "Inovatif"})
    (row,) = rows_of(shown(ranked(given), frozenset({"a"})))
    assert (row["predicate_id"], row["predicate_agreeing_ids"]) == ("b", "")


@pytest.mark.parametrize("quality", ["provisional", "year_unsure"])
def test_a_class_before_the_decree_or_of_an_unsure_year_is_no_class(quality: str) -> None:
    row = view_of({"id": "a", "predicate": "Inovatif", "quality": quality})
    assert row["predicate"] == ""


@pytest.mark.parametrize(
    ("statuses", "held"),
    [(["claimed"], True), (["claimed", "reported"], False), (["reported"], False), ([], False)],
)
def test_a_class_that_rests_on_an_own_claim_is_withheld(statuses: list[str], held: bool) -> None:
    columns = {"id": ["a"], "region_code": ["17.71"], "year": [2024]}
    results = pd.DataFrame({**columns, "predicate_basis": ["award_report"]})
    awards = pd.DataFrame(
        [("IGA", "17.71", 2024, status) for status in statuses],
        columns=["programme", "region_code", "year", "status"],
    )
    doubts = pd.DataFrame(columns=["row_id", "doubt"], dtype=str)
    assert (withheld_ids(doubts, results, awards) == {"a"}) == held
