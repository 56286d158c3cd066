"""Ids: minted once and kept; a retired one leads to its successor."""

import pandas as pd
import pytest

from iga_core.record import mint_award_id, read_id, rows_of
from tests import on_file

RECORD = on_file.record()
CURRENT = frozenset({"baru", "lain"})
RETIRED = pd.DataFrame(
    [
        ("lama", "baru", "digabung"),
        ("tertua", "lama", "salah ketik"),
        ("putar", "balik", "x"),
        ("balik", "putar", "y"),
        ("buntu", "hilang", "z"),
    ],
    columns=["id", "replaced_by", "reason"],
)
# awards whose level was corrected after their id was in use: they keep the id
CORRECTIONS = rows_of(RECORD.tables["corrections"])
KEPT = {row["row_id"] for row in CORRECTIONS if row["field"] in ("level", "category", "year")}


@pytest.mark.parametrize(
    ("wanted", "status", "id", "reason"),
    [
        ("baru", "current", "baru", ""),
        ("lama", "retired", "baru", "digabung"),
        ("tertua", "retired", "baru", "salah ketik"),
        ("putar", "unknown", "putar", ""),
        ("buntu", "unknown", "buntu", ""),
        ("tak-ada", "unknown", "tak-ada", ""),
        ("", "unknown", "", ""),
    ],
)
def test_an_id_is_current_retired_or_unknown(
    wanted: str, status: str, id: str, reason: str
) -> None:
    reading = read_id(wanted, CURRENT, RETIRED)
    assert (reading.status, reading.id, reading.reason) == (status, id, reason)


@pytest.mark.parametrize(
    ("award", "minted"),
    [
        (("IGA", 2020, "Kota", "Sangat Inovatif", "11.71"), "iga-2020-kota-sangat-inovatif-11.71"),
        (
            ("SmartCity", 2018, "Gerakan Menuju 100 Smart City (peserta 2018)", "Pemenang", "33"),
            "smartcity-2018-gerakan-menuju-100-smart-city-peserta-2018-pemenang-33",
        ),
    ],
)
def test_a_minted_id_can_be_read(award: tuple[str, int, str, str, str], minted: str) -> None:
    assert mint_award_id(*award) == minted


def test_every_award_on_file_has_its_minted_id_unless_it_kept_an_older_one() -> None:
    names = ("programme", "year", "category", "level", "region_code")
    others = {
        row["id"]: minted
        for row in rows_of(RECORD.tables["awards"])
        if (minted := mint_award_id(*(row[name] for name in names))) != row["id"]
    }
    assert set(others) <= KEPT
