"""How names and codes come: numbered, with their province, mangled by a table. Never another's."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.regions import Region, display_name, normalise
from tests.regions.test_resolve import (
    ALIASES,
    REGISTER,
    RESOLVER,
    any_region,
    every_name,
    found,
)

SHORT = {"kabupaten": "Kab", "kota": "Kota", "provinsi": "Prov"}
FORMS = [
    "1. {name}",
    "1.{name}",
    "01. {name}",
    "2) {name}",
    "(3) {name}",
    "[4] {name}",
    "#5 {name}",
    "No. 6 {name}",
    "7 {name}",
    "8 - {name}",
    "9: {name}",
    "112. {name}",
    "12. {type}. {short}",
    "a. {name}",
    "b) {type}. {short}",
    "ii) {name}",
    "(xiv) {type}. {short}",
    "iv. {name}",
    "c) {short} {type}",
    "1.2 {name}",
    "3.10. {name}",
    "1. {code} {name}",
    "- {name}",
    "\u2022 {name}",
    "\u2013 {type} {short}",
    "{name} Provinsi {province}",
    "{name}\u00a0Provinsi\u00a0{province}",
    "{name} Prov. {province}",
    "{name}, Provinsi {province}",
    "{name}, Prop. {province}",
    "Pem. {type}. {short}",
    "Pemerintahan Daerah {name}",
    "Provinsi {province}, {name}",
    "Prov. {province} - {name}",
    "Prov. {province}: {type}. {short}",
    "Provinsi {province} {name}",
    "{short} {type}. - Prov. {province}",
    "{short}, {type}., Prov. {province}",
    "{short} ({type}. Prov. {province})",
    "{name} {province}",
    "{name} | {province}",
    "{name}/{province}",
    "{type} {short} - {province}",
    "{type}. {short} \u2013 {province}",
    "{type} {short}-{province}",
    "{type} {short} \u2014 Prov. {province}",
    "{type}. {short} ({province})",
    "{short} {type}",
    "{short} {type}.",
    "{short} ({type})",
    "{short}, {type}",
    "{short} {type}, {province}",
    "Pemerintah {name} Provinsi {province}",
    "3. {type}. {short} - Prov. {province}",
    "{code} {name}",
    "{code}. {name}",
    "{code} - {name}",
    "{digits} {name}",
    "{name} ({code})",
    "{name} - {code}",
]
BARE = ["1. {short}", "(2) {short}", "{short} - {province}", "{short} {province}"]


def written(form: str, region: Region) -> str:
    return form.format(
        name=display_name(region),
        short=region.name_short,
        type=SHORT[region.type],
        province=REGISTER.province_of(region.code).name,
        code=region.code,
        digits=region.code.replace(".", ""),
    )


@pytest.mark.parametrize("form", FORMS)
def test_every_region_is_found_as_people_write_it(form: str) -> None:
    lost = [text for r in REGISTER.regions if found(text := written(form, r)) != [r.code]]
    assert lost == []


@pytest.mark.parametrize("form", BARE)
def test_without_its_type_a_name_means_what_it_means_alone(form: str) -> None:
    for region in REGISTER.regions:
        meant = found(written(form, region))
        assert region.code in meant
        assert set(meant) <= set(found(region.name_short))


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("50 Kota", "13.07"),
        ("1. 50 Kota", "13.07"),
        ("4 Lawang", "16.11"),
        ("Kota Tj. Pinang", "21.72"),
        ("Gn. Kidul", "34.03"),
        ("Tlk. Bintuni", "92.06"),
        ("Tjg Balai", "12.74"),
        ("Kep. Babel", "19"),
        ("Adm. Kepulauan Seribu", "31.01"),
        ("Krawang", "32.15"),
        ("P. Siantar", "12.72"),
        ("Pare - Pare", "73.72"),
        ("Aceh - Barat", "11.05"),
        ("Kab. Maluku Tenggara Maluku", "81.02"),
        ("Pulau Taliabu, Kab. Maluku Utara", "82.08"),
        ("Jawa Barat - Garut", "32.05"),
        ("Kota Tanjung Pinang Kepulauan Riau", "21.72"),
        ("Kota Sorong Papua Barat", "96.71"),
        ("Kotamadya Daerah Tingkat II Palu", "72.71"),
        ("Kabupaten Dati II Lahat", "16.04"),
        ("Kota Administratif Bima", "52.72"),
        ("Kotamadya Administratif Jambi", "15.71"),
        ("Garut Regency, West Java", "32.05"),
        ("Kabupaten Ogan Komering Ilir (OKI)", "16.02"),
        ("Daerah Istimewa Yogyakarta (DIY)", "34"),
        ("Kabupaten Toba (Toba Samosir)", "12.12"),
        ("Jambi (Kota Jambi)", "15.71"),
    ],
)
def test_what_looks_like_a_number_or_a_province_may_be_the_name(text: str, code: str) -> None:
    assert found(text) == [code]


def test_a_number_with_nothing_or_a_bare_type_behind_it_is_no_name() -> None:
    assert found("1. ") == found("3)") == found("2. Kota") == found("5 Kabupaten") == []


@given(any_region, st.integers(1, 999))
def test_the_number_in_a_list_is_never_read_as_a_code(region: Region, number: int) -> None:
    for form in ("{}. {}", "{}) {}", "({}) {}", "{} {}", "{} - {}"):
        assert found(form.format(number, display_name(region))) == [region.code]


@every_name
@given(any_region, any_region)
def test_a_province_without_a_comma_must_fit_as_well(region: Region, other: Region) -> None:
    province = REGISTER.province_of(other.code)
    fits = found(f"{display_name(region)}, {display_name(province)}")
    assert found(f"{display_name(region)} {display_name(province)}") == fits
    assert found(f"{display_name(region)} - {province.name}") == fits


@every_name
@given(any_region, any_region)
def test_a_code_beside_a_name_must_fit_as_well(region: Region, other: Region) -> None:
    fits = region.code == other.code or region.province_code == other.code
    for form in ("{name} ({code})", "{name}, {code}", "{name} - {code}"):
        text = form.format(name=display_name(region), code=other.code)
        assert found(text) == ([region.code] if fits else []), text


def test_a_name_beside_a_name_must_mean_the_same() -> None:
    assert found("Kabupaten Toba (Samosir)") == []
    assert found("Kota Solok (Kabupaten Solok)") == []


def test_a_misspelt_name_with_its_province_suggests_the_right_one() -> None:
    for text in (
        "Kabupaten Gaurt Provinsi Jawa Barat",
        "Kab. Gaurt - Jawa Barat",
        "1. Kab. Gaurt, Jawa Barat",
        "Gaurt Kabupaten",
    ):
        assert RESOLVER.resolve(text).suggestions[0].code == "32.05", text


def mangled(code: str) -> set[str]:
    """A code as tables, keyboards and hurried hands leave it."""
    first, _, second = code.partition(".")
    digits = first + second
    as_number = str(float(code))
    return {
        *(
            code.replace(".", sign)
            for sign in (",", ";", "-", "\u2013", " ", "/", "_", " . ", ", ")
        ),
        *(f"'{code}", f"{code}.", f"({code})", f"{digits}.0", f"{digits},0", f"{code}.0"),
        *(as_number, as_number.replace(".", ","), f"{float(code):.1f}", f"{float(digits):.1f}"),
        *(
            f"{digits[0]}.{digits[1:]}",
            f"{digits[0]},{digits[1:]}",
            digits.rstrip("0"),
            digits[:-1],
        ),
        *(f"{first}.{int(second)}" if second else f"{first}.00", f"0{code}", f"0{digits}"),
        *((f"{code}.01", f"{code}.01.2001", f"{digits}01", f"{code},{code}") if second else ()),
    } - {first}  # two digits alone are the province's own code, and nothing else tells them apart


def test_a_mangled_code_is_never_read_as_another_region() -> None:
    for region in REGISTER.regions:
        for text in mangled(region.code):
            assert found(text) in ([], [region.code]), text


def test_a_comma_for_the_dot_makes_no_difference() -> None:
    for region in REGISTER.regions:
        for sign in ",;- /":
            assert found(region.code.replace(".", sign)) == [region.code]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("12.1", ["12.01", "12.10"]),
        ("12,1", ["12.01", "12.10"]),
        ("121", ["12.01", "12.10"]),
        ("71.2", ["71.02"]),
        ("1.171", ["11.71"]),
        ("11.0", ["11"]),
        ("33.74.01", ["33.74"]),
        ("3374012001", ["33.74"]),
        ("1.1", []),
        ("99.99", []),
        ("0", []),
    ],
)
def test_a_code_that_is_none_suggests_what_it_can_have_been(text: str, codes: list[str]) -> None:
    answer = RESOLVER.resolve(text)
    assert answer.status == "unknown"
    assert [suggestion.code for suggestion in answer.suggestions] == codes


def test_a_code_is_held_against_type_and_province_too() -> None:
    assert found("71,71", type="kota") == ["71.71"]
    assert found("71,71", type="provinsi") == []
    assert found("71,71", province="Aceh") == []


def test_with_one_letter_lost_the_right_region_is_still_offered() -> None:
    for region in REGISTER.regions:
        name = display_name(region)
        for i in range(name.index(" ") + 1, len(name)):
            lost = name[:i] + name[i + 1 :]
            answer = RESOLVER.resolve(lost)
            others = {name for c in answer.candidates for name in names_of(c.code)}
            offered = {c.code for c in (*answer.candidates, *answer.suggestions)}
            assert region.code in offered or normalise(lost).key in others, lost


def names_of(code: str) -> set[str]:
    """The keys of all names on file for a region."""
    aliases = [alias.alias for alias in ALIASES if alias.code == code]
    return {normalise(name).key for name in (REGISTER.get(code).name, *aliases)}
