"""How results become JSON."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction

from iga_core.portfolio.encoding import plain, points, said
from iga_core.rules import Band


def test_a_step_is_printed_at_its_decimals_and_an_exact_value_as_it_is() -> None:
    assert plain(0.12345649) == points(0.12345649) == 0.123456
    assert plain(Fraction(1, 3)) == 1 / 3
    assert plain(Decimal("47.35")) == 47.35
    assert plain(True) is True


def test_whatever_a_result_holds_can_be_printed() -> None:
    held = {"days": (date(2026, 1, 2), None), "share": (Fraction(1, 2), "a", 3)}
    assert json.dumps(plain(held)) == '{"days": ["2026-01-02", null], "share": [0.5, "a", 3]}'


def test_what_is_said_stands_in_the_order_asked_for() -> None:
    found = said(Band(None, Decimal("2.35")), "high", "low")
    assert list(found.items()) == [("high", 2.35), ("low", None)]
