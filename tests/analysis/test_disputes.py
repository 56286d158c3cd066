"""Whom a dispute is about: the governments that its claim names, of those it touches."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iga_core.analysis.disputes import Disputes
from iga_core.record import rows_of
from tests import on_file

RECORD = on_file.record()
KABUPATEN_BOGOR, KOTA_BOGOR, JAWA_BARAT = "32.01", "32.71", "32"
KOTA_BENGKULU, BENGKULU_SELATAN = "17.71", "17.01"


def named(title: str, claims: str, *codes: str) -> set[str]:
    """Whom a dispute with these words is about, of the governments it touches."""
    one = RECORD.tables["disputes"].iloc[:1].assign(
        title=title, claims=claims, region_codes=" ".join(codes)
    )  # fmt: skip
    return set(Disputes(replace(RECORD, tables={**RECORD.tables, "disputes": one})).of)


@pytest.mark.parametrize(
    ("title", "claims", "expected"),
    [
        ("Kota Bogor 2020", "Dua sumber berbeda.", {KOTA_BOGOR}),
        ("Sesi IGA 2020", "Kab. Bogor disebut di satu daftar.", {KABUPATEN_BOGOR}),
        ("Bogor", "Tanpa jenis.", {KABUPATEN_BOGOR, KOTA_BOGOR}),
        ("Daftar 2020", "Daftarnya memuat 20 kota dan 35 kabupaten.", set()),
        ("Daftar Jabar", "Provinsi Jawa Barat menghitung 16.", {JAWA_BARAT}),
    ],
)
def test_a_dispute_is_about_whom_its_claim_names(
    title: str, claims: str, expected: set[str]
) -> None:
    assert named(title, claims, KABUPATEN_BOGOR, KOTA_BOGOR, JAWA_BARAT) == expected


def test_a_longer_name_is_not_the_shorter_one_inside_it() -> None:
    said = "Bengkulu Selatan menerima pada 2020."
    assert named("Satu daftar", said, KOTA_BENGKULU, BENGKULU_SELATAN) == {BENGKULU_SELATAN}


def test_whom_a_dispute_does_not_touch_it_is_not_about() -> None:
    assert named("Kota Bogor 2020", "Berbeda.", KABUPATEN_BOGOR) == set()


def test_every_dispute_told_of_a_government_touches_it() -> None:
    of = Disputes(RECORD).of
    assert of
    for code, disputes in of.items():
        assert all(code in dispute["region_codes"].split() for dispute in disputes)
    told = {row["id"] for disputes in of.values() for row in disputes}
    assert told < {row["id"] for row in rows_of(RECORD.tables["disputes"])}
