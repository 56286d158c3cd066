"""From text to region: worked cases, and what must hold for every name and any text."""

from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.paths import DATA
from iga_core.regions import (
    Alias,
    Region,
    Register,
    build_resolver,
    display_name,
    load_aliases,
    load_register,
    resolve,
)
from iga_core.regions.names import MAX_LENGTH

REGISTER = load_register(DATA / "regions")
ALIASES = load_aliases(DATA / "regions", REGISTER)
RESOLVER = build_resolver(REGISTER, ALIASES)

SHARED: dict[str, list[str]] = defaultdict(list)
for _region in REGISTER.regions:
    SHARED[_region.name_short].append(_region.code)
SHARED = {name: codes for name, codes in SHARED.items() if len(codes) > 1}

any_text = st.text(st.characters(), max_size=MAX_LENGTH + 50)
any_region = st.sampled_from(REGISTER.regions)
any_type = st.sampled_from(["provinsi", "kabupaten", "kota"])
every_name = settings(max_examples=400)


def found(
    text: str, type: str | None = None, province: str | None = None, year: int | None = None
) -> list[str]:
    """Codes of the candidates; the status must agree with how many there are."""
    answer = RESOLVER.resolve(text, type=type, province=province, year=year)
    expected = {0: "unknown", 1: "resolved"}.get(len(answer.candidates), "ambiguous")
    assert answer.status == expected
    assert not (answer.candidates and answer.suggestions)
    return [candidate.code for candidate in answer.candidates]


def near(text: str, type: str | None = None) -> list[str]:
    """Names suggested for a text that nothing matches."""
    answer = RESOLVER.resolve(text, type=type)
    assert (answer.status, answer.candidates, answer.code) == ("unknown", (), None)
    return [suggestion.name for suggestion in answer.suggestions]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Kab. Bandung", "32.04"),
        ("Kota Bandung", "32.73"),
        ("Bandung Barat", "32.17"),
        ("Pemkot Jambi", "15.71"),
        ("Pemprov Jambi", "15"),
        ("Pemkab Solok", "13.02"),
        ("Pemerintah Daerah Kabupaten Madiun", "35.19"),
        ("Pemerintah Daerah Istimewa Yogyakarta", "34"),
        ("Pemda DIY", "34"),
        ("Solok, Kota", "13.72"),
        ("Solok (Kab.)", "13.02"),
        ("Banjar, Jawa Barat", "32.79"),
        ("Banjar (Kalimantan Selatan)", "63.03"),
        ("Banjar (Kalsel)", "63.03"),
        ("Sorong, Kota, Prov. Papua Barat Daya", "96.71"),
        ("Sorong, Kota, Papua Barat", "96.71"),
        ("Merauke, Papua", "93.01"),
        ("Merauke, Papua Selatan", "93.01"),
        ("Bandarlampung", "18.71"),
        ("Pare-Pare", "73.72"),
        ("Pangkal Pinang", "19.71"),
        ("Pangkalpinang", "19.71"),
        ("Fakfak", "92.03"),
        ("Bau-Bau", "74.72"),
        ("Kulonprogo", "34.01"),
        ("50 Kota", "13.07"),
        ("Kab. 50 Kota", "13.07"),
        ("Lima Puluh Kota", "13.07"),
        ("Kotabaru", "63.02"),
        ("Kota Baru", "63.02"),
        ("Kabupaten Kota Baru", "63.02"),
        ("Kota Kotamobagu", "71.74"),
        ("Kota Mobagu", "71.74"),
        ("DKI Jakarta", "31"),
        ("Jakarta", "31"),
        ("DIY", "34"),
        ("D.I. Yogyakarta", "34"),
        ("Kota Yogyakarta", "34.71"),
        ("Jakarta Barat", "31.73"),
        ("Kota Administrasi Jakarta Barat", "31.73"),
        ("Kepulauan Seribu", "31.01"),
        ("Pahuwato", "75.04"),
        ("Padang", "13.71"),
        ("11.71", "11.71"),
        ("1171", "11.71"),
        (" 12.10 ", "12.10"),
        ("\uff11\uff11.\uff17\uff11", "11.71"),
        ("11", "11"),
        ("91.02", "95.01"),
        ("9102", "95.01"),
        ("92.71", "96.71"),
    ],
)
def test_worked_case(text: str, code: str) -> None:
    assert found(text) == [code]


@pytest.mark.parametrize("name", sorted(SHARED))
def test_a_shared_name_is_never_guessed(name: str) -> None:
    assert found(name) == sorted(SHARED[name])
    for code in SHARED[name]:
        assert found(name, type=REGISTER.get(code).type) == [code]


def test_names_are_shared_by_28_groups_and_yogyakarta() -> None:
    assert len(SHARED) == 28
    assert found("Gorontalo") == ["75", "75.01", "75.71"]
    assert found("Yogyakarta") == ["34", "34.71"]


@pytest.mark.parametrize(
    ("text", "type_", "province", "codes"),
    [
        ("Banjar", None, "Jawa Barat", ["32.79"]),
        ("Banjar", None, "63", ["63.03"]),
        ("Banjar", None, "Prov. Kalsel", ["63.03"]),
        ("Banjar", "Kab.", None, ["63.03"]),
        ("Banjar", "", " ", ["32.79", "63.03"]),
        ("Banjar", "kota", "Kalimantan Selatan", []),
        ("Banjar", None, "Atlantis", []),
        ("Banjar", "kerajaan", None, []),
        ("Solok", None, "Sumatera Barat", ["13.02", "13.72"]),
        ("Bengkulu", None, "Bengkulu", ["17", "17.71"]),
        ("Kantor Banjar", None, "Jawa Barat", []),
        ("Kota Banjar, Jawa Barat", "kabupaten", None, []),
        ("11.71", "kabupaten", None, []),
        ("11.71", None, "Jawa Barat", []),
    ],
)
def test_type_and_province_narrow(
    text: str, type_: str | None, province: str | None, codes: list[str]
) -> None:
    assert found(text, type_, province) == codes


def test_a_candidate_says_what_tells_it_apart() -> None:
    first, second = RESOLVER.resolve("Banjar").candidates
    assert (first.name, first.type, first.province) == ("Kota Banjar", "kota", "Jawa Barat")
    assert (second.name, second.province) == ("Kabupaten Banjar", "Kalimantan Selatan")


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Bnada Aceh", "Kota Banda Aceh"),
        ("Kota Bandung Barat", "Kabupaten Bandung Barat"),
        ("Kota Kotabaru", "Kabupaten Kotabaru"),
        ("Kota Jakarta", "Provinsi Daerah Khusus Ibukota Jakarta"),
        ("Kota Bnadung", "Kota Bandung"),
        ("Bandung 🎉", "Kabupaten Bandung"),
    ],
)
def test_what_is_near_is_suggested_and_not_taken(text: str, suggestion: str) -> None:
    assert near(text)[0] == suggestion
    assert len(near(text)) <= 5


@pytest.mark.parametrize(
    "text", ["Atlantis", "Lombok", "Barito", "Kota", "", " ", "\0", "🎉", ",;()", "99.99"]
)
def test_what_is_not_near_gets_no_suggestion(text: str) -> None:
    assert near(text) == []


@pytest.mark.parametrize("text", ["Aceh Bara", "Banda", "Nusa Tenggara", "Tangerang Sel"])
def test_the_beginning_of_a_name_is_no_match(text: str) -> None:
    assert found(text) == []


def test_a_null_byte_is_no_part_of_a_name() -> None:
    assert found("Banda Aceh\0") == []


def test_a_code_in_use_again_needs_a_year() -> None:
    province = REGISTER.get("91")
    heir = Region("91.02", "kabupaten", "Kabupaten Ahli", "Ahli", "91", "Papua", True, None)
    register = Register((province, REGISTER.get("95"), REGISTER.get("95.01"), heir))
    aliases = [Alias("91.02", "95.01", "old_code", 2022)]
    codes = {
        year: [c.code for c in resolve("91.02", register, aliases, year=year).candidates]
        for year in (None, 2017, 2022, 2023)
    }
    assert codes == {
        None: ["91.02", "95.01"],
        2017: ["95.01"],
        2022: ["95.01"],
        2023: ["91.02"],
    }


def test_an_old_code_nobody_took_over_keeps_its_meaning() -> None:
    assert found("91.02", year=2025) == found("91.02", year=2020) == ["95.01"]


def test_every_alias_leads_to_its_region() -> None:
    for alias in ALIASES:
        assert alias.code in found(alias.alias), alias


def test_an_alias_takes_no_name_from_another_region() -> None:
    without = build_resolver(REGISTER, [])
    taken = {
        alias.alias
        for alias in ALIASES
        if {c.code for c in without.resolve(alias.alias).candidates} - {alias.code}
    }
    assert taken == {"Yogyakarta"}


def test_the_plain_function_answers_the_same() -> None:
    for text in ("Kota Solok", "Solok", "Atlantis"):
        assert resolve(text, REGISTER, ALIASES) == RESOLVER.resolve(text)


def test_hopeless_text_is_answered_like_none() -> None:
    huge = "Kota Solok " * 100_000
    assert RESOLVER.resolve(huge, type=huge, province=huge) == RESOLVER.resolve("")
    assert RESOLVER.resolve("Solok", type=huge).status == "unknown"
    assert RESOLVER.resolve("Solok", province=huge).status == "unknown"


@every_name
@given(any_region, st.data())
def test_case_spaces_and_hyphens_do_not_matter(region: Region, data: st.DataObject) -> None:
    name = display_name(region)
    size = len(name)
    gap = st.sampled_from(["", "", "", " ", "  ", "-", " - "])
    gaps = data.draw(st.lists(gap, min_size=size, max_size=size))
    upper = data.draw(st.lists(st.booleans(), min_size=size, max_size=size))
    cased = [c.upper() if up else c.lower() for c, up in zip(name, upper, strict=True)]
    written = "".join(g if c in " -" else c + g for c, g in zip(cased, gaps, strict=True))
    assert found(written) == [region.code]


@every_name
@given(any_region)
def test_every_code_means_itself(region: Region) -> None:
    assert found(region.code) == found(region.code.replace(".", "")) == [region.code]


@every_name
@given(any_region, any_type)
def test_a_wrong_type_never_resolves(region: Region, type_: str) -> None:
    own = [region.code] if type_ == region.type else []
    assert found(display_name(region), type=type_) == own
    assert all(REGISTER.get(code).type == type_ for code in found(region.name_short, type=type_))


@every_name
@given(any_region, any_region)
def test_a_wrong_province_never_resolves(region: Region, other: Region) -> None:
    province = REGISTER.province_of(other.code)
    before = {a.alias[:2] for a in ALIASES if a.kind == "old_code" and a.code == region.code}
    fits = province.code in {region.province_code, *before}
    written = f"{display_name(region)}, {display_name(province)}"
    assert found(written) == ([region.code] if fits else [])


@given(
    any_text,
    st.none() | any_text,
    st.none() | any_text,
    st.none() | st.integers(),
)
def test_no_text_raises(
    text: str, type_: str | None, province: str | None, year: int | None
) -> None:
    answer = RESOLVER.resolve(text, type=type_, province=province, year=year)
    assert len(answer.suggestions) <= 5


def test_the_order_of_the_register_does_not_matter() -> None:
    turned = build_resolver(replace(REGISTER, regions=REGISTER.regions[::-1]), ALIASES[::-1])
    for name in (*SHARED, "Bnada Aceh", "Kota Bandung Barat"):
        assert turned.resolve(name) == RESOLVER.resolve(name)


def test_kep_is_read_as_kepulauan() -> None:
    found = RESOLVER.resolve("Kab. Kep. Mentawai")
    assert found.code == "13.09"
    assert RESOLVER.resolve("Kepahiang").code == "17.08"


def test_jogja_is_never_guessed() -> None:
    assert {c.code for c in RESOLVER.resolve("Jogja").candidates} == {"34", "34.71"}
