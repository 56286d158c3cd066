"""A row told in words: every row of the record, its values as printed, in both languages."""

from __future__ import annotations

import pytest

from iga_core.language import languages, load_words
from iga_core.publish.row_words import sentence_of
from iga_core.record import region_row, rows_of, statistic_row
from iga_core.regions import display_name
from pages._shared import atlas
from tests import on_file
from tests.opened import open_page, text

RECORD = on_file.record()


def addresses(table: str) -> list[str]:
    """The addresses of the rows of a table; of the largest every 41st."""
    rows = rows_of(RECORD.tables[table])
    if table == "regions":
        return [region_row(row["code"]) for row in rows]
    if table == "statistics":
        return [
            statistic_row(row["series_id"], row["region_code"], row["year"], row["measure"])
            for row in rows[::41]
        ]
    return [str(row["id"]) for row in rows]


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize(
    "table", ["awards", "results", "national", "lists", "statistics", "regions"]
)
def test_every_row_is_told_with_its_values_as_printed(table: str, language: str) -> None:
    words = load_words(language)
    for address in addresses(table):
        found = atlas.rows().find(address)
        assert found is not None, address
        row = found.row
        unit = str(atlas.series()[row["series_id"]]["unit"]) if table == "statistics" else ""
        said = sentence_of(RECORD, found, atlas.award_cards().get(address), unit, words)
        assert said.endswith(".") and "{" not in said and "None" not in said, said
        code = row.get("region_code") or row.get("code")
        if code:
            assert display_name(RECORD.register.get(str(code))) in said
        for name in ("score", "value", "area_km2"):
            if row.get(name) is not None and not isinstance(row[name], str):
                assert words.printed(row[name]) in said, (address, name)
        if row.get("year"):
            assert str(row["year"]) in said


def test_a_mark_opens_its_rows_in_words_with_a_sentence_and_a_citation_each() -> None:
    _, best = atlas.headlines().best()
    assert len(best.rows) > 1
    at = open_page("sumber", bagian="sumber", baris=",".join(best.rows))
    shown = text(at)
    words = load_words("id")
    assert shown.count(words("sumber.cite") + ":") == len(best.rows)
    for row in best.rows:
        found = atlas.rows().find(row)
        assert found is not None
        said = sentence_of(RECORD, found, atlas.award_cards().get(row), "", words)
        assert said[:40] in shown.replace("\\", "")


def test_one_wrong_row_among_right_ones_is_named() -> None:
    _, best = atlas.headlines().best()
    at = open_page("sumber", bagian="sumber", baris=f"{best.rows[0]},iga-1999")
    words = load_words("id")
    assert [e.value for e in at.warning] == [words("sumber.unknown_row", id="`iga-1999`")]
    assert words("sumber.cite") in text(at)
