"""Bandingkan: true sentences, rows by difference with sources, what is withheld and why."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Element

from iga_core.analysis.comparison import Comparer, Comparison, JudgedRow
from iga_core.analysis.fairness import REASONS
from iga_core.analysis.profile import build_histories
from iga_core.analysis.sides import Grounds
from iga_core.language import load_words
from iga_core.record import STATES, Row, RowIndex, rows_of
from iga_core.rules import cached_rulebook, index_figures, one_family, rulebook_years
from pages._parts.bandingkan import choice
from tests import on_file
from tests.opened import open_page, text

WORDS = load_words("id")
RECORD = on_file.record()
ROWS = RowIndex(RECORD)
BOOKS = {year: cached_rulebook(year) for year in rulebook_years()}
COMPARER = Comparer(
    Grounds(RECORD, build_histories(RECORD), BOOKS, index_figures(RECORD.tables["statistics"]))
)
SIX = ("36.71", "36.73", "62.71", "11.71", "32.77", "75.71")
LINK = re.compile(r"\[([^\]]*)\]\(/sumber\?bagian=sumber&baris=([^)]*)\)")


def compared(*codes: str, **query: str) -> AppTest:
    at = open_page("bandingkan", daerah=codes[0], dengan=",".join(codes[1:]), **query)
    assert not at.error
    return at


def section(at: AppTest, header: str) -> list[str]:
    """The Markdown of one section: from its header to the next."""
    found: list[str] = []
    inside = False
    for element in at.main:
        kind, value = getattr(element, "type", ""), str(getattr(element, "value", ""))
        if kind == "header":
            inside = value == header
        elif inside and kind in ("markdown", "caption", "info", "subheader"):
            found.append(value)
    return found


def table_of(markdown: str) -> list[list[str]]:
    """The body of a Markdown table, by row and cell."""
    lines = markdown.splitlines()[2:]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


def test_it_opens_on_two_kota_and_says_what_was_found() -> None:
    at = open_page("bandingkan")
    assert (at.query_params["daerah"], at.query_params["dengan"]) == ("11.71", "17.71")
    both, (one, other) = "Kota Banda Aceh dan Kota Bengkulu", ("11.71", "17.71")
    results, awards = RECORD.tables["results"], RECORD.tables["awards"]
    scored, counted = (
        {
            code: set(own.dropna(subset=column)["year"])
            for code, own in results.groupby("region_code")
        }
        for column in ("score", "innovations")
    )
    unscored = not scored[one] and not scored[other]
    assert (WORDS("bandingkan.no_scores", names=both) in [i.value for i in at.info]) == unscored
    assert not (unscored and at.get("vega_lite_chart"))
    (first, *_) = (m.value for m in at.markdown)
    given = awards[awards["programme"] == "IGA"].groupby("region_code")["year"].agg(set)
    (named,) = re.findall(r"penghargaan IGA \(([^)]*)\)", first)
    assert {int(year) for year in re.findall(r"\d{4}", named)} >= given[one] & given[other]
    assert re.search(r"predikat indeks \(2020\b", first)
    alone = WORDS("bandingkan.alone", what=WORDS("bandingkan.count"), name="Kota Bengkulu")
    assert (alone in first) == (bool(counted[other]) and not counted[one])


def test_rows_stand_by_difference() -> None:
    (markdown, *_) = section(compared(*SIX), WORDS("bandingkan.differences"))
    differences = [int(row[-1]) for row in table_of(markdown)]
    assert differences == sorted(differences, reverse=True)
    assert differences == [round(100 * (r.difference or 0)) for r in COMPARER.compare(SIX).rows]


def cells(at: AppTest, comparison: Comparison) -> Iterator[tuple[JudgedRow, str, str]]:
    """The cells of the table by difference: row, government, text."""
    (markdown, *_) = section(at, WORDS("bandingkan.differences"))
    for row, line in zip(comparison.rows, table_of(markdown), strict=True):
        yield from ((row, code, t) for code, t in zip(comparison.codes, line[1:-2], strict=True))


def values_of(row_id: str) -> set[str]:
    """Every number of a row of the record, as this page would print it."""
    found = ROWS.find(row_id)
    assert found, row_id
    cells = found.row.values()
    counts = {WORDS.number(v) for v in cells if isinstance(v, int)}
    return counts | {WORDS.printed(v) for v in cells if isinstance(v, Decimal)}


def test_every_number_of_random_comparisons_equals_its_row() -> None:
    on_file = sorted({*RECORD.view["region_code"], *RECORD.tables["awards"]["region_code"]})
    draw = random.Random(7)
    checked = 0
    for number in range(8):
        codes = tuple(draw.sample(on_file, 2 + number % 5))
        year = draw.choice([None, *RECORD.award_years])
        at = compared(*codes, tahun=str(year) if year else "semua")
        comparison = COMPARER.compare(codes, year)
        if not comparison.rows:
            assert WORDS("bandingkan.no_rows") in text(at)
            continue
        for row, code, cell in cells(at, comparison):
            links = LINK.findall(cell)
            if code not in row.compared:
                partial = [r.kind for r in row.fairness.reasons] == ["partial_list"]
                assert WORDS("bandingkan.held") in cell or "belum" in cell or (partial and links)
                continue
            shown, row_id = links[0]
            assert ROWS.find(row_id), row_id
            assert "](" in cell.replace(f"[{shown}](", "", 1)  # a source beside the row
            if row.measure.name in ("statistic", "population", "area", "score"):
                assert shown in values_of(row_id)
                checked += 1
    assert checked > 50


def rows_of_chart(chart: Element | Block) -> list[Row]:
    """The rows that a chart sends to the browser."""
    assert isinstance(chart, Element)
    (dataset,) = chart.proto.datasets
    return rows_of(convert_arrow_bytes_to_pandas_df(dataset.data.data))


def test_no_chart_of_random_comparisons_mixes_scales_or_rulebooks() -> None:
    scored = sorted(set(RECORD.view.loc[RECORD.view["score"].notna(), "region_code"]))
    draw = random.Random(11)
    drawn = 0
    for number in range(8):
        codes = tuple(draw.sample(scored, 2 + number % 5))
        at = compared(*codes)
        series = COMPARER.compare(codes).series
        specs = [json.loads(chart.proto.spec) for chart in at.get("vega_lite_chart")]
        assert [spec["usermeta"]["family"] for spec in specs] == [s.family for s in series]
        for chart, spec in zip(at.get("vega_lite_chart"), specs, strict=True):
            points = [row for row in rows_of_chart(chart) if row["score"] is not None]
            assert one_family([BOOKS[r["year"]] for r in points]) == spec["usermeta"]["family"]
            assert len({r["name"] for r in points}) > 1
            drawn += len(points)
    assert drawn


def test_a_chart_names_every_score_in_words() -> None:
    at = compared("36.71", "36.73")
    charts, found = at.get("vega_lite_chart"), COMPARER.compare(("36.71", "36.73")).series
    assert found
    for chart, series in zip(charts, found, strict=True):
        for point in series.points:
            assert WORDS.figure(point.value or 0) in chart.proto.alt


def test_what_is_withheld_is_told_with_reason_and_replacement() -> None:
    at = compared(*SIX)
    entries = "\n".join(section(at, WORDS("bandingkan.held_header")))
    withheld = COMPARER.compare(SIX).withheld
    assert withheld
    kinds = {reason.kind for held in withheld for reason in held.row.fairness.reasons}
    for kind in REASONS:
        assert (WORDS(f"bandingkan.reason_{kind}") in entries) == (kind in kinds)
    blocks = entries.split("\n- **")[1:]
    assert blocks
    assert all("Sebagai gantinya: " in block for block in blocks)


def test_a_withheld_score_stands_in_no_table_and_no_chart() -> None:
    at = compared("36.71", "62.71", tahun="2025")
    assert "59,84" not in text(at)
    assert not at.get("vega_lite_chart")
    assert WORDS("bandingkan.settled_provisional") in text(at)
    assert "59,84" in text(open_page("daerah", daerah="62.71", tahun="2025"))


def test_the_criteria_stand_side_by_side_and_the_rest_is_not_found() -> None:
    at = compared("11.71", "17.71", aturan="2026")
    assert "4 dari 40 baris kriteria aturan 2026" in at.markdown[0].value
    (note, table, *_) = section(at, WORDS("bandingkan.criteria_header", year=2026))
    assert note == WORDS("kriteria.not_official")
    rows = table_of(table)
    assert sorted(row[0].split()[0] for row in rows) == ["10a", "10b", "11a", "11b"]
    poverty = next(row for row in rows if row[0].startswith("10b"))
    assert "**5,45**" in poverty[1] and "**11,91**" in poverty[2]
    label = WORDS("bandingkan.criteria_unknown", number="36")
    (expander,) = (found for found in at.expander if found.label == label)
    lines = expander.markdown[0].value.split("\n- ")[1:]
    assert len(lines) == 36 and all(line.endswith(WORDS("figure.unknown")) for line in lines)


def test_a_criterion_known_for_one_only_is_not_counted_as_comparable() -> None:
    at = compared(
        "11", "11.71", aturan="2026"
    )  # the province has figures for three more lines than the city
    assert "4 dari 40 baris kriteria aturan 2026" in at.markdown[0].value
    (_, table, *_) = section(at, WORDS("bandingkan.criteria_header", year=2026))
    rows = table_of(table)
    assert len(rows) == 7
    assert [row[0].split()[0] for row in rows if WORDS("figure.unknown") in row[2]] == [
        "4", "5a", "5b",
    ]  # fmt: skip


@pytest.mark.parametrize("year", ["2018", "2022", "2027"])
def test_criteria_of_a_year_without_public_figures_claim_none(year: str) -> None:
    at = compared("11.71", "17.71", aturan=year)
    assert "baris kriteria aturan" not in at.markdown[0].value
    assert section(at, WORDS("bandingkan.criteria_header", year=int(year)))


def test_the_matrix_shows_every_year_and_government_in_its_state() -> None:
    at = compared("11.71", "36.71", "93")
    (markdown, note) = section(at, WORDS("bandingkan.matrix"))
    states = RECORD.view.set_index(["region_code", "year"])
    rows = table_of(markdown)
    assert [int(row[0]) for row in rows] == sorted(RECORD.index_years, reverse=True)
    for year, *found in rows:
        for code, cell in zip(("11.71", "36.71", "93"), found, strict=True):
            key = (code, int(year))
            state = str(states.at[key, "state"]) if key in states.index else "unknown"
            absent = code == "93" and int(year) < 2023
            expected = WORDS("bandingkan.not_existing") if absent else WORDS(f"term.state.{state}")
            assert expected in cell
    assert all(WORDS(f"term.state.{state}") in note for state in STATES)


def test_benchmarks_say_how_much_is_known() -> None:
    at = compared("36.71", "36.73", tolok="provinsi,jenis,kelas,terinovatif", tahun="2023")
    (markdown, _, explained) = section(at, WORDS("bandingkan.against"))
    rows = table_of(markdown)
    assert all(len(row) == 6 for row in rows)
    assert "diketahui 93 dari 93" in markdown and "nilai tengah ditahan" in markdown
    assert "semua kota di Provinsi Banten: 4." in explained


def test_a_published_mean_comes_with_its_source() -> None:
    at = compared("36.71", "51.06", tolok="jenis", tahun="2024")
    assert WORDS("bandingkan.mean", year=2024, value="46,01") in text(at)
    assert "46,01" not in text(compared("36.71", "51.06", tahun="2024"))


def test_the_chosen_year_is_the_only_one_compared() -> None:
    at = compared("11.71", "17.71", tahun="2020")
    assert at.info[0].value == WORDS(
        "bandingkan.no_scores_in", names="Kota Banda Aceh dan Kota Bengkulu", year=2020
    )
    (markdown, *_) = section(at, WORDS("bandingkan.differences"))
    years = {re.search(r", (20\d\d)", row[0])[1] for row in table_of(markdown)}  # type: ignore[index]
    assert years == {"2020", "2024"}  # population and area were counted in 2024
    heads = [element.value for element in at.subheader]
    assert heads[0] == "2020"


def test_a_government_is_not_compared_with_itself() -> None:
    at = compared("11.71", "11.71", "17.71")
    assert at.info[0].value == WORDS("bandingkan.itself", name="Kota Banda Aceh")
    assert at.query_params["dengan"] == "17.71"
    assert len(at.warning) == 0


def test_nobody_left_to_compare_with_is_said_with_choices() -> None:
    at = compared("11.71", "11.71")
    assert [i.value for i in at.info][1] == WORDS("bandingkan.nobody")
    assert at.query_params["dengan"] == "tidak"
    assert "/bandingkan?daerah=11.71&dengan=17.71" in text(at)
    assert at.caption[-1].value == WORDS("frame.footer")


def test_more_than_six_are_cut_and_said() -> None:
    at = compared("11.71", "17.71", "18.71", "12.71", "36.71", "36.73", "62.71")
    (warning,) = (w.value for w in at.warning)
    assert "terlalu banyak" in warning
    assert at.query_params["dengan"] == "17.71,18.71,12.71,36.71,36.73"


@pytest.mark.parametrize("code", ["17.71", "11.71", "36.02", "64", "31", "31.71"])
def test_the_link_on_a_page_of_its_own_opens_with_a_partner_of_its_type(code: str) -> None:
    at = open_page("bandingkan", daerah=code)
    assert not at.warning
    other = at.query_params["dengan"]
    register = RECORD.register
    assert other == choice.partner(RECORD, code) != code
    assert register.get(other).type == register.get(code).type


def test_whom_one_compared_with_is_kept_on_the_way_back() -> None:
    at = compared("36.71", "36.73", "51.06")
    at.query_params = {"daerah": "36.71"}
    at = at.switch_page("pages/daerah.py").run()
    at.query_params = {"daerah": "36.71"}
    at = at.switch_page("pages/bandingkan.py").run()
    assert at.query_params["dengan"] == "36.73,51.06"


def test_a_list_chosen_elsewhere_does_not_break_a_single_choice_here() -> None:
    at = open_page("penghargaan", tahun="2020,2021", jenis="kota")
    at.query_params = {}
    at = at.switch_page("pages/bandingkan.py").run()
    assert not at.exception and not at.warning
    assert at.query_params["tahun"] == "semua"


def test_a_dispute_that_touches_several_is_told_once() -> None:
    shared = next(  # a dispute that is about two governments of one type
        codes
        for row in rows_of(RECORD.tables["disputes"])
        if len(codes := row["region_codes"].split()) == 2 and row["years"]
    )
    names = [RECORD.register.get(code).name for code in shared]
    at = compared(*shared)
    told = section(at, WORDS("bandingkan.disputes"))
    titles = [line.splitlines()[0] for line in told]
    assert len(titles) == len(set(titles)) > 0
    assert any(line.endswith(", ".join(names)) for line in told)


def test_the_page_of_six_has_all_its_parts() -> None:
    at = compared(*SIX, tolok="jenis")
    heads = [element.value for element in at.header]
    parts = ["differences", "against", "known_for_one", "held_header", "matrix", "year_by_year"]
    if not COMPARER.compare(SIX).alone:
        parts.remove("known_for_one")
    assert [h for h in heads if h in {WORDS(f"bandingkan.{p}") for p in parts}] == [
        WORDS(f"bandingkan.{p}") for p in parts
    ]
