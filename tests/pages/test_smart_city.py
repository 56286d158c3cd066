"""Smart City, opened by its addresses: recipients, why it is not IGA, the calculator."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.language import load_words
from iga_core.record import rows_of
from tests import on_file
from tests.opened import html_of, open_page, text, unfold

WORDS = load_words("id")
RECORD = on_file.record()
LISTS, GOVERNMENT = "smart_city_lists_fold", "smart_city_government_fold"
FIVE = ("dasar", "keluaran", "hasil", "dampak", "percepatan")
# transnews.co.id, December 2021, and kaldera.id, 14 December 2021
GOVERNANCE_2021 = {
    *("Kabupaten Bojonegoro", "Kabupaten Blitar", "Kabupaten Kebumen", "Kabupaten Kulon Progo"),
    *("Kabupaten Mimika", "Kabupaten Pasuruan", "Kabupaten Siak", "Kabupaten Sidoarjo"),
    *("Kabupaten Tuban", "Kabupaten Sragen", "Kota Bekasi", "Kota Binjai", "Kota Manado"),
    *("Kota Makassar", "Kota Sukabumi", "Kota Medan", "Kota Banda Aceh"),
}


def recipients(at: AppTest) -> list[str]:
    """The names in the table of recipients, all its pages."""
    found = []
    while True:
        row = r"^\| \[([^]]+)\]\([^)]*/daerah\?[^)]+\) \| (?:Smart|P|K|G)"
        found += [str(name) for name in re.findall(row, text(at), re.M)]
        page = int(at.query_params["hal"][0])
        if f"hal={page + 1}" not in html_of(at):
            return found
        query = {
            n: held if isinstance(held, str) else held[-1] for n, held in at.query_params.items()
        }
        at = open_page("smart_city", **{**query, "hal": str(page + 1)})


def calculated(at: AppTest) -> str:
    """The last row of the calculator's table."""
    (found,) = re.findall(rf"^\| \*\*{WORDS('smart_city.index')}\*\* .*$", text(at), re.M)
    return str(found)


def test_who_received_smart_governance_in_2021() -> None:
    at = open_page("smart_city", tahun="2021", pilar="Smart Governance")
    assert not at.warning
    names = recipients(at)
    assert len(names) == 17 and set(names) == GOVERNANCE_2021
    assert "**17 penerima**" in text(at)
    assert "lengkap, 17 dari [17](" in text(unfold(at, LISTS))


def test_every_recipient_leads_to_its_row_and_source() -> None:
    at = open_page("smart_city", tahun="2021", pilar="Smart Governance")
    rows = re.findall(r"^\| \[(?:Kota|Kabupaten) .*Smart Governance \|.*$", text(at), re.M)
    assert len(rows) == 17
    for row in rows:
        assert "baris=smartcity-2021-smart-governance-terbaik-" in row
        assert re.search(r"\| \[[^]]+\]\((?:https?://|/sumber)[^)]+\) \|$", row)


def test_the_rows_shown_are_those_of_the_record_whatever_is_chosen() -> None:
    awards = [r for r in rows_of(RECORD.tables["awards"]) if r["programme"] == "SmartCity"]
    assert len(recipients(open_page("smart_city", tahun="semua", pilar="semua"))) == len(awards)
    society = [r for r in awards if (r["year"], r["category"]) == (2025, "Smart Society")]
    at = open_page("smart_city", tahun="2025", pilar="Smart Society")
    assert len(recipients(at)) == len(society) > 0
    assert "jumlah seluruhnya belum ditemukan" in text(unfold(at, LISTS))


def test_a_list_without_names_is_no_proof_that_nobody_received_it() -> None:
    at = open_page("smart_city", tahun="2021", pilar="Smart Living")
    shown = text(unfold(at, LISTS))
    assert "0 dari [16](" in shown  # one government only claims it: shown so, and not counted
    assert all(re.search(rf"{name}.*klaim daerah sendiri", shown) for name in recipients(at))


def test_a_cell_of_the_strip_opens_the_list_it_counts() -> None:
    at = open_page("smart_city")
    for year, category in ((2021, "Smart Society"), (2022, "Smart Living")):
        rows = [
            row
            for row in rows_of(RECORD.tables["awards"])
            if (row["programme"], row["year"], row["category"]) == ("SmartCity", year, category)
        ]
        names = recipients(open_page("smart_city", tahun=str(year), pilar=category))
        assert len(names) == len(rows)
        address = rf"(?:tahun={year}&)?pilar={category.replace(' ', '.')}"  # 2021 is the default
        assert re.search(rf'<a href="\?{address}"[^>]*>{len(rows)}<', html_of(at)), category


def test_whose_prize_of_2021_stands_first_and_leads_to_its_rows() -> None:
    for code, name in (("12.71", "Kota Medan"), ("11.71", "Kota Banda Aceh")):
        said = html_of(open_page("smart_city", daerah=code))
        first, _, rest = said.partition("</p>")
        assert WORDS("smart_city.verdict_smart", name=name, year=2021) in first
        assert f"baris=smartcity-2021-smart-governance-terbaik-{code}" in first
        assert WORDS("smart_city.no_iga_partly", year=2021) in rest
    assert WORDS("smart_city.year_iga", year=2020) in rest  # Banda Aceh, told apart


def test_why_medans_prize_of_2021_is_not_iga() -> None:
    at = unfold(open_page("smart_city", daerah="12.71"), GOVERNMENT)
    shown = text(at)
    assert WORDS("smart_city.verdict_smart", name="Kota Medan", year=2021) in shown
    assert "baris=smartcity-2021-smart-governance-terbaik-12.71" in shown
    assert "kaldera.id" in shown and "BSD City" in shown
    assert "14 Desember 2021" in shown
    for programme in ("SmartCity", "IGA"):
        assert WORDS(f"penghargaan.row_by_{programme}") in shown
    (iga, *_) = (m.value for m in at.markdown if m.value.startswith("**Penghargaan IGA**"))
    assert "tidak tercantum dalam daftar lengkap" in iga
    assert "baris=daftar-iga-2021-kota-sangat-inovatif" in iga
    assert WORDS("predicate.unknown") in iga and WORDS("score.unknown") in iga
    assert "tidak menerima IGA" not in shown


def test_two_prizes_in_one_year_are_told_apart() -> None:
    awards = rows_of(RECORD.tables["awards"])
    iga = {(r["region_code"], r["year"]) for r in awards if r["programme"] == "IGA"}
    smart = {(r["region_code"], r["year"]) for r in awards if r["programme"] == "SmartCity"}
    code, year = min(iga & smart)
    name = RECORD.register.get(code).name
    shown = text(unfold(open_page("smart_city", daerah=code), GOVERNMENT)).replace("\\", "")
    assert WORDS("smart_city.verdict_both", name=name, year=year) in shown


def test_a_government_with_neither_is_not_said_to_have_none() -> None:
    given = set(RECORD.tables["awards"]["region_code"])
    code = next(r.code for r in RECORD.register.participating(2025) if r.code not in given)
    at = open_page("smart_city", daerah=code)
    name = RECORD.register.get(code).name
    assert WORDS("smart_city.no_award", name=name) in html_of(at)


def test_an_empty_calculator_shows_kediri_with_its_sources() -> None:
    at = unfold(open_page("smart_city"), "smart_city_calculator_fold")
    assert re.search(r"contoh nyata: \[Kota Kediri\]\([^)]+\) 2022", text(at))
    assert "**3,315**" in calculated(at) and "**3,257**" in calculated(at)
    assert "bangsaonline.com" in text(at) and "nusadaily.com" in text(at)
    assert "**3,068**" in text(at)
    assert "= **0,25**; tercetak 0,25" in text(at)


@pytest.mark.parametrize(
    ("typed", "a", "b"),
    [
        (("3,60", "3,21", "3,23", "3,07", "3,65"), "3,315", "3,257"),
        (("3.6", "3.21", "3.23", "3.07", "3.65"), "3,315", "3,257"),
        (("3,84", "3,18", "3,53", "3,63", "3,35"), "3,475", "3,503"),
        (("0", "0", "0", "0", "0"), "0,000", "0,000"),
    ],
)
def test_typed_values_give_both_indices(typed: tuple[str, ...], a: str, b: str) -> None:
    given = dict(zip(FIVE, typed, strict=True))
    at = open_page("smart_city", **given)
    assert not at.warning
    assert f"**{a}**" in calculated(at) and f"**{b}**" in calculated(at)
    assert "contoh nyata" not in text(at)
    assert {name: at.query_params[name] for name in FIVE} == given


def test_a_value_that_is_not_known_is_named_and_gives_no_index() -> None:
    at = open_page("smart_city", dasar="3,60", keluaran="3,21", hasil="3,23", percepatan="3,65")
    (info,) = (e.value for e in at.info)
    assert info == WORDS("smart_city.missing", names=WORDS("smart_city.dimension_impact"))
    assert calculated(at).count(WORDS("smart_city.unknown")) == 2


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("abc", "bukan angka"),
        ("-3", "negatif"),
        ("3.207", "ribuan"),
        ("321", "lebih dari 10"),
        ("NaN", "bukan angka"),
        ("1e9", "bukan angka"),
        ("<b>3</b>", "bukan angka"),
    ],
)
def test_what_is_no_value_is_refused_in_one_line(typed: str, reason: str) -> None:
    at = open_page("smart_city", dasar="3,60", keluaran=typed)
    (warning,) = (element.value for element in at.warning)
    assert reason in warning and WORDS("smart_city.dimension_output") in warning
    assert "\n" not in warning


@pytest.mark.parametrize(
    "query",
    [{"tahun": "1999"}, {"pilar": "Smart People"}, {"daerah": "99.99"}, {"nilai": "3"}],
)
def test_a_wrong_address_is_named(query: dict[str, str]) -> None:
    at = open_page("smart_city", **query)
    assert len(at.warning) == 1


def test_the_quote_of_the_minister_is_shown_as_a_quote() -> None:
    shown = text(unfold(open_page("smart_city"), "smart_city_programme_fold"))
    assert "| Smart Infrastructure | — | disebut |" in shown
    assert "| Smart Society | disebut | — |" in shown


def test_both_weight_sets_stand_with_how_sure_they_are() -> None:
    shown = text(unfold(open_page("smart_city"), "smart_city_evaluation_fold"))
    (impact,) = re.findall(r"^\| \*\*Impact .*$", shown, re.M)
    assert "**20** (satu sumber) | **30** (satu sumber)" in impact
    (baseline,) = re.findall(r"^\| \*\*Baseline .*$", shown, re.M)
    assert "**10** (disimpulkan) | **10** (satu sumber)" in baseline
