"""Peta: three views of one selection, each with its list, table and picture."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis.mapping import MEASURES, build_map_facts, map_view
from iga_core.language import load_words
from iga_core.regions import RegionType
from pages._parts.peta import desk
from tests import on_file
from tests.files.asked import asked
from tests.opened import open_page, text

WORDS = load_words("id")
RECORD = on_file.record()
FACTS = build_map_facts(RECORD)
LOCAL: tuple[RegionType, ...] = ("kabupaten", "kota")


def open_map(**query: str) -> AppTest:
    return open_page("peta", **query)


@pytest.mark.parametrize("view", ["simbol", "ubin", "wilayah"])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_view_shows_every_measure_with_counts_that_add_up(view: str, measure: str) -> None:
    at = open_map(tampilan=view, ukuran=measure, tahun="2020")
    assert "(jumlah 508)" in text(at)
    found = map_view(FACTS, 2020, "IGA", measure, LOCAL)
    assert sum(entry.count for entry in found.legend) == found.governments == 508


def test_the_area_view_is_offered_only_where_boundaries_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "BOUNDARIES", tmp_path)
    at = open_map(tampilan="wilayah")
    assert WORDS("peta.no_boundaries") in text(at) and "python" not in text(at)
    assert WORDS("peta.view_wilayah") not in at.button_group(key="peta_tampilan").options
    assert at.get("deck_gl_json_chart") and at.query_params["tampilan"] == "simbol"
    (tmp_path / desk.BOUNDARY_FILE).touch()
    at = open_map(tampilan="wilayah")
    assert WORDS("peta.view_wilayah") in at.button_group(key="peta_tampilan").options
    assert WORDS("peta.no_boundaries") not in text(at)


@pytest.mark.parametrize(("year", "number"), [("2022", 34), ("2023", 38)])
def test_provinces_are_a_layer_of_their_own(year: str, number: int) -> None:
    assert f"(jumlah {number})" in text(open_map(lapis="provinsi", tahun=year))


def test_a_chosen_government_has_its_card() -> None:
    shown = text(open_map(daerah="17.71", tahun="2020"))
    assert "Kota Bengkulu" in shown
    assert "sesi III" in shown


def test_jakartas_units_are_explained() -> None:
    assert WORDS("daerah.not_autonomous") in text(open_map(daerah="31.71"))

    assert WORDS("peta.apart") in text(open_map(provinsi="31"))


def test_the_list_of_a_province_names_every_government_in_it() -> None:
    shown = text(open_map(provinsi="17", tahun="2020"))
    names = [r.name for r in RECORD.register.regions if r.province_code == "17"]
    assert all(f"[{name}]" in shown for name in names)


def test_the_picture_carries_title_legend_source_and_every_tile() -> None:
    answer = asked("peta.svg?tahun=2020&ukuran=level&program=IGA")
    svg = bytes(answer.body).decode("utf-8")
    assert svg.startswith("<svg")
    expected = (
        WORDS("peta.measure_level"),
        "Terinovatif 20",
        "Tidak tercantum",
        "Atlas IGA, versi data",
    )
    assert all(part in svg for part in expected)
    assert svg.count("<path") > 514


def test_the_map_as_a_table_is_made_when_it_is_opened() -> None:
    at = open_page("peta", tahun="2020", daerah="semua")
    assert not at.dataframe and not at.get("vega_lite_chart")
    for fold in ("peta_fold", "peta_provinces_open", "peta_provinces_fold"):
        at.session_state[fold] = True
    at.run()
    governments, provinces = (found.value for found in at.dataframe)
    assert len(governments) == 508
    assert set(provinces["province"]) <= {r.name for r in RECORD.register.regions}
    assert len(at.get("vega_lite_chart")) == 1
