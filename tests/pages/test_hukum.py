"""Hukum & kategori, opened by address through the real entry point."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from iga_core.analysis.default_years import preparing_year
from iga_core.language import load_words
from iga_core.record import RowIndex
from iga_core.rules import cached_rulebook, rulebook_years
from tests import on_file
from tests.opened import html_of, open_page, text, unfold

RECORD = on_file.record()
ROWS = RowIndex(RECORD)
WORDS = load_words("id")
PREPARING = preparing_year(RECORD, rulebook_years())
NAMED = int(RECORD.tables["categories"]["year"].max())  # the last year with a category
S2 = {"bagian": "kategori", "tahun": "2022", "daerah": "21.01", "dengan": "12.25"}


def line(at: AppTest, name: str, category: str) -> str:
    """The line on one category below the heading of one government."""
    below = text_after(at, name)
    (found,) = re.findall(rf"^- \*\*{category}(?: \([^)]*\))?:\*\*.*$", below, re.MULTILINE)
    return str(found)


def text_after(at: AppTest, name: str) -> str:
    """What stands directly below a government's heading."""
    found = False
    for element in at.main:
        if found:
            return str(getattr(element, "value", ""))
        found = element.type == "subheader" and str(getattr(element, "value", "")) == name
    return ""


def test_s2_is_answered_by_address() -> None:
    at = open_page("hukum", **S2)
    assert S2.items() <= dict(at.query_params).items()
    assert not at.warning
    whole = text(at)
    assert "**Kabupaten Bintan.** Dapat dinilai dalam: **Kabupaten, Daerah Perbatasan**." in whole
    assert (
        "**Kabupaten Nias Barat.** Dapat dinilai dalam: **Kabupaten, Daerah Tertinggal**."
        " Belum diketahui: Daerah Perbatasan." in whole
    )


@pytest.mark.parametrize(
    ("name", "category", "state", "says"),
    [
        ("Kabupaten Bintan", "Kabupaten", "yes", "Kepmendagri 300.2.2"),
        ("Kabupaten Bintan", "Daerah Perbatasan", "yes", "smartcity.ui.ac.id"),
        ("Kabupaten Bintan", "Daerah Tertinggal", "no", "Perpres 63/2020"),
        ("Kabupaten Bintan", "Kota", "no", "Kepmendagri 300.2.2"),
        ("Kabupaten Bintan", "Papua", "no", "Provinsi Papua dan Papua Barat"),
        ("Kabupaten Nias Barat", "Kabupaten", "yes", "Kepmendagri 300.2.2"),
        ("Kabupaten Nias Barat", "Daerah Tertinggal", "yes", "Perpres 63/2020"),
        ("Kabupaten Nias Barat", "Daerah Perbatasan", "unknown", "belum ditemukan"),
        ("Kabupaten Nias Barat", "Provinsi", "no", "Kepmendagri 300.2.2"),
    ],
)
def test_each_category_has_its_state_list_and_source(
    name: str, category: str, state: str, says: str
) -> None:
    found = line(open_page("hukum", **S2), name, category).replace("\\", "")
    assert WORDS(f"hukum.state_{state}") in found
    assert says in found
    assert "baris=daftar-kategori-" in found
    assert "Sumber" in found or state == "unknown"


def test_every_row_the_page_leads_to_exists() -> None:
    for query in (S2, {**S2, "tahun": "2020"}, {**S2, "tahun": "2025", "dengan": "33,94,31.71"}):
        ids = re.findall(r"baris=([^&)\s]+)", text(open_page("hukum", **query)))
        assert len(ids) > 30
        assert [i for i in ids if ROWS.find(i) is None] == []


def test_a_hint_is_called_a_hint() -> None:
    at = open_page("hukum", **{**S2, "daerah": "93.01", "dengan": "tidak"})
    found = line(at, "Kabupaten Merauke", "Daerah Perbatasan")
    assert WORDS("hukum.state_unknown") in found
    assert "Petunjuk, bukan bukti: ada pusat kegiatan perbatasan" in found


def test_a_government_that_did_not_exist_yet_is_said_so() -> None:
    whole = text(open_page("hukum", **{**S2, "daerah": "94", "dengan": "31.71"}))
    assert "tahun penghargaan pertamanya 2023" in whole
    assert "tanpa otonomi" in whole


def test_a_year_without_categories_is_unknown_and_leads_to_the_last_known_one() -> None:
    at = open_page("hukum", **{**S2, "tahun": str(PREPARING)})
    (told,) = (element.value for element in at.info)
    assert f"Kategori {PREPARING} belum ditemukan" in told
    assert f"tahun={NAMED}&daerah=21.01&dengan=12.25" in told
    assert "Dapat dinilai dalam" not in text(at)


def test_2020_shows_both_accounts_and_the_dispute() -> None:
    whole = text(open_page("hukum", **{**S2, "tahun": "2020"})).replace("\\", "")
    assert WORDS("hukum.accounts_differ") in whole
    assert "wordpers.id" in whole and "bskdn.kemendagri.go.id" in whole
    assert "“Kabupaten/Kota Terinovatif”" in whole
    assert "baris=beda-2020-kategori-penghargaan" in whole


def test_numbers_of_a_year_lead_to_their_rows() -> None:
    whole = text(open_page("hukum", **{**S2, "tahun": "2023"}))
    (border,) = re.findall(r"^\| Daerah Perbatasan \| \[5\].*$", whole, re.MULTILINE)
    assert "baris=nas-2023-nominees-perbatasan" in border
    assert "baris=daftar-iga-2023-daerah-perbatasan-terinovatif" in border
    assert "/penghargaan?program=IGA&tahun=2023&tingkat=Terinovatif" in border


def test_an_unknown_number_says_so() -> None:
    whole = text(open_page("hukum", **S2))
    (papua,) = re.findall(
        r"^\| Papua \([^|]*\| :gray\[□\xa0belum ditemukan\] \|.*$", whole, re.MULTILINE
    )
    assert WORDS("hukum.none_on_file") in papua


def test_the_profile_leads_here() -> None:
    whole = text(open_page("daerah", daerah="21.01", tahun="semua", bagian="bukti"))
    assert f"/hukum?bagian=kategori&tahun={NAMED}&daerah=21.01&dengan=tidak" in whole
    assert "/hukum?" not in text(open_page("daerah", daerah="31.71", tahun="semua"))


def test_a_wrong_government_is_named() -> None:
    at = open_page("hukum", **{**S2, "dengan": "99.99"})
    (told,) = (element.value for element in at.warning)
    assert "99.99" in told


def test_without_a_day_the_window_of_the_year_being_prepared_stands_first() -> None:
    window = cached_rulebook(PREPARING).eligibility
    first, last = (
        WORDS.day(fact.known().isoformat()) for fact in (window.applied_from, window.applied_to)
    )
    said = html_of(open_page("hukum")).partition("</p>")[0]
    assert f"Aturan {PREPARING}" in said and first in said and last in said


def test_s3_a_2023_innovation_and_the_2026_window_by_address() -> None:
    at = open_page("hukum", bagian="jendela", tahun="2026", tanggal="2023")
    assert not at.exception and not at.warning
    shown = html_of(at)
    assert "Diterapkan 2023, menurut aturan 2026: di luar jendela" in shown
    assert "1 Januari 2024 \N{EN DASH} 31 Desember 2025" in shown
    assert WORDS("hukum.window_developed") in shown
    whole = text(unfold(at, "hukum_window_fold"))
    assert "Surat Kepala BSKDN 400.10.11/1887/BSKDN" in whole and "simonda" in whole
    rows = {
        line.split(" | ")[0].strip("| ")[:4]: line for line in whole.splitlines() if "| " in line
    }
    assert "1 Januari 2023" in rows["2025"] and "1 Januari 2024" in rows["2026"]
    assert "belum ditemukan" in rows["2027"].lower()


@pytest.mark.parametrize(
    ("tanggal", "tahun", "outcome"),
    [
        ("2023-01-01", "2026", "unmet"),
        ("2023-01-01", "2025", "met"),
        ("2024-12-31", "2026", "met"),
        ("2023-12-31", "2026", "unmet"),
    ],
)
def test_a_day_is_answered_at_once_for_the_year_asked(
    tanggal: str, tahun: str, outcome: str
) -> None:
    said = html_of(open_page("hukum", tanggal=tanggal, tahun=tahun)).partition("</p>")[0]
    answer = WORDS(f"hukum.window_{outcome}")
    asked = {"given": WORDS.day(tanggal), "year": tahun, "answer": answer}
    assert WORDS("hukum.window_said", **asked) in said


def test_a_year_whose_window_is_not_on_file_says_so() -> None:
    without = next(y for y in RECORD.award_years if _window(y) is None)
    said = html_of(open_page("hukum", tahun=str(without), tanggal="2015"))
    assert WORDS("hukum.window_none", year=without) in said
    assert WORDS("hukum.window_met") not in said.partition("</p>")[0]


def _window(year: int) -> object:
    if year not in rulebook_years():
        return None
    return cached_rulebook(year).eligibility.applied_from.value


def test_which_categories_one_may_enter_stands_on_the_first_screen() -> None:
    at = open_page("hukum", daerah="21.01", tahun="2022")
    said = html_of(at)
    names = "Kabupaten, Daerah Perbatasan"
    assert WORDS("hukum.said_yes", name="Kabupaten Bintan", year=2022, names=names) in said
    assert f"| Daerah Perbatasan | {WORDS('hukum.state_yes')} |" in text(at)


def test_a_year_without_categories_is_answered_by_the_newest_and_says_so() -> None:
    at = open_page("hukum", daerah="21.01", tahun=str(PREPARING))
    said = html_of(at)
    assert WORDS("hukum.categories_unknown", year=PREPARING, newest=NAMED) in said
    assert f"Kabupaten Bintan dapat dinilai dalam Kabupaten, Daerah Perbatasan ({NAMED})" in said


@pytest.mark.parametrize("given", ["23", "tahun lalu", "2023-13", "<b>2023</b>", "9" * 300])
def test_what_is_no_day_is_one_clear_line(given: str) -> None:
    at = open_page("hukum", bagian="jendela", tanggal=given)
    assert not at.exception
    assert any("2023" in w.value or "kalender" in w.value for w in at.warning)
    assert "<b>2023</b>" not in text(at).replace("`<b>2023</b>`", "")


def test_s4_what_kepentingan_publik_corresponds_to_by_address() -> None:
    whole = text(open_page("hukum", bagian="kriteria"))
    (row,) = [line for line in whole.splitlines() if line.startswith("| “kepentingan publik”")]
    assert "Tanpa beban yang melanggar hukum" in row
    assert "Lain isinya" in row
    assert "radarlampung.co.id" in row
