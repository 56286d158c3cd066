"""The register: who exists, who can take part from when, and what the loader refuses."""

from pathlib import Path

import pytest

from iga_core.paths import DATA
from iga_core.regions import (
    RegionNotFoundError,
    RegionType,
    display_name,
    load_aliases,
    load_register,
    short_names,
)

FOLDER = DATA / "regions"
REGISTER = load_register(FOLDER)
ALIASES = load_aliases(FOLDER, REGISTER)
JAKARTA = ["31.01", "31.71", "31.72", "31.73", "31.74", "31.75"]


@pytest.mark.parametrize(
    ("year", "type_", "count"),
    [
        (2022, None, 542),
        (2022, "provinsi", 34),
        (2022, "kabupaten", 415),
        (2022, "kota", 93),
        (2023, None, 546),
        (2023, "provinsi", 38),
        (2023, "kabupaten", 415),
        (2023, "kota", 93),
        (2017, None, 542),
        (2025, None, 546),
    ],
)
def test_governments_that_can_take_part(year: int, type_: RegionType | None, count: int) -> None:
    assert len(REGISTER.participating(year, type_)) == count


def test_four_provinces_join_in_2023() -> None:
    joined = set(REGISTER.participating(2023)) - set(REGISTER.participating(2022))
    assert sorted(region.code for region in joined) == ["93", "94", "95", "96"]


def test_the_units_of_jakarta_exist_and_never_take_part() -> None:
    assert [r.code for r in REGISTER.regions if not r.autonomous] == JAKARTA
    assert not {r.code for r in REGISTER.participating(2025)} & set(JAKARTA)


def test_a_code_keeps_its_last_zero() -> None:
    assert REGISTER.get("12.10").name == "Kabupaten Labuhanbatu"
    assert "12.1" not in REGISTER


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(RegionNotFoundError, match=r"99\.99"):
        REGISTER.get("99.99")


@pytest.mark.parametrize(("code", "province"), [("11.71", "11"), ("93.01", "93"), ("34", "34")])
def test_province_of(code: str, province: str) -> None:
    assert REGISTER.province_of(code).code == province


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("11", "Provinsi Aceh"),
        ("11.71", "Kota Banda Aceh"),
        ("13.07", "Kabupaten Lima Puluh Kota"),
        ("31.73", "Kota Administrasi Jakarta Barat"),
        ("34", "Provinsi Daerah Istimewa Yogyakarta"),
    ],
)
def test_display_name(code: str, name: str) -> None:
    assert display_name(REGISTER.get(code)) == name


def test_no_two_regions_display_the_same_name() -> None:
    assert len({display_name(region) for region in REGISTER.regions}) == len(REGISTER.regions)


def test_every_code_of_before_the_split_is_on_file() -> None:
    old = [alias for alias in ALIASES if alias.kind == "old_code"]
    assert len({alias.alias for alias in old}) == len(old) == 26
    assert {alias.valid_to for alias in old} == {2022}
    assert {alias.code[:2] for alias in old} == {"93", "94", "95", "96"}


@pytest.mark.parametrize(
    ("right", "wrong", "complaint"),
    [
        ("\n12.10,", "\n12.1,", r"malformed code: \['12\.1'\]"),
        ("\n11.02,", "\n11.01,", r"repeated code: \['11\.01'\]"),
        ("\n11.02,kabupaten,", "\n11.02,kecamatan,", r"unknown type: \['kecamatan'\]"),
        ("\n11.02,", "\n12.99,", r"outside its province: \['12\.99'\]"),
        (",Sumatera,yes,", ",Sumatera,Yes,", r"not yes or no: \['Yes'\]"),
        ("\n11.02,", "\n11.02,,", "cells, not 26"),
    ],
)
def test_a_broken_register_is_refused(
    right: str, wrong: str, complaint: str, tmp_path: Path
) -> None:
    good = (FOLDER / "regions.csv").read_text(encoding="utf-8")
    assert right in good
    (tmp_path / "regions.csv").write_text(good.replace(right, wrong, 1), encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        load_register(tmp_path)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("Atlantis,99.99,spelling,,", r"unknown region code: \['99\.99'\]"),
        ("Bandarlampung,18.71,nickname,,", r"unknown kind: \['nickname'\]"),
        (" ,18.71,spelling,,", r"empty alias: \['18\.71'\]"),
        ("DIY,34,spelling,,\nDIY,34,abbreviation,,", r"repeated alias: \['DIY -> 34'\]"),
    ],
)
def test_a_broken_alias_is_refused(row: str, complaint: str, tmp_path: Path) -> None:
    text = f"alias,code,kind,valid_to,note\n{row}\n"
    (tmp_path / "aliases.csv").write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=complaint):
        load_aliases(tmp_path, REGISTER)


def test_short_names_are_told_apart_by_kind_only_where_they_must() -> None:
    bogor, kota_bogor, depok = (REGISTER.get(code) for code in ("32.01", "32.71", "32.76"))
    assert short_names([bogor, depok]) == ("Bogor", "Depok")
    assert short_names([bogor, kota_bogor, depok]) == ("Kabupaten Bogor", "Kota Bogor", "Depok")
    province, city = REGISTER.get("17"), REGISTER.get("17.71")
    assert short_names([province, city]) == ("Provinsi Bengkulu", "Kota Bengkulu")


def test_who_takes_part_exists_that_year_with_autonomy() -> None:
    young = next(region for region in REGISTER.regions if region.participates_from)
    apart = next(region for region in REGISTER.regions if not region.autonomous)
    first = young.participates_from or 0
    assert not REGISTER.takes_part(young.code, first - 1)
    assert REGISTER.takes_part(young.code, first)
    assert not REGISTER.takes_part(apart.code, first)
    with pytest.raises(RegionNotFoundError):
        REGISTER.takes_part("99.99", first)
