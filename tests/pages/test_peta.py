"""Peta: the land of one year or of all, its legend as the filter, what lies behind tabs."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis.mapping import LAYERS, MEASURES, YEAR_STEPS, YEARS, RegionValue, map_view
from iga_core.chart import html
from iga_core.chart.model import YearCell
from iga_core.language import load_words
from iga_core.regions import display_name
from pages._parts.peta import areas, desk
from pages._shared import atlas, first
from pages._shared.words import speaking
from tests import on_file
from tests.files.asked import asked
from tests.opened import file_links, html_of, open_page, text

WORDS = load_words("id")
RECORD = on_file.record()
FACTS = atlas.map_facts()
NEWEST = str(FACTS.years[-1])
BENGKULU, BOGOR, JAKARTA_UNIT = "17.71", "32.01", "31.71"


def open_map(**query: str) -> AppTest:
    return open_page("peta", **query)


def legend(at: AppTest) -> dict[str, int]:
    """The legend as it reads: a class and its number."""
    (listed,) = re.findall(r"<ul class=\"keys.*?</ul>", html_of(at))
    entries = re.findall(r"<span>(.*?)</span> <b>([\d.]+)</b>", listed)
    return {unescape(name): int(number.replace(".", "")) for name, number in entries}


def marks(at: AppTest) -> dict[str, str]:
    """The marks of the map that a voice meets: where each leads, and what it says."""
    (picture,) = re.findall(r"<figure class=\"chart (?:land|tiled).*?</figure>", html_of(at))
    links = re.findall(r"<a class=[^>]*>", picture)
    links = [link for link in links if "aria-hidden" not in link]
    found = {}
    for link in links:
        (address,), (said,) = re.findall(r'href="(.*?)"', link), re.findall(r'title="(.*?)"', link)
        found[unescape(address)] = unescape(said)
    assert len(found) == len(links)
    return found


def code_of(address: str) -> str:
    (code,) = re.findall(r"daerah=([\d.]+)", address)
    return str(code)


def opened(at: AppTest, label: str) -> AppTest:
    """The page with the tab of this name open."""
    at.session_state["peta_tabs"] = label
    return at.run()


def test_each_part_of_the_country_is_one_press_away() -> None:
    (line,) = re.findall(r'<p class="parts">.*?</p>', html_of(open_map(pulau="Papua")))
    links = dict(re.findall(r'<a href="(.*?)">(.*?)</a>', line))
    groups = [g for g in RECORD.schema.vocabularies["island_group"] if g != "Papua"]
    assert list(links.values()) == [WORDS("peta.java_bali"), *groups]
    assert "<b>Papua</b>" in line


@pytest.mark.parametrize("view", ["simbol", "ubin"])
@pytest.mark.parametrize("measure", MEASURES)
def test_every_view_shows_every_measure_and_its_legend_adds_up(view: str, measure: str) -> None:
    at = open_map(tampilan=view, ukuran=measure, tahun="2020")
    found = map_view(FACTS, 2020, "IGA", measure)
    assert sum(legend(at).values()) == found.governments
    assert list(legend(at).values()) == [entry.count for entry in found.legend if entry.count]
    assert {*map(code_of, marks(at))} <= {value.code for value in found.values}


def test_the_sentence_stands_above_and_leads_to_what_it_counts() -> None:
    for year in FACTS.years:
        sentence = atlas.headlines().mapped_year([v.code for v in _local(year)], year)
        at = html_of(open_map(tahun=str(year)))
        (said,) = re.findall(r'<p class="headline">(.*?)<a class="proof" href="(.*?)"', at)
        assert str(sentence.text.values["number"]) in said[0]
        assert str(year) in unescape(said[1]) or not sentence.rows


def _local(year: int) -> tuple[RegionValue, ...]:
    return map_view(FACTS, year, "IGA", "level").values


@pytest.mark.parametrize("layer", LAYERS)
def test_all_years_are_counted_together(layer: str) -> None:
    at = open_map(rentang="semua", lapis=layer)
    found = map_view(FACTS, int(NEWEST), "IGA", YEARS, LAYERS[layer])
    assert sum(legend(at).values()) == found.governments
    held = {v.code: v.value for v in found.values if v.value}
    said = {code_of(address): words for address, words in marks(at).items()}
    assert set(held) <= set(said)
    for code, number in held.items():
        assert f": {number} tahun" in said[code]
    often = [code for code, number in held.items() if int(number) >= YEAR_STEPS[-1]]
    assert html_of(at).count('<b aria-hidden="true">') >= len(often)
    assert f"<b>{max(held.values())}</b>" in html_of(at)


def test_the_legend_is_the_filter() -> None:
    whole = open_map(tahun=NEWEST)
    level = next(name for name in FACTS.levels if name in legend(whole))
    at = open_map(tahun=NEWEST, kelas=level)
    assert legend(at) == legend(whole)
    assert len(marks(at)) == legend(at)[level] < len(marks(whole))
    assert html_of(at).count('aria-current="true"') == 1
    assert all(level in said for said in marks(at).values())


def test_a_class_that_the_map_does_not_have_is_let_go() -> None:
    at = open_map(tahun=NEWEST, ukuran="rank", kelas="Terinovatif")
    assert at.query_params["kelas"] == "semua"
    assert 'aria-current="true"' not in html_of(at)


def test_the_legend_follows_the_part_chosen() -> None:
    for query, codes in (
        (
            {"pulau": "Papua"},
            {r.code for r in RECORD.register.regions if r.island_group == "Papua"},
        ),
        ({"provinsi": "35"}, {r.code for r in RECORD.register.regions if r.province_code == "35"}),
    ):
        at = open_map(tahun=NEWEST, **query)
        inside = [v for v in map_view(FACTS, int(NEWEST), "IGA", "level").values if v.code in codes]
        assert sum(legend(at).values()) == len(inside)
        assert {*map(code_of, marks(at))} <= codes
    assert "Jawa Timur" in html_of(open_map(tahun=NEWEST, provinsi="35"))


@pytest.mark.parametrize(("year", "number"), [("2022", 34), ("2023", 38)])
def test_provinces_are_a_layer_of_their_own(year: str, number: int) -> None:
    assert sum(legend(open_map(lapis="provinsi", tahun=year)).values()) == number


def test_a_chosen_government_has_its_card_and_is_marked() -> None:
    for code in (BENGKULU, "13.76"):
        at = open_map(daerah=code, tahun="2020")
        (card,) = re.findall(r'<section class="card".*?</section>', html_of(at))
        name = display_name(RECORD.register.get(code))
        assert name in card and f"/daerah?daerah={code}" in card
        assert html.history(*_history(code)) in card
        chosen = re.findall(r'<a class="[^"]* chosen"[^>]*title="(.*?)"', html_of(at))
        assert chosen and all(name in unescape(said) for said in chosen)
    assert 'class="card"' not in html_of(open_map(daerah="semua"))


def _history(code: str) -> tuple[tuple[YearCell, ...], str]:
    with speaking("id"):
        return first.cells().awards(code), first.cells().history_said(code)


def test_jakartas_units_are_explained() -> None:
    at = html_of(open_map(daerah=JAKARTA_UNIT))
    assert 'class="card"' in at and RECORD.register.get(JAKARTA_UNIT).name in at


def test_the_area_view_is_offered_only_where_boundaries_are_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def offered(at: AppTest) -> list[str]:
        at.session_state["peta_filter"] = True
        return list(at.run().button_group(key="peta_tampilan").options)

    monkeypatch.setattr(desk, "BOUNDARIES", tmp_path)
    at = open_map(tampilan="wilayah")
    assert WORDS("peta.no_boundaries") in text(at) and "python" not in text(at)
    assert marks(at) and at.query_params["tampilan"] == "simbol"
    assert WORDS("peta.view_wilayah") not in offered(at)
    (tmp_path / areas.FILE).touch()
    at = open_map(tampilan="wilayah", tahun="2020")
    assert WORDS("peta.no_boundaries") not in text(at)
    assert len(at.get("vega_lite_chart")) == 1
    assert WORDS("peta.view_wilayah") in offered(at)


@pytest.mark.parametrize("query", [{}, {"rentang": "semua"}, {"tampilan": "ubin"}], ids=str)
def test_what_is_shown_is_what_is_taken_along(query: dict[str, str]) -> None:
    at = open_map(tahun="2020", **query)
    (address,) = [link.address for link in file_links(at) if ".svg" in str(link.address)]
    made = bytes(asked(str(address).removeprefix("/unduh/")).body).decode("utf-8")
    assert made.startswith("<svg") and "Atlas IGA, versi data" in made
    for name, number in legend(at).items():
        assert f"{name} {WORDS.number(number)}" in made
    tiled = 'figure class="chart tiled' in html_of(at)
    assert tiled == ("tampilan" in query)
    assert (made.count("<svg") == 1) == tiled  # the land is a window in a drawing of its own
    drawn = made.count("<path") + made.count("<rect")
    assert drawn >= len(marks(at))


def test_what_lies_behind_a_tab_is_made_when_it_is_opened() -> None:
    at = open_map(tahun="2020", daerah="semua")
    assert not at.dataframe and not at.get("vega_lite_chart") and "tiled" not in html_of(at)
    at = opened(at, WORDS("peta.tab_table"))
    assert len(at.dataframe[0].value) == map_view(FACTS, 2020, "IGA", "level").governments
    at = opened(at, WORDS("peta.by_province_open"))
    assert len(at.get("vega_lite_chart")) == 1 and not at.dataframe
    at = opened(at, WORDS("peta.view_ubin"))
    assert "tiled" in html_of(at) and not at.get("vega_lite_chart")


def test_the_list_of_a_province_names_every_government_in_it() -> None:
    at = opened(open_map(provinsi="17", tahun="2020"), WORDS("peta.tab_table"))
    names = [r.name for r in RECORD.register.regions if r.province_code == "17"]
    listed = html_of(at).rpartition('class="histories"')[2]
    local = [name for name in names if name.startswith(("Kabupaten", "Kota"))]
    assert all(name.replace("Kabupaten", "Kab.") in listed for name in local)


def test_provinces_are_counted_as_the_legend_is() -> None:
    at = open_map(tahun=NEWEST)
    at.session_state["peta_provinces"] = True
    bars = re.findall(r"<td><span>([\d.]+)</span></td>", html_of(at.run()))
    received = atlas.recipients().count(int(NEWEST), LAYERS["kabkota"]).governments
    assert sum(map(int, bars)) == received
