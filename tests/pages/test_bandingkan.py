"""Bandingkan: a fair verdict, pictures, rows by difference with sources, what is withheld."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from decimal import Decimal

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis.comparison import Comparer, Comparison, JudgedRow
from iga_core.analysis.disputes import Disputes
from iga_core.analysis.fairness import REASONS
from iga_core.analysis.profile import build_histories
from iga_core.analysis.sides import Grounds
from iga_core.language import load_words
from iga_core.message import told
from iga_core.record import STATES, RowIndex, rows_of
from iga_core.rules import cached_rulebook, index_figures, one_family, rulebook_years
from pages._parts.bandingkan import choice
from pages._shared import atlas
from pages._shared.filters import COMPARISON_PARTS
from tests import on_file
from tests.opened import file_links, html_of, open_page, text

WORDS = load_words("id")
RECORD = on_file.record()
ROWS = RowIndex(RECORD)
BOOKS = {year: cached_rulebook(year) for year in rulebook_years()}
COMPARER = Comparer(
    Grounds(RECORD, build_histories(RECORD), BOOKS, index_figures(RECORD.tables["statistics"]))
)
SIX = ("36.71", "36.73", "62.71", "11.71", "32.77", "75.71")
LINK = re.compile(r"\[([^\]]*)\]\(/sumber\?bagian=sumber&baris=([^)]*)\)")
NOTHING = "13.76"  # a city of no award


def compared(*codes: str, **query: str) -> AppTest:
    at = open_page("bandingkan", daerah=codes[0], dengan=",".join(codes[1:]), **query)
    assert not at.error
    return at


def with_all_rows(at: AppTest) -> AppTest:
    """The page with what stands behind its largest differences."""
    at.session_state["bandingkan_others"] = True
    return at.run()


def tables(at: AppTest) -> list[list[list[str]]]:
    """The bodies of the Markdown tables of a page, by row and cell."""
    return [
        [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines[2:]]
        for element in at.markdown
        if (lines := element.value.splitlines()) and lines[0].startswith("|")
    ]


def pictures(at: AppTest, kind: str) -> list[str]:
    """The pictures of a kind on a page."""
    found = re.findall(rf'<table class="{kind}\b.*?</table>', html_of(at), re.S)
    return [str(picture) for picture in found]


def names(*codes: str) -> list[str]:
    return [RECORD.register.get(code).name for code in codes]


def test_it_opens_on_two_kota_with_the_verdict_of_the_fair_years() -> None:
    at = open_page("bandingkan")
    one, other = at.query_params["daerah"], at.query_params["dengan"]
    assert names(one, other) == ["Kota Banda Aceh", "Kota Bengkulu"]
    shown = html_of(at)
    for sentence in atlas.headlines().comparison((one, other)):
        assert told(sentence.text, WORDS) in shown
        assert not sentence.rows or ",".join(sentence.rows).replace(",", "%2C") in shown
    (ribbon,) = pictures(at, "ribbon")
    assert ribbon.count(WORDS("label.innovations")) >= 2
    assert len(pictures(at, "strips")) == len(pictures(at, "bars")) == 1


@pytest.mark.parametrize("others", [2, 5])
def test_more_than_two_stand_by_their_awards_alone(others: int) -> None:
    (ribbon,) = pictures(compared(*SIX[: others + 1]), "ribbon")
    lanes = re.findall(r'<th scope="row">.*?</th>', ribbon)
    assert len(lanes) == others + 1


def test_the_second_choice_changes_whom_the_first_is_compared_with() -> None:
    at = compared(*SIX[:3])
    at.selectbox(key=choice.SECOND).set_value("51.71").run()
    assert at.query_params["dengan"] == f"51.71,{SIX[2]}"
    at.selectbox(key="bandingkan_daerah").set_value("17.71").run()
    assert at.query_params["daerah"] == "17.71"


def test_what_narrows_the_page_is_said_and_taken_back_by_a_link() -> None:
    assert WORDS("bandingkan.narrowed") not in html_of(compared("11.71", "17.71"))
    shown = html_of(compared("11.71", "17.71", tahun="2022", tolok="jenis,provinsi"))
    assert WORDS("bandingkan.narrowed") in shown
    links = re.findall(r'href="([^"]*)">([^<]*) ×<', shown)
    assert [label for _, label in links] == [
        "2022", *(WORDS(f"bandingkan.benchmark_{name}") for name in ("jenis", "provinsi")),
    ]  # fmt: skip
    assert "tahun=semua" in links[0][0] and "tolok=provinsi&" in links[1][0].replace("&amp;", "&")


def test_what_is_closed_is_neither_drawn_nor_sent() -> None:
    at = compared("11.71", "17.71")
    assert not at.multiselect and not file_links(at) and not at.code
    assert {box.key for box in at.selectbox} == {"bandingkan_daerah", choice.SECOND}
    assert WORDS("bandingkan.held_intro") not in text(at)


@pytest.mark.parametrize(
    "codes", [("11.71", "17.71"), ("36.71", "36.73"), ("11.71", "32"), ("17.71", NOTHING), SIX]
)
def test_what_was_not_found_is_said_a_few_times_at_most(codes: tuple[str, ...]) -> None:
    at = compared(*codes)
    visible = text(at) + re.sub(r"<[^>]*>", " ", html_of(at))
    assert visible.lower().count("belum ditemukan") <= 6


def test_rows_stand_by_difference() -> None:
    at = with_all_rows(compared(*SIX))
    differences = [int(row[-1]) for table in tables(at) for row in table]
    assert differences == sorted(differences, reverse=True)
    assert differences == [round(100 * (r.difference or 0)) for r in COMPARER.compare(SIX).rows]


def cells(at: AppTest, comparison: Comparison) -> Iterator[tuple[JudgedRow, str, str]]:
    """The cells of the tables by difference: row, government, text."""
    lines = [row for table in tables(at) for row in table]
    for row, line in zip(comparison.rows, lines, strict=True):
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
        at = with_all_rows(compared(*codes, tahun=str(year) if year else "semua"))
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


def test_no_picture_of_random_comparisons_mixes_scales_or_rulebooks() -> None:
    scored = sorted(set(RECORD.view.loc[RECORD.view["score"].notna(), "region_code"]))
    draw = random.Random(11)
    drawn = 0
    for number in range(8):
        codes = tuple(draw.sample(scored, 2 + number % 5))
        rulers = pictures(compared(*codes, bagian="tahun"), "ruler")  # above, and in its part
        series = COMPARER.compare(codes).series
        for ruler, one in zip(rulers, series, strict=True):
            rows = re.findall(r'<th scope="row">.*?<small>(\d{4})</small>', ruler)
            assert one_family([BOOKS[int(year)] for year in rows]) == one.family
            assert len(rows) == len(one.points)
            drawn += len(rows)
    assert drawn


def test_a_picture_names_every_score_in_words_beside_its_government() -> None:
    rulers, found = (
        pictures(compared("36.71", "36.73", bagian="tahun"), "ruler"),
        COMPARER.compare(("36.71", "36.73")).series,
    )
    assert found
    for ruler, series in zip(rulers, found, strict=True):
        for point in series.points:
            assert point.value is not None
            row = rf"{names(point.code)[0]}</a> <small>{point.year}<.*?{WORDS.printed(point.value)}"
            assert re.search(row, ruler)


def test_what_is_withheld_is_told_with_reason_and_replacement() -> None:
    entries = text(compared(*SIX, bagian="ditahan"))
    withheld = COMPARER.compare(SIX).withheld
    assert withheld
    kinds = {reason.kind for held in withheld for reason in held.row.fairness.reasons}
    for kind in REASONS:
        assert (WORDS(f"bandingkan.reason_{kind}") in entries) == (kind in kinds)
    blocks = entries.split("\n- **")[1:]
    assert blocks
    assert all("Sebagai gantinya: " in block for block in blocks)


def test_one_line_says_what_is_withheld_and_leads_to_the_reasons() -> None:
    at = compared("11.71", "17.71")
    (line,) = (c.value for c in at.caption if "bagian=ditahan" in c.value)
    for held in COMPARER.compare(("11.71", "17.71")).withheld:
        assert WORDS(f"bandingkan.held_{held.row.fairness.reasons[0].kind}") in line
    for row in COMPARER.compare(("11.71", "17.71")).alone:
        assert names(row.known[0].code)[0] in line


def test_a_withheld_score_stands_in_no_table_and_no_picture() -> None:
    for part in COMPARISON_PARTS:
        at = with_all_rows(compared("36.71", "62.71", tahun="2025", bagian=part))
        assert "59,84" not in text(at) + html_of(at), part
        assert not pictures(at, "ruler")
    at = compared("36.71", "62.71", tahun="2025", bagian="ditahan")
    assert WORDS("bandingkan.settled_provisional") in text(at)
    assert "59,84" in text(open_page("daerah", daerah="62.71", tahun="2025"))


def criteria_of(code: str, year: int) -> dict[str, Decimal]:
    """The points of a government's lines with a figure, by the number of the line."""
    found = atlas.placed(year)[code]
    return {
        placed.line.line.no: placed.line.points
        for placed in found
        if placed.line.points is not None
    }


@pytest.mark.parametrize("codes", [("11.71", "17.71"), ("11", "11.71"), SIX])
def test_points_of_the_criteria_stand_as_bars_with_the_sum_of_what_all_have(
    codes: tuple[str, ...],
) -> None:
    part = "kriteria" if len(codes) > 2 else "beda"  # of a pair they stand above the parts
    (picture,) = pictures(compared(*codes, aturan="2026", bagian=part), "bars")
    rows = re.findall(r"<tr>(.*?)</tr>", picture, re.S)
    known = [criteria_of(code, 2026) for code in codes]
    lines = set().union(*known)
    assert len(rows) == len(lines) + 1
    for row in rows[:-1]:
        (number,) = re.findall(r">(\w+) [^<]*</a></th>", row)
        assert number in lines
        for own in known:
            if number in own:
                assert f"{WORDS.printed(own[number])} / " in row
        unknown = sum(number not in own for own in known)
        assert row.count('class="not_found"') == unknown
    everybody = set(known[0]).intersection(*known)
    for own in known:
        assert f"{WORDS.printed(sum((own[n] for n in everybody), Decimal(0)))} / " in rows[-1]


def test_lines_without_a_figure_are_named_below_the_bars() -> None:
    at = compared("11.71", "17.71", aturan="2026")
    without = [
        placed.line.line.no for placed in atlas.placed(2026)["11.71"] if placed.line.points is None
    ]
    assert without
    message = WORDS("bandingkan.points_without", lines=", ".join(without))
    assert any(message in caption.value for caption in at.caption)


def test_the_criteria_stand_side_by_side_and_the_rest_is_not_found() -> None:
    at = compared("11.71", "17.71", aturan="2026", bagian="kriteria")
    assert WORDS("kriteria.not_official") in [info.value for info in at.info]
    (rows,) = tables(at)
    assert {row[0].split()[0] for row in rows} == set(criteria_of("11.71", 2026))
    poverty = next(row for row in rows if row[0].startswith("10b"))
    assert "**5,45**" in poverty[1] and "**11,91**" in poverty[2]
    rest = len(BOOKS[2026].lines) - len(rows)
    label = WORDS("bandingkan.criteria_unknown", number=str(rest))
    (expander,) = (found for found in at.expander if found.label == label)
    lines = expander.markdown[0].value.split("\n- ")[1:]
    assert len(lines) == rest and all(line.endswith(WORDS("figure.unknown")) for line in lines)


def test_a_criterion_known_for_one_only_is_not_counted_as_comparable() -> None:
    # the province has figures for lines that the city has none of
    shared = set(criteria_of("11", 2026)) & set(criteria_of("11.71", 2026))
    at = with_all_rows(compared("11", "11.71", aturan="2026"))
    total = len(BOOKS[2026].lines)
    assert f"{len(shared)} dari {total} baris kriteria aturan 2026" in text(at)
    (rows,) = tables(compared("11", "11.71", aturan="2026", bagian="kriteria"))
    assert {row[0].split()[0] for row in rows if WORDS("figure.unknown") in row[2]} == (
        set(criteria_of("11", 2026)) - shared
    )


@pytest.mark.parametrize("year", ["2018", "2022", "2027"])
def test_criteria_of_a_year_without_public_figures_claim_none(year: str) -> None:
    at = with_all_rows(compared("11.71", "17.71", aturan=year))
    assert "baris kriteria aturan" not in text(at)
    assert not pictures(at, "bars")
    at = compared("11.71", "17.71", aturan=year, bagian="kriteria")
    assert WORDS("bandingkan.criteria_header", year=int(year)) in text(at)


def test_the_matrix_shows_every_year_and_government_in_its_state() -> None:
    codes = ("11.71", "36.71", "93")
    at = compared(*codes, bagian="matriks")
    matrix = pictures(at, "ribbon")[-1]
    rows = RECORD.view[["region_code", "year", "state"]].itertuples(index=False)
    states = {(code, year): state for code, year, state in rows}
    lanes = re.findall(r"<tr class.*?</tr>", matrix, re.S)
    for code, lane in zip(codes, lanes, strict=True):
        said = re.findall(r'title="(\d{4}): ([^"]*)"', lane)
        assert said == [
            (str(year), WORDS(f"term.state.{states.get((code, year), 'unknown')}"))
            for year in sorted(RECORD.index_years)
            if RECORD.register.takes_part(code, year)
        ]
    assert all(WORDS(f"term.state.{state}") in text(at) for state in STATES)


def test_benchmarks_say_how_much_is_known() -> None:
    query = {"tolok": "provinsi,jenis,kelas,terinovatif", "tahun": "2023", "bagian": "tolok"}
    at = compared("36.71", "36.73", **query)
    (rows,) = tables(at)
    assert all(len(row) == 6 for row in rows)
    assert "diketahui 93 dari 93" in text(at) and "nilai tengah ditahan" in text(at)
    assert "semua kota di Provinsi Banten: 4." in text(at)


def test_without_a_benchmark_each_can_be_taken_by_a_link() -> None:
    at = compared("36.71", "36.73", bagian="tolok")
    for name in ("provinsi", "jenis", "kelas", "terinovatif", "serupa"):
        assert f"tolok={name}&" in text(at)


def test_a_published_mean_comes_with_its_source() -> None:
    query = {"tahun": "2024", "bagian": "tolok"}
    at = compared("36.71", "51.06", tolok="jenis", **query)
    assert WORDS("bandingkan.mean", year=2024, value="46,01") in text(at)
    assert "46,01" not in text(compared("36.71", "51.06", **query))


def test_the_chosen_year_is_the_only_one_compared() -> None:
    at = with_all_rows(compared("11.71", "17.71", tahun="2020"))
    both = "Kota Banda Aceh dan Kota Bengkulu"
    assert WORDS("bandingkan.no_scores_in", names=both, year=2020) in text(at)
    rows = [row for table in tables(at) for row in table]
    years = {re.search(r", (20\d\d)", row[0])[1] for row in rows}  # type: ignore[index]
    assert years == {"2020", "2024"}  # population and area were counted in 2024
    at = compared("11.71", "17.71", tahun="2020", bagian="tahun")
    assert next(element.value for element in at.subheader) == "2020"


def test_a_government_is_not_compared_with_itself() -> None:
    at = compared("11.71", "11.71", "17.71")
    assert at.info[0].value == WORDS("bandingkan.itself", name="Kota Banda Aceh")
    assert at.query_params["dengan"] == "17.71"
    assert len(at.warning) == 0


def test_nobody_left_to_compare_with_is_said_with_choices() -> None:
    at = compared("11.71", "11.71")
    assert WORDS("bandingkan.nobody") in [info.value for info in at.info]
    assert at.query_params["dengan"] == "tidak"
    assert "/bandingkan?daerah=11.71&dengan=17.71" in text(at)
    assert not at.tabs
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


def test_a_dispute_is_told_once_and_only_to_whom_its_claim_names() -> None:
    named = Disputes(RECORD).of
    shared = next(  # a dispute that names two governments of one type
        codes
        for row in rows_of(RECORD.tables["disputes"])
        if len(codes := [c for c in row["region_codes"].split() if row in named.get(c, ())]) == 2
        and row["years"]
    )
    at = compared(*shared, bagian="perbedaan")
    wanted = {row["id"] for code in shared for row in named[code]}
    found = re.findall(r"^\S*\[[^\n]*baris=([\w-]+)\)", text(at), re.M)
    assert sorted(set(found)) == sorted(wanted)
    assert any(m.value.endswith(", ".join(names(*shared))) for m in at.markdown)
    label = f"{WORDS('bandingkan.part_perbedaan')} ({len(wanted)})"
    assert label in [tab.label for tab in at.tabs]


def test_a_part_without_anything_in_it_is_not_offered() -> None:
    quiet = next(r.code for r in RECORD.register.regions if r.code not in Disputes(RECORD).of)
    at = compared(quiet, NOTHING, bagian="perbedaan")
    assert not any(tab.label.startswith(WORDS("bandingkan.part_perbedaan")) for tab in at.tabs)
    assert at.query_params["bagian"] == COMPARISON_PARTS[0]


def test_the_page_of_six_has_all_its_parts() -> None:
    labels = [tab.label.split(" (")[0] for tab in compared(*SIX).tabs]
    assert labels == [WORDS(f"bandingkan.part_{part}") for part in COMPARISON_PARTS]


def test_every_row_behind_a_sentence_is_told_below_its_mark() -> None:
    told_rows = text(compared("11.71", "17.71", bagian="bukti"))
    for sentence in atlas.headlines().comparison(("11.71", "17.71")):
        for row_id in sentence.rows:
            assert f"baris={row_id})" in told_rows
