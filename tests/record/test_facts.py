"""Printed forms of a value: how they are read, and when they agree with the value."""

from decimal import Decimal

import pytest

from iga_core.rules import Band, ValueInterval
from iga_core.rules.printed import PrintedFormError, agrees, read_printed


@pytest.mark.parametrize(
    ("text", "low", "high", "outside"),
    [
        ("40,01–65,00", "40.01", "65.00", False),
        ("501-1.000", "501", "1000", False),
        ("di atas 1.000", "1000", None, True),
        ("di bawah 35", None, "35", True),
        ("1.001 ke atas", "1001", None, False),
        ("30 persen", "30", "30", False),
        ("5–20%", "5", "20", False),
        ("-5,15–33,84", "-5.15", "33.84", False),
    ],
)
def test_printed_forms_are_read(
    text: str, low: str | None, high: str | None, outside: bool
) -> None:
    found = read_printed(text)
    ends = tuple(None if end is None else Decimal(end) for end in (low, high))
    assert (found.low, found.high, found.outside) == (*ends, outside)


@pytest.mark.parametrize("text", ["", "empat puluh", "40,01–", "1.00–2.00", "±40", "40 / 50"])
def test_what_is_no_printed_form_is_refused(text: str) -> None:
    with pytest.raises(PrintedFormError):
        read_printed(text)


def test_only_numbers_are_compared() -> None:
    assert agrees("Piagam saja", "apa pun")
    assert agrees(True, "ya")
    assert agrees(Band(None, Decimal("2.04")), "di bawah 2,05") is False
    assert agrees(ValueInterval(Decimal(1), Decimal(2)), "1–2")
