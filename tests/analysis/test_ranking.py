"""Honest ranking: intervals worked by hand, on random rankings, and on every published pair."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.analysis.ranking import (
    REASONS,
    Bound,
    Pair,
    RankInterval,
    RankPlace,
    RankProblem,
    Scored,
    build_rankings,
    class_by_limits,
    interval_of,
    place_among,
    span_of,
)
from iga_core.record import Record, rows_of
from iga_core.rules import cached_rulebook, classify
from tests import on_file

RECORD = on_file.record()
RANKINGS = build_rankings(RECORD)


def scored(code: str, score: float, decimals: int = 2) -> Scored:
    return Scored(code, span_of(Decimal(str(score)), decimals))


def pair(code: str, score: float, rank: int, decimals: int = 2) -> Pair:
    exact = Decimal(str(score))
    return Pair(2024, "kota", code, exact, span_of(exact, decimals), rank, "", "")


def interval(target: Scored, others: Sequence[Scored], pairs: Sequence[Pair]) -> RankInterval:
    found = interval_of(target, [target, *others], pairs, 93)
    assert found is not None
    return found


def test_counting_alone_bounds_by_the_known_scores() -> None:
    others = [scored("a", 80), scored("b", 70), scored("c", 40)]
    assert interval(scored("x", 60), others, []) == RankInterval(Bound(3, "", 2), Bound(92, "", 1))


def test_pairs_bound_closer_and_what_lies_between_counts() -> None:
    others = [scored("a", 80), scored("b", 70), scored("c", 40), scored("d", 35)]
    pairs = [pair("a", 80, 10), pair("d", 35, 50)]
    expected = RankInterval(Bound(12, "a", 1), Bound(48, "d", 1))
    assert interval(scored("x", 60), others, pairs) == expected
    assert expected.width == 37
    assert expected.holds(12) and expected.holds(48) and not expected.holds(49)


def test_the_nearest_pair_is_not_always_the_closest_bound() -> None:
    others = [scored(name, score) for name, score in zip("abcd", (90, 80, 70, 65), strict=True)]
    found = interval(scored("x", 60), others, [pair("a", 90, 20), pair("d", 65, 21)])
    assert found.best == Bound(24, "a", 3)


def test_equal_scores_give_no_order() -> None:
    twin = [scored("a", 60.00)]
    found = interval(scored("x", 60.00), twin, [pair("a", 60.00, 10)])
    assert (found.best.rank, found.worst.rank) == (1, 93)


def test_a_rounded_score_gives_no_order_to_what_it_may_be() -> None:
    rounded = [scored("a", 60, decimals=0)]
    pairs = [pair("a", 60, 10, decimals=0)]
    inside = interval(scored("x", 59.50), rounded, pairs)
    assert (inside.best.rank, inside.worst.rank) == (1, 93)
    outside = interval(scored("x", 59.49), rounded, pairs)
    assert (outside.best.rank, outside.worst.rank) == (11, 93)


def test_a_score_above_rank_two_is_first() -> None:
    found = interval(scored("x", 74.4), [scored("a", 45.9)], [pair("a", 45.9, 2)])
    assert (found.best.rank, found.worst.rank, found.width) == (1, 1, 1)


def test_pairs_that_contradict_each_other_give_no_interval() -> None:
    pairs = [pair("a", 80, 50), pair("b", 40, 20)]
    others = [scored("a", 80), scored("b", 40)]
    assert interval_of(scored("x", 60), others, pairs, 93) is None


def test_ties_share_a_range_of_places() -> None:
    known = [scored("a", 80), scored("b", 60), scored("c", 60), scored("d", 50)]
    assert place_among(known[0], known) == RankPlace(1, 1, 4)
    assert place_among(known[1], known) == place_among(known[2], known) == RankPlace(2, 3, 4)
    assert place_among(known[3], known) == RankPlace(4, 4, 4)


THOUSANDTHS = st.integers(0, 3000) | st.integers(0, 100_000)
GOVERNMENT = st.tuples(THOUSANDTHS, st.integers(0, 2), st.booleans(), st.booleans())


def rank_of(place: int, scores: Sequence[int], shared: bool) -> int:
    """The true rank: ties share the best place, or are told apart by the order of the list."""
    own = scores[place]
    return (
        1
        + sum(score > own for score in scores)
        + (0 if shared else sum(score == own for score in scores[:place]))
    )


@given(st.lists(GOVERNMENT, min_size=1, max_size=25), st.booleans())
def test_the_interval_always_holds_the_true_rank(
    governments: list[tuple[int, int, bool, bool]], shared: bool
) -> None:
    """Whatever is hidden, however scores are rounded, and however ties are ranked."""
    truth = [true for true, *_ in governments]
    known, pairs = [], []
    for place, (true, decimals, has_score, has_rank) in enumerate(governments):
        exact = Decimal(true) / 1000
        shown = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        one = scored(str(place), float(shown), decimals)
        assert one.span.low <= exact < one.span.high
        if has_score:
            known.append(one)
            if has_rank:
                rank = rank_of(place, truth, shared)
                pairs.append(replace(pair(one.code, float(shown), rank), span=one.span))
    for one in known:
        found = interval_of(one, known, pairs, len(truth))
        assert found is not None
        assert found.holds(rank_of(int(one.code), truth, shared))


def test_leaving_a_pair_out_its_interval_contains_the_published_rank() -> None:
    """Over all usable pairs of all years and types."""
    usable = [pair for table in RANKINGS.tables.values() for pair in table.usable]
    assert [check.pair for check in RANKINGS.checks] == usable
    assert len(usable) > 50
    assert [check for check in RANKINGS.checks if not check.held] == []


def test_some_intervals_of_the_check_are_narrow_enough_to_fail() -> None:
    widths = [check.interval.width for check in RANKINGS.checks if check.interval]
    assert sum(width <= 10 for width in widths) >= 10


def test_every_pair_on_file_is_usable_or_excluded_with_a_reason() -> None:
    view = RECORD.view
    both = view[view["score"].notna() & view["rank_within_type"].notna()]
    on_file = set(zip(both["region_code"], both["year"], strict=True))
    assert {(p.code, p.year) for p in RANKINGS.pairs} == on_file
    assert len(RANKINGS.pairs) == len(both)
    for found in RANKINGS.pairs:
        assert found.usable == (not found.problems)
        assert all(problem.reason in REASONS for problem in found.problems)


def test_only_final_claims_bound_others() -> None:
    claims = RECORD.results.set_index("id")
    final = RECORD.tables["qualities"].set_index("quality")
    bases = {row["id"]: row["type_rank_base"] for row in rows_of(RECORD.results)}
    for table in RANKINGS.tables.values():
        for found in table.usable:
            assert final.at[claims.at[found.score_id, "quality"], "score_final"] == "yes"
            assert final.at[claims.at[found.rank_id, "quality"], "rank_final"] == "yes"
            assert bases[found.rank_id] in (None, table.existing)


def problems_of(year: int, code: str) -> set[tuple[str, str]]:
    (found,) = (p for p in RANKINGS.pairs if (p.year, p.code) == (year, code))
    return {(problem.reason, problem.detail) for problem in found.problems}


@pytest.mark.parametrize(
    ("year", "code", "reason", "detail"),
    [
        (
            2021,
            "73.24",
            "base_doubted",
            "beda-2021-luwu-timur-kotawaringin-timur-dasar-peringkat",
        ),
        (2022, "73.22", "base_doubted", "beda-peringkat-nasional-ternyata-kabupaten"),
        (2021, "13.11", "rank_doubted", "beda-2021-solok-selatan-peringkat-228"),
        (2020, "32.01", "score_doubted", "beda-2020-bojonegoro-dan-bogor-angka-situs"),
        (2020, "35.29", "score_contested", "iid-2020-35.29-3"),
        (2020, "32.71", "score_quality", "provisional"),
        (2022, "52.07", "rank_quality", "rank_base_unprinted"),
    ],
)
def test_a_disputed_pair_says_why_it_is_left_out(
    year: int, code: str, reason: str, detail: str
) -> None:
    assert (reason, detail) in problems_of(year, code)


def test_a_provisional_value_does_not_contest_the_decree() -> None:
    """NTB 2021: 40 and 54.3 on the portal in July, 75.67 by decree."""
    assert problems_of(2021, "52") == set()


def test_no_dispute_of_the_record_waits_to_be_judged() -> None:
    """A dispute on results that names a scored government stands in ``doubts.csv``."""
    waiting = [
        (standing.code, table.year, problem.detail)
        for table in RANKINGS.tables.values()
        for standing in table.standings
        for problem in standing.problems
        if problem.reason == "dispute_unjudged"
    ]
    assert waiting == []


def changed(**tables: pd.DataFrame) -> Record:
    return replace(RECORD, tables={**RECORD.tables, **tables})


def test_an_unjudged_dispute_excludes_rather_than_counts() -> None:
    doubts = RECORD.tables["doubts"]
    dispute = "beda-2019-mimbarumum-tanpa-tanggal"
    without = build_rankings(changed(doubts=doubts[doubts["dispute_id"] != dispute]))
    (riau,) = (p for p in without.pairs if (p.year, p.code) == (2019, "14"))
    assert riau.problems == (RankProblem("dispute_unjudged", dispute),)
    assert "14" in {p.code for p in RANKINGS.table(2019, "provinsi").usable}


def test_a_printed_base_other_than_those_existing_excludes() -> None:
    results = RECORD.results.copy()
    results.loc[results["id"] == "iid-2023-64-1", "type_rank_base"] = 34
    rankings = build_rankings(replace(RECORD, results=results))
    (east,) = (p for p in rankings.pairs if (p.year, p.code) == (2023, "64"))
    assert east.problems == (RankProblem("base_differs", "iid-2023-64-1"),)


def test_what_is_not_final_gets_no_interval_and_says_why() -> None:
    palangkaraya = RANKINGS.table(2025, "kota").standing("62.71")
    assert palangkaraya is not None
    assert (palangkaraya.interval, palangkaraya.place) == (None, None)
    assert palangkaraya.problems == (RankProblem("score_quality", "provisional"),)
    for table in RANKINGS.tables.values():
        for standing in table.standings:
            assert (standing.final is None) == (not standing.scored or bool(standing.problems))
            assert standing.interval is None or not (standing.pair and standing.pair.usable)


def test_a_doubtful_rank_stands_beside_the_interval_of_its_score() -> None:
    """Solok Selatan 2021: 228 is printed, the pairs say 264 or more; perhaps 288 was meant."""
    solok = RANKINGS.table(2021, "kabupaten").standing("13.11")
    assert solok is not None and solok.interval is not None
    assert (solok.rank, solok.state) == (228, "interval")
    assert not solok.interval.holds(228)
    assert solok.interval.holds(288)


def test_surakarta_2024_by_hand() -> None:
    """Below four higher known scores; above Kota Tangerang, which is 25th."""
    surakarta = RANKINGS.table(2024, "kota").standing("33.72")
    assert surakarta is not None and surakarta.interval is not None
    assert surakarta.interval == RankInterval(Bound(5, "", 4), Bound(24, "36.71", 0))
    assert surakarta.place is not None
    assert (surakarta.place.first, surakarta.place.last) == (5, 5)


def test_rows_run_by_score_and_ranks_without_a_score_come_last() -> None:
    for table in RANKINGS.tables.values():
        scores = [s.view["score"] for s in table.scored]
        assert scores == sorted(scores, reverse=True)
        assert table.standings[: len(scores)] == table.scored
        assert len(table.standings) <= table.existing
        assert table.points == tuple((p.rank, p.score) for p in table.pairs if p.usable)


def test_every_quality_is_told_apart() -> None:
    qualities = RECORD.tables["qualities"]["quality"].tolist()
    assert sorted(qualities) == sorted(RECORD.schema.vocabularies["quality"])


@pytest.mark.parametrize("year", [2020, 2022, 2023, 2024, 2025])
def test_limits_give_a_score_the_class_its_rules_give_every_value_it_may_stand_for(
    year: int,
) -> None:
    book = cached_rulebook(year)
    decimals = book.scale.known().decimals
    step = Decimal(1).scaleb(-decimals)
    limit = book.classes[-1].known()
    low = limit if isinstance(limit, Decimal) else limit.to
    for score in (low, low - step, low + 7 * step):
        span = span_of(score, decimals)
        assert class_by_limits(span, book) == classify(score, book).candidates
    rough = class_by_limits(span_of(low, -1), book)
    assert len(rough) > 1
    assert {classify(low - step, book).candidates[0], classify(low, book).candidates[-1]} <= set(
        rough
    )


def test_a_year_without_limits_gives_no_class() -> None:
    book = cached_rulebook(2025).model_copy(update={"classes": ()})
    assert class_by_limits(span_of(Decimal("62.5"), 2), book) == ()
