"""Old names and everyday names: whom they mean, until when, and that no other is offered."""

import csv
from collections import defaultdict

import pytest

from iga_core.__main__ import main
from iga_core.language import load_words
from iga_core.paths import DATA
from iga_core.regions import Alias, Candidate, display_name, former_text
from tests.regions.test_resolve import ALIASES, REGISTER, RESOLVER, found

RENAMES = {  # by the law that renamed it, or under which its mother split
    "Kabupaten Toba Samosir": ("12.12", 2020),
    "Kabupaten Pontianak": ("61.02", 2014),
    "Kabupaten Mamuju Utara": ("76.01", 2017),
    "Kabupaten Polewali Mamasa": ("76.04", 2005),
    "Kabupaten Maluku Tenggara Barat": ("81.03", 2019),
    "Kabupaten Yapen Waropen": ("91.05", 2008),
    "Kabupaten Selayar": ("73.01", 2008),
    "Kabupaten Sawahlunto/Sijunjung": ("13.03", 2008),
    "Kabupaten Sawahlunto Sijunjung": ("13.03", 2008),
    "Kabupaten Kutai": ("64.02", 2002),
    "Kabupaten Pasir": ("64.01", 2007),
    "Kabupaten Kepulauan Riau": ("21.01", 2006),
    "Kabupaten Maluku Utara": ("82.01", 2003),
    "Kabupaten Kendari": ("74.02", 2004),
    "Kabupaten Kepulauan Sangihe dan Talaud": ("71.03", 2014),
    "Kabupaten Sangihe Talaud": ("71.03", 2014),
    "Kabupaten Sarolangun Bangko": ("15.02", 1999),
    "Kabupaten Bungo Tebo": ("15.08", 1999),
    "Kabupaten Tanjung Jabung": ("15.06", 1999),
    "Kabupaten Buol Tolitoli": ("72.04", 1999),
    "Kota Ujung Pandang": ("73.71", 1999),
    "Provinsi Irian Jaya": ("91", 2001),
    "Provinsi Irian Jaya Barat": ("92", 2007),
    "Provinsi Daerah Istimewa Aceh": ("11", 2001),
    "Provinsi Nanggroe Aceh Darussalam": ("11", 2009),
}
EVERYDAY = """
11.12 Abdya | 11.02 Agara | 11.13 Galus | 11.18 Pijay | 12.03 Tapsel | 12.01 Tapteng | 12.02 Taput
12.13 Madina | 12.22 Labusel | 12.23 Labura | 12.10 Labuhan Batu | 12.16 Humbahas | 12.18 Sergai
12.21 Palas | 12.20 Paluta | 12.14 Nisel | 12.72 Siantar | 12.76 Tebing | 12.77 Sidimpuan
13.12 Pasbar | 13.01 Pessel | 13.11 Solsel | 13.07 Limapuluh Kota | 13.09 Mentawai
14.02 Inhu | 14.04 Inhil | 14.06 Rohul | 14.07 Rohil | 14.09 Kuansing
15.06 Tanjabbar | 15.07 Tanjabtim | 15.05 Muarojambi | 15.04 Batang Hari
16.06 Muba | 16.13 Muratara | 16.02 OKI | 16.01 OKU | 16.08 OKUT | 16.09 OKUS | 16.12 Pali
16.16 - | 16.73 Linggau | 17.06 Muko-Muko
18.07 Lamtim | 18.02 Lamteng | 18.01 Lamsel | 18.04 Lambar | 18.03 Lampura | 18.12 Tubaba
18.05 Tuba | 18.13 Pesibar | 18.71 Balam | 19 Babel | 19.04 Bateng | 19.05 Babar | 19.03 Basel
19.06 Beltim | 21 Kepri | 12 Sumut | 13 Sumbar | 16 Sumsel | 31 DK Jakarta | 31 DKI | 31.74 Jaksel
32 Jabar | 33 Jateng | 35 Jatim | 34 DIY | 52 NTB | 53 NTT | 61 Kalbar | 62 Kalteng | 63 Kalsel
64 Kaltim | 65 Kaltara | 71 Sulut | 72 Sulteng | 73 Sulsel | 74 Sultra | 76 Sulbar | 82 Malut
92 Pabar | 32.17 KBB | 33.72 Solo | 33.72 Kota Solo | 34.03 Gunung Kidul | 34.01 Kulonprogo
36.74 Tangsel | 52.01 Lobar | 52.02 Loteng | 52.03 Lotim | 52.08 KLU | 52.07 KSB
53.02 TTS | 53.03 TTU | 53.18 SBD | 53.19 Matim | 53.15 Mabar | 53.06 Flotim
62.01 Kobar | 62.02 Kotim | 62.04 Barsel | 62.05 Barut | 62.13 Bartim
63.06 HSS | 63.07 HST | 63.08 HSU | 63.01 Tala | 63.10 Tanbu | 63.04 Batola
64.02 Kukar | 64.07 Kubar | 64.08 Kutim | 64.09 PPU | 64.11 Mahulu
71.01 Bolmong | 71.10 Boltim | 71.11 Bolsel | 71.08 Bolmut | 71.06 Minut | 71.05 Minsel
71.07 Mitra | 71.09 Sitaro | 72.08 Parimo | 72.09 Touna | 72.12 Morut | 72.07 Bangkep | 72.11 Balut
73.14 Sidrap | 73.10 Pangkep | 73.24 Lutim | 73.22 Lutra | 73.18 Tator | 73.26 Torut
74.05 Konsel | 74.09 Konut | 74.12 Konkep | 74.08 Kolut | 74.11 Koltim | 74.15 Busel | 74.14 Buteng
74.10 Butur | 75.03 Bonebol | 75.05 Gorut | 76.04 Polman | 76.06 Mateng
81.01 Malteng | 81.02 Malra | 81.08 MBD | 81.03 KKT | 81.06 SBB | 81.05 SBT | 81.09 Bursel
82.04 Halsel | 82.03 Halut | 82.01 Halbar | 82.02 Halteng | 82.06 Haltim | 82.05 Sula
82.08 Taliabu | 91.06 Biak | 92.12 Pegaf | 92.06 Bintuni | 92.07 Wondama | 95.05 Mamteng
"""
TWO = {
    "Jogja": ["34", "34.71"],
    "Yogya": ["34", "34.71"],
    "Jogya": ["34", "34.71"],
    "Jogjakarta": ["34", "34.71"],
    "Mura": ["16.05", "62.12"],
    "Tasik": ["32.06", "32.78"],
    "Toraja": ["73.18", "73.26"],
    "Banjar": ["32.79", "63.03"],
}
PAIRS = [
    pair.strip().split(" ", 1)
    for pair in EVERYDAY.replace("\n", "|").split("|")
    if pair.strip() and not pair.strip().endswith("-")
]
OLD = [alias for alias in ALIASES if alias.former and alias.kind != "old_code"]


@pytest.mark.parametrize("name", RENAMES)
def test_a_renamed_government_is_found_and_its_old_name_dated(name: str) -> None:
    code, until = RENAMES[name]
    (candidate,) = RESOLVER.resolve(name).candidates
    assert candidate.code == code
    assert candidate.former is not None
    assert candidate.former.valid_to == until
    assert str(until) in former_text(candidate, load_words("id"))
    assert str(until) in former_text(candidate, load_words("en"))
    assert candidate.name in former_text(candidate, load_words("en"))


@pytest.mark.parametrize("name", RENAMES)
def test_a_known_old_name_offers_no_other_government(name: str) -> None:
    code, _ = RENAMES[name]
    wrong = "Bali" if code != "51" else "Banten"
    for text in (f"{name}, {wrong}", f"{name} Provinsi {wrong}", f"{name} - {wrong}"):
        assert [c.code for c in RESOLVER.resolve(text).suggestions] == [code], text
    assert RESOLVER.containing(name) == ()


@pytest.mark.parametrize("alias", OLD, ids=lambda alias: alias.alias)
def test_an_old_name_with_one_letter_lost_still_offers_its_region(alias: Alias) -> None:
    if len(alias.alias) < 7:
        return  # of few letters one is a quarter
    for i in range(len(alias.alias)):
        answer = RESOLVER.resolve(alias.alias[:i] + alias.alias[i + 1 :])
        assert alias.code in {c.code for c in (*answer.candidates, *answer.suggestions)}


def test_a_name_of_today_is_nobodys_old_name() -> None:
    for region in REGISTER.regions:
        for text in (display_name(region), region.name_short, region.code):
            assert all(c.former is None for c in RESOLVER.resolve(text).candidates), text


def test_the_type_tells_an_old_name_from_the_one_who_bears_it_now() -> None:
    assert found("Pontianak") == found("Kota Pontianak") == ["61.71"]
    assert found("Pontianak", type="kabupaten") == found("Pontianak (Kab.)") == ["61.02"]
    assert found("Kepulauan Riau") == found("Provinsi Kepulauan Riau") == found("Kepri") == ["21"]
    assert found("Maluku Utara") == ["82"]
    assert found("Kendari") == ["74.71"]


def test_a_year_of_the_old_name_takes_the_name_from_nobody() -> None:
    for year in (2010, 2014, 2018, None):
        assert found("Kota Pontianak", year=year) == found("Pontianak", year=year) == ["61.71"]
        assert found("Kab. Pontianak", year=year) == ["61.02"]


@pytest.mark.parametrize(("code", "name"), PAIRS, ids=[name for _, name in PAIRS])
def test_a_short_form_of_the_press_is_known(code: str, name: str) -> None:
    assert found(name) == [code]
    assert RESOLVER.resolve(name).candidates[0].former is None


@pytest.mark.parametrize("name", TWO)
def test_a_name_of_two_is_never_guessed(name: str) -> None:
    assert found(name) == TWO[name]


def test_an_alias_of_two_is_on_file_for_both() -> None:
    rows: dict[str, set[str]] = defaultdict(set)
    for alias in ALIASES:
        rows[alias.alias].add(alias.code)
    official = {r.name_short.casefold(): r.code for r in REGISTER.regions}
    for name, codes in rows.items():
        own = {c for n, c in official.items() if n == name.casefold()}
        assert set(found(name)) - {r.code for r in REGISTER.regions if r.name_short == name} <= (
            codes | own
        ), name


def test_an_old_name_says_until_when_and_no_year_is_turned_round() -> None:
    for alias in ALIASES:
        if alias.kind == "old_name":
            assert alias.valid_to is not None, alias
        if alias.valid_from is not None:
            assert alias.valid_to is not None, alias
            assert alias.valid_from < alias.valid_to, alias


def test_a_year_that_is_not_known_is_said_to_be_unknown() -> None:
    words = load_words("id")
    alias = Alias("Lama", "12.12", "old_name", None)
    undated = Candidate("12.12", "Kabupaten Toba", "kabupaten", "Sumatera Utara", alias)
    assert words("former.undated") in former_text(undated, words)


def test_the_command_line_says_what_a_name_used_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["resolve", "Kab. Toba Samosir"]) == 0
    shown = capsys.readouterr().out
    assert "12.12" in shown
    assert "1998\N{EN DASH}2020" in shown
    assert main(["resolve", "--json", "Kab. Toba Samosir"]) == 0
    assert '"valid_to": 2020' in capsys.readouterr().out


def test_the_file_is_in_the_order_of_its_names() -> None:
    with (DATA / "regions/aliases.csv").open(encoding="utf-8", newline="") as file:
        keys = [(row["alias"].casefold(), row["code"]) for row in csv.DictReader(file)]
    assert keys == sorted(keys)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("bengkulu", ["17", "17.01", "17.03", "17.09", "17.71"]),
        ("Kab. Bengkulu", ["17.01", "17.03", "17.09"]),
        ("sumba", ["53.11", "53.12", "53.17", "53.18"]),
        ("Lombok Ut", ["52.08"]),
        ("tanger", ["36.03", "36.71", "36.74"]),
        ("Solo", []),
        ("Kutai", []),
        ("Kota", []),
        ("la", []),
        ("", []),
        ("17.71", []),
    ],
)
def test_the_words_of_a_name_are_found_inside_others(text: str, codes: list[str]) -> None:
    assert [region.code for region in RESOLVER.containing(text)] == codes
