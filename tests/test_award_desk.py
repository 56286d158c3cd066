"""Penghargaan as a reporter uses it: facets, presets, one row, citation, downloads, counts."""

import random
import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words
from tests import on_file
from tests.opened import open_page, text

WORDS = load_words("id")
RECORD = on_file.record()
AWARDS = RECORD.tables["awards"]


def table(at: AppTest) -> pd.DataFrame:
    return at.dataframe[0].value


def test_the_reporters_question_is_answered_on_one_page() -> None:
    at = open_page(
        "penghargaan", program="IGA", tahun="2020", tingkat="Sangat Inovatif", jenis="kota",
        pulau="Sumatera",
    )  # fmt: skip
    wanted = "Kota, IGA 2020, Sangat Inovatif, Sumatera: 12 dari 25 yang diketahui (seluruhnya 33)"
    assert wanted in text(at)
    assert len(table(at)) == 12
    labels = [str(button.proto.label) for button in at.get("download_button")]
    assert "Unduh yang terlihat (12 baris)" in labels
    assert f"Unduh semua ({len(AWARDS)} baris)" in labels


def test_every_option_says_how_many_rows_it_would_give() -> None:
    at = open_page("penghargaan", program="IGA", tahun="2020")
    options = at.multiselect(key="award_list_jenis").options
    numbers = [int(re.search(r"\((\d+)\)$", option)[1]) for option in options]  # type: ignore[index]
    assert sum(numbers) == len(table(at))


def test_a_chip_takes_its_filter_back_and_one_button_takes_all() -> None:
    at = open_page("penghargaan", tahun="2020", jenis="kota")
    at.button(key="award_list_chip_jenis_kota").click().run()
    assert at.query_params["jenis"] == "semua"
    assert at.query_params["tahun"] == "2020"
    at.button(key="award_list_clear").click().run()
    assert at.query_params["tahun"] == "semua"
    assert len(table(at)) == len(AWARDS)


@pytest.mark.parametrize(
    "name",
    ["first_time", "in_a_row", "dropped_out", "same_name", "tertinggal", "without_top_index"],
)
def test_a_preset_states_its_rule_and_what_is_open(name: str) -> None:
    at = open_page("penghargaan", tanya=name)
    assert f"**{WORDS('desk.rule')}:**" in text(at)
    assert not at.error


def test_a_preset_that_cannot_be_asked_of_a_year_says_so() -> None:
    assert WORDS("desk.preset_year") in text(
        open_page("penghargaan", tanya="first_time", tahun="2017")
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
    assert WORDS("sources.unknown_row", id="`iga-2020-atlantis`") in text(at)
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
    assert len(open_page("penghargaan", program="IGA", nama="Kota Medan").dataframe) == 0


def test_2020_class_counts_and_both_numbers_of_innovations() -> None:
    shown = text(open_page("beranda", tahun="2020"))
    assert all(f"| {number} |" in shown for number in (195, 44, 245, 58))
    figures = text(open_page("sumber", bagian="angka", cari="inovasi"))
    assert "17.779" in figures
    assert "14.897" in figures
