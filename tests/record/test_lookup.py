"""Every row of the record is found at its address, with its sources; nothing else is."""

import pytest

from iga_core.record import (
    RowIndex,
    alias_row,
    region_row,
    rows_of,
    statistic_row,
    year_row,
)
from iga_core.record.lookup import ROW_TABLES
from tests import on_file

RECORD = on_file.record()
INDEX = RowIndex(RECORD)


@pytest.mark.parametrize("table", ROW_TABLES)
def test_each_row_with_an_id_is_found_with_its_sources(table: str) -> None:
    for row in rows_of(RECORD.tables[table]):
        found = INDEX.find(row["id"])
        assert found is not None
        assert (found.table, found.row) == (table, row)
        assert found.sources[""] == tuple(row.get("source_ids", "").split())


def test_a_region_names_a_source_per_column() -> None:
    found = INDEX.find(region_row("11.71"))
    assert found is not None and found.row["name"] == "Kota Banda Aceh"
    assert found.sources["population_2024s2"] == ("dukcapil-2024-semester-ii",)


def test_another_name_of_a_region_is_a_row() -> None:
    for row in rows_of(RECORD.tables["aliases"]):
        found = INDEX.find(alias_row(row["code"], row["alias"]))
        assert found is not None and (found.table, found.row) == ("aliases", row)
    assert INDEX.find(alias_row("11.71", "Toba Samosir")) is None


def test_the_governments_of_a_year_are_a_row() -> None:
    found = INDEX.find(year_row(2020))
    assert found is not None and found.row["kota"] == 93 and found.sources["kota"]


def test_a_statistic_is_found_by_its_key() -> None:
    for row in rows_of(RECORD.tables["statistics"].sample(20, random_state=1)):
        address = statistic_row(row["series_id"], row["region_code"], row["year"], row["measure"])
        found = INDEX.find(address)
        assert found is not None and found.row == row
        assert found.sources[""][0] in set(RECORD.tables["sources"]["id"])


@pytest.mark.parametrize(
    "wrong",
    ["", "wilayah-99.99", "wilayah", "tahun-1999", "tahun-x", "statistik-T1-11-x-ipm", "iga-1999",
     "statistik-T1-11", "statistik-nope-11-2015-ipm"],
)  # fmt: skip
def test_what_is_no_row_is_not_found(wrong: str) -> None:
    assert INDEX.find(wrong) is None
