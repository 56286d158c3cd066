"""Participation: the denominator of the day, ranges where sources differ, unknown is no zero."""

import pytest

from iga_core.analysis.national import build_national_picture
from iga_core.analysis.participation import KINDS, national_disputes, participation
from tests import on_file

RECORD = on_file.record()
SHARES = participation(RECORD, build_national_picture(RECORD))


def test_every_index_year_has_every_scope() -> None:
    assert set(SHARES) == {(year, scope) for year in RECORD.index_years for scope in KINDS}


@pytest.mark.parametrize(("year", "existing"), [(2018, 542), (2022, 542), (2023, 546)])
def test_the_denominator_is_that_of_the_year(year: int, existing: int) -> None:
    assert SHARES[year, "all"].existing == existing
    parts = (SHARES[year, kind].existing for kind in ("provinsi", "kabupaten", "kota"))
    assert sum(parts) == existing


def test_sources_that_agree_give_one_share() -> None:
    share = SHARES[2020, "all"]
    assert share.least == share.most == pytest.approx(100 * 484 / 542)


def test_sources_that_differ_give_a_range() -> None:
    share = SHARES[2025, "all"]
    assert [row["value"] for row in share.printed.rows] == [531, 541]
    assert share.least == pytest.approx(100 * 531 / 546)
    assert share.most == pytest.approx(100 * 541 / 546)


def test_what_no_source_prints_is_no_zero() -> None:
    unknown = [share for share in SHARES.values() if not share.printed.known]
    assert unknown
    assert {(share.least, share.most) for share in unknown} == {(None, None)}


def test_the_share_a_source_prints_itself_is_ours() -> None:
    for share in SHARES.values():
        for row in share.percent.rows:
            assert share.least == pytest.approx(float(row["value"]), abs=0.1)


def test_disputes_on_national_figures_stand_by_their_year() -> None:
    found = national_disputes(RECORD)
    assert "beda-2020-jumlah-peserta-484-atau-485" in {row["id"] for row in found[2020]}
    assert all(row["subject"] == "national" for rows in found.values() for row in rows)
