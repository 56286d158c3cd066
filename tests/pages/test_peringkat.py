"""Peringkat: every part, year and type opens; what it says of one government is what is known."""

from itertools import pairwise

import pytest
from markupsafe import escape

from iga_core.analysis.ranking import build_rankings
from iga_core.chart.ranked import ranked
from iga_core.language import load_words
from iga_core.message import told
from iga_core.record import rows_of
from iga_core.regions import TYPES, display_name
from pages._shared import atlas
from tests import on_file
from tests.opened import go, html_of, open_page, text

RECORD = on_file.record()
RANKINGS = build_rankings(RECORD)
WORDS = load_words("id")


@pytest.mark.parametrize("kind", TYPES)
def test_every_year_opens_with_its_sentence_and_a_row_per_known_score(kind: str) -> None:
    at = open_page("peringkat", jenis=kind)
    for year in RECORD.index_years:
        at = go(at, "peringkat", bagian="peringkat", tahun=str(year), jenis=kind)
        table, shown = RANKINGS.table(year, kind), html_of(at)
        assert f"**[{table.existing}](" in text(at)
        first, *_ = atlas.headlines().ranking(year, TYPES[kind])
        assert escape(told(first.text, WORDS)) in shown
        for standing in table.scored:
            assert escape(display_name(RECORD.register.get(standing.code))) in shown
            assert WORDS.printed(standing.view["score"]) in shown


@pytest.mark.parametrize("kind", TYPES)
def test_a_row_stands_on_the_bands_of_its_year_with_its_rank_or_all_still_possible(
    kind: str,
) -> None:
    for year in RECORD.index_years:
        table = RANKINGS.table(year, kind)
        book = atlas.rulebooks()[year]
        figure = ranked(RECORD, table, book, WORDS, str)
        assert len(figure.rows) == len(table.scored)
        points = [row.points[0].at for row in figure.rows]
        assert points == sorted(points, reverse=True)
        assert all(0 <= at <= 1 for at in points)
        for low, high in pairwise(figure.bands):
            assert low.high <= high.low + 1e-9
        for row, standing in zip(figure.rows, table.scored, strict=True):
            assert row.points[0].filled == (standing.final is not None)
            if standing.rank is not None:
                assert row.span is not None and row.span.low == row.span.high
                assert row.span.text.rstrip("?") == WORDS.number(standing.rank)
                assert row.span.text.endswith("?") == bool(standing.rank_problems)
            elif standing.interval is None:
                assert row.span is None
            else:
                ends = (standing.interval.best.rank, standing.interval.worst.rank)
                said = "\N{EN DASH}".join(dict.fromkeys(map(WORDS.number, ends)))
                assert row.span is not None and row.span.text == said
        others = table.existing - len(table.scored)
        assert (WORDS.number(others) in figure.rest) if others else not figure.rest


def test_it_opens_on_the_year_with_most_scores_of_its_type() -> None:
    at = open_page("peringkat")
    year, kind = int(at.query_params["tahun"]), at.query_params["jenis"]
    counts = {y: len(RANKINGS.table(y, kind).scored) for y in RECORD.index_years}
    assert counts[year] == max(counts.values())


@pytest.mark.parametrize("kind", TYPES)
def test_every_comparable_pair_of_years_opens(kind: str) -> None:
    at = open_page("peringkat", bagian="perpindahan", jenis=kind)
    for first, last in ((2022, 2023), (2022, 2024), (2023, 2024)):
        at = go(at, "peringkat", bagian="perpindahan", jenis=kind, dari=str(first), ke=str(last))
        assert len(at.get("vega_lite_chart")) == 1
        total = len(RECORD.register.participating(first, TYPES[kind]))
        assert f"[{total}](" in text(at)


@pytest.mark.parametrize("years", [("2021", "2024"), ("2024", "2025"), ("2019", "2020")])
def test_years_of_two_families_are_explained_and_not_drawn(years: tuple[str, str]) -> None:
    at = open_page("peringkat", bagian="perpindahan", dari=years[0], ke=years[1])
    assert not at.get("vega_lite_chart")
    (info,) = (element.value for element in at.info)
    assert "aturan yang berbeda" in info
    assert info.count("](/peringkat?") == 3


def test_years_the_wrong_way_round_are_explained() -> None:
    at = open_page("peringkat", bagian="perpindahan", dari="2024", ke="2022")
    assert [e.value for e in at.info] == [WORDS("peringkat.moves_order", first=2024, last=2022)]


def test_participation_shows_every_printed_value_and_the_denominator_of_its_year() -> None:
    at = open_page("peringkat", bagian="kepesertaan")
    seen = text(at)
    for part in ("nas-2025-participants)", "nas-2025-participants-2)", "97,3–99,1%", "tahun-2018"):
        assert part in seen
    assert "belum ditemukan, dari [93]" in seen
    assert len(at.get("vega_lite_chart")) == 2


def test_a_government_with_a_score_and_no_rank_has_an_interval() -> None:
    at = open_page("peringkat", tahun="2024", jenis="kota", daerah="33.72")
    (info,) = (element.value for element in at.info)
    assert "ke-5 dari " in info
    assert "antara 5 dan 24 dari 93 (lebar 20)" in info
    assert "iid-2024-33.72-1" in info


def test_the_best_known_score_is_not_called_the_first_of_the_award() -> None:
    awards = RECORD.tables["awards"]
    for year, kind in ((2023, "kabupaten"), (2025, "kota"), (2022, "kota")):
        at = open_page("peringkat", tahun=str(year), jenis=kind)
        seen = text(at) + text(go(at, "peringkat", bagian="tabel", tahun=str(year), jenis=kind))
        first = awards[
            (awards["year"] == year)
            & (awards["category"] == kind.capitalize())
            & (awards["rank"] == 1)
            & awards["status"].isin(["reported", "derived"])
        ]
        if first.empty:
            scope = WORDS.term("rank_scope", kind)
            assert WORDS("peringkat.no_award_first", year=year, kind=scope, who="") in seen
            continue
        (award,) = rows_of(first)
        name = RECORD.register.get(award["region_code"]).name
        line, *_ = (li for li in seen.splitlines() if li.startswith("Peringkat 1 penghargaan"))
        assert name in line and award["id"] in line
        best = [s for s in RANKINGS.table(year, kind).standings if s.place and s.place.first == 1]
        for standing in best:
            own = f"daerah={standing.code}&"
            (row,) = (li for li in seen.splitlines() if li.startswith("| ") and own in li)
            cell = row.split("|")[1]
            same = standing.code == award["region_code"]
            assert (name in cell) != same
            assert ("juga peringkat 1" in cell) == same


def test_a_class_read_from_the_limits_is_never_told_as_received() -> None:
    for year, kind in ((2025, "kota"), (2023, "kabupaten"), (2020, "kota")):
        seen = text(open_page("peringkat", tahun=str(year), jenis=kind, bagian="tabel"))
        for standing in RANKINGS.table(year, kind).scored:
            own = f"daerah={standing.code}&"
            row = next(li for li in seen.splitlines() if li.startswith("| ") and own in li)
            read = f"menurut batas {year}" in row
            assert read == (not standing.view["predicate"])
            assert not read or "bukan predikat yang diterima" in row


def test_a_provisional_score_is_shown_without_an_interval() -> None:
    at = open_page("peringkat", tahun="2025", jenis="kota", daerah="62.71")
    (info,) = (element.value for element in at.info)
    assert "59,84" in info and "sementara" in info
    assert "rentang ditahan" in info and "lebar" not in info


def test_a_government_of_another_type_leads_to_its_own_table() -> None:
    at = open_page("peringkat", tahun="2024", jenis="provinsi", daerah="33.72")
    (info,) = (element.value for element in at.info)
    assert "jenis=kota" in info and "daerah=33.72" in info


def test_a_government_of_which_nothing_is_known_says_so() -> None:
    at = open_page("peringkat", tahun="2024", jenis="kota", daerah="11.71")
    (info,) = (element.value for element in at.info)
    assert info == WORDS("peringkat.nothing", name="Kota Banda Aceh", year=2024)


def test_the_page_lists_every_excluded_pair_and_the_check() -> None:
    seen = text(open_page("peringkat", bagian="bukti"))
    checks = len(RANKINGS.checks)
    assert f"**{checks} dari {checks} rentang memuat peringkat yang terbit.**" in seen
    for pair in RANKINGS.pairs:
        if not pair.usable:
            line = next(
                line
                for line in seen.splitlines()
                if line.startswith("- ") and pair.score_id in line and pair.rank_id in line
            )
            assert all(
                problem.detail in line or "_quality" in problem.reason for problem in pair.problems
            )


def test_the_widths_of_the_intervals_are_shown() -> None:
    table = RANKINGS.table(2024, "kota")
    seen = text(open_page("peringkat", tahun="2024", jenis="kota", bagian="bukti"))
    assert f"Lebar {len(table.widths)} rentang: paling sempit {table.widths[0]}" in seen
