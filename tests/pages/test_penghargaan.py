"""Penghargaan as a reporter uses it: facets, presets, one row, citation, downloads, counts."""

import io
import itertools
import random
import re

import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis.awards import ListCount, list_counts
from iga_core.analysis.lists import key_of
from iga_core.language import load_words
from tests import on_file
from tests.opened import file_links, open_page, text

WORDS = load_words("id")
RECORD = on_file.record()
AWARDS = RECORD.tables["awards"]
SUMATERA = {r.code for r in RECORD.register.regions if r.island_group == "Sumatera"}


def table(at: AppTest) -> pd.DataFrame:
    return at.dataframe[0].value


def listed_as(category: str, year: int, level: str) -> ListCount:
    """The IGA list of a category, year and level, with how much of it is on file."""
    wanted = ("IGA", year, category, level)
    return next(count for count in list_counts(RECORD) if key_of(count) == wanted)


def received_of(at: AppTest) -> pd.DataFrame:
    """The rows listed that say they count, by their status as printed."""
    status = table(at)["status"]
    sure = [WORDS.term("award_status", name) for name in ("reported", "derived")]
    return table(at)[status.isin(sure)]


def counted(at: AppTest) -> int:
    """The sum of the table of counts, read from the table itself."""
    (last,) = (
        line
        for line in text(at).splitlines()
        if line.startswith(f"| {WORDS('penghargaan.total')} |") and line.endswith("|")
    )
    return int(last.split("|")[-2].strip().replace(".", ""))


def downloads(at: AppTest) -> list[str]:
    return [link.label for link in file_links(at)]


def governments_of(at: AppTest) -> list[str]:
    """The governments that answer a question, as the answer's own table names them."""
    lines = text(at).splitlines()
    start = lines.index(f"| {WORDS('column.region_name')} | {WORDS('penghargaan.years')} |")
    rows = itertools.takewhile(lambda line: line.startswith("|"), lines[start + 2 :])
    return [re.findall(r"\[([^]]+)\]", row)[0] for row in rows]


VIEWS: list[dict[str, str]] = [
    {},
    {"tahun": "2020"},
    {"tahun": "2024", "jenis": "kota"},
    {"tahun": "2025", "nama": "Kota Tangerang"},
    {"tanya": "in_a_row"},
    {"tanya": "in_a_row", "tingkat": "Terinovatif"},
    {"tanya": "in_a_row", "tingkat": "Terinovatif", "tahun": "2022", "jenis": "kota"},
    {"tanya": "dropped_out", "tahun": "2023"},
    {"tanya": "first_time", "tahun": "2024"},
    {"tanya": "same_name", "jenis": "kabupaten"},
]


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_every_number_on_the_page_is_of_the_rows_listed(view: dict[str, str]) -> None:
    at = open_page("penghargaan", **{"tahun": "semua", **view})
    shown, rows = text(at), received_of(at)
    names, governments = len(rows), rows["region"].nunique()
    number = WORDS.number
    total = f"{number(names)} nama, {number(governments)} pemerintah daerah"
    assert any(total in line for line in shown.splitlines() if line.startswith("**"))
    others = len(table(at)) - names
    assert f"**{number(len(table(at)))}** dari {number(len(AWARDS))} baris" in shown
    assert f"{number(names)} penghargaan yang diterima dan {number(others)} baris" in shown
    assert f"Unduh yang terlihat ({number(len(table(at)))} baris)" in downloads(at)
    assert counted(at) == names
    charts = at.get("vega_lite_chart")
    assert len(charts) == (names > 0)  # nothing to draw where nothing was received
    if not names:
        return
    (chart,) = charts
    drawn = pa.ipc.open_stream(io.BytesIO(chart.proto.datasets[0].data.data)).read_all()
    assert sum(drawn.column("number").to_pylist()) == names
    assert f"Grafik batang {number(names)} penghargaan" in chart.proto.alt
    if "tanya" in view:
        assert sorted(governments_of(at)) == sorted(set(rows["region"]))
        assert not others


def test_what_is_not_counted_stands_last_hollow_and_named() -> None:
    at = open_page("penghargaan", tahun="2024")
    status = list(table(at)["status"])
    expected = {
        f"○\N{NO-BREAK SPACE}{WORDS('penghargaan.own_claim')}": "claimed",
        f"○\N{NO-BREAK SPACE}{WORDS('penghargaan.index_only')}": "index_only",
    }
    mine = AWARDS[AWARDS["year"] == 2024]["status"]
    for shown, name in expected.items():
        assert status.count(shown) == (mine == name).sum() > 0
    marks = [shown in expected for shown in status]
    assert marks == sorted(marks)


def test_terinovatif_three_years_running_answers_with_governments_and_their_years() -> None:
    at = open_page("penghargaan", tanya="in_a_row", tingkat="Terinovatif")
    sure = AWARDS[AWARDS["status"].isin(["reported", "derived"]) & (AWARDS["programme"] == "IGA")]
    best = sure[sure["level"] == "Terinovatif"]
    years = best.groupby("region_code")["year"].agg(set)
    expected = {
        RECORD.register.get(str(code)).name
        for code, have in years.items()
        if any({y, y + 1, y + 2} <= have for y in have)
    }
    assert sorted(governments_of(at)) == sorted(expected)
    lists = [c for c in list_counts(RECORD) if (c.programme, c.level) == ("IGA", "Terinovatif")]
    number = sum(not count.complete for count in lists)
    assert WORDS("preset.incomplete_lists", number=number, lists=len(lists)) in text(at)


def test_a_list_opens_with_its_own_rank_one() -> None:
    at = open_page("penghargaan", tahun="2023", jenis="kota", tingkat="Terinovatif")
    ranked = [int(rank) for rank in table(at)["rank"] if rank]
    assert ranked == sorted(ranked)
    assert list(table(at)["rank"])[: len(ranked)] == [str(rank) for rank in ranked]
    first = AWARDS[
        (AWARDS["year"] == 2023) & (AWARDS["category"] == "Kota") & (AWARDS["rank"] == 1)
    ]
    assert table(at)["region"].iloc[0] == RECORD.register.get(first["region_code"].iloc[0]).name


@pytest.mark.parametrize("by", [{"kategori": "Kota"}, {"jenis": "kota"}], ids=str)
def test_a_list_is_complete_with_or_without_its_programme(by: dict[str, str]) -> None:
    for programme in ({}, {"program": "IGA"}):
        at = open_page("penghargaan", tahun="2023", tingkat="Terinovatif", **by, **programme)
        mine = listed_as("Kota", 2023, "Terinovatif")
        assert mine.complete
        assert f"{mine.known} dari {mine.awarded} (daftarnya lengkap)" in text(at)


@pytest.mark.parametrize(
    "query",
    [
        {"tahun": "2022", "nama": "Kota Banda Aceh"},
        {"tahun": "2022", "tingkat": "Terinovatif", "jenis": "kota", "provinsi": "11"},
    ],
    ids=str,
)
def test_a_known_absence_is_said(query: dict[str, str]) -> None:
    assert listed_as("Kota", 2022, "Terinovatif").complete
    at = open_page("penghargaan", **query)
    assert not at.dataframe
    (said,) = (element.value for element in at.info)
    assert "tidak tercantum dalam daftar lengkap" in said.lower()
    assert said != WORDS("penghargaan.empty")


def test_a_list_with_gaps_is_no_proof_of_absence() -> None:
    """Asked of a province that no award of the list's year and level names."""
    count = next(c for c in list_counts(RECORD) if c.programme == "IGA" and c.complete is False)
    mine = AWARDS[(AWARDS["year"] == count.year) & (AWARDS["level"] == count.level)]
    provinces = {r.province_code for r in RECORD.register.regions}
    at = open_page(
        "penghargaan",
        tahun=str(count.year),
        tingkat=count.level,
        kategori=count.category,
        provinsi=min(provinces - set(mine["region_code"].str[:2])),
    )
    assert [element.value for element in at.info] == [WORDS("penghargaan.empty")]


def test_the_list_of_session_one_can_be_shown_and_taken_along() -> None:
    at = open_page("penghargaan", tahun="2020", sesi="I")
    mine = AWARDS[(AWARDS["year"] == 2020) & (AWARDS["session"] == "I")]
    assert len(table(at)) == len(mine) > 0
    assert {RECORD.register.get(code).name for code in mine["region_code"]} == set(
        table(at)["region"]
    )
    assert f"Unduh yang terlihat ({len(mine)} baris)" in downloads(at)
    assert at.query_params["sesi"] == "I"


def test_the_reporters_question_is_answered_on_one_page() -> None:
    at = open_page(
        "penghargaan", program="IGA", tahun="2020", tingkat="Sangat Inovatif", jenis="kota",
        pulau="Sumatera",
    )  # fmt: skip
    mine = listed_as("Kota", 2020, "Sangat Inovatif")
    here = AWARDS[
        AWARDS["id"].str.startswith("iga-2020-kota-sangat-inovatif-")
        & AWARDS["region_code"].isin(SUMATERA)
    ]
    assert (
        f"Kota, IGA 2020, Sangat Inovatif, Sumatera: {len(received_of(at))} dari {mine.known} "
        f"yang diketahui (seluruhnya {mine.awarded})"
    ) in text(at)
    assert len(table(at)) == len(here) > 0
    assert f"Unduh yang terlihat ({len(here)} baris)" in downloads(at)
    assert f"Unduh semua ({len(AWARDS)} baris)" in downloads(at)


def test_every_option_says_what_it_would_give_counted_and_not() -> None:
    at = open_page("penghargaan", program="IGA", tahun="2020")
    options = at.multiselect(key="penghargaan_jenis").options
    numbers = [re.search(r"\((\d+)(?: \+ (\d+))?\)$", option).groups() for option in options]  # type: ignore[union-attr]
    received, others = (sum(int(pair[i] or 0) for pair in numbers) for i in (0, 1))
    assert received == len(received_of(at)) > 0
    assert others == len(table(at)) - received > 0


def test_a_chip_takes_its_filter_back_and_one_button_takes_all() -> None:
    at = open_page("penghargaan", tahun="2020", jenis="kota")
    at.button(key="penghargaan_chip_jenis_kota").click().run()
    assert at.query_params["jenis"] == "semua"
    assert at.query_params["tahun"] == "2020"
    at.button(key="penghargaan_clear").click().run()
    assert at.query_params["tahun"] == "semua"
    assert len(table(at)) == len(AWARDS)


@pytest.mark.parametrize(
    "name",
    ["first_time", "in_a_row", "dropped_out", "same_name", "tertinggal", "without_top_index"],
)
def test_a_preset_states_its_rule_and_what_is_open(name: str) -> None:
    at = open_page("penghargaan", tanya=name)
    assert f"**{WORDS('penghargaan.rule')}:**" in text(at)
    assert not at.error


def test_a_preset_that_cannot_be_asked_of_a_year_says_so() -> None:
    first = str(min(RECORD.award_years))
    for name in ("first_time", "dropped_out"):
        assert WORDS("preset.year_not_asked", years=first) in text(
            open_page("penghargaan", tanya=name, tahun=first)
        )


ROW = "iga-2020-kota-sangat-inovatif-17.71"


def test_a_row_has_its_own_page() -> None:
    shown = text(open_page("penghargaan", penghargaan=ROW))
    for expected in ("sesi III (disebut sumber)", "wordpers.id", "Kementerian Dalam Negeri", ROW):
        assert expected in shown
    assert "Kota Bengkulu dilaporkan menerima penghargaan IGA 2020" in shown
    assert "@misc{" in shown
    assert f"penghargaan={ROW}" in shown


@pytest.mark.parametrize("award_id", random.Random(7).sample(sorted(AWARDS["id"]), 12))
def test_rows_open_without_a_gap(award_id: str) -> None:
    shown = text(open_page("penghargaan", penghargaan=award_id))
    assert f"`{award_id}`" in shown
    assert "None" not in shown
    assert "{" not in shown.replace("@misc{", "").replace("= {", "").split("Kutip")[0]


def test_a_wrong_row_is_explained() -> None:
    at = open_page("penghargaan", tahun="semua", penghargaan="iga-2020-atlantis")
    assert WORDS("sumber.unknown_row", id="`iga-2020-atlantis`") in text(at)
    assert len(table(at)) == len(AWARDS)


# the statements of the five source articles, each opened by its address
def test_banjarmasin_and_banda_aceh_35_kabupaten_and_20_kota_of_session_one() -> None:
    rows = AWARDS[(AWARDS["year"] == 2020) & (AWARDS["session"] == "I")]
    assert rows["category"].value_counts().to_dict() == {"Kabupaten": 35, "Kota": 20}
    at = open_page("penghargaan", program="IGA", tahun="2020", tingkat="Sangat Inovatif")
    named = set(table(at)["region"])
    assert {RECORD.register.get(code).name for code in rows["region_code"]} <= named
    row = text(open_page("penghargaan", penghargaan="iga-2020-kota-sangat-inovatif-63.71"))
    assert "bacaan kami" in row
    assert "Radiogram Kemendagri 005/6749/SJ" in row  # the reason for the reading


def test_bengkulu_session_three() -> None:
    shown = text(open_page("penghargaan", penghargaan=ROW))
    assert all(part in shown for part in ("16 provinsi", "25 kabupaten", "12 kota"))


def test_bandar_lampung_18_innovations_and_2501() -> None:
    shown = text(open_page("daerah", daerah="18.71", tahun="2020"))
    assert "2.501" in shown
    assert "18 inovasi" in shown


def test_medan_smart_governance_2021_is_a_smart_city_award() -> None:
    at = open_page("penghargaan", program="SmartCity", tahun="2021", nama="Medan")
    assert list(table(at)["category"]) == ["Smart Governance"]
    assert (
        len(open_page("penghargaan", program="IGA", tahun="2021", nama="Kota Medan").dataframe) == 0
    )


def test_2020_class_counts_and_both_numbers_of_innovations() -> None:
    shown = text(open_page("beranda", tahun="2020"))
    assert all(f"| {number} |" in shown for number in (195, 44, 245, 58))
    figures = text(open_page("sumber", bagian="angka", cari="inovasi"))
    assert "17.779" in figures
    assert "14.897" in figures
