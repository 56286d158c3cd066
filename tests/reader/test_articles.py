"""Texts as the press writes them, in words of our own: every name, number and list is read.

The facts are those of five articles of 2020 and 2021 whose statements the record holds.
"""

from __future__ import annotations

from iga_core.reader import CheckedClaim, list_rows
from tests import on_file
from tests.reader.desk import desk

KOTA = (
    "Mataram, Madiun, Batam, Solok, Banjarmasin, Prabumulih, Pare-Pare, Depok, Banda Aceh, "
    "Bandar Lampung, Bitung, Pangkal Pinang, Semarang, Metro, Bima, Sawahlunto, Cirebon, "
    "Singkawang, Balikpapan, dan Mojokerto"
)
KABUPATEN = (
    "Pati, Bantul, Tabanan, Serang, Ponorogo, Lampung Tengah, Blora, Indragiri Hilir, Banyuasin, "
    "Balangan, Ogan Ilir, Sambas, Solok, Kubu Raya, dan Garut"
)
MORE = (
    "Purworejo, Lebak, Mojokerto, Sanggau, Tanjung Jabung Timur, Madiun, Sijunjung, Boyolali, "
    "Merangin, Sukoharjo, Tanjung Jabung Barat, Rembang, Lampung Timur, Sragen, Jembrana, "
    "Belitung, Kebumen, Lampung Utara, Kuantan Singingi, dan Tulungagung"
)
BANJARMASIN = (
    "BANJARMASIN - Akhir 2020, Pemko Banjarmasin mendapat Innovative Government Award (IGA) 2020 "
    "sebagai Kota Sangat Inovatif.\nUntuk level kota, penghargaan itu juga diterima "
    f"Kota {KOTA}.\nDi level kabupaten penghargaan diserahkan kepada Kabupaten {KABUPATEN}. "
    f"Selanjutnya Kabupaten {MORE}.(red)"
)
BENGKULU = (
    "Kota Bengkulu, Jumat (18/12/2020), menerima penghargaan Innovative Government Award (IGA) "
    "Tahun 2020 sebagai Kota Sangat Inovatif pada sesi III, bersama 16 provinsi, 25 kabupaten dan "
    "12 kota lainnya.\nPenilaian IGA 2020 terdiri atas kategori Provinsi Terinovatif, "
    "Kabupaten/Kota Terinovatif kategori daerah Tertinggal, dan Kabupaten/Kota Terinovatif "
    "kategori Provinsi Papua dan Papua Barat.\nSebanyak 44 inovasi diikutsertakan."
)
MEDAN = (
    "MEDAN, warta.id - Pemko Medan meraih penghargaan smart city kategori Smart Governance dari "
    "Kementerian Komunikasi dan Informatika. Penghargaan diserahkan kepada Walikota Medan di BSD "
    "City Tangerang, Selasa (14/12/2021)."
)
BANDAR_LAMPUNG = (
    "Kemendagri menobatkan Pemerintah Kota (Pemkot) Bandarlampung sebagai Kota Sangat Inovatif "
    "dalam IGA 2020, Jumat (18/12). Kota ini mengirim 18 jenis inovasi dengan skor indeks inovasi "
    "daerah 2.501. Semoga pada IGA 2021 Bandarlampung bisa meraih gelar Kota Terinovatif."
)
BANDA_ACEH = (
    "Kota Banda Aceh memperoleh penghargaan kategori sangat inovatif pada IGA 2020, 18 Desember "
    "2020. Banda Aceh satu dari 35 kabupaten dan 20 kota yang menerima penghargaan tersebut."
)


def claims(text: str, kind: str) -> list[CheckedClaim]:
    return [checked for checked in desk().read(text).claims if checked.claim.kind == kind]


def test_each_name_of_a_list_is_a_claim_of_its_own() -> None:
    names = [n.removeprefix("dan ") for part in (KOTA, KABUPATEN, MORE) for n in part.split(", ")]
    listed = claims(BANJARMASIN, "award")[-len(names) :]
    told = [c.claim.name.removeprefix("Kota ").removeprefix("Kabupaten ") for c in listed]
    assert told == names
    assert {c.verdict for c in listed} == {"supported"}
    assert {(c.claim.year, c.claim.level) for c in listed} == {(2020, "Sangat Inovatif")}


def test_the_type_before_a_row_of_names_settles_those_that_two_governments_share() -> None:
    told = {c.claim.region for c in claims(BANJARMASIN, "award")}
    assert {"13.72", "13.02", "35.77", "35.19", "35.76", "35.16", "36.04"} <= told


def test_a_list_becomes_draft_rows_each_in_the_category_of_its_type() -> None:
    register = on_file.record().register
    rows = list_rows(desk().read(BANJARMASIN), register, "https://contoh.id/a")
    by_name = {row["name"]: row for row in rows}
    assert len(rows) == len({c.claim.region for c in claims(BANJARMASIN, "award")})
    assert by_name["Kota Solok"]["category"] == "Kota"
    assert by_name["Kabupaten Solok"]["category"] == "Kabupaten"
    assert {row["level"] for row in rows} == {"Sangat Inovatif"}


def test_a_session_and_who_stood_in_it_are_read() -> None:
    reading = desk().read(BENGKULU)
    award = next(c for c in reading.claims if c.claim.session == "III" and c.claim.kind == "award")
    assert (award.claim.region, award.verdict) == ("17.71", "supported")
    assert {c.claim.region for c in reading.claims if c.claim.kind == "award"} == {"17.71"}
    assert [c.claim.count for c in reading.claims if c.claim.kind == "national"] == [16, 25, 12]
    assert [c.claim.count for c in reading.claims if c.claim.kind == "count"] == [44]


def test_a_smart_city_award_is_a_different_award() -> None:
    reading = desk().read(MEDAN)
    assert reading.verdict == "different_award"
    awards = claims(MEDAN, "award")
    assert {(c.claim.region, c.claim.year, c.claim.programme) for c in awards} == {
        ("12.71", 2021, "SmartCity")
    }


def test_a_score_between_thousands_and_a_hope_that_is_no_claim() -> None:
    reading = desk().read(BANDAR_LAMPUNG)
    (score,) = claims(BANDAR_LAMPUNG, "score")
    assert (str(score.claim.score), score.verdict) == ("2501", "supported")
    assert [c.claim.count for c in claims(BANDAR_LAMPUNG, "count")] == [18]
    assert {c.claim.year for c in reading.claims} == {2020}
    assert reading.verdict == "supported"


def test_a_count_that_fits_one_session_only_is_unclear() -> None:
    assert [c.verdict for c in claims(BANDA_ACEH, "national")] == ["ambiguous", "ambiguous"]
    assert {c.verdict for c in claims(BANDA_ACEH, "award")} == {"supported"}
