"""Each edge of each band of 2026, overlapping ones flagged."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from iga_core.rules import (
    Indicator,
    LineHasNoBandsError,
    RuleUnknownError,
    cached_rulebook,
    read_level,
)
from tests.rules.cases import read_cases

BOOK = cached_rulebook(2026)
BANDED = [line for line in BOOK.lines if line.has_bands]
CASES = read_cases("levels_2026")["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['line']} {c['value']}")
def test_worked_case(case: dict[str, Any]) -> None:
    reading = read_level(Decimal(case["value"]), BOOK.line(case["line"]))
    assert (reading.level, reading.on_edge) == (case["level"], case["on_edge"])


def test_every_banded_line_has_cases() -> None:
    assert {line.code for line in BANDED} == {case["line"] for case in CASES}
    assert len(BANDED) == 10


@given(st.sampled_from(BANDED), st.floats(-1000, 1000))
@settings(max_examples=500)
def test_every_value_has_a_level_and_a_distance_to_the_next(line: Indicator, v: float) -> None:
    reading = read_level(v, line)
    assert 1 <= reading.level <= line.top
    assert (reading.to_next is None) == (reading.level == line.top)
    if reading.to_next is not None:
        ends = [read_level(reading.value + sign * reading.to_next, line).level for sign in (1, -1)]
        assert reading.level + 1 in ends or line.top in ends


def test_a_float_is_read_as_it_prints() -> None:
    line = BOOK.line("spd_income_per_capita")
    assert read_level(2.045, line).level == 2
    assert read_level(14.23 - 12.33, BOOK.line("spd_poverty_drop")).value == Decimal("1.90")


def test_a_line_of_texts_takes_no_value() -> None:
    with pytest.raises(LineHasNoBandsError):
        read_level(3, BOOK.line("spd_vision"))


def test_a_line_without_levels_on_file_says_so() -> None:
    with pytest.raises(RuleUnknownError, match=r"2022.*spd_vision"):
        read_level(3, cached_rulebook(2022).line("spd_vision"))
