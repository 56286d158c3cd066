"""What is said of the country: the mean of the years printed, and the years without one."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from iga_core.analysis.national import NationalFigure, NationalPicture, build_national_picture
from iga_core.analysis.national_sentences import mean_index
from iga_core.language import load_words
from iga_core.message import told
from iga_core.record import rows_of
from tests import on_file

WORDS = load_words("id")


def picture(values: dict[int, list[str]]) -> NationalPicture:
    """A picture of national means as printed, each value a row."""

    def rows(year: int, printed: list[str]) -> tuple[dict[str, Any], ...]:
        return tuple({"id": f"{year}-{text}", "value": Decimal(text)} for text in printed)

    return NationalPicture(
        {(y, "mean_index", "all", "", ""): NationalFigure(rows(y, v)) for y, v in values.items()},
        {},
    )


@pytest.mark.parametrize(
    ("values", "said", "rows"),
    [
        (
            {2024: ["46.01"], 2025: ["49.43"]},
            "46,01 (2024), 49,43 (2025). Untuk 2021–2023 belum ditemukan.",
            ("2024-46.01", "2025-49.43"),
        ),
        (
            {2022: ["40.5", "41.5"]},
            "40,5 atau 41,5 (2022). Untuk 2021 dan 2023–2025 belum ditemukan.",
            ("2022-40.5", "2022-41.5"),
        ),
        (
            {year: ["40"] for year in range(2021, 2026)},
            "40 (2021), 40 (2022), 40 (2023), 40 (2024), 40 (2025).",
            tuple(f"{year}-40" for year in range(2021, 2026)),
        ),
        ({}, "belum ditemukan untuk 2021–2025.", ()),
    ],
)
def test_every_year_is_either_given_or_named_as_not_found(
    values: dict[int, list[str]], said: str, rows: tuple[str, ...]
) -> None:
    sentence = mean_index(range(2021, 2026), picture(values))
    assert told(sentence.text, WORDS).endswith(said)
    assert sentence.rows == rows


def test_figures_that_differ_are_those_with_two_numbers_for_one_thing() -> None:
    record = on_file.record()
    seen: dict[tuple[object, ...], set[Decimal]] = {}
    for row in rows_of(record.tables["national"]):
        if row["value"] is not None and not row["region_code"]:
            columns = ("year", "metric", "scope", "predicate", "level", "pillar")
            seen.setdefault(tuple(row[name] for name in columns), set()).add(row["value"])
    wanted = {key[:-1] for key, values in seen.items() if len(values) > 1}
    assert wanted and set(build_national_picture(record).differing()) == wanted
