"""A printed number has the decimals of its cell, and one rule rounds what is computed."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO

import openpyxl
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from iga_core.language import languages, load_words
from iga_core.paths import DATA
from iga_core.publish.dossier import dossier
from iga_core.record import rows_of
from iga_core.record.cells import typed
from iga_core.record.schema import load_schema
from iga_core.record.version import Version
from pages._shared import facts as say
from pages._shared import words as spoken_words
from tests import on_file
from tests.opened import open_page
from tests.spoken import spoken

SCHEMA = load_schema(DATA / "schema")
CELLS = st.from_regex(r"(0|[1-9][0-9]{0,5})(\.[0-9]{1,4})?", fullmatch=True)
Printed = dict[str, str]


def printed_rows(name: str) -> list[Printed]:
    """The rows of a file of the record, as text."""
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def as_read(cell: str, language: str) -> str:
    """A cell as a reader of ``language`` sees it: the same digits, grouped."""
    whole, _, fraction = cell.partition(".")
    point, group = (",", ".") if language == "id" else (".", ",")
    grouped = f"{int(whole):,}".replace(",", group)
    return f"{grouped}{point}{fraction}" if fraction else grouped


def zeros(rows: list[Printed], column: str) -> Iterator[Printed]:
    """Rows whose decimal ends in a zero, or has fewer decimals than its scale."""
    return (r for r in rows if "." in r[column] and r[column].endswith("0"))


@pytest.fixture(params=languages())
def language(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Each language, spoken by the pages' own functions."""
    monkeypatch.setattr(spoken_words._spoken, "words", load_words(request.param))
    return str(request.param)


@given(CELLS, st.sampled_from(languages()))
def test_a_decimal_cell_is_printed_with_the_digits_it_has(cell: str, language: str) -> None:
    table = SCHEMA.tables["statistics"]
    blank = dict.fromkeys(table.column_names, "")
    frame = typed(table, pd.DataFrame([{**blank, "value": cell}, blank]))
    value, unknown = (row["value"] for row in rows_of(frame))
    assert load_words(language).printed(value) == as_read(cell, language)
    assert unknown is None


def test_every_national_figure_reads_as_its_cell(language: str) -> None:
    found = {row["id"]: row for row in rows_of(on_file.record().tables["national"])}
    cells = [row for row in printed_rows("record/national.csv") if row["value"]]
    assert list(zeros(cells, "value"))
    for row in cells:
        assert say.figure_value(found[row["id"]]) == as_read(row["value"], language), row["id"]


def test_every_score_reads_as_its_cell(language: str) -> None:
    found = {row["id"]: row for row in rows_of(on_file.record().results)}
    cells = [row for row in printed_rows("record/results.csv") if row["score"]]
    assert list(zeros(cells, "score"))
    for row in cells:
        number = as_read(row["score"], language)
        text = say.score_text(found[row["id"]], linked=True)
        assert f"[{number}](" in text, row["id"]


@pytest.mark.parametrize("spoken_in", languages())
def test_a_profile_shows_score_statistics_and_area_as_their_cells(spoken_in: str) -> None:
    shown = {r["score_id"] for r in rows_of(on_file.record().view)}
    scores = zeros(printed_rows("record/results.csv"), "score")
    score = next(row for row in scores if row["id"] in shown and row["quality"] == "final")
    code = score["region_code"]
    statistics = printed_rows("statistics/statistics.csv")
    own = next(row for row in zeros(statistics, "value") if row["region_code"] == code)
    (region,) = (r for r in printed_rows("regions/regions.csv") if r["code"] == code)
    text = "\n".join(spoken(open_page("daerah", daerah=code, bahasa=spoken_in)))
    for cell in (score["score"], own["value"], region["area_km2"]):
        assert f"[{as_read(cell, spoken_in)}](" in text, cell
    assert f"{score['year']}: {as_read(score['score'], spoken_in)}" in text  # said of the chart


def test_a_workbook_formats_a_number_with_the_decimals_of_its_cell() -> None:
    score = next(zeros(printed_rows("record/results.csv"), "score"))
    words, code = load_words("id"), score["region_code"]
    data = dossier(
        on_file.record(), (code,), words, title="x", address="y", version=Version("2026-01-01", "0")
    )
    head, *rows = openpyxl.load_workbook(BytesIO(data))[words("dossier.sheet.results")].rows
    names = [cell.value for cell in head]
    (row,) = (row for row in rows if row[names.index("id")].value == score["id"])
    found = row[names.index("score")]
    assert Decimal(str(found.value)) == Decimal(score["score"])
    assert found.number_format == "0." + "0" * len(score["score"].partition(".")[2])
